package metric

import (
	"math"

	"github.com/scorefield/scorefield/sim"
)

// Curl stores ∂s_y/∂x − ∂s_x/∂y of a field in the plane in dst, by central
// differences with the step delta (0 is 1/64). A score has none; a learned
// vector field may.
func Curl(dst []float64, field sim.Scorer, x sim.Batch, sigma float32, delta float64) {
	if x.D != 2 || len(dst) != x.N {
		panic(badShape)
	}
	Rotation(dst, field, x, sigma, delta, 0, 1)
}

// Rotation stores ∂s_k/∂x_j − ∂s_j/∂x_k of a field in R^D in dst: one entry of
// the antisymmetric part of its Jacobian, which vanishes for a gradient.
func Rotation(dst []float64, field sim.Scorer, x sim.Batch, sigma float32, delta float64, j, k int) {
	if delta == 0 {
		delta = 1. / 64
	}
	back := make([]float64, x.N)
	differences(dst, field, x, sigma, delta, j, k)
	differences(back, field, x, sigma, delta, k, j)
	for i, v := range back {
		dst[i] -= v
	}
}

// differences stores ∂s_k/∂x_j in dst.
func differences(dst []float64, field sim.Scorer, x sim.Batch, sigma float32, delta float64, j, k int) {
	at, s := x.Clone(), sim.NewBatch(x.D, x.N)
	move := func(by float64) {
		for i, v := range x.Row(j) {
			at.Row(j)[i] = v + float32(by)
		}
		field.Score(s, at, sigma)
	}
	move(-delta)
	for i, v := range s.Row(k) {
		dst[i] = float64(v)
	}
	move(delta)
	for i, v := range s.Row(k) {
		span := float64(at.At(j, i)) - float64(x.At(j, i)-float32(delta)) // as rounded
		dst[i] = (float64(v) - dst[i]) / span
	}
}

// RootMeanSquare is √(mean v²).
func RootMeanSquare(v []float64) float64 {
	sum := 0.0
	for _, x := range v {
		sum += x * x
	}
	return math.Sqrt(sum / float64(max(len(v), 1)))
}
