package sim

import "math"

// A Schedule says how data are noised over time t in [0, 1]:
// x_t = α(t) x + σ(t) z with z ~ N(0, I).
//
// The score of x_t follows from the smoothed score alone:
// s(x, t) = s_{σ/α}(x/α)/α.
type Schedule interface {
	// Alpha is α(t), what is left of the data; α(0) = 1.
	Alpha(t float64) float64
	// Sigma is σ(t), the standard deviation of the noise.
	Sigma(t float64) float64
	// Drift is f of the forward equation dx = f(t) x dt + g(t) dw that has
	// these marginals.
	Drift(t float64) float64
	// Diffusion is g of the same equation.
	Diffusion(t float64) float64
}

// VE is the variance-exploding schedule of Song et al., ICLR 2021
// (arXiv 2011.13456, equation 30 of appendix C): α = 1,
// σ(t) = σ_min (σ_max/σ_min)^t. The zero value has σ from 0.01 to 50.
type VE struct {
	Min, Max float64 // σ_min and σ_max, 0 < Min ≤ Max; both 0 are 0.01 and 50
}

// Alpha is 1: the data stay as they are.
func (VE) Alpha(float64) float64 { return 1 }

// Sigma is σ_min (σ_max/σ_min)^t.
func (s VE) Sigma(t float64) float64 {
	lo, hi := s.limits()
	return lo * pow(hi/lo, t)
}

// Drift is 0.
func (VE) Drift(float64) float64 { return 0 }

// Diffusion is g = √(dσ²/dt) = σ √(2 ln(σ_max/σ_min)).
func (s VE) Diffusion(t float64) float64 {
	lo, hi := s.limits()
	return s.Sigma(t) * math.Sqrt(2*math.Log(hi/lo))
}

func (s VE) limits() (lo, hi float64) {
	if s == (VE{}) {
		return 0.01, 50
	}
	return s.Min, s.Max
}

// VP is the variance-preserving schedule of Song et al., ICLR 2021 (arXiv
// 2011.13456, equation 33 of appendix C), with β(t) = β_min + t (β_max − β_min).
// The zero value has β from 0.1 to 20.
type VP struct {
	Min, Max float64 // β_min and β_max, 0 ≤ Min ≤ Max; both 0 are 0.1 and 20
}

// Alpha is exp(−½∫₀ᵗβ).
func (s VP) Alpha(t float64) float64 { return exp(-s.integral(t) / 2) }

// Sigma is √(1 − α²), by expm1 so that small t keeps its digits.
func (s VP) Sigma(t float64) float64 { return math.Sqrt(-math.Expm1(-s.integral(t))) }

// Drift is −β/2.
func (s VP) Drift(t float64) float64 { return -s.beta(t) / 2 }

// Diffusion is √β.
func (s VP) Diffusion(t float64) float64 { return math.Sqrt(s.beta(t)) }

func (s VP) beta(t float64) float64 {
	lo, hi := s.limits()
	return lo + float64(t*(hi-lo))
}

// integral is ∫₀ᵗβ = t β_min + ½t² (β_max − β_min).
func (s VP) integral(t float64) float64 {
	lo, hi := s.limits()
	return float64(t*lo) + float64(float64(t*t)*(hi-lo))/2
}

func (s VP) limits() (lo, hi float64) {
	if s == (VP{}) {
		return 0.1, 20
	}
	return s.Min, s.Max
}

// Ladder returns n noise levels from lo up to hi in geometric progression,
// lo = σ₁ < … < σ_n = hi. It panics unless 0 < lo ≤ hi < ∞ and n ≥ 1; with n = 1
// the only level is hi.
func Ladder(lo, hi float64, n int) []float64 { return AppendLadder(nil, lo, hi, n) }

// AppendLadder appends to dst what Ladder returns.
func AppendLadder(dst []float64, lo, hi float64, n int) []float64 {
	if !(0 < lo && lo <= hi && hi <= math.MaxFloat64) || n < 1 {
		panic("sim: a ladder needs 0 < lo ≤ hi < ∞ and n ≥ 1")
	}
	for i := range n - 1 {
		t := float64(i) / float64(n-1)
		if ratio := hi / lo; ratio <= math.MaxFloat64 {
			dst = append(dst, lo*pow(ratio, t))
		} else { // no number is so large
			dst = append(dst, pow(lo, 1-t)*pow(hi, t))
		}
	}
	return append(dst, hi)
}

// exp and pow go through Exp2 and Log2, which give the same bits on every
// platform; math.Exp and math.Pow do not.
func exp(x float64) float64    { return math.Exp2(x * math.Log2E) }
func pow(x, y float64) float64 { return math.Exp2(y * log2(x)) }
func log2(x float64) float64   { return math.Log(x) * (1 / math.Ln2) }
