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
	Tolerance  float64       // error allowed per step in log p and x, relative to 1 + |·|; 0 is 1e-6. Not used with Steps
	Steps      int           // equal steps of time by Heun's method; 0 is as many as Tolerance asks for
	Means      sim.Batch     // D×N: of the data that each point is taken for a draw of, in the place of Mean; empty is Mean for all
}

// LogProb stores the log-density at x_i in dst[i] and returns how many steps
// that took. Where the solver had to give up, it is NaN.
func (l *Likelihood) LogProb(dst []float64, x sim.Batch) (steps int) {
	if len(dst) != x.N {
		panic(badShape)
	}
	if l.Steps > 0 {
		w := l.Walk(x)
		for w.Step() {
		}
		w.LogProb(dst)
		return l.Steps
	}
	path, y := l.begin(x)
	s := solver{pair: &dormandPrince, tol: orElse(l.Tolerance, 1e-6), slope: path.slope}
	times := s.solve(y, l.start(), 1)
	path.end(dst, y)
	if times[len(times)-1] != 1 {
		for i := range dst {
			dst[i] = math.NaN()
		}
	}
	return len(times) - 1
}

// Walk is a likelihood on its way, for callers that have other things to do between two of
// its equal steps.
type Walk struct {
	path   *path
	solver solver
	y      []float64
	done   int
}

// Walk begins the way of the points x, in Steps equal steps. It panics if there are none.
func (l *Likelihood) Walk(x sim.Batch) *Walk {
	require(l.Steps > 0, "langevin: a walk without steps")
	w := new(Walk)
	w.path, w.y = l.begin(x)
	w.solver = solver{pair: &heun, slope: w.path.slope}
	w.solver.allocate(len(w.y))
	return w
}

// Step does the next step and reports whether there are more.
func (w *Walk) Step() (more bool) {
	l := w.path.Likelihood
	if at := func(k int) float64 { return l.time(l.Steps-k, l.Steps) }; w.done < l.Steps {
		w.solver.equalStep(w.y, at(w.done), at(w.done+1))
		w.done++
	}
	return w.done < l.Steps
}

// Done is how many steps have been done.
func (w *Walk) Done() int { return w.done }

// LogProb stores the log-density at each of the points in dst. It panics before the last step.
func (w *Walk) LogProb(dst []float64) {
	require(len(dst) == w.path.x.N, badShape)
	require(w.done == w.path.Steps, "langevin: a walk that has not come to its end")
	w.path.end(dst, w.y)
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
	alpha := l.Schedule.Alpha(1)
	for i := range dst {
		if !l.Means.Empty() {
			for j := range mean {
				mean[j] = alpha * float64(l.Means.At(j, i))
			}
		}
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

// begin is the path from x with where it starts: positions, then the integral.
func (l *Likelihood) begin(x sim.Batch) (p *path, y []float64) {
	require(l.Score != nil, noScore)
	require(l.Schedule != nil, noSchedule)
	require(l.Means.Empty() || l.Means.Like(x), badShape)
	p = &path{Likelihood: l, div: l.Divergence, x: x.Clone(), score: sim.NewBatch(x.D, x.N), trace: make([]float32, x.N)}
	if p.div == nil {
		p.div = &FiniteDifferences{Score: l.Score}
	}
	y = make([]float64, len(x.Data)+x.N)
	toFloat64(y[:len(x.Data)], x.Data)
	return p, y
}

// end stores the log-densities in dst, given where the path has ended.
func (p *path) end(dst, y []float64) {
	n := len(p.x.Data)
	p.prior(dst, p.x, y[:n])
	for i := range dst {
		dst[i] += y[n+i]
	}
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
