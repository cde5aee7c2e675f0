package langevin

import "math"

// Predictor is how a reversal goes from the time t down to the next.
type Predictor uint8

// The predictors of Song et al., ICLR 2021.
const (
	EulerMaruyama    Predictor = iota // of the reverse-time equation
	ReverseDiffusion                  // the forward steps' own discretisation, reversed (appendix E)
	Ancestral                         // draws from the reversed chain (appendix F)
)

var predictors = [...]func(p *Process, s *State, t, next float64) Info{
	EulerMaruyama:    (*Process).euler,
	ReverseDiffusion: (*Process).reverseDiffusion,
	Ancestral:        (*Process).ancestral,
}

// forwardStep is a = α(t)/α(next) and v = σ(t)² − a² σ(next)² of the forward step
// x_t = a x_next + √v z.
func (p *Process) forwardStep(t, next float64) (a, v float64) {
	a = p.Schedule.Alpha(t) / p.Schedule.Alpha(next)
	sigma, was := p.Schedule.Sigma(t), a*p.Schedule.Sigma(next)
	return a, max(float64(sigma*sigma)-float64(was*was), 0)
}

// euler is, with h = t − next, x ← (1 − f h) x + g² h s + g √h z.
func (p *Process) euler(s *State, t, next float64) Info {
	h, f, g := t-next, p.Schedule.Drift(t), p.Schedule.Diffusion(t)
	p.At(s.S, s.X, t)
	s.move(1-float64(f*h), g*g*h, g*math.Sqrt(h))
	return s.done(p.info(t, next, g*g*h))
}

// reverseDiffusion is x ← x − f̄(x) + v s + √v z (equation 46), where the forward step
// adds f̄(x) = (a − 1) x and noise of variance v. For VE v is the difference of σ²,
// for VP a = √(1 − β_i) and v = β_i.
func (p *Process) reverseDiffusion(s *State, t, next float64) Info {
	a, v := p.forwardStep(t, next)
	p.At(s.S, s.X, t)
	s.move(2-a, v, math.Sqrt(v))
	return s.done(p.info(t, next, v))
}

// ancestral draws from the law of x_next given x_t and the data's mean given x_t:
//
//	x ← (x + v s)/a + √(v σ(next)²/σ(t)²) z
//
// which for VP is the sampler of Ho, Jain and Abbeel (NeurIPS 2020, algorithm 2 with
// the smaller of the two variances of section 3.2) and for VE that of appendix F.
func (p *Process) ancestral(s *State, t, next float64) Info {
	a, v := p.forwardStep(t, next)
	p.At(s.S, s.X, t)
	s.move(1/a, v/a, math.Sqrt(v)*p.Schedule.Sigma(next)/p.Schedule.Sigma(t))
	return s.done(p.info(t, next, v))
}
