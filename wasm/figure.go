package main

import (
	"image"
	"time"

	"github.com/scorefield/scorefield/render"
	"github.com/scorefield/scorefield/sim/lab/param"
)

// Figure is one figure: messages in, frames out. Everything happens in Tick, on
// one goroutine; Post only puts a message on the queue.
type Figure struct {
	Controller   *Controller
	FrameBuilder FrameBuilder

	Recycle func([]byte) // takes the bytes of messages that have been handled; may be nil

	queue   []Message
	say     func(kind string, value any)
	opening []error
	told    time.Time // when the page last heard how the run goes
	last    render.Input
	calm    int // ticks since something happened
}

// newFigure opens a figure on settings as lab.Open reads them.
func newFigure(text, lang string, say func(kind string, value any)) *Figure {
	a := &Figure{say: say}
	a.Controller, a.opening = newController(text, lang, say)
	a.Controller.picture = a.picture
	return a
}

// Greeting is the page's first message: what there is to set.
func (a *Figure) Greeting() map[string]any {
	return map[string]any{"version": float64(param.TextVersion), "params": parameters(), "scenes": scenes(),
		"values": values(a.Controller.Exp.Config())}
}

// Post puts a message on the queue of the next tick.
func (a *Figure) Post(m Message) { a.queue = append(a.queue, m) }

// Tick is one frame of the figure: messages, the reader's input, steps, and
// the picture, or nil where nothing has changed.
func (a *Figure) Tick(in render.Input) *render.Frame {
	a.Controller.report(a.opening)
	a.opening = nil
	a.Controller.window = a.FrameBuilder.Window(a.Controller.Exp.Config()) // of the screen: a message may ask for a picture of another size
	a.messages()
	a.look(in)
	a.Controller.Rate.frame(in.Seconds)
	a.FrameBuilder.Manipulate(a.Controller, in)
	a.Controller.Advance()
	moving := a.FrameBuilder.Animate(a.Controller, in)
	a.tell()
	changed := a.Controller.Changed
	if !changed && !moving {
		return nil
	}
	a.Controller.Changed = false
	f := a.FrameBuilder.Frame(a.Controller, in)
	f.Still = !changed
	return f
}

func (a *Figure) messages() {
	queue := a.queue
	a.queue = nil
	for _, m := range queue {
		if a.Controller.Defers(m) {
			a.queue = append(a.queue, m)
		} else {
			a.Controller.Handle(m)
			a.done(m)
		}
	}
}

// done gives the memory of a message back.
func (a *Figure) done(m Message) {
	if a.Recycle != nil && m.Bytes != nil {
		a.Recycle(m.Bytes)
	}
}

// look notices that the figure has another size or sharpness.
func (a *Figure) look(in render.Input) {
	if in.Width != a.last.Width || in.Height != a.last.Height || in.Ratio != a.last.Ratio {
		a.Controller.Changed = true
	}
	a.last = in
}

const (
	tellEvery = 100 * time.Millisecond
	calmTicks = 20 // without anything to animate: the page may close the gate
)

// tell lets the page know how the run goes, ten times a second at most, and
// says once when there is nothing left to animate.
func (a *Figure) tell() {
	if a.Controller.Changed || a.Controller.busy() {
		a.calm = 0
		if now := time.Now(); now.Sub(a.told) >= tellEvery {
			a.told = now
			a.say("frame", a.Controller.stats(a.Controller.Exp.View().Brief()))
		}
		return
	}
	if a.calm++; a.calm == calmTicks {
		a.say("frame", a.Controller.stats(a.Controller.Exp.View().Brief()))
		a.say("idle", map[string]any{})
	}
}

// picture renders the present frame at any size and scale.
func (a *Figure) picture(width, height, scale float64) (map[string]any, error) {
	in := a.last
	if width > 0 && height > 0 {
		in.Width, in.Height = width, height
	}
	w, h := int(in.Width*scale+0.5), int(in.Height*scale+0.5)
	if w < 1 || h < 1 || w*h > mostPixels {
		return nil, &param.Error{Field: "image", Value: decimal(float64(w)) + "×" + decimal(float64(h)), Range: "1 … 64000000 pixels"}
	}
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	render.Raster(img, a.FrameBuilder.Frame(a.Controller, in), scale)
	return map[string]any{"width": float64(w), "height": float64(h), "rgba": img.Pix}, nil
}

const mostPixels = 64_000_000
