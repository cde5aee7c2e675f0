package langevin

import (
	"math"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/internal/vec"
)

// DivergenceRadius is the distance from the origin beyond which a particle has diverged.
const DivergenceRadius = 1e6

// Diverged counts the points of x that are not finite or farther than DivergenceRadius
// from the origin; first is the index of the first of them, −1 if there is
// none.
func Diverged(x sim.Batch) (count, first int) {
	// A point farther out has a coordinate beyond DivergenceRadius/√D.
	if n, _ := vec.CountBeyond(x.Data, float32(DivergenceRadius/math.Sqrt(float64(max(x.D, 1))))); n == 0 {
		return 0, -1
	}
	first = -1
	for i := range x.N {
		if diverged(x, i) {
			if count == 0 {
				first = i
			}
			count++
		}
	}
	return count, first
}

func diverged(x sim.Batch, i int) bool {
	r2 := 0.0
	for j := range x.D {
		v := float64(x.At(j, i))
		r2 += float64(v * v)
	}
	return !(r2 <= DivergenceRadius*DivergenceRadius)
}
