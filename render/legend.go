package render

// corner draws what stands in the corners of a plot: the legend at the upper
// right, the note at the lower left, the scale bar at the lower right.
func (c *Composer) corner(i int, p *Panel) {
	plot := c.layout.Cells[i].Plot
	y := plot.Y0 + 8
	for k := range p.Legend {
		l := &p.Legend[k]
		y = c.legendRow(plot, y, l.Name, l.Role, l.Mark)
	}
	for _, a := range p.Arrows {
		if a.Name != "" {
			y = c.legendRow(plot, y, a.Name, a.Role, ArrowMark)
		}
	}
	for _, q := range p.Particles {
		if q.Name != "" {
			y = c.legendRow(plot, y, q.Name, q.Role, DiscMark)
		}
	}
	if p.Data != nil && p.Data.Name != "" {
		mark := DiscMark
		if p.Data.Hollow {
			mark = RingMark
		}
		y = c.legendRow(plot, y, p.Data.Name, p.Data.Role, mark)
	}
	for k, a := range p.Arrows {
		if a.Legend {
			y = c.lengths(i, plot, y, a, &c.panels[i].arrows[k])
		}
	}
	if p.Note != "" {
		c.halo(c.say(p.Note), plot.X0+9, plot.Y1-9, labelType, 0, c.color(Ink))
	}
	if p.Axes != nil && p.Axes.ScaleBar {
		c.scaleBar(i)
	}
}

const legendLine = 15

// legendRow is right-aligned: the name, then its mark.
func (c *Composer) legendRow(plot Rect, y float64, name string, role Role, mark Mark) float64 {
	col := c.color(role)
	base := y + labelType*c.typeScale
	mid := base - labelType*c.typeScale/2
	x1 := plot.X1 - 9
	x0 := x1 - 17
	c.halo(c.say(name), x0-6, base, labelType, 1, c.color(Ink))
	y1 := c.px(mid)
	switch mark {
	case LineMark:
		c.list.Line(c.px(x0+1), y1, c.px(x1), y1, c.stroke(2), col)
	case DashMark:
		c.points = append(c.points[:0], Point{c.px(x0), y1}, Point{c.px(x1), y1})
		c.list.dashes(c.points, c.stroke(1.8), c.px(4.5), c.px(2), col)
	case ArrowMark:
		c.list.Arrow(c.px(x0), y1, c.px(x1), y1, c.stroke(1.5), c.px(5.5), col)
	case DiscMark:
		c.list.Disc(c.px(x1-6), y1, c.px(3), col)
	case RingMark:
		c.list.Ring(c.px(x1-6), y1, c.px(3), c.stroke(1.2), col)
	case BandMark:
		c.list.Rect(c.px(x0), c.px(mid-4), c.px(x1), c.px(mid+4), col.Alpha(0.35))
	}
	return y + legendLine
}

// lengths explains the compressed arrows: the one drawn at half size, and one
// ten times as long.
func (c *Composer) lengths(i int, plot Rect, y float64, a *Arrows, cache *arrowCache) float64 {
	ref := a.Ref
	if ref <= 0 {
		ref = cache.reference(a.Field)
	}
	full := float64(c.arrowLength(i, a.Field) / c.k)
	col := c.color(a.Role)
	for _, m := range [...]float64{niceStep(ref), 10 * niceStep(ref)} {
		base := y + labelType*c.typeScale
		mid := base - labelType*c.typeScale/2
		l := full * m / (m + ref)
		x1 := plot.X1 - 9
		c.list.Arrow(c.px(x1-l), c.px(mid), c.px(x1), c.px(mid), c.stroke(1.25), min(c.px(5.2), c.px(full*0.36)), col)
		c.text = appendShort(append(c.text[:0], "‖s‖ = "...), m, 2)
		c.halo(c.text, plot.X1-15-full, base, tickType, 1, c.color(Muted))
		y += legendLine
	}
	return y
}
