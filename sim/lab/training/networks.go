package training

import (
	"slices"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/lab/keyframe"
	"github.com/scorefield/scorefield/sim/lab/param"
	"github.com/scorefield/scorefield/sim/lab/piece"
	"github.com/scorefield/scorefield/sim/lab/protocol"
	"github.com/scorefield/scorefield/sim/lab/scene"
	"github.com/scorefield/scorefield/sim/lab/target"
	"github.com/scorefield/scorefield/sim/score"
)

// Networks are those of an experiment, all at the same step: one, every
// objective's in a race, or none.
type Networks struct {
	Identity Identity // of the first network, where the scene shows it

	list       []*Network
	step       int
	target     target.Target
	shown      bool        // the scene shows the identity, and the first network has one score
	quadrature *quadrature // for the present target, nil until it is needed
	data       dataset     // without points where every batch is drawn anew
	size       int         // points of a batch
	draws      sim.Batch   // see Draws
	sample     sim.Batch   // see Sample
	batch      sim.Batch   // see Minibatch
	batchOf    int         // the step that it is of
	received   protocol.TrainingReport
	yield      func() // never nil
}

// New builds the networks that the filled settings c ask for, at step 0. There
// are none where nothing learns. yield is called between pieces of their work of some
// milliseconds, now and whenever they learn or are measured; it may be nil.
func New(c *param.Config, t target.Target, yield func()) *Networks {
	if yield == nil {
		yield = func() {}
	}
	n := &Networks{target: t, size: c.Batch, yield: yield}
	if !c.Learns() {
		return n
	}
	s, _ := scene.Find(c.Scene)
	n.shown = s.Shows(scene.Parts) && t.Dim() == 2 && (c.Objective != "ladder" || c.Race == "on")
	n.data = newDataset(c, t, yield)
	o := newOptima(t, yield)
	for _, objective := range objectives(c) {
		n.list = append(n.list, newNetwork(c, objective, o, &n.data, yield))
	}
	n.measureIdentity()
	return n
}

// objectives are those of the networks that the filled settings c ask for.
func objectives(c *param.Config) []string {
	switch {
	case !c.Learns():
		return nil
	case c.Race != "on":
		return []string{c.Objective}
	}
	var all []string
	for _, o := range param.Objectives {
		all = append(all, o.Value)
	}
	return all
}

// mostDraws is how many fresh draws are shown, mostData how many points of a data
// set, or pictures.
const mostDraws, mostData = 200, 1000

// Draws are points that the first network learns from, the first ones of the run:
// each of a small data set once, fresh ones where there is none. Without noise, D×N
// and N at most 1000, or 200 of fresh points of the plane; empty where nothing learns.
func (n *Networks) Draws() sim.Batch {
	if len(n.list) > 0 && n.draws.Empty() {
		most := mostDraws
		switch {
		case n.data.finite():
			most = min(mostData, n.data.size())
		case n.target.Pictures != nil:
			most = mostData
		}
		n.draws = n.first(most)
	}
	return n.draws
}

// mostSample is how many points Sample has.
const mostSample = 1000

// Sample are the first points that the first network learns from, each of a small data
// set once, without noise: D×N and N at most 1000; empty where nothing learns.
func (n *Networks) Sample() sim.Batch {
	if len(n.list) > 0 && n.sample.Empty() {
		most := mostSample
		if n.data.finite() {
			most = min(most, n.data.size())
		}
		n.sample = n.first(most)
	}
	return n.sample
}

// first are the first so many points that the first network learns from. It yields on the way.
func (n *Networks) first(most int) sim.Batch {
	x := sim.NewBatch(n.target.Dim(), most)
	var part sim.Batch
	piece.Each(most, piece.Pictures, n.yield, func(first, size int) {
		piece.Fit(&part, x.D, size)
		n.list[0].draws(part, first)
		sim.CopyPoints(x, first, part, 0, size)
	})
	return x
}

// Split are the reader's points that the networks learn from, and those that are held
// out, D×N in the view's units; both empty where none are held out. Pictures that are learned
// from are Draws.
func (n *Networks) Split() (learned, held sim.Batch) {
	if n.data.held.Empty() {
		return sim.Batch{}, sim.Batch{}
	}
	return n.data.learned, n.data.held
}

// Minibatch are the points that the first network learned from in the last step,
// before any noise, D×N and N at most 1000; empty before the first step.
func (n *Networks) Minibatch() sim.Batch {
	if len(n.list) == 0 || n.step == 0 {
		return sim.Batch{}
	}
	if n.batch.Empty() {
		n.batch = sim.NewBatch(n.target.Dim(), min(n.size, mostData))
		n.batchOf = 0
	}
	if n.batchOf != n.step {
		n.batchOf = n.step
		n.list[0].draws(n.batch, (n.step-1)*n.size)
	}
	return n.batch
}

// Len is how many networks there are.
func (n *Networks) Len() int { return len(n.list) }

// At is network k.
func (n *Networks) At(k int) *Network { return n.list[k] }

// Step is how many training steps have been done, with networks or without.
func (n *Networks) Step() int { return n.step }

// Watch lets now, in milliseconds, measure how long training takes; traces say
// it, and nothing else follows from it.
func (n *Networks) Watch(now func() float64) {
	for _, network := range n.list {
		network.clock = now
	}
}

// Train goes on to step, stopping where the identity is measured.
func (n *Networks) Train(step int) {
	for n.step < step {
		stop := min(step, (n.step/measureEvery+1)*measureEvery)
		for _, network := range n.list {
			network.trainTo(stop)
		}
		n.step = stop
		if stop%measureEvery == 0 {
			n.measureIdentity()
		}
	}
}

