package render

import "math"

// tickCount is how many numbers fit along a length.
func tickCount(length float64) int { return max(2, int(length/46)) }

// worldTicks are the same along both axes of a world plot, so that the eye can
// compare lengths.
func (c *Composer) worldTicks(i int) (x, y ticks) {
	w, p := c.layout.World(i), c.layout.Cells[i].Plot
	step := max(niceTicks(w.X0, w.X1, tickCount(p.W())).Step, niceTicks(w.Y0, w.Y1, tickCount(p.H())).Step)
	return ticksBy(w.X0, w.X1, step), ticksBy(w.Y0, w.Y1, step)
}

func (c *Composer) gridLines(i int) {
	p := c.layout.Cells[i].Plot
	tx, ty := c.worldTicks(i)
	col, w := c.color(Faint).Alpha(0.8), c.stroke(1)
	for k := range tx.Count {
		x, _ := c.layout.ToScreen(i, tx.at(k), 0)
		c.list.Line(c.snap(x), c.px(p.Y0), c.snap(x), c.px(p.Y1), w, col)
	}
	for k := range ty.Count {
		_, y := c.layout.ToScreen(i, 0, ty.at(k))
		c.list.Line(c.px(p.X0), c.snap(y), c.px(p.X1), c.snap(y), w, col)
	}
}

// border is a hairline around a plot.
func (c *Composer) border(p Rect) { c.frameRect(p, c.color(Faint)) }

func (c *Composer) frameRect(p Rect, col Color) {
	x0, y0, x1, y1 := c.snap(p.X0), c.snap(p.Y0), c.snap(p.X1), c.snap(p.Y1)
	w := c.stroke(1)
	h := w / 2
	c.list.Rect(x0-h, y0-h, x1+h, y0+h, col)
	c.list.Rect(x0-h, y1-h, x1+h, y1+h, col)
	c.list.Rect(x0-h, y0+h, x0+h, y1-h, col)
	c.list.Rect(x1-h, y0+h, x1+h, y1-h, col)
}

// axes draws the numbers outside the plot.
func (c *Composer) axes(i int, a *Axes) {
	p := c.layout.Cells[i].Plot
	col := c.color(Muted)
	if a.Ticks {
		tx, ty := c.worldTicks(i)
		for k := range tx.Count {
			x, _ := c.layout.ToScreen(i, tx.at(k), 0)
			c.list.Line(c.snap(x), c.px(p.Y1), c.snap(x), c.px(p.Y1+3.5), c.stroke(1), col.Alpha(0.7))
			c.number(tx, k, x, p.Y1+7+c.typeScale*tickType, 0.5, col)
		}
		for k := range ty.Count {
			_, y := c.layout.ToScreen(i, 0, ty.at(k))
			c.list.Line(c.px(p.X0-3.5), c.snap(y), c.px(p.X0), c.snap(y), c.stroke(1), col.Alpha(0.7))
			c.number(ty, k, p.X0-7, y+c.typeScale*tickType/2, 1, col)
		}
	}
	down := 6 + 2*tickType
	if a.Ticks {
		down += 11
	}
	if a.XLabel != "" {
		c.write(c.say(a.XLabel), (p.X0+p.X1)/2, p.Y1+down, labelType, 0.5, col)
	}
	if a.YLabel != "" {
		size := labelType * c.typeScale
		left := p.X0 - 8
		if a.Ticks {
			left -= 20
		}
		c.list.textUp(c.say(a.YLabel), c.px(left), c.px((p.Y0+p.Y1)/2), c.px(size), c.pen(size), 0.5, col)
	}
}

// number writes a tick's value. A minus sign hangs to the left, so that −5
// stands under its tick as 5 does.
func (c *Composer) number(t ticks, k int, x, y, align float64, col Color) {
	v := t.at(k)
	if t.digits > 4 || math.Abs(v) >= 1e5 {
		c.text = appendShort(c.text[:0], v, 3)
	} else {
		c.text = appendFixed(c.text[:0], v, t.digits)
	}
	if v < 0 && align == 0.5 {
		x -= (4 + tracking) / capHeight * tickType * c.typeScale / 2
	}
	c.write(c.text, x, y, tickType, align, col)
}

// scaleBar is a round length in the lower right corner.
func (c *Composer) scaleBar(i int) {
	p, k := c.layout.Cells[i].Plot, c.layout.Scale(i)
	length := niceStep(p.W() / k / 8)
	x1, y := p.X1-12, p.Y1-12
	x0 := x1 - length*k
	halo, ink := c.style.paper.Alpha(0.75), c.color(Ink)
	for _, pass := range [...]struct {
		w float32
		c Color
	}{{c.stroke(4.4), halo}, {c.stroke(1.6), ink}} {
		c.list.Line(c.px(x0), c.px(y), c.px(x1), c.px(y), pass.w, pass.c)
		c.list.Line(c.px(x0), c.px(y-3), c.px(x0), c.px(y+3), pass.w, pass.c)
		c.list.Line(c.px(x1), c.px(y-3), c.px(x1), c.px(y+3), pass.w, pass.c)
	}
	c.text = appendShort(c.text[:0], length, 2)
	c.halo(c.text, (x0+x1)/2, y-7, tickType, 0.5, ink)
}

// title stands above the plot, at its left edge.
func (c *Composer) title(i int, p *Panel) {
	if p.Title == "" {
		return
	}
	cell := &c.layout.Cells[i]
	x := cell.Plot.X0
	c.write(c.say(p.Title), x, cell.Title.Y0+6+titleType*c.typeScale, titleType, 0, c.color(Ink))
}
