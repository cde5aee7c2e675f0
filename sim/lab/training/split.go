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

// dataset are the points of a finite data set, or its pictures, and those on which
// it is held out; without these, draws of the target are. The zero value is no finite
// data set: every batch is drawn anew.
type dataset struct {
	learned  sim.Batch
	pictures pictures
	held     sim.Batch
}

// pictures are a finite set of pictures with their labels. None is kept as numbers: whenever it is
// learned from it is drawn, or taken from the reader's, again.
type pictures struct {
	n   int
	put func(dst sim.Batch, labels []uint8, i, k int) // stores picture k of the set as point i
}

// newDataset is that of the filled settings c: so many draws of the target, or the
// reader's own points, of which a fifth is held out. It yields on the way.
func newDataset(c *param.Config, t target.Target, yield func()) (d dataset) {
	key := sim.NewKey(c.Seed).Sub(stream.Dataset)
	switch {
	case c.Dataset > 0 && t.Pictures != nil:
		d.pictures = drawnPictures(t.Pictures, c.Dataset, key)
	case c.Dataset > 0:
		d.learned = sim.NewBatch(t.Dim(), c.Dataset)
		new(piece.Evaluator).Rand(d.learned, t.Density, key, 0, pointsAtOnce, yield)
	case t.Pictures != nil && t.Pictures.Own != nil:
		d.pictures, d.held = splitPictures(t.Pictures.Own, key, yield)
	case t.Own != nil:
		d.learned, d.held = split(t.Own, key)
	}
	return d
}

// pointsAtOnce is how many draws of the plane take some milliseconds.
const pointsAtOnce = 1 << 14

// size is how many points or pictures a finite data set has, 0 where there is none.
func (d *dataset) size() int { return max(d.learned.N, d.pictures.n) }

// finite reports whether there is a finite data set.
func (d *dataset) finite() bool { return d.size() > 0 }

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

// drawnPictures are the first n of the stream key.
func drawnPictures(at *target.Pictures, n int, key sim.Key) pictures {
	one := sim.NewBatch(at.H*at.W, 1)
	return pictures{n, func(dst sim.Batch, labels []uint8, i, k int) {
		at.Draw(one, labels[i:i+1], key, k)
		sim.CopyPoints(dst, i, one, 0, 1)
	}}
}

// splitPictures divides the reader's pictures at random into those that are learned from and a
// fifth that is held out, none of few. It yields on the way.
func splitPictures(own *density.Album, key sim.Key, yield func()) (learned pictures, held sim.Batch) {
	order := shuffled(own.N(), key)
	if len(order) >= leastSplit {
		n := len(order) / 5
		held = picturesAt(own, order[:n], yield)
		order = order[n:]
	}
	return pictures{len(order), func(dst sim.Batch, labels []uint8, i, k int) {
		if own.Put(dst, i, order[k]); own.Labels != nil {
			labels[i] = own.Labels[order[k]]
		} else {
			labels[i] = 0
		}
	}}, held
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

// rand is a matching.Labelled that draws each picture once in every n draws, see matching.InEpochs.
func (p *pictures) rand(dst sim.Batch, labels []uint8, key sim.Key, first int) {
	for i := range dst.N {
		p.put(dst, labels, i, matching.InEpochs(first+i, p.n, key))
	}
}

// source draws batches to learn from; nil where the target is drawn from.
func (d *dataset) source() matching.Source {
	switch {
	case d.pictures.n > 0:
		return func(dst sim.Batch, key sim.Key, first int) {
			d.pictures.rand(dst, make([]uint8, dst.N), key, first)
		}
	case d.finite():
		return matching.Epochs{Data: d.learned}.Rand
	}
	return nil
}

// heldSource draws batches that no step learns from; nil where the target is
// drawn from.
func (d *dataset) heldSource() matching.Source {
	if d.held.Empty() {
		return nil
	}
	return matching.Epochs{Data: d.held}.Rand
}
