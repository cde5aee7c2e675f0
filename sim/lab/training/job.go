package training

import (
	"math"

	"github.com/scorefield/scorefield/sim/lab/param"
	"github.com/scorefield/scorefield/sim/lab/protocol"
	"github.com/scorefield/scorefield/sim/lab/target"
)

// Job is the training of an experiment, carried on somewhere else: in a worker,
// so that the picture never waits for it. It starts from bytes, trains, and
// reports; the experiment applies the reports, in their order, as if it had done
// the steps itself: weights, keyframes and traces are the same, bit for bit.
type Job struct {
	networks *Networks
	from     int // step of the last report
	report   protocol.TrainingReport
	bytes    []byte
	divided  division
}

// JobBytes is all that a Job starts from: the settings under which the networks
// were made and those of now, the reader's points, and where every network is.
func (n *Networks) JobBytes(began, present param.Config, points *target.Points) []byte {
	j := protocol.TrainingJob{Began: began.Text(), Present: present.Text(), Points: points.Message()}
	n.report(&j.State, n.step)
	return j.Append(nil)
}

// OpenJob opens a job on what JobBytes wrote; ok is false for other bytes. Memory
// and work are in proportion to the bytes, but for 64 MB of a data set and of
// batches, of which the bytes have the sizes only.
func OpenJob(b []byte) (j *Job, ok bool) {
	var m protocol.TrainingJob
	if !m.Read(b) {
		return nil, false
	}
	began, ok1 := settings(m.Began)
	present, ok2 := settings(m.Present)
	points, ok3 := target.FromMessage(m.Points)
	if !ok1 || !ok2 || !ok3 {
		return nil, false
	}
	n, ok := reopen(&began, target.New(began, points, nil), &m.State, nil)
	if !ok {
		return nil, false
	}
	if !target.Same(began, present) {
		n.Follow(target.New(present, points, nil))
	}
	n.resume(&m.State)
	return &Job{networks: n, from: m.State.Step}, true
}

// settings reads settings that another program of the same build wrote.
func settings(text string) (c param.Config, ok bool) {
	c, errs := param.ParseConfig(text)
	return c.WithDefaults(), len(errs) == 0 && c.Check() == nil
}

// Step is how many training steps have been done.
func (j *Job) Step() int { return j.networks.step }

// Watch gives the job a clock; see Networks.Watch.
func (j *Job) Watch(now func() float64) { j.networks.Watch(now) }

// Train goes on to step. The next report will have keyframes of the steps that
// are multiples of stride; the experiment decides which of them it keeps.
func (j *Job) Train(step, stride int) {
	j.Keep(stride)
	for j.Step() < step {
		j.Begin(1)
		j.Finish()
	}
}

// Keep says of which steps the next reports have keyframes: multiples of stride.
func (j *Job) Keep(stride int) {
	for _, network := range j.networks.list {
		network.frames.Stride, network.frames.Most = stride, math.MaxInt
	}
}

// Report is what happened since the last report, for Networks.Apply; the bytes
// are valid until the next call.
func (j *Job) Report() []byte {
	n, p := j.networks, &j.report
	n.report(p, j.from)
	for i, network := range n.list {
		q := &p.Networks[i]
		for k, column := range network.Trace.columns() {
			q.Trace[k] = *column
		}
		q.Frames = network.frames.All()
	}
	p.Identity = protocol.IdentityReport{Step: n.Identity.Step, Explicit: n.Identity.Explicit, Implicit: n.Identity.Implicit, Constant: n.Identity.Constant}
	j.bytes = p.Append(j.bytes[:0])
	j.forget()
	return j.bytes
}

// forget drops what has been reported.
func (j *Job) forget() {
	for _, network := range j.networks.list {
		network.Trace.cut(0)
		network.frames.Clear()
	}
	j.networks.Identity.cut(0)
	j.from = j.networks.step
}
