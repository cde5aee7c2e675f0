package langevin

import (
	"math"

	"github.com/scorefield/scorefield/sim"
)

// Hutchinson estimates the divergence of a model by its derivatives along random signs v
// (Hutchinson, Communications in Statistics 1989; for likelihoods Song et al., ICLR 2021,
// equation 40): tr ∂s/∂x = E[vᵀ (∂s/∂x) v], with the variance 2 Σ_{j≠k} J_jk² of the symmetric part J of
// the Jacobian, at the price of Probes evaluations instead of D.
//
// The signs are a function of Key and σ, so that errors at different times are independent
// and average out along a path, and all points share them, so that much of the error cancels
// in the difference of two log-densities. A solver that chooses its steps takes this for a
// slope that is not smooth: give Likelihood its Steps.
type Hutchinson struct {
	Model  Tangenter // whose divergence is wanted
	Probes int       // vectors v at each σ; 0 is 1
	Key    sim.Key   // of the signs

	x, s, jv, v, signs sim.Batch
	sigma              []float32
}

// Divergence stores the estimate at x_i in dst[i], length x.N. The model is evaluated once,
// at x.N × Probes points, of which the point number p x.N + i is x_i.
func (d *Hutchinson) Divergence(dst []float32, x sim.Batch, sigma float32) {
	require(d.Model != nil, noModel)
	require(d.Probes >= 0, "langevin: a negative number of probes")
	require(len(dst) == x.N, badShape)
	probes := orElse(d.Probes, 1)
	reshape(&d.signs, x.D, probes)
	for _, b := range []*sim.Batch{&d.x, &d.s, &d.jv, &d.v} {
		reshape(b, x.D, x.N*probes)
	}
	d.sigma = extend(d.sigma, x.N*probes)
	fill(d.sigma, sigma)
	Uniform(d.signs, -1, 1, d.Key.Sub(uint64(math.Float32bits(sigma))), 0)
	for j := range x.D {
		for p, u := range d.signs.Row(j) {
			part := func(b sim.Batch) []float32 { return b.Row(j)[p*x.N : (p+1)*x.N] }
			copy(part(d.x), x.Row(j))
			fill(part(d.v), float32(math.Copysign(1, float64(u))))
		}
	}
	d.Model.Eval(d.s, d.jv, d.x, d.v, d.sigma)
	clear(dst)
	for j := range x.D {
		v, jv := d.v.Row(j), d.jv.Row(j)
		for k, w := range jv {
			dst[k%x.N] += float32(v[k]*w) / float32(probes)
		}
	}
}
