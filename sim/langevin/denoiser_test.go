package langevin_test

import (
	"math"
	"testing"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/langevin"
)

// TestPosteriorMean: of a Gaussian it is x v/(v + σ²); of round components N(μ_k, I) the
// mean of μ_k + (x − μ_k)/(1 + σ²) by responsibility.
func TestPosteriorMean(t *testing.T) {
	x := sim.NewBatch(2, 40)
	langevin.Normal(x, []float64{1, -2}, 4, sim.NewKey(1), 0)
	got := sim.NewBatch(2, 40)
	for _, sigma := range []float64{0.1, 1, 10} {
		langevin.PosteriorMean(got, x, normal{2}, float32(sigma))
		for i, v := range x.Data {
			if want := float64(v) * 2 / (2 + sigma*sigma); math.Abs(float64(got.Data[i])-want) > 1e-5*(1+math.Abs(float64(v))) {
				t.Errorf("σ = %v: %v, want %v", sigma, got.Data[i], want)
			}
		}
		langevin.PosteriorMean(got, x, twoModes(t), float32(sigma))
		shrink := 1 / (1 + sigma*sigma)
		for i := range x.N {
			a, b := float64(x.At(0, i)), float64(x.At(1, i))
			// log of the heavy mode's likelihood over the light one's: log 4 + 10 (x+y)/(1+σ²)
			heavy := 1 / (1 + math.Exp(-math.Log(4)-10*(a+b)*shrink))
			for j, v := range []float64{a, b} {
				want := heavy*(5+(v-5)*shrink) + (1-heavy)*(-5+(v+5)*shrink)
				if math.Abs(float64(got.At(j, i))-want) > 2e-5*(1+sigma*sigma)*(1+math.Abs(v)) {
					t.Errorf("σ = %v, point %d: %v, want %v", sigma, i, got.At(j, i), want)
				}
			}
		}
	}
}
