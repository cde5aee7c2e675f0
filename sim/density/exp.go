package density

import "math"

// exp returns eˣ, 0 below −708 and +Inf above 709, with the same bits on every
// platform: math.Exp differs between them, and on arm64 the polynomials of
// package math are fused. It is Cephes' exp: with n the whole number nearest to
// x/ln 2 and r = x − n ln 2, ln 2 in two parts,
//
//	eˣ = 2ⁿ (1 + 2 rP(r²)/(Q(r²) − rP(r²))),
//
// good to 2e-16, relative.
func exp(x float64) float64 {
	switch {
	case x != x:
		return x
	case x <= -708:
		return 0
	case x > 709:
		return math.Inf(1)
	}
	const whole = 3 << 51 // adding it rounds to a whole number, in the low bits
	t := float64(x*math.Log2E) + whole
	n := t - whole
	r := x - float64(n*6.93145751953125e-1)
	r -= float64(n * 1.42860682030941723212e-6)
	z := float64(r * r)
	p := float64(r * (float64((float64(1.26177193074810590878e-4*z)+3.02994407707441961300e-2)*z) + 9.99999999999999999910e-1))
	q := float64((float64((float64(3.00198505138664455042e-6*z)+2.52448340349684104192e-3)*z)+2.27265548208155028766e-1)*z) + 2
	e := 1 + 2*(p/(q-p))
	return math.Float64frombits(math.Float64bits(e) + math.Float64bits(t)<<52)
}
