package main

import (
	"math"
	"testing"

	"github.com/scorefield/scorefield/render"
)

// numbersOf are the numbers on a frame's first panel by name.
func numbersOf(f *render.Frame) map[string]render.Number {
	list := map[string]render.Number{}
	for _, n := range f.Panels[0].Numbers {
		list[n.Name] = n
	}
	return list
}

// TestDiagnosticsOnThePanel: the numbers of the chains stand on the picture where they are
// asked for, each with what it is held against and marked where it is wrong: chains that do
// not leave their mode disagree. They are those of the step that is shown where the
// figure rests, and while it plays are not measured at every frame.
func TestDiagnosticsOnThePanel(t *testing.T) {
	p := open("scene=langevin\nsampler=mala\nparticles=200\nepsilon=0.5")
	frame := func() map[string]render.Number { return numbersOf(p.app.FrameBuilder.Frame(p.app.Controller, wide)) }
	p.ask(t, "step", map[string]string{"n": "150"})
	if n := frame(); len(n) > 0 {
		t.Errorf("numbers that nobody asked for: %v", n)
	}
	p.ask(t, "set", map[string]string{"text": "diagnostics=on"})
	n, d := frame(), p.app.Controller.Exp.Diagnostics()
	if a := n["accepted"]; a.Value != d.Accepted || a.Than != 0.574 || !a.Percent || a.Bad {
		t.Errorf("accepted: %+v, want %v", a, d.Accepted)
	}
	if r := n["R̂"]; r.Value != d.RHat || !r.Bad {
		t.Errorf("R̂: %+v, want %v", r, d.RHat)
	}
	if k := n["KSD²"]; k.Value != d.KSD || k.Than != d.KSDFloor || k.Bad != (d.KSD > d.KSDFloor) {
		t.Errorf("KSD²: %+v, want %v, %v", k, d.KSD, d.KSDFloor)
	}
	if e := n["ESS in 1,000 steps"]; e.Value != d.ESS || len(n) != 4 {
		t.Errorf("ESS: %+v, want %v, among %d numbers", e, d.ESS, len(n))
	}
	p.ask(t, "step", nil)
	if now := frame(); now["KSD²"].Value == n["KSD²"].Value {
		t.Error("a step later they are the same")
	}
	p.app.Post(Message{Type: "play"})
	p.ticks(1)
	seen := map[float64]bool{}
	for range 100 {
		p.ticks(1)
		seen[frame()["KSD²"].Value] = true
	}
	if len(seen) < 2 || len(seen) > 4 {
		t.Errorf("in 100 frames they were measured %d times", len(seen))
	}
	p.ask(t, "reset", nil) // still playing: with the first steps it is known which moves were accepted
	for p.app.Controller.Exp.Clock().Sampling == 0 {
		p.ticks(1)
	}
	if a := frame()["accepted"]; !(a.Value > 0) {
		t.Errorf("after %d steps: %+v", p.app.Controller.Exp.Clock().Sampling, a)
	}
	p.ask(t, "pause", nil)
	p.ask(t, "set", map[string]string{"text": "sampler=tempering\nlevels=4"})
	p.ask(t, "step", map[string]string{"n": "600"})
	n = frame()
	if x := n["exchanged"]; !(x.Value > 0 && x.Value < 1) || n["R̂"].Bad || math.IsNaN(n["accepted"].Value) {
		t.Errorf("with replicas: %+v", n)
	}
}

// TestDiagnosticsLieOverNoData: where a figure is narrow the numbers stand below the plot, whose place does
// not change when they come to be known; where it is wide they stand on it, in a corner.
// (On a telephone their card lay over a part of the lighter mode.)
func TestDiagnosticsLieOverNoData(t *testing.T) {
	for _, s := range []string{"scene=langevin", "scene=annealed\nversus=tempering"} {
		for _, sampler := range []string{"ula", "mala", "tempering", "hmc"} {
			p := open(s + "\nparticles=100\nlevels=3\ndiagnostics=on\nsampler=" + sampler)
			for _, at := range []Viewport{{Width: 366, Height: 457, Ratio: 1}, {Width: 296, Height: 600, Ratio: 1}, wide} {
				var before render.Layout
				for n := range 2 {
					f := p.app.FrameBuilder.Frame(p.app.Controller, at)
					l, of := f.Layout(), len(f.Panels[0].Numbers)
					k := 0
					if of == 0 {
						k, of = 1, len(f.Panels[1].Numbers)
					}
					plot, room := l.Cells[k].Plot, l.Cells[k].Numbers
					if below := room.H() > 0; below != (at.Width < 480) || below && (room.Y0 < plot.Y1+12 || room.H() < 15*float64(of) || room.Y1 > at.Height) || of < 3 {
						t.Errorf("%s, %s, %v wide: %d numbers in %v, the plot is %v", s, sampler, at.Width, of, room, plot)
					}
					if n > 0 && l != before {
						t.Errorf("%s, %s, %v wide: the plot moves", s, sampler, at.Width)
					}
					before = l
					p.ask(t, "step", map[string]string{"n": "40"})
				}
				p.ask(t, "reset", nil)
			}
		}
	}
}
