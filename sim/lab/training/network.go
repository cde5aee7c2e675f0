// Package training has the networks of an experiment: what they learn by, what
// they are measured by, their keyframes, and the job that trains them in a
// worker with the same bits. It knows nothing of particles.
package training

import (
	"math"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/lab/keyframe"
	"github.com/scorefield/scorefield/sim/lab/param"
	"github.com/scorefield/scorefield/sim/lab/stream"
	"github.com/scorefield/scorefield/sim/lab/target"
	"github.com/scorefield/scorefield/sim/matching"
	"github.com/scorefield/scorefield/sim/score"
)

// Model is a network that can be trained and drawn.
type Model interface {
	matching.Model
	sim.Scorer
}

// Network is one network on its way, with what it is measured by.
type Network struct {
	Objective string  // the loss that it minimises, by its name in the table
	Sigma     float64 // noise level at which it is measured
	Model     Model   // with the weights of now
	Trace     Trace   // how it learned

	finite    bool            // learns from a finite data set
	held      matching.Source // points that no step learns from; nil where the data set was drawn, or is too small
	drawn     bool            // the data set was drawn from the target
	target    target.Target
	optima    *optima // of the target
	trainer   *matching.Trainer
	frames    keyframe.Frames[*matching.Checkpoint]
	yardstick yardstick
	clock     func() float64 // milliseconds, nil where nobody measures
	spent     float64        // of them, on training steps
	yield     func()         // between pieces of work
}

// newNetwork builds the network that learns by objective under the filled
// settings c, from a finite data set, or where there is none from fresh draws of the
// optima's target.
func newNetwork(c *param.Config, objective string, o *optima, data *dataset, yield func()) *Network {
	t := o.target
	key := sim.NewKey(c.Seed)
	n := &Network{yield: yield, Objective: objective, Sigma: c.LearningSigma(objective), target: t, Model: newModel(c, objective, t, key.Sub(stream.Init))}
	n.trainer = &matching.Trainer{Model: n.Model, Data: n.rand, Key: key.Sub(stream.Training), Batch: c.Batch,
		Objective: n.loss(c, objective), Projections: 1, Rate: rate(c), Average: max(c.Averaging, 0), Yield: yield}
	switch {
	case objective == "ladder":
		lo, hi := ladderRange(c)
		n.trainer.Levels = levels(c, lo, hi)
	case n.Sigma > 0:
		n.trainer.Levels, n.trainer.PerturbData = matching.Fixed(n.Sigma), objective != "denoising"
	}
	if objective == "sliced" || objective == "sliced-vr" {
		n.trainer.Directions, n.trainer.Projections = directions(c.Projection), c.Projections
	}
	if n.finite = data.finite(); n.finite {
		n.trainer.Data, n.held = data.source(), data.heldSource()
		n.drawn = c.Dataset > 0
	}
	if c.Told() {
		n.trainer.Data = n.told(data)
	}
	n.frames.First = measureEvery // where the losses since the last value are none, so that none is lost on the way back
	n.frames.Most = keyframe.Affordable(checkpointBytes * len(n.Model.Params()))
	n.Trace.Objective = objective
	n.follow(o)
	n.yield()
	n.measure()
	return n
}

// checkpointBytes are those of a weight in a matching.Checkpoint, at most: itself, two moments
// and its average, four each.
const checkpointBytes = 16

// mostWarmUp is how many steps a rate that falls rises before, at most.
const mostWarmUp = 100

// rate is that of Adam: constant, or along half a cosine to 0 after a linear rise in the
// first tenth.
func rate(c *param.Config) matching.Rate {
	if c.RateSteps <= 0 {
		return matching.Rate{Base: c.Rate}
	}
	return matching.Rate{Base: c.Rate, Decay: matching.Cosine, Steps: c.RateSteps, WarmUp: min(c.RateSteps/10, mostWarmUp)}
}

