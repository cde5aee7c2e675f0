package main

import (
	"math"

	"github.com/scorefield/scorefield/render"
	"github.com/scorefield/scorefield/sim/lab/param"
	"github.com/scorefield/scorefield/sim/lab/scene"
)

// manipulation is what the reader does to the picture: hovering, dragging a
// component, panning, zooming, and the same by keyboard.
type manipulation struct {
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
func (h *manipulation) probe() *render.Probe {
	if !h.inside || !h.hit.World || h.held >= 0 || h.pan {
		return nil
	}
	h.mark = render.Probe{X: h.hit.X, Y: h.hit.Y}
	return &h.mark
}

// marked shows on component i what the reader does to it.
func (h *manipulation) marked(i int, k render.Handle) render.Handle {
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

// Manipulate lets the reader's input act on the experiment and the camera.
func (b *FrameBuilder) Manipulate(ctl *Controller, in render.Input) {
	h := &b.manipulation
	if !h.ready {
		h.held, h.focus, h.ready = -1, -1, true
	}
	was := *h
	h.inside = in.Inside && in.Width > 0
	if h.inside && len(b.frame.Panels) > 0 {
		h.hit = render.Pick(&b.frame, in.X, in.Y, in.Touch)
	}
	b.press(ctl, in)
	b.drag(ctl, in)
	b.zoom(ctl, in)
	b.keys(ctl, in)
	if *h != was {
		ctl.Changed = true
		b.point(ctl, was)
	}
}

// press takes what lies under the pointer, or the view itself.
func (b *FrameBuilder) press(ctl *Controller, in render.Input) {
	h := &b.manipulation
	switch {
	case in.Released || !in.Down && !in.Pressed:
		if in.Released && h.click && h.hit.World {
			b.pick(ctl)
		}
		if h.held >= 0 {
			ctl.Exp.Gesture(false)
			ctl.say("change", map[string]any{"name": "mixture", "value": ctl.Exp.Config().Mixture})
		}
		h.held, h.pan, h.click = -1, false, false
	case in.Pressed && h.hit.World && h.hit.Handle >= 0:
		h.held, h.part = h.hit.Handle, h.hit.Part
		ctl.Exp.Gesture(true)
	case in.Pressed && h.hit.World:
		h.pan, h.x, h.y = !in.Touch || ctl.Engaged, h.hit.X, h.hit.Y
		h.click = true
	case in.Pressed && h.hit.Level >= 0:
		levels := ctl.Exp.View().AppendLevels(nil)
		ctl.report(ctl.set("sigma=" + decimal(levels[min(h.hit.Level, len(levels)-1)])))
	}
}

// pick chooses the particle under the pointer, to take its steps apart; the
// same one again lets it go.
func (b *FrameBuilder) pick(ctl *Controller) {
	h := &b.manipulation
	if h.hit.Panel >= len(b.frame.Panels) || ctl.Exp.Particles().Remote() { // who is elsewhere cannot be picked
		return
	}
	for _, cloud := range b.frame.Panels[h.hit.Panel].Particles {
		i := 1 + cloud.Nearest(h.hit.X, h.hit.Y, b.frame.View.Half/30)
		if i == h.picked {
			i = 0
		}
		h.picked = i
	}
	ctl.Changed = true
}

// drag moves what is held.
func (b *FrameBuilder) drag(ctl *Controller, in render.Input) {
	h := &b.manipulation
	if !in.Down || !h.hit.World {
		return
	}
	switch {
	case h.held >= 0:
		b.move(ctl, h.held, h.part, h.hit.X, h.hit.Y)
	case h.pan && (h.hit.X != h.x || h.hit.Y != h.y):
		h.click = false
		b.look(ctl, b.frame.View.Pan(h.x, h.y, h.hit.X, h.hit.Y))
		l := b.frame.Layout()
		_, h.hit.X, h.hit.Y, _ = l.At(in.X, in.Y)
	}
}

// move puts a component's grip at a place of the world.
func (b *FrameBuilder) move(ctl *Controller, i int, part render.Part, x, y float64) {
	cs := ctl.Exp.View().Components()
	if i >= len(cs) {
		return
	}
	l := b.frame.Layout()
	panel := b.manipulation.hit.Panel
	k := render.Handle{X: cs[i].Mean[0], Y: cs[i].Mean[1], Cov: cs[i].Cov, Weight: cs[i].Weight}.Drag(&l, panel, part, x, y)
	if part == render.WeightPart {
		share(cs, i, k.Weight)
	}
	cs[i].Mean, cs[i].Cov = [2]float64{k.X, k.Y}, k.Cov
	if err := ctl.Exp.Set("mixture", param.FormatMixture(cs)); err != nil {
		ctl.report(some(err))
	}
}

// share gives component i the weight w and the others the rest, in proportion.
func share(cs []param.Component, i int, w float64) {
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
func (b *FrameBuilder) zoom(ctl *Controller, in render.Input) {
	h := &b.manipulation
	if in.Wheel != 0 && h.inside && h.hit.World {
		b.look(ctl, b.frame.View.Zoom(math.Exp(in.Wheel*0.15), h.hit.X, h.hit.Y))
	}
	if in.Pinch > 0 && in.Pinch != 1 {
		l := b.frame.Layout()
		if _, x, y, ok := l.At(in.PinchX, in.PinchY); ok {
			b.look(ctl, b.frame.View.Zoom(in.Pinch, x, y))
		}
	}
}

// look moves the camera, as far as its parameters allow.
func (b *FrameBuilder) look(ctl *Controller, v render.View) {
	if ctl.Exp.Set("half-width", decimal(v.Half)) != nil {
		return
	}
	for name, value := range map[string]float64{"centre-x": v.CX, "centre-y": v.CY} {
		_ = ctl.Exp.Set(name, decimal(value)) // beyond the range the camera stays
	}
	c := ctl.Exp.Config()
	b.frame.View = render.View{CX: c.CentreX, CY: c.CentreY, Half: c.HalfWidth}
	ctl.Changed = true
}

// keys: N and P choose a component, Enter its grip, arrows move it (or the
// view), plus, minus and 0 zoom, Z and Y undo and redo, space plays.
func (b *FrameBuilder) keys(ctl *Controller, in render.Input) {
	if in.Keys == 0 {
		return
	}
	ctl.Changed = true
	h := &b.manipulation
	n := len(ctl.Exp.View().Components())
	switch {
	case in.Keys.Has(render.KeySpace):
		ctl.Playing = !ctl.Playing && ctl.Exp.Scene().Clock != scene.Still
	case in.Keys.Has(render.KeyUndo):
		ctl.values(ctl.Exp.Undo())
	case in.Keys.Has(render.KeyRedo):
		ctl.values(ctl.Exp.Redo())
	case in.Keys.Has(render.KeyNext) && n > 0:
		h.focus, h.grip = (h.focus+1)%n, render.MeanPart
	case in.Keys.Has(render.KeyPrev) && n > 0:
		h.focus, h.grip = (max(h.focus, 0)+n-1)%n, render.MeanPart
	case in.Keys.Has(render.KeyEnter) && h.focus >= 0:
		h.grip = h.grip%render.WeightPart + 1
	case in.Keys.Has(render.KeyPlus):
		b.look(ctl, b.frame.View.Zoom(1.25, b.frame.View.CX, b.frame.View.CY))
	case in.Keys.Has(render.KeyMinus):
		b.look(ctl, b.frame.View.Zoom(0.8, b.frame.View.CX, b.frame.View.CY))
	case in.Keys.Has(render.KeyZero | render.KeyHome):
		ctl.report(ctl.set("half-width=0\ncentre-x=0\ncentre-y=0"))
	case in.Keys.Has(render.KeyEscape):
		h.focus = -1
	default:
		b.nudge(ctl, in)
	}
}

// nudge moves the focused grip, or the view, by a fiftieth of the view; with
// shift by a fifth of that.
func (b *FrameBuilder) nudge(ctl *Controller, in render.Input) {
	step := b.frame.View.Half / 25
	if in.Shift {
		step /= 5
	}
	var dx, dy float64
	for key, v := range map[render.Keys][2]float64{render.KeyLeft: {-1, 0}, render.KeyRight: {1, 0}, render.KeyUp: {0, 1}, render.KeyDown: {0, -1}} {
		if in.Keys.Has(key) {
			dx, dy = dx+v[0]*step, dy+v[1]*step
		}
	}
	h := &b.manipulation
	cs := ctl.Exp.View().Components()
	switch {
	case dx == 0 && dy == 0:
	case h.focus < 0 || h.focus >= len(cs):
		v := b.frame.View
		b.look(ctl, render.View{CX: v.CX + dx, CY: v.CY + dy, Half: v.Half})
	case h.grip == render.WeightPart:
		share(cs, h.focus, min(max(cs[h.focus].Weight+(dx+dy)/b.frame.View.Half/2, 0.01), 0.99))
		ctl.report(some(ctl.Exp.Set("mixture", param.FormatMixture(cs))))
	case h.grip == render.MeanPart:
		b.move(ctl, h.focus, render.MeanPart, cs[h.focus].Mean[0]+dx, cs[h.focus].Mean[1]+dy)
	default:
		b.stretch(ctl, h.focus, dx+dy)
	}
}

// stretch grows or shrinks a component's covariance by the keyboard.
func (b *FrameBuilder) stretch(ctl *Controller, i int, by float64) {
	cs := ctl.Exp.View().Components()
	k := 1 + by/math.Sqrt(cs[i].Cov[0]+cs[i].Cov[2])
	k = min(max(k, 0.5), 2)
	for j := range cs[i].Cov {
		cs[i].Cov[j] *= k * k
	}
	ctl.report(some(ctl.Exp.Set("mixture", param.FormatMixture(cs))))
}

// point tells the page what lies under the pointer.
func (b *FrameBuilder) point(ctl *Controller, was manipulation) {
	h := &b.manipulation
	now, before := h.probe(), was.probe()
	switch {
	case now == nil && before != nil:
		ctl.say("pointer", map[string]any{})
	case now != nil && (before == nil || *now != *before):
		p := &b.found[0]
		ctl.Exp.View().Probe(p, followed(ctl.Exp.View(), 0), now.X, now.Y)
		m := map[string]any{"x": p.X, "y": p.Y, "p": p.P, "logp": p.LogP, "score": []any{p.Score[0], p.Score[1]}}
		if p.Trained {
			m["learned"] = []any{p.Learned[0], p.Learned[1]}
		}
		ctl.say("pointer", m)
		ctl.Exp.View().Pick(p.X, p.Y)
	}
}

// Animate advances what moves by itself though no step is done: streaks that
// follow the drift. It reports whether there is anything.
func (b *FrameBuilder) Animate(ctl *Controller, in render.Input) bool {
	if ctl.Exp.Config().Flow != "on" || b.drift.NX == 0 || !b.want[wantDrift] || ctl.Still {
		return false
	}
	b.streaks.Advance(&b.drift.Field, b.drift.Bounds, b.frame.View.Half, min(in.Seconds, 0.05))
	return true
}
