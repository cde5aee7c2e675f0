package density

import (
	"math"

	"github.com/scorefield/scorefield/sim"
)

// Banana, funnel and pinwheel are Gaussians whose shape depends on one of their
// coordinates. Convolved with a Gaussian they have no closed form, so the toys
// are defined as fine mixtures: along that coordinate v ~ N(μ, s²) stand Gaussians
// of deviation τ, 1.5 τ apart, each with the linear map that holds at its centre.
// That is exact at every σ; tests measure how close the mixture is to the density
// of that name.

// along calls f for the nodes v with their relative weights: the mixture
// Σ weight N(v, τ²) is N(μ, s²) but for a ripple of 2 exp(−2π²/1.5²) = 3.1e-4.
// The nodes reach four deviations out.
func along(mu, s, tau float64, f func(v, weight float64)) {
	left := math.Sqrt(float64(s*s) - float64(tau*tau))
	n := int(math.Ceil(4 * left / (spacing * tau)))
	for k := -n; k <= n; k++ {
		z := float64(k) * spacing * tau / left
		f(mu+float64(left*z), exp(-z*z/2))
	}
}

// banana has x ~ N(0, s²) and y | x ~ N(b (x² − s²) + c, d²) (after Haario,
// Saksman and Tamminen, Computational Statistics 1999).
func banana() sim.Density {
	const s, b, c0, d, tau = 2.2, 0.3, -1, 0.6, 0.35
	var c components
	along(0, s, tau, func(x, w float64) {
		slope := 2 * b * x
		// b E[(x−v)²] = bτ² is the mean of the bend within a component.
		c.add(w, x, float64(b*(float64(x*x)-s*s+tau*tau))+c0, tau*tau, slope*tau*tau, float64(slope*slope*tau*tau)+d*d)
	})
	return c.mixture()
}

// funnel has y ~ N(0, 2²) and x | y ~ N(0, exp(2y/3)): x's deviation is 1 in the
// middle, 3.8 at the top and 0.26 at the bottom (after Neal, Annals of Statistics
// 2003, whose neck is narrower).
func funnel() sim.Density {
	const tau = 0.4
	var c components
	along(0, 2, tau, func(y, w float64) {
		c.add(w, 0, y, exp(2*y/3), 0, tau*tau)
	})
	return c.mixture()
}

// pinwheel has five arms: r ~ N(1, 0.3²) outwards and N(0, 0.05²) across, turned
// by an angle of exp(r)/4 (after Johnson et al., NeurIPS 2016), three and a half
// times as large.
func pinwheel() sim.Density {
	const size, tau, across = 3.5, 0.09, 0.05
	var c components
	for k := range 5 {
		along(1, 0.3, tau, func(r, w float64) {
			turn := float64(exp(r) / 4) // its derivative by r is itself
			s, cos := math.Sincos(2*math.Pi*float64(k)/5 + turn)
			// ∂(x, y)/∂r = (cos, sin) + r turn (−sin, cos); across is (−sin, cos).
			bend := r * turn
			dx, dy := cos-float64(bend*s), s+float64(bend*cos)
			a, b := size*size*tau*tau, size*size*across*across
			c.add(w, size*r*cos, size*r*s,
				float64(a*dx*dx)+float64(b*s*s),
				float64(a*dx*dy)-float64(b*s*cos),
				float64(a*dy*dy)+float64(b*cos*cos))
		})
	}
	return c.mixture()
}
