package density

import (
	"math"
)

// erfcx returns exp(t²)·erfc(t) for t ≥ 0, by W. J. Cody, Rational Chebyshev
// approximations for the error function, Math. Comp. 23 (1969), in the form of
// his CALERF. The error is below 1e-15, relative; the test measures it.
func erfcx(t float64) float64 {
	switch {
	case t <= small:
		return exp(float64(t*t)) * (1 - erfSmall(t))
	case t <= 4:
		return ratio(t, cody2p[:], cody2q[:])
	case t > 1e8: // 1/t² is below float64
		return 1 / (t * sqrtPi)
	}
	z := 1 / float64(t*t)
	return (1/sqrtPi - float64(z*ratio(z, cody3p[:], cody3q[:]))) / t
}

// small is up to where erf has its own approximation.
const small = 0.46875

// erfSmall returns erf(t) for |t| ≤ small.
func erfSmall(t float64) float64 { return float64(t * ratio(float64(t*t), cody1p[:], cody1q[:])) }

const sqrtPi = 1.77245385090551602729816748334114518

// The coefficients of CALERF, highest power first.
var (
	cody1p = [...]float64{1.85777706184603153e-1, 3.16112374387056560, 1.13864154151050156e2, 3.77485237685302021e2, 3.20937758913846947e3}
	cody1q = [...]float64{1, 2.36012909523441209e1, 2.44024637934444173e2, 1.28261652607737228e3, 2.84423683343917062e3}
	cody2p = [...]float64{2.15311535474403846e-8, 5.64188496988670089e-1, 8.88314979438837594, 6.61191906371416295e1, 2.98635138197400131e2,
		8.81952221241769090e2, 1.71204761263407058e3, 2.05107837782607147e3, 1.23033935479799725e3}
	cody2q = [...]float64{1, 1.57449261107098347e1, 1.17693950891312499e2, 5.37181101862009858e2, 1.62138957456669019e3,
		3.29079923573345963e3, 4.36261909014324716e3, 3.43936767414372164e3, 1.23033935480374942e3}
	cody3p = [...]float64{1.63153871373020978e-2, 3.05326634961232344e-1, 3.60344899949804439e-1, 1.25781726111229246e-1, 1.60837851487422766e-2,
		6.58749161529837803e-4}
	cody3q = [...]float64{1, 2.56852019228982242, 1.87295284992346725, 5.27905102951428412e-1, 6.05183413124413191e-2, 2.33520497626869185e-3}
)

// ratio returns p(t)/q(t), by Horner's rule without fused steps.
func ratio(t float64, p, q []float64) float64 { return horner(t, p) / horner(t, q) }

func horner(t float64, c []float64) float64 {
	s := c[0]
	for _, a := range c[1:] {
		s = float64(s*t) + a
	}
	return s
}

// logNormalCDF returns log Φ(z) and its derivative φ(z)/Φ(z), finite for every
// finite z: below zero Φ(z) = ½ erfcx(−z/√2) exp(−z²/2).
func logNormalCDF(z float64) (log, slope float64) {
	const rootTwoOverPi = 0.797884560802865355879892119868763737 // √(2/π)
	half := float64(z * z / 2)
	if z <= 0 {
		tail := erfcx(-z / math.Sqrt2)
		return math.Log(tail/2) - half, rootTwoOverPi / tail
	}
	density := exp(-half)
	phi := 1 - float64(density*erfcx(z/math.Sqrt2)/2)
	return math.Log(phi), density * (rootTwoOverPi / 2) / phi
}
