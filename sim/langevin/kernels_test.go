package langevin_test

import (
	"math"
	"testing"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/density"
	"github.com/scorefield/scorefield/sim/langevin"
)

// TestMALALeavesMomentsUnbiased: at ε = 0.5, where ULA's variance is 4/3, the
// corrected chain started in N(0, 1) stays there; independent chains have the
// exact standard errors.
func TestMALALeavesMomentsUnbiased(t *testing.T) {
	s := cloud(2, 50_000, 1, 4)
	info := langevin.Run(&langevin.MALA{Target: normal{1}, Epsilon: 0.5}, s, 50)
	closeMoments(t, "MALA", s.X, []float64{0, 0}, []float64{1, 0, 0, 1}, 0)
	if !(0.7 < info.Accepted && info.Accepted < 1) {
		t.Errorf("acceptance %v", info.Accepted)
	}
}

// TestMALAConverges: from one point to the skewed mixture's exact moments,
// which ULA at this ε misses.
func TestMALAConverges(t *testing.T) {
	m := skewed(t)
	mean, cov := m.Moments(0)
	s := &langevin.State{X: sim.NewBatch(2, 8_000), Key: sim.NewKey(5)}
	langevin.Run(&langevin.MALA{Target: m, Epsilon: 0.15}, s, 250)
	closeMoments(t, "MALA", s.X, mean, cov, 0)
}

// TestMALAAcceptsOnEveryPreset: at ε = 0.01 the chains that start in a preset's
// own draws accept nearly nine steps in ten at least (measured: 0.91 and more), and three
// in ten from a uniform start (0.56), and every particle moves. (Peers' samplers accept nothing on some.)
func TestMALAAcceptsOnEveryPreset(t *testing.T) {
	for _, name := range density.Names() {
		target, err := density.ByName(name)
		if err != nil {
			t.Fatal(err)
		}
		at := &langevin.State{X: sim.NewBatch(2, 200), Key: sim.NewKey(1)}
		target.Rand(at.X, at.Key.Sub(1<<50), 0)
		for start, s := range map[string]*langevin.State{"draws": at, "a square": square(200, 2)} {
			before := s.X.Clone()
			k := &langevin.MALA{Target: target, Epsilon: 0.01}
			k.Init(s)
			rate := 0.0
			for range 40 {
				rate += k.Step(s).Accepted / 40
			}
			moved := 0
			for i := range s.X.N {
				if s.X.At(0, i) != before.At(0, i) {
					moved++
				}
			}
			if least := map[string]float64{"draws": 0.85, "a square": 0.3}[start]; rate < least {
				t.Errorf("%s from %s: %.2f accepted", name, start, rate)
			}
			if start == "draws" && moved < 198 {
				t.Errorf("%s from %s: only %d of 200 moved", name, start, moved)
			}
		}
	}
}

// TestMALAComesInFromOutside: the truncated Gaussian is 0 over nearly half of
// the square that the chains start in. They come in, and have its moments:
// within the support the slowest direction relaxes by 1 − ε/s² = 0.92 a step, so
// of the start 0.92³⁰⁰ < 1e-10 is left.
func TestMALAComesInFromOutside(t *testing.T) {
	target, err := density.ByName("truncated")
	if err != nil {
		t.Fatal(err)
	}
	s := square(10_000, 3)
	langevin.Run(&langevin.MALA{Target: target.(*density.Truncated), Epsilon: 0.5}, s, 300)
	logp := make([]float32, s.X.N)
	target.LogProb(logp, s.X, 0)
	outside := 0
	for _, l := range logp {
		if math.IsInf(float64(l), -1) {
			outside++
		}
	}
	if outside > 0 {
		t.Errorf("%d of %d are where p = 0", outside, s.X.N)
	}
	mean, cov := target.(*density.Truncated).Moments(0)
	closeMoments(t, "truncated", s.X, mean, cov, 0)
}

// TestMALALeavesWhereTheScoreIsNotFinite: chains that start where the model has no
// score but a density move on by the noise alone, and the law is right there,
// too, for any drift is a proposal.
func TestMALALeavesWhereTheScoreIsNotFinite(t *testing.T) {
	s := cloud(1, 20_000, 1, 4)
	for i := range s.X.Data {
		s.X.Data[i] = 3.5
	}
	langevin.Run(&langevin.MALA{Target: broken{normal{1}}, Epsilon: 0.5}, s, 200)
	closeMoments(t, "broken", s.X, []float64{0}, []float64{1}, 0)
}

