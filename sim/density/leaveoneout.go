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
func ChooseBandwidth(x sim.Batch, w []float64) LeftOut {
	if w == nil {
		w = equal(x.N)
	}
	_, all := scale(x, w)
	y, v := sampled(x, w, mostLeftOut)
	_, some := scale(y, v)
	wide := Silverman(y, v)
	least := rounding(y)
	chosen := LeftOut{Looked: y.N, Of: x.N}
	y, v = merged(y, v)
	r2 := squaredDistances(y)
	best, h := math.Inf(-1), wide
	for k := range 25 {
		try := wide * math.Exp2(-float64(k)/4)
		if l := leaveOneOut(r2, v, x.D, try); l > best {
			best, h = l, try
		}
	}
	if x.N > chosen.Looked {
		h *= power(some/all, 1/float64(x.D+4))
		wide *= power(some/all, 1/float64(x.D+4))
	}
	if least = min(least, wide); h < least {
		h, chosen.Rounded = least, true
	}
	chosen.H = max(h, LeastBandwidth)
	return chosen
}

// sampled returns m of the points, drawn at random without replacement; all
// points in their order where they are no more. Which points depends on the
// points and not on their order: they are drawn, by Knuth's algorithm S, from
// the list in the order of hashes of their coordinates and weights.
func sampled(x sim.Batch, w []float64, m int) (sim.Batch, []float64) {
	if x.N <= m {
		return x, w
	}
	type place struct {
		hash  sim.Key
		index int32
	}
	places := make([]place, x.N)
	for i := range places {
		hash := sim.NewKey(math.Float64bits(w[i]))
		for j := range x.D {
			hash = hash.Sub(uint64(math.Float32bits(x.At(j, i))))
		}
		places[i] = place{hash, int32(i)}
	}
	slices.SortFunc(places, func(a, b place) int { return cmp.Compare(a.hash, b.hash) })
	y, v := sim.NewBatch(x.D, m), make([]float64, m)
	n := 0
	uniforms(x.N, sim.NewKey(1).Sub(drawChoice), 0, func(i int, a, b float64) {
		if n < m && finer(a, b)*float64(x.N-i) < float64(m-n) {
			k := int(places[i].index)
			sim.CopyPoints(y, n, x, k, 1)
			v[n] = w[k]
			n++
		}
	})
	return y, v
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

// squaredDistances returns ‖x_i − x_k‖², n×n.
func squaredDistances(x sim.Batch) []float64 {
	r2 := make([]float64, x.N*x.N)
	for j := range x.D {
		row := x.Row(j)
		for i, a := range row {
			for k, b := range row {
				d := float64(a) - float64(b)
				r2[i*x.N+k] += float64(d * d)
			}
		}
	}
	return r2
}

// leaveOneOut is Σ_i w_i log p_{−i}(x_i) but for constants, the kernels under
// the nearest other point's so that nothing underflows.
func leaveOneOut(r2, w []float64, d int, h float64) (sum float64) {
	n := len(w)
	for i := range n {
		near := math.Inf(1)
		for k, r := range r2[i*n : (i+1)*n] {
			if k != i && w[k] > 0 {
				near = min(near, r)
			}
		}
		if w[i] == 0 || near > math.MaxFloat64 {
			continue
		}
		p := 0.0
		for k, r := range r2[i*n : (i+1)*n] {
			if e := (near - r) / (2 * h * h); k != i && e > -40 {
				p += float64(w[k] * exp(e))
			}
		}
		sum += float64(w[i] * (math.Log(p) - near/(2*h*h) - float64(float64(d)*math.Log(h))))
	}
	return sum
}
