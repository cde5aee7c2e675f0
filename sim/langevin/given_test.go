package langevin_test

import (
	"math"
	"testing"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/langevin"
)

// TestGivenACoordinate: a standard Gaussian pair of correlation ρ = 0.8 with y = 1 for the first;
// the second has the mean 0.8 and the variance 1 − ρ² = 0.36, which annealed Langevin finds, up
// to its steps, and predictor–corrector nearly. By the other samplers the mean m of the second
// follows, with v = 1 + σ², the score of the pair and c = ½ for a flow and 1 for the reverse equation,
//
//	dm/dv = c (v m − ρ y)/(v² − ρ²), from 0 at the largest σ,
//
// which ends at 0.34 and 0.50. The mean of n draws is off by four times √(0.7/n) at most, and
// steps by a tenth of that.
func TestGivenACoordinate(t *testing.T) {
	const n, rho, y, low, high = 2000, 0.8, 1, 0.05, 10.
	pair := tilted{means: sim.NewBatch(2, 1), p: 1, q: rho}
	known, mask := sim.NewBatch(2, 1), []bool{true, false}
	known.Set(0, 0, y)
	given := &langevin.Given{Of: pair, Known: known, Mask: mask}
	ends := func(c float64) (m float64) {
		const steps = 200_000
		ratio := math.Pow((1+low*low)/(1+high*high), 1./steps)
		for v, k := 1+high*high, 0; k < steps; k++ {
			next := v * ratio
			m += (next - v) * c * (v*m - rho*y) / (v*v - rho*rho)
			v = next
		}
		return m
	}
	process := langevin.Process{Score: given, Schedule: sim.VE{Min: low, Max: high}}
	annealed := langevin.Annealed{Score: pair, Levels: sim.Ladder(low, high, 30), Steps: 30, Epsilon: 0.2 * low * low, Denoise: true}
	noise := 4 * math.Sqrt(0.7/n)
	for _, c := range []struct {
		name            string
		kernel          langevin.Kernel
		mean, variance  float64
		off, offSquared float64
	}{
		{"Inpaint", &langevin.Inpaint{Annealed: annealed, Known: known, Mask: mask}, rho * y, 1 - rho*rho, noise + 0.06, 0.1},
		{"predictor–corrector", &langevin.PredictorCorrector{ReverseSDE: langevin.ReverseSDE{Process: process, Steps: 200, Denoise: true}}, rho * y, 1 - rho*rho, noise + 0.1, 0.15},
		{"reverse", &langevin.ReverseSDE{Process: process, Steps: 200, Denoise: true}, ends(1), math.NaN(), 1.1 * noise, 0},
		{"flow", &langevin.FlowODE{Process: process, Steps: 50}, ends(0.5), math.NaN(), 1.1 * noise, 0},
		{"Karras", &langevin.Karras{Score: given, Min: low, Max: high, Steps: 30}, ends(0.5), math.NaN(), 1.1 * noise, 0},
	} {
		s := &langevin.State{X: sim.NewBatch(2, n), Key: 5}
		langevin.Normal(s.X, nil, high, 6, 0)
		given.Start(s.X, 1, high, 7, 0)
		langevin.Run(c.kernel, s, c.kernel.Total())
		mean, variance, worst := 0., 0., 0.
		for _, v := range s.X.Row(1) {
			mean += float64(v) / n
		}
		for _, v := range s.X.Row(1) {
			variance += (float64(v) - mean) * (float64(v) - mean) / (n - 1)
		}
		for _, v := range s.X.Row(0) {
			worst = max(worst, math.Abs(float64(v)-y))
		}
		t.Logf("%s: mean %.3f, %.3f; variance %.3f; known off by %.3f", c.name, mean, c.mean, variance, worst)
		if math.Abs(mean-c.mean) > c.off || math.Abs(variance-c.variance) > c.offSquared {
			t.Errorf("%s: mean %.3f, want %.3f; variance %.3f, want %.3f", c.name, mean, c.mean, variance, c.variance)
		}
		if worst > 6*low {
			t.Errorf("%s: what is known is off by %.3f", c.name, worst)
		}
	}
}
