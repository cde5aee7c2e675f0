package lab

import (
	"math"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/lab/param"
	"github.com/scorefield/scorefield/sim/lab/scene"
	"github.com/scorefield/scorefield/sim/matching"
	"github.com/scorefield/scorefield/sim/metric"
	"github.com/scorefield/scorefield/sim/score"
)

// model is a network as lab uses it.
type model interface {
	matching.Model
	sim.Scorer
}

// fit is one network on its way, with what it is measured by.
type fit struct {
	objective string
	sigma     float64 // noise level at which it is measured
	target    target
	model     model
	trainer   *matching.Trainer
	frames    keyframes[*matching.Checkpoint]
	yard      yardstick
	trace     Trace
	watch     func() float64 // milliseconds, nil where nobody measures
	spent     float64        // of them, on training steps
}

// Trace is the history of one network, a value every few steps.
type Trace struct {
	Objective string
	Optimum   float64   // the least that the loss can be
	Step      []float64 // steps done
	Loss      []float64 // mean over the steps since the value before
	Fisher    []float64 // ½E‖s_θ − s‖² on draws of p_σ
	Grid      []float64 // root mean square of ‖s_θ − s‖ over [−8, 8]²
	Spent     []float64 // milliseconds of training until then; see Experiment.Watch

	sum   float64 // of the losses since the last value
	count int
}

// measureEvery is how many steps lie between two values of a trace.
const measureEvery = 25

// newFits builds the networks that the settings ask for: all objectives of a
// race, or one. A scene without training has none unless learned scores drive
// its particles.
func newFits(c Config, key sim.Key, t target) []*fit {
	s := c.scene()
	if s.Clock != scene.Training && c.Score != "learned" {
		return nil
	}
	if !on(c.Race) {
		return []*fit{newFit(c, c.Objective, key, t)}
	}
	var fits []*fit
	for _, o := range param.Objectives {
		fits = append(fits, newFit(c, o.Value, key, t))
	}
	return fits
}

func newFit(c Config, objective string, key sim.Key, t target) *fit {
	f := &fit{objective: objective, sigma: fitSigma(c, objective), target: t, model: newModel(c, objective, key.Sub(streamInit))}
	f.trainer = &matching.Trainer{Model: f.model, Data: f.draw, Key: key.Sub(streamTraining), Batch: c.Batch,
		Objective: newObjective(objective, f), Projections: 1, Rate: matching.Rate{Base: c.Rate}, Average: c.Averaging}
	switch {
	case objective == "ladder":
		f.trainer.Levels = matching.Levels{Ladder: sim.Ladder(c.SigmaMin, c.SigmaMax, c.Levels)}
	case f.sigma > 0:
		f.trainer.Levels, f.trainer.PerturbData = matching.Fixed(f.sigma), objective != "denoising"
	}
	if objective == "sliced" || objective == "sliced-vr" {
		f.trainer.Directions, f.trainer.Projections = law(c.Projection), c.Projections
	}
	if c.Dataset > 0 {
		points := sim.NewBatch(2, c.Dataset)
		t.density.Rand(points, key.Sub(streamDataset), 0)
		f.trainer.Data = matching.Epochs{Data: points}.Rand
	}
	f.follow(t)
	f.measure()
	return f
}

// fitSigma is the level at which a network learns: of the denoising objective,
// and in a race of all, so that one yardstick measures them.
func fitSigma(c Config, objective string) float64 {
	if objective == "denoising" || on(c.Race) {
		return c.TrainingSigma
	}
	if objective == "ladder" {
		return c.SigmaMin
	}
	return 0
}

func newModel(c Config, objective string, key sim.Key) model {
	shape := score.Config{Activation: activation(c.Activation), Conditional: objective == "ladder"}
	for range c.HiddenLayers {
		shape.Hidden = append(shape.Hidden, c.Units)
	}
	if c.Model == "energy" {
		return score.NewEnergy(shape, key)
	}
	return score.NewNet(shape, key)
}

func activation(name string) score.Activation {
	switch name {
	case "silu":
		return score.SiLU
	case "tanh":
		return score.Tanh
	case "softplus":
		return score.Softplus
	}
	return score.DefaultActivation
}

func law(name string) matching.Distribution {
	switch name {
	case "rademacher":
		return matching.Rademacher
	case "sphere":
		return matching.Sphere
	}
	return matching.Gaussian
}

func newObjective(name string, f *fit) matching.Objective {
	switch name {
	case "explicit":
		return &matching.Explicit{Target: f, Sigma: float32(f.sigma)}
	case "implicit":
		return &matching.Implicit{}
	case "sliced":
		return &matching.Sliced{}
	case "denoising":
		return &matching.Denoising{}
	case "ladder":
		return &matching.Denoising{Weight: matching.Variance}
	}
	return &matching.Sliced{VarianceReduced: true}
}

// draw and Score are those of the present target, which a drag may change.
func (f *fit) draw(dst sim.Batch, key sim.Key, first int) { f.target.density.Rand(dst, key, first) }

// Score is the exact score that the explicit objective learns from.
func (f *fit) Score(dst, x sim.Batch, sigma float32) { f.target.density.Score(dst, x, sigma) }

// follow turns the network to another target: it goes on from where it is.
func (f *fit) follow(t target) {
	f.target = t
	f.yard = newYardstick(t, f.sigma)
	f.trace.Objective, f.trace.Optimum = f.objective, f.optimum()
}

// yardstick is what networks are measured by: draws of p_σ and a lattice, with
// the exact scores there.
type yardstick struct {
	sigma           float32
	draws, lattice  sim.Batch
	truth, expected sim.Batch // exact scores at draws and lattice
	learned, across sim.Batch // scratch
	meanSquare      float64   // E‖∇log p_σ‖²
}

