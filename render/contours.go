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
		if q.Labels && c.labelled(i, cache, line, w, col) {
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
func (c *Composer) labelled(i int, cache *contourCache, line polyline, w float32, col Color) bool {
	low, length := 0, 0.0
	for k := 1; k < len(c.points); k++ {
		p, q := c.points[k-1], c.points[k]
		length += math.Hypot(float64(q.X-p.X), float64(q.Y-p.Y))
		if q.Y > c.points[low].Y {
			low = k
		}
	}
	at := c.points[low]
	b := c.text[:0]
	if v := cache.wanted[line.level]; line.level < cache.mass {
		b = appendShort(b, 100*v, 3)
		b = append(b, "\u2009%"...)
	} else {
		b = appendShort(b, v, 2)
	}
	c.text = b
	half := float32(c.width(b, tickType)/2+3) * c.k
	tall := c.px(tickType * c.typeScale / 2)
	plot := c.layout.Cells[i].Plot
	room := length > float64(half)*7 && at.X-half > c.px(plot.X0) && at.X+half < c.px(plot.X1) && at.Y+2*tall < c.px(plot.Y1) && at.Y-2*tall > c.px(plot.Y0)
	if !room {
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
	ink := col.Alpha(float64(min(1/max(col[3], 0.1), 1.25)))
	c.write(b, float64(at.X/c.k), float64((at.Y+tall)/c.k), tickType, 0.5, ink)
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
