package metric

import (
	"math"
	"slices"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/internal/vec"
)

// SlicedWasserstein2 is the root of the mean over the directions (unit vectors,
// D×M) of the squared 2-Wasserstein distance of the projections on them (Bonneel,
// Rabin, Peyré and Pfister, Journal of Mathematical Imaging and Vision 2015).
// The sets may differ in size.
func SlicedWasserstein2(x, y, directions sim.Batch) float64 {
	return Pieces(nil).SlicedWasserstein2(x, y, directions)
}

// SlicedWasserstein2 is SlicedWasserstein2 in pieces.
func (yield Pieces) SlicedWasserstein2(x, y, directions sim.Batch) float64 {
	checkSameSpace(x, y)
	checkSameSpace(x, directions)
	a, b := make([]float64, x.N), make([]float64, y.N)
	sum := 0.0
	for m := range directions.N {
		project(a, x, directions, m)
		project(b, y, directions, m)
		sum += lineDistance2(a, b)
		yield.pause()
	}
	return math.Sqrt(sum / float64(directions.N))
}

// Directions are n unit vectors of R^d, uniform on the sphere: the draws number
// 0 … n−1 of the stream key.
func Directions(d, n int, key sim.Key) sim.Batch {
	v := sim.NewBatch(d, n)
	odd := make([]float32, n)
	for j := range d {
		// the second number of each pair is not used: one stream per coordinate
		vec.Normal(v.Row(j), odd, uint64(key.Sub(uint64(j))), 0)
	}
	for i := range n {
		r := 0.0
		for j := range d {
			r += float64(v.At(j, i)) * float64(v.At(j, i))
		}
		for j := range d {
			v.Set(j, i, float32(float64(v.At(j, i))/math.Sqrt(r)))
		}
	}
	return v
}

// project stores the sorted projections of x on direction m in dst.
func project(dst []float64, x, directions sim.Batch, m int) {
	clear(dst)
	for d := range x.D {
		w := float64(directions.At(d, m))
		for i, v := range x.Row(d) {
			dst[i] += w * float64(v)
		}
	}
	slices.Sort(dst)
}

// lineDistance2 is ∫₀¹ (F⁻¹(u) − G⁻¹(u))² du of two sorted sets on the line:
// quantile functions are steps, 1/n and 1/m wide.
func lineDistance2(a, b []float64) float64 {
	n, m := len(a), len(b)
	sum := 0.0
	for i, j, at := 0, 0, 0; i < n && j < m; { // at, the last border, counts nm-ths
		next := min((i+1)*m, (j+1)*n)
		e := a[i] - b[j]
		sum += e * e * float64(next-at)
		at = next
		if at == (i+1)*m {
			i++
		}
		if at == (j+1)*n {
			j++
		}
	}
	return sum / float64(n) / float64(m)
}
