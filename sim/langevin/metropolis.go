package langevin

import (
	"math"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/internal/vec"
)

// logAcceptance is the logarithm of the probability with which Metropolis and
// Hastings's rule accepts a move from x to y, not cut off at 0: the densities
// are given as log π(x) and log π(y), and proposal is log q(x|y) − log q(y|x).
//
// Where π(x) = 0 the rule accepts whatever is proposed (Tierney, Annals of
// Statistics 1994, section 2.3.1: α(x, y) = 1 where π(x) q(x, y) = 0), and so it
// does where log π(x) is NaN: a chain that starts outside the support finds its
// way in. A y whose log π is NaN or +Inf is never accepted.
func logAcceptance(here, there, proposal float64) float64 {
	switch {
	case math.IsNaN(there) || math.IsInf(there, 1):
		return math.Inf(-1)
	case math.IsNaN(here) || math.IsInf(here, 0):
		return math.Inf(1)
	}
	if a := there - here + proposal; !math.IsNaN(a) {
		return a
	}
	return math.Inf(-1)
}

// zeroNonFinite makes the score 0 at every point where it is not finite. A proposal may
// have any drift, if only it is the same one there and back.
func zeroNonFinite(s sim.Batch) {
	if n, _ := vec.CountBeyond(s.Data, math.MaxFloat32); n == 0 {
		return
	}
	for i := range s.N {
		r2 := 0.0
		for j := range s.D {
			r2 += float64(s.At(j, i)) * float64(s.At(j, i))
		}
		if math.IsNaN(r2) || math.IsInf(r2, 1) {
			for j := range s.D {
				s.Set(j, i, 0)
			}
		}
	}
}
