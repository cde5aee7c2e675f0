package training

import (
	"github.com/scorefield/scorefield/sim/lab/protocol"
	"github.com/scorefield/scorefield/sim/matching"
)

// A step of a job can be shared: Begin divides it, Order is what a helper is asked for,
// Own makes the job's own part, Take takes what a helper has made, and Finish does the step,
// making what has not come. The bits are the same whoever made which part.

// division is a step of one network that is being done.
type division struct {
	network int
	begun   float64         // when, by the network's clock
	spans   []matching.Span // the first is the job's own
	sums    []matching.Sum  // likewise
	here    []bool          // which of them have come
	order   protocol.PartOrder
	report  protocol.PartReport
	bytes   []byte
	known   []*matching.Sum
}

// next is the network whose turn it is: all do a step before the first does another. It is
// Networks.Len where there are none.
func (n *Networks) next() int {
	for i, network := range n.list {
		if network.trainer.Steps() == n.step {
			return i
		}
	}
	return len(n.list)
}

// Next is the number of the network that does the next step; where nothing learns it is 0.
func (j *Job) Next() int {
	if n := j.networks.next(); n < len(j.networks.list) {
		return n
	}
	return 0
}

// Networks is how many networks the job has.
func (j *Job) Networks() int { return len(j.networks.list) }

// Weights is how many weights the network that does the next step has.
func (j *Job) Weights() int {
	if len(j.networks.list) == 0 {
		return 0
	}
	return len(j.networks.list[j.Next()].Model.Params())
}

// Leaves is into how many parts, all of one size but the last, the next step can be
// divided, and how many of them one worker has where so many share it.
func (j *Job) Leaves(workers int) (all, most int) {
	if len(j.networks.list) == 0 {
		return 1, 1
	}
	for _, s := range j.networks.list[j.Next()].trainer.Split(workers) {
		all, most = s.Hi, max(most, s.Hi-s.Lo)
	}
	return all, most
}

// Begin begins the next step of the next network, divided among so many workers, and returns
// among how many it could be.
func (j *Job) Begin(workers int) int {
	d := &j.divided
	d.network, d.spans = j.networks.next(), d.spans[:0]
	if d.network < len(j.networks.list) {
		network := j.networks.list[d.network]
		d.begun, d.spans = network.now(), network.trainer.Split(workers)
	}
	for len(d.sums) < len(d.spans) {
		d.sums, d.here = append(d.sums, matching.Sum{}), append(d.here, false)
	}
	clear(d.here)
	return max(len(d.spans), 1)
}

// Order is what helper i, from 1 on, is asked for in the step that has begun, for a job of
// this number; the bytes are valid until the next call.
func (j *Job) Order(i, number int) []byte {
	d := &j.divided
	network := j.networks.list[d.network]
	d.order = protocol.PartOrder{Part: protocol.Part{Number: number, Network: d.network, Step: j.networks.step, Span: d.spans[i]}, Weights: network.trainer.Weights()}
	d.bytes = d.order.Append(d.bytes[:0])
	return d.bytes
}

// Own makes the job's own part of a step that is shared.
func (j *Job) Own() {
	d := &j.divided
	t := j.networks.list[d.network].trainer
	t.SumAt(&d.sums[0], t.Steps(), t.Weights(), d.spans[0])
	d.here[0] = true
}

// Take takes what a helper has made for a job of this number, and reports whether it is of
// the step that has begun: what comes late is not.
func (j *Job) Take(report []byte, number int) bool {
	d := &j.divided
	p := &d.report
	if !p.Read(report) || p.Refused || p.Number != number || p.Network != d.network || p.Step != j.networks.step {
		return false
	}
	for i, s := range d.spans {
		if s == p.Span && !d.here[i] && len(p.Grad) == len(j.networks.list[d.network].Model.Params()) {
			d.sums[i].Span, d.sums[i].Loss = s, p.Loss
			d.sums[i].Grad, p.Grad = p.Grad, d.sums[i].Grad
			d.here[i] = true
			return true
		}
	}
	return false
}

