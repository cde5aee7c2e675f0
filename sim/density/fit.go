package density

import (
	"math"
	"slices"

	"github.com/scorefield/scorefield/sim"
)

// A Centring is the way from a reader's units to the view's and back:
// view_j = (reader_j − Mid_j) · Scale_j. A density of the view is a density of
// the reader's plane after multiplication by Scale₀ Scale₁, and coordinate j of
// a score after multiplication by Scale_j.
type Centring struct {
	Mid   [2]float64 // what lies at the view's origin, in the reader's units
	Scale [2]float64 // view's units for one of the reader's
}

// NoCentring leaves points where they are: the view's units are the reader's.
var NoCentring = Centring{Scale: [2]float64{1, 1}}

// In returns where a reader's point lies in the view.
func (c Centring) In(p [2]float64) [2]float64 {
	return [2]float64{(p[0] - c.Mid[0]) * c.Scale[0], (p[1] - c.Mid[1]) * c.Scale[1]}
}

// Out is the inverse of In: what to export.
func (c Centring) Out(p [2]float64) [2]float64 {
	return [2]float64{p[0]/c.Scale[0] + c.Mid[0], p[1]/c.Scale[1] + c.Mid[1]}
}

// None reports whether the view's units are the reader's.
func (c Centring) None() bool { return c == NoCentring }

// Even reports whether both axes have one scale.
func (c Centring) Even() bool { return c.Scale[0] == c.Scale[1] }

// margin is the share of the view's half-width that points may fill.
const margin = 0.8

// Centre is the way into a view of half-width half: the points' mean comes to
// the origin, and the coordinate furthest out to 0.8 half. With each, every
// axis has a scale of its own, by its own furthest coordinate; an axis that does
// not vary takes the other's. Points that are all the same are only centred.
func (p Points) Centre(half float64, each bool) Centring {
	c := Centring{Mid: p.mean(), Scale: [2]float64{1, 1}}
	far := p.furthest(c.Mid)
	if most := max(far[0], far[1]); !each || !varies(far[0], c.Mid[0]) || !varies(far[1], c.Mid[1]) {
		far = [2]float64{most, most}
	}
	for j := range far {
		if far[j] > 0 {
			c.Scale[j] = margin * half / far[j]
		}
	}
	return c
}

// varies reports that coordinates up to far from mid are more than the last
// digits of mid: three of float64's fifteen are left.
func varies(far, mid float64) bool { return far > 1e-12*math.Abs(mid) }

// In returns the points in the units of the view.
func (p Points) In(c Centring) Points {
	q := Points{XY: make([][2]float64, len(p.XY)), W: p.W}
	for i, x := range p.XY {
		q.XY[i] = c.In(x)
	}
	return q
}

// Batch returns the points for [NewData].
func (p Points) Batch() sim.Batch {
	x := sim.NewBatch(2, len(p.XY))
	for i, q := range p.XY {
		x.Set(0, i, float32(q[0]))
		x.Set(1, i, float32(q[1]))
	}
	return x
}

// Fit is Centre with one scale, and the points there.
func (p Points) Fit(half float64) (sim.Batch, Centring) {
	c := p.Centre(half, false)
	return p.In(c).Batch(), c
}

// UnlikeSpread is the ratio of the axes' deviations from which they should have
// scales of their own.
//
// A kernel estimate with one bandwidth h has the mean integrated squared error
// 1/(4πN h²) + ¼h⁴ ∫(Δp)², least A²B to the third for the two constants. Of a
// normal with deviations 1 and r against the same with a scale for each axis
// ∫(Δp)² (and with it B) has the ratio (3r² + 2 + 3r⁻²)/8 in the units in which
// A is the same. As the error falls with N to the −2/3, one bandwidth is worth as
// many points as N over the root of that. At 3.15 it is 2: half of the points
// are wasted.
const UnlikeSpread = 3.15

// Unlike reports whether the deviations of the two coordinates differ by more
// than [UnlikeSpread]. Points that are [Points.Far] from all others make any
// units unlike; leave them out before.
func (p Points) Unlike() bool {
	m := p.mean()
	far := p.furthest(m)
	if !varies(far[0], m[0]) || !varies(far[1], m[1]) {
		return false
	}
	var s [2]float64
	sum := 0.0
	for i, q := range p.XY {
		w := p.Weight(i)
		sum += w
		for j := range q {
			d := (q[j] - m[j]) / far[j]
			s[j] += (float64(d*d) - s[j]) * (w / sum)
		}
	}
	a, b := far[0]*math.Sqrt(s[0]), far[1]*math.Sqrt(s[1])
	return max(a, b) > UnlikeSpread*min(a, b)
}

