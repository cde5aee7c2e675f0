package langevin_test

import (
	"math"
	"testing"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/langevin"
)

// TestTemperingKeepsEveryLevel: replicas that start as draws of their p_σ, here with
// p = N(0, I), remain that: at every level the moments of independent chains, and
// no covariance between levels, whose standard error is √(v w/n).
func TestTemperingKeepsEveryLevel(t *testing.T) {
	const n = 20_000
	levels := []float64{0, 0.7, 1.5, 3}
	s := cloud(2, n, 1, 6)
	k := &langevin.Tempering{Target: normal{1}, Levels: levels, Epsilon: 0.8}
	info := langevin.Run(k, s, 40)
	if !(info.Exchanged > 0.3 && info.Exchanged < 1) {
		t.Errorf("%v exchanged", info.Exchanged)
	}
	all := [][]float32{s.X.Row(0)}
	for r, sigma := range levels {
		x := s.X
		if r > 0 {
			x = sim.Batch{D: 2, N: n, Data: s.Aux.Data[(r-1)*2*n : r*2*n]}
			all = append(all, x.Row(0))
		}
		v := 1 + sigma*sigma
		closeMoments(t, "tempering", x, []float64{0, 0}, []float64{v, 0, 0, v}, 0)
	}
	for a := range all {
		for b := range a {
			sum := 0.0
			for i := range n {
				sum += float64(all[a][i]) * float64(all[b][i]) / n
			}
			v, w := 1+levels[a]*levels[a], 1+levels[b]*levels[b]
			// Replicas began as x + σz, correlated; exchanges and moves forget that by 0.7 a
			// step at the slowest.
			if tol := 4 * math.Sqrt(v*w/n); math.Abs(sum) > tol {
				t.Errorf("levels %d and %d have the covariance %v, at most %v", a, b, sum, tol)
			}
		}
	}
}

// TestTemperingFindsTheWeights: on the toy, whose modes plain chains do not leave,
// replicas from the square have the share 0.8 in the heavy mode within four standard
// errors of independent chains, and MALA alone has a half.
func TestTemperingFindsTheWeights(t *testing.T) {
	const n = 2000
	m := twoModes(t)
	plain := square(n, 2)
	langevin.Run(&langevin.MALA{Target: m, Epsilon: 0.5}, plain, 400)
	if got := share(plain.X); got > 0.6 {
		t.Errorf("MALA alone: share %v", got)
	}
	s := square(n, 2)
	info := langevin.Run(&langevin.Tempering{Target: m, Levels: []float64{0, 1, 2, 4, 8}, Epsilon: 0.5}, s, 400)
	if got, tol := share(s.X), 4*math.Sqrt(0.16/n); math.Abs(got-0.8) > tol {
		t.Errorf("share %.4f, want 0.8 ± %.4f; %+v", got, tol, info)
	}
	mean, cov := m.Moments(0)
	closeMoments(t, "tempering", s.X, mean, cov, 0)
}
