// Package metric measures how far samples and scores are from the truth.
//
// Sets of points are sim.Batch values and are not modified. Sums are float64
// and taken in the order of the points, so a number can be repeated. A distance
// of a set to itself is 0; discrepancies that are estimates say so.
package metric

import "github.com/scorefield/scorefield/sim"

const badShape = "metric: bad shape"

// Pieces measures as the functions of the same names do, and calls itself between pieces of
// the work: of a row of a matrix, or a direction, or thereabouts. So a caller can let others work. A nil one is
// never called.
type Pieces func()

func (yield Pieces) pause() {
	if yield != nil {
		yield()
	}
}

// checkPaired panics unless a and b are of the same shape and not empty.
func checkPaired(a, b sim.Batch) {
	if !a.Like(b) {
		panic("metric: batches of different shapes")
	}
	checkNotEmpty(a)
}

func checkNotEmpty(x sim.Batch) {
	if x.Empty() {
		panic("metric: no points")
	}
}

// checkSameSpace panics unless x and y are points of the same space, some each.
func checkSameSpace(x, y sim.Batch) {
	if x.D != y.D {
		panic("metric: points of different dimensions")
	}
	checkNotEmpty(x)
	checkNotEmpty(y)
}

// distance2 is ‖x_i − y_j‖².
func distance2(x sim.Batch, i int, y sim.Batch, j int) float64 {
	r2 := 0.0
	for d := range x.D {
		v := float64(x.Data[d*x.N+i]) - float64(y.Data[d*y.N+j])
		r2 += v * v
	}
	return r2
}

// meanOver is the mean of f over all ordered pairs of points, those of x with
// themselves included.
func (yield Pieces) meanOver(x, y sim.Batch, f func(r2 float64) float64) float64 {
	sum := 0.0
	for i := range x.N {
		for j := range y.N {
			sum += f(distance2(x, i, y, j))
		}
		yield.pause()
	}
	return sum / float64(x.N) / float64(y.N)
}
