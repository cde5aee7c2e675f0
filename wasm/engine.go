package main

import (
	"cmp"
	"image"
	"slices"
	"time"

	"github.com/scorefield/scorefield/render"
)

// Engine is all figures of a page in one program. Once a frame the page calls
// Tick, which lets those that are to move go on, and Lay, which lays out their
// pictures on one screen.
type Engine struct {
	MostPixels    int // along a side of the screen; 0: as many as it takes
	MostMemory    int // bytes that the experiments of all figures may take together, as param.Config.Memory counts them; 0: mostMemory
	MostKeyframes int // bytes that the keyframes of all figures may take together; 0: mostKeyframes
	LeastShared   int // particles that a cloud must have for workers to move it; 0: leastShared

	// Slice is how long the figures may work in a frame, all together but for a piece
	// of work of some milliseconds each: then they are interrupted, and go on in the
	// next. Where frames come so seldom that it is less than half of the time between
	// two, for the machine is busy, they have that half, up to slowSlice. 0: for as long
	// as it takes.
	Slice time.Duration

	Serving func(id int) // hears which figure is worked for from now on; may be nil

	figures  map[int]*Figure
	ticks    int
	laid     int       // the tick of the last Lay
	kept     []*Figure // memory of limitKeyframes
	atlas    render.Atlas
	served   int // the last of those not under the pointer that had time for steps
	changed  []int
	perMega  float64 // milliseconds that drawing and copying a million pixels has taken lately
	drawn    []Placed
	pictures []render.Picture
	sizes    []image.Point
	places   []image.Point

	checkpoint []byte // memory of Checkpoint
}

// NewEngine has no figures yet.
func NewEngine() *Engine { return &Engine{figures: map[int]*Figure{}} }

// Open adds figure id at a checkpoint, see Checkpoint, or without one on the
// settings in text. What the program says of it goes to say, also that it has
// stopped at once.
func (e *Engine) Open(id int, text string, checkpoint []byte, lang string, say func(kind string, value any)) *Figure {
	f := &Figure{say: say, seen: e.ticks, slicer: slicer{length: e.Slice}, leastShared: e.LeastShared}
	f.most = func() int { return cmp.Or(e.MostMemory, mostMemory) - e.memory() + f.memory() }
	e.figures[id] = f
	f.begin(text, checkpoint, lang)
	return f
}

// memory is about how many bytes the experiments of all figures take.
func (e *Engine) memory() (sum int) {
	for _, f := range e.figures {
		sum += f.memory()
	}
	return sum
}

// Checkpoint is where a figure is, as bytes that are good until the next call, from
// which another program goes on with the same bits; ok is false where that would be more than
// most bytes.
func (e *Engine) Checkpoint(f *Figure, most float64) (b []byte, ok bool) {
	e.checkpoint, ok = f.Controller.Exp.AppendCheckpoint(e.checkpoint[:0], int(min(most, 1<<40)))
	return e.checkpoint, ok && float64(len(e.checkpoint)) <= most
}

// Close removes a figure.
func (e *Engine) Close(id int) {
	if f := e.figures[id]; f != nil {
		f.slicer.Close()
	}
	delete(e.figures, id)
}

// Figure is nil if there is none of that number.
func (e *Engine) Figure(id int) *Figure { return e.figures[id] }

// Working reports whether a figure has work that waits for its next slice: whoever must know how
// it is would have to do all of that at once.
func (e *Engine) Working(id int) bool {
	f := e.figures[id]
	return f != nil && f.slicer.Begun()
}

// Shown is a figure that is to go on in this frame.
type Shown struct {
	ID            int
	Width, Height int     // device pixels of its place; 0: it is not to be seen, and has something to answer
	Ratio         float64 // device pixels per device-independent pixel
	Seconds       float64 // since it went on last
	Pointed       bool    // the reader points at it
}

// Placed is a picture of this frame: whose, and where on the screen.
type Placed struct {
	ID      int
	Rect    image.Rectangle
	Overlay []byte // its texts and lines, where they are others than before: see render.List.AppendOverlay
}

const (
	stepBudget = 10 * time.Millisecond // of a frame, for the steps of all figures together
	slowBudget = 20 * time.Millisecond // the same where frames are few, for a processor draws them: a third of the time from one to the next, up to this
	slowSlice  = 25 * time.Millisecond // most of a Slice
	bothBudget = 15 * time.Millisecond // the most for the steps of several, of which one is drawn in any case
	taskBudget = 25.0                  // milliseconds of a frame for all that the program does, so that it stays below 50 with what the page does and where drawing takes twice as long as it did lately: pictures for which there is no time left wait a frame, but for one

	mostKeyframes = 32 << 20
	mostMemory    = 1_600_000_000 // less than half of what the program can have: garbage waits for its collector
	mostSeconds   = 0.1           // since the frame before, as the page counts them
	restedAfter   = 10            // ticks without a picture, after which the graphics card has drawn the last one
	restAfter     = 30            // ticks without being seen, until a figure gives up what its next picture can be made anew from
)

