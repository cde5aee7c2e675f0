package render

// plot is the part of a canvas that shows the world: a panel's place in the
// layout. Every layer of the world draws on one.
type plot struct {
	*canvas
	layout *Layout
	panel  int
	cell   *Cell
}

// toScreen is where a point of the world is, in device-independent pixels.
func (c *plot) toScreen(x, y float64) (sx, sy float64) { return c.layout.ToScreen(c.panel, x, y) }

// scale is the number of device-independent pixels in a unit of the world.
func (c *plot) scale() float64 { return c.layout.Scale(c.panel) }

// at is where a point of the world is, in device pixels.
func (c *plot) at(x, y float64) Point {
	sx, sy := c.toScreen(x, y)
	return Point{float32(sx) * c.k, float32(sy) * c.k}
}

// affine gives device pixels as x·sx + ox, y·sy + oy: for the layers of many
// points.
func (c *plot) affine() (sx, ox, sy, oy float32) {
	k := c.scale() * float64(c.k)
	o := c.at(0, 0)
	return float32(k), o.X, float32(-k), o.Y
}

// ticks are the same along both axes of the world, so that the eye can compare
// lengths.
func (c *plot) ticks() (x, y ticks) {
	w, p := c.layout.World(c.panel), c.cell.Plot
	step := max(niceTicks(w.X0, w.X1, tickCount(p.W())).Step, niceTicks(w.Y0, w.Y1, tickCount(p.H())).Step)
	return ticksBy(w.X0, w.X1, step), ticksBy(w.Y0, w.Y1, step)
}

// tickCount is how many numbers fit along a length.
func tickCount(length float64) int { return max(2, int(length/46)) }
