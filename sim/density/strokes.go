package density

import (
	"math"

	"github.com/scorefield/scorefield/sim"
)

func ring() sim.Density { return penStrokes(0.4, arc(0, 0, 5, 5, 0, 2*math.Pi)) }

func rings() sim.Density {
	return penStrokes(0.3, arc(0, 0, 2.5, 2.5, 0, 2*math.Pi), arc(0, 0, 5.5, 5.5, 0, 2*math.Pi))
}

// twoMoons are the half circles of scikit-learn's make_moons, four times as
// large and centred.
func twoMoons() sim.Density {
	return penStrokes(0.4, arc(-2, -1, 4, 4, 0, math.Pi), arc(2, 1, 4, 4, math.Pi, 2*math.Pi))
}

// swissRoll is the plane curve (t cos t, t sin t), 1.5π ≤ t ≤ 4.5π, brought to a
// radius of 6, even along its length.
func swissRoll() sim.Density { return penStrokes(0.3, spiral(2, 6, 1.5*math.Pi, 4.5*math.Pi)) }

func spirals() sim.Density {
	return penStrokes(0.25, spiral(0.5, 6, 0, 3*math.Pi), spiral(0.5, 6, math.Pi, 4*math.Pi))
}

func squiggle() sim.Density {
	return penStrokes(0.3, func(t float64) (x, y float64) {
		x = float64(12*t) - 6
		return x, 3 * math.Sin(1.5*x)
	})
}

func smiley() sim.Density {
	return penStrokes(0.3,
		arc(0, 0, 6, 6, 0, 2*math.Pi),
		arc(-2, 2, 0.3, 0.9, 0, 2*math.Pi),
		arc(2, 2, 0.3, 0.9, 0, 2*math.Pi),
		arc(0, 0, 3.5, 3.5, 1.15*math.Pi, 1.85*math.Pi))
}

// heart is the curve x = 16 sin³t, y = 13 cos t − 5 cos 2t − 2 cos 3t − cos 4t,
// a third as large and centred.
func heart() sim.Density {
	return penStrokes(0.3, func(t float64) (x, y float64) {
		cos := func(n float64) float64 { return math.Cos(2 * math.Pi * n * t) }
		s := math.Sin(2 * math.Pi * t)
		y = float64(13*cos(1)) - float64(5*cos(2)) - float64(2*cos(3)) - cos(4)
		return 16 * s * s * s / 3, (y + 2.5) / 3
	})
}
