package matching

import (
	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/internal/vec"
)

// Trainer minimises an objective. The weights after step n are a function of
// the fields, the first weights and n alone. The exported fields are settings
// and must not change after the first step.
type Trainer struct {
	Model     Model     // the score that learns
	Objective Objective // the loss
	Data      Source    // draws of p: a density's Rand, or that of Epochs for a finite set
	Key       sim.Key   // what batches, directions, noise and levels are drawn from

	Batch       int          // points a step; 0 is 128
	Directions  Distribution // of directions; Denoising, whose directions are noise, needs Gaussian. 0 is Gaussian
	Projections int          // directions a point, for Sliced; 0 is 1
	Levels      Levels       // noise levels, a draw for each point; the zero value is no noise
	// PerturbData adds the level's noise to the data: for an objective that is not
	// denoising, to learn at σ from draws of p_σ.
	PerturbData bool

	Rate Rate    // learning rate over the steps; the zero value is 1e-3
	Adam Adam    // the zero value has the published constants
	Clip float64 // largest norm of a gradient; 0 is no limit
	// Average is the decay of a moving average of the weights, in [0, 1); 0 is
	// none. With one, Model holds the averaged weights whenever Step has returned:
	// they are what it should be used with. The trainer keeps those that the
	// optimiser moves.
	Average float64
	Yield   func() // called after each leaf of a step's tree, a sixteenth of a large batch; may be nil

	step        int
	loss        float64
	grad        []float32
	raw, mean   []float32   // with Average: the weights that the optimiser moves, and their average
	spare       [][]float32 // of the tree's nodes, one for each depth
	x, aux      sim.Batch   // of a leaf
	noise       sim.Batch
	sigma       []float32
	initialised bool
}

// The purposes that streams are drawn for.
const (
	forData = iota
	forAux
	forLevels
	forNoise
)

// Steps is the number of steps done.
func (t *Trainer) Steps() int { return t.step }

// Loss is the loss of the last step's batch, 0 before the first.
func (t *Trainer) Loss() float64 { return t.loss }

// Step does n steps and returns the loss of the last one's batch.
func (t *Trainer) Step(n int) float64 {
	t.initialise()
	if t.mean != nil {
		copy(t.Model.Params(), t.raw)
	}
	for range n {
		t.update(nil)
	}
	if t.mean != nil {
		copy(t.raw, t.Model.Params())
		copy(t.Model.Params(), t.mean)
	}
	return t.loss
}

// initialise makes room, once.
func (t *Trainer) initialise() {
	if t.initialised {
		return
	}
	t.check()
	n := len(t.Model.Params())
	t.grad = make([]float32, n)
	t.Adam.reset(n)
	if t.Average != 0 {
		t.raw = append(t.raw[:0], t.Model.Params()...)
		t.mean = append(t.mean[:0], t.Model.Params()...)
	}
	t.initialised = true
}

// check panics unless the settings make a run.
func (t *Trainer) check() {
	require(t.Model != nil && t.Objective != nil && t.Data != nil, "matching: a Trainer without Model, Objective or Data")
	require(t.Batch >= 0 && t.Projections >= 0, "matching: negative Batch or Projections")
	require(t.Average >= 0 && t.Average < 1, "matching: Average outside [0, 1)")
	require(!t.PerturbData || !t.Levels.None(), "matching: PerturbData without Levels")
	t.Levels.check()
	if _, ok := t.Objective.(*Denoising); ok {
		require(t.Directions == Gaussian, "matching: Denoising with directions that are not Gaussian")
	}
}

func (t *Trainer) batch() int {
	if t.Batch == 0 {
		return 128
	}
	return t.Batch
}

// Draws fills dst with the draws of p number first … of the run: step n learns
// from those that begin at n·Batch, before any noise.
func (t *Trainer) Draws(dst sim.Batch, first int) { t.Data(dst, t.Key.Sub(forData), first) }

