package main

import (
	"fmt"
	"image"
	"math"
	"strconv"
	"time"

	"github.com/scorefield/scorefield/render"
	"github.com/scorefield/scorefield/sim/lab"
	"github.com/scorefield/scorefield/sim/lab/param"
)

// Figure is one figure of the page: requests and events in, frames out.
// Everything happens in Tick; what comes in between is put on its queue.
type Figure struct {
	Controller   *Controller
	FrameBuilder FrameBuilder

	Recycle func([]byte) // takes the bytes of messages that have been handled; may be nil

	experiment *lab.Experiment // also before there is a controller
	most       func() int      // bytes that it may take; nil: any

	leastShared int // see Engine.LeastShared

	display   render.Display
	gestures  gestures
	queue     []any // of Message and Event, as they came
	say       func(kind string, value any)
	opening   []error
	reported  time.Time // when the page last heard how the run goes
	measured  standing  // of what the slow numbers are that it heard last; zero if it has heard others since
	at        Viewport
	pictures  pictureRate
	touched   bool   // the reader has done something since the last picture, or its place has changed
	calm      int    // ticks since something happened
	waited    int    // frames in which its picture had changed and was not drawn
	seen      int    // the engine's tick in which it was seen last
	keyframes int    // bytes of its keyframes then
	stopped   string // why it does nothing any more

	slicer    slicer
	open      bool          // Controller is there
	work      func()        // a tick
	ticking   Viewport      // of it
	budget    time.Duration // and its time for steps
	ticked    *render.Frame // what came of it
	cancelled []float64     // requests that are to be, once there is nothing begun
}

// newFigure opens a figure on settings as lab.Open reads them.
func newFigure(text, lang string, say func(kind string, value any)) *Figure {
	f := &Figure{say: say}
	f.begin(text, nil, lang)
	return f
}

// begin opens the figure, which takes slices where it has them: it says "opened", with its
// settings, when it is open.
func (f *Figure) begin(text string, checkpoint []byte, lang string) {
	f.guard(func() {
		f.slicer.Run(func() {
			ctl, errs := newController(f.fresh, text, checkpoint, lang, f.say, &f.slicer)
			ctl.picture, ctl.builder, ctl.shards.least = f.picture, &f.FrameBuilder, f.leastShared
			f.Controller, f.opening, f.open = ctl, errs, true
			ctl.told = ctl.Exp.Config()
			f.say("opened", values(ctl.told))
		})
	})
}

// fresh makes the figure's experiment a new one.
func (f *Figure) fresh() *lab.Experiment {
	f.experiment = new(lab.Experiment)
	f.experiment.Yield(f.slicer.Yield)
	f.experiment.Limit(f.most)
	return f.experiment
}

// memory is about how many bytes the figure's experiment takes.
func (f *Figure) memory() int {
	if f.experiment == nil {
		return 0
	}
	c := f.experiment.Config()
	return c.Memory()
}

// Post puts a message on the queue of the next tick.
func (f *Figure) Post(m Message) { f.queue = append(f.queue, m) }

// Do puts an event on the queue of the next tick. Of movements that follow one
// another only the last counts.
func (f *Figure) Do(e Event) {
	if n := len(f.queue); n > 0 && e.Kind == "move" {
		if before, ok := f.queue[n-1].(Event); ok && before.Kind == "move" && before.Pointer == e.Pointer {
			f.queue[n-1] = e
			return
		}
	}
	f.queue = append(f.queue, e)
}

// Cancel ends request id, wherever it is on its way. It is not answered.
func (f *Figure) Cancel(id float64) {
	for i, item := range f.queue {
		if m, ok := item.(Message); ok && m.ID == id {
			f.queue = append(f.queue[:i], f.queue[i+1:]...)
			return
		}
	}
	if f.slicer.Begun() {
		f.cancelled = append(f.cancelled, id)
		return
	}
	f.Controller.cancel(id)
}

