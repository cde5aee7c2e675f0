package langevin_test

import (
	"math"
	"testing"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/langevin"
)

// TestPredictorsMakeTheirPublishedSteps: on data N(0, v) every step is x ← c x + r z, so
// that the variance V of the particles goes to c² V + r². c and r are written here as
// the papers do: for VE with s = −x/(v + σ_i²) and d = σ_i² − σ_{i−1}²
//
//	reverse diffusion  x + d s + √d z         ancestral  x + d s + √(d σ_{i−1}²/σ_i²) z
//
// and for VP with ᾱ_i = α(t_i)², 1 − β_i = ᾱ_i/ᾱ_{i−1} and s = −x/(ᾱ_i v + 1 − ᾱ_i)
//
//	(2 − √(1−β)) x + β s + √β z               (x + β s)/√(1−β) + √(β (1−ᾱ_{i−1})/(1−ᾱ_i)) z
//
// Few steps, so that they differ much. Four standard errors are allowed.
func TestPredictorsMakeTheirPublishedSteps(t *testing.T) {
	const v, n, steps = 4., 50_000, 12
	for name, schedule := range map[string]sim.Schedule{"VE": sim.VE{Min: 0.5, Max: 20}, "VP": sim.VP{}} {
		for kind, predictor := range map[string]langevin.Predictor{"reverse": langevin.ReverseDiffusion, "ancestral": langevin.Ancestral} {
			a, sigma := schedule.Alpha(1), schedule.Sigma(1)
			variance1 := a*a*v + sigma*sigma
			s := cloud(2, n, variance1, 9)
			k := &langevin.ReverseSDE{Process: langevin.Process{Score: normal{v}, Schedule: schedule, Start: 0.01}, Predictor: predictor, Steps: steps}
			k.Init(s)
			want := variance1
			for i := range steps {
				now, next := 1-0.99*float64(i)/steps, 1-0.99*float64(i+1)/steps
				s1, s0 := schedule.Sigma(now), schedule.Sigma(next)
				var c, r2 float64
				if name == "VE" {
					d := s1*s1 - s0*s0
					c, r2 = 1-d/(v+s1*s1), d
					if kind == "ancestral" {
						r2 = d * s0 * s0 / (s1 * s1)
					}
				} else {
					bar1, bar0 := math.Pow(schedule.Alpha(now), 2), math.Pow(schedule.Alpha(next), 2)
					beta := 1 - bar1/bar0
					score := -1 / (bar1*v + 1 - bar1)
					c, r2 = 2-math.Sqrt(1-beta)+beta*score, beta
					if kind == "ancestral" {
						c, r2 = (1+beta*score)/math.Sqrt(1-beta), beta*(1-bar0)/(1-bar1)
					}
				}
				want = c*c*want + r2
				info := k.Step(s)
				got, m := variance(s.X)
				if tol := 4 * want * math.Sqrt(2/float64(m)); math.Abs(got-want) > tol {
					t.Errorf("%s, %s, step %d: variance %.5f, want %.5f ± %.5f; %+v", name, kind, i, got, want, tol, info)
				}
			}
		}
	}
}
