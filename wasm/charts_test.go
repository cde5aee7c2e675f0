package main

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/scorefield/scorefield/render"
	"github.com/scorefield/scorefield/sim/lab/scene"
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
			if panel.Curves == nil {
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

// TestMarginalsAreOfTheirMoment: the true curves beside a process are those of the law that its
// particles follow at that time, of both runs. (They stayed those of the first picture.) σ is
// rounded to a sixteenth of a factor e, which changes a Gaussian's height by 3 per cent.
func TestMarginalsAreOfTheirMoment(t *testing.T) {
	p := open("scene=sde\nparticles=50\nsolver-steps=100\nmarginals=on")
	p.ticks(1)
	for _, steps := range []string{"40", "30", "30"} {
		p.ask(t, "step", map[string]string{"n": steps})
		p.app.Controller.Changed = true
		f := p.ticks(1)
		v := p.app.Controller.Exp.View()
		for k := range 2 {
			got := f.Panels[k].Marginals.X
			want := make([]float32, len(got.Curve))
			v.Marginal(want, v.RunLevel(k), 0, got.Lo, got.Hi)
			if peak := slices.Max(want); !near32(got.Curve, want, 0.05*peak) {
				t.Errorf("after %s more steps, run %d: the curve is not that of σ = %v", steps, k, v.RunLevel(k).Sigma)
			}
		}
	}
}

// near32 reports whether no two elements differ by more than most.
func near32(a, b []float32, most float32) bool {
	for i := range a {
		if d := a[i] - b[i]; !(d <= most && d >= -most) {
			return false
		}
	}
	return len(a) == len(b)
}

// TestAProcessTellsItsTime: beside both runs of a process stands t, which goes from 1 to 0, with the
// σ of that time, and in the first panel the whole way of one particle.
func TestAProcessTellsItsTime(t *testing.T) {
	p := open("scene=sde\nparticles=50\nsolver-steps=20")
	for step := range 21 {
		p.app.Controller.Changed = true
		f := p.ticks(1)
		v := p.app.Controller.Exp.View()
		for k := range 2 {
			c := f.Panels[k].Clock
			if want := 1 - float64(step)/20; c == nil || math.Abs(c.T-want) > 1e-12 || c.Sigma != v.RunLevel(k).Sigma {
				t.Fatalf("step %d, run %d: the clock is %+v, t is %v", step, k, c, want)
			}
		}
		at, way := p.app.Controller.Exp.Particles().Positions(0), f.Panels[0].Paths[0]
		if way.N != 1 || way.K != step+1 || way.X[step] != at.At(0, 0) || way.Y[step] != at.At(1, 0) {
			t.Fatalf("step %d: the way has %d points", step, way.K)
		}
		p.app.Controller.Exp.Sample(1)
	}
}

// TestOneStepIsTakenApart: of the particle that the settings name, until the reader picks another.
func TestOneStepIsTakenApart(t *testing.T) {
	p := open("scene=langevin\nparticles=50\ndissect=3")
	p.ask(t, "step", map[string]string{"n": "1"})
	exp := p.app.Controller.Exp
	for _, picked := range []int{0, 7} {
		i := max(picked, 3) - 1
		if picked > 0 {
			p.app.Controller.dissect(picked)
		}
		d := p.app.FrameBuilder.Frame(p.app.Controller, wide).Panels[0].Dissect
		if d == nil {
			t.Fatal("no step is taken apart")
		}
		at := exp.Particles().Positions(0)
		if x := d.X + d.Drift[0] + d.Noise[0]; math.Abs(x-float64(at.At(0, i))) > 1e-5 {
			t.Errorf("picked %d: the step ends at x = %v, particle %d is at %v", picked, x, i, at.At(0, i))
		}
	}
}

// TestStepsAreWholeNumbers: below every chart of every scene that is over steps or directions stand whole numbers
// alone, from before the first step on, wide and narrow.
func TestStepsAreWholeNumbers(t *testing.T) {
	charts := 0
	for _, s := range scene.All {
		p := open("scene=" + s.Name + "\nunits=4\nhidden-layers=1\nbatch=4\nparticles=20\nclosed-form=gaussian")
		for _, steps := range []int{0, 1, 24, 1, 25, 60} {
			if steps > 0 {
				if s.Clock == scene.Still {
					break
				}
				p.ask(t, "train", map[string]string{"n": strconv.Itoa(steps)})
			}
			for _, at := range []Viewport{wide, {Width: 360, Height: 800, Ratio: 1}} {
				f, c := p.app.FrameBuilder.Frame(p.app.Controller, at), render.Composer{Apart: true}
				list, l := c.Compose(f, 1), f.Layout()
				for k := range f.Panels {
					if f.Panels[k].Curves == nil {
						continue
					}
					charts++
					for i := range list.Texts {
						text := &list.Texts[i]
						if plot := l.Cells[k].Plot; text.Panel != k || text.Role != render.TickText || text.Y < plot.Y1+4 || text.Y > plot.Y1+20 {
							continue
						}
						if s := list.StringOf(text); strings.Contains(s, ".") && !strings.Contains(s, "×10") {
							t.Errorf("%s, after %d steps more: %q", f.Panels[k].Title, steps, s)
						}
					}
				}
			}
		}
	}
	if charts < 60 {
		t.Errorf("only %d charts", charts)
	}
}
