package langevin

import (
	"math"
	"sort"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/internal/vec"
)

// scoreNorms is D/E‖s(x, t)‖², the variance of a Gaussian whose score is as long,
// at falling times.
type scoreNorms struct{ times, variances []float64 }

const (
	normStream = 1 << 42 // of the pilots below a state's key
	normPilots = 256     // E‖s‖² of a Gaussian in the plane is known to √(1/256), 6 %
	normError  = 1e-2    // of the solver
)

// scoreNorms estimates E‖s(x, t)‖² from draws of the prior that an adaptive solver
// carries down to Start along the probability flow, whose marginals are those of the
// diffusion.
func (p *Process) scoreNorms(d int, key sim.Key) (n scoreNorms) {
	p.carryPilots(normPilots, d, normError, key, func(y, slope []float64, t float64) {
		n.times = append(n.times, t)
		n.variances = append(n.variances, p.varianceOf(y, slope, t))
	})
	return n
}

// varianceOf is the number of coordinates over Σ‖s‖², given positions and the
// slopes f y − ½ g² s of the flow there. Where scores are not finite, or all 0, it is
// that of the noise alone, σ².
func (p *Process) varianceOf(y, slope []float64, t float64) float64 {
	f, g := p.Schedule.Drift(t), p.Schedule.Diffusion(t)
	sum := 0.0
	for i, v := range slope {
		s := 2 * (float64(f*y[i]) - v) / float64(g*g)
		sum += float64(s * s)
	}
	if v := float64(len(y)) / sum; v > 0 && !math.IsInf(v, 1) {
		return v
	}
	sigma := p.Schedule.Sigma(t)
	return float64(sigma * sigma)
}

// variance is that at the time t, its logarithm interpolated.
func (n scoreNorms) variance(t float64) float64 {
	i := sort.Search(len(n.times), func(i int) bool { return n.times[i] <= t })
	switch {
	case i == 0:
		return n.variances[0]
	case i == len(n.times):
		return n.variances[i-1]
	}
	part := (n.times[i-1] - t) / (n.times[i-1] - n.times[i])
	a, b := n.variances[i-1], n.variances[i]
	return a * vec.Exp64(part*math.Log(b/a))
}
