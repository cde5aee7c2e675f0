package fit

import (
	"math"
	"strconv"

	"github.com/scorefield/scorefield/sim"
)

// Settings of a kernel exponential family. The zero value is a good start for
// data of scale 1.
type Settings struct {
	Bandwidth float64 // h of the kernel; 0 is 1
	Lambda    float64 // λ, weight of ½‖f‖² beside the loss; 0 is 1e-3
	Base      float64 // deviation of q₀ = N(0, Base² I); 0 is no base: q₀ is constant
}

func (s Settings) withDefaults() Settings {
	if s.Bandwidth == 0 {
		s.Bandwidth = 1
	}
	if s.Lambda == 0 {
		s.Lambda = 1e-3
	}
	return s
}

func (s Settings) check(x sim.Batch) error {
	switch {
	case !(s.Bandwidth >= 0) || math.IsInf(s.Bandwidth, 0):
		return &Error{"bandwidth", number(s.Bandwidth), "a positive number"}
	case !(s.Lambda >= 0) || math.IsInf(s.Lambda, 0):
		return &Error{"lambda", number(s.Lambda), "a positive number"}
	case !(s.Base >= 0) || math.IsInf(s.Base, 0):
		return &Error{"base", number(s.Base), "0 or a positive number"}
	case x.N == 0 || x.D == 0:
		return &Error{"points", strconv.Itoa(x.N), "at least one"}
	case x.N*x.D > MaxUnknowns:
		return &Error{"points", strconv.Itoa(x.N), "at most " + strconv.Itoa(MaxUnknowns/x.D) + " in this dimension, or inducing points"}
	}
	return finite(x)
}

// MaxUnknowns is the largest number of linear equations, N·D, that NewKernel
// solves: their matrix and its factor take 64 MB.
const MaxUnknowns = 2000

// Kernel is the kernel exponential family p ∝ q₀ e^f with f in the Hilbert space
// of the Gaussian kernel k(x, y) = exp(−‖x−y‖²/(2h²)), fitted by score matching
// with the penalty ½λ‖f‖² (Sriperumbudur, Fukumizu, Gretton, Hyvärinen and Kumar,
// JMLR 2017, theorem 5):
//
//	f = −ξ̂/λ + Σ_aj β_aj ∂_j k(x_a, ·),   (G + Nλ I) β = h/λ
//
// with ξ̂ = (1/N) Σ_a [Δk(x_a, ·) + ∇log q₀(x_a)·∇k(x_a, ·)], the Gram matrix
// G = ⟨∂_i k(x_a), ∂_j k(x_b)⟩ and h = ⟨ξ̂, ∂_j k(x_b)⟩.
type Kernel struct {
	Settings

	points  []float64 // N×D
	weights []float64 // N×D, w_a = β_a − ∇log q₀(x_a)/(λN)
	n, d    int
}

// NewKernel fits the family to the points x, in time (N·D)³.
func NewKernel(x sim.Batch, s Settings) (*Kernel, error) {
	if err := s.check(x); err != nil {
		return nil, err
	}
	m := &Kernel{Settings: s.withDefaults(), n: x.N, d: x.D, points: make([]float64, x.N*x.D)}
	for a := range x.N {
		x.Point(m.points[a*x.D:(a+1)*x.D], a)
	}
	gram, h := m.equations()
	for i := range h {
		gram.add(i, i, float64(m.n)*m.Lambda)
		h[i] /= m.Lambda
	}
	l, err := invertible(gram, "lambda", "more, or a wider bandwidth")
	if err != nil {
		return nil, err
	}
	l.solve(h)
	m.weights = h
	for i, v := range m.points {
		m.weights[i] -= m.baseScore(v) / m.Lambda / float64(m.n)
	}
	return m, nil
}

// baseScore is a coordinate of ∇log q₀ at the coordinate v.
func (m *Kernel) baseScore(v float64) float64 {
	if m.Base == 0 {
		return 0
	}
	return -v / (m.Base * m.Base)
}

// equations are G and h. With e = x_a − x_b, r² = ‖e‖² and u = 1/h²:
//
//	∂_i ∂'_j k = k (u δ_ij − u² e_i e_j)
//	∂'_j Δk    = k u e_j (u² r² − u D − 2u)
func (m *Kernel) equations() (gram square, h []float64) {
	d, u := m.d, 1/(m.Bandwidth*m.Bandwidth)
	gram, h = newSquare(m.n*d), make([]float64, m.n*d)
	e := make([]float64, d)
	for a := range m.n {
		for b := range m.n {
			k, r2 := m.pair(e, m.points[a*d:(a+1)*d], b)
			for j, ej := range e {
				h[b*d+j] += k * u * ej * (u*u*r2 - u*float64(d) - 2*u) / float64(m.n)
				for i, ei := range e {
					g := -k * u * u * ei * ej
					if i == j {
						g += k * u
					}
					gram.data[(a*d+i)*gram.n+b*d+j] = g
					h[b*d+j] += m.baseScore(m.points[a*d+i]) * g / float64(m.n)
				}
			}
		}
	}
	return gram, h
}

// pair is k and ‖e‖² for e = x − x_b.
func (m *Kernel) pair(e, x []float64, b int) (k, r2 float64) {
	for j := range e {
		e[j] = x[j] - m.points[b*m.d+j]
		r2 += e[j] * e[j]
	}
	return math.Exp(-r2 / (2 * m.Bandwidth * m.Bandwidth)), r2
}

// at is f(x), and its gradient is stored in grad. With e = x − x_a and
// u = 1/h²,
//
//	f  = Σ_a k_a t_a,   t = −(u² r² − u D)/(λN) + u w·e
//	∇f = Σ_a k_a (−u t e − 2u² e/(λN) + u w)
func (m *Kernel) at(grad, e, x []float64) float64 {
	u, c := 1/(m.Bandwidth*m.Bandwidth), 1/(m.Lambda*float64(m.n))
	clear(grad)
	f := 0.0
	for a := range m.n {
		k, r2 := m.pair(e, x, a)
		w := m.weights[a*m.d : (a+1)*m.d]
		t := -c * (u*u*r2 - u*float64(m.d))
		for j, v := range e {
			t += u * w[j] * v
		}
		f += k * t
		for j, v := range e {
			grad[j] += k * (-u*t*v - 2*u*u*c*v + u*w[j])
		}
	}
	return f
}

// Score stores ∇log q₀ + ∇f. The model is of the data as they are: σ is not
// used.
func (m *Kernel) Score(dst, x sim.Batch, _ float32) {
	if x.D != m.d || !dst.Like(x) {
		panic(badShape)
	}
	point, grad, e := make([]float64, m.d), make([]float64, m.d), make([]float64, m.d)
	for i := range x.N {
		m.at(grad, e, x.Point(point, i))
		for j, g := range grad {
			dst.Set(j, i, float32(g+m.baseScore(point[j])))
		}
	}
}

// UnnormalisedLogProb stores log q₀ + f up to a constant. Without a base the density
// has no finite mass: f falls to 0, not to −∞, far from the data.
func (m *Kernel) UnnormalisedLogProb(dst []float32, x sim.Batch) {
	if x.D != m.d || len(dst) != x.N {
		panic(badShape)
	}
	point, grad, e := make([]float64, m.d), make([]float64, m.d), make([]float64, m.d)
	for i := range dst {
		f := m.at(grad, e, x.Point(point, i))
		for _, v := range point {
			f += m.baseScore(v) * v / 2 // log q₀ = −‖x‖²/(2 Base²)
		}
		dst[i] = float32(f)
	}
}
