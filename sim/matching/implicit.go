package matching

import "github.com/scorefield/scorefield/sim"

// Implicit is tr ∂s_θ/∂x + ½‖s_θ‖² with the exact trace, one tangent for each
// coordinate. It needs p → 0 at infinity, and p's smoothness: where p has an
// edge a boundary term is missing.
type Implicit struct {
	s, jv, v, djv sim.Batch
}

// Loss ignores aux.
func (o *Implicit) Loss(grad []float32, m Model, x, _ sim.Batch, sigma []float32, n int) float64 {
	reshape(&o.s, x.D, x.N)
	reshape(&o.jv, x.D, x.N)
	reshape(&o.v, x.D, x.N)
	reshape(&o.djv, x.D, x.N)
	each := 1 / float32(n)
	trace, loss := 0.0, 0.0
	for j := range x.D {
		setAxis(o.v, j, 1)
		m.Eval(o.s, o.jv, x, o.v, sigma)
		for _, t := range o.jv.Row(j) {
			trace += float64(t)
		}
		if j == 0 {
			loss = halfSquare(o.s, n)
		}
		if grad != nil {
			setAxis(o.djv, j, each)
			scale(o.s, o.s, first(j, each))
			m.Grad(grad, o.s, o.djv)
		}
	}
	return loss + trace/float64(n)
}

// first is c for the first coordinate, so that ‖s‖² counts once.
func first(j int, c float32) float32 {
	if j == 0 {
		return c
	}
	return 0
}

// setAxis makes every point c·e_j.
func setAxis(v sim.Batch, j int, c float32) {
	clear(v.Data)
	row := v.Row(j)
	for i := range row {
		row[i] = c
	}
}

// Optimum is −½E‖∇log p_σ‖². Where p has an edge the loss of the true score is another, and
// no loss is the least.
func (o *Implicit) Optimum(meanSquare float64, _ int, _ float64) float64 { return -meanSquare / 2 }
