package vec

import "math"

// Activation is a smooth nonlinearity φ between the layers of a network.
type Activation uint8

const (
	Softplus Activation = iota // ln(1 + eᶻ)
	SiLU                       // z/(1 + e⁻ᶻ)
	Tanh                       // tanh z
)

// Apply stores φ(z) in a and, in those of d1, d2 and d3 that are not nil, its
// first, second and third derivative. A derivative may be left out only with
// those above it. No destination may be z.
//
// All three start from e = e^−|z| and r = 1/(1 + e), so that nothing overflows
// and the tails keep their digits; relative errors are below 1e-6 (tanh's own
// below 2e-7, absolute).
func (f Activation) Apply(a, d1, d2, d3, z []float32) {
	// A derivative that is not wanted is stored first and overwritten by the next
	// lower one.
	if d1 == nil {
		d1 = a
	}
	if d2 == nil {
		d2 = d1
	}
	if d3 == nil {
		d3 = d2
	}
	same(len(z), len(a), len(d1), len(d2), len(d3))
	n := f.applySIMD(a, d1, d2, d3, z)
	switch f {
	case Softplus:
		for i := n; i < len(z); i++ {
			d0, g1, g2, g3 := softplus(z[i])
			d3[i], d2[i], d1[i], a[i] = g3, g2, g1, d0
		}
	case SiLU:
		for i := n; i < len(z); i++ {
			d0, g1, g2, g3 := silu(z[i])
			d3[i], d2[i], d1[i], a[i] = g3, g2, g1, d0
		}
	case Tanh:
		for i := n; i < len(z); i++ {
			d0, g1, g2, g3 := tanh(z[i])
			d3[i], d2[i], d1[i], a[i] = g3, g2, g1, d0
		}
	}
}

// logistic is p = 1/(1 + e⁻ᶻ) and q = 1 − p, each with all its digits; e as in
// Apply.
func logistic(z float32) (p, q, e float32) {
	e = expNeg(z)
	r := 1 / (1 + e)
	p, q = r, e*r
	if z < 0 {
		p, q = q, p
	}
	return p, q, e
}

// softplus: φ = max(z, 0) + ln(1 + e), φ′ = p, φ″ = pq, φ‴ = pq(q − p). With
// w = e/(1 + e/2), which lies in [0, ⅔],
//
//	ln(1 + e) = 2 artanh(w/2) = w + w·w²P(w²),
//
// P the polynomial of least relative error, 5e-9.
func softplus(z float32) (d0, d1, d2, d3 float32) {
	p, q, e := logistic(z)
	w := e / (float32(e*0.5) + 1)
	t := w * w
	l := float32(t*artanh3) + artanh2
	l = float32(l*t) + artanh1
	l = float32(l*t) + artanh0
	l = float32(float32(l*t)*w) + w
	if !(z > 0) {
		z = 0
	}
	g := p * q
	return z + l, p, g, g * (q - p)
}

const (
	artanh0 = 0.333332065663 / 4
	artanh1 = 0.200108495306 / 16
	artanh2 = 0.139995705239 / 64
	artanh3 = 0.140122294855 / 256
)

// silu: with g = pq and t = q − p, φ = zp, φ′ = p + zg, φ″ = g(2 + zt),
// φ‴ = g(3t + z(t² − 2g)).
func silu(z float32) (d0, d1, d2, d3 float32) {
	p, q, _ := logistic(z)
	g, t := float32(p*q), q-p
	zt := float32(z * t)
	w := float32(t*t) - float32(g*2)
	return z * p, p + float32(z*g), g * (zt + 2), g * (float32(t*3) + float32(z*w))
}

// tanh: with e = e^−2|z|, φ = ±(1 − e)r, g = φ′ = 4er², φ″ = −2φg,
// φ‴ = 2g(2φ² − g).
func tanh(z float32) (d0, d1, d2, d3 float32) {
	e := expNeg(z * 2)
	r := 1 / (1 + e)
	y := float32((1 - e) * r)
	y = flip(y, math.Float32bits(z))
	g := float32(float32(float32(e*4)*r) * r)
	return y, g, float32(y*g) * -2, float32(g*2) * (float32(float32(y*y)*2) - g)
}
