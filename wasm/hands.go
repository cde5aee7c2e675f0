package main

import (
	"math"

	"github.com/scorefield/scorefield/render"
	"github.com/scorefield/scorefield/sim/lab"
	"github.com/scorefield/scorefield/sim/lab/scene"
)

// hands are what the reader does to the picture: hovering, dragging a
// component, panning, zooming, and the same by keyboard.
type hands struct {
	hit    render.Hit
	inside bool
	held   int // component in hand, −1: none
	part   render.Part
	pan    bool
	x, y   float64 // world place where the pan began
	focus  int     // component that the keyboard has, −1: none
	grip   render.Part
	picked int  // 1 + the particle whose steps are taken apart, 0: none
	click  bool // nothing has moved since the press
	ready  bool
	mark   render.Probe // of the present frame
}

// probe is the pointer's place in the world, nil outside.
func (h *hands) probe() *render.Probe {
	if !h.inside || !h.hit.World || h.held >= 0 || h.pan {
		return nil
	}
	h.mark = render.Probe{X: h.hit.X, Y: h.hit.Y}
	return &h.mark
}

// dress shows on component i what the hands do to it.
func (h *hands) dress(i int, k render.Handle) render.Handle {
	if !h.ready {
		return k
	}
	if h.held == i {
		k.Hot, k.Selected = h.part, true
	} else if h.inside && h.hit.Handle == i {
		k.Hot, k.Selected = h.hit.Part, true
	}
	if h.focus == i {
		k.Focused, k.Selected, k.FocusPart = true, true, h.grip
	}
	return k
}

// Hands lets the reader's input act on the experiment and the camera.
func (e *Easel) Hands(d *Desk, in render.Input) {
	h := &e.hands
	if !h.ready {
		h.held, h.focus, h.ready = -1, -1, true
	}
	was := *h
	h.inside = in.Inside && in.Width > 0
	if h.inside && len(e.frame.Panels) > 0 {
		h.hit = render.Pick(&e.frame, in.X, in.Y, in.Touch)
	}
	e.press(d, in)
	e.drag(d, in)
	e.zoom(d, in)
	e.keys(d, in)
	if *h != was {
		d.Changed = true
		e.point(d, was)
	}
}

// press takes what lies under the pointer, or the view itself.
func (e *Easel) press(d *Desk, in render.Input) {
	h := &e.hands
	switch {
	case in.Released || !in.Down && !in.Pressed:
		if in.Released && h.click && h.hit.World {
			e.pick(d)
		}
		if h.held >= 0 {
			d.Exp.Hold(false)
			d.say("change", map[string]any{"name": "mixture", "value": d.Exp.Config().Mixture})
		}
		h.held, h.pan, h.click = -1, false, false
	case in.Pressed && h.hit.World && h.hit.Handle >= 0:
		h.held, h.part = h.hit.Handle, h.hit.Part
		d.Exp.Hold(true)
	case in.Pressed && h.hit.World:
		h.pan, h.x, h.y = !in.Touch || d.Engaged, h.hit.X, h.hit.Y
		h.click = true
	case in.Pressed && h.hit.Level >= 0:
		levels := d.Exp.AppendLevels(nil)
		d.report(d.set("sigma=" + decimal(levels[min(h.hit.Level, len(levels)-1)])))
	}
}

// pick chooses the particle under the pointer, to take its steps apart; the
// same one again lets it go.
func (e *Easel) pick(d *Desk) {
	h := &e.hands
	if h.hit.Panel >= len(e.frame.Panels) || d.Exp.Away() { // who is elsewhere cannot be picked
		return
	}
	for _, cloud := range e.frame.Panels[h.hit.Panel].Particles {
		i := 1 + cloud.Nearest(h.hit.X, h.hit.Y, e.frame.View.Half/30)
		if i == h.picked {
			i = 0
		}
		h.picked = i
	}
	d.Changed = true
}

