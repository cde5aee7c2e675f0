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
