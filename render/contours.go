package render

import (
	"math"
	"slices"
)

// contourCache keeps the traced lines of a grid, in the world.
type contourCache struct {
	grid   *Grid
	stamp  uint64
	logs   bool
	mass   []float64 // shares that were traced
	levels []float64 // what the grid has there
	sorter sorter
	tracer tracer
	labels []contourLabel // of this picture, drawn after the particles
}

// draw draws level lines. Where one has room for a label it leaves a gap, and
// drawLabels fills it.
func (q *Contours) draw(c *plot, cache *contourCache) {
	cache.labels = cache.labels[:0]
	if q == nil {
		return
	}
	q.Grid.valid()
	cache.update(q, nil)
	t := &cache.tracer
	sx, ox, sy, oy := c.affine()
	for _, line := range t.lines {
		c.points = c.points[:0]
		for _, p := range t.points[line.first:line.last] {
			c.points = append(c.points, Point{float32(p.X)*sx + ox, float32(p.Y)*sy + oy})
		}
		w, col := q.lineStyle(c, line.level, len(cache.levels))
		if q.Labels && q.drawLabelled(c, cache, line, w, col) {
			continue
		}
		cache.stroke(c, c.points, line.closed, w, col)
	}
}

// lineStyle is the width and colour of one of n levels: inner lines are heavier.
func (q *Contours) lineStyle(c *plot, level, n int) (float32, Color) {
	f := 1.0
	if n > 1 {
		f = 1 - float64(level)/float64(n-1)
	}
	a := 0.42 + 0.3*f
	if c.theme > Dark {
		a = 0.9
	}
	return c.lineWidth(0.9 + 0.35*f), c.color(q.Role).Alpha(a)
}

// update traces the lines anew if the grid or the shares are others. It calls pause, where there
// is one, before each level.
func (k *contourCache) update(q *Contours, pause func()) {
	if k.grid == q.Grid && k.stamp == q.Grid.Stamp && k.logs == q.Logs && slices.Equal(k.mass, q.Mass) {
		return
	}
	k.grid = nil // until all are traced
	k.logs, k.mass = q.Logs, append(k.mass[:0], q.Mass...)
	k.levels = massLevels(k.levels[:0], q.Grid, q.Mass, q.Logs, &k.sorter)
	k.tracer.reset(q.Grid)
	for n, level := range k.levels {
		if pause != nil {
			pause()
		}
		k.tracer.trace(q.Grid, level, n)
	}
	k.grid, k.stamp = q.Grid, q.Grid.Stamp
}

// drawLabelled draws c.points with a gap for a label at their lowest point, where
// the line runs level, if there is room. It reports whether it has.
func (q *Contours) drawLabelled(c *plot, cache *contourCache, line polyline, w float32, col Color) bool {
	low, length := 0, 0.0
	for k := 1; k < len(c.points); k++ {
		p, q := c.points[k-1], c.points[k]
		length += math.Hypot(float64(q.X-p.X), float64(q.Y-p.Y))
		if q.Y > c.points[low].Y {
			low = k
		}
	}
	at := c.points[low]
	label := contourLabel{share: cache.mass[line.level], role: q.Role}
	half := float32(c.textWidth(label.text(c), tickType)/2+3) * c.k
	tall := c.px(tickType * c.typeScale / 2)
	plot := c.cell.Plot
	room := length > float64(half)*7 && at.X-half > c.px(plot.X0) && at.X+half < c.px(plot.X1) && at.Y+2*tall < c.px(plot.Y1) && at.Y-2*tall > c.px(plot.Y0)
	label.x, label.y = at.X/c.k, (at.Y+tall)/c.k
	label.at, label.half, label.tall = at, half, 2.2*tall
	if !room || cache.crowded(&label, half/c.k) || c.gripped(label.at, half, 2*tall) {
		return false
	}
	cache.labels = append(cache.labels, label)
	cache.stroke(c, c.points, line.closed, w, col)
	return true
}

// stroke strokes a line but for its points under labels, its own and those that are
// there already.
func (k *contourCache) stroke(c *plot, points []Point, closed bool, w float32, col Color) {
	gap := slices.IndexFunc(points, k.covered)
	if gap < 0 {
		c.list.Polyline(points, w, col, closed)
		return
	}
	if n := len(points); closed { // begin in the gap, and come round to it
		for i := range n {
			c.points = append(c.points, points[(gap+i)%n])
		}
		c.points = append(c.points, points[gap])
		points = c.points[n:]
	}
	for len(points) > 0 {
		end := slices.IndexFunc(points, k.covered)
		if end < 0 {
			end = len(points)
		}
		if end > 1 {
			c.list.Polyline(points[:end], w, col, false)
		}
		points = points[min(end+1, len(points)):]
	}
}

// covered reports whether a point lies under a label.
func (k *contourCache) covered(p Point) bool {
	for i := range k.labels {
		if l := &k.labels[i]; abs(p.X-l.at.X) < l.half && abs(p.Y-l.at.Y) < l.tall {
			return true
		}
	}
	return false
}

// contourLabel waits until the particles are drawn.
type contourLabel struct {
	x, y  float32 // of its middle on the baseline, device-independent pixels
	share float64
	role  Role

	at         Point   // the point of its line under its middle, in pixels
	half, tall float32 // half the width and height of the gap in lines, in pixels
}

// crowded reports whether a label half as wide as half would touch one that is
// there.
func (k *contourCache) crowded(label *contourLabel, half float32) bool {
	for _, l := range k.labels {
		if abs(l.x-label.x) < 2*half && abs(l.y-label.y) < 1.8*tickType {
			return true
		}
	}
	return false
}

// gripped reports whether what is so high and wide on both sides of a point would lie under the ring of a handle.
func (c *plot) gripped(at Point, wide, tall float32) bool {
	ring := c.px(weightRadius + 3)
	for k := range c.grips {
		x, y := c.toScreen(c.grips[k].X, c.grips[k].Y)
		if abs(c.px(x)-at.X) < ring+wide/2 && abs(c.px(y)-at.Y) < ring+tall/2 {
			return true
		}
	}
	return false
}

func (l *contourLabel) text(c *plot) []byte {
	c.text = append(appendShort(c.text[:0], 100*l.share, 3), "%"...)
	return c.text
}

// drawLabels writes the labels of the lines that draw has drawn.
func (k *contourCache) drawLabels(c *plot) {
	for i := range k.labels {
		l := &k.labels[i]
		c.writeOver(LabelText, l.text(c), float64(l.x), float64(l.y), tickType, 0.5, c.color(l.role))
	}
}
