package matching

import "github.com/scorefield/scorefield/sim"

// Sliced is vᵀ(∂s_θ/∂x)v + ½(vᵀs_θ)² along random directions v with
// E[vvᵀ] = I, averaged over the directions of a point: the implicit loss in
// expectation. With VarianceReduced the second term is its expectation ½‖s_θ‖².
type Sliced struct {
	// VarianceReduced takes the expectation of (vᵀs_θ)² over v, which is known.
	VarianceReduced bool

	s, jv, v, ds sim.Batch
}

// Loss takes the directions in aux: M·N points for N points x, number m·N+i is
// the m-th direction at x_i.
func (o *Sliced) Loss(grad []float32, m Model, x, aux sim.Batch, sigma []float32, n int) float64 {
	check(aux.D == x.D && x.N > 0 && aux.N >= x.N && aux.N%x.N == 0)
	reshape(&o.s, x.D, x.N)
	reshape(&o.jv, x.D, x.N)
	reshape(&o.v, x.D, x.N)
	reshape(&o.ds, x.D, x.N)
	all := n * (aux.N / x.N)
	sum, each := 0.0, 1/float32(all)
	for from := 0; from < aux.N; from += x.N {
		sim.CopyPoints(o.v, 0, aux, from, x.N)
		m.Eval(o.s, o.jv, x, o.v, sigma)
		for i := range x.N {
			sum += o.point(i, each)
		}
		if grad != nil {
			scale(o.v, o.v, each)
			m.Grad(grad, o.ds, o.v)
		}
	}
	return sum / float64(all)
}

// point is the loss of point i; it stores the loss's derivative by s, times
// each.
func (o *Sliced) point(i int, each float32) float64 {
	var curve, along, square float64
	for j := range o.s.D {
		v, s := float64(o.v.At(j, i)), float64(o.s.At(j, i))
		curve += float64(v * float64(o.jv.At(j, i)))
		along += float64(v * s)
		square += float64(s * s)
	}
	if o.VarianceReduced {
		for j := range o.s.D {
			o.ds.Set(j, i, each*o.s.At(j, i))
		}
		return curve + square/2
	}
	for j := range o.s.D {
		o.ds.Set(j, i, float32(each*float32(along))*o.v.At(j, i))
	}
	return curve + float64(along*along)/2
}

// Optimum is −½E‖∇log p_σ‖², as of the implicit loss.
func (o *Sliced) Optimum(meanSquare float64, _ int, _ float64) float64 { return -meanSquare / 2 }
