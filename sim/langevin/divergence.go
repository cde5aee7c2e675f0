package langevin

import (
	"math"

	"github.com/scorefield/scorefield/sim"
)

// A Divergencer knows the divergence of a score.
type Divergencer interface {
	// Divergence stores tr ∂s_σ/∂x at x_i in dst[i]. dst has length x.N.
	Divergence(dst []float32, x sim.Batch, sigma float32)
}

// FiniteDifferences is the divergence of any score by central differences,
// Σ_j (s_j(x + δe_j) − s_j(x − δe_j))/2δ with δ = Delta √(1 + σ²), which suits
// densities that bend over lengths around 1. Where the score is linear only
// its rounding is left, some 1e-7 |s|/δ; elsewhere δ²/6 times its third
// derivative is added.
type FiniteDifferences struct {
	Score sim.Scorer // whose divergence is wanted
	Delta float64    // δ at σ = 0; 0 is 1/512

	at, fore, back sim.Batch
}

// Divergence stores the estimate at x_i in dst[i], length x.N. It evaluates the
// score 2D times.
func (d *FiniteDifferences) Divergence(dst []float32, x sim.Batch, sigma float32) {
	require(d.Score != nil, "langevin: a divergence without a Score")
	require(len(dst) == x.N, badShape)
	reshape(&d.at, x.D, x.N)
	reshape(&d.fore, x.D, x.N)
	reshape(&d.back, x.D, x.N)
	delta := float32(orElse(d.Delta, 1./512) * math.Sqrt(1+float64(sigma)*float64(sigma)))
	copy(d.at.Data, x.Data)
	clear(dst)
	for j := range x.D {
		row, at := x.Row(j), d.at.Row(j)
		shift(at, row, -delta)
		d.Score.Score(d.back, d.at, sigma)
		shift(at, row, delta)
		d.Score.Score(d.fore, d.at, sigma)
		for i, f := range d.fore.Row(j) {
			span := at[i] - (row[i] - delta) // 2δ as rounded
			dst[i] += (f - d.back.Row(j)[i]) / span
		}
		copy(at, row)
	}
}

// shift stores x + a in dst.
func shift(dst, x []float32, a float32) {
	for i, v := range x {
		dst[i] = v + a
	}
}

// A Tangenter is a model of a score with directional derivatives.
type Tangenter interface {
	// Eval stores s(x, σ) in s and (∂s/∂x) v in jv. sigma has one value a point.
	Eval(s, jv, x, v sim.Batch, sigma []float32)
}

// JacobianTrace is the divergence of a model by its derivatives along the axes,
// Σ_j e_j·(∂s/∂x) e_j: exact, at the price of D evaluations.
type JacobianTrace struct {
	Model Tangenter // whose divergence is wanted

	s, jv, v sim.Batch
	sigma    []float32
}

// Divergence stores tr ∂s_σ/∂x at x_i in dst[i], length x.N.
func (d *JacobianTrace) Divergence(dst []float32, x sim.Batch, sigma float32) {
	require(d.Model != nil, noModel)
	require(len(dst) == x.N, badShape)
	reshape(&d.s, x.D, x.N)
	reshape(&d.jv, x.D, x.N)
	reshape(&d.v, x.D, x.N)
	d.sigma = extend(d.sigma, x.N)
	fill(d.sigma, sigma)
	clear(dst)
	for j := range x.D {
		clear(d.v.Data)
		fill(d.v.Row(j), 1)
		d.Model.Eval(d.s, d.jv, x, d.v, d.sigma)
		for i, v := range d.jv.Row(j) {
			dst[i] += v
		}
	}
}

func fill(dst []float32, v float32) {
	for i := range dst {
		dst[i] = v
	}
}
