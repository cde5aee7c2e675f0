package lab_test

import (
	"strings"
	"testing"

	"github.com/scorefield/scorefield/sim/lab"
	"github.com/scorefield/scorefield/sim/lab/param"
	"github.com/scorefield/scorefield/sim/lab/scene"
	"github.com/scorefield/scorefield/sim/langevin"
)

// known reports whether a network that learns by objective knows the score at σ.
func known(c *lab.Config, objective string, sigma float64) bool {
	if objective == "ladder" {
		const rounding = 1e-9
		return sigma >= c.SigmaMin*(1-rounding) && sigma <= c.SigmaMax*(1+rounding)
	}
	return sigma == c.LearningSigma(objective)
}

// TestWhatGoesWithWhat: over all pairs of scene, sampler, score, objective and density a
// setting is refused with a sentence in both languages that says what to choose, and
// changes nothing, or it has a meaning: the score that drives the particles is known
// wherever the sampler asks for it, and what it is corrected by is of the same score.
func TestWhatGoesWithWhat(t *testing.T) {
	refused, taken := map[string]int{}, 0
	for i, s := range scene.All {
		if s.Clock != scene.Sampling {
			continue
		}
		for j, sampler := range param.Samplers {
			for k, o := range param.Objectives {
				for d, density := range param.Densities {
					for _, schedule := range []string{"ve", "vp", "sub-vp"} {
						if testing.Short() && (i+j+k+d)%5 > 0 && density.Value != "toy" {
							continue
						}
						text := "scene=" + s.Name + "\nsampler=" + sampler.Value + "\nversus=none\nobjective=" + o.Value + "\ndensity=" + density.Value +
							"\nschedule=" + schedule + "\nscore=learned\nunits=4\nhidden-layers=1\nparticles=2\nsolver-steps=20\nsteps-per-level=2"
						c, errs := lab.Config{}.WithDefaults().Changed(text)
						if len(errs) > 0 {
							why, ok := errs[0].(*param.Error)
							if !ok || !strings.Contains(why.In("en"), "choose") || !strings.Contains(why.In("zh"), "请") {
								t.Fatalf("%q: %v", text, errs)
							}
							if want := (lab.Config{}).WithDefaults(); c != want {
								t.Fatalf("%q was refused, and changed settings", text)
							}
							if !s.Pictures { // of which more is refused
								refused[sampler.Value+" "+o.Value]++
							}
							continue
						}
						taken++
						if density.Value != "toy" {
							continue // kernels do not depend on it
						}
						e := opened(t, text)
						kernel := e.View().Runs[0].Kernel
						switch kernel.(type) {
						case *langevin.MALA, *langevin.Hamiltonian, *langevin.Tempering:
							t.Errorf("%q: corrected by another density than the score's", text)
						}
						for n := range uint64(max(kernel.Total(), 1)) {
							alpha, sigma := kernel.(langevin.Marginaler).Marginal(n)
							if !known(&c, o.Value, sigma/alpha) {
								t.Errorf("%q: asks at step %d for σ = %v, which has not been learned", text, n, sigma/alpha)
								break
							}
						}
					}
				}
			}
		}
	}
	if taken == 0 || refused["mala ladder"] == 0 || refused["hmc ladder"] == 0 || refused["tempering ladder"] == 0 || refused["karras denoising"] == 0 || refused["karras ladder"] > 0 || refused["annealed sliced-vr"] == 0 || refused["sde denoising"] == 0 || refused["ula explicit"] > 0 || refused["annealed ladder"] > 0 {
		t.Errorf("%d pairs were taken, refused were %v", taken, refused)
	}
}

// TestRefusalsNameWhatWasChosen: the last of the settings that do not go together, which stays as
// it was; a second run is a run.
func TestRefusalsNameWhatWasChosen(t *testing.T) {
	for _, c := range []struct{ text, name, value string }{
		{"scene=langevin\nscore=learned\nunits=4", "sampler", "mala"},
		{"scene=langevin\nsampler=mala", "score", "learned"},
		{"scene=annealed", "score", "learned"},
		{"scene=annealed\nobjective=ladder\nscore=learned\nunits=4", "objective", "denoising"},
		{"scene=langevin\nscore=learned\nunits=4", "versus", "mala"},
		{"scene=sde\nobjective=ladder\nscore=learned\nunits=4", "schedule", "vp"},
		{"scene=sde\nobjective=ladder\nscore=learned\nunits=4", "schedule", "sub-vp"},
		{"scene=langevin\nobjective=ladder\nscore=learned\nunits=4", "sampler", "hmc"},
		{"scene=langevin\nscore=learned\nunits=4", "race", "on"},
		{"scene=annealed", "heat", "learned"},
		{"scene=langevin\nscore=learned\nunits=4\nheat=curl", "score", "exact"},
	} {
		e := opened(t, c.text)
		before := e.Config()
		err, ok := e.Set(c.name, c.value).(*param.Error)
		if !ok || err.Field != c.name || err.Value != c.value {
			t.Errorf("%q, %s = %s: %v", c.text, c.name, c.value, err)
		}
		if e.Config() != before {
			t.Errorf("%q, %s = %s was refused, and changed settings", c.text, c.name, c.value)
		}
	}
}

// TestTheNextChoiceIsAllowed: what the sentences advise can be done.
func TestTheNextChoiceIsAllowed(t *testing.T) {
	e := opened(t, "scene=annealed\nunits=4\nparticles=5")
	if errs := e.Apply("objective=ladder\nscore=learned"); len(errs) > 0 {
		t.Fatal(errs)
	}
	if err := e.Set("score", "exact"); err != nil {
		t.Fatal(err)
	}
	if err := e.Set("versus", "mala"); err != nil {
		t.Fatal(err)
	}
}