const (
	yardDraws   = 2000
	yardLattice = 33
	yardHalf    = 8
)

func newYardstick(t target, sigma float64) yardstick {
	y := yardstick{sigma: float32(sigma), draws: smoothed(t, sigma, yardDraws), lattice: metric.Lattice(0, 0, yardHalf, yardLattice)}
	y.truth, y.learned = sim.NewBatch(2, y.draws.N), sim.NewBatch(2, y.draws.N)
	y.expected, y.across = sim.NewBatch(2, y.lattice.N), sim.NewBatch(2, y.lattice.N)
	t.density.Score(y.truth, y.draws, y.sigma)
	t.density.Score(y.expected, y.lattice, y.sigma)
	y.meanSquare = matching.MeanSquare(t.density, y.draws, nil, y.sigma)
	return y
}

// smoothed are n draws of p_σ.
func smoothed(t target, sigma float64, n int) sim.Batch {
	key := sim.NewKey(streamTest)
	x, z := sim.NewBatch(2, n), sim.NewBatch(2, n)
	t.density.Rand(x, key.Sub(0), 0)
	matching.Gaussian.Rand(z, key.Sub(1), 0)
	for i, v := range z.Data {
		x.Data[i] += float32(float32(sigma) * v)
	}
	return x
}

// measure returns the Fisher divergence of m to the truth on the draws and its
// root mean square error on the lattice.
func (y *yardstick) measure(m sim.Scorer) (fisher, grid float64) {
	m.Score(y.learned, y.draws, y.sigma)
	m.Score(y.across, y.lattice, y.sigma)
	return metric.Fisher(y.learned, y.truth), math.Sqrt(2 * metric.Fisher(y.across, y.expected))
}

// optimum is the least that the loss can be: for the ladder the mean over its
// levels.
func (f *fit) optimum() float64 {
	if f.objective != "ladder" {
		return f.trainer.Objective.Optimum(f.yard.meanSquare, 2, f.sigma)
	}
	return f.trainer.Levels.Mean(func(sigma float64) float64 {
		square := matching.MeanSquare(f.target.density, smoothed(f.target, sigma, yardDraws), nil, float32(sigma))
		return f.trainer.Objective.Optimum(square, 2, sigma)
	})
}

// trainTo goes on to step, keeping keyframes and measuring on the way.
func (f *fit) trainTo(step int) {
	for f.trainer.Steps() < step {
		if at := f.trainer.Steps(); f.frames.due(at) {
			frame := new(matching.Checkpoint)
			f.trainer.Snapshot(frame)
			f.frames.put(at, frame)
		}
		begin := f.now()
		f.trace.sum += f.trainer.Step(1)
		f.trace.count++
		f.spent += f.now() - begin
		if f.trainer.Steps()%measureEvery == 0 {
			f.measure()
		}
	}
}

func (f *fit) now() float64 {
	if f.watch == nil {
		return 0
	}
	return f.watch()
}

// measure adds a value to the trace, unless there is one for this step.
func (f *fit) measure() {
	t, step := &f.trace, float64(f.trainer.Steps())
	if n := len(t.Step); n > 0 && t.Step[n-1] >= step {
		return
	}
	fisher, grid := f.yard.measure(f.model)
	loss := math.NaN()
	if t.count > 0 {
		loss = t.sum / float64(t.count)
	}
	t.add(step, loss, fisher, grid, f.spent)
	t.sum, t.count = 0, 0
}

// mostValues bounds a trace; when it is full every second value goes.
const mostValues = 1000

// columns are the values of a trace, one beside the other.
func (t *Trace) columns() [5]*[]float64 {
	return [...]*[]float64{&t.Step, &t.Loss, &t.Fisher, &t.Grid, &t.Spent}
}

// add puts one value of every column at the end.
func (t *Trace) add(row ...float64) {
	for i, column := range t.columns() {
		*column = append(*column, row[i])
	}
	if len(t.Step) >= mostValues {
		t.thin()
	}
}

func (t *Trace) thin() {
	for _, column := range t.columns() {
		c := *column
		for i := range (len(c) + 1) / 2 {
			c[i] = c[2*i]
		}
		*column = c[:(len(c)+1)/2]
	}
}

// cut keeps the first n values.
func (t *Trace) cut(n int) {
	for _, column := range t.columns() {
		*column = (*column)[:n]
	}
}

// rewind goes back to the nearest keyframe at or before step and returns the
// step it is at. The trace forgets what lies beyond.
func (f *fit) rewind(step int) int {
	frame, at, ok := f.frames.before(step)
	if !ok || at >= f.trainer.Steps() {
		return f.trainer.Steps()
	}
	f.trainer.Restore(frame)
	n := 0
	for n < len(f.trace.Step) && f.trace.Step[n] <= float64(at) {
		n++
	}
	if n > 0 {
		f.spent = f.trace.Spent[n-1]
	}
	f.trace.cut(n)
	f.trace.sum, f.trace.count = 0, 0
	return at
}

// scorer is the network as it is.
func (f *fit) scorer() sim.Scorer { return f.model }

// frozen is a copy of the network with its present weights.
func (f *fit) frozen(c Config) sim.Scorer {
	m := newModel(c, f.objective, sim.Key(0))
	copy(m.Params(), f.model.Params())
	return m
}

// stats are the last values of the trace.
func (f *fit) stats() *TrainingStats {
	t := f.trace
	n := len(t.Step) - 1
	return &TrainingStats{Objective: f.objective, Step: f.trainer.Steps(), Loss: t.Loss[n], Optimum: t.Optimum, Fisher: t.Fisher[n], Grid: t.Grid[n]}
}
