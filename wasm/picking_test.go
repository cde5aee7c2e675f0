package main

import (
	"math"
	"strings"
	"testing"

	"github.com/scorefield/scorefield/render"
	"github.com/scorefield/scorefield/sim/lab/scene"
)

// press is a click at a place of the world in the first panel.
func (p *page) press(x, y float64) {
	l := p.fresh().Layout()
	sx, sy := l.ToScreen(0, x, y)
	for _, kind := range []string{"move", "down", "up"} {
		p.do(Event{Kind: kind, X: sx, Y: sy})
	}
}

func (p *page) key(names ...string) {
	for _, name := range names {
		p.do(Event{Kind: "key", Detail: name})
	}
}

// fresh is the picture as it is now.
func (p *page) fresh() *render.Frame {
	p.app.Controller.Changed = true
	return p.ticks(1)
}

// TestThePointOfProjections is chosen by a click, moved by a drag and by the keyboard, and its state has it: the
// chart is about the cross in the picture. (It was wherever the pointer had been last, and no state knew it.)
func TestThePointOfProjections(t *testing.T) {
	p := open("scene=projections\nunits=16")
	p.ask(t, "train", map[string]string{"n": "20"})
	ctl := p.app.Controller
	at := func(what string, x, y float64) {
		t.Helper()
		f := p.fresh()
		cross := f.Panels[0].Handles
		if len(cross) != 1 || !cross[0].MarkerOnly || math.Hypot(cross[0].X-x, cross[0].Y-y) > 0.1 {
			t.Fatalf("%s: the cross is %+v, want (%v, %v)", what, cross, x, y)
		}
		want := ctl.Exp.View().TraceEstimates(cross[0].X, cross[0].Y)
		if got := f.Panels[1].Curves.Levels[0].Y; got != want[0].Trace {
			t.Errorf("%s: the trace is %v, at the cross %v", what, got, want[0].Trace)
		}
	}
	at("at first", 0, 0)
	p.press(-3, 2)
	at("clicked", -3, 2)
	layout := p.fresh().Layout()
	x, y := layout.ToScreen(0, 6, 6)
	p.do(Event{Kind: "move", X: x, Y: y})
	at("pointed elsewhere", -3, 2)
	x, y = layout.ToScreen(0, -3, 2)
	for _, e := range []Event{{Kind: "move", X: x, Y: y}, {Kind: "down", X: x, Y: y}, {Kind: "move", X: x + 40, Y: y}, {Kind: "up", X: x + 40, Y: y}} {
		p.do(e)
	}
	x, _ = layout.ToWorld(0, x+40, y)
	at("dragged", x, 2)
	p.key("n", "ArrowRight", "ArrowUp")
	step := ctl.Exp.Config().HalfWidth / 25
	at("by keyboard", x+step, 2+step)
	if c := ctl.Exp.Config(); c.CentreX != 0 || c.CentreY != 0 || c.Mixture != "" {
		t.Errorf("the view is at %v, %v, the mixture %q", c.CentreX, c.CentreY, c.Mixture)
	}
	q := open(ctl.Exp.State())
	if a, b := q.app.Controller.Exp.Config(), ctl.Exp.Config(); a.PointX != b.PointX || a.PointY != b.PointY || b.PointX == 0 {
		t.Errorf("its state is about %v, %v", a.PointX, a.PointY)
	}
}

// TestAParticleIsPicked by a click or by the keyboard, and the state has it; the same one again lets it go.
func TestAParticleIsPicked(t *testing.T) {
	p := open("scene=langevin\nparticles=5\nmixture=1,4,4,1,0,1") // the grips are elsewhere
	p.ask(t, "step", map[string]string{"n": "1"})
	ctl := p.app.Controller
	picked := func(what string, want int) {
		t.Helper()
		f := p.fresh()
		if got := max(ctl.Exp.Config().Dissect, 0); got != want || (f.Panels[0].Dissect != nil) != (want > 0) {
			t.Fatalf("%s: particle %d, shown: %t; want %d", what, got, f.Panels[0].Dissect != nil, want)
		}
		if has := strings.Contains(ctl.Exp.State(), "dissect="); has != (want > 0) {
			t.Errorf("%s: the state is\n%s", what, ctl.Exp.State())
		}
	}
	picked("at first", 0)
	at := ctl.Exp.Particles().Positions(0)
	p.press(float64(at.At(0, 2)), float64(at.At(1, 2)))
	picked("clicked", 3)
	p.press(float64(at.At(0, 2)), float64(at.At(1, 2)))
	picked("clicked again", 0)
	p.key(".", ".")
	picked("the second by keyboard", 2)
	p.key(",", ",")
	picked("nobody", 0)
	p.key(",")
	picked("the last", 5)
	p.key(".")
	picked("nobody again", 0)
}

// TestKeysMoveWhatIsSeen: N and an arrow move a component only where its grips are shown, else the
// view. (In ten scenes they changed the density in the dark.)
func TestKeysMoveWhatIsSeen(t *testing.T) {
	for _, s := range scene.All {
		if s.Shows(scene.Film) {
			continue // where N chooses a sample
		}
		p := open("scene=" + s.Name + "\nunits=16\nparticles=20")
		p.ticks(2)
		before := p.app.Controller.Exp.Config()
		p.key("n", "ArrowRight")
		after := p.app.Controller.Exp.Config()
		if changed := after.Mixture != before.Mixture; changed != s.Shows(scene.Handles) {
			t.Errorf("%s: the mixture is %q, was %q", s.Name, after.Mixture, before.Mixture)
		}
		if moved := after.CentreX != before.CentreX; moved == (s.Shows(scene.Handles) || s.Shows(scene.PickedPoint)) {
			t.Errorf("%s: the view is at %v, was at %v", s.Name, after.CentreX, before.CentreX)
		}
	}
}
