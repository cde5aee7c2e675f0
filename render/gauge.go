package render

import "math"

// draw draws the k-th bar of a panel: the share as a filled bar with a
// pointer, the truth as a line across, the binomial band around it.
func (g *Gauge) draw(c *canvas, area Rect, k int) {
	y0 := area.Y0 + gaugeHeight*float64(k)
	ink, muted := c.color(Ink), c.color(Muted)
	// The name, the share and, at the right, the truth, in one line.
	base := y0 + 9 + tickType*c.typeScale
	name := c.copyText(g.Name)
	x := area.X0 + c.textWidth(name, labelType)
	c.write(ValueText, name, area.X0, base, labelType, 0, muted)
	c.text = append(appendFixed(c.text[:0], 100*clamp(g.Share, 0, 1), 1), "%"...)
	if g.Name != "" {
		x += 7
	}
	c.write(ValueText, c.text, x, base, labelType, 0, ink)
	x += c.textWidth(c.text, labelType) + 7
	c.text = append(appendShort(append(append(c.text[:0], c.words.True...), ' '), 100*g.Truth, 3), "%"...)
	if x+c.textWidth(c.text, labelType) > area.X1 { // the number alone; the line across has its colour
		c.text = append(appendShort(c.text[:0], 100*g.Truth, 3), "%"...)
	}
	if x+c.textWidth(c.text, labelType) <= area.X1 {
		c.write(ValueText, c.text, area.X1, base, labelType, 1, muted)
	}

	// The bar: its ground, the share, the band about the truth, the truth as a line
	// that is longer than the bar is high, the pointer.
	top := base + 4.5
	bar := Rect{area.X0, top, area.X1, top + 8}
	at := func(v float64) float64 { return bar.X0 + bar.W()*clamp(v, 0, 1) }
	col := c.color(g.Role)
	c.list.Rect(c.px(bar.X0), c.px(bar.Y0+2), c.px(bar.X1), c.px(bar.Y1-2), c.color(Faint))
	c.list.Rect(c.px(bar.X0), c.px(bar.Y0+2), c.px(at(g.Share)), c.px(bar.Y1-2), col.Alpha(0.75))
	if g.Hi > g.Lo {
		x0, x1 := c.px(at(g.Lo)), c.px(at(g.Hi))
		c.list.Rect(x0, c.px(bar.Y0-1), x1, c.px(bar.Y1+1), c.color(Truth).Alpha(0.26))
		for _, x := range [...]float32{x0, x1} {
			c.list.Line(x, c.px(bar.Y0-1), x, c.px(bar.Y1+1), c.lineWidth(1), c.color(Truth).Alpha(0.6))
		}
	}
	tx := c.px(at(g.Truth))
	c.list.Line(tx, c.px(bar.Y0-2.5), tx, c.px(bar.Y1+2.5), c.lineWidth(2), c.color(Truth))
	sx := c.px(at(g.Share))
	c.list.Disc(sx, c.px(bar.Y0+4), c.px(5.4), c.style.paper)
	c.list.Disc(sx, c.px(bar.Y0+4), c.px(4), col)
}

// draw shows ε on a log axis: the predicted inflation of the variance as a
// rising curve, the limit, and the zone beyond, hatched.
func (m *Meter) draw(c *canvas, area Rect) {
	if m == nil || !(m.Limit > 0) {
		return
	}
	lo, hi := m.Limit/1000, m.Limit*2
	base := area.Y0 + 10 + tickType*c.typeScale
	body := Rect{area.X0, base + 5, area.X1, base + 5 + 13}
	at := func(e float64) float64 { // of a step size, on the log axis
		return body.X0 + body.W()*clamp(math.Log(max(e, 1e-300)/lo)/math.Log(hi/lo), 0, 1)
	}
	m.drawText(c, area, base)
	limit := at(m.Limit)
	c.list.Rect(c.px(body.X0), c.px(body.Y0), c.px(body.X1), c.px(body.Y1), c.color(Faint).Alpha(0.5))
	m.drawInflation(c, body, lo, at)
	c.hatch(Rect{limit, body.Y0, body.X1, body.Y1}, c.color(Alarm))
	c.list.Line(c.px(limit), c.px(body.Y0-2), c.px(limit), c.px(body.Y1+2), c.lineWidth(2), c.color(Alarm))
	col := c.color(Ink)
	if m.Epsilon >= m.Limit {
		col = c.color(Alarm)
	}
	x := c.px(at(m.Epsilon))
	c.list.Line(x, c.px(body.Y0-3), x, c.px(body.Y1+3), c.lineWidth(2), col)
	c.list.Triangle(Point{x, c.px(body.Y1 + 1)}, Point{x - c.px(5), c.px(body.Y1 + 8)}, Point{x + c.px(5), c.px(body.Y1 + 8)}, col)
	// Ticks at the powers of ten.
	for e := math.Ceil(math.Log10(lo)); e <= math.Log10(hi); e++ {
		tx := at(math.Pow(10, e))
		c.list.Line(c.px(tx), c.px(body.Y1), c.px(tx), c.px(body.Y1+3), c.lineWidth(1), c.color(Muted))
	}
	if m.Numbers {
		m.drawNumbers(c, body, lo, hi, at)
	}
}

