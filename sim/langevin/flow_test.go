package langevin_test

import (
	"math"
	"testing"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/langevin"
)

// exactFlow is where the probability flow of N(0, v) carries x from t = 1 to
// start: the marginals N(0, α²v + σ²) are kept by scaling.
func exactFlow(x float64, p sim.Schedule, v, start float64) float64 {
	sd := func(t float64) float64 { return math.Sqrt(p.Alpha(t)*p.Alpha(t)*v + p.Sigma(t)*p.Sigma(t)) }
	return x * sd(start) / sd(1)
}

// flowError is the relative error of the flow of N(0, 4) with n steps. (VP keeps
// N(0, 1) as it is, where no error would show.)
func flowError(p sim.Schedule, start float64, order, n int) float64 {
	s := &langevin.State{X: sim.FromPoints([]float64{float64(float32(p.Sigma(1)))})}
	k := &langevin.FlowODE{Process: langevin.Process{Score: normal{4}, Schedule: p, Start: start}, Steps: n, Order: order}
	langevin.Run(k, s, k.Total())
	want := exactFlow(float64(float32(p.Sigma(1))), p, 4, start)
	return math.Abs(float64(s.X.At(0, 0))-want) / want
}

// TestFlowOrders: when the step halves the error of a method of order p is
// divided by 2ᵖ(1 + O(h)). Errors here are between 1e-1 and 1e-4, well above
// the 1e-6 that float32 adds, and steps small enough for O(h) to be within a
// fifth.
func TestFlowOrders(t *testing.T) {
	for _, c := range []struct {
		name  string
		p     sim.Schedule
		start float64
		order int
		n     int
	}{
		{"VE Euler", sim.VE{Min: 0.01, Max: 50}, 0, 1, 400},
		{"VE Heun", sim.VE{Min: 0.01, Max: 50}, 0, 2, 100},
		{"VE Bogacki–Shampine", sim.VE{Min: 0.01, Max: 50}, 0, 3, 40},
		{"VP Euler", sim.VP{}, 0.01, 1, 400},
		{"VP Heun", sim.VP{}, 0.01, 2, 50},
		{"VP Bogacki–Shampine", sim.VP{}, 0.01, 3, 20},
	} {
		coarse, fine := flowError(c.p, c.start, c.order, c.n), flowError(c.p, c.start, c.order, 2*c.n)
		t.Logf("%s: %.2e, %.2e: ratio %.3f", c.name, coarse, fine, coarse/fine)
		if want := math.Exp2(float64(c.order)); math.Abs(coarse/fine-want) > want/5 {
			t.Errorf("%s: halving the step divides the error by %.3f, want %v", c.name, coarse/fine, want)
		}
	}
}

// TestPlanKeepsItsTolerance: a tighter plan has more steps, and the errors of a
// few tens of steps of tolerance each add up to less than a hundred times it.
func TestPlanKeepsItsTolerance(t *testing.T) {
	last := 0
	for _, tol := range []float64{1e-2, 1e-3, 1e-4} {
		p := langevin.Process{Score: normal{1}, Schedule: sim.VE{Min: 0.01, Max: 50}}
		times := p.Plan(1, tol, sim.NewKey(1))
		s := &langevin.State{X: sim.FromPoints([]float64{50})}
		k := &langevin.FlowODE{Process: p, Order: 3, Times: times}
		langevin.Run(k, s, k.Total())
		err := math.Abs(float64(s.X.At(0, 0)) - exactFlow(50, p.Schedule, 1, 0))
		t.Logf("tolerance %v: %d steps, error %.1e", tol, k.Total(), err)
		if times[0] != 1 || times[len(times)-1] != 0 || k.Total() <= last || err > 100*tol {
			t.Errorf("tolerance %v: %d steps after %d, error %v, end %v", tol, k.Total(), last, err, times[len(times)-1])
		}
		last = k.Total()
	}
}
