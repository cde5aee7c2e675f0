package render

import "math"

// tracer finds level lines of a grid by marching squares. Its memory is reused.
type tracer struct {
	link    [2][]int32 // for every grid edge, the edges that its crossing is joined to; −1: none
	touched []int32
	lines   []polyline
	points  []worldPoint
}

// polyline is points[first:last] of its tracer.
type polyline struct {
	first, last int
	closed      bool
	level       int // index of the level it belongs to
}

type worldPoint struct{ X, Y float64 }

// reset makes the tracer ready for a grid and forgets its lines.
//
// Edges are numbered: 2(j·NX+i) runs from node (i, j) to (i+1, j), the next
// number from (i, j) to (i, j+1).
func (t *tracer) reset(g *Grid) {
	for k := range t.link {
		n := 2 * g.NX * g.NY
		if len(t.link[k]) != n {
			t.link[k] = grow(t.link[k], n)
			for i := range t.link[k] {
				t.link[k][i] = -1
			}
		}
	}
	t.lines, t.points = t.lines[:0], t.points[:0]
}

// trace adds the lines of one level. Lines that leave the grid are open.
func (t *tracer) trace(g *Grid, level float64, index int) {
	for j := range g.NY - 1 {
		for i := range g.NX - 1 {
			t.cell(g, i, j, level)
		}
	}
	for _, e := range t.touched { // ends of open lines first
		if t.link[0][e] >= 0 && t.link[1][e] < 0 {
			t.follow(g, e, level, index, false)
		}
	}
	for _, e := range t.touched {
		if t.link[0][e] >= 0 {
			t.follow(g, e, level, index, true)
		}
	}
	t.touched = t.touched[:0]
}

// cell joins the crossings on the four edges of a cell. Where the corners
// alternate, the mean of the four decides which pair is joined.
func (t *tracer) cell(g *Grid, i, j int, level float64) {
	at := j*g.NX + i
	a, b := float64(g.Values[at]), float64(g.Values[at+1])
	d, c := float64(g.Values[at+g.NX]), float64(g.Values[at+g.NX+1])
	if math.IsNaN(a + b + c + d) {
		return
	}
	south, west := int32(2*at), int32(2*at+1)
	east, north := int32(2*(at+1)+1), int32(2*(at+g.NX))
	code := 0 // bits 0 … 3: a, b, c, d are at least as high as the level
	for k, v := range [4]float64{a, b, c, d} {
		if v >= level {
			code |= 1 << k
		}
	}
	middle := (a+b+c+d)/4 >= level
	switch code {
	case 1, 14:
		t.join(south, west)
	case 2, 13:
		t.join(south, east)
	case 4, 11:
		t.join(north, east)
	case 8, 7:
		t.join(north, west)
	case 3, 12:
		t.join(west, east)
	case 6, 9:
		t.join(south, north)
	case 5: // a and c are high
		if middle {
			t.join(south, east)
			t.join(north, west)
		} else {
			t.join(south, west)
			t.join(north, east)
		}
	case 10: // b and d are high
		if middle {
			t.join(south, west)
			t.join(north, east)
		} else {
			t.join(south, east)
			t.join(north, west)
		}
	}
}

// join links the crossings on two edges.
func (t *tracer) join(a, b int32) {
	t.joinOneWay(a, b)
	t.joinOneWay(b, a)
}

// joinOneWay notes b as a neighbour of a: its first or, if there is one, its
// second.
func (t *tracer) joinOneWay(a, b int32) {
	if t.link[0][a] < 0 {
		t.link[0][a] = b
		t.touched = append(t.touched, a)
		return
	}
	t.link[1][a] = b
}

// follow walks from edge e along the links, taking them away.
func (t *tracer) follow(g *Grid, e int32, level float64, index int, closed bool) {
	first := len(t.points)
	for from := int32(-1); e >= 0; {
		t.points = append(t.points, crossing(g, e, level))
		next := t.link[0][e]
		if next == from || next < 0 {
			next = t.link[1][e]
		}
		t.link[0][e], t.link[1][e] = -1, -1
		from, e = e, next
		if e >= 0 && t.link[0][e] < 0 { // back at the start
			break
		}
	}
	if len(t.points)-first > 1 {
		t.lines = append(t.lines, polyline{first, len(t.points), closed, index})
	} else {
		t.points = t.points[:first]
	}
}

// crossing is where the level lies on an edge.
func crossing(g *Grid, e int32, level float64) worldPoint {
	at := int(e / 2)
	i, j := at%g.NX, at/g.NX
	to := at + 1
	if e&1 == 1 {
		to = at + g.NX
	}
	a, b := float64(g.Values[at]), float64(g.Values[to])
	f := clamp((level-a)/(b-a), 0, 1)
	if f != f { // an end is infinite: log 0
		f = 0.5
	}
	x0, y0 := g.Node(i, j)
	x1, y1 := g.Node(to%g.NX, to/g.NX)
	return worldPoint{x0 + (x1-x0)*f, y0 + (y1-y0)*f}
}

// massLevels appends, for each share, the value v such that the nodes with
// values above v hold that share of Σ exp(value) (Σ value if not logs).
func massLevels(dst []float64, g *Grid, shares []float64, logs bool, scratch *sorter) []float64 {
	sorted := scratch.finite(g.Values)
	if len(sorted) == 0 {
		return dst
	}
	top := float64(sorted[len(sorted)-1])
	weight := func(v float32) float64 {
		if logs {
			return math.Exp(float64(v) - top)
		}
		return max(float64(v), 0)
	}
	total := 0.0
	for _, v := range sorted {
		total += weight(v)
	}
	for _, share := range shares {
		sum, k := 0.0, len(sorted)-1
		for ; k > 0 && sum+weight(sorted[k]) < share*total; k-- {
			sum += weight(sorted[k])
		}
		f := clamp((share*total-sum)/max(weight(sorted[k]), 1e-300), 0, 1)
		above := float64(sorted[min(k+1, len(sorted)-1)])
		dst = append(dst, above+(float64(sorted[k])-above)*f)
	}
	return dst
}
