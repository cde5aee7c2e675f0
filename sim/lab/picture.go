package lab

import (
	"math"
	"slices"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/lab/scene"
	"github.com/scorefield/scorefield/sim/langevin"
)

// Version names what a computed picture depends on: two pictures of one
// Version over the same points are the same.
type Version struct {
	Target   uint64  // the density and σ
	Shape    uint64  // the density alone
	Training int     // training steps done
	Level    float64 // a noise level of its own
}

// Version is that of the present state.
func (e *Experiment) version() Version {
	return Version{Target: e.stamp, Shape: e.shape, Training: e.clock.Training}
}

// Sigma is the noise level of the picture: the settings', or where a network
// without conditioning learns at one, that.
func (e *Experiment) sigma() float64 {
	if len(e.fits) > 0 && e.scene.Clock == scene.Training && e.config.Objective != "ladder" {
		return e.fits[0].sigma
	}
	return e.config.Sigma
}

// LogDensity stores log p_σ at the points x, σ of the settings.
func (e *Experiment) logDensity(dst []float32, x sim.Batch) {
	e.target.density.LogProb(dst, x, float32(e.sigma()))
}

// LogDensityAt is LogDensity at a noise level of its own.
func (e *Experiment) logDensityAt(dst []float32, x sim.Batch, sigma float64) {
	e.target.density.LogProb(dst, x, float32(sigma))
}

// TrueScore stores the exact score at x.
func (e *Experiment) trueScore(dst, x sim.Batch) {
	e.target.density.Score(dst, x, float32(e.sigma()))
}

// LearnedScore stores the first network's score at x.
func (e *Experiment) learnedScore(dst, x sim.Batch) {
	if len(e.fits) == 0 {
		clear(dst.Data)
		return
	}
	e.fits[0].scorer().Score(dst, x, float32(e.sigma()))
}

// scoreError stores ‖s_θ − s‖ at x.
func (e *Experiment) scoreError(dst []float32, x sim.Batch) {
	if !e.truth.Like(x) {
		e.truth, e.guess = sim.NewBatch(x.D, x.N), sim.NewBatch(x.D, x.N)
	}
	truth, learned := e.truth, e.guess
	e.trueScore(truth, x)
	e.learnedScore(learned, x)
	for i := range dst {
		dst[i] = float32(math.Hypot(float64(learned.At(0, i)-truth.At(0, i)), float64(learned.At(1, i)-truth.At(1, i))))
	}
}

// Particles are the positions of run k, aliasing it; empty where there is no
// such run or it is not shown.
func (e *Experiment) positions(k int) sim.Batch {
	if k >= len(e.runs) {
		return sim.Batch{}
	}
	return e.runs[k].particles()
}

// At is how many steps the particles of run k have done, as Particles has them.
func (e *Experiment) stepsOf(k int) int { return int(e.runs[k].state.N) }

// Samples are the positions of the first run, planar, in the reader's units
// where the density is the reader's data.
func (e *Experiment) samples() (d int, data []float32) {
	x := e.runs[0].particles().Clone()
	if e.target.data != nil && e.points != nil {
		for i := range x.N {
			out := e.points.centre.Out([2]float64{float64(x.At(0, i)), float64(x.At(1, i))})
			x.Set(0, i, float32(out[0]))
			x.Set(1, i, float32(out[1]))
		}
	}
	return x.D, x.Data
}

// Points are the reader's data in the view's units, with their weights
// relative to the mean one; empty where the density is another.
func (e *Experiment) data() (sim.Batch, []float32) {
	if e.target.data == nil {
		return sim.Batch{}, nil
	}
	return e.target.data.Points(), e.relative
}

// Components are those of a mixture in the plane, nil for another density.
func (e *Experiment) components() []Component { return e.appendComponents(nil) }

// AppendComponents appends to dst what Components returns.
func (e *Experiment) appendComponents(dst []Component) []Component { return e.target.components(dst) }

// Modes stores in dst the component that each point most likely belongs to at
// σ, and reports whether the target has components.
func (e *Experiment) modes(dst []uint8, x sim.Batch) bool {
	if e.target.mixture == nil {
		return false
	}
	e.target.mixture.Modes(dst, x, float32(e.sigma()))
	return true
}

// Speeds stores |s(x)|/(1+|s(x)|) for the particles of run k: how strongly
// each is pulled, in [0, 1).
func (e *Experiment) speeds(dst []float32, k int) {
	x := e.positions(k)
	if !e.pull.Like(x) {
		e.pull = sim.NewBatch(x.D, x.N)
	}
	e.score().Score(e.pull, x, float32(e.sigma()))
	for i := range dst {
		v := math.Hypot(float64(e.pull.At(0, i)), float64(e.pull.At(1, i)))
		dst[i] = float32(v / (1 + v))
	}
}

// Probe is what lies under the pointer.
type Probe struct {
	X, Y    float64
	P, LogP float64
	Score   [2]float64
	Learned [2]float64
	Trained bool

	at, s sim.Batch // 2×1, scratch
	logp  [1]float32
}