// drag moves what is held.
func (e *Easel) drag(d *Desk, in render.Input) {
	h := &e.hands
	if !in.Down || !h.hit.World {
		return
	}
	switch {
	case h.held >= 0:
		e.move(d, h.held, h.part, h.hit.X, h.hit.Y)
	case h.pan && (h.hit.X != h.x || h.hit.Y != h.y):
		h.click = false
		e.look(d, e.frame.View.Pan(h.x, h.y, h.hit.X, h.hit.Y))
		l := e.frame.Layout()
		_, h.hit.X, h.hit.Y, _ = l.At(in.X, in.Y)
	}
}

// move puts a component's grip at a place of the world.
func (e *Easel) move(d *Desk, i int, part render.Part, x, y float64) {
	cs := d.Exp.Components()
	if i >= len(cs) {
		return
	}
	l := e.frame.Layout()
	panel := e.hands.hit.Panel
	k := render.Handle{X: cs[i].Mean[0], Y: cs[i].Mean[1], Cov: cs[i].Cov, Weight: cs[i].Weight}.Drag(&l, panel, part, x, y)
	if part == render.WeightPart {
		share(cs, i, k.Weight)
	}
	cs[i].Mean, cs[i].Cov = [2]float64{k.X, k.Y}, k.Cov
	if err := d.Exp.Set("mixture", lab.FormatMixture(cs)); err != nil {
		d.report(some(err))
	}
}

// share gives component i the weight w and the others the rest, in proportion.
func share(cs []lab.Component, i int, w float64) {
	rest := 1 - cs[i].Weight
	for k := range cs {
		if k != i && rest > 0 {
			cs[k].Weight *= (1 - w) / rest
		}
	}
	cs[i].Weight = w
}

// zoom answers wheel and pinch; a page lets the wheel through only to an
// engaged figure or with Ctrl.
func (e *Easel) zoom(d *Desk, in render.Input) {
	h := &e.hands
	if in.Wheel != 0 && h.inside && h.hit.World {
		e.look(d, e.frame.View.Zoom(math.Exp(in.Wheel*0.15), h.hit.X, h.hit.Y))
	}
	if in.Pinch > 0 && in.Pinch != 1 {
		l := e.frame.Layout()
		if _, x, y, ok := l.At(in.PinchX, in.PinchY); ok {
			e.look(d, e.frame.View.Zoom(in.Pinch, x, y))
		}
	}
}

// look moves the camera, as far as its parameters allow.
func (e *Easel) look(d *Desk, v render.View) {
	if d.Exp.Set("half-width", decimal(v.Half)) != nil {
		return
	}
	for name, value := range map[string]float64{"centre-x": v.CX, "centre-y": v.CY} {
		_ = d.Exp.Set(name, decimal(value)) // beyond the range the camera stays
	}
	c := d.Exp.Config()
	e.frame.View = render.View{CX: c.CentreX, CY: c.CentreY, Half: c.HalfWidth}
	d.Changed = true
}

// keys: N and P choose a component, Enter its grip, arrows move it (or the
// view), plus, minus and 0 zoom, Z and Y undo and redo, space plays.
func (e *Easel) keys(d *Desk, in render.Input) {
	if in.Keys == 0 {
		return
	}
	d.Changed = true
	h := &e.hands
	n := len(d.Exp.Components())
	switch {
	case in.Keys.Has(render.KeySpace):
		d.Playing = !d.Playing && d.Exp.Scene().Clock != scene.Still
	case in.Keys.Has(render.KeyUndo):
		d.values(d.Exp.Undo())
	case in.Keys.Has(render.KeyRedo):
		d.values(d.Exp.Redo())
	case in.Keys.Has(render.KeyNext) && n > 0:
		h.focus, h.grip = (h.focus+1)%n, render.MeanPart
	case in.Keys.Has(render.KeyPrev) && n > 0:
		h.focus, h.grip = (max(h.focus, 0)+n-1)%n, render.MeanPart
	case in.Keys.Has(render.KeyEnter) && h.focus >= 0:
		h.grip = h.grip%render.WeightPart + 1
	case in.Keys.Has(render.KeyPlus):
		e.look(d, e.frame.View.Zoom(1.25, e.frame.View.CX, e.frame.View.CY))
	case in.Keys.Has(render.KeyMinus):
		e.look(d, e.frame.View.Zoom(0.8, e.frame.View.CX, e.frame.View.CY))
	case in.Keys.Has(render.KeyZero | render.KeyHome):
		d.report(d.set("half-width=0\ncentre-x=0\ncentre-y=0"))
	case in.Keys.Has(render.KeyEscape):
		h.focus = -1
	default:
		e.nudge(d, in)
	}
}

