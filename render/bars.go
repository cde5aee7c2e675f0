package render

// draw draws row k of n in a chart's place for bars: the title, a bar for each class, its name
// below it, and lines across at what the shares are held against.
func (b *Bars) draw(c *canvas, area Rect, k, n int) {
	high := area.H() / float64(n)
	box := Rect{area.X0, area.Y0 + float64(k)*high, area.X1, area.Y0 + float64(k+1)*high}
	line := (tickType + 3) * c.typeScale
	if b.Title != "" {
		c.write(LabelText, c.copyText(b.Title), box.X0, box.Y0+line, tickType, 0, c.color(Muted))
		box.Y0 += line
	}
	if len(b.Names) > 0 {
		box.Y1 -= line
	}
	box.Y0 += 5
	box.Y1 -= 4
	classes := max(len(b.Names), len(b.Shares))
	if classes == 0 || box.H() <= 0 {
		return
	}
	wide, top, best := box.W()/float64(classes), b.Top, b.best()
	if top <= 0 {
		for _, v := range b.Shares {
			top = max(top, v)
		}
		for _, v := range b.Lines {
			top = max(top, 1.1*v)
		}
	}
	if top <= 0 {
		top = 1
	}
	y := func(share float64) float64 { return box.Y1 - box.H()*clamp(share/top, 0, 1) }
	c.list.Rect(c.px(box.X0), c.px(box.Y1), c.px(box.X1), c.px(box.Y1+1), c.color(Muted).Alpha(0.6))
	for i, v := range b.Shares {
		x := box.X0 + (float64(i)+0.14)*wide
		alpha := 0.75
		if b.Best && i != best {
			alpha = 0.4
		}
		c.list.Rect(c.px(x), c.px(y(v)), c.px(x+0.72*wide), c.px(box.Y1), c.color(b.Role).Alpha(alpha))
	}
	for i, v := range b.Lines {
		role, at := Truth, c.snap(y(v))
		if i > 0 {
			role = Alarm
		}
		c.list.Line(c.px(box.X0), at, c.px(box.X1), at, c.lineWidth(1.3), c.color(role))
	}
	for i, name := range b.Names {
		text := c.copyText(name)
		if c.textWidth(text, tickType) > wide {
			continue
		}
		role := Muted
		if b.Best && i == best && len(b.Shares) > 0 {
			role = Ink
		}
		c.write(TickText, text, box.X0+(float64(i)+0.5)*wide, box.Y1+line-1, tickType, 0.5, c.color(role))
	}
}

// best is the class with the largest share.
func (b *Bars) best() int {
	best := 0
	for i, v := range b.Shares {
		if v > b.Shares[best] {
			best = i
		}
	}
	return best
}
