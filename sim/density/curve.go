package density

import (
	"math"

	"github.com/scorefield/scorefield/sim"
)

// A curve is a stroke of the pen: a position for each t in [0, 1].
type curve func(t float64) (x, y float64)

// pieces is into how many straight pieces a curve is cut to measure it.
const pieces = 4096

// spacing is the distance of the points along a stroke in bandwidths. Points Δ
// apart under a kernel h make a ridge that is even but for a ripple of
// 2 exp(−2π²h²/Δ²), by Poisson's summation: 3e-4 for Δ = 1.5 h.
const spacing = 1.5

// penStrokes returns the density of strokes drawn with a round pen of deviation h,
// the same mass on every unit of length. It is defined as the fine mixture of
// points along the curves, spacing·h apart, so it is exact at every σ.
func penStrokes(h float64, curves ...curve) *Data {
	var points [][]float64
	var mass []float64
	for _, c := range curves {
		length, at := c.measure()
		n := int(math.Ceil(length / (spacing * h)))
		for i := range n {
			x, y := c(at((float64(i) + 0.5) / float64(n)))
			points = append(points, []float64{x, y})
			mass = append(mass, length/float64(n))
		}
	}
	return NewData(sim.FromPoints(points...), mass, h)
}

// measure returns the curve's length and the t at which a share of it is done.
func (c curve) measure() (length float64, at func(share float64) float64) {
	run := make(cumulative, pieces)
	x0, y0 := c(0)
	for i := range run {
		x, y := c(float64(i+1) / pieces)
		length += math.Sqrt(float64((x-x0)*(x-x0)) + float64((y-y0)*(y-y0)))
		run[i] = length
		x0, y0 = x, y
	}
	return length, func(share float64) float64 {
		k := run.index(share)
		before := 0.0
		if k > 0 {
			before = run[k-1]
		}
		return (float64(k) + (float64(share*length)-before)/(run[k]-before)) / pieces
	}
}

// arc returns the part of an ellipse around (cx, cy) from angle a to b.
func arc(cx, cy, rx, ry, a, b float64) curve {
	return func(t float64) (x, y float64) {
		s, c := math.Sincos(a + float64((b-a)*t))
		return cx + float64(rx*c), cy + float64(ry*s)
	}
}

// spiral returns the curve whose radius grows from r0 to r1 while its angle
// goes from a to b.
func spiral(r0, r1, a, b float64) curve {
	return func(t float64) (x, y float64) {
		s, c := math.Sincos(a + float64((b-a)*t))
		r := r0 + float64((r1-r0)*t)
		return r * c, r * s
	}
}
