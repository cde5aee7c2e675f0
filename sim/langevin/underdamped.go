package langevin

import (
	"math"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/internal/vec"
)

// Underdamped is underdamped Langevin dynamics of unit mass,
//
//	dx = v dt,   dv = s(x) dt − γ v dt + √(2γ) dw,
//
// by the splitting BAOAB (Leimkuhler and Matthews, Applied Mathematics Research
// eXpress 2013): half a kick, half a drift, friction and noise exactly, half a
// drift, half a kick. The time step is h = √(2ε), for at infinite friction the
// step becomes one of Langevin dynamics with that ε (and the mean of two
// successive noises). On a Gaussian the positions have the right variance at
// every stable ε, which are those below StabilityLimit.
//
// The last half kick of a step and the first of the next use the same score.
// They are done as one at the start of a step, so that one evaluation suffices
// and the score is never that of an older model: State.V is the velocity
// before the last half kick. Positions are exactly those of BAOAB.
type Underdamped struct {
	Score    sim.Scorer // of p_σ
	Epsilon  float64    // ε = h²/2; 0 is 0.05
	Friction float64    // γ; 0 is 1
	Sigma    float64    // noise level of the score
	NoNoise  bool       // leave z out: friction alone
}

// velocity is the stream of the first velocities below a state's key.
const velocity = 1 << 41

// Init draws velocities from N(0, I) for a state that has none.
func (k *Underdamped) Init(s *State) {
	require(k.Score != nil, noScore)
	s.init()
	if !s.V.Like(s.X) {
		reshape(&s.V, s.X.D, s.X.N)
		normals(s.V, s.Key.Sub(velocity), s.First)
	}
	if !s.lastV.Like(s.V) {
		assign(&s.lastV, s.V)
	}
}

// Total is 0: the kernel has no end.
func (k *Underdamped) Total() int { return 0 }

// Step does one step of BAOAB.
func (k *Underdamped) Step(s *State) Info {
	s.ready()
	eps, gamma := orElse(k.Epsilon, 0.05), orElse(k.Friction, 1)
	h := root(eps)
	half := float32(h / 2)
	k.Score.Score(s.S, s.X, float32(k.Sigma))
	s.V.Data, s.lastV.Data = s.lastV.Data, s.V.Data
	vec.Drift(s.V.Data, s.lastV.Data, s.S.Data, float32(h)) // B B
	vec.Drift(s.lastX.Data, s.X.Data, s.V.Data, half)       // A
	s.swap()
	s.ornsteinUhlenbeck(vec.Exp64(-float64(gamma*h)), zeroIf(k.NoNoise, math.Sqrt(-math.Expm1(-2*float64(gamma*h))))) // O
	vec.Axpy(s.X.Data, half, s.V.Data)                                                                                // A
	return s.done(Info{Sigma: k.Sigma, Epsilon: eps, Accepted: 1})
}

// ornsteinUhlenbeck makes V ← c V + r z.
func (s *State) ornsteinUhlenbeck(c, r float64) {
	vec.Scale(s.V.Data, float32(c), s.V.Data)
	s.addNoise(s.V, r)
}
