package main

import (
	"image"
	"time"

	"github.com/scorefield/scorefield/render"
	"github.com/scorefield/scorefield/sim/lab"
	"github.com/scorefield/scorefield/sim/lab/param"
)

// App is one figure: messages in, frames out. Everything happens in Tick, on
// one goroutine; Post only puts a message on the queue.
type App struct {
	Desk  *Desk
	Easel Easel

	Recycle func([]byte) // takes the bytes of messages that have been handled; may be nil

	queue   []Message
	say     func(kind string, value any)
	opening []error
	told    time.Time // when the page last heard how the run goes
	last    render.Input
	calm    int // ticks since something happened
}

// NewApp opens a figure on settings as lab.Open reads them.
func NewApp(text, lang string, say func(kind string, value any)) *App {
	a := &App{say: say}
	a.Desk, a.opening = NewDesk(text, lang, say)
	a.Desk.picture = a.picture
	return a
}

// Greeting is the page's first message: what there is to set.
func (a *App) Greeting() map[string]any {
	return map[string]any{"version": float64(lab.TextVersion), "params": parameters(), "scenes": scenes(),
		"values": values(a.Desk.Exp.Config())}
}

// Post puts a message on the queue of the next tick.
func (a *App) Post(m Message) { a.queue = append(a.queue, m) }

// Tick is one frame of the figure: messages, the reader's hands, steps, and
// the picture, or nil where nothing has changed.
func (a *App) Tick(in render.Input) *render.Frame {
	a.Desk.report(a.opening)
	a.opening = nil
	a.Desk.window = a.Easel.Window(a.Desk.Exp.Config()) // of the screen: a message may ask for a picture of another size
	a.messages()
	a.look(in)
	a.Desk.Rate.frame(in.Seconds)
	a.Easel.Hands(a.Desk, in)
	a.Desk.Advance()
	moving := a.Easel.Animate(a.Desk, in)
	a.tell()
	changed := a.Desk.Changed
	if !changed && !moving {
		return nil
	}
	a.Desk.Changed = false
	f := a.Easel.Frame(a.Desk, in)
	f.Still = !changed
	return f
}

func (a *App) messages() {
	queue := a.queue
	a.queue = nil
	for _, m := range queue {
		if a.Desk.Defers(m) {
			a.queue = append(a.queue, m)
		} else {
			a.Desk.Handle(m)
			a.done(m)
		}
	}
}

// done gives the memory of a message back.
func (a *App) done(m Message) {
	if a.Recycle != nil && m.Bytes != nil {
		a.Recycle(m.Bytes)
	}
}

// look notices that the figure has another size or sharpness.
func (a *App) look(in render.Input) {
	if in.Width != a.last.Width || in.Height != a.last.Height || in.Ratio != a.last.Ratio {
		a.Desk.Changed = true
	}
	a.last = in
}

const (
	tellEvery = 100 * time.Millisecond
	calmTicks = 20 // without anything to animate: the page may close the gate
)

// tell lets the page know how the run goes, ten times a second at most, and
// says once when there is nothing left to animate.
func (a *App) tell() {
	if a.Desk.Changed || a.Desk.busy() {
		a.calm = 0
		if now := time.Now(); now.Sub(a.told) >= tellEvery {
			a.told = now
			a.say("frame", a.Desk.stats(a.Desk.Exp.Brief()))
		}
		return
	}
	if a.calm++; a.calm == calmTicks {
		a.say("frame", a.Desk.stats(a.Desk.Exp.Brief()))
		a.say("idle", map[string]any{})
	}
}

// picture renders the present frame at any size and scale.
func (a *App) picture(width, height, scale float64) (map[string]any, error) {
	in := a.last
	if width > 0 && height > 0 {
		in.Width, in.Height = width, height
	}
	w, h := int(in.Width*scale+0.5), int(in.Height*scale+0.5)
	if w < 1 || h < 1 || w*h > mostPixels {
		return nil, &param.Error{Field: "image", Value: decimal(float64(w)) + "×" + decimal(float64(h)), Range: "1 … 64000000 pixels"}
	}
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	render.Raster(img, a.Easel.Frame(a.Desk, in), scale)
	return map[string]any{"width": float64(w), "height": float64(h), "rgba": img.Pix}, nil
}

const mostPixels = 64_000_000
