package vec

import "math"

// Mixture2 is a Gaussian mixture in the plane, prepared for scores: for
// component k the mean, the precision and the logarithm of weight and
// normaliser.
type Mixture2 struct {
	K             int       // number of components
	MX, MY        []float32 // K: means
	PXX, PXY, PYY []float32 // K: precisions
	Log           []float32 // K: log w − log 2π − ½ log det Σ
	splat         []component
}

// component is one of them in the form in which vectors load it, every value
// four times.
type component struct{ mx, my, pxx, pxy, pyy, log [4]float32 }

// nothing is the log-weight of a component that has not been set, lowest an initial maximum
// below any log-density.
const (
	nothing = -1e30
	lowest  = -3e38
)

// NewMixture2 returns a mixture of n components without weight.
func NewMixture2(n int) *Mixture2 {
	m := &Mixture2{K: n, MX: make([]float32, n), MY: make([]float32, n), PXX: make([]float32, n), PXY: make([]float32, n),
		PYY: make([]float32, n), Log: make([]float32, n), splat: make([]component, n)}
	for i := range n {
		m.Set(i, 0, 0, 0, 0, 0, nothing)
	}
	return m
}

// Set gives component i its mean, precision and log-weight.
func (m *Mixture2) Set(i int, mx, my, pxx, pxy, pyy, log float32) {
	m.MX[i], m.MY[i], m.PXX[i], m.PXY[i], m.PYY[i], m.Log[i] = mx, my, pxx, pxy, pyy, log
	s := &m.splat[i]
	for l := range 4 {
		s.mx[l], s.my[l], s.pxx[l], s.pxy[l], s.pyy[l], s.log[l] = mx, my, pxx, pxy, pyy, log
	}
}

// Eval stores the score in sx, sy and log p in logp at the points x, y. logp,
// or both of sx and sy, may be nil. It equals, with l_k = Log_k − ½(x−μ_k)ᵀP_k(x−μ_k),
//
//	log p = max l + log Σ exp(l_k − max l)
//	s     = −Σ exp(l_k − max l) P_k(x−μ_k) / Σ exp(l_k − max l)
func (m *Mixture2) Eval(sx, sy, logp, x, y []float32) {
	same(len(x), len(y))
	same(len(sx), len(sy))
	if sx != nil {
		same(len(x), len(sx))
	}
	if logp != nil {
		same(len(x), len(logp))
	}
	n := mixtureSIMD(m, sx, sy, logp, x, y)
	for i := n; i < len(x); i++ {
		u, v, l := m.at(x[i], y[i])
		if sx != nil {
			sx[i], sy[i] = u, v
		}
		if logp != nil {
			logp[i] = l
		}
	}
}

func (m *Mixture2) at(x, y float32) (sx, sy, logp float32) {
	top := float32(lowest)
	for k := range m.K {
		if l, _, _ := m.term(k, x, y); l > top {
			top = l
		}
	}
	var sum, ux, uy float32
	for k := range m.K {
		l, gx, gy := m.term(k, x, y)
		e := Weight(top - l)
		sum += e
		ux += float32(e * gx)
		uy += float32(e * gy)
	}
	return -(ux / sum), -(uy / sum), top + Log1(sum)
}

// term is l_k and P_k(x − μ_k).
func (m *Mixture2) term(k int, x, y float32) (l, gx, gy float32) {
	dx, dy := x-m.MX[k], y-m.MY[k]
	gx = float32(m.PXX[k]*dx) + float32(m.PXY[k]*dy)
	gy = float32(m.PXY[k]*dx) + float32(m.PYY[k]*dy)
	q := float32(gx*dx) + float32(gy*dy)
	return m.Log[k] - float32(q*0.5), gx, gy
}

// expNeg is e^x for x ≤ 0, flushed below e^−87 to 1.2e-38, by the shorter path
// that vectors take: the clamp is one integer minimum of the bits of −x.
func expNeg(x float32) float32 {
	bits := int32(math.Float32bits(x) &^ (1 << 31))
	if bits > expNegMost {
		bits = expNegMost
	}
	return expCore(-math.Float32frombits(uint32(bits)))
}

// expNegMost are the bits of 87, which also stand for NaN.
const expNegMost = 0x42ae0000

// Modes stores in dst, for each point x, y, the k of the largest l_k, the lowest on ties: 0
// where none is larger than −∞.
func (m *Mixture2) Modes(dst []uint8, x, y []float32) {
	same(len(x), len(y))
	same(len(x), len(dst))
	for i := modesSIMD(m, dst, x, y); i < len(x); i++ {
		dst[i] = m.mode(x[i], y[i])
	}
}

func (m *Mixture2) mode(x, y float32) (mode uint8) {
	top := float32(math.Inf(-1))
	for k := range m.K {
		if l, _, _ := m.term(k, x, y); l > top {
			top, mode = l, uint8(k)
		}
	}
	return mode
}
