package density

import (
	"math"
	"slices"
)

// leastMerged is how many points Merge may leave at least: the corners of four
// squares meet at the mean.
const leastMerged = 4

// Merged are points that stand for more of them.
type Merged struct {
	Points         // the means of what lay in one square each
	Side   float64 // of the squares, the smallest that does within a fifth; 0 when nothing was merged
	Within float64 // mean variance of a coordinate inside a square, v
}

// Bandwidth is the deviation √(h² + v) with which the means predict what all
// points predict with h: the variance that merging took away is given back.
func (m Merged) Bandwidth(h float64) float64 {
	return math.Sqrt(float64(h*h) + m.Within)
}

// Merge merges points that are close together until there are at most most, or
// 4: all that lie in one square of a grid become their weighted mean with their
// weight. It keeps mass and mean, and moves no point further than the square's
// diagonal. A score costs one exponential per point, so what is played with should
// have a few thousand at most.
//
// The estimate with [Merged.Bandwidth] differs from that of all points with h
// by the shape of what lies in a square, to first order ½ tr((S − vI) ∇²N)/N
// with S the square's covariance: by v/(h² + v) and less, see [Merged.Accuracy].
func (p Points) Merge(most int) Merged { return Pieces(nil).Merge(p, most) }

// Merge is Points.Merge in pieces: of a look at all points.
func (yield Pieces) Merge(p Points, most int) Merged {
	if len(p.XY) <= most {
		return Merged{Points: p}
	}
	most = max(most, leastMerged)
	mid := p.mean()
	far := p.furthest(mid)
	side := 2 * max(far[0], far[1]) / math.Sqrt(float64(most))
	if side == 0 {
		side = 1
	}
	g := grid{origin: mid, far: far}
	for p.occupied(&g, side, most) > most {
		side *= 2
		yield.pause()
	}
	factor := 0.5 // halve while that leaves few enough, then try the roots of ½
	for range 40 {
		yield.pause()
		if p.occupied(&g, side*factor, most) <= most {
			side *= factor
		} else if factor = math.Sqrt(factor); factor > 0.85 {
			break
		}
	}
	return p.merge(&g, side)
}

// Accuracy is how far the merged points' density with [Merged.Bandwidth] may be
// off that of all points with h, relative to it, on average over the points: a
// quarter of v/(h² + v), because squares side by side are off to both sides. On
// smooth and on sharp densities it was found to be a tenth of that to three
// quarters.
func (m Merged) Accuracy(h float64) float64 {
	return m.Within / (float64(h*h) + m.Within) / 4
}

// grid numbers the squares of a plane in the order in which they are met.
type grid struct {
	origin, far [2]float64 // no point is further from origin
	side        float64
	low         [2]float64 // the first square's place
	width       int
	dense       []int32 // number of each square, from 1, where they are few
	sparse      map[[2]float64]int
	n           int
}

// mostDense is the most squares that are held in an array.
const mostDense = 1 << 20

// lay makes squares of another size.
func (g *grid) lay(side float64) {
	g.side, g.n, g.sparse, g.dense = side, 0, nil, g.dense[:0]
	cells := 1.0
	var count [2]float64
	for j := range count {
		g.low[j] = math.Floor(-g.far[j] / side)
		count[j] = math.Floor(g.far[j]/side) - g.low[j] + 1
		cells *= count[j]
	}
	if cells > mostDense {
		g.sparse = map[[2]float64]int{}
		return
	}
	g.width = int(count[0])
	g.dense = slices.Grow(g.dense, int(cells))[:int(cells)]
	clear(g.dense)
}

// square is the number of the square that holds x, from 0.
func (g *grid) square(x [2]float64) int {
	at := [2]float64{math.Floor((x[0] - g.origin[0]) / g.side), math.Floor((x[1] - g.origin[1]) / g.side)}
	if g.sparse != nil {
		k, ok := g.sparse[at]
		if !ok {
			k = g.n
			g.sparse[at] = k
			g.n++
		}
		return k
	}
	k := &g.dense[int(at[1]-g.low[1])*g.width+int(at[0]-g.low[0])]
	if *k == 0 {
		g.n++
		*k = int32(g.n)
	}
	return int(*k) - 1
}

// occupied counts the squares of a side that hold points, no further than one
// more than most.
func (p Points) occupied(g *grid, side float64, most int) int {
	g.lay(side)
	for _, x := range p.XY {
		if g.square(x); g.n > most {
			break
		}
	}
	return g.n
}

// merge replaces the points of each square by their mean.
func (p Points) merge(g *grid, side float64) Merged {
	q := Merged{Side: side}
	sum := 0.0
	g.lay(side)
	for i, x := range p.XY {
		k := g.square(x)
		if k == len(q.XY) {
			q.XY, q.W = append(q.XY, [2]float64{}), append(q.W, 0)
		}
		w := p.Weight(i)
		q.W[k] += w
		sum += w
		for j := range x {
			off := x[j] - q.XY[k][j]
			q.XY[k][j] += float64(off * (w / q.W[k]))
			// Σ w (x − mean)² grows by w off (x − new mean), Welford's update
			q.Within += float64(w * off * (x[j] - q.XY[k][j]))
		}
	}
	q.Within /= 2 * sum
	return q
}
