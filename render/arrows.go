package render

import "math"

// arrowCache keeps the reference length of a field, which takes a sort to find.
type arrowCache struct {
	field  *Field
	stamp  uint64
	ref    float64
	sorted []float32
}

// reference is the length that is drawn at half size.
func (a *Arrows) reference(k *arrowCache) float64 {
	f := a.Field
	if k.field != f || k.stamp != f.Stamp {
		k.field, k.stamp = f, f.Stamp
		k.ref, k.sorted = medianLength(f, k.sorted)
	}
	return k.ref
}

// draw draws the arrows of a field, or those from one field to another.
func (a *Arrows) draw(c *plot, cache *arrowCache) {
	f := a.Field
	f.valid()
	if a.From != nil && (a.From.NX != f.NX || a.From.NY != f.NY) {
		panic(badShape)
	}
	ref := a.reference(cache)
	col, w := c.color(a.Role), c.lineWidth(1.25)
	if a.Weak {
		col, w = col.Alpha(0.4), c.lineWidth(1)
	}
	full := c.longestArrow(f)
	head := min(c.px(5.2), full*0.36)
	for j := range f.NY {
		for n := range f.NX {
			x, y := f.Node(n, j)
			at := j*f.NX + n
			if a.Displaced {
				c.displacement(x, y, float64(f.U[at]), float64(f.V[at]), w, head, col)
				continue
			}
			u, v := compress(f.U[at], f.V[at], ref)
			p := c.at(x, y)
			if a.From != nil {
				u0, v0 := compress(a.From.U[at], a.From.V[at], ref)
				c.differenceArrow(p, float32(u0)*full, float32(v0)*full, float32(u)*full, float32(v)*full, w, head, col)
				continue
			}
			dx, dy := float32(u)*full/2, float32(v)*full/2
			c.arrow(p.X-dx, p.Y+dy, p.X+dx, p.Y-dy, w, head, col)
		}
	}
}

// displacement is an arrow from (x, y) of the world to (x+u, y+v).
func (c *plot) displacement(x, y, u, v float64, w, head float32, col Color) {
	if u-u != 0 || v-v != 0 { // NaN or infinite
		return
	}
	p, q := c.at(x, y), c.at(x+u, y+v)
	c.arrow(p.X, p.Y, q.X, q.Y, w, head, col)
}

// longestArrow is the length in device pixels that no arrow of a field reaches:
// a little less than the spacing of the nodes, so that arrows never touch.
func (c *plot) longestArrow(f *Field) float32 {
	cell := f.Bounds.W() / float64(max(f.NX-1, 1))
	if f.NY > 1 {
		cell = min(cell, f.Bounds.H()/float64(f.NY-1))
	}
	return float32(cell*c.scale()*0.92) * c.k
}

// compress keeps a vector's direction and takes its length m to m/(m+ref).
func compress(u, v float32, ref float64) (x, y float64) {
	m := math.Hypot(float64(u), float64(v))
	if !(m > 0) || math.IsInf(m, 0) {
		return 0, 0
	}
	return float64(u) / (m + ref), float64(v) / (m + ref)
}

// arrow leaves a dot where a vector is too short to have a direction.
func (c *plot) arrow(x0, y0, x1, y1, w, head float32, col Color) {
	if l := math.Hypot(float64(x1-x0), float64(y1-y0)); l < float64(w)*1.2 {
		if l > 0 {
			c.list.Disc((x0+x1)/2, (y0+y1)/2, w*0.6, col.Alpha(0.7))
		}
		return
	}
	c.list.Arrow(x0, y0, x1, y1, w, head, col)
}

// differenceArrow runs from one centred arrow's tip to the other's.
func (c *plot) differenceArrow(p Point, u0, v0, u1, v1, w, head float32, col Color) {
	c.arrow(p.X+u0/2, p.Y-v0/2, p.X+u1/2, p.Y-v1/2, w, head*0.8, col)
}
