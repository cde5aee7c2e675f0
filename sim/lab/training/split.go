package training

import (
	"cmp"
	"slices"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/lab/param"
	"github.com/scorefield/scorefield/sim/lab/stream"
	"github.com/scorefield/scorefield/sim/lab/target"
	"github.com/scorefield/scorefield/sim/matching"
)

// dataset are the points of a finite data set, and those on which it is held
// out; without the second, draws of the target are. The zero value is no finite
// data set: every batch is drawn anew.
type dataset struct {
	learned sim.Batch
	held    sim.Batch
}

// newDataset is that of the filled settings c: so many draws of the target, or the
// reader's own points, of which a fifth is held out.
func newDataset(c *param.Config, t target.Target) (d dataset) {
	key := sim.NewKey(c.Seed).Sub(stream.Dataset)
	switch {
	case c.Dataset > 0:
		d.learned = sim.NewBatch(t.Dim(), c.Dataset)
		t.Density.Rand(d.learned, key, 0)
	case t.Own != nil:
		d.learned, d.held = split(t.Own, key)
	}
	return d
}

// finite reports whether there is a finite data set.
func (d *dataset) finite() bool { return !d.learned.Empty() }

// leastSplit is how many points there must be for some to be held out: with a
// fifth of fewer, the loss on them says nothing.
const leastSplit = 20

// split divides the reader's points at random into those that are learned from and
// a fifth that is held out.
func split(own *target.Points, key sim.Key) (learned, held sim.Batch) {
	order := make([]int, own.At.N)
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(key.Sub(uint64(a)), key.Sub(uint64(b))) })
	n := own.At.N / 5
	if own.At.N < leastSplit {
		n = 0
	}
	return gather(own, order[n:]), gather(own, order[:n])
}

// gather are the points of some places. Where points have weights they come as
// often as they weigh, by systematic resampling to four times as many.
func gather(own *target.Points, places []int) sim.Batch {
	if own.Weights != nil {
		places = resample(own.Weights, places)
	}
	x := sim.NewBatch(own.At.D, len(places))
	for i, from := range places {
		for j := range x.D {
			x.Set(j, i, own.At.At(j, from))
		}
	}
	return x
}

// resample returns 4N of N places, each w_i/Σw of them but for rounding.
func resample(weights []float64, places []int) []int {
	total := 0.0
	for _, i := range places {
		total += weights[i]
	}
	n := 4 * len(places)
	out := make([]int, 0, n)
	below, k := 0.0, 0
	for i := range n {
		at := (float64(i) + 0.5) / float64(n) * total
		for k < len(places)-1 && below+weights[places[k]] < at {
			below += weights[places[k]]
			k++
		}
		out = append(out, places[k])
	}
	return out
}

// source draws batches to learn from; nil where the target is drawn from.
func (d *dataset) source() matching.Source {
	if !d.finite() {
		return nil
	}
	return matching.Epochs{Data: d.learned}.Rand
}

// heldSource draws batches that no step learns from; nil where the target is
// drawn from.
func (d *dataset) heldSource() matching.Source {
	if d.held.Empty() {
		return nil
	}
	return matching.Epochs{Data: d.held}.Rand
}
