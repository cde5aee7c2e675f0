package render

import "math"

// gauge draws the k-th bar of a panel: the share as a filled bar with a
// pointer, the truth as a line across, the binomial band around it.
func (c *Composer) gauge(area Rect, k int, g *Gauge) {
	y0 := area.Y0 + gaugeHeight*float64(k)
	ink, muted := c.color(Ink), c.color(Muted)
	base := y0 + 9 + tickType*c.typeScale
	x := c.writeOn(c.say(g.Name), area.X0, base, labelType, muted)
	c.text = append(appendFixed(c.text[:0], 100*clamp(g.Share, 0, 1), 1), "\u2009%"...)
	if g.Frozen {
		c.text = append(c.text, " frozen"...)
	}
	if g.Name != "" {
		x += 7
	}
	c.write(c.text, x, base, labelType, 0, ink)
	c.text = append(append(c.text[:0], "true "...), 0)
	c.text = append(appendShort(c.text[:len(c.text)-1], 100*g.Truth, 3), "\u2009%"...)
	c.write(c.text, area.X1, base, labelType, 1, muted)

	top := base + 4.5
	bar := Rect{area.X0, top, area.X1, top + 8}
	at := func(v float64) float64 { return bar.X0 + bar.W()*clamp(v, 0, 1) }
	role := g.Role
	col := c.color(role)
	c.list.Rect(c.px(bar.X0), c.px(bar.Y0+2), c.px(bar.X1), c.px(bar.Y1-2), c.color(Faint))
	c.list.Rect(c.px(bar.X0), c.px(bar.Y0+2), c.px(at(g.Share)), c.px(bar.Y1-2), col.Alpha(0.75))
	if g.Hi > g.Lo {
		x0, x1 := c.px(at(g.Lo)), c.px(at(g.Hi))
		c.list.Rect(x0, c.px(bar.Y0-1), x1, c.px(bar.Y1+1), c.color(Truth).Alpha(0.26))
		for _, x := range [...]float32{x0, x1} {
			c.list.Line(x, c.px(bar.Y0-1), x, c.px(bar.Y1+1), c.stroke(1), c.color(Truth).Alpha(0.6))
		}
	}
	tx := c.px(at(g.Truth))
	c.list.Line(tx, c.px(bar.Y0-2.5), tx, c.px(bar.Y1+2.5), c.stroke(2), c.color(Truth))
	sx := c.px(at(g.Share))
	c.list.Disc(sx, c.px(bar.Y0+4), c.px(5.4), c.style.paper)
	c.list.Disc(sx, c.px(bar.Y0+4), c.px(4), col)
	if g.Frozen {
		c.list.Disc(sx, c.px(bar.Y0+4), c.px(1.7), c.style.paper)
	}
}

// writeOn writes and returns where the text ends.
func (c *Composer) writeOn(text []byte, x, y, size float64, col Color) float64 {
	c.write(text, x, y, size, 0, col)
	return x + c.width(text, size)
}

// meter shows ε on a log axis: the predicted inflation of the variance as a
// rising curve, the limit, and the zone beyond, hatched.
func (c *Composer) meter(area Rect, m *Meter) {
	if !(m.Limit > 0) {
		return
	}
	lo, hi := m.Lo, m.Hi
	if lo == hi || lo <= 0 {
		lo, hi = m.Limit/1000, m.Limit*2
	}
	base := area.Y0 + 10 + tickType*c.typeScale
	body := Rect{area.X0, base + 5, area.X1, base + 5 + 13}
	at := func(e float64) float64 {
		return body.X0 + body.W()*clamp(math.Log(max(e, 1e-300)/lo)/math.Log(hi/lo), 0, 1)
	}
	c.meterText(area, base, m)
	limit := at(m.Limit)
	c.list.Rect(c.px(body.X0), c.px(body.Y0), c.px(body.X1), c.px(body.Y1), c.color(Faint).Alpha(0.5))
	c.inflation(body, m, lo, at)
	c.hatch(Rect{limit, body.Y0, body.X1, body.Y1}, c.color(Alarm))
	c.list.Line(c.px(limit), c.px(body.Y0-2), c.px(limit), c.px(body.Y1+2), c.stroke(2), c.color(Alarm))
	col := c.color(Ink)
	if m.Epsilon >= m.Limit {
		col = c.color(Alarm)
	}
	x := c.px(at(m.Epsilon))
	c.list.Line(x, c.px(body.Y0-3), x, c.px(body.Y1+3), c.stroke(2), col)
	c.list.Triangle(Point{x, c.px(body.Y1 + 1)}, Point{x - c.px(5), c.px(body.Y1 + 8)}, Point{x + c.px(5), c.px(body.Y1 + 8)}, col)
	for e := math.Ceil(math.Log10(lo)); e <= math.Log10(hi); e++ {
		tx := at(math.Pow(10, e))
		c.list.Line(c.px(tx), c.px(body.Y1), c.px(tx), c.px(body.Y1+3), c.stroke(1), c.color(Muted))
	}
}

// inflation draws log(1/(1−ε/limit)) below the limit as an area.
func (c *Composer) inflation(body Rect, m *Meter, lo float64, at func(float64) float64) {
	const n = 40
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

func (c *Composer) meterText(area Rect, base float64, m *Meter) {
	c.text = append(c.text[:0], "ε = "...)
	c.text = appendShort(c.text, m.Epsilon, 3)
	c.write(c.text, area.X0, base, labelType, 0, c.color(Ink))
	if m.Epsilon >= m.Limit {
		c.write(c.say("diverges"), area.X1, base, labelType, 1, c.color(Alarm))
		return
	}
	inflate := m.Inflate
	if inflate <= 0 {
		inflate = 1 / (1 - m.Epsilon/m.Limit)
	}
	c.text = append(c.text[:0], "variance ×"...)
	c.text = appendShort(c.text, inflate, 4)
	c.write(c.text, area.X1, base, labelType, 1, c.color(Muted))
}

// hatch fills a box with slanted lines: danger that needs no colour.
func (c *Composer) hatch(r Rect, col Color) {
	c.inside(r)
	c.list.Rect(c.px(r.X0), c.px(r.Y0), c.px(r.X1), c.px(r.Y1), col.Alpha(0.16))
	for x := r.X0 - r.H(); x < r.X1; x += 5 {
		c.list.Line(c.px(x), c.px(r.Y1), c.px(x+r.H()), c.px(r.Y0), c.stroke(1.1), col.Alpha(0.6))
	}
	c.open()
}
