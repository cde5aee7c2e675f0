package protocol

import (
	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/matching"
)

// Points are the reader's data as a kernel estimate needs them.
type Points struct {
	At        sim.Batch // D×N; empty where there are none
	Weights   []float64 // N, relative; nil is equal weights
	Bandwidth float64   // h that the data choose

	Side     int    // of the reader's pictures, which are in the place of points; 0 where there are none
	Pictures []byte // N×Side×Side grey values
	Labels   []byte // N, indices in Classes; empty where there are none
	Classes  string // a letter or digit for each class
}

func (p *Points) append(w *writer) {
	w.batch(p.At)
	w.numbers(p.Weights)
	w.number(p.Bandwidth)
	w.count(p.Side)
	w.text(string(p.Pictures))
	w.text(string(p.Labels))
	w.text(p.Classes)
}

func (p *Points) read(r *reader) {
	p.At, p.Weights, p.Bandwidth = r.batch(), r.numbers(nil), r.number()
	p.Side, p.Pictures, p.Labels, p.Classes = r.count(), []byte(r.text()), []byte(r.text()), r.text()
	if len(p.Weights) == 0 {
		p.Weights = nil
	}
	if p.Weights != nil && len(p.Weights) != p.At.N {
		r.fail()
	}
}

// TrainingJob is what training starts from.
type TrainingJob struct {
	Began   string         // settings under which the networks were made, as text
	Present string         // settings now, as text
	Points  Points         // the reader's data, by which the target may be made
	State   TrainingReport // where the networks are, without news
}

// Append appends the job to b.
func (j *TrainingJob) Append(b []byte) []byte {
	w := begin(b, trainingJob)
	w.text(j.Began)
	w.text(j.Present)
	j.Points.append(&w)
	j.State.append(&w)
	return w.b
}

// Read makes j what Append wrote, and reports whether b is that.
func (j *TrainingJob) Read(b []byte) bool {
	r := open(b, trainingJob)
	j.Began, j.Present = r.text(), r.text()
	j.Points.read(&r)
	j.State.read(&r)
	return r.done()
}

// TrainingReport is where all networks are, and what happened to them since
// step From.
type TrainingReport struct {
	From     int             // training step of the last report
	Step     int             // training steps done
	Networks []NetworkReport // of each network
	Identity IdentityReport  // values since From
}

// NetworkReport is one network's part of a report.
type NetworkReport struct {
	Now    matching.Checkpoint    // weights and moments at Step
	Losses int                    // steps since the last value of the trace,
	Sum    float64                // and the sum of their losses
	Spent  float64                // milliseconds of training until now
	Trace  [][]float64            // the new values of each column, all of one length
	Frames []*matching.Checkpoint // keyframes since From, rising
}

// IdentityReport are the losses that integration by parts compares, a value for
// each of Step.
type IdentityReport struct {
	Step     []float64 // training steps done
	Explicit []float64 // ½E‖s_θ − s‖²
	Implicit []float64 // E[tr J + ½‖s_θ‖²]
	Constant float64   // ½E‖s‖²
}

// Append appends the report to b.
func (p *TrainingReport) Append(b []byte) []byte {
	w := begin(b, trainingReport)
	p.append(&w)
	return w.b
}

// Read makes p what Append wrote, reusing its memory, and reports whether b is
// that. Frames are new ones.
func (p *TrainingReport) Read(b []byte) bool {
	r := open(b, trainingReport)
	p.read(&r)
	return r.done()
}

func (p *TrainingReport) append(w *writer) {
	w.count(p.From)
	w.count(p.Step)
	w.count(len(p.Networks))
	for i := range p.Networks {
		p.Networks[i].append(w)
	}
	w.numbers(p.Identity.Step)
	w.numbers(p.Identity.Explicit)
	w.numbers(p.Identity.Implicit)
	w.number(p.Identity.Constant)
}

func (p *TrainingReport) read(r *reader) {
	p.From, p.Step = r.count(), r.count()
	p.Networks = resize(p.Networks, r.length(leastNetwork))
	for i := range p.Networks {
		p.Networks[i].read(r)
		if r.bad {
			p.Networks = p.Networks[:0]
			break
		}
	}
	q := &p.Identity
	q.Step, q.Explicit, q.Implicit, q.Constant = r.numbers(q.Step), r.numbers(q.Explicit), r.numbers(q.Implicit), r.number()
	if len(q.Explicit) != len(q.Step) || len(q.Implicit) != len(q.Step) {
		r.fail()
	}
}

// What the smallest checkpoint and the smallest network take, in bytes: a step,
// three numbers and four empty lists; and a count, two numbers and two empty
// lists more.
const (
	leastCheckpoint = 4 + 3*8 + 4*4
	leastNetwork    = leastCheckpoint + 4 + 2*8 + 2*4
)

func (n *NetworkReport) append(w *writer) {
	w.checkpoint(&n.Now)
	w.count(n.Losses)
	w.number(n.Sum)
	w.number(n.Spent)
	w.count(len(n.Trace))
	for _, column := range n.Trace {
		w.numbers(column)
	}
	w.count(len(n.Frames))
	for _, frame := range n.Frames {
		w.checkpoint(frame)
	}
}

func (n *NetworkReport) read(r *reader) {
	r.checkpoint(&n.Now)
	n.Losses, n.Sum, n.Spent = r.count(), r.number(), r.number()
	n.Trace = resize(n.Trace, r.length(4))
	for i := range n.Trace {
		n.Trace[i] = r.numbers(n.Trace[i])
		if len(n.Trace[i]) != len(n.Trace[0]) {
			r.fail()
		}
	}
	n.Frames = n.Frames[:0]
	for range r.length(leastCheckpoint) {
		frame := new(matching.Checkpoint)
		if r.checkpoint(frame); r.bad {
			return
		}
		n.Frames = append(n.Frames, frame)
	}
}
