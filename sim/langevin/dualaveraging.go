package langevin

import (
	"math"

	"github.com/scorefield/scorefield/sim/internal/vec"
)

// DualAveraging finds the step size at which a statistic of acceptance has a wanted
// mean (Hoffman and Gelman, JMLR 2014, equation 6, after Nesterov 2009): with
// g_m = δ − a_m,
//
//	ḡ_m = (1 − 1/(m + t₀)) ḡ_{m−1} + g_m/(m + t₀)
//	log h_m = μ − √m/γ ḡ_m,   log h̄_m = m^−κ log h_m + (1 − m^−κ) log h̄_{m−1}
//
// with γ = 0.05, t₀ = 10, κ = 0.75 and μ = log 10 h₀. h_m is for the next trial and h̄_m
// for when tuning is over.
type DualAveraging struct {
	Log  float64 // log h_m
	Mean float64 // log h̄_m
	Gap  float64 // ḡ_m
}

// NewDualAveraging starts with the step size h.
func NewDualAveraging(h float64) DualAveraging {
	return DualAveraging{Log: math.Log(h), Mean: math.Log(h)}
}

// Add takes the acceptance a of trial m, counted from 1, when δ is wanted and the
// first step size was h.
func (d *DualAveraging) Add(m int, a, delta, h float64) {
	const (
		gamma = 0.05
		delay = 10.
		kappa = 0.75
	)
	n := float64(m)
	d.Gap += (delta - a - d.Gap) / (n + delay)
	d.Log = math.Log(10*h) - float64(math.Sqrt(n)/gamma*d.Gap)
	w := vec.Exp64(-kappa * math.Log(n))
	d.Mean += float64(w * (d.Log - d.Mean))
}
