package main

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/scorefield/scorefield/render"
	"github.com/scorefield/scorefield/sim"
)

// TestNeighbours: where particles follow a network that has learned the reader's
// points, lines go from them and from held-out points to the nearest learned ones,
// and are said; they go with the score, with the setting and with the data, and are
// those of other data after these have changed.
func TestNeighbours(t *testing.T) {
	p := open("scene=own-data\nscore=learned\nobjective=denoising\nunits=8\nparticles=60")
	give := func(n int) {
		var b strings.Builder
		b.WriteString("x,y\n")
		for i := range n {
			fmt.Fprintf(&b, "%g,%g\n", math.Cos(float64(i)), math.Sin(1.7*float64(i)))
		}
		if r := p.ask(t, "data", map[string]string{"text": b.String()}); r["error"] != nil {
			t.Fatal(r["error"])
		}
	}
	lines := func() (samples, held *render.Paths) {
		p.app.Controller.Changed = true
		f := p.ticks(1)
		for _, l := range f.Panels[0].Paths {
			switch l.Role {
			case render.Alarm:
				samples = l
			case render.Truth:
				held = l
			}
		}
		said := slices.ContainsFunc(f.Panels[0].Legend, func(l render.LegendItem) bool { return l.Name == words.sampleNear.EN })
		if said != (samples != nil) || (samples == nil) != (held == nil) {
			t.Errorf("lines %t, %t; said %t", samples != nil, held != nil, said)
		}
		return samples, held
	}
	check := func(l *render.Paths, x, learned sim.Batch, n int) {
		t.Helper()
		if l == nil || l.N != n || l.K != 2 {
			t.Fatalf("%+v, want %d lines", l, n)
		}
		for i := range n {
			if l.X[i] != x.At(0, i) || l.Y[i] != x.At(1, i) {
				t.Fatalf("line %d begins at (%v, %v)", i, l.X[i], l.Y[i])
			}
			long := math.Hypot(float64(l.X[n+i]-l.X[i]), float64(l.Y[n+i]-l.Y[i]))
			found := false
			for k := range learned.N {
				found = found || l.X[n+i] == learned.At(0, k) && l.Y[n+i] == learned.At(1, k)
				if d := math.Hypot(float64(learned.At(0, k)-x.At(0, i)), float64(learned.At(1, k)-x.At(1, i))); d < long*(1-1e-6) {
					t.Fatalf("line %d is %v long, point %d is at %v", i, long, k, d)
				}
			}
			if !found {
				t.Fatalf("line %d ends at no learned point", i)
			}
		}
	}

	if samples, _ := lines(); samples != nil {
		t.Error("lines without data")
	}
	for _, n := range []int{100, 240} {
		give(n)
		p.ask(t, "step", map[string]string{"n": "20"})
		v := p.app.Controller.Exp.View()
		samples, held := lines()
		check(samples, p.app.Controller.Exp.Particles().Positions(0), v.Learned, 40)
		check(held, v.Held, v.Learned, min(n/5, 40))
	}
	for _, off := range []string{"nearest=off", "nearest=on\nscore=exact"} {
		p.ask(t, "set", map[string]string{"text": off})
		p.ask(t, "step", map[string]string{"n": "2"})
		if samples, _ := lines(); samples != nil {
			t.Errorf("lines with %q", off)
		}
	}
}
