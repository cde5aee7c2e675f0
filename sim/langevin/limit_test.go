package langevin_test

import (
	"maps"
	"math"
	"slices"
	"testing"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/density"
	"github.com/scorefield/scorefield/sim/internal/testsize"
	"github.com/scorefield/scorefield/sim/langevin"
)

// MinVariance is what N(0, v I) bends like.
func (g normal) MinVariance(sigma float64) float64 { return g.v + sigma*sigma }

// withEpsilon are the kernels that have a step size of their own, at ε.
func withEpsilon(target langevin.Target, eps float64) map[string]langevin.Kernel {
	return map[string]langevin.Kernel{
		"ula":             &langevin.ULA{Score: target, Epsilon: eps},
		"ula at σ":        &langevin.ULA{Score: target, Epsilon: eps, Sigma: 0.7},
		"underdamped":     &langevin.Underdamped{Score: target, Epsilon: eps},
		"little friction": &langevin.Underdamped{Score: target, Epsilon: eps, Friction: 0.01},
		"annealed":        &langevin.Annealed{Score: target, Epsilon: eps, Levels: sim.Ladder(0.3, 10, 10), Steps: 200},
		"mala":            &langevin.MALA{Target: target, Epsilon: eps},
		"tempering":       &langevin.Tempering{Target: target, Epsilon: eps, Levels: []float64{0.1, 1, 5}},
		"hamiltonian":     &langevin.Hamiltonian{Target: target, Epsilon: eps, Leaps: 3},
	}
}

// TestLimitsBelongToTheKernels: on N(0, I) a step of 1.02 of the limit diverges and
// one of 0.98 does not; a kernel that has no limit does not at a hundred times the
// proposal's.
func TestLimitsBelongToTheKernels(t *testing.T) {
	for name, k := range withEpsilon(normal{1}, 0) {
		l, ok := k.(langevin.Limited)
		if !ok {
			s := cloud(2, 200, 1, 3)
			if info := langevin.Run(withEpsilon(normal{1}, 200)[name], s, 300); info.Diverged > 0 {
				t.Errorf("%s: %d diverge without a limit", name, info.Diverged)
			}
			continue
		}
		limit := l.Limit(normal{1})
		for _, c := range []struct {
			part float64
			lost bool
		}{{0.98, false}, {1.02, true}} {
			s := cloud(2, 200, 1, 3)
			k := withEpsilon(normal{1}, c.part*limit)[name]
			k.Init(s)
			worst := 0
			for range 2000 { // 1.02² of ε/v − 1 beyond 1, in the underdamped case half that, reaches 1e6 in 1400 steps
				worst = max(worst, k.Step(s).Diverged)
			}
			if (worst > 0) != c.lost {
				t.Errorf("%s at %v of its limit %v: %d diverged", name, c.part, limit, worst)
			}
		}
	}
	if _, ok := langevin.Kernel(&langevin.MALA{}).(langevin.Limited); ok {
		t.Error("MALA has a limit")
	}
}

// TestAutoIsTheStatedFraction: of the limit, and the toy's is the published ε.
func TestAutoIsTheStatedFraction(t *testing.T) {
	k := &langevin.ULA{Score: twoModes(t)}
	if got := k.AutoEpsilon(twoModes(t)); math.Abs(got-0.05) > 1e-12 {
		t.Errorf("ε = %v on the toy, want 0.05", got)
	}
	for name, k := range withEpsilon(normal{1}, 0) {
		auto := k.(langevin.AutoStepper).AutoEpsilon(normal{1})
		if l, ok := k.(langevin.Limited); ok && math.Abs(auto-langevin.AutoFraction*l.Limit(normal{1})) > 1e-12 {
			t.Errorf("%s: ε = %v of the limit %v", name, auto, l.Limit(normal{1}))
		}
	}
	// The acceptance that AdjustedFraction states, four standard errors being 0.009.
	s := cloud(2, 20_000, 3, 4)
	if info := langevin.Run(&langevin.MALA{Target: normal{3}, Epsilon: 1.5}, s, 3); math.Abs(info.Accepted-0.88) > 0.01 {
		t.Errorf("%.3f accepted", info.Accepted)
	}
}

// TestAutoDoesNotDiverge: over all densities and samplers 2,000 steps from the
// square, with the step size that each chooses, or where it has none with its
// defaults. Under -short one in thirteen pairs, others for each density. (Package lab
// runs them as its scenes set them.)
func TestAutoDoesNotDiverge(t *testing.T) {
	const steps = 2000
	for i, name := range density.Names() {
		d, err := density.ByName(name)
		if err != nil {
			t.Fatal(err)
		}
		n := 100
		if _, kernels := d.(*density.Data); kernels {
			n = 32 // which cost most of all; what has diverged with ten times the ε was a mixture
		}
		if !testsize.Full() {
			n = 16
		}
		mean, cov := d.(interface {
			Moments(float64) (mean, cov []float64)
		}).Moments(0)
		kernels := withEpsilon(d.(langevin.Target), 0)
		for k, p := range map[string]sim.Schedule{"VE": sim.VE{Min: 0.01, Max: 50}, "VP": sim.VP{}} {
			process := langevin.Process{Score: d, Schedule: p, Mean: mean, Cov: cov}
			kernels[k+" SDE"] = &langevin.ReverseSDE{Process: process, Steps: steps}
			kernels[k+" corrector"] = &langevin.PredictorCorrector{ReverseSDE: langevin.ReverseSDE{Process: process, Steps: steps / 2}}
			kernels[k+" flow"] = &langevin.FlowODE{Process: process, Steps: steps}
		}
		for j, kind := range sorted(kernels) {
			if !testsize.Full() && (5*i+j)%13 > 0 {
				continue
			}
			k := kernels[kind]
			s := square(n, 1)
			if auto, ok := k.(langevin.AutoStepper); ok {
				eps := auto.AutoEpsilon(d.(langevin.MinVariancer))
				k = withEpsilon(d.(langevin.Target), eps)[kind]
			}
			k.Init(s)
			for range steps {
				if info := k.Step(s); info.Diverged > 0 {
					t.Errorf("%s on %s: %+v at step %d", kind, name, info, s.N)
					break
				}
			}
		}
	}
}

func sorted(m map[string]langevin.Kernel) []string {
	return slices.Sorted(maps.Keys(m))
}
