package training

import (
	"slices"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/lab/param"
	"github.com/scorefield/scorefield/sim/lab/protocol"
	"github.com/scorefield/scorefield/sim/lab/target"
	"github.com/scorefield/scorefield/sim/matching"
)

// Record writes to p where the networks were at step, with all of their history
// until then. step is the present one, or one that Keyframe returned. The
// history aliases the networks.
func (n *Networks) Record(p *protocol.TrainingReport, step int) {
	n.report(p, 0)
	p.Step = step
	for i, network := range n.list {
		network.record(&p.Networks[i], step)
	}
	d := &n.Identity
	k := reached(d.Step, step)
	p.Identity = protocol.IdentityReport{Step: d.Step[:k], Explicit: d.Explicit[:k], Implicit: d.Implicit[:k], Constant: d.Constant}
}

// record adds the history until step, and goes back there.
func (n *Network) record(q *protocol.NetworkReport, step int) {
	k := reached(n.Trace.Step, step)
	for i, column := range n.Trace.columns() {
		q.Trace[i] = (*column)[:k]
	}
	if frame, at, ok := n.frames.Before(step); ok && at < n.trainer.Steps() && step < n.trainer.Steps() {
		q.Now, q.Sum, q.Losses, q.Spent = *frame, 0, 0, n.Trace.Spent[k-1]
	}
}

// reached is how many of rising steps are at or before step.
func reached(steps []float64, step int) int {
	n := len(steps)
	for n > 0 && steps[n-1] > float64(step) {
		n--
	}
	return n
}

// Resume makes networks of what Record wrote: such as the filled settings c ask
// for on the target t, where they were, now on the target present. ok is false
// for what does not fit. yield is as in New.
func Resume(c *param.Config, t, present target.Target, p *protocol.TrainingReport, yield func()) (n *Networks, ok bool) {
	if n, ok = reopen(c, t, p, yield); !ok || !rise(p.Identity.Step, p.Step) ||
		slices.ContainsFunc(p.Networks, func(q protocol.NetworkReport) bool {
			return len(q.Trace[0]) == 0 || len(q.Trace[0]) >= mostValues || !rise(q.Trace[0], p.Step)
		}) {
		return nil, false
	}
	if t.Density != present.Density {
		n.Follow(present)
	}
	for _, network := range n.list {
		if p.Step > 0 {
			network.keep() // the first weights
		}
	}
	n.resume(p)
	n.Identity.merge(&p.Identity)
	n.Identity.Constant = p.Identity.Constant
	return n, true
}

// resume puts networks that have just been made where a report says, with the
// history that it has.
func (n *Networks) resume(p *protocol.TrainingReport) {
	for _, network := range n.list {
		network.Trace.cut(0)
	}
	n.take(p)
	n.Identity.cut(0)
}

// rise reports whether the steps of a history rise from 0 on, to last at most.
func rise(steps []float64, last int) bool {
	before := -1.0
	for _, step := range steps {
		if !(step > before && step <= float64(last)) {
			return false
		}
		before = step
	}
	return true
}

// Driver is a copy of the first network with other weights, those of Weights; ok
// is false where it has another number of them, or there is none.
func (n *Networks) Driver(c *param.Config, weights []float32) (driver sim.Scorer, ok bool) {
	if len(n.list) == 0 || len(weights) != len(n.list[0].Model.Params()) {
		return nil, false
	}
	m := newModel(c, n.list[0].Objective, n.list[0].target, sim.Key(0))
	copy(m.Params(), weights)
	return m, true
}

// Weights are those of a score that Frozen or Driver made, aliasing it; empty of
// an exact one.
func Weights(driver sim.Scorer) []float32 {
	if m, ok := driver.(Model); ok {
		return m.Params()
	}
	return nil
}

// KeyframeBytes is the memory that keyframes take.
func (n *Networks) KeyframeBytes() int {
	bytes := 0
	for _, network := range n.list {
		for _, frame := range network.frames.All() {
			bytes += frameBytes(frame)
		}
	}
	return bytes
}

// frameBytes is the memory of the weights, both moments and perhaps the mean.
func frameBytes(c *matching.Checkpoint) int { return 4 * (3*len(c.Weights) + len(c.Mean)) }

// ThinKeyframes gives up keyframes of every network, the densest ones first, and
// reports whether there were any. Those of the first weights stay.
func (n *Networks) ThinKeyframes() (thinner bool) {
	for _, network := range n.list {
		thinner = network.frames.Thin(0) || thinner
	}
	return thinner
}
