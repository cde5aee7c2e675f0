package view

import (
	"math"
	"slices"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/lab/piece"
)

// mostNear is how many samples are held against the points that were learned.
const mostNear = 500

// Nearness tells memorising from generalising on the reader's own points: the median
// distance of a sample from the nearest point that was learned, divided by that of a
// held-out point. Of a model that generalises it is about 1, of one that has learned the
// points by heart it tends to 0. It is NaN where nothing is held out, and where
// the particles do not follow the network.
func (v *View) Nearness() float64 {
	if !v.Follows() {
		return math.NaN()
	}
	return median(v.nearest(v.Runs[0].State.X)) / median(v.nearest(v.Held))
}

// Follows reports whether particles that are here follow a network that has learned
// the reader's points, of which some are held out.
func (v *View) Follows() bool {
	return !v.Held.Empty() && v.Config.Score == "learned" && len(v.Runs) > 0 && v.Runs[0].Counted == nil
}

// nearest are the distances of the first points of x from the nearest that was learned.
func (v *View) nearest(x sim.Batch) []float64 {
	d := make([]float64, min(x.N, mostNear))
	const numbers = 1 << 22 // that are compared in some milliseconds
	piece.Each(len(d), max(numbers/len(v.Learned.Data), 1), v.Yield, func(first, n int) {
		for i := first; i < first+n; i++ {
			_, least := nearestTo(x, i, v.Learned)
			d[i] = math.Sqrt(least)
		}
	})
	return d
}

// NearestLearned is which of the learned points is nearest to point i of x.
func (v *View) NearestLearned(x sim.Batch, i int) int {
	k, _ := nearestTo(x, i, v.Learned)
	return k
}

// nearestTo is which point of to is nearest to point i of x, and the square of their
// distance.
func nearestTo(x sim.Batch, i int, to sim.Batch) (place int, square float64) {
	square = math.Inf(1)
	var sums [64]float64 // of so many points at a time, whose coordinates lie side by side
	for first := 0; first < to.N; first += len(sums) {
		n := min(len(sums), to.N-first)
		clear(sums[:n])
		for j := range x.D {
			v := float64(x.At(j, i))
			for k, w := range to.Row(j)[first : first+n] {
				u := v - float64(w)
				sums[k] += float64(u * u)
			}
		}
		for k, sum := range sums[:n] {
			if sum < square {
				place, square = first+k, sum
			}
		}
	}
	return place, square
}

func median(v []float64) float64 {
	slices.Sort(v)
	return (v[(len(v)-1)/2] + v[len(v)/2]) / 2
}
