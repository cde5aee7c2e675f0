package density

import (
	"math"

	"github.com/scorefield/scorefield/sim"
)

// A Centring is the way from a reader's units to the view's and back:
// view = (reader − Mid) · Scale, the same scale for both coordinates. A density
// of the view is a density of the reader's plane after multiplication by
// Scale², a score after multiplication by Scale.
type Centring struct {
	Mid   [2]float64 // the reader's point that lies at the view's origin
	Scale float64    // view units for one of the reader's; positive
}

// In returns where a reader's point lies in the view.
func (c Centring) In(p [2]float64) [2]float64 {
	return [2]float64{(p[0] - c.Mid[0]) * c.Scale, (p[1] - c.Mid[1]) * c.Scale}
}

// Out is the inverse of In: what to export.
func (c Centring) Out(p [2]float64) [2]float64 {
	return [2]float64{p[0]/c.Scale + c.Mid[0], p[1]/c.Scale + c.Mid[1]}
}

// margin is the share of the view's half-width that points may fill.
const margin = 0.8

// Fit centres the points on their mean and scales them so that the coordinate
// furthest out is at 0.8 half. It returns them for [NewData], with the way back.
// Points that are all the same are only centred.
func (p Points) Fit(half float64) (sim.Batch, Centring) {
	c := Centring{Mid: p.mean(), Scale: 1}
	if far := p.furthest(c.Mid); far > 0 {
		c.Scale = margin * half / far
	}
	x := sim.NewBatch(2, len(p.XY))
	for i, q := range p.XY {
		in := c.In(q)
		x.Set(0, i, float32(in[0]))
		x.Set(1, i, float32(in[1]))
	}
	return x, c
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

// furthest is the largest distance of a coordinate to m.
func (p Points) furthest(m [2]float64) (far float64) {
	for _, q := range p.XY {
		far = max(far, math.Abs(q[0]-m[0]), math.Abs(q[1]-m[1]))
	}
	return far
}

// leastThin is how many points Thin may leave at least: the corners of four
// squares meet at the mean.
const leastThin = 4

// Thin merges points that are close together until there are at most most, or
// 4: all that lie in one square of a grid become their weighted mean with their
// weight. It keeps mass and mean, and moves no point further than the square's
// diagonal. It returns the side of the squares, the smallest that does within a
// fifth; 0 when nothing was merged.
//
// A score costs one exponential per point, so what is played with should have a
// few thousand at most.
func (p Points) Thin(most int) (Points, float64) {
	if len(p.XY) <= most {
		return p, 0
	}
	most = max(most, leastThin)
	mid := p.mean()
	side := 2 * p.furthest(mid) / math.Sqrt(float64(most))
	if side == 0 {
		side = 1
	}
	q := p.merge(mid, side)
	for ; len(q.XY) > most; q = p.merge(mid, side) {
		side *= 2
	}
	factor := 0.5 // halve while that leaves few enough, then try the roots of ½
	for range 40 {
		if finer := p.merge(mid, side*factor); len(finer.XY) <= most {
			q, side = finer, side*factor
		} else if factor = math.Sqrt(factor); factor > 0.85 {
			break
		}
	}
	return q, side
}

// merge replaces the points of each square by their mean.
func (p Points) merge(origin [2]float64, side float64) Points {
	var q Points
	square := map[[2]float64]int{}
	for i, x := range p.XY {
		at := [2]float64{math.Floor((x[0] - origin[0]) / side), math.Floor((x[1] - origin[1]) / side)}
		k, ok := square[at]
		if !ok {
			k = len(q.XY)
			square[at] = k
			q.XY, q.W = append(q.XY, [2]float64{}), append(q.W, 0)
		}
		w := p.Weight(i)
		q.W[k] += w
		for j := range x {
			q.XY[k][j] += float64((x[j] - q.XY[k][j]) * (w / q.W[k]))
		}
	}
	return q
}
