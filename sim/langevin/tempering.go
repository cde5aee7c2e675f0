package langevin

import (
	"math"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/internal/vec"
)

// Tempering is parallel tempering, or replica exchange, over noise levels
// (Swendsen and Wang, Physical Review Letters 1986; Geyer, Computing Science and
// Statistics 1991; Earl and Deem, Physical Chemistry Chemical Physics 2005): every
// particle has a replica at each level σ_r, which MALA moves under p_{σ_r}, and after each
// step neighbours r and r + 1 exchange their positions x and y with probability
//
//	min(1, p_r(y) p_{r+1}(x) / (p_r(x) p_{r+1}(y)))
//
// r being even at even steps and odd at odd ones. The law of all replicas together is
// the product of the p_{σ_r}, so State.X, the replicas at the lowest level, sample it
// exactly, and modes get their weights by way of the smooth levels. State.Aux has the
// replicas above: coordinate j of replica r in row (r−1)·D + j.
//
// The step size at level r is ε + 2·AdjustedFraction·(σ_r² − σ_0²), the same part of its
// limit at every level if ε is that at the lowest.
type Tempering struct {
	Target  Target    // p_σ and its score
	Levels  []float64 // σ_0 … σ_R, rising
	Epsilon float64   // ε, the step size at σ_0; 0 is 0.05

	cold       MALA
	hot        []MALA  // of the levels above
	replicas   []State // theirs
	uniform    []float32
	here, next [2][]float32 // log p of a pair, where each is and where the other is
}

// The streams of replicas and of exchanges below a state's key.
const (
	replicaStream  = 1 << 43
	exchangeStream = uniforms + 2
)

// Init gives replicas to particles that have none: x + √(σ_r² − σ_0²) z, which are draws of
// p_{σ_r} if the particles are draws of p_{σ_0}. It panics if there are no Levels.
func (k *Tempering) Init(s *State) {
	require(k.Target != nil, noTarget)
	if len(k.Levels) == 0 {
		panic("langevin: no noise levels")
	}
	k.cold = MALA{Target: k.Target, Epsilon: k.Epsilon, Sigma: k.Levels[0]}
	k.cold.Init(s)
	d, above := s.X.D, len(k.Levels)-1
	if !s.Aux.Like(sim.Batch{D: d * above, N: s.X.N}) {
		reshape(&s.Aux, d*above, s.X.N)
		k.spread(s)
	}
	if !s.lastAux.Like(s.Aux) {
		assign(&s.lastAux, s.Aux)
	}
	k.hot, k.replicas = make([]MALA, above), make([]State, above)
	for r := range k.hot {
		k.hot[r] = MALA{Target: k.Target, Epsilon: k.epsilon(r + 1), Sigma: k.Levels[r+1]}
		k.replicas[r] = State{X: sim.NewBatch(d, s.X.N), Key: s.Key.Sub(replicaStream + uint64(r)), First: s.First}
		k.hot[r].Init(&k.replicas[r])
	}
	k.uniform = extend(k.uniform, s.X.N)
	for i := range k.here {
		k.here[i], k.next[i] = extend(k.here[i], s.X.N), extend(k.next[i], s.X.N)
	}
}

// spread makes replicas of the particles.
func (k *Tempering) spread(s *State) {
	z := sim.NewBatch(s.X.D, s.X.N)
	low := k.Levels[0]
	for r, sigma := range k.Levels[1:] {
		normals(z, s.Key.Sub(replicaStream+uint64(r)).Sub(velocity), s.First)
		x := k.above(s, r)
		copy(x.Data, s.X.Data)
		vec.Axpy(x.Data, float32(math.Sqrt(float64(sigma*sigma)-float64(low*low))), z.Data)
	}
}

// above is replica r + 1 of every particle, aliasing s.
func (k *Tempering) above(s *State, r int) sim.Batch {
	size := len(s.X.Data)
	return sim.Batch{D: s.X.D, N: s.X.N, Data: s.Aux.Data[r*size : (r+1)*size]}
}

// epsilon is the step size of level r.
func (k *Tempering) epsilon(r int) float64 {
	low, sigma := k.Levels[0], k.Levels[r]
	return orElse(k.Epsilon, 0.05) + 2*AdjustedFraction*(float64(sigma*sigma)-float64(low*low))
}

// AutoEpsilon is AdjustedFraction of the proposal's limit at the lowest level.
func (k *Tempering) AutoEpsilon(d MinVariancer) float64 {
	return AdjustedFraction * StabilityLimit(d.MinVariance(k.Levels[0]))
}

// Total is 0: the kernel has no end.
func (k *Tempering) Total() int { return 0 }

// Step moves every replica and exchanges neighbours. It reports what MALA does at the
// lowest level, and the share of exchanges.
func (k *Tempering) Step(s *State) Info {
	s.ready()
	copy(s.lastAux.Data, s.Aux.Data)
	n := s.N
	for r := range k.hot {
		x, replica := k.above(s, r), &k.replicas[r]
		replica.N = n
		copy(replica.X.Data, x.Data)
		k.hot[r].Step(replica)
		copy(x.Data, replica.X.Data)
	}
	info := k.cold.Step(s)
	exchanged, tried := 0, 0
	for r := int(n % 2); r+1 < len(k.Levels); r += 2 {
		exchanged += k.exchange(s, r, s.Key.Sub(n).Sub(exchangeStream+uint64(r)))
		tried += s.X.N
	}
	info.Exchanged = float64(exchanged) / float64(max(tried, 1))
	info.Diverged, info.FirstDiverged = Diverged(s.X)
	return info
}

// exchange offers the replicas of level r and r + 1 to one another and returns how many
// particles took the offer.
func (k *Tempering) exchange(s *State, r int, key sim.Key) (taken int) {
	x := s.X
	if r > 0 {
		x = k.above(s, r-1)
	}
	y := k.above(s, r)
	low, high := float32(k.Levels[r]), float32(k.Levels[r+1])
	k.Target.LogProb(k.here[0], x, low)
	k.Target.LogProb(k.next[0], y, low)
	k.Target.LogProb(k.here[1], y, high)
	k.Target.LogProb(k.next[1], x, high)
	vec.Uniform(k.uniform, uint64(key), uint32(s.First))
	for i, u := range k.uniform {
		here := float64(k.here[0][i]) + float64(k.here[1][i])
		next := float64(k.next[0][i]) + float64(k.next[1][i])
		if math.Log(float64(u)) < logAcceptance(here, next, 0) {
			taken++
			for j := range x.D {
				a, b := x.At(j, i), y.At(j, i)
				x.Set(j, i, b)
				y.Set(j, i, a)
			}
		}
	}
	return taken
}
