package render

// draw draws a step's drift from the particle, the noise from the drift's tip,
// and their sum; with numbers in the upper left corner of the plot.
func (d *Dissect) draw(c *plot) {
	if d == nil {
		return
	}
	from := c.at(d.X, d.Y)
	drifted := c.at(d.X+d.Drift[0], d.Y+d.Drift[1])
	to := c.at(d.X+d.Drift[0]+d.Noise[0], d.Y+d.Drift[1]+d.Noise[1])
	w, head := c.lineWidth(2.2), c.px(8.5)
	rim := c.style.paper.Alpha(0.85)
	for _, s := range [...][2]Point{{from, drifted}, {drifted, to}, {from, to}} {
		c.list.Line(s[0].X, s[0].Y, s[1].X, s[1].Y, w+c.px(3), rim)
	}
	c.list.Arrow(from.X, from.Y, drifted.X, drifted.Y, w, head, c.color(Drift))
	c.list.Arrow(drifted.X, drifted.Y, to.X, to.Y, w, head, c.color(Noise))
	c.list.Arrow(from.X, from.Y, to.X, to.Y, w, head, c.color(Ink))
	c.list.Disc(from.X, from.Y, c.px(5.6), rim)
	c.list.Disc(from.X, from.Y, c.px(4.2), c.color(Ink))
	if d.Numbers {
		d.drawNumbers(c)
	}
}

// drawNumbers writes the parts on a card, each in its arrow's colour.
func (d *Dissect) drawNumbers(c *plot) {
	const rows, row = 4, 14
	p := c.cell.Plot
	wide := 0.0
	for k := range rows {
		text, _ := d.row(c, k)
		wide = max(wide, c.textWidth(text, labelType))
	}
	card := Rect{p.X0 + 6, p.Y0 + 6, p.X0 + 20 + wide, p.Y0 + 12 + rows*row}
	c.card(card)
	for k := range rows {
		text, role := d.row(c, k)
		c.write(ValueText, text, card.X0+7, card.Y0+row*float64(k)+6+labelType*c.typeScale, labelType, 0, c.color(role))
	}
}

// row is the k-th line of numbers and the role of what it is about.
func (d *Dissect) row(c *plot, k int) ([]byte, Role) {
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
		return vector(c.words.Sum, d.Drift[0]+d.Noise[0], d.Drift[1]+d.Noise[1]), Ink
	}
	c.text = appendShort(append(c.text[:0], "ε = "...), d.Epsilon, 3)
	c.text = appendShort(append(c.text, ",  α = 2ε = "...), 2*d.Epsilon, 3)
	return c.text, Muted
}