// Probe reads the density and its scores at (x, y) into p.
func (e *Experiment) probe(p *Probe, x, y float64) {
	if p.at.N == 0 {
		p.at, p.s = sim.NewBatch(2, 1), sim.NewBatch(2, 1)
	}
	p.X, p.Y = x, y
	p.at.Data[0], p.at.Data[1] = float32(x), float32(y)
	e.logDensity(p.logp[:], p.at)
	p.LogP = float64(p.logp[0])
	p.P = math.Exp(p.LogP)
	e.trueScore(p.s, p.at)
	p.Score = [2]float64{float64(p.s.Data[0]), float64(p.s.Data[1])}
	if p.Trained = len(e.fits) > 0 && e.clock.Training > 0; p.Trained {
		e.learnedScore(p.s, p.at)
		p.Learned = [2]float64{float64(p.s.Data[0]), float64(p.s.Data[1])}
	}
}

// ScoreError is ‖s_θ − s‖ there.
func (p *Probe) ScoreError() float64 {
	return math.Hypot(p.Learned[0]-p.Score[0], p.Learned[1]-p.Score[1])
}

// Dissection is the last step x → x + εs + √(2ε)z of one particle, taken apart.
type Dissection struct {
	X, Y         float64 // before the step
	Drift, Noise [2]float64
	Epsilon      float64
}

// Dissect takes the last step of particle i of run k apart. It is false before
// the first step and for samplers whose step is another.
func (e *Experiment) dissect(k, i int) (d Dissection, ok bool) {
	if k >= len(e.runs) {
		return d, false
	}
	r := e.runs[k]
	before := r.state.Previous()
	if r.state.N == 0 || i < 0 || i >= before.N || (r.sampler != "ula" && r.sampler != "annealed") {
		return d, false
	}
	d = Dissection{X: float64(before.At(0, i)), Y: float64(before.At(1, i)), Epsilon: r.info.Epsilon}
	for j := range 2 {
		d.Drift[j] = d.Epsilon * float64(r.state.S.At(j, i))
		d.Noise[j] = float64(r.state.X.At(j, i)) - float64(before.At(j, i)) - d.Drift[j]
	}
	return d, true
}

// StepLimit is the ε from which the present sampler diverges on the narrowest
// component: 2λ, λ the smallest eigenvalue of a covariance; for a ladder the
// least over its levels. 0 where it is not known.
func (e *Experiment) stepLimit() float64 {
	v := e.narrowest()
	if v == 0 {
		return 0
	}
	c := e.config
	switch e.runs[0].sampler {
	case "ula", "underdamped", "mala":
		return langevin.StabilityLimit(v + c.Sigma*c.Sigma)
	case "annealed":
		return langevin.AnnealedStabilityLimit(v, c.SigmaMin, c.SigmaMax)
	}
	return 0
}

// Stride is the standard deviation of what noise does to a coordinate in a
// step of run k at present: √(2ε), or g√h for a process.
func (e *Experiment) noiseScale(k int) float64 {
	r := e.runs[k]
	if reverses(r.sampler) {
		if r.sampler == "ode-euler" || r.sampler == "ode-heun" {
			return 0
		}
		t := 1 - float64(r.state.N)/float64(max(r.kernel.Total(), 1))
		return scheduleOf(r.kernel).Diffusion(max(t, 0)) / math.Sqrt(float64(e.config.SolverSteps))
	}
	return math.Sqrt(2 * r.info.Epsilon)
}

// scheduleOf is the noising process that a kernel reverses, nil for others.
func scheduleOf(k langevin.Kernel) sim.Schedule {
	switch k := k.(type) {
	case *langevin.ReverseSDE:
		return k.Schedule
	case *langevin.PredictorCorrector:
		return k.Schedule
	case *langevin.FlowODE:
		return k.Schedule
	}
	return nil
}

// narrowest is the smallest variance of the target in any direction: of its
// components, or of the kernels on data.
func (e *Experiment) narrowest() float64 {
	if d := e.target.data; d != nil {
		return d.Bandwidth() * d.Bandwidth()
	}
	m := e.target.mixture
	if m == nil {
		return 0
	}
	least := math.Inf(1)
	for k := range m.K() {
		c := m.Cov(k) // the smaller root of λ² − (a + d) λ + ad − b²
		least = min(least, (c[0]+c[3])/2-math.Hypot((c[0]-c[3])/2, c[1]))
	}
	return least
}

// AppendLevels appends to dst the noise levels of the settings, rising.
func (e *Experiment) appendLevels(dst []float64) []float64 {
	return sim.AppendLadder(dst, e.config.SigmaMin, e.config.SigmaMax, e.config.Levels)
}

// Ladder appends to dst the noise levels of the annealed run in its own order,
// from the largest, and tells how many of them it has gone through; there are
// none without such a run.
func (e *Experiment) ladder(dst []float64) (sigmas []float64, now float64) {
	for _, r := range e.runs {
		if k, ok := r.kernel.(*langevin.Annealed); ok {
			dst = append(dst, k.Levels...)
			slices.Reverse(dst[len(dst)-len(k.Levels):])
			return dst, min(float64(r.state.N)/float64(max(e.config.StepsPerLevel, 1)), float64(len(k.Levels)))
		}
	}
	return dst, 0
}

// LevelOf is where σ lies among the levels, in levels; −1 below all of them.
func (e *Experiment) levelOf(sigma float64) float64 {
	c := e.config
	if sigma < c.SigmaMin || c.Levels < 2 || c.SigmaMin == c.SigmaMax {
		return -1
	}
	top := float64(c.Levels - 1)
	return min(top*math.Log(sigma/c.SigmaMin)/math.Log(c.SigmaMax/c.SigmaMin), top) + 0.5
}
