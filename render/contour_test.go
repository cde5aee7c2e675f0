package render

import (
	"math"
	"testing"
)

func parabola(n int) *Grid {
	g := newGrid(n, n, Rect{-2, -2, 2, 2})
	for j := range n {
		for i := range n {
			x, y := g.Node(i, j)
			g.Values[j*n+i] = float32(-(x*x + y*y))
		}
	}
	return g
}

// TestContourOfAParabola: the level −1 of −(x²+y²) is the unit circle, closed,
// in one piece. Linear interpolation of a parabola over a cell of side h is off
// by at most h²/8·2 = h²/4 in value, so h²/8 in radius (slope 2), and
// a twentieth of that more for the slope's change.
func TestContourOfAParabola(t *testing.T) {
	for _, n := range []int{9, 20, 65} {
		g := parabola(n)
		var tr tracer
		tr.reset(g)
		tr.trace(g, -1, 0)
		if len(tr.lines) != 1 || !tr.lines[0].closed {
			t.Fatalf("n = %d: %d lines", n, len(tr.lines))
		}
		h := 4 / float64(n-1)
		for _, p := range tr.points {
			if r := math.Hypot(p.X, p.Y); math.Abs(r-1) > 1.05*h*h/8+1e-6 {
				t.Errorf("n = %d: radius %v", n, r)
			}
		}
		for k := 1; k < len(tr.points); k++ {
			if d := math.Hypot(tr.points[k].X-tr.points[k-1].X, tr.points[k].Y-tr.points[k-1].Y); d > 1.5*h {
				t.Errorf("n = %d: a jump of %v", n, d)
			}
		}
	}
}

// TestOpenContour: a line that leaves the grid is open and reaches both edges.
func TestOpenContour(t *testing.T) {
	g := newGrid(6, 5, Rect{0, 0, 5, 4})
	for i := range g.Values {
		g.Values[i] = float32(i % 6)
	}
	var tr tracer
	tr.reset(g)
	tr.trace(g, 2.25, 0)
	if len(tr.lines) != 1 || tr.lines[0].closed || len(tr.points) != 5 {
		t.Fatalf("%d lines, %d points", len(tr.lines), len(tr.points))
	}
	for _, p := range tr.points {
		if p.X != 2.25 {
			t.Errorf("x = %v", p.X)
		}
	}
	if a, b := tr.points[0].Y, tr.points[4].Y; min(a, b) != 0 || max(a, b) != 4 {
		t.Errorf("ends at %v and %v", a, b)
	}
}

// TestSaddle: where corners alternate, the mean decides. Corners 1, 0, 1, 0
// around a mean of ½: below ½ the high corners are joined through the middle
// and the two lines cut off the low corners; above, the other way round.
func TestSaddle(t *testing.T) {
	g := newGrid(2, 2, Rect{0, 0, 1, 1})
	copy(g.Values, []float32{1, 0, 0, 1}) // high at (0,0) and (1,1)
	for _, c := range []struct {
		level float64
		low   bool // the lines go round the low corners
	}{{0.4, true}, {0.6, false}} {
		var tr tracer
		tr.reset(g)
		tr.trace(g, c.level, 0)
		if len(tr.lines) != 2 {
			t.Fatalf("level %v: %d lines", c.level, len(tr.lines))
		}
		for _, l := range tr.lines {
			a, b := tr.points[l.first], tr.points[l.last-1]
			x, y := (a.X+b.X)/2, (a.Y+b.Y)/2
			if nearLow := (x > 0.5) != (y > 0.5); nearLow != c.low {
				t.Errorf("level %v: a line about (%v, %v)", c.level, x, y)
			}
		}
	}
}