// broken knows a density but, where x > 3, no score.
type broken struct{ normal }

func (b broken) Score(dst, x sim.Batch, sigma float32) {
	b.normal.Score(dst, x, sigma)
	for i := range x.N {
		if x.At(0, i) > 3 {
			dst.Set(0, i, float32(math.NaN()))
		}
	}
}

func TestMALANeverAcceptsWhatIsNotFinite(t *testing.T) {
	s := cloud(1, 1000, 1, 4)
	for i, v := range s.X.Data {
		s.X.Data[i] = min(v, 2.9)
	}
	if info := langevin.Run(&langevin.MALA{Target: broken{normal{1}}, Epsilon: 1}, s, 100); info.Diverged != 0 {
		t.Errorf("%+v", info)
	}
}

// TestUnderdampedVarianceIsExact: on a Gaussian BAOAB's positions have the exact
// variance at any stable step; here h = √(2ε) = 1, for which ULA's would be 4/3.
func TestUnderdampedVarianceIsExact(t *testing.T) {
	for _, gamma := range []float64{0.3, 1, 20} {
		s := cloud(2, 100_000, 1, 6)
		langevin.Run(&langevin.Underdamped{Score: normal{1}, Epsilon: 0.5, Friction: gamma}, s, 60)
		closeMoments(t, "BAOAB", s.X, []float64{0, 0}, []float64{1, 0, 0, 1}, 0)
	}
}

// TestUnderdampedHasTheSameLimit: beyond ε = 2v it diverges, just below not.
func TestUnderdampedHasTheSameLimit(t *testing.T) {
	for _, c := range []struct {
		eps  float64
		lost int
	}{{1.9, 0}, {2.2, 1000}} {
		s := cloud(2, 1000, 1, 6)
		if info := langevin.Run(&langevin.Underdamped{Score: normal{1}, Epsilon: c.eps}, s, 400); info.Diverged != c.lost {
			t.Errorf("ε = %v: %d diverged, want %d", c.eps, info.Diverged, c.lost)
		}
	}
}

// TestUnderdampedConserves: without friction's noise and almost without
// friction the energy ½v² + ½x² of BAOAB, a symplectic step, stays within O(h²).
func TestUnderdampedConserves(t *testing.T) {
	s := &langevin.State{X: sim.FromPoints([]float64{1}), V: sim.FromPoints([]float64{0})}
	langevin.Run(&langevin.Underdamped{Score: normal{1}, Epsilon: 0.005, Friction: 1e-9, NoNoise: true}, s, 1000)
	x, v := float64(s.X.At(0, 0)), float64(s.V.At(0, 0))
	// h = 0.1; V is half a kick away from the velocity at X, ½h|x| = 0.05 at most.
	if e := (x*x + v*v) / 2; math.Abs(e-0.5) > 0.06 {
		t.Errorf("energy %v, want 0.5", e)
	}
}

// TestNoNoiseClimbs: drift alone collapses to the mode.
func TestNoNoiseClimbs(t *testing.T) {
	for name, k := range map[string]langevin.Kernel{
		"ULA":         &langevin.ULA{Score: normal{1}, Epsilon: 0.1, NoNoise: true},
		"underdamped": &langevin.Underdamped{Score: normal{1}, Epsilon: 0.1, NoNoise: true},
		"annealed":    &langevin.Annealed{Score: normal{1}, Levels: []float64{0.5, 1}, Epsilon: 0.1, NoNoise: true},
	} {
		s := cloud(2, 100, 4, 8)
		langevin.Run(k, s, 200)
		// at most 10·0.93²⁰⁰ = 5e-6 is left
		if v, _ := variance(s.X); v > 1e-9 {
			t.Errorf("%s: variance %v is left", name, v)
		}
	}
}

func TestDivergedCountsPoints(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	x := sim.FromPoints([]float64{1, 1}, []float64{9e5, 9e5}, []float64{nan, 1}, []float64{inf, nan}, []float64{9e5, 0}, []float64{0, -1.1e6})
	if n, first := langevin.Diverged(x); n != 4 || first != 1 {
		t.Errorf("%d diverged, first %d; want 4 and 1", n, first)
	}
	if n, first := langevin.Diverged(sim.NewBatch(2, 3)); n != 0 || first != -1 {
		t.Errorf("%d diverged, first %d", n, first)
	}
}