// ladderRange is the noise levels that the ladder objective spans: the settings', and in a
// race also the one at which all are measured.
func ladderRange(c *param.Config) (lo, hi float64) {
	if c.Race == "on" {
		return min(c.SigmaMin, c.TrainingSigma), max(c.SigmaMax, c.TrainingSigma)
	}
	return c.SigmaMin, c.SigmaMax
}

// levels are the noise levels between lo and hi that are learned. The ends are two
// deviations from the middle of a Gaussian.
func levels(c *param.Config, lo, hi float64) matching.Levels {
	low, high := math.Log(lo), math.Log(hi)
	switch {
	case lo == hi || c.NoiseLevels == "ladder":
		return matching.Levels{Ladder: sim.Ladder(lo, hi, c.Levels)}
	case c.NoiseLevels == "log-uniform":
		return matching.Levels{Min: lo, Max: hi}
	}
	return matching.Levels{LogMean: (low + high) / 2, LogDeviation: (high - low) / 4}
}

// deviation is the standard deviation of a coordinate of the target, the root of the mean
// variance.
func deviation(t target.Target) float64 {
	if t.Pictures != nil {
		return t.Pictures.Deviation
	}
	_, cov, ok := t.Moments(0)
	if !ok {
		return 1
	}
	sum, d := 0.0, t.Dim()
	for j := range d {
		sum += cov[j*d+j]
	}
	return math.Sqrt(sum / float64(d))
}

// widest is the range of σ that a conditional network covers at least, the default of
// score.Config.
const widestMin, widestMax = 0.01, 50

func newModel(c *param.Config, objective string, t target.Target, key sim.Key) Model {
	if c.Model == "energy" {
		return score.NewEnergy(shape(c, objective, t), key)
	}
	return score.NewNet(shape(c, objective, t), key)
}

