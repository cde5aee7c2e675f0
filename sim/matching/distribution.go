package matching

import (
	"math"
	"strconv"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/internal/vec"
)

// Distribution is a distribution of random vectors v in R^D, all with
// E[vvᵀ] = I: of the projections of sliced score matching, and of noise.
type Distribution uint8

const (
	Gaussian   Distribution = iota // v ~ N(0, I), the zero value: what noise must be
	Rademacher                     // v uniform on {−1, 1}^d
	Sphere                         // v uniform on the sphere of radius √d
)

var distributionNames = [...]string{Gaussian: "gaussian", Rademacher: "rademacher", Sphere: "sphere"}

// String is gaussian, rademacher or sphere.
func (d Distribution) String() string {
	if int(d) >= len(distributionNames) {
		return "Distribution(" + strconv.Itoa(int(d)) + ")"
	}
	return distributionNames[d]
}

// chunk is how many spare numbers a draw keeps on the stack.
const chunk = 256

// Rand fills dst with the draws number first … first+dst.N−1 of the stream
// key. Coordinates 2p and 2p+1 are the pair of key.Sub(p).
func (d Distribution) Rand(dst sim.Batch, key sim.Key, first int) {
	switch d {
	case Rademacher:
		rademacher(dst, key, first)
	case Sphere:
		normal(dst, key, first)
		project(dst)
	default:
		normal(dst, key, first)
	}
}

func normal(dst sim.Batch, key sim.Key, first int) {
	var spare [chunk]float32
	for p := 0; 2*p < dst.D; p++ {
		k, a := uint64(key.Sub(uint64(p))), dst.Row(2*p)
		if 2*p+1 < dst.D {
			vec.Normal(a, dst.Row(2*p+1), k, uint32(first))
			continue
		}
		for lo := 0; lo < dst.N; lo += chunk {
			n := min(chunk, dst.N-lo)
			vec.Normal(a[lo:lo+n], spare[:n], k, uint32(first+lo))
		}
	}
}

func rademacher(dst sim.Batch, key sim.Key, first int) {
	for j := range dst.D {
		row := dst.Row(j)
		vec.Uniform(row, uint64(key.Sub(uint64(j))), uint32(first))
		for i, u := range row {
			row[i] = 1
			if u < 0.5 {
				row[i] = -1
			}
		}
	}
}

// project moves every point to the sphere of radius √d.
func project(dst sim.Batch) {
	for i := range dst.N {
		q := 0.0
		for j := range dst.D {
			v := float64(dst.At(j, i))
			q += float64(v * v)
		}
		c := float32(math.Sqrt(float64(dst.D) / max(q, 1e-30)))
		for j := range dst.D {
			dst.Set(j, i, c*dst.At(j, i))
		}
	}
}

// TraceVariance is the variance of vᵀJv, which estimates tr J. J is n×n,
// row-major; with A its symmetric part it is
//
//	Gaussian    2‖A‖²_F
//	Rademacher  2(‖A‖²_F − ΣA_ii²)
//	Sphere      2n/(n+2)·(‖A‖²_F − (tr J)²/n)
func (d Distribution) TraceVariance(j []float64, n int) float64 {
	check(len(j) == n*n)
	var square, diagonal, trace float64
	for r := range n {
		for c := range n {
			a := (j[r*n+c] + j[c*n+r]) / 2
			square += float64(a * a)
		}
		diagonal += float64(j[r*n+r] * j[r*n+r])
		trace += j[r*n+r]
	}
	switch size := float64(n); d {
	case Rademacher:
		return 2 * (square - diagonal)
	case Sphere:
		return 2 * size / (size + 2) * (square - float64(trace*trace)/size)
	}
	return 2 * square
}
