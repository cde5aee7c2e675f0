package langevin

import "math"

// A MinVariancer knows how much a density bends at most.
type MinVariancer interface {
	// MinVariance is 1/L with −∇² log p_σ ≤ L I everywhere: the variance of the
	// narrowest Gaussian that p_σ bends like.
	MinVariance(sigma float64) float64
}

// A Limited kernel takes steps that diverge where they are too large. Kernels
// without this method have no such limit: Metropolis's rule only refuses more, and the
// steps of a process follow from its schedule.
type Limited interface {
	// Limit is the ε at and beyond which the kernel's steps may diverge on d,
	// whatever particles do: below it |1 − ε L| < 1 in every direction.
	Limit(d MinVariancer) float64
}

// Limit is StabilityLimit at σ.
func (k *ULA) Limit(d MinVariancer) float64 { return StabilityLimit(d.MinVariance(k.Sigma)) }

// Limit is StabilityLimit at σ, at any friction.
func (k *Underdamped) Limit(d MinVariancer) float64 { return StabilityLimit(d.MinVariance(k.Sigma)) }

// Limit is the ε at σ_min that the least stable level bears.
func (k *Annealed) Limit(d MinVariancer) float64 {
	least := math.Inf(1)
	for _, sigma := range k.Levels {
		r := k.Levels[0] / sigma
		least = min(least, StabilityLimit(d.MinVariance(sigma))*r*r)
	}
	return least
}

// An AutoStepper is a kernel that can choose its step size for a density.
type AutoStepper interface {
	// AutoEpsilon is an ε that is stable on d, in the kernel's own convention.
	AutoEpsilon(d MinVariancer) float64
}

// AutoFraction is the part of its limit that an unadjusted kernel steps by: a 40th,
// which makes the narrowest variance 1/39 too large (InflatedVariance) and on the
// toy of Song and Ermon (2019) is the published ε = 0.05.
const AutoFraction = 1. / 40

// AdjustedFraction is the part of their proposal's limit that Metropolis-adjusted
// steps take, a quarter: on N(0, v I) in the plane 0.88 of them are accepted.
const AdjustedFraction = 1. / 4

// AutoEpsilon is AutoFraction of the limit.
func (k *ULA) AutoEpsilon(d MinVariancer) float64 { return AutoFraction * k.Limit(d) }

// AutoEpsilon is AutoFraction of the limit.
func (k *Underdamped) AutoEpsilon(d MinVariancer) float64 { return AutoFraction * k.Limit(d) }

// AutoEpsilon is AutoFraction of the limit.
func (k *Annealed) AutoEpsilon(d MinVariancer) float64 { return AutoFraction * k.Limit(d) }

// AutoEpsilon is AdjustedFraction of the proposal's limit.
func (k *MALA) AutoEpsilon(d MinVariancer) float64 {
	return AdjustedFraction * StabilityLimit(d.MinVariance(k.Sigma))
}
