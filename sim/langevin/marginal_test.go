package langevin_test

import (
	"math"
	"testing"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/langevin"
)

// TestMarginals: what kernels say that their particles follow is what steps report: a
// process the time after the step, other kernels the level of the step; and at the
// start the prior or the first level.
func TestMarginals(t *testing.T) {
	ve, vp := sim.Schedule(sim.VE{Min: 0.05, Max: 10}), sim.Schedule(sim.VP{})
	at := func(s sim.Schedule, time float64) [2]float64 { return [2]float64{s.Alpha(time), s.Sigma(time)} }
	process := map[string]sim.Schedule{"forward": vp, "sde-ve": ve, "sde-vp": vp, "reverse-ve": ve, "reverse-sub": sim.SubVP{}, "ancestral": vp,
		"corrector": vp, "euler": ve, "heun": vp, "adaptive": vp}
	first := map[string][2]float64{"forward": {1, 0}, "annealed": {1, 5}, "karras": {1, 10}, "ula": {1, 0}, "mala": {1, 0}, "underdamped": {1, 0},
		"hamiltonian": {1, 0}, "tempering": {1, 0}}
	for name, k := range everyKernel(t) {
		m, ok := k.(langevin.Marginaler)
		if name == "inpaint" { // its particles follow p_σ given what is known
			if ok {
				t.Error("inpainting says that its particles follow the whole density")
			}
			continue
		}
		if !ok {
			t.Errorf("%s does not say what its particles follow", name)
			continue
		}
		check := func(step uint64, want [2]float64) {
			t.Helper()
			alpha, sigma := m.Marginal(step)
			if math.Abs(alpha-want[0]) > 1e-12 || math.Abs(sigma-want[1]) > 1e-12 {
				t.Errorf("%s after %d steps: α = %v, σ = %v, want %v", name, step, alpha, sigma, want)
			}
		}
		want, ok := first[name]
		if !ok {
			want = at(process[name], 1)
		}
		check(0, want)
		s := start(0, 10)
		k.Init(s)
		for range 33 {
			total := uint64(k.Total())
			info := k.Step(s)
			switch schedule, ok := process[name]; {
			case total > 0 && s.N >= total && (name == "sde-vp" || name == "annealed"): // denoised
				check(s.N, [2]float64{1, 0})
			case ok:
				check(s.N, at(schedule, info.Time))
			case name == "karras":
				check(s.N, [2]float64{1, langevin.KarrasLevels(0.05, 10, 33, 7)[s.N]})
			default:
				check(s.N, [2]float64{1, info.Sigma})
			}
		}
	}
}
