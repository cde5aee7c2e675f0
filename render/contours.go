package render

import "math"

// contourCache are the traced lines of a grid, in the world.
type contourCache struct {
	grid   *Grid
	stamp  uint64
	logs   bool
	wanted []float64 // shares and levels that were traced, in order
	mass   int       // how many of them are shares
	levels []float64
	sorted []float64
	tracer tracer
}

// contours draws level lines; the labels stand in gaps of the lines.
func (c *Composer) contours(i int, q *Contours, cache *contourCache) {
	q.Grid.valid()
	cache.update(q)
	t := &cache.tracer
	sx, ox, sy, oy := c.affine(i)
	for _, line := range t.lines {
		c.points = c.points[:0]
		for _, p := range t.points[line.first:line.last] {
			c.points = append(c.points, Point{float32(p.X)*sx + ox, float32(p.Y)*sy + oy})
		}
		w, col := c.contourPen(q, line.level, len(cache.levels))
		if q.Labels && c.labelled(i, q, cache, line, w, col) {
			continue
		}
		c.list.Polyline(c.points, w, col, line.closed)
	}
}

// contourPen: inner lines are heavier.
func (c *Composer) contourPen(q *Contours, level, n int) (float32, Color) {
	f := 1.0
	if n > 1 {
		f = 1 - float64(level)/float64(n-1)
	}
	a := 0.42 + 0.3*f
	if c.theme > Dark {
		a = 0.9
	}
	return c.stroke(0.9 + 0.35*f), c.color(q.Role).Alpha(a)
}

func (k *contourCache) update(q *Contours) {
	if k.grid == q.Grid && k.stamp == q.Grid.Stamp && k.logs == q.Logs && k.same(q) {
		return
	}
	k.grid, k.stamp, k.logs, k.mass = q.Grid, q.Grid.Stamp, q.Logs, len(q.Mass)
	k.wanted = append(append(k.wanted[:0], q.Mass...), q.Levels...)
	k.levels, k.sorted = massLevels(k.levels[:0], q.Grid, q.Mass, q.Logs, k.sorted)
	k.levels = append(k.levels, q.Levels...)
	k.tracer.reset(q.Grid)
	for n, level := range k.levels {
		k.tracer.trace(q.Grid, level, n)
	}
}

func (k *contourCache) same(q *Contours) bool {
	if k.mass != len(q.Mass) || len(k.wanted) != len(q.Mass)+len(q.Levels) {
		return false
	}
	for n, v := range k.wanted {
		if n < k.mass && v != q.Mass[n] || n >= k.mass && v != q.Levels[n-k.mass] {
			return false
		}
	}
	return true
}

// labelled draws c.points with a label at their lowest point, where the line
// runs level, if there is room.
func (c *Composer) labelled(i int, q *Contours, cache *contourCache, line polyline, w float32, col Color) bool {
	low, length := 0, 0.0
	for k := 1; k < len(c.points); k++ {
		p, q := c.points[k-1], c.points[k]
		length += math.Hypot(float64(q.X-p.X), float64(q.Y-p.Y))
		if q.Y > c.points[low].Y {
			low = k
		}
	}
	at := c.points[low]
	b := c.labelText(cache.wanted[line.level], line.level < cache.mass)
	half := float32(c.width(b, tickType)/2+3) * c.k
	tall := c.px(tickType * c.typeScale / 2)
	plot := c.layout.Cells[i].Plot
	room := length > float64(half)*7 && at.X-half > c.px(plot.X0) && at.X+half < c.px(plot.X1) && at.Y+2*tall < c.px(plot.Y1) && at.Y-2*tall > c.px(plot.Y0)
	if !room || c.crowded(at.X/c.k, (at.Y+tall)/c.k, half/c.k) {
		return false
	}
	n, from := len(c.points), low
	if !line.closed {
		c.gapped(0, n, at, half, 2.2*tall, w, col)
	} else { // begin in the gap, and come round to it
		for k := range n {
			c.points = append(c.points, c.points[(from+k)%n])
		}
		c.points = append(c.points, c.points[from])
		c.gapped(n, len(c.points), at, half, 2.2*tall, w, col)
	}
	c.labels = append(c.labels, contourLabel{at.X / c.k, (at.Y + tall) / c.k, cache.wanted[line.level], line.level < cache.mass, q.Role})
	return true
}

// gapped strokes points[first:last], leaving out those within a box about at.
func (c *Composer) gapped(first, last int, at Point, half, tall, w float32, col Color) {
	start := first
	flush := func(end int) {
		if end-start > 1 {
			c.list.Polyline(c.points[start:end], w, col, false)
		}
	}
	for k := first; k < last; k++ {
		if p := c.points[k]; abs(p.X-at.X) < half && abs(p.Y-at.Y) < tall {
			flush(k)
			start = k + 1
		}
	}
	flush(last)
}

// contourLabel waits until the particles are drawn.
type contourLabel struct {
	x, y  float32 // device-independent pixels
	value float64
	mass  bool
	role  Role
}

// crowded reports whether a label would touch one that is there.
func (c *Composer) crowded(x, y, half float32) bool {
	for _, l := range c.labels {
		if abs(l.x-x) < 2*half && abs(l.y-y) < 1.8*tickType {
			return true
		}
	}
	return false
}

func (c *Composer) labelText(v float64, mass bool) []byte {
	if mass {
		c.text = append(appendShort(c.text[:0], 100*v, 3), "\u2009%"...)
	} else {
		c.text = appendShort(c.text[:0], v, 2)
	}
	return c.text
}

// contourLabels are drawn over everything that moves.
func (c *Composer) contourLabels() {
	for _, l := range c.labels {
		c.halo(c.labelText(l.value, l.mass), float64(l.x), float64(l.y), tickType, 0.5, c.color(l.role))
	}
	c.labels = c.labels[:0]
}