// drawNumbers writes the limit under its line, then the powers of ten that are
// not too near to it or to one another.
func (m *Meter) drawNumbers(c *canvas, body Rect, lo, hi float64, at func(float64) float64) {
	const apart = 8 // between numbers
	base := body.Y1 + 9 + tickType*c.typeScale
	c.text = appendShort(c.text[:0], m.Limit, 2)
	half := c.textWidth(c.text, tickType) / 2
	limit := clamp(at(m.Limit), body.X0+half, body.X1-half)
	c.write(TickText, c.text, limit, base, tickType, 0.5, c.color(Alarm))
	free := body.X0 // from here on
	for e := math.Ceil(math.Log10(lo)); e <= math.Log10(hi); e++ {
		c.text = appendShort(c.text[:0], math.Pow(10, e), 2)
		wide := c.textWidth(c.text, tickType) / 2
		x := clamp(at(math.Pow(10, e)), body.X0+wide, body.X1-wide)
		if x-wide < free || math.Abs(x-limit) < half+wide+apart {
			continue
		}
		c.write(TickText, c.text, x, base, tickType, 0.5, c.color(Muted))
		free = x + wide + apart
	}
}

// drawInflation draws log₁₀ 1/(1−ε/limit), at most 1, below the limit as an area.
func (m *Meter) drawInflation(c *canvas, body Rect, lo float64, at func(float64) float64) {
	const n = 40 // trapezia
	y := func(e float64) float32 {
		h := -math.Log(max(1-e/m.Limit, 1e-9)) / math.Log(10)
		return c.px(body.Y1 - body.H()*min(h, 1))
	}
	col := c.color(Alarm).Alpha(0.3)
	for k := range n {
		e0 := lo * math.Pow(m.Limit/lo, float64(k)/n)
		e1 := lo * math.Pow(m.Limit/lo, float64(k+1)/n)
		x0, x1 := c.px(at(e0)), c.px(at(e1))
		i := c.list.vertex(x0, y(e0), 0, 0, 1, noInner, col)
		c.list.vertex(x1, y(e1), 0, 0, 1, noInner, col)
		c.list.vertex(x1, c.px(body.Y1), 0, 0, 1, noInner, col)
		c.list.vertex(x0, c.px(body.Y1), 0, 0, 1, noInner, col)
		c.list.quad(i, i+1, i+2, i+3)
	}
}

// drawText writes ε and what it does to the variance above the bar.
func (m *Meter) drawText(c *canvas, area Rect, base float64) {
	c.text = append(c.text[:0], "ε = "...)
	c.text = appendShort(c.text, m.Epsilon, 3)
	c.write(ValueText, c.text, area.X0, base, labelType, 0, c.color(Ink))
	if m.Epsilon >= m.Limit {
		c.write(ValueText, c.copyText(c.words.Diverges), area.X1, base, labelType, 1, c.color(Alarm))
		return
	}
	c.text = append(append(c.text[:0], c.words.Variance...), " ×"...)
	c.text = appendShort(c.text, 1/(1-m.Epsilon/m.Limit), 4)
	c.write(ValueText, c.text, area.X1, base, labelType, 1, c.color(Muted))
}

// hatch fills a box with slanted lines: danger that needs no colour.
func (c *canvas) hatch(r Rect, col Color) {
	c.clipTo(r)
	c.list.Rect(c.px(r.X0), c.px(r.Y0), c.px(r.X1), c.px(r.Y1), col.Alpha(0.16))
	for x := r.X0 - r.H(); x < r.X1; x += 5 {
		c.list.Line(c.px(x), c.px(r.Y1), c.px(x+r.H()), c.px(r.Y0), c.lineWidth(1.1), col.Alpha(0.6))
	}
	c.unclip()
}
