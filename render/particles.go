package render

import "math"

// draw draws the cloud as discs or, when there are many, as a toned count.
func (p *Particles) draw(c *plot, cache *cloud) {
	if p.Counts != nil {
		p.Counts.draw(c, cache)
		return
	}
	if p.At.N == 0 {
		return
	}
	if p.At.D < 2 || p.Color == ByClass && len(p.Class) != p.At.N || p.Color == ByValue && len(p.Value) != p.At.N {
		panic(badShape)
	}
	if !p.asDiscs() {
		cache.draw(c, p)
		return
	}
	cache.reset()
	if p.Trail != nil {
		p.drawTrails(c)
	}
	p.drawDiscs(c)
}

// radius of a disc: 500 are read one by one, 10,000 as a texture.
func (p *Particles) radius() float64 {
	if p.Radius > 0 {
		return p.Radius
	}
	return clamp(9/math.Pow(float64(p.At.N), 0.21), 1.25, 3.2)
}

// asDiscs reports whether each particle is drawn by itself: more of them would
// hide one another.
func (p *Particles) asDiscs() bool {
	return p.Counts == nil && p.At.N <= DiscLimit
}

// weakCloud is the opacity of a weak cloud's discs, of that of others.
const weakCloud = 0.4

// drawDiscs draws a disc, ring or marker for every particle that can be seen.
func (p *Particles) drawDiscs(c *plot) {
	if p == nil || p.At.N == 0 {
		return
	}
	sx, ox, sy, oy := c.affine()
	plot := c.cell.Plot
	r := c.px(p.radius())
	// Discs that cannot be seen are left out: of a zoomed cloud most of them.
	x0, x1, y0, y1 := c.px(plot.X0)-2*r, c.px(plot.X1)+2*r, c.px(plot.Y0)-2*r, c.px(plot.Y1)+2*r
	opacity := c.style.disc * clamp(3/math.Pow(float64(p.At.N), 0.19), 0.5, 1) // up to 324 of them: the theme's own
	if p.Weak {
		opacity *= weakCloud
	}
	col := c.color(p.Role).Alpha(opacity)
	xs, ys := p.At.Row(0), p.At.Row(1)
	for n, wx := range xs {
		x, y := wx*sx+ox, ys[n]*sy+oy
		if !(x > x0 && x < x1 && y > y0 && y < y1) {
			continue
		}
		size := r
		if len(p.Weights) == p.At.N {
			size *= float32(math.Sqrt(float64(p.Weights[n])))
		}
		switch {
		case p.Hollow:
			c.list.Ring(x, y, size, c.lineWidth(1.1), col)
		case p.Color == ByClass:
			c.list.marker(int(p.Class[n]), x, y, size, c.lineWidth(1.3), c.color(Cat(int(p.Class[n]))).Alpha(opacity))
		case p.Color == ByValue:
			c.list.Disc(x, y, size, c.theme.valueColor(p.Value[n]).Alpha(opacity))
		default:
			c.list.Disc(x, y, size, col)
		}
	}
}

// valueColor runs from quiet to loud; lightness tells the value too.
func (t Theme) valueColor(v float32) Color {
	m := &values[t%numberThemes]
	return m.At(float64(v))
}

// values are the maps of ByValue: opaque, monotone in lightness.
var values = [numberThemes]ColorMap{
	Light:       build([]stop{{0, oklch{0.76, 0.09, 230}, 1}, {0.5, oklch{0.55, 0.15, 300}, 1}, {1, oklch{0.36, 0.16, 20}, 1}}),
	Dark:        build([]stop{{0, oklch{0.50, 0.10, 265}, 1}, {0.5, oklch{0.68, 0.16, 350}, 1}, {1, oklch{0.93, 0.12, 95}, 1}}),
	LightStrong: build([]stop{{0, oklch{0.70, 0.10, 230}, 1}, {1, oklch{0.20, 0.10, 20}, 1}}),
	DarkStrong:  build([]stop{{0, oklch{0.55, 0.12, 265}, 1}, {1, oklch{1, 0, 95}, 1}}),
}

// marker gives every category its own shape, so that hue is not needed: disc,
// square, triangle, ring, diamond, triangle down, cross, plus.
func (m *Mesh) marker(class int, x, y, r, w float32, c Color) {
	var p [4]Point
	switch class % 8 {
	case 0:
		m.Disc(x, y, r, c)
	case 1:
		s := r * 0.88
		p = [4]Point{{x - s, y - s}, {x + s, y - s}, {x + s, y + s}, {x - s, y + s}}
		m.Convex(p[:], c)
	case 2:
		p = [4]Point{{x, y - 1.25*r}, {x + 1.1*r, y + 0.75*r}, {x - 1.1*r, y + 0.75*r}}
		m.Convex(p[:3], c)
	case 3:
		m.Ring(x, y, r, w, c)
	case 4:
		s := r * 1.25
		p = [4]Point{{x, y - s}, {x + s, y}, {x, y + s}, {x - s, y}}
		m.Convex(p[:], c)
	case 5:
		p = [4]Point{{x, y + 1.25*r}, {x - 1.1*r, y - 0.75*r}, {x + 1.1*r, y - 0.75*r}}
		m.Convex(p[:3], c)
	case 6:
		m.Line(x-r*0.8, y-r*0.8, x+r*0.8, y+r*0.8, w, c)
		m.Line(x-r*0.8, y+r*0.8, x+r*0.8, y-r*0.8, w, c)
	case 7:
		m.Line(x-r, y, x+r, y, w, c)
		m.Line(x, y-r, x, y+r, w, c)
	}
}

// drawTrails draws fading tails. All tails together have at most 60,000 joints, so
// that many particles have short ones.
func (p *Particles) drawTrails(c *plot) {
	t := p.Trail
	if t.n != p.At.N || t.len < 2 { // of another cloud, or of one that has not moved yet
		return
	}
	length := min(t.len, max(2, 60_000/t.n))
	sx, ox, sy, oy := c.affine()
	plot := c.cell.Plot
	w := c.px(p.radius() * 1.1)
	opacity := clamp(1.8/math.Pow(float64(t.n), 0.22), 0.16, 0.5)
	plain := c.color(p.Role).Alpha(opacity)
	for n := range t.n {
		c.points = c.points[:0]
		inside := false
		for k := range length {
			x, y := t.back(k)
			q := Point{x[n]*sx + ox, y[n]*sy + oy}
			if !q.finite() {
				break
			}
			inside = inside || plot.Has(float64(q.X/c.k), float64(q.Y/c.k))
			c.points = append(c.points, q)
		}
		if !inside {
			continue
		}
		smooth(c.points)
		col := plain
		switch p.Color {
		case ByClass:
			col = c.color(Cat(int(p.Class[n]))).Alpha(opacity)
		case ByValue:
			col = c.theme.valueColor(p.Value[n]).Alpha(opacity)
		}
		c.list.Tail(c.points, w, col)
	}
}

// smooth takes the corners off a tail: noise turns at every step, the eye wants
// to follow. The newest point stays under its disc.
func smooth(pts []Point) {
	for k := 1; k < len(pts)-1; k++ {
		p, q := pts[k], pts[k+1]
		pts[k] = Point{(p.X + q.X) / 2, (p.Y + q.Y) / 2}
	}
}
