package langevin

import (
	"math"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/internal/vec"
)

// Perturb stores α(t) x + σ(t) z in dst: the points of x as the forward process
// has them at t. z are the draws number first, first+1, … of the stream key.
// dst must not be x.
func Perturb(dst, x sim.Batch, process sim.Schedule, t float64, key sim.Key, first int) {
	if !dst.Like(x) {
		panic(badShape)
	}
	normals(dst, key, first)
	vec.Scale(dst.Data, float32(process.Sigma(t)), dst.Data)
	vec.Axpy(dst.Data, float32(process.Alpha(t)), x.Data)
}

// Forward is the forward process itself, from the data at its first step to
// t = 1. With a = α'/α a step is its exact transition
//
//	x ← a x + √(σ'² − a² σ²) z
//
// so that the marginals are right for any number of steps.
type Forward struct {
	Schedule sim.Schedule // α and σ over time
	Steps    int          // from t = 0 to 1, of equal length; 0 is 100
}

// Init prepares s.
func (k *Forward) Init(s *State) {
	require(k.Schedule != nil, noSchedule)
	require(k.Steps >= 0, negativeSteps)
	s.init()
}

// Total is Steps.
func (k *Forward) Total() int { return orElse(k.Steps, 100) }

// Step goes from t = n/Steps to (n+1)/Steps, n = s.N.
func (k *Forward) Step(s *State) Info {
	s.ready()
	n := k.Total()
	t := min(float64(s.N+1)/float64(n), 1)
	info := Info{Sigma: k.Schedule.Sigma(t), Time: t, Accepted: 1}
	if s.ended(n) {
		return s.done(info)
	}
	a, variance := k.Schedule.Alpha(t), float64(info.Sigma*info.Sigma)
	if s.N > 0 {
		now := float64(s.N) / float64(n)
		a /= k.Schedule.Alpha(now)
		was := a * k.Schedule.Sigma(now)
		variance -= float64(was * was)
	}
	clear(s.S.Data) // no score is used
	s.move(a, 0, math.Sqrt(max(variance, 0)))
	return s.done(info)
}
