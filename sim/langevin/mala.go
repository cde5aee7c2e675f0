package langevin

import (
	"math"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/internal/vec"
)

// MALA is the Metropolis-adjusted Langevin algorithm (Roberts and Tweedie,
// Bernoulli 1996): the unadjusted step from x to y is a proposal, accepted with
// probability min(1, p(y) q(x|y) / (p(x) q(y|x))), where
// q(y|x) ∝ exp(−‖y − x − ε s(x)‖²/(4ε)). Its stationary law is p_σ itself, and
// a particle never diverges: a proposal that is not finite, or diverged, is not
// accepted. From where p = 0 every other one is, and where the score is not finite
// it counts as 0.
//
// Score and log p are computed at both ends of every step, so that the target
// may change at any time.
type MALA struct {
	Target  Target  // p_σ and its score
	Epsilon float64 // ε; 0 is 0.05
	Sigma   float64 // noise level of the target

	ahead      sim.Batch // scores at the proposals
	here, next []float32 // log p at the positions and the proposals
	uniform    []float32
}

// The shares of accepted moves at which samplers mix fastest in many dimensions.
const (
	BestMALA        = 0.574 // Roberts and Rosenthal, Journal of the Royal Statistical Society B 1998
	BestHamiltonian = 0.651 // Beskos, Pillai, Roberts, Sanz-Serna and Stuart, Bernoulli 2013
)

// uniforms is the stream of the uniform numbers below a step's key, above
// those of any coordinate's noise.
const uniforms = 1 << 40

// Init prepares s, and scratch in k.
func (k *MALA) Init(s *State) {
	require(k.Target != nil, noTarget)
	s.init()
	reshape(&k.ahead, s.X.D, s.X.N)
	k.here, k.next, k.uniform = extend(k.here, s.X.N), extend(k.next, s.X.N), extend(k.uniform, s.X.N)
}

// Total is 0: the kernel has no end.
func (k *MALA) Total() int { return 0 }

// Step proposes a move for each particle and reports the share accepted.
func (k *MALA) Step(s *State) Info {
	s.ready()
	eps, sigma := orElse(k.Epsilon, 0.05), float32(k.Sigma)
	k.Target.Score(s.S, s.X, sigma)
	zeroNonFinite(s.S)
	k.Target.LogProb(k.here, s.X, sigma)
	s.move(1, eps, root(eps))
	k.Target.Score(k.ahead, s.X, sigma)
	zeroNonFinite(k.ahead)
	k.Target.LogProb(k.next, s.X, sigma)
	vec.Uniform(k.uniform, uint64(s.Key.Sub(s.N).Sub(uniforms)), uint32(s.First))
	accepted := 0
	for i := range s.X.N {
		if math.Log(float64(k.uniform[i])) < k.logRatio(s, i, eps) {
			accepted++
		} else {
			sim.CopyPoints(s.X, i, s.lastX, i, 1)
		}
	}
	return s.done(Info{Sigma: k.Sigma, Epsilon: eps, Accepted: float64(accepted) / float64(max(s.X.N, 1))})
}

// logRatio is log p(y) q(x|y) − log p(x) q(y|x) for particle i, whose position
// was x and whose proposal is y; −Inf if y has diverged.
func (k *MALA) logRatio(s *State, i int, eps float64) float64 {
	if diverged(s.X, i) {
		return math.Inf(-1)
	}
	there, back := 0.0, 0.0
	for j := range s.X.D {
		step := float64(s.X.At(j, i)) - float64(s.lastX.At(j, i))
		u := step - float64(eps*float64(s.S.At(j, i)))
		v := step + float64(eps*float64(k.ahead.At(j, i)))
		there += float64(u * u)
		back += float64(v * v)
	}
	return logAcceptance(float64(k.here[i]), float64(k.next[i]), (there-back)/(4*eps))
}

// extend returns a slice of length n, b's memory if it suffices.
func extend(b []float32, n int) []float32 {
	if cap(b) < n {
		return make([]float32, n)
	}
	return b[:n]
}
