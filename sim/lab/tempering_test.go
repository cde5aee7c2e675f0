package lab

import (
	"fmt"
	"testing"

	"github.com/scorefield/scorefield/sim/internal/testsize"
)

// TestTemperingBesideAnnealing: of separated modes both find the weights, each within four
// binomial deviations of exact draws of what it follows, where Langevin alone keeps
// those of its start. With two rungs, which hardly overlap, annealing leaves half of the
// particles where they were, and tempering comes later than with six.
func TestTemperingBesideAnnealing(t *testing.T) {
	seeds := 1
	if testsize.Full() {
		seeds = 3
	}
	for seed := range seeds {
		text := fmt.Sprint("scene=annealed\nversus=tempering\nparticles=500\nlevels=6\nseed=", seed+1)
		e := open(t, text)
		e.Sample(100)
		early := e.Stats().Versus
		if !(early.Share >= early.ShareLow && early.Share <= early.ShareHigh) {
			t.Errorf("seed %d: tempering has %.3f after 100 steps, exact draws %.3f … %.3f", seed+1, early.Share, early.ShareLow, early.ShareHigh)
		}
		e.Sample(500)
		s := e.Stats()
		if v := s.Versus; !(s.Share >= s.ShareLow && s.Share <= s.ShareHigh) || !(v.Share >= v.ShareLow && v.Share <= v.ShareHigh) {
			t.Errorf("seed %d: annealing %.3f, tempering %.3f, exact draws %.3f … %.3f", seed+1, s.Share, v.Share, v.ShareLow, v.ShareHigh)
		}
		sparse := open(t, text+"\nlevels=2\nsteps-per-level=50")
		sparse.Sample(100)
		if s := sparse.Stats(); !(s.Share < s.ShareLow) || !(s.Versus.Share < early.Share) {
			t.Errorf("seed %d, two rungs: annealing %.3f, tempering %.3f, with six %.3f", seed+1, s.Share, s.Versus.Share, early.Share)
		}
	}
}
