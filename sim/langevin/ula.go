package langevin

import "github.com/scorefield/scorefield/sim"

// ULA is the unadjusted Langevin algorithm x ← x + ε s(x) + √(2ε) z (Roberts
// and Tweedie, Bernoulli 1996). It is biased, see InflatedVariance, and diverges
// for large ε, see StabilityLimit.
type ULA struct {
	Score   sim.Scorer // of p_σ
	Epsilon float64    // ε; 0 is 0.05
	Sigma   float64    // noise level of the score
	NoNoise bool       // leave z out: gradient ascent on log p
}

// Init prepares s.
func (k *ULA) Init(s *State) {
	require(k.Score != nil, noScore)
	s.init()
}

// Total is 0: the kernel has no end.
func (k *ULA) Total() int { return 0 }

// Step does one step.
func (k *ULA) Step(s *State) Info {
	s.ready()
	eps := orElse(k.Epsilon, 0.05)
	k.Score.Score(s.S, s.X, float32(k.Sigma))
	s.move(1, eps, zeroIf(k.NoNoise, root(eps)))
	return s.done(Info{Sigma: k.Sigma, Epsilon: eps, Accepted: 1})
}

// orElse is v, or the default for 0.
func orElse[T int | float64](v, otherwise T) T {
	if v == 0 {
		return otherwise
	}
	return v
}

// zeroIf is r, or 0 if off.
func zeroIf(off bool, r float64) float64 {
	if off {
		return 0
	}
	return r
}
