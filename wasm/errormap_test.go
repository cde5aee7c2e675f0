package main

import (
	"math"
	"testing"

	"github.com/scorefield/scorefield/render"
	"github.com/scorefield/scorefield/sim"
)

// errorsOver are the map of a young network's errors over the view of a plot that is
// higher than wide, so that no line of nodes follows the ridge, and ‖s_θ − s‖ at its
// nodes.
func errorsOver(t *testing.T) (m *errorMap, single []float32) {
	t.Helper()
	f := newFigure("scene=pitfall\nunits=16", "en", func(string, any) {})
	f.Controller.Exp.Train(60)
	m = &errorMap{}
	m.update(f.Controller.Exp.View(), render.Rect{X0: -8, Y0: -9.8, X1: 8, Y1: 9.8})
	single = make([]float32, m.shown.nodes.N)
	f.Controller.Exp.View().ScoreError(single, m.shown.nodes)
	return m, single
}

// TestErrorMapHasNoBeads: where the exact score of two modes turns, on the line
// between them, single values of its distance to a smooth one go up and down from
// node to node; the map goes evenly, by less than a colour.
func TestErrorMapHasNoBeads(t *testing.T) {
	m, single := errorsOver(t)
	// jumps is the greatest ratio of neighbours along a line of nodes within half a
	// unit of the ridge x + y = c, on which the exact score is shortest.
	jumps := func(values []float32) (most float64) {
		for i := 16; i < truthNodes-16; i++ {
			lowest := func(i int) float64 {
				low := math.Inf(1)
				for j := range truthNodes {
					k := j*truthNodes + i
					if x, y := m.shown.nodes.At(0, k), m.shown.nodes.At(1, k); math.Abs(float64(x+y)) < 0.5 {
						low = min(low, float64(values[k]))
					}
				}
				return low
			}
			most = max(most, math.Abs(math.Log10(lowest(i)/lowest(i+1))))
		}
		return most
	}
	const colour = 2. / 6 // decades: see FrameBuilder.errors
	if j := jumps(m.shown.Values); j > colour/2 {
		t.Errorf("neighbours on the ridge differ by %.2f decades", j)
	}
	if j := jumps(single); j < colour {
		t.Errorf("single values differ by %.2f decades only: the test sees no beads", j)
	}
}

// TestErrorMapIsTheError: away from the ridge, where scores are smooth, the map is
// ‖s_θ − s‖. Over h = 19.6/63, the distance of two nodes, an error e that is linear
// with slope g has the mean square e² + 2 g² h²/6·…, no more than e² + (gh)²; both
// scores have slopes of about 1 there, so the root is off by at most 2h.
func TestErrorMapIsTheError(t *testing.T) {
	m, single := errorsOver(t)
	n := 0
	for k, want := range single {
		x, y := float64(m.shown.nodes.At(0, k)), float64(m.shown.nodes.At(1, k))
		if math.Hypot(x-5, y-5) > 2 && math.Hypot(x+5, y+5) > 2 {
			continue
		}
		n++
		if got := m.shown.Values[k]; math.Abs(float64(got-want)) > 2*19.6/63 {
			t.Errorf("at (%.2f, %.2f): %g, want %g", x, y, got, want)
		}
	}
	if n < 100 {
		t.Errorf("only %d nodes were looked at", n)
	}
}

// TestDataPointsAreShownWhereANetworkLearns, and they are what it learns from.
func TestDataPointsAreShownWhereANetworkLearns(t *testing.T) {
	for _, name := range []string{"matching", "pitfall", "ncsn-fig2", "race"} {
		f := newFigure("scene="+name+"\nunits=4\nhidden-layers=1\ndataset=50", "en", func(string, any) {})
		shown := 0
		frame := f.FrameBuilder.Frame(f.Controller, wide)
		for i := range frame.Panels {
			data := frame.Panels[i].Data
			if data == nil {
				continue
			}
			shown++
			if data.At.N != 50 || !data.At.Like(sim.NewBatch(2, 50)) {
				t.Errorf("%s: %d points of a set of 50", name, data.At.N)
			}
		}
		if shown == 0 {
			t.Errorf("%s shows no data points", name)
		}
	}
}
