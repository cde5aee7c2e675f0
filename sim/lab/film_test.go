package lab

import (
	"math"
	"testing"

	"github.com/scorefield/scorefield/sim/langevin"
)

// TestMomentsOfAFilm: the steps of a film are those whose noise levels are nearest to geometric
// progression, of equal ones the last, as a look at every step finds them; and however many
// steps there are, few of them are looked at.
func TestMomentsOfAFilm(t *testing.T) {
	for _, text := range []string{
		"sampler=annealed\nlevels=9\nsteps-per-level=7", "sampler=annealed\nlevels=3\nsteps-per-level=5\ndenoise=on", "sampler=annealed\nlevels=1\nsteps-per-level=4",
		"sampler=sde\nsolver-steps=40", "sampler=sde\nsolver-steps=5", "sampler=corrector\nsolver-steps=30\ndenoise=on", "sampler=karras\nsolver-steps=60", "sampler=ode-heun\nsolver-steps=33",
	} {
		e := open(t, "scene=digits\nlabels=off\nparticles=2\nunits=8\nhidden-layers=1\n"+text)
		v := e.View()
		f, k := v.Film(0), v.Runs[0].Kernel.(langevin.Marginaler)
		level := func(n int) float64 {
			alpha, sigma := k.Marginal(uint64(n))
			return sigma / alpha
		}
		total := v.Runs[0].Kernel.Total()
		last := level(0)
		for n := range total + 1 {
			if s := level(n); s > 0 {
				last = s
			}
		}
		apart := func(a, b float64) float64 {
			if a == 0 || b == 0 {
				return math.MaxFloat64
			}
			return math.Abs(math.Log(a / b))
		}
		best := 0
		for j := range FilmFrames {
			sigma := level(0) * math.Pow(last/level(0), float64(j)/(FilmFrames-1))
			for n := best + 1; j > 0 && n <= total; n++ {
				if apart(level(n), sigma) <= apart(level(best), sigma) {
					best = n
				}
			}
			if f.Step[j] != best {
				t.Errorf("%q: moment %d is step %d, want %d", text, j, f.Step[j], best)
			}
		}
	}
}
