package training

import (
	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/lab/piece"
	"github.com/scorefield/scorefield/sim/lab/protocol"
	"github.com/scorefield/scorefield/sim/lab/stream"
	"github.com/scorefield/scorefield/sim/lab/target"
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
	*metric.Quadrature
	truth sim.Batch // exact score at the nodes
	s, jv sim.Batch
	along [2]sim.Batch // e₁ and e₂ at every node
	piece [4]sim.Batch // x, v, s and jv of a piece
}

// quadratureDraws tell where the density is.
const quadratureDraws = 8192

// newQuadrature adapts nodes to the density; along the edge of a truncated one they
// do not cross it. It yields on the way.
func newQuadrature(t target.Target, yield func()) *quadrature {
	draws := sim.NewBatch(2, quadratureDraws)
	t.Density.Rand(draws, sim.NewKey(stream.Test), 0)
	edge, _ := t.Cut()
	exact := inPieces{t.Density, new(piece.Evaluator), yield}
	q := &quadrature{Quadrature: metric.NewQuadrature(exact, 0, draws, edge, 0)}
	n := q.X.N
	q.truth, q.s, q.jv = sim.NewBatch(2, n), sim.NewBatch(2, n), sim.NewBatch(2, n)
	exact.Score(q.truth, q.X, 0)
	for j := range q.along {
		q.along[j] = sim.NewBatch(2, n)
		for i := range q.along[j].Row(j) {
			q.along[j].Row(j)[i] = 1
		}
	}
	return q
}

// losses are ½E‖s_θ − s‖², E[tr J + ½‖s_θ‖²] and ½E‖s‖². They yield on the way.
func (q *quadrature) losses(m Model, yield func()) (explicit, implicit, constant float64) {
	for j, v := range q.along {
		q.eval(m, v, yield)
		for i, w := range q.Weights {
			implicit += w * float64(q.jv.At(j, i))
		}
	}
	for i, w := range q.Weights {
		for j := range 2 {
			s, t := float64(q.s.At(j, i)), float64(q.truth.At(j, i))
			explicit += w * (s - t) * (s - t) / 2
			implicit += w * s * s / 2
			constant += w * t * t / 2
		}
	}
	return explicit, implicit, constant
}

// eval stores the network's scores at the nodes in s, and their derivatives along v in jv.
func (q *quadrature) eval(m Model, v sim.Batch, yield func()) {
	x, along, s, jv := &q.piece[0], &q.piece[1], &q.piece[2], &q.piece[3]
	piece.Each(q.X.N, piece.Times(m, 2), yield, func(first, n int) {
		for _, b := range []*sim.Batch{x, along, s, jv} {
			piece.Fit(b, 2, n)
		}
		sim.CopyPoints(*x, 0, q.X, first, n)
		sim.CopyPoints(*along, 0, v, first, n)
		m.Eval(*s, *jv, *x, *along, nil)
		sim.CopyPoints(q.s, first, *s, 0, n)
		sim.CopyPoints(q.jv, first, *jv, 0, n)
	})
}

// inPieces is a density that is evaluated in pieces.
type inPieces struct {
	metric.Exact
	evaluator *piece.Evaluator
	yield     func()
}

func (p inPieces) LogProb(dst []float32, x sim.Batch, sigma float32) {
	p.evaluator.LogProb(dst, x, p.Exact, sigma, piece.Of(p.Exact), p.yield)
}

func (p inPieces) Score(dst, x sim.Batch, sigma float32) {
	p.evaluator.Score(dst, x, p.Exact, sigma, piece.Of(p.Exact), p.yield)
}
