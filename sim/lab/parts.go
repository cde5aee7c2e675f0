package lab

import (
	"math"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/lab/scene"
	"github.com/scorefield/scorefield/sim/matching"
	"github.com/scorefield/scorefield/sim/metric"
)

// LossIdentity is integration by parts made visible: for one network as it learns,
// the explicit loss, the implicit one and their difference, by quadrature.
type LossIdentity struct {
	Step, Explicit, Implicit, Difference []float64
	Constant                             float64 // ½E‖s‖², what the difference should be
}

// quadrature are nodes with the weights p(x) dx.
type quadrature struct {
	x      sim.Batch
	w      []float64 // N
	truth  sim.Batch
	s, jv  sim.Batch
	along  [2]sim.Batch // e₁ and e₂ at every node
	target uint64       // what it was made for
}

const (
	partsNodes = 81
	partsHalf  = 10
)

// newQuadrature puts nodes on [−10, 10]² by the trapezoidal rule, which is
// exact to many digits for densities that are smooth and vanish at the border.
func newQuadrature(t target) *quadrature {
	q := &quadrature{x: metric.Lattice(0, 0, partsHalf, partsNodes)}
	n := q.x.N
	q.truth, q.s, q.jv = sim.NewBatch(2, n), sim.NewBatch(2, n), sim.NewBatch(2, n)
	for j := range q.along {
		q.along[j] = sim.NewBatch(2, n)
		for i := range q.along[j].Row(j) {
			q.along[j].Row(j)[i] = 1
		}
	}
	logp := make([]float32, n)
	t.density.LogProb(logp, q.x, 0)
	t.density.Score(q.truth, q.x, 0)
	q.w = make([]float64, n)
	step := 2.0 * partsHalf / (partsNodes - 1)
	for i, l := range logp {
		if l > -80 {
			q.w[i] = math.Exp(float64(l)) * step * step
		}
	}
	return q
}

// losses are ½E‖s_θ − s‖², E[tr J + ½‖s_θ‖²] and ½E‖s‖².
func (q *quadrature) losses(m matching.Model) (explicit, implicit, constant float64) {
	for j, v := range q.along {
		m.Eval(q.s, q.jv, q.x, v, nil)
		for i, w := range q.w {
			implicit += w * float64(q.jv.At(j, i))
		}
	}
	for i, w := range q.w {
		if w == 0 {
			continue
		}
		for j := range 2 {
			s, t := float64(q.s.At(j, i)), float64(q.truth.At(j, i))
			explicit += w * (s - t) * (s - t) / 2
			implicit += w * s * s / 2
			constant += w * t * t / 2
		}
	}
	return explicit, implicit, constant
}

// LossIdentity is the history of the first network's two losses, measured where the
// scene shows it.
func (e *Experiment) lossIdentity() LossIdentity { return e.parts }

// weigh measures the losses of the first network at the present step, unless
// that was done.
func (e *Experiment) weigh() {
	if len(e.fits) == 0 || !e.shows(scene.Parts) {
		return
	}
	if e.nodes == nil || e.nodes.target != e.shape {
		e.nodes = newQuadrature(e.target)
		e.nodes.target = e.shape
	}
	explicit, implicit, constant := e.nodes.losses(e.fits[0].model)
	e.parts.add(float64(e.clock.Training), explicit, implicit, constant)
}

// add puts the losses at step at the end, and what was known of later steps
// away.
func (p *LossIdentity) add(step, explicit, implicit, constant float64) {
	n := len(p.Step)
	for n > 0 && p.Step[n-1] >= step {
		n--
	}
	p.cut(n)
	p.Step, p.Explicit, p.Implicit = append(p.Step, step), append(p.Explicit, explicit), append(p.Implicit, implicit)
	p.Difference, p.Constant = append(p.Difference, explicit-implicit), constant
}

// cut keeps the first n steps.
func (p *LossIdentity) cut(n int) {
	p.Step, p.Explicit, p.Implicit, p.Difference = p.Step[:n], p.Explicit[:n], p.Implicit[:n], p.Difference[:n]
}

