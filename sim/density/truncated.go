package density

import (
	"math"

	"github.com/scorefield/scorefield/sim"
)

// Truncated is an isotropic Gaussian in the plane, restricted to x > cut:
//
//	p(x, y) = N((x, y); μ, s²I) / Φ((μ_x − cut)/s)   for x > cut, 0 elsewhere.
//
// It does not vanish at its edge, so integration by parts leaves a boundary term
// and implicit score matching is wrong on it (Hyvärinen, JMLR 2005, assumes that
// it vanishes):
//
//	E[tr ∂s_θ/∂x + s_θ·∇log p] = −∫ s_θ,x(cut, y) p(cut, y) dy.
//
// At σ > 0, with V = s² + σ², τ = sσ/√V and m = (x s² + μ_x σ²)/V,
//
//	p_σ(x, y) = N((x, y); μ, V I) Φ((m − cut)/τ) / Φ((μ_x − cut)/s),
//
// which is smooth and has no edge. At σ = 0 log p is −Inf beyond the edge, and
// the score there, which is not defined, is that of the uncut Gaussian.
type Truncated struct {
	mean  [2]float64
	s     float64
	cut   float64
	log   float64 // log Φ((μ_x − cut)/s)
	slope float64 // λ = φ/Φ at the same place
}

// NewTruncated returns the Gaussian around mean of deviation s, cut off at
// x = cut. It panics unless s is positive and all numbers are finite.
func NewTruncated(mean [2]float64, s, cut float64) *Truncated {
	if !(s > 0) {
		panic("density: a deviation that is not positive")
	}
	if !allFinite([]float64{mean[0], mean[1], s, cut}) {
		panic("density: a mean, deviation or edge that is not finite")
	}
	t := &Truncated{mean: mean, s: s, cut: cut}
	t.log, t.slope = logNormalCDF((mean[0] - cut) / s)
	return t
}

// Dim is 2.
func (t *Truncated) Dim() int { return 2 }

// Cut returns the x of the edge.
func (t *Truncated) Cut() float64 { return t.cut }

// Score stores the exact ∇ log p_σ.
func (t *Truncated) Score(dst, x sim.Batch, sigma float32) {
	checkScore(dst, x, 2)
	checkSigma(sigma)
	for i := range x.N {
		f := t.at(float64(x.At(0, i)), float64(x.At(1, i)), float64(sigma))
		dst.Set(0, i, float32(f.dx))
		dst.Set(1, i, float32(f.dy))
	}
}

// LogProb stores the exact log p_σ; −Inf beyond the edge at σ = 0.
func (t *Truncated) LogProb(dst []float32, x sim.Batch, sigma float32) {
	checkLogProb(dst, x, 2)
	checkSigma(sigma)
	for i := range x.N {
		dst[i] = float32(t.at(float64(x.At(0, i)), float64(x.At(1, i)), float64(sigma)).log)
	}
}

// at is p_σ at one point.
func (t *Truncated) at(x, y, sigma float64) field {
	v := float64(t.s*t.s) + float64(sigma*sigma)
	dx, dy := x-t.mean[0], y-t.mean[1]
	square := float64(dx*dx) + float64(dy*dy)
	f := field{-square/(2*v) - math.Log(2*math.Pi*v) - t.log, -dx / v, -dy / v}
	if sigma == 0 {
		if x <= t.cut {
			f.log = math.Inf(-1)
		}
		return f
	}
	tau := t.s * sigma / math.Sqrt(v)
	m := (float64(x*t.s*t.s) + float64(t.mean[0]*sigma*sigma)) / v
	log, slope := logNormalCDF((m - t.cut) / tau)
	f.log += log
	f.dx += float64(slope * (t.s * t.s / (v * tau)))
	return f
}

// Rand draws x by the inverse of its distribution and y freely.
func (t *Truncated) Rand(dst sim.Batch, key sim.Key, first int) {
	checkDim(dst, 2)
	x, y := dst.Row(0), dst.Row(1)
	clear(y)
	addNoise(sim.Batch{D: 1, N: dst.N, Data: y}, t.s, key, first)
	uniforms(dst.N, key.Sub(drawPlace), first, func(i int, u, v float64) {
		x[i] = float32(t.quantile(finer(u, v)))
		y[i] += float32(t.mean[1])
	})
}

// quantile returns the x beyond which a share u of the mass lies: the root of
// log Φ((μ−x)/s) − log Φ((μ−cut)/s) = log u, by Newton's method. log Φ is
// concave and falls in x, so from the edge every step but the first stays on one side.
func (t *Truncated) quantile(u float64) float64 {
	target := math.Log(u) + t.log
	z := (t.mean[0] - t.cut) / t.s
	for range 60 {
		log, slope := logNormalCDF(z)
		step := (log - target) / slope
		z -= step
		if math.Abs(step) <= 1e-12*(1+math.Abs(z)) {
			break
		}
	}
	return max(t.mean[0]-float64(t.s*z), t.cut)
}

// Moments returns the exact mean and covariance (2×2, row-major) at σ: with
// a = (cut − μ_x)/s and λ the ratio φ/Φ at −a, the cut coordinate has mean
// μ_x + sλ and variance s²(1 + aλ − λ²).
func (t *Truncated) Moments(sigma float64) (mean, cov []float64) {
	a := (t.cut - t.mean[0]) / t.s
	s2, v := t.s*t.s, float64(sigma*sigma)
	left := 1 + float64(a*t.slope) - float64(t.slope*t.slope)
	return []float64{t.mean[0] + float64(t.s*t.slope), t.mean[1]}, []float64{float64(s2*left) + v, 0, 0, float64(t.s*t.s) + v}
}