// Tick lets figures go on and returns those whose pictures are to be drawn now.
// The list is valid until the next call. The figure under the pointer is served
// first, the others by turns: in every frame at least one of them, and who found
// the budget spent goes first in the next.
func (e *Engine) Tick(shown []Shown) []int {
	e.ticks++
	first := e.order(shown)
	begin := now()
	slice, budget := e.slice(shown), budgetOf(shown)
	late := false
	for i, s := range shown {
		f := e.figures[s.ID]
		if f == nil {
			continue
		}
		if s.Width > 0 {
			f.seen = e.ticks
		}
		left := budget - since(begin)
		if left <= 0 && i == first {
			left = 1
		}
		if e.Slice > 0 {
			if f.slicer.length = max(slice-since(begin), 1); f.slicer.length == 1 && i != first && f.slicer.Begun() {
				late = true
				continue // the next one goes first in the next frame
			}
		}
		e.serve(s.ID)
		f.guard(func() { f.advance(s, max(left/time.Duration(len(shown)-i), min(left, 1))) })
		if late = late || left <= 0; !late && i >= first {
			e.served = s.ID
		}
	}
	e.serve(0)
	for _, f := range e.figures {
		if e.ticks-f.seen == restAfter {
			f.display.Rest()
		}
	}
	e.limitKeyframes()
	return e.due(shown, since(begin).Seconds()*1e3)
}

// Prepare makes what the first picture of a figure that is not to be seen yet needs,
// in parts that take a part of a frame each, and reports whether there is another.
func (e *Engine) Prepare(s Shown) (more bool) {
	f := e.figures[s.ID]
	if f == nil {
		return false
	}
	e.serve(s.ID)
	f.guard(func() {
		if f.display.Stale() && !f.slicer.Begun() {
			f.display.Prepare()
			return
		}
		f.slicer.length = e.Slice
		f.advance(s, 0)
		more = f.slicer.Begun() || f.display.Stale()
	})
	e.serve(0)
	return more
}

// slice is the Slice of this frame.
func (e *Engine) slice(shown []Shown) time.Duration {
	return max(e.Slice, min(sinceLast(shown)/2, slowSlice))
}

// budgetOf is the time for steps of this frame.
func budgetOf(shown []Shown) time.Duration {
	most := slowBudget
	if len(shown) > 1 {
		most = bothBudget
	}
	return min(max(stepBudget, sinceLast(shown)/3), most)
}

// sinceLast is how long ago the frame before was.
func sinceLast(shown []Shown) time.Duration {
	between := 0.0 // seconds
	for _, s := range shown {
		between = max(between, s.Seconds)
	}
	return time.Duration(between * float64(time.Second))
}

// limitKeyframes has figures give up keyframes where those of all together take
// more than they may: first those that have not been seen for longest, and of
// those that are seen now the one that has most. It costs them nothing but time
// when they are sent back.
func (e *Engine) limitKeyframes() {
	most := cmp.Or(e.MostKeyframes, mostKeyframes)
	e.kept = e.kept[:0]
	sum := 0
	for _, f := range e.figures {
		if f.stopped != "" || f.slicer.Begun() {
			continue
		}
		f.keyframes = f.Controller.Exp.KeyframeBytes()
		sum += f.keyframes
		e.kept = append(e.kept, f)
	}
	if sum <= most {
		return
	}
	slices.SortFunc(e.kept, func(a, b *Figure) int {
		return cmp.Or(cmp.Compare(a.seen, b.seen), cmp.Compare(b.keyframes, a.keyframes))
	})
	for _, f := range e.kept {
		before := f.keyframes
		f.guard(func() {
			f.Controller.Exp.LimitKeyframes(max(before-(sum-most), 0))
			f.keyframes = f.Controller.Exp.KeyframeBytes()
		})
		if sum -= before - f.keyframes; sum <= most {
			return
		}
	}
}

// serve says whom the program works for, in case that it ends by it.
func (e *Engine) serve(id int) {
	if e.Serving != nil {
		e.Serving(id)
	}
}

