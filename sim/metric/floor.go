package metric

import (
	"math"

	"github.com/scorefield/scorefield/sim"
)

// Floor is what a distance between sets of exact draws of one density is by chance alone:
// a distance of samples to draws means something only if it exceeds that floor.
type Floor struct {
	Mean      float64 // over the trials
	Deviation float64 // standard deviation of one trial; NaN for a single one
}

// High is what two sets of draws rarely exceed: the mean and two deviations.
func (f Floor) High() float64 { return f.Mean + 2*f.Deviation }

// NoiseFloor measures the distance between n and m exact draws in R^d in so many
// trials, all draws independent. draw fills dst with the draws number first,
// first+1, …, as sim.Density.Rand does. A discrepancy of one set to a density
// leaves the second alone. It panics unless there is a trial and n and m are positive.
func NoiseFloor(d, n, m, trials int, draw func(dst sim.Batch, first int), distance func(x, y sim.Batch) float64) Floor {
	if d < 1 || n < 1 || m < 1 || trials < 1 {
		panic(badShape)
	}
	x, y := sim.NewBatch(d, n), sim.NewBatch(d, m)
	values := make([]float64, trials)
	for i := range values {
		first := i * (n + m)
		draw(x, first)
		draw(y, first+n)
		values[i] = distance(x, y)
	}
	return FloorOf(values)
}

// FloorOf is the floor of such distances, at least one.
func FloorOf(values []float64) Floor {
	k := float64(len(values))
	return Floor{Mean: mean(values), Deviation: math.Sqrt(autocovariance(values, 0) * k / (k - 1))}
}
