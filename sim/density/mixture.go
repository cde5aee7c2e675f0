package density

import (
	"math"
	"strconv"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/internal/vec"
)

// Mixture is a Gaussian mixture Σ w_k N(μ_k, Σ_k) in R^D with full covariances.
// Smoothed, it is the mixture with the covariances Σ_k + σ²I, so log p and score
// are exact at every σ.
type Mixture struct {
	d, k  int
	w     []float64 // K, sum 1
	means []float64 // K×D
	covs  []float64 // K×D×D, row-major
	root  []float64 // K×D×D, Cholesky factors of covs
	pick  cumulative

	sigma float32 // what is prepared below
	ready bool
	plane *vec.Mixture2 // D = 2
	inv   []float32     // K×D×D, inverse Cholesky factors of Σ + σ²I, D ≠ 2
	logw  []float32     // K, log w − (D/2) log 2π − ½ log det, D ≠ 2
	buf   []float32     // scratch of one point, four times D, D ≠ 2
	work  []float64     // scratch of prepare, three D×D
}

// A MixtureError says which of a mixture's parameters cannot be used.
type MixtureError struct {
	Field   string // weights, means or covariances
	Index   int    // of the component, from 0
	Value   string // what was given
	Allowed string // what would do
}

// Error is one sentence: field, index, value and what is allowed.
func (e *MixtureError) Error() string {
	return "density: " + e.Field + "[" + strconv.Itoa(e.Index) + "]: " + e.Value + "; allowed: " + e.Allowed
}

// NewMixture returns the mixture of K components in R^D: relative weights (K),
// means (K of length D) and covariances (K of length D×D, row-major). The error
// is a [*MixtureError].
func NewMixture(weights []float64, means, covs [][]float64) (*Mixture, error) {
	if err := checkMixture(weights, means, covs); err != nil {
		return nil, err
	}
	d := len(means[0])
	m := &Mixture{d: d, k: len(weights), w: normalised(weights)}
	m.root = make([]float64, m.k*d*d)
	for k := range m.k {
		m.means = append(m.means, means[k]...)
		m.covs = append(m.covs, covs[k]...)
		if !cholesky(m.root[k*d*d:(k+1)*d*d], covs[k], d) {
			return nil, &MixtureError{"covariances", k, "not positive definite", "positive definite"}
		}
	}
	m.pick = newCumulative(m.w)
	return m, nil
}

func checkMixture(weights []float64, means, covs [][]float64) error {
	if len(weights) == 0 || len(means) != len(weights) || len(covs) != len(weights) || len(means[0]) == 0 {
		return &MixtureError{"weights", 0, strconv.Itoa(len(weights)) + " weights, " + strconv.Itoa(len(means)) + " means, " +
			strconv.Itoa(len(covs)) + " covariances", "one of each a component"}
	}
	d, sum := len(means[0]), 0.0
	for k, w := range weights {
		sum += w
		switch {
		case !(w > 0) || math.IsInf(sum, 0):
			return &MixtureError{"weights", k, number(w), "positive and finite, as is the sum of all"}
		case len(means[k]) != d || !allFinite(means[k]):
			return &MixtureError{"means", k, strconv.Itoa(len(means[k])) + " coordinates", strconv.Itoa(d) + " finite coordinates"}
		case len(covs[k]) != d*d || !allFinite(covs[k]) || !symmetric(covs[k], d):
			return &MixtureError{"covariances", k, strconv.Itoa(len(covs[k])) + " entries", strconv.Itoa(d*d) + " finite entries, symmetric"}
		}
	}
	return nil
}

func allFinite(x []float64) bool {
	for _, v := range x {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return false
		}
	}
	return true
}

func symmetric(a []float64, d int) bool {
	for i := range d {
		for j := range i {
			if math.Abs(a[i*d+j]-a[j*d+i]) > 1e-12*(math.Abs(a[i*d+i])+math.Abs(a[j*d+j])) {
				return false
			}
		}
	}
	return true
}

// Dim is D.
func (m *Mixture) Dim() int { return m.d }

// K is the number of components.
func (m *Mixture) K() int { return m.k }

