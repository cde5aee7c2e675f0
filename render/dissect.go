package render

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

// card is a small sheet of paper with a hairline.
func (c *Composer) card(r Rect) {
	x0, y0, x1, y1 := c.px(r.X0), c.px(r.Y0), c.px(r.X1), c.px(r.Y1)
	c.list.Rect(x0, y0, x1, y1, c.style.paper.Alpha(0.9))
	c.frameRect(r, c.color(Faint))
}
