package density

import (
	"math"
	"testing"

	"github.com/scorefield/scorefield/sim"
	"gonum.org/v1/gonum/integrate/quad"
)

// alongX returns the law of x under t at σ: p integrates over y to
// p(x, 0) √(2πV) for a mean of y = 0.
func alongX(d *Truncated, sigma float64) func(x float64) float64 {
	v := d.s*d.s + sigma*sigma
	return func(x float64) float64 {
		return math.Exp(d.at(x, d.mean[1], sigma).log) * math.Sqrt(2*math.Pi*v)
	}
}

func TestTruncatedIntegratesUpToItsEdge(t *testing.T) {
	for _, cut := range []float64{-8, -1, 0, 2, 7} {
		d := NewTruncated([2]float64{0.5, -1}, 1.5, cut)
		p := alongX(d, 0)
		// Legendre's rule with 100 points is exact to rounding on 12 deviations.
		one := quad.Fixed(p, max(cut, -12), cut+20, 100, quad.Legendre{}, 0)
		if math.Abs(one-1) > 1e-12 {
			t.Errorf("cut %v: ∫p = %v", cut, one)
		}
		// Smoothing, against a convolution by the same rule.
		for _, sigma := range []float64{0.3, 2} {
			for _, x := range []float64{cut - 1, cut, cut + 0.5} {
				want := quad.Fixed(func(y float64) float64 {
					return p(y) * math.Exp(-(x-y)*(x-y)/(2*sigma*sigma)) / (sigma * math.Sqrt(2*math.Pi))
				}, max(cut, x-10*sigma), max(cut, x-10*sigma)+20*sigma, 200, quad.Legendre{}, 0)
				if got := alongX(d, sigma)(x); math.Abs(got/want-1) > 1e-9 {
					t.Errorf("cut %v, σ=%v, x=%v: p = %v, want %v", cut, sigma, x, got, want)
				}
			}
		}
	}
}

// TestTruncatedBoundaryTerm: for s_θ = 1 along x, E[tr ∂s_θ/∂x + s_θ·∇log p]
// is E[∂log p/∂x] = −∫p(cut, y)dy and not zero.
func TestTruncatedBoundaryTerm(t *testing.T) {
	d := NewTruncated([2]float64{0.5, -1}, 1.5, -0.25)
	p := alongX(d, 0)
	left := quad.Fixed(func(x float64) float64 { return p(x) * d.at(x, 0, 0).dx }, -0.25, 20, 100, quad.Legendre{}, 0)
	if edge := p(-0.25 + 1e-12); math.Abs(left+edge) > 1e-9 || edge < 0.1 {
		t.Errorf("E[∂log p/∂x] = %v, −p at the edge is %v", left, -edge)
	}
}

func TestTruncatedBeyondTheEdge(t *testing.T) {
	d := NewTruncated([2]float64{}, 1, 0)
	x := sim.FromPoints([]float64{-1, 2}, []float64{1, 2})
	logp := make([]float32, 2)
	d.LogProb(logp, x, 0)
	if !math.IsInf(float64(logp[0]), -1) || math.IsInf(float64(logp[1]), 0) {
		t.Errorf("log p = %v", logp)
	}
	draws := sim.NewBatch(2, 10000)
	d.Rand(draws, sim.NewKey(1), 0)
	for i := range draws.N {
		if draws.At(0, i) < 0 {
			t.Fatalf("draw %d lies beyond the edge: %v", i, draws.At(0, i))
		}
	}
}
