package fit

import (
	"strconv"

	"github.com/scorefield/scorefield/sim"
	"gonum.org/v1/gonum/mat"
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
	switch {
	case f.Len() == 0:
		return nil, &Error{"features", "0", "at least one"}
	case x.N == 0 || x.D == 0:
		return nil, &Error{"points", strconv.Itoa(x.N), "at least one"}
	case ridge < 0:
		return nil, &Error{"ridge", number(ridge), "0 or more"}
	}
	if err := finite(x); err != nil {
		return nil, err
	}
	b, a := normal(f, x)
	added := ridge * mat.Trace(b) / float64(len(a))
	for k := range a {
		b.SetSym(k, k, b.At(k, k)+added)
	}
	return solveExponential(f, b, a, x.D)
}

// solveExponential is the family's member with Bθ = −a.
func solveExponential(f Features, b *mat.SymDense, a []float64, d int) (*Exponential, error) {
	theta, err := solve(b, a, "features", "fewer features, more points or a ridge")
	if err != nil {
		return nil, err
	}
	m := &Exponential{Features: f, Theta: theta, work: newStatistics(len(a), d)}
	for k, v := range theta {
		m.Theta[k] = -v
		m.Minimum -= v * a[k] / 2
	}
	return m, nil
}

// normal is B and a.
func normal(f Features, x sim.Batch) (b *mat.SymDense, a []float64) {
	k := f.Len()
	b, a = mat.NewSymDense(k, nil), make([]float64, k)
	w := newStatistics(k, x.D)
	n := float64(x.N)
	for i := range x.N {
		f.At(w.f, w.grad, w.laplace, x.Point(w.x, i))
		b.SymRankK(b, 1/n, mat.NewDense(k, x.D, w.grad))
		for j, v := range w.laplace {
			a[j] += v / n
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
			s := 0.0
			for k, t := range m.Theta {
				s += t * m.work.grad[k*d+j]
			}
			dst.Set(j, i, float32(s))
		}
	}
}

// UnnormalisedLogProb stores Σ θ_k F_k, log p up to a constant.
func (m *Exponential) UnnormalisedLogProb(dst []float32, x sim.Batch) {
	if x.D != len(m.work.x) || len(dst) != x.N {
		panic(badShape)
	}
	for i := range dst {
		m.Features.At(m.work.f, m.work.grad, m.work.laplace, x.Point(m.work.x, i))
		s := 0.0
		for k, t := range m.Theta {
			s += t * m.work.f[k]
		}
		dst[i] = float32(s)
	}
}

func number(v float64) string { return strconv.FormatFloat(v, 'g', 6, 64) }