// Weight is the weight of component k; weights sum to one.
func (m *Mixture) Weight(k int) float64 { return m.w[k] }

// Mean is the mean of component k, length D, aliasing the mixture.
func (m *Mixture) Mean(k int) []float64 { return m.means[k*m.d : (k+1)*m.d] }

// Cov is the covariance of component k, row-major D×D, aliasing the mixture.
func (m *Mixture) Cov(k int) []float64 { return m.covs[k*m.d*m.d : (k+1)*m.d*m.d] }

// Moments returns the exact mean (D) and covariance (D×D) of p_σ.
func (m *Mixture) Moments(sigma float64) (mean, cov []float64) {
	mean, cov = pointMoments(m.k, m.d, float64(sigma*sigma), m.Weight, func(k, j int) float64 { return m.means[k*m.d+j] })
	for k, w := range m.w {
		for i, c := range m.Cov(k) {
			cov[i] += float64(w * c)
		}
	}
	return mean, cov
}

// prepare computes what Score and LogProb need at σ: precisions, or inverse
// Cholesky factors where D is not 2.
func (m *Mixture) prepare(sigma float32) {
	if m.ready && m.sigma == sigma {
		return
	}
	d := m.d
	m.allocate()
	a, l, inv := m.work[:d*d], m.work[d*d:2*d*d], m.work[2*d*d:]
	for k := range m.k {
		copy(a, m.Cov(k))
		for j := range d {
			a[j*d+j] += float64(float64(sigma) * float64(sigma))
		}
		cholesky(l, a, d)
		invertLower(inv, l, d)
		log := math.Log(m.w[k]) - float64(float64(d)/2*math.Log(2*math.Pi))
		for j := range d {
			log += math.Log(inv[j*d+j])
		}
		m.setComponent(k, inv, log)
	}
	m.sigma, m.ready = sigma, true
}

func (m *Mixture) allocate() {
	if m.work == nil {
		m.work = make([]float64, 3*m.d*m.d)
	}
	switch {
	case m.d == 2 && m.plane == nil:
		m.plane = vec.NewMixture2(m.k)
	case m.d != 2 && m.inv == nil:
		m.inv, m.logw, m.buf = make([]float32, m.k*m.d*m.d), make([]float32, m.k), make([]float32, 4*m.d)
	}
}

// setComponent stores component k in the form of its kernel; the precision is
// P = L⁻ᵀL⁻¹.
func (m *Mixture) setComponent(k int, inv []float64, log float64) {
	if m.d == 2 {
		a, b, c := inv[0], inv[2], inv[3]
		m.plane.Set(k, float32(m.means[2*k]), float32(m.means[2*k+1]), float32(float64(a*a)+float64(b*b)), float32(b*c), float32(c*c), float32(log))
		return
	}
	for i, v := range inv {
		m.inv[k*m.d*m.d+i] = float32(v)
	}
	m.logw[k] = float32(log)
}

// Score stores ∇log p_σ.
func (m *Mixture) Score(dst, x sim.Batch, sigma float32) {
	checkScore(dst, x, m.d)
	checkSigma(sigma)
	m.prepare(sigma)
	if m.d == 2 {
		m.plane.Eval(dst.Row(0), dst.Row(1), nil, x.Row(0), x.Row(1))
		return
	}
	for i := range x.N {
		m.point(x, i, dst)
	}
}

// LogProb stores log p_σ.
func (m *Mixture) LogProb(dst []float32, x sim.Batch, sigma float32) {
	checkLogProb(dst, x, m.d)
	checkSigma(sigma)
	m.prepare(sigma)
	if m.d == 2 {
		m.plane.Eval(nil, nil, dst, x.Row(0), x.Row(1))
		return
	}
	for i := range x.N {
		dst[i] = m.point(x, i, sim.Batch{})
	}
}

