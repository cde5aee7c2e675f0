package render

import "math"

// draw draws the histograms of x above and of y beside the plot.
func (m *Marginals) draw(c *plot) {
	if m == nil {
		return
	}
	m.X.draw(c, c.cell.Top, false)
	m.Y.draw(c, c.cell.Side, true)
}

// draw draws bars and the true curve in r; turned, they lie along Y and grow to
// the right.
func (m *Marginal) draw(c *plot, r Rect, turned bool) {
	top := m.peak()
	if top <= 0 || m.Hi <= m.Lo {
		return
	}
	place := func(w, h float64) Point { // of a world coordinate and a height in [0, 1]
		if turned {
			_, y := c.toScreen(0, w)
			return Point{c.px(r.X0 + h*r.W()), c.px(y)}
		}
		x, _ := c.toScreen(w, 0)
		return Point{c.px(x), c.px(r.Y1 - h*r.H())}
	}
	c.clipTo(r)
	fill := c.color(Ink).Alpha(0.26)
	step := (m.Hi - m.Lo) / float64(max(len(m.Bins), 1))
	for k, v := range m.Bins {
		a := place(m.Lo+step*float64(k), 0)
		b := place(m.Lo+step*float64(k+1), float64(v)/top)
		c.list.Rect(min(a.X, b.X), min(a.Y, b.Y), max(a.X, b.X), max(a.Y, b.Y), fill)
	}
	c.points = c.points[:0]
	for k, v := range m.Curve {
		w := m.Lo + (m.Hi-m.Lo)*float64(k)/float64(len(m.Curve)-1)
		c.points = append(c.points, place(w, float64(v)/top))
	}
	if len(c.points) > 1 {
		c.list.Polyline(c.points, c.lineWidth(1.6), c.color(Truth), false)
	}
	c.unclip()
}

// peak is the height that fills the strip: a little above the true curve's top,
// above the bars' where there is no curve. A few high bars may be cut.
func (m *Marginal) peak() float64 {
	bins, curve := 0.0, 0.0
	for _, v := range m.Bins {
		bins = max(bins, float64(v))
	}
	for _, v := range m.Curve {
		curve = max(curve, float64(v))
	}
	if math.IsNaN(bins + curve) {
		return 0
	}
	if curve > 0 {
		return 1.06 * clamp(bins, curve, 1.6*curve)
	}
	return 1.06 * bins
}
