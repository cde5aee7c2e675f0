package langevin

import (
	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/internal/vec"
)

// FlowODE runs the probability-flow equation dx = (f x − ½ g² s) dt (Song et
// al., ICLR 2021, equation 13) from t = 1 down to Start: no noise, and the same
// marginals as the diffusion. Its steps are equal in time, or where Times puts
// them; see Plan for steps that a tolerance chooses.
type FlowODE struct {
	Process
	Steps int       // equal steps of time; 0 is 100. Not used with Times
	Order int       // evaluations a step: 1 Euler's method, 2 Heun's, 3 Bogacki and Shampine's; 0 is 2
	Times []float64 // falling, from 1 to where the flow ends; nil is Steps equal steps

	slopes [3]sim.Batch
	mid    sim.Batch
}

// Init prepares s. It panics if there is no method of that Order.
func (k *FlowODE) Init(s *State) {
	if k.Order < 0 || k.Order >= len(methods) {
		panic("langevin: no method of that order")
	}
	k.init(s, k.Total())
	reshape(&k.mid, s.X.D, s.X.N)
	for i := range k.method().b {
		reshape(&k.slopes[i], s.X.D, s.X.N)
	}
}

func (k *FlowODE) method() tableau { return methods[orElse(k.Order, 2)] }

// Total is Steps, or how many lie between Times.
func (k *FlowODE) Total() int {
	if k.Times != nil {
		return len(k.Times) - 1
	}
	return orElse(k.Steps, 100)
}

// timeAt is the time after n steps.
func (k *FlowODE) timeAt(n int) float64 {
	if k.Times != nil {
		return k.Times[n]
	}
	return k.time(n, k.Total())
}

// Step goes from one time to the next.
func (k *FlowODE) Step(s *State) Info {
	s.ready()
	total := k.Total()
	if s.ended(total) {
		return s.done(k.info(k.timeAt(total), k.timeAt(total), 0))
	}
	t, next := k.timeAt(int(s.N)), k.timeAt(int(s.N)+1)
	h, m := next-t, k.method() // h < 0
	k.At(s.S, s.X, t)
	k.slope(k.slopes[0], s.X, s.S, t)
	for i := 1; i < len(m.b); i++ {
		at := t + float64(m.c[i]*h)
		k.add(k.mid, s.X, h, m.a[i])
		k.At(k.slopes[i], k.mid, at)
		k.slope(k.slopes[i], k.mid, k.slopes[i], at)
	}
	k.add(s.lastX, s.X, h, m.b)
	s.swap()
	return s.done(k.info(t, next, -h))
}

// add stores x + h Σ w_i k_i in dst.
func (k *FlowODE) add(dst, x sim.Batch, h float64, w []float64) {
	copy(dst.Data, x.Data)
	for i, b := range w {
		vec.Axpy(dst.Data, float32(h*b), k.slopes[i].Data)
	}
}

// slope stores f x − ½ g² s in dst, which may be score.
func (p *Process) slope(dst, x, score sim.Batch, t float64) {
	f, g := p.Schedule.Drift(t), p.Schedule.Diffusion(t)
	vec.Scale(dst.Data, float32(-g*g/2), score.Data)
	if f != 0 {
		vec.Axpy(dst.Data, float32(f), x.Data)
	}
}
