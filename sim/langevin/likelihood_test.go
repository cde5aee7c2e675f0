package langevin_test

import (
	"math"
	"testing"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/density"
	"github.com/scorefield/scorefield/sim/langevin"
)

// TestLikelihoodIsTheMixtures: with the exact score the flow returns the
// mixture's own log p at σ(Start) to 1e-3, whether the divergence is exact or by
// differences. What is left is the prior: at σ = 500 the third cumulant of the
// toy along its diagonal (standard deviation 5.7, skewness −1.5) is 2e-6 of σ³;
// and the rounding of float32.
func TestLikelihoodIsTheMixtures(t *testing.T) {
	for name, schedule := range map[string]sim.Schedule{"VE": sim.VE{Min: 0.01, Max: 500}, "VP": sim.VP{}} {
		for kind, m := range map[string]*density.Mixture{"two modes": twoModes(t), "skewed": skewed(t)} {
			x := sim.NewBatch(2, 24)
			m.Rand(x, sim.NewKey(3), 0)
			for i := range 4 { // and some that no draw would be
				x.Set(0, i, float32(3*i)-5)
				x.Set(1, i, float32(i)-3)
			}
			want := marginal(m, x, schedule, 0.001)
			mean, cov := m.Moments(0)
			l := langevin.Likelihood{Process: langevin.Process{Score: m, Schedule: schedule, Start: 0.001, Mean: mean, Cov: cov}}
			for how, d := range map[string]langevin.Divergencer{"differences": nil, "exact": m} {
				l.Divergence = d
				got := make([]float64, x.N)
				steps := l.LogProb(got, x)
				worst := 0.0
				for i := range got {
					worst = max(worst, math.Abs(got[i]-want[i]))
					if !(math.Abs(got[i]-want[i]) <= 1e-3) {
						t.Errorf("%s, %s, %s: point (%.2f, %.2f): %.5f, want %.5f", name, kind, how, x.At(0, i), x.At(1, i), got[i], want[i])
					}
				}
				t.Logf("%s, %s, %s: %d steps, worst error %.1e", name, kind, how, steps, worst)
			}
		}
	}
}

// TestLikelihoodWithTheExactPrior: where the forward process ends in a law that
// is not yet Gaussian, the exact one leaves only the solver, which allows itself
// 1e-6 (1 + |log p|) a step and takes less than a hundred, and the rounding of
// float32. The Gaussian of the toy's moments is wrong by more than ten times as much.
func TestLikelihoodWithTheExactPrior(t *testing.T) {
	const tolerance = 1e-4
	for name, schedule := range map[string]sim.Schedule{"VE to 50": sim.VE{Min: 0.01, Max: 50}, "VE to 5": sim.VE{Min: 0.01, Max: 5},
		"short VP": sim.VP{Min: 0.1, Max: 3}} {
		for kind, m := range map[string]*density.Mixture{"two modes": twoModes(t), "skewed": skewed(t)} {
			x := sim.NewBatch(2, 60)
			m.Rand(x, sim.NewKey(3), 0)
			for i := range 36 { // and a lattice, on which no draw of the toy would lie
				x.Set(0, i, float32(4*(i%6)-10))
				x.Set(1, i, float32(4*(i/6)-10))
			}
			want := marginal(m, x, schedule, 0.001)
			mean, cov := m.Moments(0)
			l := langevin.Likelihood{Process: langevin.Process{Score: m, Schedule: schedule, Start: 0.001, Mean: mean, Cov: cov}, Divergence: m}
			off := func() (worst float64) {
				got := make([]float64, x.N)
				l.LogProb(got, x)
				for i := range got {
					worst = max(worst, math.Abs(got[i]-want[i])/(1+math.Abs(want[i])))
				}
				return worst
			}
			matched := off()
			l.Terminal = m
			exact := off()
			t.Logf("%s, %s: off by %.1e with the exact prior, %.1e with the matched one", name, kind, exact, matched)
			if !(exact <= tolerance) {
				t.Errorf("%s, %s: off by %v", name, kind, exact)
			}
			if kind == "two modes" && matched < 10*tolerance {
				t.Errorf("%s, %s: the matched prior is off by %v only", name, kind, matched)
			}
		}
	}
}

// marginal is log p of x_t: p_{σ/α}(x/α)/α^D.
func marginal(m sim.Density, x sim.Batch, schedule sim.Schedule, t float64) []float64 {
	alpha, sigma := schedule.Alpha(t), schedule.Sigma(t)
	y := x.Clone()
	for i := range y.Data {
		y.Data[i] = float32(float64(y.Data[i]) / alpha)
	}
	logp := make([]float32, x.N)
	m.LogProb(logp, y, float32(sigma/alpha))
	out := make([]float64, x.N)
	for i := range out {
		out[i] = float64(logp[i]) - float64(x.D)*math.Log(alpha)
	}
	return out
}

// TestDifferencesOfAGaussian: s = −x/(v + σ²) has the divergence −D/(v + σ²)
// everywhere; rounding leaves 1e-7 |x|/(v + σ²)/δ.
func TestDifferencesOfAGaussian(t *testing.T) {
	x := sim.NewBatch(3, 50)
	langevin.Normal(x, []float64{1, 2, 3}, 2, sim.NewKey(1), 0)
	before := x.Clone()
	got := make([]float32, x.N)
	for _, sigma := range []float32{0, 0.5, 20} {
		(&langevin.FiniteDifferences{Score: normal{1}}).Divergence(got, x, sigma)
		p := 1 / (1 + float64(sigma)*float64(sigma))
		for i, v := range got {
			if tol := 3 * 1.2e-7 * 10 * p * 512 * math.Sqrt(p); math.Abs(float64(v)+3*p) > tol {
				t.Errorf("σ = %v, point %d: %v, want %v ± %v", sigma, i, v, -3*p, tol)
			}
		}
	}
	if !equal(x, before) {
		t.Error("the points were moved")
	}
}

// linear is the model s = A x, whose tangents are exact.
type linear struct{ a [4]float32 }

func (l linear) Eval(s, jv, x, v sim.Batch, sigma []float32) {
	for i := range x.N {
		for j := range 2 {
			s.Set(j, i, l.a[2*j]*x.At(0, i)+l.a[2*j+1]*x.At(1, i))
			jv.Set(j, i, l.a[2*j]*v.At(0, i)+l.a[2*j+1]*v.At(1, i))
		}
	}
}

func TestTangentsSumTheDiagonal(t *testing.T) {
	got := make([]float32, 3)
	(&langevin.JacobianTrace{Model: linear{[4]float32{2, 7, 5, -0.5}}}).Divergence(got, sim.NewBatch(2, 3), 1)
	for _, v := range got {
		if v != 1.5 {
			t.Errorf("trace %v, want 1.5", v)
		}
	}
}

// TestLikelihoodGivesUp: a score that is not a number has no likelihood.
func TestLikelihoodGivesUp(t *testing.T) {
	l := langevin.Likelihood{Process: langevin.Process{Score: normal{math.NaN()}, Schedule: sim.VP{}}}
	got := make([]float64, 1)
	if l.LogProb(got, sim.NewBatch(2, 1)); !math.IsNaN(got[0]) {
		t.Errorf("log p %v of a broken score", got[0])
	}
}
