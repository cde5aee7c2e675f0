package langevin_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/internal/testsize"
	"github.com/scorefield/scorefield/sim/langevin"
)

// close reports means and covariances that are farther apart than slack plus
// four standard errors of n points: √(Σ_jj/n) for a mean and, for covariances,
// √((Σ_jj Σ_ll + Σ_jl²)/n) (exact for Gaussians; a mixture with flatter tails
// has less).
func closeMoments(t *testing.T, name string, x sim.Batch, mean, cov []float64, slack float64) {
	t.Helper()
	m, c := moments(x)
	n, d := float64(x.N), x.D
	for j := range d {
		if tol := slack*math.Sqrt(cov[j*d+j]) + 4*math.Sqrt(cov[j*d+j]/n); !(math.Abs(m[j]-mean[j]) <= tol) {
			t.Errorf("%s: mean[%d] %.4f, want %.4f ± %.4f", name, j, m[j], mean[j], tol)
		}
		for l := range d {
			v := cov[j*d+j] * cov[l*d+l]
			tol := slack*math.Sqrt(v) + 4*math.Sqrt((v+cov[j*d+l]*cov[j*d+l])/n)
			if !(math.Abs(c[j*d+l]-cov[j*d+l]) <= tol) {
				t.Errorf("%s: cov[%d,%d] %.4f, want %.4f ± %.4f", name, j, l, c[j*d+l], cov[j*d+l], tol)
			}
		}
	}
}

var processes = map[string]sim.Schedule{"VE": sim.VE{Min: 0.01, Max: 50}, "VP": sim.VP{}, "sub-VP": sim.SubVP{}}

// reversals are all kernels that go from the prior to the data.
func reversals(p langevin.Process) map[string]langevin.Kernel {
	return map[string]langevin.Kernel{
		"SDE":       &langevin.ReverseSDE{Process: p, Steps: 500},
		"SDE+mean":  &langevin.ReverseSDE{Process: p, Steps: 500, Denoise: true},
		"reverse":   &langevin.ReverseSDE{Process: p, Steps: 500, Predictor: langevin.ReverseDiffusion},
		"ancestral": &langevin.ReverseSDE{Process: p, Steps: 500, Predictor: langevin.Ancestral},
		"corrector": &langevin.PredictorCorrector{ReverseSDE: langevin.ReverseSDE{Process: p, Steps: 250}},
		"Euler":     &langevin.FlowODE{Process: p, Steps: 500, Order: 1},
		"Heun":      &langevin.FlowODE{Process: p, Steps: 60},
		"adaptive":  &langevin.FlowODE{Process: p, Order: 3, Times: p.Plan(2, 1e-3, sim.NewKey(5))},
	}
}

// TestReversalReproducesMoments: from the prior back to the data. Euler's and
// Maruyama's methods of 500 steps have a bias of first order: with VE a step
// spans ln(5000)/500 = 0.017 of log σ, so variances are off by at most some two
// per cent; the slack of 0.03 covers it.
func TestReversalReproducesMoments(t *testing.T) {
	n := 20_000
	if !testsize.Full() {
		n = 4_000
	}
	m := skewed(t)
	mean, cov := m.Moments(0)
	for name, schedule := range processes {
		p := langevin.Process{Score: m, Schedule: schedule, Mean: mean, Cov: cov}
		for kind, k := range reversals(p) {
			s := &langevin.State{X: sim.NewBatch(2, n), Key: sim.NewKey(7)}
			p.Prior(s.X, s.Key.Sub(1<<50), 0)
			info := langevin.Run(k, s, k.Total())
			if info.Diverged != 0 || info.Time > 1e-3 {
				t.Errorf("%s %s ends with %+v", name, kind, info)
			}
			closeMoments(t, name+" "+kind, s.X, mean, cov, 0.03)
		}
	}
}

// TestPriorMeetsTheForwardProcess: simulated to its end, the forward process of
// data far off the origin has the prior's moments; and without the data's
// moments the centred prior is still within 0.1 σ(1) of the mean and within one
// per cent of the variance where the schedule reaches far enough.
func TestPriorMeetsTheForwardProcess(t *testing.T) {
	const n = 100_000
	m := twoModes(t) // mean (3, 3), variances 17, covariance 16
	mean, cov := m.Moments(0)
	for name, schedule := range map[string]sim.Schedule{"VE": sim.VE{Min: 0.01, Max: 50}, "VE to 20": sim.VE{Min: 0.01, Max: 20}, "VP": sim.VP{}} {
		s := &langevin.State{X: sim.NewBatch(2, n), Key: sim.NewKey(2)}
		m.Rand(s.X, s.Key.Sub(1<<50), 0)
		forward := &langevin.Forward{Schedule: schedule, Steps: 25}
		langevin.Run(forward, s, forward.Total())

		a, v := schedule.Alpha(1), schedule.Sigma(1)*schedule.Sigma(1)
		want := []float64{a*a*cov[0] + v, a * a * cov[1], a * a * cov[2], a*a*cov[3] + v}
		closeMoments(t, name+" forward", s.X, []float64{a * mean[0], a * mean[1]}, want, 0)

		p := langevin.Process{Schedule: schedule, Mean: mean, Cov: cov}
		prior := sim.NewBatch(2, n)
		p.Prior(prior, sim.NewKey(3), 0)
		closeMoments(t, name+" prior", prior, []float64{a * mean[0], a * mean[1]}, want, 0)

		if name == "VE to 20" { // 17/400 is more than one per cent: the centred prior would not do
			continue
		}
		centred := langevin.Process{Schedule: schedule}
		centred.Prior(prior, sim.NewKey(4), 0)
		got, c := moments(prior)
		for j := range 2 {
			slack := 4 * math.Sqrt(v/n)
			if math.Abs(got[j]-a*mean[j]) > 0.1*schedule.Sigma(1)+slack || math.Abs(c[3*j]/want[3*j]-1) > 0.01+4*math.Sqrt(2./n) {
				t.Errorf("%s: centred prior has mean %v and variance %v", name, got[j], c[3*j])
			}
		}
	}
}

// TestForwardIsTheMarginal: one jump and many steps have the same distribution.
func TestForwardIsTheMarginal(t *testing.T) {
	const n = 100_000
	m := skewed(t)
	mean, cov := m.Moments(0)
	for name, schedule := range processes {
		x, at := sim.NewBatch(2, n), sim.NewBatch(2, n)
		m.Rand(x, sim.NewKey(1), 0)
		s := &langevin.State{X: x.Clone(), Key: sim.NewKey(9)}
		k := &langevin.Forward{Schedule: schedule, Steps: 10}
		k.Init(s)
		for _, step := range []int{1, 4, 10} {
			for int(s.N) < step {
				k.Step(s)
			}
			time := float64(step) / 10
			langevin.Perturb(at, x, schedule, time, sim.NewKey(11), 0)
			a, v := schedule.Alpha(time), schedule.Sigma(time)*schedule.Sigma(time)
			want := []float64{a*a*cov[0] + v, a * a * cov[1], a * a * cov[2], a*a*cov[3] + v}
			for kind, b := range map[string]sim.Batch{"steps": s.X, "jump": at} {
				closeMoments(t, fmt.Sprint(name, " ", kind, " at ", time), b, []float64{a * mean[0], a * mean[1]}, want, 0)
			}
		}
	}
}