// fill draws n points from the number first on of data, with all that goes with them. A
// run's points are numbered through: step k learns from those that begin at k·Batch.
func (t *Trainer) fill(data Source, key sim.Key, first, n int) {
	d, directions := t.Model.Dim(), max(t.Projections, 1)
	reshape(&t.x, d, n)
	reshape(&t.aux, d, n*directions)
	data(t.x, key.Sub(forData), first)
	for m := range directions {
		t.drawDirections(m, key.Sub(forAux).Sub(uint64(m)), first)
	}
	if !t.Levels.None() {
		t.sigma = resize(t.sigma, n)
		t.Levels.Rand(t.sigma, key.Sub(forLevels), first)
	}
	if t.PerturbData {
		reshape(&t.noise, d, n)
		Gaussian.Rand(t.noise, key.Sub(forNoise), first)
		perturb(t.x, t.noise, t.sigma)
	}
}

// drawDirections draws the m-th direction of every point.
func (t *Trainer) drawDirections(m int, key sim.Key, first int) {
	if t.aux.N == t.x.N {
		t.Directions.Rand(t.aux, key, first)
		return
	}
	reshape(&t.noise, t.x.D, t.x.N)
	t.Directions.Rand(t.noise, key, first)
	sim.CopyPoints(t.aux, m*t.x.N, t.noise, 0, t.x.N)
}

// perturb adds σz to x.
func perturb(x, z sim.Batch, sigma []float32) {
	for j := range x.D {
		x, z := x.Row(j), z.Row(j)
		for i, s := range sigma {
			x[i] += float32(s * z[i])
		}
	}
}

// update does a step, of which others have made some sums.
func (t *Trainer) update(known []*Sum) {
	w := t.begin(t.Data, t.Key, t.step*t.batch())
	w.known = known
	grad, loss := w.sum(t.grad, t.leaves(), 0)
	t.end()
	t.loss = loss
	if t.Clip > 0 {
		clip(grad, t.Clip)
	}
	t.Adam.Step(t.Model.Params(), grad, t.Rate.At(t.step))
	t.step++
	if t.mean != nil {
		vec.Average(t.mean, t.Model.Params(), float32(1-t.averageDecay()))
	}
}

// averageDecay is Average, but less in the first steps, when the mean is still
// dominated by the initial weights.
func (t *Trainer) averageDecay() float64 {
	n := float64(t.step)
	return min(t.Average, (1+n)/(10+n))
}

// weights are those that the optimiser moves, between two calls of Step.
func (t *Trainer) weights() []float32 {
	if t.mean != nil {
		return t.raw
	}
	return t.Model.Params()
}

// A Checkpoint is a moment of a training run.
type Checkpoint struct {
	Step    int       // steps done
	Loss    float64   // of the last step's batch
	Weights []float32 // those that the optimiser moves, shaped as the model's Params
	Mean    []float32 // their moving average; empty without one
	adam    Adam
}

// Snapshot copies the present moment to dst, reusing its memory.
func (t *Trainer) Snapshot(dst *Checkpoint) {
	t.initialise()
	dst.Step, dst.Loss = t.step, t.loss
	dst.Weights = append(dst.Weights[:0], t.weights()...)
	dst.Mean = append(dst.Mean[:0], t.mean...)
	dst.adam.copyFrom(&t.Adam)
}

// Fits reports whether a checkpoint is of a run with networks of this shape.
func (t *Trainer) Fits(c *Checkpoint) bool {
	t.initialise()
	return len(c.Weights) == len(t.Model.Params()) && len(c.Mean) == len(t.mean) &&
		len(c.adam.m) == len(c.Weights) && len(c.adam.v) == len(c.Weights)
}

// Restore goes back or forward to the moment src of a run with the same
// settings; training continues from there with the same bits.
func (t *Trainer) Restore(src *Checkpoint) {
	t.initialise()
	check(t.Fits(src))
	t.step, t.loss = src.Step, src.Loss
	copy(t.weights(), src.Weights)
	if t.mean != nil {
		copy(t.mean, src.Mean)
		copy(t.Model.Params(), src.Mean)
	}
	t.Adam.copyFrom(&src.adam)
}
