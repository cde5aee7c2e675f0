package sim

import "math"

// SubVP is the sub-variance-preserving schedule of Song et al., ICLR 2021
// (arXiv 2011.13456, equation 12): the drift of VP and a diffusion that keeps the variance
// of the noise at every t below VP's, σ = 1 − α² (equation 29). The zero value has β
// from 0.1 to 20, as VP's.
type SubVP struct {
	Min, Max float64 // β_min and β_max, 0 ≤ Min ≤ Max; both 0 are 0.1 and 20
}

// Alpha is exp(−½∫₀ᵗβ).
func (s SubVP) Alpha(t float64) float64 { return VP(s).Alpha(t) }

// Sigma is 1 − exp(−∫₀ᵗβ).
func (s SubVP) Sigma(t float64) float64 { return -math.Expm1(-VP(s).integral(t)) }

// Drift is −β/2.
func (s SubVP) Drift(t float64) float64 { return VP(s).Drift(t) }

// Diffusion is √(β (1 − exp(−2∫₀ᵗβ))).
func (s SubVP) Diffusion(t float64) float64 {
	return math.Sqrt(VP(s).beta(t) * -math.Expm1(-2*VP(s).integral(t)))
}
