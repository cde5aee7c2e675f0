package fit

import (
	"math"

	"github.com/scorefield/scorefield/sim"
)

// inducing are the features k(z_m, ·) of inducing points, with the kernel of
// Kernel.
type inducing struct {
	z    []float64 // M×D
	n, d int
	h    float64
}

// NewInducing fits f = Σ θ_m k(z_m, ·) to the points x with the penalty ½λ‖f‖²
// (the "lite" estimator of Strathmann, Sejdinovic, Livingstone, Szabó and
// Gretton, NeurIPS 2015, for inducing points that need not be data): with B and
// a of NewExponential and K_lm = k(z_l, z_m), (B + λK) θ = −a. It takes N·M²
// steps where NewKernel takes (N·D)³. Settings.Base must be 0.
func NewInducing(x, z sim.Batch, s Settings) (*Exponential, error) {
	if err := s.check(z); err != nil {
		if e := err.(*Error); e.Field == "points" {
			e.Field = "inducing points"
		}
		return nil, err
	}
	switch {
	case s.Base != 0:
		return nil, &Error{"base", number(s.Base), "0 with inducing points"}
	case x.N == 0 || x.D != z.D:
		return nil, &Error{"points", number(float64(x.N)), "at least one, of the inducing points' dimension"}
	}
	if err := finite(x); err != nil {
		return nil, err
	}
	s = s.withDefaults()
	f := &inducing{z: make([]float64, z.N*z.D), n: z.N, d: z.D, h: s.Bandwidth}
	for m := range z.N {
		z.Point(f.z[m*z.D:(m+1)*z.D], m)
	}
	b, a := normal(f, x)
	w := newStatistics(f.n, f.d)
	for m := range f.n {
		f.At(w.f, w.grad, w.laplace, f.z[m*f.d:(m+1)*f.d])
		for l := range m + 1 {
			b.add(m, l, s.Lambda*w.f[l])
		}
	}
	return solveExponential(f, b, a, f.d)
}

// Len is M.
func (b *inducing) Len() int { return b.n }

// At implements Features: with e = x − z and u = 1/h², ∇k = −u e k and
// Δk = (u² ‖e‖² − u D) k.
func (b *inducing) At(f, grad, laplace, x []float64) {
	u := 1 / (b.h * b.h)
	for m := range b.n {
		e, r2 := grad[m*b.d:(m+1)*b.d], 0.0
		for j := range e {
			e[j] = x[j] - b.z[m*b.d+j]
			r2 += e[j] * e[j]
		}
		f[m] = math.Exp(-u * r2 / 2)
		laplace[m] = (u*u*r2 - u*float64(b.d)) * f[m]
		for j := range e {
			e[j] *= -u * f[m]
		}
	}
}
