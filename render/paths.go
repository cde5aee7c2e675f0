package render

import "math"

// draw draws trajectories, and where they end.
func (p *Paths) draw(c *plot) {
	if len(p.X) != p.N*p.K || len(p.Y) != p.N*p.K {
		panic(badShape)
	}
	width := p.Width
	if width <= 0 {
		width = 1
	}
	sx, ox, sy, oy := c.affine()
	opacity := clamp(12/float64(max(p.N, 1)), 0.35, 0.95) // many paths must not make a black heap
	col := c.color(p.Role)
	for n := range p.N {
		c.points = c.points[:0]
		for k := range p.K {
			at := k*p.N + n
			q := Point{p.X[at]*sx + ox, p.Y[at]*sy + oy}
			if !q.finite() { // it has run away: what comes after is nowhere
				break
			}
			c.points = append(c.points, q)
		}
		if len(c.points) == 0 {
			continue
		}
		now := c.points[len(c.points)-1]
		c.list.Polyline(c.points, c.lineWidth(width), col.Alpha(opacity), false)
		if p.Ends {
			c.list.Disc(now.X, now.Y, c.px(2.4), col)
		}
	}
}

// dashes strokes pts with dashes and gaps along their length: the k-th dash runs
// from k·period to k·period + dash, whatever the segments. Places are computed
// from k and not summed up, for a sum of float32 can stop growing.
func (m *Mesh) dashes(pts []Point, w, dash, space float32, c Color) {
	period := float64(dash) + float64(space)
	begin := 0.0 // of the segment, from the first point
	for i := 1; i < len(pts); i++ {
		p, q := pts[i-1], pts[i]
		length := math.Hypot(float64(q.X-p.X), float64(q.Y-p.Y))
		dx, dy, ok := unit(q.X-p.X, q.Y-p.Y)
		if !ok {
			continue
		}
		end := begin + length
		for k := math.Floor(begin / period); k*period < end; k++ {
			s, e := max(k*period, begin)-begin, min(k*period+float64(dash), end)-begin
			if e-s > 1e-3 {
				a, b := float32(s), float32(e)
				m.flat(Point{p.X + dx*a, p.Y + dy*a}, Point{p.X + dx*b, p.Y + dy*b}, w/2, c)
			}
		}
		begin = end
	}
}

// flat is a stroke with flat ends.
func (m *Mesh) flat(a, b Point, h float32, c Color) {
	dx, dy, ok := unit(b.X-a.X, b.Y-a.Y)
	if !ok {
		return
	}
	m.strip(m.row(a, dx, dy, 0, h, 0, 1, c), m.row(b, dx, dy, 0, h, 0, 1, c))
}
