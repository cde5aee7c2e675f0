package density

import (
	"cmp"
	"math"
	"slices"

	"github.com/scorefield/scorefield/sim"
)

// mostLeftOut is how many points LeaveOneOut looks at, at most.
const mostLeftOut = 800

// LeftOut is a bandwidth with the rule that gave it.
type LeftOut struct {
	H       float64 // the bandwidth
	Looked  int     // points that were left out one by one
	Of      int     // points of which these are a random sample
	Rounded bool    // H is what rounding of the coordinates takes away; the points alone ask for less
}

// LeaveOneOut returns the bandwidth under which the points of x predict each
// other best: the h that maximises Σ_i w_i log p_{−i}(x_i), where p_{−i} is the
// kernel estimate of all points but those that stand where i stands (Duin, IEEE
// Trans. Computers C-25, 1976). Unlike [Silverman] it stays narrow where data
// lie on a curve or in clumps, so it suits points that a reader has drawn.
//
// It tries the bandwidths between Silverman's and a 64th of it in steps of 2^¼.
// Of more than 800 points it looks at 800 drawn at random, whatever the order
// of the points, and multiplies by (m/N)^(1/(D+4)), m and N being the effective
// numbers of the sample and of all: the rate at which the best bandwidth falls.
//
// Values that were rounded to a step δ fall into lines that predict each other
// the better the narrower h. Where a coordinate has no more than half as many
// values as there are points, h is at least δ/√12, the deviation that rounding
// takes away, with δ the middle gap between its values; a coordinate with eight
// values or fewer is taken for names of classes, which nobody rounds.
func LeaveOneOut(x sim.Batch, w []float64) float64 { return ChooseBandwidth(x, w).H }

// ChooseBandwidth is [LeaveOneOut] with the rule.
func ChooseBandwidth(x sim.Batch, w []float64) LeftOut { return Pieces(nil).ChooseBandwidth(x, w) }

// ChooseBandwidth is ChooseBandwidth in pieces.
func (yield Pieces) ChooseBandwidth(x sim.Batch, w []float64) LeftOut {
	if w == nil {
		w = equal(x.N)
	}
	if len(w) != x.N {
		panic(oneWeight)
	}
	y, v := yield.sampled(x, w, mostLeftOut)
	shrink := 1.0
	if y.N < x.N {
		shrink = power(effective(v)/effective(w), 1/float64(x.D+4))
	}
	wide := Silverman(y, v)
	least := rounding(y)
	chosen := LeftOut{Looked: y.N, Of: x.N}
	y, v = merged(y, v)
	h := shrink * yield.mostLikely(y, v, wide)
	if least = min(least, shrink*wide); h < least {
		h, chosen.Rounded = least, true
	}
	chosen.H = max(h, LeastBandwidth)
	return chosen
}

// sampled returns m of the points, drawn at random without replacement; all
// points in their order where they are no more. Which points depends on the
// points and not on their order: they are drawn, by Knuth's algorithm S, from
// the list in the order of hashes of their coordinates and weights.
func (yield Pieces) sampled(x sim.Batch, w []float64, m int) (sim.Batch, []float64) {
	if x.N <= m {
		return x, w
	}
	places := make([]place, x.N)
	for i := range places {
		hash := sim.NewKey(math.Float64bits(w[i]))
		for j := range x.D {
			hash = hash.Sub(uint64(math.Float32bits(x.At(j, i))))
		}
		places[i] = place{hash, int32(i)}
		yield.every(i)
	}
	y, v := sim.NewBatch(x.D, m), make([]float64, m)
	n := 0
	list := newHashed(places)
	yield.pause()
	uniforms(x.N, sim.NewKey(1).Sub(drawChoice), 0, func(i int, a, b float64) {
		if n < m && finer(a, b)*float64(x.N-i) < float64(m-n) {
			k := int(list.at(i).index)
			sim.CopyPoints(y, n, x, k, 1)
			v[n] = w[k]
			n++
		}
	})
	return y, v
}

// place is where a point stands in the order of hashes.
type place struct {
	hash  sim.Key
	index int32
}

// hashed are places in the order of their hashes. As hashes are spread evenly, they
// are dealt into buckets by their first bits, and a bucket is sorted when it is asked
// for: of a large set most never are.
type hashed struct {
	places []place
	end    []int32 // of each bucket
	sorted []bool
}

// bucketBits is the number of first bits that name a bucket.
const bucketBits = 14

func newHashed(places []place) *hashed {
	l := &hashed{places: make([]place, len(places)), end: make([]int32, 1<<bucketBits), sorted: make([]bool, 1<<bucketBits)}
	bucket := func(p place) int { return int(p.hash >> (64 - bucketBits)) }
	for _, p := range places {
		l.end[bucket(p)]++
	}
	sum := int32(0)
	for k, n := range l.end {
		l.end[k] = sum // where the bucket begins, until it is filled
		sum += n
	}
	for _, p := range places {
		k := bucket(p)
		l.places[l.end[k]] = p
		l.end[k]++
	}
	return l
}

