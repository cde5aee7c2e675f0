package metric_test

import (
	"math"
	"math/cmplx"
	"testing"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/matching"
	"github.com/scorefield/scorefield/sim/metric"
)

// correlated are n points L z + m of R^d, L lower triangular and drawn from key.
func correlated(d, n int, shift float32, key sim.Key) sim.Batch {
	z, x, l := sim.NewBatch(d, n), sim.NewBatch(d, n), sim.NewBatch(d, d)
	matching.Gaussian.Rand(z, key.Sub(0), 0)
	matching.Gaussian.Rand(l, key.Sub(1), 0)
	for i := range n {
		for j := range d {
			v := shift * float32(j)
			for k := range j + 1 {
				v += l.At(j, k) * z.At(k, i)
			}
			x.Set(j, i, v)
		}
	}
	return x
}

// frechetByGonum takes the root of A B from its eigenvalues, which are real and
// nonnegative.
func frechetByGonum(x, y sim.Batch) float64 {
	moments := func(x sim.Batch) (mean []float64, cov *mat.SymDense) {
		rows := mat.NewDense(x.N, x.D, nil)
		for i := range x.N {
			for j := range x.D {
				rows.Set(i, j, float64(x.At(j, i)))
			}
		}
		for j := range x.D {
			mean = append(mean, stat.Mean(mat.Col(nil, j, rows), nil))
		}
		cov = mat.NewSymDense(x.D, nil)
		stat.CovarianceMatrix(cov, rows, nil)
		return mean, cov
	}
	m, a := moments(x)
	n, b := moments(y)
	var ab mat.Dense
	ab.Mul(a, b)
	var e mat.Eigen
	e.Factorize(&ab, mat.EigenNone)
	sum := mat.Trace(a) + mat.Trace(b)
	for j := range m {
		sum += (m[j] - n[j]) * (m[j] - n[j])
	}
	for _, v := range e.Values(nil) {
		sum -= 2 * real(cmplx.Sqrt(v))
	}
	return sum
}

func TestFrechetIsGonums(t *testing.T) {
	for _, d := range []int{1, 2, 7, 40} {
		x, y := correlated(d, 200, 0, 1), correlated(d, 150, 0.2, 2)
		got, want := metric.Frechet(x, y), frechetByGonum(x, y)
		if math.Abs(got-want) > 1e-7*(1+want) {
			t.Errorf("d = %d: %g, want %g", d, got, want)
		}
		if back := metric.Frechet(y, x); math.Abs(back-got) > 1e-9*(1+got) {
			t.Errorf("d = %d: %g one way, %g the other", d, got, back)
		}
		// The root of a product that is zero but for rounding, 1e-16 of the largest
		// eigenvalue squared, leaves 1e-8 of it.
		if self := metric.Frechet(x, x); self > 1e-6 {
			t.Errorf("d = %d: distance %g to itself", d, self)
		}
	}
}

// TestFrechetOfSingularSets: of fewer points than dimensions. Points a and −a of the
// line have the variance 2a² (two points, divided by one): the distance of the sets
// ±a e₁ and ±b e₂ is 2a² + 2b², their covariances having no direction in common, and
// that of ±a e₁ and ±b e₁ is 2(a − b)².
func TestFrechetOfSingularSets(t *testing.T) {
	on := func(axis int, a float64) sim.Batch {
		x := sim.NewBatch(3, 2)
		x.Set(axis, 0, float32(a))
		x.Set(axis, 1, -float32(a))
		return x
	}
	for _, c := range []struct {
		x, y sim.Batch
		want float64
	}{{on(0, 3), on(1, 2), 26}, {on(0, 3), on(0, 2), 2}, {on(2, 1), on(2, 1), 0}} {
		if got := metric.Frechet(c.x, c.y); math.Abs(got-c.want) > 1e-7 {
			t.Errorf("%g, want %g", got, c.want)
		}
	}
}

// signReader reads the sign of the first coordinate, with probability 0.9.
type signReader struct{}

func (signReader) Classes() int { return 2 }
func (signReader) Probabilities(dst, x sim.Batch) {
	for i := range x.N {
		dst.Set(0, i, 0.9)
		if x.At(0, i) < 0 {
			dst.Set(0, i, 0.1)
		}
		dst.Set(1, i, 1-dst.At(0, i))
	}
}
func (signReader) FeatureDim() int           { return 1 }
func (signReader) Features(dst, x sim.Batch) { copy(dst.Data, x.Row(0)) }

func TestRead(t *testing.T) {
	x := sim.FromPoints([]float64{1, 0}, []float64{2, 0}, []float64{-3, 0}, []float64{4, 0})
	r := metric.Read(signReader{}, x)
	if math.Abs(r.Confidence-0.9) > 1e-7 || r.Shares[0] != 0.75 || r.Shares[1] != 0.25 || r.LeastShare() != 0.25 {
		t.Errorf("%+v", r)
	}
	if got := r.Accuracy([]uint8{0, 0, 1, 1}); got != 0.75 {
		t.Errorf("accuracy %g", got)
	}
	if r.Features.At(0, 2) != -3 {
		t.Errorf("features %v", r.Features)
	}
}
