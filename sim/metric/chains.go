package metric

import (
	"math"
	"slices"
)

// RHat is the split potential scale reduction of one quantity over chains, M of
// length n each (Gelman et al., Bayesian Data Analysis, 3rd edition, section
// 11.4): every chain is cut into halves, and R̂ = √(((n−1)/n W + B/n)/W) of the
// halves' between- and within-variance. Near 1 the chains agree; it is +Inf if
// none of them moves but they differ, NaN if they do not or with less than four values
// each.
func RHat(chains [][]float64) float64 {
	w, plus := pooled(halves(chains))
	if w == 0 && plus > 0 {
		return math.Inf(1)
	}
	return math.Sqrt(plus / w)
}

// ESS is the effective sample size of one quantity over chains: of MN values
// as many independent ones would have a mean of the same precision. It follows
// Vehtari, Gelman, Simpson, Carpenter and Bürkner (Bayesian Analysis 2021): chains
// in halves, autocorrelations ρ_t = 1 − (W − mean γ_t)/V⁺, summed in pairs as
// long as these are positive and not rising (Geyer, Statistical Science 1992). It
// is 0 if nothing moves, and NaN with less than four values each.
func ESS(chains [][]float64) float64 {
	parts := halves(chains)
	w, plus := pooled(parts)
	switch {
	case math.IsNaN(plus):
		return plus
	case w == 0:
		return 0
	}
	m, n := float64(len(parts)), len(parts[0])
	rho := func(lag int) float64 {
		if lag == 0 {
			return 1
		}
		g := 0.0
		for _, c := range parts {
			g += autocovariance(c, lag)
		}
		return 1 - (w-g/m)/plus
	}
	tau, last := -1.0, math.Inf(1)
	for lag := 0; lag+1 < n; lag += 2 {
		pair := rho(lag) + rho(lag+1)
		if pair < 0 {
			break
		}
		last = min(last, pair)
		tau += 2 * last
	}
	total := m * float64(n)
	return total / max(tau, 1/math.Log10(max(total, 2))) // no more than total·log₁₀ total
}

// halves cuts every chain in two of the same length; a middle value is left
// out.
func halves(chains [][]float64) [][]float64 {
	var parts [][]float64
	for _, c := range chains {
		if len(c) != len(chains[0]) {
			panic(badShape)
		}
		n := len(c) / 2
		parts = append(parts, c[:n], c[len(c)-n:])
	}
	return parts
}

// pooled is the mean variance within chains W and the estimate
// V⁺ = (n−1)/n W + B/n of the variance of all, B/n being the variance of the
// chains' means.
func pooled(chains [][]float64) (w, plus float64) {
	if len(chains) == 0 || len(chains[0]) < 2 {
		return math.NaN(), math.NaN()
	}
	n := float64(len(chains[0]))
	means := make([]float64, len(chains))
	for i, c := range chains {
		means[i] = mean(c)
		w += autocovariance(c, 0) * n / (n - 1)
	}
	w /= float64(len(chains))
	m := float64(len(chains))
	return w, (n-1)/n*w + autocovariance(means, 0)*m/(m-1)
}

// autocovariance is Σ (c_t − c̄)(c_{t+lag} − c̄)/n.
func autocovariance(c []float64, lag int) float64 {
	m, sum := mean(c), 0.0
	for t := range len(c) - lag {
		sum += (c[t] - m) * (c[t+lag] - m)
	}
	return sum / float64(len(c))
}

func mean(x []float64) float64 {
	sum := 0.0
	for _, v := range x {
		sum += v
	}
	return sum / float64(len(x))
}

// median is the middle value, or the mean of both; NaN of nothing. It sorts x.
func median(x []float64) float64 {
	if len(x) == 0 {
		return math.NaN()
	}
	slices.Sort(x)
	return (x[(len(x)-1)/2] + x[len(x)/2]) / 2
}