// Complete reports whether all helpers' parts of the step that has begun have come.
func (j *Job) Complete() bool {
	for i := range j.divided.spans {
		if i > 0 && !j.divided.here[i] {
			return false
		}
	}
	return true
}

// Finish does the step that has begun, and makes those of its parts that have not come.
func (j *Job) Finish() {
	d, n := &j.divided, j.networks
	if d.network < len(n.list) {
		d.known = d.known[:0]
		for i := range d.spans {
			if d.here[i] {
				d.known = append(d.known, &d.sums[i])
			}
		}
		n.list[d.network].step(d.begun, d.known...)
	}
	d.spans = d.spans[:0]
	if n.next() == len(n.list) {
		n.step++
		if n.step%measureEvery == 0 {
			n.measureIdentity()
		}
	}
}

// Spent is how many milliseconds the training of network k has taken until now.
func (j *Job) Spent(k int) float64 {
	if k >= len(j.networks.list) {
		return 0
	}
	return j.networks.list[k].spent
}

// Helper makes parts of another worker's training steps. It has networks of its own with
// the same settings and data, and the weights of every step come with the order.
type Helper struct {
	Number int // of the job, among those of the worker that asks

	job    *Job
	order  protocol.PartOrder
	report protocol.PartReport
	sum    matching.Sum
	bytes  []byte
}

// HelperJob is what OpenHelper opens, from the bytes of a Job.
func HelperJob(number int, job []byte) []byte {
	m := protocol.HelperJob{Number: number, Job: job}
	return m.Append(nil)
}

// OpenHelper opens a helper on what HelperJob wrote; ok is false for other bytes. Where the
// job is over there is no helper. The answer is for who asked.
func OpenHelper(b []byte) (number int, h *Helper, answer []byte, ok bool) {
	var m protocol.HelperJob
	if !m.Read(b) {
		return 0, nil, nil, false
	}
	report := protocol.PartReport{Part: protocol.Part{Number: m.Number}}
	if len(m.Job) == 0 {
		return m.Number, nil, nil, true
	}
	job, understood := OpenJob(m.Job)
	if report.Refused = !understood; understood {
		h = &Helper{Number: m.Number, job: job}
	}
	return m.Number, h, report.Append(nil), true
}

// Sum makes the part that an order asks for, or refuses to; the answer is valid until the next call. It is nil for what is no order of this helper's job.
func (h *Helper) Sum(order []byte, refuse bool) (answer []byte) {
	o := &h.order
	if !o.Read(order) || o.Number != h.Number || o.Network >= len(h.job.networks.list) {
		return nil
	}
	t := h.job.networks.list[o.Network].trainer
	if !t.Contains(o.Span) || len(o.Weights) != len(t.Weights()) {
		return nil
	}
	h.report = protocol.PartReport{Part: o.Part, Refused: refuse, Grad: h.report.Grad[:0]}
	if !refuse {
		t.SumAt(&h.sum, o.Step, o.Weights, o.Span)
		h.report.Loss, h.report.Grad = h.sum.Loss, h.sum.Grad
	}
	h.bytes = h.report.Append(h.bytes[:0])
	return h.bytes
}

// A HelperAnswer is what a helper's answer says, but for its sum.
type HelperAnswer struct {
	Number  int  // of the job
	Refused bool // there is no sum
	Opened  bool // the helper is ready; else it is of an order
}

// ReadAnswer reads the answer of OpenHelper or of Helper.Sum.
func ReadAnswer(b []byte) (a HelperAnswer, ok bool) {
	var p protocol.PartReport
	if !p.ReadHead(b) {
		return a, false
	}
	return HelperAnswer{Number: p.Number, Refused: p.Refused, Opened: p.Span == matching.Span{}}, true
}
