package metric

import (
	"math"

	"github.com/scorefield/scorefield/sim"
)

// SteinDiscrepancy is the kernel Stein discrepancy (squared, V-statistic) of
// the points x from the density whose score at them is s, with the inverse
// multiquadric kernel k = (c² + r²)^β, −1 < β < 0 (Gorham and Mackey, ICML 2017).
// It needs no draws from the density and no normaliser: the mean over all
// ordered pairs of
//
//	k s(x)·s(y) + s(x)·∇_y k + s(y)·∇ₓ k + tr ∇ₓ∇_y k
func SteinDiscrepancy(x, s sim.Batch, c, beta float64) float64 {
	return Pieces(nil).SteinDiscrepancy(x, s, c, beta)
}

// SteinDiscrepancy is SteinDiscrepancy in pieces.
func (yield Pieces) SteinDiscrepancy(x, s sim.Batch, c, beta float64) float64 {
	checkPaired(x, s)
	if !(c > 0) || !(-1 < beta && beta < 0) {
		panic("metric: a Stein discrepancy needs c > 0 and -1 < β < 0")
	}
	sum := 0.0
	for i := range x.N {
		sum += stein(x, s, i, i, c, beta)
		for j := range i {
			sum += 2 * stein(x, s, i, j, c, beta)
		}
		yield.pause()
	}
	return sum / float64(x.N) / float64(x.N)
}

// stein is one pair. With q = c² + r² and e = x − y: ∇ₓk = 2β q^(β−1) e = −∇_y k
// and tr ∇ₓ∇_y k = −2βD q^(β−1) − 4β(β−1) r² q^(β−2).
func stein(x, s sim.Batch, i, j int, c, beta float64) float64 {
	var r2, ss, se float64
	for d := range x.D {
		e := float64(x.At(d, i)) - float64(x.At(d, j))
		u, v := float64(s.At(d, i)), float64(s.At(d, j))
		r2 += e * e
		ss += u * v
		se += (v - u) * e
	}
	q := c*c + r2
	k := math.Pow(q, beta)
	slope := 2 * beta * k / q
	return k*ss + slope*se - slope*float64(x.D) - 2*slope*(beta-1)*r2/q
}