// Tick is one frame of the figure: what has come in, steps within a budget of
// time, and the frame to draw, or nil where nothing has changed. Where that takes longer
// than a slice it is interrupted, and the next Tick goes on with it.
func (f *Figure) Tick(at Viewport, budget time.Duration) *render.Frame {
	done := false
	if f.slicer.Begun() {
		done = f.slicer.Continue()
	} else {
		f.ticking, f.budget = at, budget
		if f.work == nil {
			f.work = func() { f.ticked = f.tick(f.ticking, f.budget) }
		}
		done = f.slicer.Run(f.work)
	}
	if !done {
		return nil
	}
	frame := f.ticked
	f.ticked = nil
	for _, id := range f.cancelled {
		f.Controller.cancel(id)
	}
	f.cancelled = f.cancelled[:0]
	if frame != nil && (frame.Width != at.Width || frame.Height != at.Height || frame.Ratio != at.Ratio) { // its place has changed meanwhile
		f.Controller.Changed = true
		return nil
	}
	return frame
}

// Settled is the figure with nothing begun, for whoever must know at once how it is.
func (f *Figure) Settled() *Figure {
	if f.slicer.Finish(); f.ticked != nil { // nobody has taken that frame: the next tick makes another
		f.ticked, f.Controller.Changed = nil, true
	}
	return f
}

func (f *Figure) tick(at Viewport, budget time.Duration) *render.Frame {
	ctl := f.Controller
	ctl.report(f.opening)
	f.opening = nil
	ctl.window = lab.Window{}
	if c := ctl.Exp.Config(); ctl.shards.large(c.Particles) {
		ctl.window = f.FrameBuilder.Window(c) // of the screen: a message may ask for a picture of another size
	}
	f.resize(at)
	f.handle()
	ctl.Rate.frame(at.Seconds)
	if budget > 0 {
		ctl.Advance(budget)
	}
	moving := f.FrameBuilder.Animate(ctl, at)
	f.reportProgress()
	changed := ctl.Changed
	f.pictures.tick(now())
	if !changed && !moving || at.Width <= 0 || at.Height <= 0 {
		return nil
	}
	if ctl.spares() && !f.touched && !f.pictures.due() {
		ctl.unseen++
		return nil
	}
	f.pictures.drawn()
	ctl.Changed, ctl.unseen, f.touched = false, 0, false
	frame := f.FrameBuilder.Frame(ctl, at)
	frame.Still = !changed
	f.display.Warm(frame, f.slicer.Yield)
	return frame
}

// handle deals with what has come in, in the order in which it came.
func (f *Figure) handle() {
	queue := f.queue
	f.queue = nil
	var deferred []any
	for _, item := range queue {
		switch item := item.(type) {
		case Event:
			f.touched = true
			f.Controller.Manipulate(f.gestures.input(item))
		case Message:
			if f.Controller.Defers(item) {
				deferred = append(deferred, item)
				continue
			}
			f.Controller.Handle(item)
			f.done(item)
		}
	}
	f.queue = append(deferred, f.queue...) // more may have come while this was interrupted
}

// done gives the memory of a message back, but for a reader's file, which may be read again.
func (f *Figure) done(m Message) {
	if f.Recycle != nil && m.Bytes != nil && m.Type != "data" {
		f.Recycle(m.Bytes)
	}
}

// resize notices that the figure has another size or sharpness.
func (f *Figure) resize(at Viewport) {
	if at.Width != f.at.Width || at.Height != f.at.Height || at.Ratio != f.at.Ratio {
		f.Controller.Changed, f.touched = true, true
	}
	f.at = at
}

// standing is what numbers of an experiment are of.
type standing struct {
	config    lab.Config
	clock     lab.Clock
	version   lab.Version
	beginning int
	lang      string
}

func (ctl *Controller) standing() standing {
	e := ctl.Exp
	return standing{e.Config(), e.Clock(), e.View().Version, e.Beginning(), ctl.Lang}
}

const (
	reportEvery = 100 * time.Millisecond
	calmTicks   = 20 // without anything to animate: the page need not tick the figure any more
)

