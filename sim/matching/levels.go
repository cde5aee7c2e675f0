package matching

import (
	"math"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/internal/vec"
)

// Levels is a distribution of noise levels: one σ, a ladder, or a continuous one. The
// zero value has no noise.
type Levels struct {
	Ladder   []float64 // levels of equal probability, 0 or more; one level is a fixed σ
	Min, Max float64   // without Ladder: log σ uniform on [log Min, log Max], 0 < Min ≤ Max

	// LogMean and LogDeviation, without Ladder and Max, are of the Gaussian that log σ is
	// drawn from, as Karras et al. (NeurIPS 2022, arXiv 2206.00364, table 1) train: there
	// −1.2 and 1.2, for data of deviation 0.5.
	LogMean, LogDeviation float64
}

// Fixed is the one level sigma.
func Fixed(sigma float64) Levels { return Levels{Ladder: []float64{sigma}} }

// None reports whether there is no noise.
func (l Levels) None() bool {
	return len(l.Ladder) == 0 && l.Min == 0 && l.Max == 0 && l.LogDeviation == 0
}

// check panics unless the levels are a distribution.
func (l Levels) check() {
	for _, sigma := range l.Ladder {
		require(sigma >= 0 && sigma <= math.MaxFloat32, "matching: a noise level that is negative or not finite")
	}
	switch {
	case len(l.Ladder) > 0 || l.None():
	case l.Min == 0 && l.Max == 0:
		require(l.LogDeviation > 0, "matching: noise levels with LogDeviation < 0")
	default:
		require(0 < l.Min && l.Min <= l.Max && l.Max <= math.MaxFloat32, "matching: noise levels without 0 < Min ≤ Max")
	}
}

// Rand fills dst with the levels of the draws number first, first+1, … of the
// stream key. Draw i sits at the fraction u + i/φ of the distribution, φ the golden
// ratio, so that the levels of a batch are spread more evenly than independent
// ones would be.
func (l Levels) Rand(dst []float32, key sim.Key, first int) {
	const step = 2654435769 // 2³²/φ, odd: 2³² draws take every value once
	start := uint32(key)
	low := math.Log(max(l.Min, math.SmallestNonzeroFloat64))
	span := math.Log(max(l.Max, math.SmallestNonzeroFloat64)) - low
	for i := range dst {
		u := start + uint32(first+i)*step
		if n := uint64(len(l.Ladder)); n > 0 {
			dst[i] = float32(l.Ladder[uint64(u)*n>>32])
			continue
		}
		if l.Max == 0 {
			z := math.Sqrt2 * math.Erfinv(2*(float64(u)+0.5)*(1.0/(1<<32))-1) // the normal quantile
			dst[i] = float32(vec.Exp64(l.LogMean + float64(l.LogDeviation*z)))
			continue
		}
		dst[i] = float32(vec.Exp64(low + float64(span*(float64(u)*(1.0/(1<<32))))))
	}
}

// Mean is the mean of f over the distribution: exact for a ladder, and for a range the
// midpoint rule with 64 nodes in log σ, or for a Gaussian the trapezoidal rule over eight
// deviations to either side; without noise it is f(0). With f the optimum at one level it
// is the optimum of the ladder objective.
func (l Levels) Mean(f func(sigma float64) float64) float64 {
	const nodes = 64
	sum := 0.0
	if n := len(l.Ladder); n > 0 {
		for _, sigma := range l.Ladder {
			sum += f(sigma)
		}
		return sum / float64(n)
	}
	if l.None() {
		return f(0)
	}
	if l.Max == 0 {
		return l.gaussianMean(f)
	}
	low := math.Log(l.Min)
	span := math.Log(l.Max) - low
	for i := range nodes {
		sum += f(vec.Exp64(low + float64(span*(float64(i)+0.5)/nodes)))
	}
	return sum / nodes
}

// gaussianMean is Mean where log σ is Gaussian. The rule's error falls off faster than any
// power of its step where f is smooth.
func (l Levels) gaussianMean(f func(sigma float64) float64) float64 {
	const nodes, reach = 64, 8.
	sum, mass := 0.0, 0.0
	for i := range nodes + 1 {
		z := reach * (2*float64(i)/nodes - 1)
		w := vec.Exp64(-z * z / 2)
		sum += float64(w * f(vec.Exp64(l.LogMean+float64(l.LogDeviation*z))))
		mass += w
	}
	return sum / mass
}

// MeanSquare is the mean of ‖∇log p_σ‖² over x, draws of p_σ or, with weights
// (N, sum 1), the nodes of a quadrature.
func MeanSquare(exact sim.Scorer, x sim.Batch, weights []float64, sigma float32) float64 {
	check(weights == nil || len(weights) == x.N)
	s := sim.NewBatch(x.D, x.N)
	exact.Score(s, x, sigma)
	sum := 0.0
	for i := range x.N {
		w := 1 / float64(x.N)
		if weights != nil {
			w = weights[i]
		}
		for j := range x.D {
			v := float64(s.At(j, i))
			sum += float64(w * float64(v*v))
		}
	}
	return sum
}
