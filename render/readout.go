package render

import "math"

// probe marks the pointer's place and writes the panel's readings beside it.
func (c *Composer) probe(i int, p *Panel) {
	q := c.frame.Probe
	plot := c.layout.Cells[i].Plot
	x, y := c.layout.ToScreen(i, q.X, q.Y)
	if !plot.Has(x, y) || math.IsNaN(x+y) {
		return
	}
	c.list.Ring(c.px(x), c.px(y), c.px(4.5), c.stroke(3.4), c.style.paper.Alpha(0.8))
	c.list.Ring(c.px(x), c.px(y), c.px(4.5), c.stroke(1.5), c.color(Ink))
	if len(p.Readout) > 0 {
		c.readout(p.Readout, plot, x, y)
	}
}

const (
	readingLine = 14.0
	pointerRoom = 12.0 // from the pointer to its readings
)

// readout writes readings on a card beside (x, y), in the colours of what they
// are about. A plot that has no room for them beside the pointer goes without.
func (c *Composer) readout(lines []Reading, plot Rect, x, y float64) {
	wide := 0.0
	for k := range lines {
		wide = max(wide, c.width(c.reading(&lines[k]), labelType))
	}
	box, ok := beside(plot, x, y, wide+14, readingLine*float64(len(lines))+6)
	if !ok {
		return
	}
	c.card(box)
	for k := range lines {
		base := box.Y0 + readingLine*float64(k) + 6 + labelType*c.typeScale
		c.write(c.reading(&lines[k]), box.X0+7, base, labelType, 0, c.color(lines[k].Role))
	}
}

// reading is "p = 0.0123" or "s = (1.2, −0.4)".
func (c *Composer) reading(r *Reading) []byte {
	c.text = append(append(c.text[:0], r.Name...), " = "...)
	if !r.Vector {
		c.text = appendShort(c.text, r.X, 3)
		return c.text
	}
	least := 5e-4 * math.Hypot(r.X, r.Y) // below it a component is the other's rounding
	c.text = append(appendShort(append(c.text, '('), above(r.X, least), 3), ", "...)
	c.text = append(appendShort(c.text, above(r.Y, least), 3), ')')
	return c.text
}

// above is v, or 0 where |v| < least.
func above(v, least float64) float64 {
	if math.Abs(v) < least {
		return 0
	}
	return v
}

// beside places a box of w×h in plot beside the point (x, y): to its right, to
// its left, below or above it, moved along that side until it is inside. It is
// false where none of the four has room.
func beside(plot Rect, x, y, w, h float64) (Rect, bool) {
	const rim = 4
	in := Rect{plot.X0 + rim, plot.Y0 + rim, plot.X1 - rim, plot.Y1 - rim}
	if w > in.W() || h > in.H() {
		return Rect{}, false
	}
	left, top := clamp(x-w/2, in.X0, in.X1-w), clamp(y-8, in.Y0, in.Y1-h)
	switch {
	case x+pointerRoom+w <= in.X1:
		left = x + pointerRoom
	case x-pointerRoom-w >= in.X0:
		left = x - pointerRoom - w
	case y+pointerRoom+h <= in.Y1:
		top = y + pointerRoom
	case y-pointerRoom-h >= in.Y0:
		top = y - pointerRoom - h
	default:
		return Rect{}, false
	}
	return Rect{left, top, left + w, top + h}, true
}
