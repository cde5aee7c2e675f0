package density

import (
	"sort"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/internal/vec"
)

// The streams below a draw's key.
const (
	drawChoice = iota // which component, cell or point
	drawPlace         // where in a cell
	drawNoise         // the Gaussian around it
)

// cumulative is the running sum of normalised masses.
type cumulative []float64

func newCumulative(mass []float64) cumulative {
	c := make(cumulative, len(mass))
	sum := 0.0
	for k, m := range mass {
		sum += m
		c[k] = sum
	}
	return c
}

// index returns the k whose interval of the running sum holds u ∈ (0, 1). It
// never returns a k without mass.
func (c cumulative) index(u float64) int {
	u *= c[len(c)-1] // the sum may have been rounded off 1
	return sort.Search(len(c)-1, func(k int) bool { return c[k] > u })
}

// choose calls f(i, k) for i = 0 … n−1 with the index k that draw first+i
// chooses, with 46 random bits, so that each of many points gets its share.
func (c cumulative) choose(n int, key sim.Key, first int, f func(i, k int)) {
	uniforms(n, key.Sub(drawChoice), first, func(i int, u, v float64) {
		f(i, c.index(finer(u, v)))
	})
}

// finer makes one number of 46 bits in (0, 1) of two of 23.
func finer(u, v float64) float64 { return u + float64((v-0.5)*(1.0/(1<<23))) }

// block is how many draws are made at a time.
const block = 256

// uniforms calls f with two independent uniform numbers for each of n draws.
func uniforms(n int, key sim.Key, first int, f func(i int, u, v float64)) {
	var u, v [block]float32
	for lo := 0; lo < n; lo += block {
		m := min(block, n-lo)
		vec.Uniform(u[:m], uint64(key.Sub(0)), uint32(first+lo))
		vec.Uniform(v[:m], uint64(key.Sub(1)), uint32(first+lo))
		for i := range m {
			f(lo+i, float64(u[i]), float64(v[i]))
		}
	}
}

// addNoise adds h z with z ~ N(0, I) to every point of dst: coordinates 2p and
// 2p+1 from the stream p below the noise's key.
func addNoise(dst sim.Batch, h float64, key sim.Key, first int) {
	var a, b [block]float32
	for p := 0; 2*p < dst.D; p++ {
		for lo := 0; lo < dst.N; lo += block {
			m := min(block, dst.N-lo)
			vec.Normal(a[:m], b[:m], uint64(key.Sub(drawNoise).Sub(uint64(p))), uint32(first+lo))
			vec.Axpy(dst.Row(2 * p)[lo:lo+m], float32(h), a[:m])
			if 2*p+1 < dst.D {
				vec.Axpy(dst.Row(2*p + 1)[lo:lo+m], float32(h), b[:m])
			}
		}
	}
}
