package langevin

import (
	"math"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/internal/vec"
)

// Hamiltonian is Hamiltonian Monte Carlo (Duane, Kennedy, Pendleton and Roweth,
// Physics Letters B 1987; Neal, Handbook of Markov Chain Monte Carlo 2011): a
// velocity v ~ N(0, I) is drawn, Leaps leapfrog steps of length h
//
//	v ← v + ½h s(x),   x ← x + h v,   v ← v + ½h s(x)
//
// follow, and where they end is accepted with probability
// min(1, p(y) exp(−½‖v'‖²)/(p(x) exp(−½‖v‖²))). One leap with h = √(2ε) is MALA with
// ε. Its stationary law is p_σ itself.
//
// During the first Tune steps every particle, a chain of its own, finds the h for which
// Accept of its proposals are accepted by DualAveraging from √(2ε) on (Hoffman and
// Gelman, JMLR 2014, algorithm 5, with a fixed number of leaps in the place of a fixed
// length, so that a batch moves together). Then h stays. At each step h is multiplied
// by a uniform number from [0.8, 1.2], or orbits of the same period would not
// mix. State.Aux has log h, log h̄ and ḡ of each particle.
type Hamiltonian struct {
	Target  Target  // p_σ and its score
	Epsilon float64 // ε = h²/2 before tuning; 0 is 0.05
	Sigma   float64 // noise level of the target
	Leaps   int     // 0 is 10
	Tune    int     // steps that tune h; 0 is 200, negative none
	Accept  float64 // δ, what tuning wants; 0 is 0.65

	v          sim.Batch // velocities
	score      sim.Batch
	h          []float32 // of this step
	here, next []float32 // log p at both ends
	kinetic    []float64 // ½‖v‖² at the start
	uniform    []float32
}

// Init gives particles without a step size the one to begin with.
func (k *Hamiltonian) Init(s *State) {
	require(k.Target != nil, noTarget)
	require(k.Leaps >= 0, negativeSteps)
	s.init()
	if !s.Aux.Like(sim.Batch{D: 3, N: s.X.N}) {
		reshape(&s.Aux, 3, s.X.N)
		d := NewDualAveraging(k.first())
		fill(s.Aux.Row(0), float32(d.Log))
		fill(s.Aux.Row(1), float32(d.Mean))
		fill(s.Aux.Row(2), float32(d.Gap))
	}
	if !s.lastAux.Like(s.Aux) {
		assign(&s.lastAux, s.Aux)
	}
	reshape(&k.v, s.X.D, s.X.N)
	reshape(&k.score, s.X.D, s.X.N)
	k.h, k.here, k.next, k.uniform = extend(k.h, s.X.N), extend(k.here, s.X.N), extend(k.next, s.X.N), extend(k.uniform, s.X.N)
	if len(k.kinetic) != s.X.N {
		k.kinetic = make([]float64, s.X.N)
	}
}

// Total is 0: the kernel has no end.
func (k *Hamiltonian) Total() int { return 0 }

// AutoEpsilon is AdjustedFraction of the limit of one leap.
func (k *Hamiltonian) AutoEpsilon(d MinVariancer) float64 {
	return AdjustedFraction * StabilityLimit(d.MinVariance(k.Sigma))
}

// first is the h to begin with.
func (k *Hamiltonian) first() float64 { return root(orElse(k.Epsilon, 0.05)) }

// tunes reports whether step n does.
func (k *Hamiltonian) tunes(n uint64) bool { return int(n) < orElse(k.Tune, 200) }

// Step draws velocities, leaps, and accepts or stays.
func (k *Hamiltonian) Step(s *State) Info {
	s.ready()
	copy(s.lastAux.Data, s.Aux.Data)
	key, tuning := s.Key.Sub(s.N), k.tunes(s.N)
	k.chooseSteps(s, key, tuning)
	k.kick(s)
	copy(s.lastX.Data, s.X.Data)
	s.swap() // the proposal grows in X
	k.Target.LogProb(k.here, s.X, float32(k.Sigma))
	k.at(s.S, s.X)
	copy(k.score.Data, s.S.Data)
	for range orElse(k.Leaps, 10) {
		k.leap(s.X)
	}
	k.Target.LogProb(k.next, s.X, float32(k.Sigma))
	vec.Uniform(k.uniform, uint64(key.Sub(uniforms)), uint32(s.First))
	accepted, length := 0, 0.0
	for i := range s.X.N {
		length += float64(float64(k.h[i])*float64(k.h[i])) / 2
		a := k.logRatio(s, i)
		if tuning {
			k.learn(s, i, a)
		}
		if math.Log(float64(k.uniform[i])) < a {
			accepted++
		} else {
			sim.CopyPoints(s.X, i, s.lastX, i, 1)
		}
	}
	n := float64(max(s.X.N, 1))
	return s.done(Info{Sigma: k.Sigma, Epsilon: length / n, Accepted: float64(accepted) / n})
}

// chooseSteps stores the h of every particle, jittered.
func (k *Hamiltonian) chooseSteps(s *State, key sim.Key, tuning bool) {
	vec.Uniform(k.h, uint64(key.Sub(uniforms+1)), uint32(s.First))
	log := s.Aux.Row(1)
	if tuning {
		log = s.Aux.Row(0)
	}
	for i, u := range k.h {
		k.h[i] = vec.Exp1(log[i]) * (0.8 + float32(0.4*u))
	}
}

// kick draws the velocities.
func (k *Hamiltonian) kick(s *State) {
	clear(k.v.Data)
	s.addNoise(k.v, 1)
	clear(k.kinetic)
	for j := range k.v.D {
		for i, v := range k.v.Row(j) {
			k.kinetic[i] += float64(float64(v)*float64(v)) / 2
		}
	}
}

// at stores the score at x, 0 where it is not finite: leaps with any force are
// reversible and keep volumes.
func (k *Hamiltonian) at(dst, x sim.Batch) {
	k.Target.Score(dst, x, float32(k.Sigma))
	zeroNonFinite(dst)
}

// leap is one leapfrog step of x.
func (k *Hamiltonian) leap(x sim.Batch) {
	for j := range x.D {
		row, v := x.Row(j), k.v.Row(j)
		for i, g := range k.score.Row(j) {
			v[i] += float32(k.h[i] / 2 * g)
			row[i] += float32(k.h[i] * v[i])
		}
	}
	k.at(k.score, x)
	for j := range x.D {
		v := k.v.Row(j)
		for i, g := range k.score.Row(j) {
			v[i] += float32(k.h[i] / 2 * g)
		}
	}
}

// logRatio is the logarithm of the probability of acceptance of particle i.
func (k *Hamiltonian) logRatio(s *State, i int) float64 {
	if diverged(s.X, i) {
		return math.Inf(-1)
	}
	kinetic := k.kinetic[i]
	for j := range k.v.D {
		v := float64(k.v.At(j, i))
		kinetic -= float64(v*v) / 2
	}
	return logAcceptance(float64(k.here[i]), float64(k.next[i]), kinetic)
}

// learn adds an acceptance of log-probability a to what particle i has learned.
func (k *Hamiltonian) learn(s *State, i int, a float64) {
	d := DualAveraging{float64(s.Aux.At(0, i)), float64(s.Aux.At(1, i)), float64(s.Aux.At(2, i))}
	d.Add(int(s.N)+1, vec.Exp64(min(a, 0)), orElse(k.Accept, 0.65), k.first())
	s.Aux.Set(0, i, float32(d.Log))
	s.Aux.Set(1, i, float32(d.Mean))
	s.Aux.Set(2, i, float32(d.Gap))
}
