package protocol

import "github.com/scorefield/scorefield/sim/matching"

// HelperJob is a training job from which a worker makes parts of steps for
// another, or, without bytes, the end of one.
type HelperJob struct {
	Number int    // of the job, among those of the worker that asks
	Job    []byte // a TrainingJob; empty where it is over
}

// Append appends the job to b.
func (j *HelperJob) Append(b []byte) []byte {
	w := begin(b, helperJob)
	w.count(j.Number)
	w.text(string(j.Job))
	return w.b
}

// Read makes j what Append wrote, and reports whether b is that. Job aliases b.
func (j *HelperJob) Read(b []byte) bool {
	r := open(b, helperJob)
	j.Number = r.count()
	j.Job = r.take(r.count())
	return r.done()
}

// Part is a part of a training step: a node of the tree along which its gradient is summed.
type Part struct {
	Number  int           // of the job
	Network int           // of the job's
	Step    int           // training steps done
	Span    matching.Span // the node
}

func (p *Part) append(w *writer) {
	w.count(p.Number)
	w.count(p.Network)
	w.count(p.Step)
	w.count(p.Span.Lo)
	w.count(p.Span.Hi)
}

func (p *Part) read(r *reader) {
	p.Number, p.Network, p.Step = r.count(), r.count(), r.count()
	p.Span = matching.Span{Lo: r.count(), Hi: r.count()}
}

// PartOrder asks for a part of a step.
type PartOrder struct {
	Part
	Weights []float32 // those that the optimiser moves
}

// Append appends the order to b.
func (o *PartOrder) Append(b []byte) []byte {
	w := begin(b, partOrder)
	o.append(&w)
	w.floats(o.Weights)
	return w.b
}

// Read makes o what Append wrote, reusing its memory, and reports whether b is that.
func (o *PartOrder) Read(b []byte) bool {
	r := open(b, partOrder)
	o.read(&r)
	o.Weights = r.floats(o.Weights)
	return r.done()
}

// PartReport answers a HelperJob and a PartOrder.
type PartReport struct {
	Part              // as it was asked for; of an answer to a job its number alone
	Refused bool      // the job is not understood, or the worker has work of its own; there is no sum
	Loss    float64   // the part's
	Grad    []float32 // likewise
}

// Append appends the report to b.
func (p *PartReport) Append(b []byte) []byte {
	w := begin(b, partReport)
	p.append(&w)
	w.flag(p.Refused)
	w.number(p.Loss)
	w.floats(p.Grad)
	return w.b
}

// ReadHead makes p what Append wrote, but for the gradient, which it does not look at.
func (p *PartReport) ReadHead(b []byte) bool {
	r := open(b, partReport)
	p.read(&r)
	p.Refused, p.Loss = r.flag(), r.number()
	return !r.bad
}

// Read makes p what Append wrote, reusing its memory, and reports whether b is that.
func (p *PartReport) Read(b []byte) bool {
	r := open(b, partReport)
	p.read(&r)
	p.Refused, p.Loss = r.flag(), r.number()
	p.Grad = r.floats(p.Grad)
	return r.done()
}
