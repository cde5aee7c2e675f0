package metric

import (
	"math"

	"github.com/scorefield/scorefield/sim"
)

// Frechet is the squared Fréchet distance between the Gaussians with the means and
// covariances of x and y (Dowson and Landau, Journal of Multivariate Analysis 1982),
//
//	‖μ − ν‖² + tr(A + B − 2 (A B)^½).
//
// On features of a network that classifies pictures it is how sets of pictures are
// compared (Heusel et al., NeurIPS 2017, there of Inception). It is biased upwards in
// few points: NoiseFloor has what draws of one distribution are apart. Both sets need
// two points; covariances are divided by N − 1 and may be singular.
func Frechet(x, y sim.Batch) float64 {
	checkSameSpace(x, y)
	return SpreadOf(x, nil).Frechet(y, nil)
}

// Spread is what Frechet compares of one set, for comparisons with many others.
type Spread struct {
	mean, cov, root []float64 // D, D×D and D×D: the root of cov
}

// SpreadOf is that of the points x, at least two.
func SpreadOf(x sim.Batch, yield Pieces) *Spread {
	if x.N < 2 {
		panic("metric: fewer than two points")
	}
	s := new(Spread)
	s.mean, s.cov = yield.moments(x)
	values, vectors := yield.symmetricEigen(s.cov, x.D)
	s.root = compose(values, vectors, x.D)
	return s
}

// Frechet is Frechet(x, y) of the points x whose spread it is.
func (s *Spread) Frechet(y sim.Batch, yield Pieces) float64 {
	d := len(s.mean)
	if y.D != d {
		panic(badShape)
	}
	if y.N < 2 {
		panic("metric: fewer than two points")
	}
	other, b := yield.moments(y)
	sum := 0.0
	for j, m := range s.mean {
		sum += (m-other[j])*(m-other[j]) + s.cov[j*d+j] + b[j*d+j]
	}
	// (A B)^½ has the trace of (A^½ B A^½)^½, which is symmetric.
	inner := product(s.root, b, d)
	yield.pause()
	inner = product(inner, s.root, d)
	yield.pause()
	values, _ := yield.symmetricEigen(inner, d)
	for _, v := range values {
		sum -= 2 * math.Sqrt(max(v, 0))
	}
	return max(sum, 0)
}

// moments is the mean (D) and covariance (D×D) of x.
func (yield Pieces) moments(x sim.Batch) (m, cov []float64) {
	m, cov = make([]float64, x.D), make([]float64, x.D*x.D)
	for j := range x.D {
		for _, v := range x.Row(j) {
			m[j] += float64(v)
		}
		m[j] /= float64(x.N)
	}
	for j := range x.D {
		for k := range j + 1 {
			a, b, sum := x.Row(j), x.Row(k), 0.0
			for i, v := range a {
				sum += (float64(v) - m[j]) * (float64(b[i]) - m[k])
			}
			cov[j*x.D+k] = sum / float64(x.N-1)
			cov[k*x.D+j] = cov[j*x.D+k]
		}
		yield.pause()
	}
	return m, cov
}

// compose is V diag(√max(λ, 0)) Vᵀ, vectors holding an eigenvector a column.
func compose(values, vectors []float64, n int) []float64 {
	out := make([]float64, n*n)
	for k, v := range values {
		r := math.Sqrt(max(v, 0))
		for i := range n {
			for j := range n {
				out[i*n+j] += r * vectors[i*n+k] * vectors[j*n+k]
			}
		}
	}
	return out
}

func product(a, b []float64, n int) []float64 {
	out := make([]float64, n*n)
	for i := range n {
		for k := range n {
			for j := range n {
				out[i*n+j] += a[i*n+k] * b[k*n+j]
			}
		}
	}
	return out
}

// symmetricEigen is the eigenvalues of the symmetric a, n×n, of which the means with
// its transpose are taken, and an eigenvector for each, as the columns of vectors: by
// Jacobi's rotations, row by row, until what is off the diagonal is below 1e-14 of the
// whole (Golub and Van Loan, "Matrix computations", section on Jacobi methods).
func (yield Pieces) symmetricEigen(of []float64, n int) (values, vectors []float64) {
	a, vectors := make([]float64, n*n), make([]float64, n*n)
	whole := 0.0
	for i := range n {
		vectors[i*n+i] = 1
		for j := range n {
			a[i*n+j] = (of[i*n+j] + of[j*n+i]) / 2
			whole += a[i*n+j] * a[i*n+j]
		}
	}
	const sweeps = 60 // six to ten are usual: convergence is quadratic
	for range sweeps {
		off := 0.0
		for p := range n {
			for q := range p {
				off += 2 * a[p*n+q] * a[p*n+q]
				rotate(a, vectors, n, q, p)
			}
			yield.pause()
		}
		if off <= 1e-28*whole {
			break
		}
	}
	values = make([]float64, n)
	for i := range n {
		values[i] = a[i*n+i]
	}
	return values, vectors
}

// rotate makes a_pq 0 by a rotation of the plane of p and q, and rotates vectors too.
func rotate(a, vectors []float64, n, p, q int) {
	if a[p*n+q] == 0 {
		return
	}
	theta := (a[q*n+q] - a[p*n+p]) / (2 * a[p*n+q])
	t := math.Copysign(1, theta) / (math.Abs(theta) + math.Sqrt(theta*theta+1))
	c := 1 / math.Sqrt(t*t+1)
	s := t * c
	for k := range n {
		a[k*n+p], a[k*n+q] = c*a[k*n+p]-s*a[k*n+q], s*a[k*n+p]+c*a[k*n+q]
		vectors[k*n+p], vectors[k*n+q] = c*vectors[k*n+p]-s*vectors[k*n+q], s*vectors[k*n+p]+c*vectors[k*n+q]
	}
	for k := range n {
		a[p*n+k], a[q*n+k] = c*a[p*n+k]-s*a[q*n+k], s*a[p*n+k]+c*a[q*n+k]
	}
}
