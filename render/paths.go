package render

// draw draws trajectories up to a point, and where they are now.
func (p *Paths) draw(c *plot) {
	if len(p.X) != p.N*p.K || len(p.Y) != p.N*p.K {
		panic(badShape)
	}
	upto := p.K
	if p.Upto > 0 {
		upto = min(p.Upto, p.K)
	}
	width := p.Width
	if width <= 0 {
		width = 1
	}
	sx, ox, sy, oy := c.affine()
	opacity := clamp(12/float64(max(p.N, 1)), 0.35, 0.95) // many paths must not make a black heap
	for n := range p.N {
		role := p.Role
		if len(p.Class) == p.N {
			role = Cat(int(p.Class[n]))
		}
		col := c.color(role)
		c.points = c.points[:0]
		for k := range upto {
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
		if p.Dashed {
			c.list.dashes(c.points, c.lineWidth(width), c.px(4), c.px(3.5), col.Alpha(opacity))
		} else {
			c.list.Polyline(c.points, c.lineWidth(width), col.Alpha(opacity), p.Closed)
		}
		if p.Ends {
			c.list.Disc(now.X, now.Y, c.px(2.4), col)
		}
	}
}

// dashes strokes pts with dashes and gaps along their length.
func (m *Mesh) dashes(pts []Point, w, dash, space float32, c Color) {
	at := float32(0) // into the pattern
	for k := 1; k < len(pts); k++ {
		p, q := pts[k-1], pts[k]
		dx, dy, ok := unit(q.X-p.X, q.Y-p.Y)
		if !ok {
			continue
		}
		length := (q.X-p.X)*dx + (q.Y-p.Y)*dy
		for s := float32(0); s < length; {
			left := dash - at
			on := at < dash
			if !on {
				left = dash + space - at
			}
			e := min(s+left, length)
			if on && e > s {
				m.flat(Point{p.X + dx*s, p.Y + dy*s}, Point{p.X + dx*e, p.Y + dy*e}, w/2, c)
			}
			at += e - s
			if at >= dash+space-1e-3 {
				at = 0
			}
			s = max(e, s+1e-2)
		}
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
