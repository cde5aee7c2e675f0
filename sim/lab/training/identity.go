package training

import (
	"math"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/lab/protocol"
	"github.com/scorefield/scorefield/sim/lab/target"
	"github.com/scorefield/scorefield/sim/matching"
	"github.com/scorefield/scorefield/sim/metric"
)

// Identity is integration by parts made visible: for one network as it learns,
// the explicit loss, the implicit one and their difference, by quadrature in the
// plane. A value of each for every measured step.
type Identity struct {
	Step       []float64 // training steps done
	Explicit   []float64 // ½E‖s_θ − s‖²
	Implicit   []float64 // E[tr J + ½‖s_θ‖²]
	Difference []float64 // Explicit − Implicit
	Constant   float64   // ½E‖s‖², what the difference should be
}

// add puts the losses at step at the end, and forgets what was known of later
// steps.
func (d *Identity) add(step, explicit, implicit, constant float64) {
	n := len(d.Step)
	for n > 0 && d.Step[n-1] >= step {
		n--
	}
	d.cut(n)
	d.Step, d.Explicit, d.Implicit = append(d.Step, step), append(d.Explicit, explicit), append(d.Implicit, implicit)
	d.Difference, d.Constant = append(d.Difference, explicit-implicit), constant
}

// cut keeps the first n steps.
func (d *Identity) cut(n int) {
	d.Step, d.Explicit, d.Implicit, d.Difference = d.Step[:n], d.Explicit[:n], d.Implicit[:n], d.Difference[:n]
}

// merge adds the steps of a report.
func (d *Identity) merge(p *protocol.IdentityReport) {
	for i, step := range p.Step {
		d.add(step, p.Explicit[i], p.Implicit[i], p.Constant)
	}
}

// quadrature are nodes in the plane with the weights p(x) dx.
type quadrature struct {
	x     sim.Batch
	w     []float64 // N
	truth sim.Batch // exact score at the nodes
	s, jv sim.Batch
	along [2]sim.Batch // e₁ and e₂ at every node
}

const (
	quadratureNodes = 81
	quadratureHalf  = 10
)

// newQuadrature puts nodes on [−10, 10]² by the trapezoidal rule, which is
// exact to many digits for densities that are smooth and vanish at the border.
func newQuadrature(t target.Target) *quadrature {
	q := &quadrature{x: metric.Lattice(0, 0, quadratureHalf, quadratureNodes)}
	n := q.x.N
	q.truth, q.s, q.jv = sim.NewBatch(2, n), sim.NewBatch(2, n), sim.NewBatch(2, n)
	for j := range q.along {
		q.along[j] = sim.NewBatch(2, n)
		for i := range q.along[j].Row(j) {
			q.along[j].Row(j)[i] = 1
		}
	}
	logp := make([]float32, n)
	t.Density.LogProb(logp, q.x, 0)
	t.Density.Score(q.truth, q.x, 0)
	q.w = make([]float64, n)
	step := 2.0 * quadratureHalf / (quadratureNodes - 1)
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
