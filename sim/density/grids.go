package density

import "github.com/scorefield/scorefield/sim"

// softness blurs the edges of the toys made of squares.
const softness = 0.1

// square is even over a square of side 8.
func square() sim.Density { return NewRaster(1, 1, []float64{1}, -4, -4, 8, softness) }

// checkerboard is even over every other of 4×4 squares of side 3.
func checkerboard() sim.Density {
	return NewRaster(4, 4, []float64{
		1, 0, 1, 0,
		0, 1, 0, 1,
		1, 0, 1, 0,
		0, 1, 0, 1,
	}, -6, -6, 3, softness)
}

func truncated() sim.Density { return NewTruncated([2]float64{0, 0}, 2.5, -1) }