// nudge moves the focused grip, or the view, by a fiftieth of the view; with
// shift by a fifth of that.
func (e *Easel) nudge(d *Desk, in render.Input) {
	step := e.frame.View.Half / 25
	if in.Shift {
		step /= 5
	}
	var dx, dy float64
	for key, v := range map[render.Keys][2]float64{render.KeyLeft: {-1, 0}, render.KeyRight: {1, 0}, render.KeyUp: {0, 1}, render.KeyDown: {0, -1}} {
		if in.Keys.Has(key) {
			dx, dy = dx+v[0]*step, dy+v[1]*step
		}
	}
	h := &e.hands
	cs := d.Exp.Components()
	switch {
	case dx == 0 && dy == 0:
	case h.focus < 0 || h.focus >= len(cs):
		v := e.frame.View
		e.look(d, render.View{CX: v.CX + dx, CY: v.CY + dy, Half: v.Half})
	case h.grip == render.WeightPart:
		share(cs, h.focus, min(max(cs[h.focus].Weight+(dx+dy)/e.frame.View.Half/2, 0.01), 0.99))
		d.report(some(d.Exp.Set("mixture", lab.FormatMixture(cs))))
	case h.grip == render.MeanPart:
		e.move(d, h.focus, render.MeanPart, cs[h.focus].Mean[0]+dx, cs[h.focus].Mean[1]+dy)
	default:
		e.stretch(d, h.focus, dx+dy)
	}
}

// stretch grows or shrinks a component's covariance by the keyboard.
func (e *Easel) stretch(d *Desk, i int, by float64) {
	cs := d.Exp.Components()
	k := 1 + by/math.Sqrt(cs[i].Cov[0]+cs[i].Cov[2])
	k = min(max(k, 0.5), 2)
	for j := range cs[i].Cov {
		cs[i].Cov[j] *= k * k
	}
	d.report(some(d.Exp.Set("mixture", lab.FormatMixture(cs))))
}

// point tells the page what lies under the pointer.
func (e *Easel) point(d *Desk, was hands) {
	h := &e.hands
	now, before := h.probe(), was.probe()
	switch {
	case now == nil && before != nil:
		d.say("pointer", map[string]any{})
	case now != nil && (before == nil || *now != *before):
		p := &e.found
		d.Exp.Probe(p, now.X, now.Y)
		m := map[string]any{"x": p.X, "y": p.Y, "p": p.P, "logp": p.LogP, "score": []any{p.Score[0], p.Score[1]}}
		if p.Trained {
			m["learned"] = []any{p.Learned[0], p.Learned[1]}
		}
		d.say("pointer", m)
		d.Exp.PickAt(p.X, p.Y)
	}
}

// Animate advances what moves by itself though no step is done: streaks that
// follow the drift. It reports whether there is anything.
func (e *Easel) Animate(d *Desk, in render.Input) bool {
	if d.Exp.Config().Flow != "on" || e.drift.NX == 0 || !e.want[wantDrift] || d.Still {
		return false
	}
	e.streaks.Advance(&e.drift.Field, e.drift.Bounds, e.frame.View.Half, min(in.Seconds, 0.05))
	return true
}
