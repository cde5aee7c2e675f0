package langevin_test

import (
	"testing"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/density"
	"github.com/scorefield/scorefield/sim/langevin"
)

// twoModes is the published toy, 0.2 N((−5,−5), I) + 0.8 N((5,5), I).
func twoModes(t testing.TB) *density.Mixture {
	t.Helper()
	m, err := density.NewMixture([]float64{0.2, 0.8}, [][]float64{{-5, -5}, {5, 5}}, [][]float64{{1, 0, 0, 1}, {1, 0, 0, 1}})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// skewed has a short and a long component, so that moments and directions
// differ from those of anything simple.
func skewed(t testing.TB) *density.Mixture {
	t.Helper()
	m, err := density.NewMixture([]float64{0.3, 0.7}, [][]float64{{-2, 1}, {1, 0}}, [][]float64{{0.25, 0, 0, 1}, {1, 0.6, 0.6, 0.8}})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// square is n particles from the uniform density on [−8, 8]².
func square(n int, seed uint64) *langevin.State {
	s := &langevin.State{X: sim.NewBatch(2, n), Key: sim.NewKey(seed)}
	langevin.Uniform(s.X, -8, 8, s.Key.Sub(1<<50), 0)
	return s
}

// share is the part of the points with x + y > 0, the heavy mode of twoModes.
func share(x sim.Batch) float64 {
	n := 0
	for i := range x.N {
		if x.At(0, i)+x.At(1, i) > 0 {
			n++
		}
	}
	return float64(n) / float64(x.N)
}

// moments is the mean and the covariance of the points.
func moments(x sim.Batch) (mean, cov []float64) {
	var p langevin.Process
	p.Match(x, nil)
	return p.Mean, p.Cov
}
