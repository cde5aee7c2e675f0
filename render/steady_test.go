package render

import "testing"

// frames are the pictures that tests and benchmarks draw, by name.
var frames = map[string]func(Theme) *Frame{
	"langevin": func(t Theme) *Frame { return langevinFrame(t, 800, 600, 2000, 8) },
	"cloud":    func(t Theme) *Frame { return langevinFrame(t, 800, 600, 20000, 2) },
	"pitfall":  func(t Theme) *Frame { return pitfallFrame(t, 800, 600) },
	"annealed": func(t Theme) *Frame { return annealedFrame(t, 800, 600) },
	"matching": func(t Theme) *Frame { return matchingFrame(t, 800, 600) },
	"film": func(t Theme) *Frame {
		f := filmFrame(t, 800, 600)
		f.Panels = []Panel{{Title: "samples", Sheet: &Sheet{Pictures: rounds(64, 8, 8, 1), Picked: 3, Hot: 5, Caret: 1}}}
		return f
	},
	"flow": func(t Theme) *Frame { return flowFrame(t, 800, 600) },
}

// change pretends that everything has new values.
func (f *Frame) change() {
	if f.Ladder != nil {
		for _, row := range f.Ladder.Film {
			row.Stamp++
		}
	}
	for i := range f.Panels {
		p := &f.Panels[i]
		if p.Sheet != nil {
			p.Sheet.Pictures.Stamp++
		}
		for _, q := range p.Particles {
			q.Stamp++
		}
		if p.Contours != nil {
			p.Contours.Grid.Stamp++
		}
		if p.Heat != nil {
			p.Heat.Grid.Stamp++
		}
		for _, a := range p.Arrows {
			a.Field.Stamp++
		}
		for k := range p.Gauges {
			p.Gauges[k].Share *= 0.999
		}
	}
}

// TestSteadyStateDoesNotAllocate, neither while the picture stands still nor
// when particles, grids and fields change with every frame.
func TestSteadyStateDoesNotAllocate(t *testing.T) {
	for name, make := range frames {
		f := make(Light)
		var c Composer
		for range 3 {
			f.change()
			c.Compose(f, 1)
		}
		if n := testing.AllocsPerRun(5, func() { c.Compose(f, 1) }); n != 0 {
			t.Errorf("%s: %v allocations a frame", name, n)
		}
		if n := testing.AllocsPerRun(5, func() { f.change(); c.Compose(f, 1) }); n != 0 {
			t.Errorf("%s: %v allocations a changed frame", name, n)
		}
	}
}

// TestFramesAreNotModified: a frame drawn by one composer at two scales, then by
// another, gives the same list again.
func TestFramesAreNotModified(t *testing.T) {
	for name, make := range frames {
		f := make(Dark)
		var a, b Composer
		a.Compose(f, 1)
		a.Compose(f, 2.5)
		x, y := a.Compose(f, 1), b.Compose(f, 1)
		if len(x.Vertices) != len(y.Vertices) || len(x.Ops) != len(y.Ops) {
			t.Errorf("%s: %d vertices, %d ops; a fresh composer has %d, %d", name, len(x.Vertices), len(x.Ops), len(y.Vertices), len(y.Ops))
			continue
		}
		for i := range x.Vertices {
			if x.Vertices[i] != y.Vertices[i] {
				t.Errorf("%s: vertex %d differs", name, i)
				break
			}
		}
	}
}

// TestEmptyAndOdd: frames with nothing in them, or with nothing that can be
// drawn, draw without a panic and without numbers that are not numbers.
func TestEmptyAndOdd(t *testing.T) {
	for _, f := range []*Frame{
		{}, {Width: 10, Height: 10}, {Width: 300, Height: 200, Panels: make([]Panel, 4)},
		{Width: 300, Height: 200, Ladder: &Ladder{}, Probe: &Probe{}},
		{Width: 300, Height: 200, Panels: []Panel{{Curves: &Curves{XLog: true, YLog: true}}, {Marginals: &Marginals{}, Meter: &Meter{}, Flow: &Flow{}}}},
		{Width: 300, Height: 200, Panels: []Panel{{Curves: &Curves{Series: []Series{{X: []float64{1}, Y: []float64{2}}}}}, {Particles: []*Particles{{}}, Paths: []*Paths{{}}}}},
		{Width: 1, Height: 1, Panels: make([]Panel, 3)},
		{Width: 300, Height: 200, Panels: []Panel{{Sheet: &Sheet{}}, {Sheet: &Sheet{Pictures: &Pictures{}, Picked: 2}}}, Ladder: &Ladder{Sigmas: []float64{1}, Film: []*Pictures{nil, {}}}},
		{Width: 9, Height: 9, Panels: []Panel{{Title: "t", Sheet: &Sheet{Pictures: rounds(3, 4, 4, 0), Picked: 9, Hot: 9, Caret: 99}}}, Ladder: &Ladder{Sigmas: []float64{1, 2}, Film: []*Pictures{rounds(5, 2, 3, 0)}, Names: []string{"x", "y"}}},
	} {
		var c Composer
		l := c.Compose(f, 1.5)
		for _, v := range l.Vertices {
			if v.DstX != v.DstX || v.DstY != v.DstY || v.ColorA != v.ColorA {
				t.Errorf("%+v: a vertex is not a number", f)
				break
			}
		}
	}
}
