package main

import (
	"slices"
	"testing"
)

// TestARaceByTheClock: over milliseconds every objective's curve is as long as
// its own training has taken, over steps all are equally long.
func TestARaceByTheClock(t *testing.T) {
	p := open("scene=race\nunits=16")
	now := 0.0
	p.app.Controller.Exp.Training().Watch(func() float64 { now++; return now * now }) // each network's steps are dearer than those of the one before
	p.ask(t, "train", map[string]string{"n": "50"})
	for _, axis := range []string{"step", "ms"} {
		p.ask(t, "set", map[string]string{"text": "training-axis=" + axis})
		f := p.app.FrameBuilder.Frame(p.app.Controller, wide)
		for _, panel := range f.Panels {
			if !panel.Chart() {
				continue
			}
			var ends []float64
			for i, s := range panel.Curves.Series {
				trace := p.app.Controller.Exp.Training().Trace(i)
				ends = append(ends, s.X[len(s.X)-1])
				if want := trace.Step; axis == "step" && ends[i] != want[len(want)-1] {
					t.Errorf("%s ends at step %g", s.Name, ends[i])
				}
				if want := trace.Spent; axis == "ms" && ends[i] != want[len(want)-1] {
					t.Errorf("%s ends at %g ms", s.Name, ends[i])
				}
			}
			if rising := slices.IsSorted(ends) && ends[0] < ends[1]; rising != (axis == "ms") {
				t.Errorf("%s: curves end at %v", axis, ends)
			}
		}
	}
}
