package sim_test

import (
	"math"
	"testing"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/density"
)

// TestNoiseLevels holds what the package comment says of σ: from 0, where every
// density is itself, to 1e6, where all that is left of it is its mean, for
// points as far as 1e6.
func TestNoiseLevels(t *testing.T) {
	for _, name := range density.Names() {
		d, err := density.ByName(name)
		if err != nil {
			t.Fatal(err)
		}
		x := sim.NewBatch(2, 200)
		d.Rand(x, sim.NewKey(1), 0)
		s, s0 := sim.NewBatch(2, x.N), sim.NewBatch(2, x.N)
		d.Score(s0, x, 0)
		d.Score(s, x, 1e-7)
		for i, v := range s.Data {
			// σ² is 1e-14 beside variances of 1e-6 and more, and scores and their
			// derivatives are bounded by 1/1e-6 there.
			if w := s0.Data[i]; !(math.Abs(float64(v-w)) <= 1e-3*(1+math.Abs(float64(w)))) {
				t.Fatalf("%s: score %g at σ = 0, %g at 1e-7", name, w, v)
			}
		}
		for _, sigma := range []float64{1e2, 1e4, 1e6} {
			far := sim.FromPoints([]float64{0, 0}, []float64{sigma, -sigma / 3}, []float64{1e6, 1e6}, []float64{-1e6, 3})
			s, logp := sim.NewBatch(2, far.N), make([]float32, far.N)
			d.Score(s, far, float32(sigma))
			d.LogProb(logp, far, float32(sigma))
			for i := range far.N {
				// p_σ is N(0, σ²I) but for mean and deviations of p, all below a = 16
				// (the funnel's widest component has 13.7). With r = |x|/σ, σ² s is off by
				// at most a + a²r/σ, log p by (ar + a²(1 + r²)/σ)/σ, to first order; there
				// is room for as much again.
				r2 := 0.0
				for j := range 2 {
					v := float64(far.At(j, i))
					r2 += v * v
				}
				r := math.Sqrt(r2) / sigma
				for j := range 2 {
					v := float64(far.At(j, i))
					got, want := float64(s.At(j, i))*sigma*sigma, -v
					if limit := 2 * (16 + 256*r/sigma); !(math.Abs(got-want) <= limit+1e-5*math.Abs(want)) {
						t.Errorf("%s: σ² s = %g at σ = %g, want %g", name, got, sigma, want)
					}
				}
				want := -r2/(2*sigma*sigma) - math.Log(2*math.Pi*sigma*sigma)
				if limit := 2*(16*r+256*(1+r*r)/sigma)/sigma + 1e-5*math.Abs(want); !(math.Abs(float64(logp[i])-want) <= limit) {
					t.Errorf("%s: log p = %g at σ = %g, |x| = %g, want %g", name, logp[i], sigma, math.Sqrt(r2), want)
				}
			}
		}
	}
}
