package langevin

import "github.com/scorefield/scorefield/sim"

// Annealed is annealed Langevin dynamics (Song and Ermon, NeurIPS 2019,
// arXiv 1907.05600, algorithm 1): from the highest noise level down to the
// lowest, Steps steps each, with step sizes ε_i = ε σ_i²/σ_min². Algorithm 1
// writes α = 2ε. A level is stable while ε is below AnnealedStabilityLimit.
type Annealed struct {
	Score   sim.Scorer // of p_σ at every level
	Levels  []float64  // L noise levels σ_min … σ_max, rising, as sim.Ladder gives them
	Epsilon float64    // ε, the step size at σ_min; 0 is 0.05, which suits σ_min = 1: it goes with σ_min². See AutoEpsilon
	Steps   int        // T, steps at each level; 0 is 100
	Denoise bool       // end with one step x + σ_min² s(x, σ_min), without noise
	NoNoise bool       // leave z out
}

// Init prepares s. It panics unless there are Levels, the lowest positive, and Steps are not
// negative.
func (k *Annealed) Init(s *State) {
	require(k.Score != nil, noScore)
	if len(k.Levels) == 0 {
		panic("langevin: no noise levels")
	}
	require(k.Levels[0] > 0, "langevin: a lowest noise level that is not positive")
	require(k.Steps >= 0, negativeSteps)
	s.init()
}

// Total is the number of levels times Steps, and one for denoising.
func (k *Annealed) Total() int {
	n := len(k.Levels) * orElse(k.Steps, 100)
	if k.Denoise {
		n++
	}
	return n
}

// Level is the index in Levels of the noise level at which step n takes place:
// 0, the lowest, for the denoising step and for any after it.
func (k *Annealed) Level(n uint64) int {
	return max(len(k.Levels)-1-int(n)/orElse(k.Steps, 100), 0)
}

// Step does one step at the noise level of step s.N.
func (k *Annealed) Step(s *State) Info {
	s.ready()
	sigma, eps := k.at(s.N)
	info := Info{Sigma: sigma, Epsilon: eps, Accepted: 1}
	if s.ended(k.Total()) {
		return s.done(info)
	}
	k.Score.Score(s.S, s.X, float32(sigma))
	if int(s.N) >= len(k.Levels)*orElse(k.Steps, 100) { // the posterior mean of x₀
		info.Epsilon = float64(sigma * sigma)
		s.move(1, info.Epsilon, 0)
		return s.done(info)
	}
	s.move(1, eps, zeroIf(k.NoNoise, root(eps)))
	return s.done(info)
}

// at is σ_i and ε_i = ε σ_i²/σ_min² of step n.
func (k *Annealed) at(n uint64) (sigma, eps float64) {
	sigma = k.Levels[k.Level(n)]
	r := sigma / k.Levels[0]
	return sigma, orElse(k.Epsilon, 0.05) * float64(r*r)
}
