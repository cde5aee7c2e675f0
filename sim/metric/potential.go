package metric

import (
	"math"

	"github.com/scorefield/scorefield/sim"
)

// LineIntegral stores log p(x_i) − log p(from) in dst, which a score s gives by
// integration along straight lines: ∫₀¹ s(from + t (x − from))·(x − from) dt,
// with Gauss and Legendre's rule of two points in each of n parts. For a field
// that has curl the result depends on the path.
func LineIntegral(dst []float64, score sim.Scorer, from []float64, x sim.Batch, sigma float32, n int) {
	if len(dst) != x.N || len(from) != x.D || n < 1 {
		panic(badShape)
	}
	clear(dst)
	at, s := sim.NewBatch(x.D, x.N), sim.NewBatch(x.D, x.N)
	for k := range 2 * n {
		t := (float64(k/2) + 0.5 + (float64(k%2)-0.5)/math.Sqrt(3)) / float64(n)
		for j, o := range from {
			for i, v := range x.Row(j) {
				at.Row(j)[i] = float32(o + t*(float64(v)-o))
			}
		}
		score.Score(s, at, sigma)
		for j, o := range from {
			for i, v := range x.Row(j) {
				dst[i] += float64(s.At(j, i)) * (float64(v) - o) / float64(2*n)
			}
		}
	}
}

// Potential stores in dst, w×h values row by row, the log-density on a
// rectangular lattice of spacing dx and dy whose gradient fits the scores s at
// its points (2×wh) best. It minimises ∫ ‖∇φ − s‖², taken as the sum over
// neighbours a, b of c_ab (φ_b − φ_a − g_ab)² with g the trapezoid rule of the
// score along the edge and c the width of the strip that belongs to the edge
// over its length. So it is the gradient part of a field that has curl. It is
// normalised: Σ e^φ dx dy = 1. The equations of least squares are solved by
// conjugate gradients to 1e-10.
func Potential(dst []float64, s sim.Batch, w, h int, dx, dy float64) {
	if s.D != 2 || s.N != w*h || len(dst) != w*h || w < 2 || h < 2 {
		panic(badShape)
	}
	l := lattice{w, h, [2]float64{dx, dy}}
	b := make([]float64, w*h)
	l.edges(func(i, j, along int, c float64) {
		g := c * l.step[along] * (float64(s.At(along, i)) + float64(s.At(along, j))) / 2
		b[j] += g
		b[i] -= g
	})
	l.solve(dst, b)
	normalise(dst, dx*dy)
}

// Rotational is what no gradient has of a field on Potential's lattice: with φ its
// potential, ‖s − ∇φ‖/‖s‖ in that sum over edges. It is 0 of a gradient, up to the
// trapezoid rule, and the line integrals of a field without it are the same on
// every path.
func Rotational(phi []float64, s sim.Batch, w, h int, dx, dy float64) float64 {
	if s.D != 2 || s.N != w*h || len(phi) != w*h {
		panic(badShape)
	}
	l := lattice{w, h, [2]float64{dx, dy}}
	rest, all := 0.0, 0.0
	l.edges(func(i, j, along int, c float64) {
		g := l.step[along] * (float64(s.At(along, i)) + float64(s.At(along, j))) / 2
		e := phi[j] - phi[i] - g
		rest += c * e * e
		all += c * g * g
	})
	return math.Sqrt(rest / max(all, math.SmallestNonzeroFloat64))
}

// lattice is w×h points, their spacing and the edges between neighbours.
type lattice struct {
	w, h int
	step [2]float64
}

// edges calls f with every pair of neighbours, i before j, the coordinate along
// which they differ and the edge's weight c. Edges on the border have half a
// strip.
func (l lattice) edges(f func(i, j, along int, c float64)) {
	c := [2]float64{l.step[1] / l.step[0], l.step[0] / l.step[1]}
	for y := range l.h {
		for x := range l.w {
			i := y*l.w + x
			if x+1 < l.w {
				f(i, i+1, 0, c[0]*strip(y, l.h))
			}
			if y+1 < l.h {
				f(i, i+l.w, 1, c[1]*strip(x, l.w))
			}
		}
	}
}

// strip is 1, or ½ for the first and last of n rows.
func strip(i, n int) float64 {
	if i == 0 || i == n-1 {
		return 0.5
	}
	return 1
}

// laplace stores Σ_b c_ab (x_a − x_b) in element a of dst.
func (l lattice) laplace(dst, x []float64) {
	clear(dst)
	l.edges(func(i, j, _ int, c float64) {
		e := c * (x[j] - x[i])
		dst[j] += e
		dst[i] -= e
	})
}

// solve finds x with Laplacian b by conjugate gradients from 0. b sums to 0, so
// the constants, which the Laplacian does not see, stay out.
func (l lattice) solve(x, b []float64) {
	clear(x)
	r, p, q := append([]float64(nil), b...), append([]float64(nil), b...), make([]float64, len(b))
	rr := dot(r, r)
	limit := 1e-20 * rr
	for range 10 * (l.w + l.h) { // some 2 (w + h) suffice
		if !(rr > limit) {
			return
		}
		l.laplace(q, p)
		a := rr / dot(p, q)
		for i := range x {
			x[i] += a * p[i]
			r[i] -= a * q[i]
		}
		next := dot(r, r)
		for i := range p {
			p[i] = r[i] + next/rr*p[i]
		}
		rr = next
	}
}

func dot(a, b []float64) float64 {
	sum := 0.0
	for i, v := range a {
		sum += v * b[i]
	}
	return sum
}

// normalise subtracts log Σ e^φ·cell from φ.
func normalise(phi []float64, cell float64) {
	top := math.Inf(-1)
	for _, v := range phi {
		top = max(top, v)
	}
	sum := 0.0
	for _, v := range phi {
		sum += math.Exp(v - top)
	}
	z := top + math.Log(sum*cell)
	for i := range phi {
		phi[i] -= z
	}
}
