package render

import "math"

// dissect draws a step's drift from the particle, the noise from the drift's
// tip, and their sum; with numbers in the upper left corner of the plot.
func (c *Composer) dissect(i int, d *Dissect) {
	a := c.at(i, d.X, d.Y)
	b := c.at(i, d.X+d.Drift[0], d.Y+d.Drift[1])
	e := c.at(i, d.X+d.Drift[0]+d.Noise[0], d.Y+d.Drift[1]+d.Noise[1])
	w, head := c.stroke(2.2), c.px(8.5)
	rim := c.style.paper.Alpha(0.85)
	for _, s := range [...][2]Point{{a, b}, {b, e}, {a, e}} {
		c.list.Line(s[0].X, s[0].Y, s[1].X, s[1].Y, w+c.px(3), rim)
	}
	c.list.Arrow(a.X, a.Y, b.X, b.Y, w, head, c.color(Drift))
	c.list.Arrow(b.X, b.Y, e.X, e.Y, w, head, c.color(Noise))
	c.list.Arrow(a.X, a.Y, e.X, e.Y, w, head, c.color(Ink))
	c.list.Disc(a.X, a.Y, c.px(5.6), rim)
	c.list.Disc(a.X, a.Y, c.px(4.2), c.color(Ink))
	if d.Numbers {
		c.dissectText(i, d)
	}
}

// dissectText writes the parts on a card.
func (c *Composer) dissectText(i int, d *Dissect) {
	const line = 14
	p := c.layout.Cells[i].Plot
	wide := 0.0
	for k := range 4 {
		text, _ := c.dissectLine(d, k)
		wide = max(wide, c.width(text, labelType))
	}
	card := Rect{p.X0 + 6, p.Y0 + 6, p.X0 + 20 + wide, p.Y0 + 12 + 4*line}
	c.card(card)
	for k := range 4 {
		text, role := c.dissectLine(d, k)
		c.write(text, card.X0+7, card.Y0+line*float64(k)+6+labelType*c.typeScale, labelType, 0, c.color(role))
	}
}

func (c *Composer) dissectLine(d *Dissect, k int) ([]byte, Role) {
	vector := func(name string, x, y float64) []byte {
		c.text = append(append(c.text[:0], name...), " = ("...)
		c.text = append(appendFixed(c.text, x, 3), ", "...)
		c.text = append(appendFixed(c.text, y, 3), ')')
		return c.text
	}
	switch k {
	case 0:
		return vector("ε s", d.Drift[0], d.Drift[1]), Drift
	case 1:
		return vector("√(2ε) z", d.Noise[0], d.Noise[1]), Noise
	case 2:
		return vector("sum", d.Drift[0]+d.Noise[0], d.Drift[1]+d.Noise[1]), Ink
	}
	c.text = appendShort(append(c.text[:0], "ε = "...), d.Epsilon, 3)
	c.text = appendShort(append(c.text, ",  α = 2ε = "...), 2*d.Epsilon, 3)
	return c.text, Muted
}

// probe marks the pointer's place and writes the panel's readout beside it.
func (c *Composer) probe(i int, p *Panel) {
	q := c.frame.Probe
	plot := c.layout.Cells[i].Plot
	x, y := c.layout.ToScreen(i, q.X, q.Y)
	if !plot.Has(x, y) || math.IsNaN(x+y) {
		return
	}
	ink := c.color(Ink)
	c.list.Ring(c.px(x), c.px(y), c.px(4.5), c.stroke(3.4), c.style.paper.Alpha(0.8))
	c.list.Ring(c.px(x), c.px(y), c.px(4.5), c.stroke(1.5), ink)
	if len(p.Readout) == 0 {
		return
	}
	wide := 0.0
	for _, s := range p.Readout {
		wide = max(wide, c.width(c.say(s), labelType))
	}
	const line = 14
	box := Rect{x + 12, y - 8, x + 26 + wide, y - 8 + line*float64(len(p.Readout)) + 6}
	if box.X1 > plot.X1-4 {
		box.X0, box.X1 = x-26-wide, x-12
	}
	if d := box.Y1 - (plot.Y1 - 4); d > 0 {
		box.Y0, box.Y1 = box.Y0-d, box.Y1-d
	}
	if d := plot.Y0 + 4 - box.Y0; d > 0 {
		box.Y0, box.Y1 = box.Y0+d, box.Y1+d
	}
	c.card(box)
	for k, s := range p.Readout {
		c.write(c.say(s), box.X0+7, box.Y0+line*float64(k)+6+labelType*c.typeScale, labelType, 0, ink)
	}
}

// card is a small sheet of paper with a hairline.
func (c *Composer) card(r Rect) {
	x0, y0, x1, y1 := c.px(r.X0), c.px(r.Y0), c.px(r.X1), c.px(r.Y1)
	c.list.Rect(x0, y0, x1, y1, c.style.paper.Alpha(0.9))
	c.frameRect(r, c.color(Faint))
}
