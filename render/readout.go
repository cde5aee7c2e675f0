package render

import "math"

// draw marks the pointer's place and writes the panel's readings beside it.
func (q *Probe) draw(c *plot, readings []Reading) {
	if q == nil {
		return
	}
	plot := c.cell.Plot
	x, y := c.toScreen(q.X, q.Y)
	if !plot.Has(x, y) || math.IsNaN(x+y) {
		return
	}
	c.list.Ring(c.px(x), c.px(y), c.px(4.5), c.lineWidth(3.4), c.style.paper.Alpha(0.8))
	c.list.Ring(c.px(x), c.px(y), c.px(4.5), c.lineWidth(1.5), c.color(Ink))
	if len(readings) > 0 {
		drawReadings(c.canvas, readings, plot, x, y)
	}
}

const (
	readingLine = 14.0
	pointerRoom = 12.0 // from the pointer to its readings
)

// drawReadings writes readings on a card beside (x, y), in the colours of what they
// are about. A plot that has no room for them beside the pointer goes without.
func drawReadings(c *canvas, lines []Reading, plot Rect, x, y float64) {
	wide := 0.0
	for k := range lines {
		wide = max(wide, c.textWidth(lines[k].text(c), labelType))
	}
	box, ok := beside(plot, x, y, wide+14, readingLine*float64(len(lines))+6)
	if !ok {
		return
	}
	c.card(box)
	for k := range lines {
		base := box.Y0 + readingLine*float64(k) + 6 + labelType*c.typeScale
		c.write(ValueText, lines[k].text(c), box.X0+7, base, labelType, 0, c.color(lines[k].Role))
	}
}

// text is "p = 0.0123" or "s = (1.2, −0.4)".
func (r *Reading) text(c *canvas) []byte {
	c.text = append(append(c.text[:0], r.Name...), " = "...)
	if !r.Vector {
		c.text = appendShort(c.text, r.X, 3)
		return c.text
	}
	least := 5e-4 * math.Hypot(r.X, r.Y) // below it a component is the other's rounding
	c.text = append(appendShort(append(c.text, '('), zeroBelow(r.X, least), 3), ", "...)
	c.text = append(appendShort(c.text, zeroBelow(r.Y, least), 3), ')')
	return c.text
}

// zeroBelow is v, or 0 where |v| < least.
func zeroBelow(v, least float64) float64 {
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