// order puts the figure under the pointer first, if there is one, and begins the
// others with the one after the one that was served last. It returns where they
// begin.
func (e *Engine) order(shown []Shown) (first int) {
	slices.SortFunc(shown, func(a, b Shown) int {
		rank := func(s Shown) int {
			switch {
			case s.Pointed:
				return 0
			case s.ID > e.served:
				return 1
			}
			return 2
		}
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a.ID, b.ID))
	})
	for first < len(shown) && shown[first].Pointed {
		first++
	}
	return first
}

// advance is one frame of a figure.
func (f *Figure) advance(s Shown, budget time.Duration) {
	begin := now()
	f.display.Resize(s.Width, s.Height, s.Ratio)
	w, h := f.display.Size()
	frame := f.Tick(Viewport{Width: w, Height: h, Ratio: s.Ratio, Seconds: s.Seconds}, budget)
	seconds := s.Seconds
	switch {
	case f.pictures.waits: // a frame without a picture says nothing of how quickly one is drawn
		return
	case f.Controller != nil && f.Controller.spares():
		seconds = min(f.pictures.took.Seconds(), mostSeconds)
	}
	f.display.Tick(frame, seconds, since(begin).Seconds())
}

// due is whose pictures have changed, as many as there is time for after what has been
// spent of the frame, in milliseconds: who has waited longest comes first.
func (e *Engine) due(shown []Shown, spent float64) []int {
	e.changed = e.changed[:0]
	for _, s := range shown { // the one under the pointer first
		if f := e.figures[s.ID]; f != nil && f.stopped == "" && !f.slicer.Begun() && s.Width > 0 && f.display.Stale() {
			f.waited++
			e.changed = append(e.changed, s.ID)
		}
	}
	slices.SortStableFunc(e.changed, func(a, b int) int { return cmp.Compare(e.figures[b].waited, e.figures[a].waited) })
	for i, id := range e.changed {
		w, h := e.figures[id].display.PictureSize()
		if spent += e.perMega * float64(w*h) / 1e6; i > 0 && spent > taskBudget {
			return e.changed[:i]
		}
	}
	return e.changed
}

// Reserve makes the screen at least so large when it changes next: with room for the
// largest place that a figure of the page has for its picture.
func (e *Engine) Reserve(width, height int) {
	most := e.mostPixels()
	e.atlas.Reserve(image.Pt(min(width, most), min(height, most)))
}

// Lay lays out the pictures of these figures, as many as there is room for, and
// returns them with where they go on a screen of the engine's Size: the first at
// its upper left corner. If it is alone the screen's size may be its own. Both are
// valid until the next call. The others need another screen.
func (e *Engine) Lay(ids []int, alone bool) ([]render.Picture, []Placed) {
	e.sizes, e.drawn, e.pictures = e.sizes[:0], e.drawn[:0], e.pictures[:0]
	for _, id := range ids {
		w, h := e.figures[id].display.PictureSize()
		e.sizes = append(e.sizes, image.Pt(w, h))
	}
	e.places = e.places[:0]
	rested := e.ticks-e.laid >= restedAfter
	e.laid = e.ticks
	if alone && len(ids) == 1 {
		e.atlas.Alone(e.sizes[0], rested)
		e.places = append(e.places, image.Point{})
	} else {
		e.places = e.atlas.Place(e.places, e.sizes, e.mostPixels(), rested)
	}
	for i, at := range e.places {
		f := e.figures[ids[i]]
		e.serve(ids[i])
		f.guard(func() {
			f.waited = 0
			e.pictures = append(e.pictures, render.Picture{List: f.list(), At: at})
			e.drawn = append(e.drawn, Placed{ID: ids[i], Rect: image.Rectangle{Min: at, Max: at.Add(e.sizes[i])}, Overlay: f.display.AppendOverlay(nil)})
		})
	}
	e.serve(0)
	return e.pictures, e.drawn
}

// list is the figure's picture. While it works its frame is half made, and the
// picture is the last one; where there is none of that size the work is ended.
func (f *Figure) list() *render.List {
	if f.slicer.Begun() {
		if list := f.display.Last(); list != nil {
			return list
		}
		f.Settled()
	}
	return f.display.Compose()
}

func (e *Engine) mostPixels() int {
	if e.MostPixels > 0 {
		return e.MostPixels
	}
	return 1 << 14
}

// Size is that of the screen for the pictures of the last Lay.
func (e *Engine) Size() image.Point { return e.atlas.Size() }

// Drew tells the engine how many milliseconds it took to draw and copy the
// pictures of the last Lay.
func (e *Engine) Drew(ms float64) {
	pixels := 0
	for _, p := range e.drawn {
		pixels += p.Rect.Dx() * p.Rect.Dy()
	}
	if pixels > 0 {
		smooth(&e.perMega, ms*1e6/float64(pixels))
	}
}
