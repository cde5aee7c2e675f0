package lab

import (
	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/lab/training"
)

// Trace is the history of one network; see training.Trace.
type Trace = training.Trace

// TrainingJob is the training of an experiment, carried on in a worker; see
// training.Job.
type TrainingJob = training.Job

// OpenTrainingJob opens a job on what Training.Job wrote; ok is false for other
// bytes.
func OpenTrainingJob(b []byte) (job *TrainingJob, ok bool) { return training.OpenJob(b) }

// TrainingHelper makes parts of another worker's training steps; see training.Helper.
type TrainingHelper = training.Helper

// HelperAnswer is what a helper's answer says, but for its sum.
type HelperAnswer = training.HelperAnswer

// TrainingHelperJob is what OpenTrainingHelper opens, from what Training.Job wrote and the
// number of the job among those of the worker that asks; without bytes it ends the job.
func TrainingHelperJob(number int, job []byte) []byte { return training.HelperJob(number, job) }

// OpenTrainingHelper opens a helper on what TrainingHelperJob wrote; ok is false for other
// bytes. There is none where the job is over or not understood. The answer, unless nil, is for
// who asked.
func OpenTrainingHelper(b []byte) (number int, h *TrainingHelper, answer []byte, ok bool) {
	return training.OpenHelper(b)
}

// ReadHelperAnswer reads the answer of OpenTrainingHelper or of TrainingHelper.Sum.
func ReadHelperAnswer(b []byte) (a HelperAnswer, ok bool) { return training.ReadAnswer(b) }

// Training is the part of an experiment that learns: its networks, and the job
// that trains them in a worker.
type Training struct{ e *Experiment }

// Watch gives training a clock in milliseconds, by which traces say how long it
// took. It changes nothing else.
func (t Training) Watch(now func() float64) { t.e.parts.watch(now) }

// Networks is how many networks learn.
func (t Training) Networks() int { return t.e.parts.networks.Len() }

// Draws are points of the density that the first network learns from, a
// thousand at most: of its finite data set, or of the stream of draws from which
// every batch is taken. D×N, aliased; empty where nothing learns.
func (t Training) Draws() sim.Batch { return t.e.parts.networks.Draws() }

// Minibatch are the points that the first network learned from in the last step,
// before any noise, D×N and N at most 1000; aliased, empty before the first step.
func (t Training) Minibatch() sim.Batch { return t.e.parts.networks.Minibatch() }

// Trace is the history of network k, aliasing it.
func (t Training) Trace(k int) *Trace { return &t.e.parts.networks.At(k).Trace }

// Optimum is the expected loss of the exact score for network k, which the losses of its trace
// near; NaN where it is no bound. The first call for a target may take tenths of a second.
func (t Training) Optimum(k int) float64 { return t.e.parts.networks.At(k).Optimum() }

// Identity is the history of the first network's explicit and implicit losses,
// measured where the scene shows them; aliased.
func (t Training) Identity() training.Identity { return t.e.parts.networks.Identity }

// Version changes whenever the networks do by another way than Apply: a job
// that was begun before is of no use then.
func (t Training) Version() int { return t.e.parts.training }

// Job is all that a TrainingJob starts from: settings, data, and where every
// network is.
func (t Training) Job() []byte {
	p := &t.e.parts
	return p.networks.JobBytes(p.history.Base().Config, p.history.Now().Config, p.points())
}

// KeyframeStride is how many training steps lie between the keyframes that Apply
// keeps.
func (t Training) KeyframeStride() int { return t.e.parts.networks.KeyframeStride() }

// Apply does the steps of a job's report. It returns false, and changes nothing,
// unless the report goes on from where the experiment is and ends at step most
// or before.
func (t Training) Apply(report []byte, most int) bool {
	p := &t.e.parts
	if !p.networks.Apply(report, p.trainingStop(most)) {
		return false
	}
	p.arrive()
	return true
}

// Next is the step at or before step up to which a job may go at once: particles
// start there, or settings change.
func (t Training) Next(step int) int { return t.e.parts.trainingStop(step) }

// Coupled reports whether networks learn while particles move by what they have
// learned: one clock pulls the other along.
func (t Training) Coupled() bool { return t.e.parts.coupled() }

// Ahead is the step at or before step up to which a job may go though Apply does not take
// its reports yet, and the steps, multiples of every, beyond which none of these may go,
// for particles follow there; every is 0 where there is no such thing, and then most is
// Next(step).
func (t Training) Ahead(step int) (most, every int) {
	p := &t.e.parts
	if !p.locked() {
		return p.trainingStop(step), 0
	}
	return min(step, p.ahead()), block
}
