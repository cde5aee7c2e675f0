package metric_test

import (
	"math"
	"testing"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/langevin"
	"github.com/scorefield/scorefield/sim/metric"
)

// TestNoiseFloor: between n and m draws of N(0, I) in the plane the energy distance has
// the mean E‖X−X'‖ (1/n + 1/m) with E‖X−X'‖ = √π, the unbiased MMD² the mean 0, the
// kernel Stein discrepancy the mean of its diagonal, E[c^{2β}‖s‖² − 2βD c^{2β−2}]/n with
// E‖s‖² = D. Four standard errors over the trials.
func TestNoiseFloor(t *testing.T) {
	const n, m, trials = 60, 90, 200
	const c, beta = 1.5, -0.5
	draw := func(dst sim.Batch, first int) { langevin.Normal(dst, nil, 1, sim.NewKey(5), first) }
	for name, test := range map[string]struct {
		distance func(x, y sim.Batch) float64
		want     float64
	}{
		"energy distance": {metric.EnergyDistance, math.Sqrt(math.Pi) * (1./n + 1./m)},
		"MMD²":            {func(x, y sim.Batch) float64 { return metric.MMD2(x, y, 1) }, 0},
		"KSD²": {func(x, _ sim.Batch) float64 {
			s := x.Clone()
			for i, v := range s.Data {
				s.Data[i] = -v
			}
			return metric.SteinDiscrepancy(x, s, c, beta)
		}, (2*math.Pow(c, 2*beta) - 2*beta*2*math.Pow(c, 2*beta-2)) / n},
	} {
		f := metric.NoiseFloor(2, n, m, trials, draw, test.distance)
		if tol := 4 * f.Deviation / math.Sqrt(trials); !(math.Abs(f.Mean-test.want) <= tol) {
			t.Errorf("%s: %v, want %v ± %v", name, f.Mean, test.want, tol)
		}
		if f.High() != f.Mean+2*f.Deviation {
			t.Errorf("%s: high %v", name, f.High())
		}
	}
}

// TestNoiseFloorTells: sliced W₂ of draws to draws lies about its floor, and of draws
// moved by a third of a deviation far above.
func TestNoiseFloorTells(t *testing.T) {
	v := metric.Directions(2, 16, sim.NewKey(1))
	distance := func(x, y sim.Batch) float64 { return metric.SlicedWasserstein2(x, y, v) }
	draw := func(dst sim.Batch, first int) { langevin.Normal(dst, nil, 1, sim.NewKey(5), first) }
	f := metric.NoiseFloor(2, 1000, 1000, 30, draw, distance)
	x, y := sim.NewBatch(2, 1000), sim.NewBatch(2, 1000)
	draw(x, 1_000_000)
	draw(y, 2_000_000)
	if d := distance(x, y); math.Abs(d-f.Mean) > 4*f.Deviation {
		t.Errorf("%v, the floor is %+v", d, f)
	}
	langevin.Normal(y, []float64{1. / 3, 0}, 1, sim.NewKey(5), 2_000_000)
	if d := distance(x, y); d < f.High() {
		t.Errorf("moved by a third of a deviation: %v, the floor is %+v", d, f)
	}
}
