package training

import (
	"cmp"
	"slices"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/density"
	"github.com/scorefield/scorefield/sim/lab/param"
	"github.com/scorefield/scorefield/sim/lab/piece"
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
	labels  []uint8 // of pictures that are learned; nil of other points
}

// newDataset is that of the filled settings c: so many draws of the target, or the
// reader's own points, of which a fifth is held out. It yields on the way.
func newDataset(c *param.Config, t target.Target, yield func()) (d dataset) {
	key := sim.NewKey(c.Seed).Sub(stream.Dataset)
	switch {
	case c.Dataset > 0:
		d.learned = sim.NewBatch(t.Dim(), c.Dataset)
		if t.Pictures != nil {
			d.labels = make([]uint8, c.Dataset)
		}
		d.draw(t, key, yield)
	case t.Pictures != nil && t.Pictures.Own != nil:
		d.takePictures(t.Pictures.Own, key, yield)
	case t.Own != nil:
		d.learned, d.held = split(t.Own, key)
	}
	return d
}

// pointsAtOnce is how many draws of the plane take some milliseconds.
const pointsAtOnce = 1 << 14

// draw draws all that are learned, and their labels where they have some.
func (d *dataset) draw(t target.Target, key sim.Key, yield func()) {
	atOnce := pointsAtOnce
	if t.Pictures != nil {
		atOnce = piece.Pictures
	}
	var part sim.Batch
	piece.Each(d.learned.N, atOnce, yield, func(first, n int) {
		piece.Fit(&part, d.learned.D, n)
		if d.labels != nil {
			t.Pictures.Draw(part, d.labels[first:first+n], key, first)
		} else {
			t.Density.Rand(part, key, first)
		}
		sim.CopyPoints(d.learned, first, part, 0, n)
	})
}

// finite reports whether there is a finite data set.
func (d *dataset) finite() bool { return !d.learned.Empty() }

// leastSplit is how many points there must be for some to be held out: with a
// fifth of fewer, the loss on them says nothing.
const leastSplit = 20

// mostRedrawn is how many points are drawn in the place of those that were merged.
const mostRedrawn = 10_000

// split divides the reader's points at random into those that are learned from and
// a fifth of their weight that is held out.
//
// Kernels into which points were merged are no points: to hold some of them out would
// leave holes in the density, and what is learned could not be told from what is
// known by heart. In their place points are drawn that are spread as the merged ones
// were.
func split(own *target.Points, key sim.Key) (learned, held sim.Batch) {
	if own.Facts.Accuracy > 0 {
		all := own.Unmerge(min(own.Facts.Used, mostRedrawn), key)
		n := all.N / 5
		learned, held = sim.NewBatch(all.D, all.N-n), sim.NewBatch(all.D, n)
		sim.CopyPoints(held, 0, all, 0, n)
		sim.CopyPoints(learned, 0, all, n, all.N-n)
		return learned, held
	}
	order := shuffled(own.At.N, key)
	if own.At.N < leastSplit {
		return gather(own, order), sim.Batch{}
	}
	kept, out := divide(order, own.Weights)
	return gather(own, kept), gather(own, out)
}

// shuffled are the numbers 0 … n−1 in an order that key says.
func shuffled(n int, key sim.Key) []int {
	order, hashes := make([]int, n), make([]sim.Key, n)
	for i := range order {
		order[i], hashes[i] = i, key.Sub(uint64(i))
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(hashes[a], hashes[b]) })
	return order
}

// takePictures divides the reader's pictures at random into those that are learned from and a
// fifth that is held out, none of few. It yields on the way.
func (d *dataset) takePictures(own *density.Album, key sim.Key, yield func()) {
	order := shuffled(own.N(), key)
	if len(order) >= leastSplit {
		n := len(order) / 5
		d.held = picturesAt(own, order[:n], yield)
		order = order[n:]
	}
	d.learned, d.labels = picturesAt(own, order, yield), make([]uint8, len(order))
	for i, k := range order {
		if own.Labels != nil {
			d.labels[i] = own.Labels[k]
		}
	}
}

// picturesAt are the pictures at some places.
func picturesAt(own *density.Album, places []int, yield func()) sim.Batch {
	x := sim.NewBatch(own.Dim(), len(places))
	piece.Each(x.N, piece.Pictures, yield, func(first, n int) {
		sim.CopyPoints(x, first, own.Points(places[first:first+n]), 0, n)
	})
	return x
}

// divide takes places out in their order, as long as they weigh no more than a fifth
// of all. nil weighs all alike.
func divide(order []int, weights []float64) (kept, out []int) {
	weight := func(i int) float64 {
		if weights == nil {
			return 1
		}
		return weights[i]
	}
	total, taken := 0.0, 0.0
	for _, i := range order {
		total += weight(i)
	}
	for _, i := range order {
		if w := weight(i); taken+w <= total/5 {
			taken += w
			out = append(out, i)
		} else {
			kept = append(kept, i)
		}
	}
	return kept, out
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

// labelled is source with the labels of the points.
func (d *dataset) labelled() matching.Labelled {
	all := sim.NewBatch(d.learned.D+1, d.learned.N) // a point and its label
	copy(all.Data, d.learned.Data)
	for i, l := range d.labels {
		all.Set(d.learned.D, i, float32(l))
	}
	source := matching.Epochs{Data: all}.Rand
	var drawn sim.Batch
	return func(dst sim.Batch, labels []uint8, key sim.Key, first int) {
		piece.Fit(&drawn, all.D, dst.N)
		source(drawn, key, first)
		copy(dst.Data, drawn.Data)
		for i, l := range drawn.Row(dst.D) {
			labels[i] = uint8(l)
		}
	}
}

// heldSource draws batches that no step learns from; nil where the target is
// drawn from.
func (d *dataset) heldSource() matching.Source {
	if d.held.Empty() {
		return nil
	}
	return matching.Epochs{Data: d.held}.Rand
}