// at is the place that is number i in the order of hashes.
func (l *hashed) at(i int) place {
	k, _ := slices.BinarySearch(l.end, int32(i)+1) // the first bucket that ends behind i
	if !l.sorted[k] {
		begin := int32(0)
		if k > 0 {
			begin = l.end[k-1]
		}
		slices.SortStableFunc(l.places[begin:l.end[k]], func(a, b place) int { return cmp.Compare(a.hash, b.hash) })
		l.sorted[k] = true
	}
	return l.places[i]
}

// mostClasses is how many values a coordinate has at most that names classes.
const mostClasses = 8

// rounding is the deviation δ/√12 of the widest step δ to which a coordinate
// was rounded; 0 where none was.
func rounding(x sim.Batch) (least float64) {
	for j := range x.D {
		values := slices.Clone(x.Row(j))
		slices.Sort(values)
		values = slices.Compact(values)
		if n := len(values); n <= mostClasses || 2*n > x.N {
			continue
		}
		gaps := make([]float64, len(values)-1)
		for i := range gaps {
			gaps[i] = float64(values[i+1]) - float64(values[i])
		}
		slices.Sort(gaps)
		least = max(least, gaps[len(gaps)/2]/math.Sqrt(12))
	}
	return least
}

// merged puts points that stand in one place together, with their weight.
func merged(x sim.Batch, w []float64) (sim.Batch, []float64) {
	order := make([]int, x.N)
	for i := range order {
		order[i] = i
	}
	compare := func(a, b int) int {
		for j := range x.D {
			if c := cmp.Compare(x.At(j, a), x.At(j, b)); c != 0 {
				return c
			}
		}
		return 0
	}
	slices.SortStableFunc(order, compare)
	first := make([]int, x.N) // of those in one place
	places := x.N
	for k := range order {
		first[order[k]] = order[k]
		if k > 0 && compare(order[k-1], order[k]) == 0 {
			first[order[k]] = first[order[k-1]]
			places--
		}
	}
	if places == x.N {
		return x, w
	}
	y, v := sim.NewBatch(x.D, places), make([]float64, 0, places)
	at := make(map[int]int, places)
	for i := range x.N {
		k, ok := at[first[i]]
		if !ok {
			k = len(v)
			at[first[i]] = k
			sim.CopyPoints(y, k, x, i, 1)
			v = append(v, 0)
		}
		v[k] += w[i]
	}
	return y, v
}

// tries is how many bandwidths are tried, each 2^¼ narrower than the one before.
const tries = 25

// mostLikely is the bandwidth h_t = wide/2^(t/4) under which the points, all in
// different places, predict each other best.
//
// Two tries on, h² is half as large and every exponential is its own square, so that
// only the first two bandwidths cost any:
//
//	exp(−r²/2h_{t+2}²) = exp(−r²/2h_t²)².
func (yield Pieces) mostLikely(x sim.Batch, w []float64, wide float64) float64 {
	var likely [tries]float64
	near := make([]float64, x.N)
	kernels := make([]float64, x.N*x.N)
	for first := range 2 {
		toOthers(kernels, near, x, w)
		h := wide * math.Exp2(-float64(first)/4)
		for i, r := range near {
			row := kernels[i*x.N : (i+1)*x.N]
			for k, r2 := range row {
				row[k] = exp((r - r2) / (2 * h * h)) // over the nearest one's, so that not all underflow
			}
			yield.pause()
		}
		for t := first; t < tries; t += 2 {
			h := wide * math.Exp2(-float64(t)/4)
			for i, r := range near {
				row := kernels[i*x.N : (i+1)*x.N]
				p := 0.0
				for k, e := range row {
					p += float64(w[k] * e)
					row[k] = e * e
				}
				if w[i] > 0 && r < math.Inf(1) {
					likely[t] += float64(w[i] * (math.Log(p) - r/(2*h*h) - float64(float64(x.D)*math.Log(h))))
				}
				yield.pause()
			}
		}
	}
	best := 0
	for t, l := range likely {
		if l > likely[best] {
			best = t
		}
	}
	return wide * math.Exp2(-float64(best)/4)
}

// toOthers stores ‖x_i − x_k‖², n×n, infinite where k does not predict i, and the
// least of each row.
func toOthers(r2, near []float64, x sim.Batch, w []float64) {
	clear(r2)
	for j := range x.D {
		row := x.Row(j)
		for i, a := range row {
			to := r2[i*x.N : (i+1)*x.N]
			for k, b := range row {
				d := float64(a) - float64(b)
				to[k] += float64(d * d)
			}
		}
	}
	for i := range near {
		near[i] = math.Inf(1)
		row := r2[i*x.N : (i+1)*x.N]
		for k, r := range row {
			if k == i || w[k] == 0 {
				row[k] = math.Inf(1)
			} else if r < near[i] {
				near[i] = r
			}
		}
	}
}