// farAway is how many interquartile ranges from the median a coordinate is far
// from all others: a view that shows it draws the middle half of the points on
// less than a hundredth of its width (of 40 to either side, filled to 0.8), five
// pixels of five hundred. A normal has 54 deviations there; of a million points
// of a log-normal with σ = 1, twenty.
const farAway = 40

// mostFar is the largest share of the points that can be far: more are a shape.
const mostFar = 0.01

// Far returns, ascending, the points that are far from all others in one
// coordinate, by the rule of 40 interquartile ranges; none where they are more
// than one in a hundred (and more than one point). Where a quarter of the
// points share one value, the ranges are taken wider.
func (p Points) Far() []int { return Pieces(nil).Far(p) }

// Far is Points.Far in pieces.
func (yield Pieces) Far(p Points) []int {
	if len(p.XY) == 0 {
		return nil
	}
	far := make([]bool, len(p.XY))
	n := 0
	for j := range 2 {
		v := make([]float64, len(p.XY))
		for i, q := range p.XY {
			v[i] = q[j]
		}
		yield.pause()
		median, spread := yield.middle(v)
		for i, q := range p.XY {
			if spread > 0 && math.Abs(q[j]-median) > farAway*spread && !far[i] {
				far[i] = true
				n++
			}
		}
	}
	if n == 0 || n > 1 && float64(n) > mostFar*float64(len(p.XY)) {
		return nil
	}
	list := make([]int, 0, n)
	for i, is := range far {
		if is {
			list = append(list, i)
		}
	}
	return list
}

// middle is the median of values, which it reorders, and the range of their middle
// half, or of as much of the middle as it takes not to be zero.
func (yield Pieces) middle(v []float64) (median, spread float64) {
	n := len(v)
	median = selected(v, n/2)
	for cut := n / 4; cut > 0; cut /= 2 {
		yield.pause()
		low := selected(v, cut)
		yield.pause()
		if spread = selected(v, n-1-cut) - low; spread > 0 {
			break
		}
	}
	yield.pause()
	return median, spread
}

// selected is what would be v[k] if v were sorted. It reorders v so that nothing
// before k is larger and nothing behind it smaller.
func selected(v []float64, k int) float64 {
	return selectedIn(v, k, 100) // of a million in a lucky order it takes twenty
}

// selectedIn is Hoare's FIND (Communications of the ACM 4, 1961, algorithm 65), whose
// time grows as len(v), for so many rounds; what an unlucky order leaves is sorted.
func selectedIn(v []float64, k, rounds int) float64 {
	for low, high := 0, len(v)-1; low < high; rounds-- {
		if rounds == 0 {
			slices.Sort(v[low : high+1])
			break
		}
		pivot := v[k]
		i, j := low, high
		for i <= j {
			for v[i] < pivot {
				i++
			}
			for v[j] > pivot {
				j--
			}
			if i <= j {
				v[i], v[j] = v[j], v[i]
				i++
				j--
			}
		}
		if j < k {
			low = i
		}
		if i > k {
			high = j
		}
	}
	return v[k]
}

// Without returns the points but for those of the ascending list.
func (p Points) Without(list []int) Points {
	if len(list) == 0 {
		return p
	}
	var q Points
	for i, x := range p.XY {
		if len(list) > 0 && list[0] == i {
			list = list[1:]
			continue
		}
		q.XY = append(q.XY, x)
		if p.W != nil {
			q.W = append(q.W, p.W[i])
		}
	}
	return q
}

// mean is the weighted mean, as a running one, which cannot overflow:
// m ← m + (x − m) w/Σw.
func (p Points) mean() (m [2]float64) {
	sum := 0.0
	for i, q := range p.XY {
		w := p.Weight(i)
		sum += w
		for j := range m {
			m[j] += float64((q[j] - m[j]) * (w / sum))
		}
	}
	return m
}

// furthest are the largest distances of coordinates to m.
func (p Points) furthest(m [2]float64) (far [2]float64) {
	for _, q := range p.XY {
		for j := range q {
			if d := math.Abs(q[j] - m[j]); d > far[j] {
				far[j] = d
			}
		}
	}
	return far
}
