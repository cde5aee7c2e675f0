package matching

import (
	"math"

	"github.com/scorefield/scorefield/sim/internal/vec"
)

// Adam is the optimiser of Kingma and Ba (ICLR 2015, algorithm 1). The zero
// value has their β₁ = 0.9, β₂ = 0.999, ε = 1e-8.
type Adam struct {
	Beta1, Beta2, Epsilon float64 // 0 is the published value

	m, v           []float32
	power1, power2 float64 // β₁ᵗ and β₂ᵗ, as running products
}

// Step moves params against grad at the rate α.
func (a *Adam) Step(params, grad []float32, rate float64) {
	b1, b2, eps := orElse(a.Beta1, 0.9), orElse(a.Beta2, 0.999), orElse(a.Epsilon, 1e-8)
	if len(a.m) != len(params) {
		a.m, a.v = make([]float32, len(params)), make([]float32, len(params))
		a.power1, a.power2 = 1, 1
	}
	a.power1 = float64(a.power1 * b1)
	a.power2 = float64(a.power2 * b2)
	vec.Adam(params, a.m, a.v, grad, float32(b1), float32(b2),
		float32(rate/(1-a.power1)), float32(1/math.Sqrt(1-a.power2)), float32(eps))
}

// reset forgets the moments.
func (a *Adam) reset(n int) {
	a.m, a.v = zeros(a.m, n), zeros(a.v, n)
	a.power1, a.power2 = 1, 1
}

// copyFrom makes a the state of b, reusing memory.
func (a *Adam) copyFrom(b *Adam) {
	a.m, a.v = append(a.m[:0], b.m...), append(a.v[:0], b.v...)
	a.power1, a.power2 = b.power1, b.power2
}

func zeros(s []float32, n int) []float32 {
	if len(s) != n {
		return make([]float32, n)
	}
	clear(s)
	return s
}

func orElse(v, def float64) float64 {
	if v == 0 {
		return def
	}
	return v
}

// clip scales grad so that its norm is at most most, and returns the norm
// before.
func clip(grad []float32, most float64) float64 {
	norm := math.Sqrt(vec.SumSq(grad))
	if norm > most {
		vec.Scale(grad, float32(most/norm), grad)
	}
	return norm
}
