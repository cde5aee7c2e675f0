package langevin

import (
	"math"

	"github.com/scorefield/scorefield/sim"
)

// Likelihood is the log-density that the probability-flow equation gives, by
// the instantaneous change of variables (Chen et al., NeurIPS 2018; Song et
// al., ICLR 2021, appendix D.2): along the path from x at Start to t = 1,
//
//	log p(x) = log prior(x₁) + ∫ (D f − ½ g² tr ∂s/∂x) dt.
//
// It is the log-density at Start, which is p smoothed by σ(Start) if the score
// is exact, and is as exact as score, divergence, solver and prior are. The law
// at t = 1 is p_{σ/α} scaled by α: with Terminal it is known exactly; without, it
// is taken for the Gaussian with the moments of the data (see Process.Match), from
// which the toy at σ(1) = 50 differs by some 0.007.
type Likelihood struct {
	Process
	Terminal   sim.LogProber // log p_σ of the data, for the prior; nil is the Gaussian of Mean and Cov
	Divergence Divergencer   // of Score; nil is by FiniteDifferences
	Tolerance  float64       // error allowed per step in log p and x, relative to 1 + |·|; 0 is 1e-6
}

// LogProb stores the log-density at x_i in dst[i] and returns how many steps
// that took. Where the solver had to give up, it is NaN.
func (l *Likelihood) LogProb(dst []float64, x sim.Batch) (steps int) {
	if len(dst) != x.N {
		panic(badShape)
	}
	require(l.Score != nil, noScore)
	require(l.Schedule != nil, noSchedule)
	path := newPath(l, x)
	y := make([]float64, len(x.Data)+x.N) // positions, then the integral
	toFloat64(y[:len(x.Data)], x.Data)
	s := solver{pair: &dormandPrince, tol: orElse(l.Tolerance, 1e-6), slope: path.slope}
	times := s.solve(y, l.start(), 1)
	l.prior(dst, path.x, y[:len(x.Data)])
	for i := range dst {
		dst[i] += y[len(x.Data)+i]
	}
	if times[len(times)-1] != 1 {
		for i := range dst {
			dst[i] = math.NaN()
		}
	}
	return len(times) - 1
}

// prior stores the log-density at t = 1 of the positions y, D×N, in dst. x is
// scratch of their shape.
func (l *Likelihood) prior(dst []float64, x sim.Batch, y []float64) {
	if l.Terminal != nil {
		alpha := l.Schedule.Alpha(1)
		for i, v := range y {
			x.Data[i] = float32(v / alpha)
		}
		logp := make([]float32, x.N)
		l.Terminal.LogProb(logp, x, float32(l.Schedule.Sigma(1)/alpha))
		for i, v := range logp {
			dst[i] = float64(v) - float64(x.D)*math.Log(alpha)
		}
		return
	}
	mean, root := l.terminal(x.D)
	point, z := make([]float64, x.D), make([]float64, x.D)
	for i := range dst {
		for j := range point {
			point[j] = y[j*x.N+i]
		}
		dst[i] = logPrior(point, mean, root, z)
	}
}

// path is the work space of a likelihood.
type path struct {
	*Likelihood
	div      Divergencer
	x, score sim.Batch
	trace    []float32
}

func newPath(l *Likelihood, x sim.Batch) *path {
	p := &path{Likelihood: l, div: l.Divergence, x: x.Clone(), score: sim.NewBatch(x.D, x.N), trace: make([]float32, x.N)}
	if p.div == nil {
		p.div = &FiniteDifferences{Score: l.Score}
	}
	return p
}

// slope stores the slopes of positions and integrals in dst. With
// s(x, t) = s_{σ/α}(x/α)/α the trace of ∂s/∂x is that of s_{σ/α} over α².
func (p *path) slope(dst, y []float64, t float64) {
	alpha, sigma := p.Schedule.Alpha(t), p.Schedule.Sigma(t)
	for i := range p.x.Data {
		p.x.Data[i] = float32(y[i] / alpha)
	}
	p.Score.Score(p.score, p.x, float32(sigma/alpha))
	p.div.Divergence(p.trace, p.x, float32(sigma/alpha))
	f, g := p.Schedule.Drift(t), p.Schedule.Diffusion(t)
	n := len(p.x.Data)
	for i, s := range p.score.Data {
		dst[i] = f*y[i] - g*g/2*float64(s)/alpha
	}
	for i, tr := range p.trace {
		dst[n+i] = float64(p.x.D)*f - g*g/2*float64(tr)/(alpha*alpha)
	}
}