// shape is that of the network that learns t by objective.
func shape(c *param.Config, objective string, t target.Target) score.Config {
	s := score.Config{Dim: t.Dim(), Activation: activation(c.Activation), Conditional: objective == "ladder", Residual: c.Model == "residual"}
	if s.Conditional {
		lo, hi := ladderRange(c)
		if c.NoiseLevels == "log-normal" { // a draw is farther than four deviations from the middle once in 16,000
			reach := math.Sqrt(hi / lo)
			lo, hi = lo/reach, hi*reach
		}
		s.SigmaMin, s.SigmaMax = min(lo, widestMin), max(hi, widestMax)
		if t.Pictures != nil { // in the plane the default suits all densities
			s.Scale = t.Pictures.Deviation
		}
	}
	if c.Told() {
		s.Classes = len(c.Classes())
	}
	for range c.DenseLayers() {
		s.Hidden = append(s.Hidden, c.Units)
	}
	return s
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

func directions(name string) matching.Distribution {
	switch name {
	case "rademacher":
		return matching.Rademacher
	case "sphere":
		return matching.Sphere
	}
	return matching.Gaussian
}

func (n *Network) loss(c *param.Config, objective string) matching.Objective {
	switch objective {
	case "explicit":
		return &matching.Explicit{Target: exact{n}, Sigma: float32(n.Sigma)}
	case "implicit":
		return &matching.Implicit{}
	case "sliced":
		return &matching.Sliced{}
	case "denoising":
		return &matching.Denoising{}
	case "ladder":
		if c.Weighting == "edm" {
			return &matching.Denoising{Weight: matching.EDM(deviation(n.target))}
		}
		return &matching.Denoising{Weight: matching.Variance}
	}
	return &matching.Sliced{VarianceReduced: true}
}

// rand draws from the present target, which a drag may change.
func (n *Network) rand(dst sim.Batch, key sim.Key, first int) {
	n.target.Density.Rand(dst, key, first)
}

// told is the source of a network that is told the classes of its pictures; see
// matching.Conditional.
func (n *Network) told(data *dataset) matching.Source {
	labelled := matching.Labelled(n.target.Pictures.Draw)
	if n.finite {
		labelled = data.pictures.rand
	}
	return (&matching.Conditional{Data: labelled, Labels: n.Model.(*score.Net).SetLabels, None: score.NoClass}).Rand
}

// draws fills dst with the points that the network learns from, number first and on.
func (n *Network) draws(dst sim.Batch, first int) {
	n.trainer.Draws(dst, first)
	if net, ok := n.Model.(*score.Net); ok {
		net.SetLabels(nil) // they are of no Eval
	}
}

// exact is the score of a network's present target, from which the explicit loss
// learns.
type exact struct{ n *Network }

func (e exact) Score(dst, x sim.Batch, sigma float32) { e.n.target.Density.Score(dst, x, sigma) }

// follow turns the network to the target of the optima; its weights stay.
func (n *Network) follow(o *optima) {
	n.target, n.optima = o.target, o
	n.yardstick = newYardstick(o.target, n.Sigma, n.yield)
}

// trainTo goes on to step, keeping keyframes and measuring on the way.
func (n *Network) trainTo(step int) {
	for n.trainer.Steps() < step {
		n.step(n.now())
	}
}

// step does a step that began at the time begin, of which others have made the sums.
func (n *Network) step(begin float64, sums ...*matching.Sum) {
	if n.frames.Due(n.trainer.Steps()) {
		n.keep()
	}
	n.Trace.sum += n.trainer.StepWith(sums...)
	n.Trace.losses++
	n.spent += n.now() - begin
	n.yield()
	if n.trainer.Steps()%measureEvery == 0 {
		n.measure()
	}
}

// keep stores the present state as a keyframe.
func (n *Network) keep() {
	frame := new(matching.Checkpoint)
	n.trainer.Snapshot(frame)
	n.frames.Put(frame.Step, frame)
}

func (n *Network) now() float64 {
	if n.clock == nil {
		return 0
	}
	return n.clock()
}

// measure adds a value to the trace, unless there is one for this step.
func (n *Network) measure() {
	t, step := &n.Trace, float64(n.trainer.Steps())
	if k := len(t.Step); k > 0 && t.Step[k-1] >= step {
		return
	}
	fisher, grid := n.yardstick.measure(n.Model, n.yield)
	loss := math.NaN()
	if t.losses > 0 {
		loss = t.sum / float64(t.losses)
	}
	t.add(step, loss, fisher, grid, n.heldOut(), n.spent)
	t.sum, t.losses = 0, 0
}

// heldOutBatches is how many batches the held-out loss is the mean of.
const heldOutBatches = 8

// heldOut is the loss on draws that no step learns from, or of the reader's data on the
// points that are held out; NaN where all steps learn from fresh draws of the target and
// its own loss says as much, and where the reader's points are too few.
func (n *Network) heldOut() float64 {
	data := n.held
	switch {
	case !n.finite || data == nil && n.target.Own != nil && !n.drawn:
		return math.NaN()
	case data == nil:
		data = n.rand
	}
	batches := func(dst sim.Batch, key sim.Key, first int) {
		n.yield()
		data(dst, key, first)
	}
	return n.trainer.HeldOut(batches, sim.NewKey(stream.Test).Sub(2), heldOutBatches)
}

// rewind goes back to the keyframe at step, which there is. The trace forgets
// what lies beyond.
func (n *Network) rewind(step int) {
	frame, at, ok := n.frames.Before(step)
	if !ok || at >= n.trainer.Steps() {
		return
	}
	n.trainer.Restore(frame)
	n.spent = n.Trace.rewind(at)
}

// keyframe is the step of the last keyframe at or before step; where there is
// none, it is the present step.
func (n *Network) keyframe(step int) int {
	if _, at, ok := n.frames.Before(step); ok {
		return at
	}
	return n.trainer.Steps()
}

// frozen is a copy of the network with its present weights.
func (n *Network) frozen(c *param.Config) sim.Scorer {
	m := newModel(c, n.Objective, n.target, sim.Key(0))
	copy(m.Params(), n.Model.Params())
	return m
}

// Keyframes are the steps that can be gone back to, rising; aliased.
func (n *Network) Keyframes() []int { return n.frames.Steps() }
