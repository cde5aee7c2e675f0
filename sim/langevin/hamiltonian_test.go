package langevin_test

import (
	"math"
	"testing"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/langevin"
)

// TestHamiltonianKeepsItsLaw: chains that start in N(0, I) stay there at a step so
// large (h = 1) that one in three is refused; independent chains have the exact
// standard errors.
func TestHamiltonianKeepsItsLaw(t *testing.T) {
	for _, d := range []int{1, 2, 3} {
		s := cloud(d, 20_000, 1, 4)
		info := langevin.Run(&langevin.Hamiltonian{Target: normal{1}, Epsilon: 1.2, Leaps: 3, Tune: -1}, s, 20)
		cov := make([]float64, d*d)
		for j := range d {
			cov[j*d+j] = 1
		}
		closeMoments(t, "HMC", s.X, make([]float64, d), cov, 0)
		if !(0.4 < info.Accepted && info.Accepted < 0.9) {
			t.Errorf("acceptance %v", info.Accepted)
		}
	}
}

// TestHamiltonianConverges: from one point to the skewed mixture's exact moments,
// tuned on the way.
func TestHamiltonianConverges(t *testing.T) {
	m := skewed(t)
	mean, cov := m.Moments(0)
	s := &langevin.State{X: sim.NewBatch(2, 4_000), Key: sim.NewKey(5)}
	langevin.Run(&langevin.Hamiltonian{Target: m, Tune: 50}, s, 90)
	closeMoments(t, "HMC", s.X, mean, cov, 0)
}

// TestHamiltonianTunesItself: by Hoffman and Gelman's recursion the mean acceptance of
// the first M steps is δ − (M + t₀)/M · γ(μ − log h_M)/√M, here with log h_M between
// μ − 5 and μ: within 0.03 of δ at M = 200. What is kept, h̄, accepts more: acceptance is
// concave in log h, which fluctuates while it is tuned. By how much more is measured,
// 0.16, and the gate is 0.25.
func TestHamiltonianTunesItself(t *testing.T) {
	for _, v := range []float64{0.01, 1, 100} { // tuning starts with the h of v = 1
		for _, delta := range []float64{0.65, 0.8} {
			s := cloud(2, 500, v, 4)
			k := &langevin.Hamiltonian{Target: normal{v}, Accept: delta}
			k.Init(s)
			mean := func(n int) (a float64) {
				for range n {
					a += k.Step(s).Accepted / float64(n)
				}
				return a
			}
			if a := mean(200); math.Abs(a-delta) > 0.03 {
				t.Errorf("v = %v: %.3f accepted while tuning, want %v", v, a, delta)
			}
			if a := mean(50); a < delta-0.02 || a > min(delta+0.25, 0.97) {
				t.Errorf("v = %v: %.3f accepted after tuning, want %v", v, a, delta)
			}
			kept := s.Aux.Clone()
			k.Step(s)
			if !equal(kept, s.Aux) {
				t.Errorf("v = %v: step sizes change after tuning", v)
			}
		}
	}
}

// TestDualAveragingFindsItsRoot: where acceptance falls as e^−h the wanted δ is met
// at h = −log δ.
func TestDualAveragingFindsItsRoot(t *testing.T) {
	for _, first := range []float64{1e-3, 0.3, 10} {
		d := langevin.NewDualAveraging(first)
		for m := 1; m <= 3000; m++ {
			d.Add(m, math.Exp(-math.Exp(d.Log)), 0.65, first)
		}
		if got := math.Exp(d.Mean); math.Abs(got+math.Log(0.65)) > 0.02 {
			t.Errorf("from %v: h = %v, want %v", first, got, -math.Log(0.65))
		}
	}
}
