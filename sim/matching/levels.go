package matching

import (
	"math"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/internal/vec"
)

// Levels is a distribution of noise levels: one σ, a ladder, or a continuous range. The
// zero value has no noise.
type Levels struct {
	Ladder   []float64 // levels of equal probability; one level is a fixed σ
	Min, Max float64   // without Ladder: log σ uniform on [log Min, log Max]
}

// Fixed is the one level sigma.
func Fixed(sigma float64) Levels { return Levels{Ladder: []float64{sigma}} }

// None reports whether there is no noise.
func (l Levels) None() bool { return len(l.Ladder) == 0 && l.Max == 0 }

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
		dst[i] = float32(vec.Exp64(low + float64(span*(float64(u)*(1.0/(1<<32))))))
	}
}

// Mean is the mean of f over the distribution: exact for a ladder, and for a range the
// midpoint rule with 64 nodes in log σ. With f the optimum at one level it is the
// optimum of the ladder objective.
func (l Levels) Mean(f func(sigma float64) float64) float64 {
	const nodes = 64
	sum := 0.0
	if n := len(l.Ladder); n > 0 {
		for _, sigma := range l.Ladder {
			sum += f(sigma)
		}
		return sum / float64(n)
	}
	low := math.Log(l.Min)
	span := math.Log(l.Max) - low
	for i := range nodes {
		sum += f(vec.Exp64(low + float64(span*(float64(i)+0.5)/nodes)))
	}
	return sum / nodes
}

// MeanSquare is the mean of ‖∇log p_σ‖² over x, draws of p_σ or, with weights
// (N, sum 1), the nodes of a quadrature.
func MeanSquare(exact sim.Scorer, x sim.Batch, weights []float64, sigma float32) float64 {
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
