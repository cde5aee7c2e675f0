package metric

import (
	"math"

	"github.com/scorefield/scorefield/sim"
)

// EnergyDistance is 2E‖X−Y‖ − E‖X−X'‖ − E‖Y−Y'‖ over all ordered pairs, the
// V-statistic without a root (Székely and Rizzo, Journal of Statistical Planning
// and Inference 2013). It is at least 0, and 0 only between equal distributions.
func EnergyDistance(x, y sim.Batch) float64 {
	checkSameSpace(x, y)
	whole := Pieces(nil)
	return 2*whole.meanOver(x, y, math.Sqrt) - whole.meanOver(x, x, math.Sqrt) - whole.meanOver(y, y, math.Sqrt)
}

// MMD2 is the squared maximum mean discrepancy with the kernel exp(−r²/(2h²)),
// h being the bandwidth, in the unbiased estimate of Gretton et al. (JMLR 2012,
// lemma 6), which leaves out pairs of a point with itself and may be negative.
// Both sets need two points.
func MMD2(x, y sim.Batch, bandwidth float64) float64 { return Pieces(nil).MMD2(x, y, bandwidth) }

// MMD2 is MMD2 in pieces.
func (yield Pieces) MMD2(x, y sim.Batch, bandwidth float64) float64 {
	checkSameSpace(x, y)
	if x.N < 2 || y.N < 2 {
		panic("metric: fewer than two points")
	}
	if !(bandwidth > 0) {
		panic("metric: a bandwidth that is not positive")
	}
	k := func(r2 float64) float64 { return math.Exp(-r2 / (2 * bandwidth * bandwidth)) }
	return yield.distinct(x, k) + yield.distinct(y, k) - 2*yield.meanOver(x, y, k)
}

// distinct is the mean of k over the pairs of different points.
func (yield Pieces) distinct(x sim.Batch, k func(r2 float64) float64) float64 {
	sum := 0.0
	for i := range x.N {
		for j := range i {
			sum += k(distance2(x, i, x, j))
		}
		yield.pause()
	}
	return 2 * sum / float64(x.N) / float64(x.N-1)
}

// MedianDistance is the median distance between different points of x, the
// usual bandwidth of MMD2. It takes time and memory of n²: give it a few hundred
// points.
func MedianDistance(x sim.Batch) float64 { return Pieces(nil).MedianDistance(x) }

// MedianDistance is MedianDistance in pieces.
func (yield Pieces) MedianDistance(x sim.Batch) float64 {
	var r2 []float64
	for i := range x.N {
		for j := range i {
			r2 = append(r2, distance2(x, i, x, j))
		}
		yield.pause()
	}
	return math.Sqrt(median(r2))
}
