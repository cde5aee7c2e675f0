package langevin

import "math"

// InflatedVariance is the stationary variance v/(1 − ε/(2v)) of the unadjusted
// step on N(0, v): the step is x ← (1 − ε/v) x + √(2ε) z, so a variance V that
// reproduces itself solves V = (1 − ε/v)² V + 2ε. It is +Inf from StabilityLimit on.
func InflatedVariance(v, eps float64) float64 {
	if eps >= StabilityLimit(v) {
		return math.Inf(1)
	}
	return v / (1 - eps/(2*v))
}

// StabilityLimit is the ε = 2v at and beyond which unadjusted steps on a component of
// variance v (its least, in the directions of a covariance) diverge:
// |1 − ε/v| ≥ 1. Underdamped steps have the same limit.
func StabilityLimit(v float64) float64 { return 2 * v }

// AnnealedStabilityLimit is the ε, the step size at σ_min, at and beyond which the level
// σ of an annealed run diverges on a component of variance v. With
// ε_i = ε σ²/σ_min² and the smoothed variance v + σ² it is
//
//	ε < 2 σ_min² (v + σ²)/σ²,   in a paper's α = 2ε:  α < 4 σ_min² (v + σ²)/σ²
func AnnealedStabilityLimit(v, sigmaMin, sigma float64) float64 {
	return StabilityLimit(v+sigma*sigma) * sigmaMin * sigmaMin / (sigma * sigma)
}
