package density

import (
	"math"

	"github.com/scorefield/scorefield/sim"
)

// components collects Gaussians of the plane for [NewMixture].
type components struct {
	w     []float64
	means [][]float64
	covs  [][]float64
}

// add takes a Gaussian of relative weight w around (x, y) with covariance
// [xx xy; xy yy].
func (c *components) add(w, x, y, xx, xy, yy float64) {
	c.w = append(c.w, w)
	c.means = append(c.means, []float64{x, y})
	c.covs = append(c.covs, []float64{xx, xy, xy, yy})
}

func gaussian() sim.Density {
	var c components
	c.add(1, 0, 0, 4, 0, 4)
	return c.mixture()
}

// twoModes is the toy of Song and Ermon (NeurIPS 2019, arXiv 1907.05600,
// section 3.2): 0.2 N((−5, −5), I) + 0.8 N((5, 5), I).
func twoModes() sim.Density {
	var c components
	c.add(0.2, -5, -5, 1, 0, 1)
	c.add(0.8, 5, 5, 1, 0, 1)
	return c.mixture()
}

func threeModes() sim.Density { return onCircle(3, 4.5, 1) }

func eightGaussians() sim.Density { return onCircle(8, 5.5, 0.5) }

// onCircle has n equal modes of deviation s on a circle of radius r, the first
// at the top.
func onCircle(n int, r, s float64) sim.Density {
	var c components
	for k := range n {
		sin, cos := math.Sincos(2 * math.Pi * float64(k) / float64(n))
		c.add(1, -r*sin, r*cos, s*s, 0, s*s)
	}
	return c.mixture()
}

// gridOfGaussians has 5×5 equal modes.
func gridOfGaussians() sim.Density {
	var c components
	for k := range 25 {
		c.add(1, 2.75*float64(k%5-2), 2.75*float64(k/5-2), 0.1, 0, 0.1)
	}
	return c.mixture()
}