// reportProgress lets the page know how the run goes, ten times a second at most, and
// says once when there is nothing left to animate.
func (f *Figure) reportProgress() {
	ctl := f.Controller
	due := since(f.reported) >= reportEvery
	if due {
		ctl.reportValues()
	}
	ctl.reportData()
	ctl.reportUndo()
	if due || !ctl.busy() {
		ctl.reportPointer()
		ctl.reportWaiting()
	}
	if ctl.Changed || ctl.busy() {
		f.calm = 0
		if due && (ctl.busy() || f.measured != ctl.standing()) { // else only its picture is another, and its numbers are those that the page has
			f.reported, f.measured = now(), standing{}
			f.say("frame", ctl.stats(ctl.Exp.View().Brief()))
		}
		return
	}
	if f.calm++; f.calm == calmTicks { // there is time for the slow numbers
		if f.measured != ctl.standing() {
			f.say("frame", ctl.measured())
			f.measured = ctl.standing()
		}
		if len(f.queue) > 0 { // it came while that was measured, which takes several ticks: whoever is idle is ticked no more
			f.calm = 0
			return
		}
		f.say("idle", nil)
	}
}

// guard runs part of the figure's work. A panic stops this figure alone: the page
// keeps its picture and says why.
func (f *Figure) guard(work func()) {
	defer func() {
		if err := recover(); err != nil {
			f.stopped = fmt.Sprint(err)
			f.say("error", map[string]any{"type": "stopped", "message": f.stopped})
		}
	}()
	if f.stopped == "" {
		work()
	}
}

// picture renders the present frame at any size and scale: it says "band" for some rows of
// it after the others, and returns what is to be written over them.
func (f *Figure) picture(width, height, scale float64) (map[string]any, error) {
	at := f.at
	if at.Width <= 0 || at.Height <= 0 {
		at = unseen
	}
	switch {
	case width > 0 && height > 0:
		at.Width, at.Height = width, height
	case width > 0: // one side alone keeps the shape
		at.Width, at.Height = width, at.Height*width/at.Width
	case height > 0:
		at.Width, at.Height = at.Width*height/at.Height, height
	}
	w, h := at.Width*scale+0.5, at.Height*scale+0.5
	if !(w >= 1 && h >= 1 && w < mostSide && h < mostSide && w*h <= mostPixels) {
		side, all := strconv.Itoa(mostSide-1), strconv.Itoa(mostPixels)
		size := decimal(math.Floor(w)) + " × " + decimal(math.Floor(h))
		return nil, &param.Error{Field: "image", Value: size, Range: "1 … " + side + ", ≤ " + all, Why: param.Label{
			EN: "A picture of " + size + " pixels cannot be made; allowed: sides of 1 … " + side + " and " + all + " pixels in all.",
			ZH: "无法生成 " + size + " 像素的图片；允许：边长 1 … " + side + "，总共至多 " + all + " 像素。"}}
	}
	c := render.Composer{Apart: f.display.Apart}
	frame := f.FrameBuilder.Frame(f.Controller, at)
	frame.Probe = nil // where the reader points is no part of the picture
	for i := range frame.Panels {
		frame.Panels[i].Readout = frame.Panels[i].Readout[:0]
	}
	list := c.Compose(frame, scale)
	f.Controller.Changed = true // the frame on the screen is of another size
	m := map[string]any{"width": float64(int(w)), "height": float64(int(h)), "scale": scale}
	rows := max(bandPixels/int(w), 1)
	for y := 0; y < int(h); y += rows {
		f.slicer.Yield()
		band := image.NewRGBA(image.Rect(0, y, int(w), min(y+rows, int(h))))
		render.Fill(band, list, true)
		f.say("band", map[string]any{"width": m["width"], "height": m["height"], "y": float64(y), "rgba": band.Pix})
	}
	if c.Apart {
		m["overlay"] = string(list.AppendOverlay(nil))
	}
	return m, nil
}

// Bounds of a picture: of its memory, and of what every browser can pack.
const (
	mostPixels = 64_000_000
	mostSide   = 1 << 15

	bandPixels = 1 << 14 // of the rows that are drawn and packed at a time: some ten milliseconds where the reader's processor is slow
)

// unseen is the viewport of a picture of a figure that nobody has seen.
var unseen = Viewport{Width: 720, Height: 480, Ratio: 1}