// join adds the steps of q, which has no differences.
func (p *LossIdentity) join(q LossIdentity) {
	for i, step := range q.Step {
		p.add(step, q.Explicit[i], q.Implicit[i], q.Constant)
	}
}

// TraceEstimate is what many directions of one law say about the trace at a point.
type TraceEstimate struct {
	Name        string
	Count, Mean []float64 // running mean of vᵀJv after so many directions
	Trace       float64   // exact, tr J
	Deviation   float64   // of one vᵀJv, by the law's formula

	law matching.Distribution
}

// directions is how many are drawn at most.
const directions = 2048

// drawn is what Slices said last, and of what, with its memory.
type drawn struct {
	training  int
	x, y      float64
	laws      []TraceEstimate
	along     []sim.Batch // 2×directions: those of each law, the same at every point
	at, basis sim.Batch   // 2×2: the point twice, and e₁, e₂
	s, jv     sim.Batch
}

// Slices draws directions of every law at the point (x, y) under the first
// network. The result is valid until the next call.
func (e *Experiment) traceEstimates(x, y float64) []TraceEstimate {
	if len(e.fits) == 0 {
		return nil
	}
	d := &e.drawn
	if d.laws == nil {
		d.draw(e.key.Sub(streamReport))
	} else if d.training == e.clock.Training && d.x == x && d.y == y {
		return d.laws
	}
	d.training, d.x, d.y = e.clock.Training, x, y
	j := d.jacobian(e.fits[0].model)
	for i := range d.laws {
		d.laws[i].run(d.along[i], j)
	}
	return d.laws
}

// slicedLaws are those that Slices compares.
var slicedLaws = [...]matching.Distribution{matching.Gaussian, matching.Rademacher, matching.Sphere}

// draw draws the directions of every law.
func (d *drawn) draw(key sim.Key) {
	for _, l := range slicedLaws {
		v := sim.NewBatch(2, directions)
		l.Rand(v, key.Sub(uint64(l)), 0)
		d.along, d.laws = append(d.along, v), append(d.laws, TraceEstimate{Name: l.String(), law: l})
	}
	d.at, d.s, d.jv = sim.NewBatch(2, 2), sim.NewBatch(2, 2), sim.NewBatch(2, 2)
	d.basis = sim.FromPoints([]float64{1, 0}, []float64{0, 1})
}

// run adds up vᵀJv and keeps the mean at counts that rise by a tenth.
func (l *TraceEstimate) run(v sim.Batch, j [4]float64) {
	l.Trace, l.Deviation = j[0]+j[3], math.Sqrt(l.law.TraceVariance(j[:], 2))
	l.Count, l.Mean = l.Count[:0], l.Mean[:0]
	sum, next := 0.0, 1.0
	for i := range v.N {
		a, b := float64(v.At(0, i)), float64(v.At(1, i))
		sum += a*(j[0]*a+j[1]*b) + b*(j[2]*a+j[3]*b)
		if n := float64(i + 1); n >= next {
			l.Count, l.Mean = append(l.Count, n), append(l.Mean, sum/n)
			next = max(next*1.1, next+1)
		}
	}
}

// jacobian is ∂s_θ/∂x at the point, row-major.
func (d *drawn) jacobian(m matching.Model) [4]float64 {
	for i := range d.at.N {
		d.at.Set(0, i, float32(d.x))
		d.at.Set(1, i, float32(d.y))
	}
	m.Eval(d.s, d.jv, d.at, d.basis, nil)
	return [4]float64{float64(d.jv.At(0, 0)), float64(d.jv.At(0, 1)), float64(d.jv.At(1, 0)), float64(d.jv.At(1, 1))}
}

// Pick is the point that the projections are shown at.
func (e *Experiment) picked() (x, y float64) { return e.pick[0], e.pick[1] }

// PickAt chooses it.
func (e *Experiment) pickAt(x, y float64) { e.pick = [2]float64{x, y} }

// shows reports whether a panel of the scene has the layer.
func (e *Experiment) shows(l scene.Layer) bool {
	for _, p := range e.scene.Panels {
		if p.Has(l) {
			return true
		}
	}
	return false
}
