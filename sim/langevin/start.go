package langevin

import (
	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/internal/vec"
)

// Uniform fills dst with the draws number first, first+1, … of the stream key
// from the uniform density on the cube [lo, hi]^D.
func Uniform(dst sim.Batch, lo, hi float64, key sim.Key, first int) {
	a, b := float32(lo), float32(hi-lo)
	for j := range dst.D {
		row := dst.Row(j)
		vec.Uniform(row, uint64(key.Sub(uint64(j))), uint32(first))
		for i, u := range row {
			row[i] = a + float32(b*u)
		}
	}
}

// Normal fills dst with the draws number first, first+1, … of the stream key
// from N(mean, sd²I). A nil mean is the origin.
func Normal(dst sim.Batch, mean []float64, sd float64, key sim.Key, first int) {
	require(mean == nil || len(mean) == dst.D, badShape)
	normals(dst, key, first)
	for j := range dst.D {
		m := float32(0)
		if mean != nil {
			m = float32(mean[j])
		}
		row := dst.Row(j)
		for i, z := range row {
			row[i] = m + float32(float32(sd)*z)
		}
	}
}

// normals fills dst with draws from N(0, I): coordinates 2p and 2p+1 from the
// stream key.Sub(p).
func normals(dst sim.Batch, key sim.Key, first int) {
	var odd []float32
	for j := 0; j < dst.D; j += 2 {
		if j+1 < dst.D {
			odd = dst.Row(j + 1)
		} else {
			odd = make([]float32, dst.N) // the last of an odd dimension has no partner
		}
		vec.Normal(dst.Row(j), odd, uint64(key.Sub(uint64(j/2))), uint32(first))
	}
}
