package main

import (
	"math"
	"strconv"

	"github.com/scorefield/scorefield/render"
	"github.com/scorefield/scorefield/sim/lab"
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
	click  bool // nothing has moved since the press
	ready  bool
	// chooses is whether a multiple of the ladder is a choice of σ.
	chooses bool
	pen     pen  // of pictures
	pens    bool // a press would paint
	samples bool // what is under the pointer is a sample
}

// probe is the pointer's place in the world, and whether it is there.
func (h *manipulation) probe() (p render.Probe, ok bool) {
	if !h.inside || !h.hit.World || h.held >= 0 || h.pan {
		return p, false
	}
	return render.Probe{X: h.hit.X, Y: h.hit.Y}, true
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

// Manipulate lets the reader's input act on the experiment and the camera. What
// lies under the pointer is judged by the picture as it is at that moment.
func (ctl *Controller) Manipulate(in Input) {
	h := &ctl.manipulation
	if !h.ready {
		h.held, h.focus, h.hit, h.ready = -1, -1, render.Miss, true // there may be no picture yet
	}
	was := *h
	h.inside, h.chooses = in.Inside, ctl.follows() || ctl.waitsFor() == 0 || ctl.Exp.Scene().Shows(scene.Film)
	if ctl.shown = &ctl.builder.frame; h.inside && len(ctl.shown.Panels) > 0 {
		ctl.shown.View = camera(ctl.Exp.Config())
		h.hit = render.Pick(ctl.shown, in.X, in.Y, in.Touch)
		h.samples, h.pens = ctl.overSample() >= 0, ctl.draws()
	}
	ctl.press(in)
	ctl.drag(in)
	ctl.zoom(in)
	ctl.keys(in)
	ctl.Changed = ctl.Changed || *h != was
}

// follows reports whether the picture is of the σ that is set, and not of one that a run
// goes through by itself.
func (ctl *Controller) follows() bool {
	_, now := ctl.Exp.View().Ladder(nil)
	return now < 0
}

// press takes what lies under the pointer, or the view itself.
func (ctl *Controller) press(in Input) {
	h := &ctl.manipulation
	switch {
	case in.Released || !in.Down && !in.Pressed:
		if in.Released && h.click && h.hit.World {
			ctl.pick()
		}
		ctl.lift()
		if h.held >= 0 {
			ctl.Exp.Gesture(false)
			ctl.placed()
		}
		h.held, h.pan, h.click = -1, false, false
	case in.Pressed && h.hit.World && h.hit.Handle >= 0:
		h.held, h.part = h.hit.Handle, h.hit.Part
		ctl.Exp.Gesture(true)
	case in.Pressed && h.hit.World:
		h.pan, h.x, h.y = !in.Touch || ctl.Engaged, h.hit.X, h.hit.Y
		h.click = true
	case in.Pressed && ctl.draws():
		ctl.stroke(h.hit.Pixel)
	case in.Pressed && ctl.overSample() >= 0:
		ctl.look(ctl.overSample())
	case in.Pressed && h.hit.Level >= 0 && ctl.Exp.Scene().Shows(scene.Film):
		ctl.scrub(h.hit.Level)
	case in.Pressed && h.hit.Level >= 0:
		s := ctl.shown.Ladder.Sigmas
		level := min(h.hit.Level, len(s)-1)
		switch {
		case ctl.follows():
			ctl.report(ctl.set("sigma=" + decimal(s[level])))
			ctl.changed("sigma")
		case ctl.waitsFor() == 0: // the levels in the order of the run: to the first step of this one
			ctl.seek(Message{Fields: map[string]string{"step": strconv.Itoa(level * ctl.Exp.Config().StepsPerLevel)}})
		}
	}
}

// placed tells the page where a grip is now.
func (ctl *Controller) placed() {
	if ctl.Exp.Scene().Shows(scene.PickedPoint) {
		ctl.changed("point-x")
		ctl.changed("point-y")
		return
	}
	ctl.changed("mixture")
}

// changed tells the page of a setting that the reader has changed in the
// picture.
func (ctl *Controller) changed(name string) {
	ctl.values(true)
	c := ctl.Exp.Config()
	ctl.say("change", map[string]any{"name": name, "value": c.Get(name)})
}

// Grips reports whether a finger at a place of the picture would take hold of a
// component there, or paint: it drags it instead of scrolling the page.
func (ctl *Controller) Grips(x, y float64) bool {
	if len(ctl.builder.frame.Panels) == 0 {
		return false
	}
	hit := render.Pick(&ctl.builder.frame, x, y, true)
	return hit.Handle >= 0 || hit.Picture >= 0 && hit.Picture == ctl.dissected()-1 && ctl.canPaint() && ctl.builder.frame.Panels[hit.Panel].Sheet == &ctl.builder.album.samples.Sheet
}

// cursor is the CSS name of the pointer's shape: it says what a press would do.
func (h *manipulation) cursor() string {
	switch {
	case h.held >= 0 && h.ready, h.pan:
		return "grabbing"
	case !h.inside:
		return "default"
	case h.hit.World && h.hit.Handle >= 0:
		return "grab"
	case h.hit.World, h.pens:
		return "crosshair"
	case h.hit.Picture >= 0 && h.samples, h.hit.Level >= 0 && h.chooses:
		return "pointer"
	}
	return "default"
}

// pick chooses the point under the pointer, where a scene is about one, or the particle there, to
// take its steps apart; the same one again, or a place without any, lets it go.
func (ctl *Controller) pick() {
	h := &ctl.manipulation
	if ctl.Exp.Scene().Shows(scene.PickedPoint) {
		ctl.point(h.hit.X, h.hit.Y)
		ctl.placed()
		return
	}
	if h.hit.Panel >= len(ctl.shown.Panels) || !ctl.canDissect() {
		return
	}
	for _, cloud := range ctl.shown.Panels[h.hit.Panel].Particles {
		if i := 1 + cloud.Nearest(h.hit.X, h.hit.Y, ctl.shown.View.Half/30); i > 0 && i != ctl.dissected() {
			ctl.dissect(i)
			return
		}
	}
	if ctl.dissected() > 0 {
		ctl.dissect(0)
	}
}

// canDissect reports whether a step of a particle can be taken apart: who is elsewhere cannot be picked.
func (ctl *Controller) canDissect() bool {
	s := ctl.Exp.Scene()
	return s.Shows(scene.ParticlesA) && !ctl.Exp.Particles().Remote()
}

// dissected is the number of the particle whose steps are taken apart, from 1; below that there is none.
func (ctl *Controller) dissected() int { return ctl.Exp.Config().Dissect }

// dissect takes the steps of particle i apart, from 1; 0 lets it go.
func (ctl *Controller) dissect(i int) {
	ctl.report(ctl.set("dissect=" + strconv.Itoa(i)))
	ctl.changed("dissect")
	ctl.Changed = true
}

// point moves the point that the scene is about, as far as it may go.
func (ctl *Controller) point(x, y float64) {
	for name, value := range map[string]float64{"point-x": x, "point-y": y} {
		_ = ctl.Exp.Set(name, decimal(value)) // beyond the range it stays
	}
	ctl.Changed = true
}

// drag moves what is held.
func (ctl *Controller) drag(in Input) {
	h := &ctl.manipulation
	if in.Down && !in.Pressed && h.hit.Level >= 0 && ctl.Exp.Scene().Shows(scene.Film) {
		ctl.scrub(h.hit.Level)
	}
	if in.Down && h.pen.ink != 0 && ctl.draws() && h.hit.Pixel != h.pen.pixel {
		ctl.dab(h.hit.Pixel)
	}
	if !in.Down || !h.hit.World {
		return
	}
	switch {
	case h.held >= 0:
		ctl.move(h.held, h.part, h.hit.X, h.hit.Y)
	case h.pan && (h.hit.X != h.x || h.hit.Y != h.y):
		h.click = false
		ctl.moveCamera(ctl.shown.View.Pan(h.x, h.y, h.hit.X, h.hit.Y))
		l := ctl.shown.Layout()
		_, h.hit.X, h.hit.Y, _ = l.At(in.X, in.Y)
	}
}

// move puts a component's grip, or the scene's point, at a place of the world.
func (ctl *Controller) move(i int, part render.Part, x, y float64) {
	if ctl.Exp.Scene().Shows(scene.PickedPoint) {
		ctl.point(x, y)
		return
	}
	cs := ctl.Exp.View().Components()
	if i >= len(cs) {
		return
	}
	k := render.Handle{X: cs[i].Mean[0], Y: cs[i].Mean[1], Cov: cs[i].Cov, Weight: cs[i].Weight}.Drag(part, x, y)
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
func (ctl *Controller) zoom(in Input) {
	h := &ctl.manipulation
	if in.Wheel != 0 && h.inside && h.hit.World {
		ctl.moveCamera(ctl.shown.View.Zoom(math.Exp(in.Wheel*0.15), h.hit.X, h.hit.Y))
	}
	if in.Pinch > 0 {
		l := ctl.shown.Layout()
		if panel, x, y, ok := l.At(in.PinchX, in.PinchY); ok {
			k := l.Scale(panel)
			ctl.moveCamera(ctl.shown.View.Pan(0, 0, in.PanX/k, -in.PanY/k).Zoom(in.Pinch, x, y))
		}
	}
}

// moveCamera moves the camera, as far as its parameters allow.
func (ctl *Controller) moveCamera(v render.View) {
	if ctl.Exp.Set("half-width", decimal(v.Half)) != nil {
		return
	}
	for name, value := range map[string]float64{"centre-x": v.CX, "centre-y": v.CY} {
		_ = ctl.Exp.Set(name, decimal(value)) // beyond the range the camera stays
	}
	ctl.shown.View = camera(ctl.Exp.Config())
	ctl.Changed = true
}

// camera is the view that a configuration asks for.
func camera(c lab.Config) render.View {
	return render.View{CX: c.CentreX, CY: c.CentreY, Half: c.HalfWidth}
}

// grips are how many components are shown to be moved, or 1 for a point.
func (ctl *Controller) grips() int {
	switch s := ctl.Exp.Scene(); {
	case s.Shows(scene.PickedPoint):
		return 1
	case s.Shows(scene.Handles):
		return len(ctl.Exp.View().Components())
	}
	return 0
}

// keys: in a scene of pictures those of caret; N and P choose a component, the scene's point or a sample, Enter a component's
// grip, arrows move it (or the view), full stop and comma choose a particle, plus, minus and 0 zoom, Z and Y undo and redo, space plays.
func (ctl *Controller) keys(in Input) {
	if in.Keys == 0 {
		return
	}
	ctl.Changed = true
	h := &ctl.manipulation
	n := ctl.grips()
	switch {
	case ctl.caret(in):
	case in.Keys.Has(KeySpace):
		ctl.Playing = !ctl.Playing && ctl.Exp.Scene().Clock != scene.Still
	case in.Keys.Has(KeyUndo):
		ctl.values(ctl.Exp.Undo())
	case in.Keys.Has(KeyRedo):
		ctl.values(ctl.Exp.Redo())
	case in.Keys.Has(KeyNext) && ctl.Exp.Scene().Shows(scene.Film):
		ctl.look(ctl.dissected())
	case in.Keys.Has(KeyPrev) && ctl.Exp.Scene().Shows(scene.Film):
		ctl.look(max(ctl.dissected(), 1) - 2)
	case in.Keys.Has(KeyNext) && n > 0:
		h.focus, h.grip = (h.focus+1)%n, render.MeanPart
	case in.Keys.Has(KeyPrev) && n > 0:
		h.focus, h.grip = (max(h.focus, 0)+n-1)%n, render.MeanPart
	case in.Keys.Has(KeyLater|KeyEarlier) && ctl.canDissect():
		by := 1
		if in.Keys.Has(KeyEarlier) {
			by = -1
		}
		all := ctl.Exp.Config().Particles + 1 // and nobody
		ctl.dissect((max(ctl.dissected(), 0) + by + all) % all)
	case in.Keys.Has(KeyEnter) && h.focus >= 0 && ctl.Exp.Scene().Shows(scene.Handles):
		h.grip = h.grip%render.WeightPart + 1
	case in.Keys.Has(KeyPlus):
		ctl.moveCamera(ctl.shown.View.Zoom(1.25, ctl.shown.View.CX, ctl.shown.View.CY))
	case in.Keys.Has(KeyMinus):
		ctl.moveCamera(ctl.shown.View.Zoom(0.8, ctl.shown.View.CX, ctl.shown.View.CY))
	case in.Keys.Has(KeyZero | KeyHome):
		ctl.resetView()
	case in.Keys.Has(KeyEscape):
		h.focus = -1
	default:
		ctl.nudge(in)
	}
}

// nudge moves the focused grip, or the view, by a fiftieth of the view; with
// shift by a fifth of that.
func (ctl *Controller) nudge(in Input) {
	step := ctl.shown.View.Half / 25
	if in.Shift {
		step /= 5
	}
	var dx, dy float64
	for key, v := range map[Keys][2]float64{KeyLeft: {-1, 0}, KeyRight: {1, 0}, KeyUp: {0, 1}, KeyDown: {0, -1}} {
		if in.Keys.Has(key) {
			dx, dy = dx+v[0]*step, dy+v[1]*step
		}
	}
	h := &ctl.manipulation
	cs := ctl.Exp.View().Components()
	switch {
	case dx == 0 && dy == 0:
	case h.focus < 0 || h.focus >= ctl.grips():
		v := ctl.shown.View
		ctl.moveCamera(render.View{CX: v.CX + dx, CY: v.CY + dy, Half: v.Half})
	case ctl.Exp.Scene().Shows(scene.PickedPoint):
		c := ctl.Exp.Config()
		ctl.point(c.PointX+dx, c.PointY+dy)
		ctl.placed()
	case h.grip == render.WeightPart:
		share(cs, h.focus, min(max(cs[h.focus].Weight+(dx+dy)/ctl.shown.View.Half/2, 0.01), 0.99))
		ctl.report(some(ctl.Exp.Set("mixture", param.FormatMixture(cs))))
		ctl.changed("mixture")
	case h.grip == render.MeanPart:
		ctl.move(h.focus, render.MeanPart, cs[h.focus].Mean[0]+dx, cs[h.focus].Mean[1]+dy)
		ctl.changed("mixture")
	default:
		ctl.stretch(h.focus, dx+dy)
	}
}

// stretch grows or shrinks a component's covariance by the keyboard.
func (ctl *Controller) stretch(i int, by float64) {
	cs := ctl.Exp.View().Components()
	k := 1 + by/math.Sqrt(cs[i].Cov[0]+cs[i].Cov[2])
	k = min(max(k, 0.5), 2)
	for j := range cs[i].Cov {
		cs[i].Cov[j] *= k * k
	}
	ctl.report(some(ctl.Exp.Set("mixture", param.FormatMixture(cs))))
	ctl.changed("mixture")
}

// pointerReport is what the page knows of the pointer.
type pointerReport struct {
	shape string
	at    render.Probe
	in    bool
	of    lab.Version
}

// reportPointer tells the page what lies under the pointer, when that is another
// place or another value.
func (ctl *Controller) reportPointer() {
	h, told := &ctl.manipulation, &ctl.pointer
	if shape := h.cursor(); shape != told.shape {
		told.shape = shape
		ctl.say("cursor", shape)
	}
	at, in := h.probe()
	of := ctl.Exp.View().Version
	of.Level = followed(ctl.Exp.View(), 0)
	switch {
	case !in && told.in:
		told.in = false
		ctl.say("pointer", map[string]any{})
	case in && (!told.in || at != told.at || told.of != of):
		told.in, told.at, told.of = true, at, of
		var p lab.Probe
		ctl.Exp.View().Probe(&p, of.Level, at.X, at.Y)
		m := map[string]any{"x": p.X, "y": p.Y, "p": p.P, "logp": p.LogP, "score": []any{p.Score[0], p.Score[1]}}
		if p.Noise > 0 {
			m["mean"] = []any{p.Mean[0], p.Mean[1]}
		}
		if p.Trained {
			m["learned"] = []any{p.Learned[0], p.Learned[1]}
		}
		ctl.say("pointer", m)
	}
}
