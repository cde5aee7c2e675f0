package score

import (
	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/internal/vec"
)

// Kernel is an expansion log p = Σ_m α_m k(x, c_m) − |x|²/(2τ²) + const with
// the Gaussian kernel k(x, c) = exp(−|x − c|²/(2h²)): a kernel exponential
// family (Sriperumbudur et al., JMLR 2017). Its score is linear in the
// parameters α,
//
//	s(x) = Σ_m α_m ∇k(x, c_m) − x/τ²,   ∇k = −k (x − c)/h²,
//
// so that every quadratic objective has one minimum. It has no noise
// conditioning: σ is ignored.
type Kernel struct {
	centres sim.Batch
	alpha   []float32
	h2      float32 // 1/h²
	t2      float32 // 1/τ²
	x, v    sim.Batch

	r, k, along []float32 // N: |x − c|², k, (x − c)·v/h² for one centre
}

// NewKernel returns the expansion around the given centres with bandwidth h > 0
// and α = 0: the score of N(0, τ²I), or 0 everywhere if tau is 0. It panics
// unless h > 0 and tau ≥ 0, and without centres.
func NewKernel(centres sim.Batch, h, tau float64) *Kernel {
	if !(h > 0) || !(tau >= 0) || centres.Empty() {
		panic("score: a kernel needs centres, h > 0 and tau ≥ 0")
	}
	k := &Kernel{centres: centres.Clone(), alpha: make([]float32, centres.N), h2: float32(1 / float64(h*h))}
	if tau > 0 {
		k.t2 = float32(1 / float64(tau*tau))
	}
	return k
}

// Dim is D.
func (k *Kernel) Dim() int { return k.centres.D }

// Params are the coefficients α, aliased.
func (k *Kernel) Params() []float32 { return k.alpha }

// Eval is as Net's; sigma is ignored. With u = (x − c)/h²,
// (∂∇k/∂x)v = k ((u·v)u − v/h²).
func (k *Kernel) Eval(s, jv, x, v sim.Batch, _ []float32) {
	if x.D != k.Dim() || !s.Like(x) || !v.Empty() && !(v.Like(x) && jv.Like(x)) {
		panic(badShape)
	}
	copyBatch(&k.x, x)
	copyBatch(&k.v, v)
	k.base(s, x)
	if !v.Empty() {
		k.base(jv, v)
	}
	for m, a := range k.alpha {
		k.centre(m, x, v)
		for j := range x.D {
			c := k.centres.At(j, m)
			k.add(s.Row(j), x.Row(j), c, a)
			if !v.Empty() {
				k.addDerivative(jv.Row(j), x.Row(j), v.Row(j), c, a)
			}
		}
	}
}

// farthest is the largest |x − c|²/h² that counts: beyond it k is e^−64 for all, which changes no digit of a
// sum but keeps products with it above the least normal number, below which some processors
// take a hundred times as long.
const farthest = 128

// base stores −x/τ².
func (k *Kernel) base(dst, x sim.Batch) { vec.Scale(dst.Data, -k.t2, x.Data) }

// centre computes k, and (x − c)·v/h² unless v is empty, around centre m.
func (k *Kernel) centre(m int, x, v sim.Batch) {
	k.r, k.k, k.along = grow(k.r, x.N), grow(k.k, x.N), grow(k.along, x.N)
	clear(k.r)
	clear(k.along)
	for j := range x.D {
		c := k.centres.At(j, m)
		for i, xi := range x.Row(j) {
			d := xi - c
			k.r[i] += float32(d * d)
			if !v.Empty() {
				k.along[i] += float32(float32(d*k.h2) * v.At(j, i))
			}
		}
	}
	for i, r := range k.r {
		if !(r <= farthest/k.h2) {
			k.r[i] = farthest / k.h2
		}
	}
	vec.Scale(k.r, -k.h2/2, k.r)
	vec.Exp(k.k, k.r)
}

// add adds a·∇k along one coordinate.
func (k *Kernel) add(dst, x []float32, c, a float32) {
	for i, xi := range x {
		dst[i] -= float32(float32(a*k.k[i]) * float32((xi-c)*k.h2))
	}
}

// addDerivative adds a times the derivative of ∇k along v.
func (k *Kernel) addDerivative(dst, x, v []float32, c, a float32) {
	for i, xi := range x {
		u := (xi - c) * k.h2
		dst[i] += float32(float32(a*k.k[i]) * (float32(k.along[i]*u) - float32(v[i]*k.h2)))
	}
}

// Grad is as Net's: ∂L/∂α_m is the sum over points of ds·∇k and djv·∂(∇k)v.
func (k *Kernel) Grad(grad []float32, ds, djv sim.Batch) {
	checkGrad(k.alpha, grad, ds, djv, k.Dim(), k.x.N, !k.v.Empty())
	for m := range k.alpha {
		k.centre(m, k.x, k.v)
		for i := range k.x.N {
			grad[m] += k.pointGrad(m, i, ds, djv)
		}
	}
}

func (k *Kernel) pointGrad(m, i int, ds, djv sim.Batch) float32 {
	var sum float32
	for j := range k.x.D {
		u := (k.x.At(j, i) - k.centres.At(j, m)) * k.h2
		sum -= float32(ds.At(j, i) * u)
		if !djv.Empty() {
			sum += float32(djv.At(j, i) * (float32(k.along[i]*u) - float32(k.v.At(j, i)*k.h2)))
		}
	}
	return float32(k.k[i] * sum)
}

// Score stores the score in dst; σ is ignored. It counts as an Eval.
func (k *Kernel) Score(dst, x sim.Batch, _ float32) {
	k.Eval(dst, sim.Batch{}, x, sim.Batch{}, nil)
}

// UnnormalisedLogProb stores log p(x_i) up to a constant in dst[i]; σ is ignored.
func (k *Kernel) UnnormalisedLogProb(dst []float32, x sim.Batch, _ float32) {
	if len(dst) != x.N || x.D != k.Dim() {
		panic(badShape)
	}
	for i := range dst {
		dst[i] = -float32(k.t2 / 2 * square(x, i))
	}
	for m, a := range k.alpha {
		k.centre(m, x, sim.Batch{})
		vec.Axpy(dst, a, k.k)
	}
}