// measureIdentity measures the losses of the first network at the present step,
// where the scene shows them.
func (n *Networks) measureIdentity() {
	if !n.shown || len(n.list) == 0 {
		return
	}
	if n.quadrature == nil {
		n.quadrature = newQuadrature(n.target, n.yield)
	}
	explicit, implicit, constant := n.quadrature.losses(n.list[0].Model, n.yield)
	n.Identity.add(float64(n.step), explicit, implicit, constant)
}

// Follow turns all networks to another target; their weights stay.
func (n *Networks) Follow(t target.Target) {
	n.target, n.quadrature, n.draws, n.sample, n.batch = t, nil, sim.Batch{}, sim.Batch{}, sim.Batch{}
	n.Identity.cut(0)
	o := newOptima(t, n.yield)
	for _, network := range n.list {
		network.follow(o)
	}
}

// Keyframe is the last step at or before step from which all networks can go
// on.
func (n *Networks) Keyframe(step int) int {
	if len(n.list) == 0 || step >= n.step {
		return min(step, n.step)
	}
	return keyframe.Common(len(n.list), step, func(k, step int) int { return n.list[k].keyframe(step) })
}

// Rewind goes back to step, which Keyframe returned.
func (n *Networks) Rewind(step int) {
	for _, network := range n.list {
		network.rewind(step)
	}
	n.step = min(step, n.step)
}

// Cut forgets the keyframes after the present step: their future will not come.
func (n *Networks) Cut() {
	for _, network := range n.list {
		network.frames.Cut(n.step)
	}
}

// KeyframeStride is how many steps lie between the keyframes that are kept.
func (n *Networks) KeyframeStride() int {
	if len(n.list) == 0 {
		return measureEvery
	}
	return max(n.list[0].frames.Stride, measureEvery)
}

// Frozen is a copy of the first network as it is, which further training does
// not change; nil where there is none.
func (n *Networks) Frozen(c *param.Config) sim.Scorer {
	if len(n.list) == 0 {
		return nil
	}
	return n.list[0].frozen(c)
}

// Safetensors are the present weights of the first network; see score.Safetensors.
func (n *Networks) Safetensors() []byte { return score.Safetensors(n.list[0].Model.(score.Network)) }

// Copy gives a network that Frozen returned the present weights of the first.
func (n *Networks) Copy(to sim.Scorer) { copy(to.(Model).Params(), n.list[0].Model.Params()) }

// report writes to p where the networks are, and nothing of how they came
// there.
func (n *Networks) report(p *protocol.TrainingReport, from int) {
	p.From, p.Step = from, n.step
	p.Identity = protocol.IdentityReport{}
	p.Networks = slices.Grow(p.Networks[:0], len(n.list))[:len(n.list)]
	for i, network := range n.list {
		q := &p.Networks[i]
		network.trainer.Snapshot(&q.Now)
		q.Sum, q.Losses, q.Spent = network.Trace.sum, network.Trace.losses, network.spent
		q.Trace, q.Frames = make([][]float64, len(network.Trace.columns())), nil
	}
}

// Apply does the steps of a report's bytes. It returns false, and changes
// nothing, unless they go on from where the networks are and end at step most or
// before.
func (n *Networks) Apply(b []byte, most int) bool {
	p := &n.received
	if !p.Read(b) || p.From != n.step || p.Step > most || !n.accepts(p) {
		return false
	}
	n.take(p)
	n.Identity.merge(&p.Identity)
	return true
}

// accepts reports whether a report is of networks like these, and its steps are
// in order.
func (n *Networks) accepts(p *protocol.TrainingReport) bool {
	if len(p.Networks) != len(n.list) || p.Step < p.From {
		return false
	}
	for i, network := range n.list {
		q := &p.Networks[i]
		if q.Now.Step != p.Step || !network.trainer.Fits(&q.Now) || len(q.Trace) != len(network.Trace.columns()) {
			return false
		}
		last := p.From - 1
		for _, frame := range q.Frames {
			if frame.Step <= last || frame.Step > p.Step || !network.trainer.Fits(frame) {
				return false
			}
			last = frame.Step
		}
	}
	return true
}

// reopen makes the networks that the filled settings c ask for on the target t,
// to be put where a report says; ok is false where the report cannot be of them.
// Nothing is made of settings whose weights have not come, so that the cost is in
// proportion to the report, but for a data set and for batches: those are at most
// the table's.
func reopen(c *param.Config, t target.Target, p *protocol.TrainingReport, yield func()) (n *Networks, ok bool) {
	asked := objectives(c)
	if len(p.Networks) != len(asked) {
		return nil, false
	}
	for i, objective := range asked {
		if len(p.Networks[i].Now.Weights) != shape(c, objective, t).Count(c.Model == "energy") {
			return nil, false
		}
	}
	n = New(c, t, yield)
	return n, n.accepts(p)
}

// take puts every network where the report says.
func (n *Networks) take(p *protocol.TrainingReport) {
	n.step = p.Step
	for i, network := range n.list {
		network.take(&p.Networks[i])
	}
}

func (n *Network) take(q *protocol.NetworkReport) {
	for _, frame := range q.Frames {
		if n.frames.Due(frame.Step) {
			n.frames.Put(frame.Step, frame)
		}
	}
	n.trainer.Restore(&q.Now)
	row := make([]float64, len(q.Trace))
	for i := range q.Trace[0] {
		for k := range row {
			row[k] = q.Trace[k][i]
		}
		n.Trace.add(row...)
	}
	n.Trace.sum, n.Trace.losses, n.spent = q.Sum, q.Losses, q.Spent
}
