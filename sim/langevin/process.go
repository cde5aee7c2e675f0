package langevin

import (
	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/internal/vec"
	"math"
)

// Process is a forward diffusion dx = f(t) x dt + g(t) dw of data whose
// smoothed score is known, with what its reversal needs (Song et al., ICLR
// 2021, arXiv 2011.13456). Time runs from Start, where the data are, up to 1,
// where the prior is; what moves particles goes from 1 down to Start.
//
// Mean and Cov say where the data are. Without them the prior is N(0, σ(1)² I),
// which is where the forward process ends only if σ(1) is large beside the
// data or α(1) small.
type Process struct {
	Score    sim.Scorer   // of p_σ, for the data's density p
	Schedule sim.Schedule // α, σ, f and g over time
	Start    float64      // the time at which a reversal ends, 0 ≤ Start < 1; 0 is 0, or 1e-3 where σ(0) = 0
	Mean     []float64    // D, mean of the data; nil is 0
	Cov      []float64    // D×D, their covariance; nil is 0

	scaled sim.Batch // x/α
}

// start is the time at which a reversal ends.
func (p *Process) start() float64 {
	if p.Start == 0 && p.Schedule.Sigma(0) == 0 {
		return 1e-3
	}
	return p.Start
}

// End is the time at which a reversal ends: Start, or what that stands for.
func (p *Process) End() float64 { return p.start() }

// time is t after k of n equal steps from 1 down to start.
func (p *Process) time(k, n int) float64 {
	if k >= n {
		return p.start()
	}
	return 1 - float64(float64(k)*(1-p.start()))/float64(n)
}

// At stores the score of x_t in dst, which follows from the smoothed score
// alone: s(x, t) = s_{σ/α}(x/α)/α.
func (p *Process) At(dst, x sim.Batch, t float64) {
	alpha, sigma := p.Schedule.Alpha(t), p.Schedule.Sigma(t)
	if alpha == 1 {
		p.Score.Score(dst, x, float32(sigma))
		return
	}
	reshape(&p.scaled, x.D, x.N)
	vec.Scale(p.scaled.Data, float32(1/alpha), x.Data)
	p.Score.Score(dst, p.scaled, float32(sigma/alpha))
	vec.Scale(dst.Data, float32(1/alpha), dst.Data)
}

// init prepares a state and the scratch.
func (p *Process) init(s *State, steps int) {
	require(p.Score != nil, noScore)
	require(p.Schedule != nil, noSchedule)
	for _, t := range [...]float64{p.start(), 1} {
		alpha, sigma := p.Schedule.Alpha(t), p.Schedule.Sigma(t)
		require(alpha > 0 && sigma > 0 && alpha+sigma <= math.MaxFloat32, "langevin: a process needs 0 < α and 0 < σ < ∞ from Start to 1")
	}
	require(steps > 0, "langevin: a process without steps")
	require(p.Start >= 0 && p.Start < 1, "langevin: a process needs 0 ≤ Start < 1")
	s.init()
	reshape(&p.scaled, s.X.D, s.X.N)
}

// info reports a step of size ε from the time t to next.
func (p *Process) info(t, next, eps float64) Info {
	return Info{Sigma: p.Schedule.Sigma(t), Epsilon: eps, Time: next, Accepted: 1}
}