// point returns log p_σ at point i of x and stores the score in point i of dst
// unless that is empty. As in vec.Mixture2, with y = L⁻¹(x − μ): l = log w' −
// ½|y|² and the component's score is −L⁻ᵀy.
func (m *Mixture) point(x sim.Batch, i int, dst sim.Batch) float32 {
	d := m.d
	y, g := m.buf[:d], m.buf[d:2*d]
	top := float32(math.Inf(-1))
	for k := range m.k {
		top = max(top, m.term(y, k, x, i))
	}
	clear(g)
	var sum float32
	for k := range m.k {
		e := vec.Weight(top - m.term(y, k, x, i))
		sum += e
		m.addPull(g, e, y, k)
	}
	if dst.N > 0 {
		for j, v := range g {
			dst.Set(j, i, -v/sum)
		}
	}
	return top + vec.Log1(sum)
}

// term stores y = L⁻¹(x − μ_k) and returns l_k.
func (m *Mixture) term(y []float32, k int, x sim.Batch, i int) float32 {
	d := m.d
	inv, mean, diff := m.inv[k*d*d:], m.means[k*d:(k+1)*d], m.buf[2*d:3*d]
	for c, v := range mean {
		diff[c] = x.Data[c*x.N+i] - float32(v)
	}
	var q float32
	for r := range d {
		var s float32
		for c, v := range inv[r*d : r*d+r+1] {
			s += float32(v * diff[c])
		}
		y[r] = s
		q += float32(s * s)
	}
	return m.logw[k] - float32(q*0.5)
}

// addPull adds e·L⁻ᵀy to g. The sums run along the rows of L⁻¹, as they lie in memory.
func (m *Mixture) addPull(g []float32, e float32, y []float32, k int) {
	d := m.d
	inv, sums := m.inv[k*d*d:], m.buf[3*d:]
	clear(sums)
	for r := range d {
		for c, v := range inv[r*d : r*d+r+1] {
			sums[c] += float32(v * y[r])
		}
	}
	for c, s := range sums {
		g[c] += float32(e * s)
	}
}

// Rand draws from p: a component by its weight, then μ + L z.
func (m *Mixture) Rand(dst sim.Batch, key sim.Key, first int) {
	checkDim(dst, m.d)
	noise(dst, key.Sub(drawNoise), first)
	z := make([]float64, m.d)
	m.pick.choose(dst.N, key, first, func(i, k int) {
		dst.Point(z, i)
		root := m.root[k*m.d*m.d:]
		for r := range m.d {
			s := m.means[k*m.d+r]
			for c := range r + 1 {
				s += float64(root[r*m.d+c] * z[c])
			}
			dst.Set(r, i, float32(s))
		}
	})
}

// Modes stores in dst, for each point, the component with the largest
// responsibility at σ, the lower index on ties: 0 where all are 0 or not numbers.
func (m *Mixture) Modes(dst []uint8, x sim.Batch, sigma float32) {
	checkLogProb(dst, x, m.d)
	checkSigma(sigma)
	if m.k > 256 {
		panic("density: more components than a byte can number")
	}
	m.prepare(sigma)
	if m.d == 2 {
		m.plane.Modes(dst, x.Row(0), x.Row(1))
		return
	}
	for i := range dst {
		best := float32(math.Inf(-1))
		dst[i] = 0
		for k := range m.k {
			if l := m.term(m.buf[:m.d], k, x, i); l > best { // log w_k N(x_i; μ_k, Σ_k + σ²I)
				best, dst[i] = l, uint8(k)
			}
		}
	}
}

// noise fills dst with independent standard normal numbers: coordinates 2p and
// 2p+1 of draw first+i are the pair of key.Sub(p) at that counter.
func noise(dst sim.Batch, key sim.Key, first int) {
	var spare [block]float32
	for p := 0; 2*p < dst.D; p++ {
		a := dst.Row(2 * p)
		for lo := 0; lo < dst.N; lo += block {
			hi := min(lo+block, dst.N)
			b := spare[:hi-lo]
			if 2*p+1 < dst.D {
				b = dst.Row(2*p + 1)[lo:hi]
			}
			vec.Normal(a[lo:hi], b, uint64(key.Sub(uint64(p))), uint32(first+lo))
		}
	}
}

// mixture is the collected mixture; what a literal table holds is one.
func (c *components) mixture() *Mixture {
	m, err := NewMixture(c.w, c.means, c.covs)
	if err != nil {
		panic(err.Error())
	}
	return m
}
