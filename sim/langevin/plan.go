package langevin

import "github.com/scorefield/scorefield/sim"

// planPilots is how many particles choose the steps of a plan.
const planPilots = 64

// Plan returns times from 1 down to Start for FlowODE in R^d: those at which an
// adaptive solver (Bogacki and Shampine's, third order, so Order 3 suits)
// carries 64 draws of the prior with an estimated error of at most
// tol (1 + |x|) per step and coordinate. The draws are those of the stream key,
// not the particles themselves, so that a particle's path does not depend on
// which others it is computed with. If the score is not finite the times end
// early.
func (p *Process) Plan(d int, tol float64, key sim.Key) (times []float64) {
	return p.carryPilots(planPilots, d, tol, key, nil)
}

// carryPilots carries n draws of the prior in R^d along the probability flow from
// t = 1 down to Start and returns the times of the solver's steps. reached, which
// may be nil, gets their positions and slopes at each.
func (p *Process) carryPilots(n, d int, tol float64, key sim.Key, reached func(y, slope []float64, t float64)) (times []float64) {
	x, score := sim.NewBatch(d, n), sim.NewBatch(d, n)
	p.Prior(x, key, 0)
	y := toFloat64(make([]float64, len(x.Data)), x.Data)
	s := solver{pair: &bogackiShampine, tol: tol, reached: reached, slope: func(dst, y []float64, t float64) {
		toFloat32(x.Data, y)
		p.At(score, x, t)
		p.slope64(dst, y, score.Data, t)
	}}
	return s.solve(y, 1, p.start())
}

// slope64 stores f x − ½ g² s in dst.
func (p *Process) slope64(dst, x []float64, score []float32, t float64) {
	f, g := p.Schedule.Drift(t), p.Schedule.Diffusion(t)
	for i, v := range x {
		dst[i] = float64(f*v) - float64(g*g/2*float64(score[i]))
	}
}

// toFloat32 stores y in dst.
func toFloat32(dst []float32, y []float64) {
	for i := range dst {
		dst[i] = float32(y[i])
	}
}

// toFloat64 stores x in dst and returns it.
func toFloat64(dst []float64, x []float32) []float64 {
	for i := range dst {
		dst[i] = float64(x[i])
	}
	return dst
}
