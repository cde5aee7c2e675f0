package vec

import "math"

// The exponential after Cody and Waite: x = n ln 2 + r with ln 2 in two parts,
// so that r keeps its digits at n = −126, then a polynomial (Cephes' expf) and
// 2ⁿ by adding n to the exponent's bits. Arguments are clamped to the normal
// range of float32; the relative error is below 1.2e-7 within it.
const (
	expLow   = -87.33
	expHigh  = 88.72
	log2e    = 1.44269504088896341
	ln2High  = 0.693359375
	ln2Low   = -2.12194440e-4
	rounding = 12582912 // 1.5·2²³: adding it rounds to a whole number
	exp0     = 5.0000001201e-1
	exp1     = 1.6666665459e-1
	exp2     = 4.1665795894e-2
	exp3     = 8.3334519073e-3
	exp4     = 1.3981999507e-3
	exp5     = 1.9875691500e-4
)

// Exp1 is eˣ, clamped to what float32 holds as a normal number: arguments
// below −87.33 give 1.2e-38 and those above 88.72 give 3.4e38. NaN counts as
// the lowest.
func Exp1(x float32) float32 {
	if !(x > expLow) {
		x = expLow
	}
	if !(x < expHigh) {
		x = expHigh
	}
	return expCore(x)
}

// expCore is Exp1 without the clamps.
func expCore(x float32) float32 {
	t := float32(x*log2e) + rounding
	n := t - rounding
	r := x - float32(n*ln2High)
	r -= float32(n * ln2Low)
	p := float32(r*exp5) + exp4
	p = float32(p*r) + exp3
	p = float32(p*r) + exp2
	p = float32(p*r) + exp1
	p = float32(p*r) + exp0
	p = float32(p*float32(r*r)) + r
	p++
	return math.Float32frombits(math.Float32bits(p) + math.Float32bits(t)<<23)
}

// Weight is e^−u for u ≥ 0, flushed below e^−64: beside the largest weight, which is 1, so
// little changes no digit of a sum, and what it is multiplied by stays above the least normal
// number, below which some processors take a hundred times as long. u that is not a number is flushed.
func Weight(u float32) float32 {
	bits := math.Float32bits(u)
	if bits > weightMost {
		bits = weightMost
	}
	return expCore(-math.Float32frombits(bits))
}

// weightMost are the bits of 64.
const weightMost = 0x42800000

// Exp stores eˣ in dst; see Exp1.
func Exp(dst, x []float32) {
	same(len(dst), len(x))
	n := expSIMD(dst, x)
	for i, v := range x[n:] {
		dst[n+i] = Exp1(v)
	}
}

// The logarithm of Cephes (logf): x = m·2ᵉ with m in [√½, √2), then a
// polynomial in m − 1 and e ln 2 in two parts.
const (
	sqrtHalfBits = 0x3f3504f3
	logA         = 7.0376836292e-2
	logB         = -1.1514610310e-1
	logC         = 1.1676998740e-1
	logD         = -1.2420140846e-1
	logE         = 1.4249322787e-1
	logF         = -1.6668057665e-1
	logG         = 2.0000714765e-1
	logH         = -2.4999993993e-1
	logI         = 3.3333331174e-1
)

// Log1 is ln x for positive normal x, relative error below 1.2e-7 (absolute
// near 1). Other x give no meaningful result.
func Log1(x float32) float32 {
	shifted := int32(math.Float32bits(x) - sqrtHalfBits)
	e := float32(shifted >> 23)
	m := math.Float32frombits(uint32(shifted)&0x7fffff+sqrtHalfBits) - 1
	z := float32(m * m)
	p := float32(m*logA) + logB
	p = float32(p*m) + logC
	p = float32(p*m) + logD
	p = float32(p*m) + logE
	p = float32(p*m) + logF
	p = float32(p*m) + logG
	p = float32(p*m) + logH
	p = float32(p*m) + logI
	y := float32(float32(p*m) * z)
	y += float32(e * ln2Low)
	y -= float32(z * 0.5)
	return (m + y) + float32(e*ln2High)
}

// Log stores ln x in dst; see Log1.
func Log(dst, x []float32) {
	same(len(dst), len(x))
	n := logSIMD(dst, x)
	for i, v := range x[n:] {
		dst[n+i] = Log1(v)
	}
}
