package density

import (
	"math"

	"github.com/scorefield/scorefield/sim"
)

// Data is the kernel estimate of weighted points: each is a Gaussian of
// deviation h, so that with v = h² + σ²
//
//	p_σ(x) = Σ_k w_k N(x; x_k, v I),   ∇log p_σ(x) = Σ_k r_k(x) (x_k − x) / v,
//
// r_k the responsibilities. This is exact at every σ: what denoising score
// matching learns from these points alone, in the limit, at h = 0 (Vincent,
// Neural Computation 2011).
//
// A score costs one exponential per point of x and of the data; of many points
// see [Points.Merge] and [Table].
type Data struct {
	x    sim.Batch
	w    []float64 // N, sums to 1
	logw []float32 // N
	h    float64
	pick cumulative
	rows []float32 // N×D, D ≠ 2: the points one after the other, made when first needed
}

// LeastBandwidth is the smallest deviation that a kernel of [Data] has, however
// small h and σ are: below it float32 coordinates of a few units have too few
// digits.
const LeastBandwidth = 1e-3

const oneWeight = "density: not one weight for each point"

// NewData returns the kernel estimate of the points x with relative weights w
// (nil is equal weights) and bandwidth h ≥ 0. It keeps x. With h = 0 draws are
// the points themselves, and the score at σ < [LeastBandwidth] is that at
// LeastBandwidth. NewData panics on a wrong shape, without points or with
// some that are not finite, and on bad weights; points of weight zero are never drawn and have no effect.
func NewData(x sim.Batch, w []float64, h float64) *Data {
	switch {
	case x.N < 1 || x.D < 1:
		panic("density: no points")
	case w != nil && len(w) != x.N:
		panic(oneWeight)
	case !(h >= 0 && h <= math.MaxFloat32):
		panic("density: a bandwidth that is negative or not finite")
	case !finite(x):
		panic("density: points that are not finite")
	}
	if w == nil {
		w = equal(x.N)
	}
	d := &Data{x: x, w: normalised(w), h: h, logw: make([]float32, x.N)}
	for i, w := range d.w {
		d.logw[i] = float32(max(math.Log(w), leastLog))
	}
	d.pick = newCumulative(d.w)
	return d
}

// leastLog replaces the logarithm of a weight of 0: it is finite, and so small
// that no distance makes up for it.
const leastLog = -1e30

func equal(n int) []float64 {
	w := make([]float64, n)
	for i := range w {
		w[i] = 1
	}
	return w
}

// Dim is the points' dimension.
func (d *Data) Dim() int { return d.x.D }

// Points returns the points, which must not be changed.
func (d *Data) Points() sim.Batch { return d.x }

// Weights returns the weights, which sum to 1 and must not be changed.
func (d *Data) Weights() []float64 { return d.w }

// Bandwidth returns h.
func (d *Data) Bandwidth() float64 { return d.h }

// Score stores the exact ∇ log p_σ.
func (d *Data) Score(dst, x sim.Batch, sigma float32) {
	checkScore(dst, x, d.x.D)
	checkSigma(sigma)
	d.kde(dst.Data, nil, x, d.variance(sigma))
}

// LogProb stores the exact log p_σ.
func (d *Data) LogProb(dst []float32, x sim.Batch, sigma float32) {
	checkLogProb(dst, x, d.x.D)
	checkSigma(sigma)
	d.kde(nil, dst, x, d.variance(sigma))
}

// variance is v = h² + σ², not below LeastBandwidth².
func (d *Data) variance(sigma float32) float64 {
	s := max(spread(d.h, sigma), LeastBandwidth)
	return float64(s * s)
}

// Rand draws a point and the kernel around it.
func (d *Data) Rand(dst sim.Batch, key sim.Key, first int) {
	checkDim(dst, d.x.D)
	d.pick.choose(dst.N, key, first, func(i, k int) { sim.CopyPoints(dst, i, d.x, k, 1) })
	if d.h > 0 {
		addNoise(dst, d.h, key, first)
	}
}

// Moments returns the exact mean (D) and covariance (D×D, row-major) at σ.
func (d *Data) Moments(sigma float64) (mean, cov []float64) {
	v := float64(d.h*d.h) + float64(sigma*sigma)
	return pointMoments(d.x.N, d.x.D, v, func(i int) float64 { return d.w[i] },
		func(i, j int) float64 { return float64(d.x.At(j, i)) })
}