// TestEveryCrossingOnce: on noise, every grid edge that the level crosses is on
// exactly one line, so nothing is lost or drawn twice; a second level on the
// same memory finds the same.
func TestEveryCrossingOnce(t *testing.T) {
	r := &rand{}
	g := newGrid(31, 23, Rect{0, 0, 30, 22})
	for i := range g.Values {
		g.Values[i] = float32(r.normal())
	}
	crossings := 0
	for j := range g.NY {
		for i := range g.NX {
			high := g.Values[j*g.NX+i] >= 0.2
			if i+1 < g.NX && high != (g.Values[j*g.NX+i+1] >= 0.2) {
				crossings++
			}
			if j+1 < g.NY && high != (g.Values[(j+1)*g.NX+i] >= 0.2) {
				crossings++
			}
		}
	}
	var tr tracer
	for range 2 {
		tr.reset(g)
		tr.trace(g, 0.2, 0)
		points := 0
		for _, l := range tr.lines {
			points += l.last - l.first
			a, b := tr.points[l.first], tr.points[l.last-1]
			if edge := g.Bounds; !l.closed && (inner(edge, a) || inner(edge, b)) {
				t.Errorf("an open line ends inside, at %v or %v", a, b)
			}
		}
		if points != crossings {
			t.Errorf("%d points, %d crossings", points, crossings)
		}
	}
}

func inner(r Rect, p worldPoint) bool { return r.X0 < p.X && p.X < r.X1 && r.Y0 < p.Y && p.Y < r.Y1 }

// TestHolesAreSkipped: no line passes a cell with a NaN.
func TestHolesAreSkipped(t *testing.T) {
	g := parabola(33)
	hole := 16*33 + 24 // on the unit circle: (1, 0)
	g.Values[hole] = float32(math.NaN())
	var tr tracer
	tr.reset(g)
	tr.trace(g, -1, 0)
	if len(tr.lines) != 1 || tr.lines[0].closed {
		t.Fatalf("%d lines", len(tr.lines))
	}
	for _, p := range tr.points {
		if math.Hypot(p.X-1, p.Y) < 0.12 { // a cell is 0.125
			t.Errorf("a point at %v", p)
		}
	}
}

// TestInfiniteValues: log 0 = −∞ outside a density's support is beyond any level;
// the line runs between the nodes, and mass levels ignore it.
func TestInfiniteValues(t *testing.T) {
	g := parabola(33)
	for i := range g.Values {
		if x, _ := g.Node(i%33, i/33); x < 0 {
			g.Values[i] = float32(math.Inf(-1))
		}
	}
	var tr tracer
	tr.reset(g)
	tr.trace(g, -1, 0)
	if len(tr.lines) != 1 || !tr.lines[0].closed {
		t.Fatalf("%d lines", len(tr.lines))
	}
	for _, p := range tr.points {
		if !(p.X >= -0.07 && math.Hypot(p.X, p.Y) < 1.01) {
			t.Errorf("a point at %v", p)
		}
	}
	if levels := massLevels(nil, g, []float64{0.5}, true, new(sorter)); math.IsInf(levels[0], 0) || math.IsNaN(levels[0]) {
		t.Errorf("mass level %v", levels[0])
	}
}

// TestMassLevels: the region of N(0, I) that holds the share m lies within
// r² = −2 log(1−m), so log p at its rim is log p(0) + log(1−m). Lowering
// the level by δ adds the mass (1−m)δ; eight nodes that lie alike weigh
// 8h²/(2π)·(1−m), so the level is known to about 8h²/2π = 0.02 for h = 1/8; two
// such shells are 0.04.
func TestMassLevels(t *testing.T) {
	g := newGrid(97, 97, Rect{-6, -6, 6, 6})
	for i := range g.Values {
		x, y := g.Node(i%97, i/97)
		g.Values[i] = float32(-(x*x + y*y) / 2)
	}
	shares := []float64{0.1, 0.5, 0.9, 0.99}
	levels := massLevels(nil, g, shares, true, new(sorter))
	for k, m := range shares {
		if want := math.Log(1 - m); math.Abs(levels[k]-want) > 0.04 {
			t.Errorf("share %v: level %.4f, want %.4f", m, levels[k], want)
		}
	}
}
