package fit

import (
	"math"
	"strconv"

	"github.com/scorefield/scorefield/sim"
)

// Features are the sufficient statistics F_1 … F_K of an exponential family
// log p(x) = Σ θ_k F_k(x) + const.
type Features interface {
	Len() int // K
	// At stores F_k(x), its gradient and its Laplacian for the point x, of
	// length D: f has length K, grad is K×D, row-major, laplace has length K.
	At(f, grad, laplace, x []float64)
}

// Exponential is a member of an exponential family.
type Exponential struct {
	Features Features  // F_1 … F_K
	Theta    []float64 // θ̂, K
	Minimum  float64   // implicit loss of the fit, −½ aᵀB⁻¹a with B regularised

	work statistics
}

// statistics is the memory for the features at one point.
type statistics struct{ f, grad, laplace, x []float64 }

func newStatistics(k, d int) statistics {
	return statistics{make([]float64, k), make([]float64, k*d), make([]float64, k), make([]float64, d)}
}

// NewExponential fits θ̂ = −B⁻¹a with B_kl = E[∇F_k·∇F_l] and a_k = E[ΔF_k]
// (Hyvärinen, Computational Statistics & Data Analysis 2007): the loss is
// aᵀθ + ½ θᵀBθ. ridge times the mean of B's diagonal is added to it; 0 adds
// nothing.
func NewExponential(f Features, x sim.Batch, ridge float64) (*Exponential, error) {
	if f == nil {
		panic("fit: a family without features")
	}
	dim := x.D
	if p, ok := f.(*Polynomial); ok && p.Len() > 0 {
		dim = len(p.Exponents(0))
	}
	switch {
	case dim != x.D:
		return nil, &Error{"points", strconv.Itoa(x.D) + " dimensions", "those of the features, " + strconv.Itoa(dim)}
	case f.Len() == 0:
		return nil, &Error{"features", "0", "at least one"}
	case x.N == 0 || x.D == 0:
		return nil, &Error{"points", strconv.Itoa(x.N), "at least one"}
	case !(ridge >= 0 && ridge <= math.MaxFloat64):
		return nil, &Error{"ridge", number(ridge), "0 or more, finite"}
	}
	if err := finite(x); err != nil {
		return nil, err
	}
	b, a := normal(f, x)
	added := ridge * b.trace() / float64(len(a))
	for k := range a {
		b.add(k, k, added)
	}
	return solveExponential(f, b, a, x.D)
}

// solveExponential is the family's member with Bθ = −a.
func solveExponential(f Features, b square, a []float64, d int) (*Exponential, error) {
	l, err := invertible(b, "features", "fewer features, more points or a ridge")
	if err != nil {
		return nil, err
	}
	m := &Exponential{Features: f, Theta: make([]float64, len(a)), work: newStatistics(len(a), d)}
	for k, v := range a {
		m.Theta[k] = -v
	}
	l.solve(m.Theta)
	m.Minimum = dot(a, m.Theta) / 2
	return m, nil
}

// blockPoints is how many points' gradients are held at a time.
const blockPoints = 128

// normal is B and a. Gradients are gathered a block of points at a time, feature by
// feature, so that an element of B is a long product of two rows.
func normal(f Features, x sim.Batch) (b square, a []float64) {
	k := f.Len()
	b, a = newSquare(k), make([]float64, k)
	w := newStatistics(k, x.D)
	long := blockPoints * x.D
	rows := make([]float64, k*long)
	for from := 0; from < x.N; from += blockPoints {
		m := min(blockPoints, x.N-from)
		for i := range m {
			f.At(w.f, w.grad, w.laplace, x.Point(w.x, from+i))
			for j, v := range w.laplace {
				a[j] += v
				copy(rows[j*long+i*x.D:], w.grad[j*x.D:(j+1)*x.D])
			}
		}
		for j := range k {
			for l := range j + 1 {
				b.data[j*k+l] += dot(rows[j*long:][:m*x.D], rows[l*long:][:m*x.D])
			}
		}
	}
	for j := range k {
		a[j] /= float64(x.N)
		for l := range j + 1 {
			b.data[j*k+l] /= float64(x.N)
			b.data[l*k+j] = b.data[j*k+l]
		}
	}
	return b, a
}

// Score stores Σ θ_k ∇F_k. The model is of the data as they are: σ is not
// used.
func (m *Exponential) Score(dst, x sim.Batch, _ float32) {
	d := len(m.work.x)
	if x.D != d || !dst.Like(x) {
		panic(badShape)
	}
	for i := range x.N {
		m.Features.At(m.work.f, m.work.grad, m.work.laplace, x.Point(m.work.x, i))
		for j := range d {
			dst.Set(j, i, float32(m.slope(j)))
		}
	}
}

// Loss is the implicit loss of the model on the points x, mean of Σ θ_k ΔF_k + ½‖s‖².
func (m *Exponential) Loss(x sim.Batch) float64 {
	d := len(m.work.x)
	if x.D != d || x.N == 0 {
		panic(badShape)
	}
	sum := 0.0
	for i := range x.N {
		m.Features.At(m.work.f, m.work.grad, m.work.laplace, x.Point(m.work.x, i))
		sum += dot(m.Theta, m.work.laplace)
		for j := range d {
			s := m.slope(j)
			sum += s * s / 2
		}
	}
	return sum / float64(x.N)
}

// slope is coordinate j of the score, with the features in work.
func (m *Exponential) slope(j int) float64 {
	s, d := 0.0, len(m.work.x)
	for k, t := range m.Theta {
		s += t * m.work.grad[k*d+j]
	}
	return s
}

// UnnormalisedLogProb stores Σ θ_k F_k, log p up to a constant.
func (m *Exponential) UnnormalisedLogProb(dst []float32, x sim.Batch) {
	if x.D != len(m.work.x) || len(dst) != x.N {
		panic(badShape)
	}
	for i := range dst {
		m.Features.At(m.work.f, m.work.grad, m.work.laplace, x.Point(m.work.x, i))
		dst[i] = float32(dot(m.Theta, m.work.f))
	}
}

func number(v float64) string { return strconv.FormatFloat(v, 'g', 6, 64) }
