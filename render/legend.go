package render

// corner draws what stands in the corners of a plot: the legend at the upper
// right, the note at the lower left, the scale bar at the lower right.
func (c *Composer) corner(i int, p *Panel) {
	plot := c.layout.Cells[i].Plot
	c.gatherLegend(p)
	c.drawLegend(i, p, plot)
	if p.Note != "" {
		c.halo(c.say(p.Note), plot.X0+9, plot.Y1-9, labelType, 0, c.color(Ink))
	}
	if p.Axes != nil && p.Axes.ScaleBar {
		c.scaleBar(i)
	}
}

const legendLine = 15

// gatherLegend collects the named layers after the given items.
func (c *Composer) gatherLegend(p *Panel) {
	c.legend = append(c.legend[:0], p.Legend...)
	for _, a := range p.Arrows {
		if a.Name != "" {
			c.legend = append(c.legend, LegendItem{a.Name, a.Role, ArrowMark})
		}
	}
	add := func(q *Particles) {
		if q == nil || q.Name == "" {
			return
		}
		mark := DiscMark
		if q.Hollow {
			mark = RingMark
		}
		c.legend = append(c.legend, LegendItem{q.Name, q.Role, mark})
	}
	for _, q := range p.Particles {
		add(q)
	}
	add(p.Data)
}

// drawLegend puts the items and the sample arrows on a card.
func (c *Composer) drawLegend(i int, p *Panel, plot Rect) {
	wide, mark, rows := 0.0, 17.0, len(c.legend)
	for k := range c.legend {
		wide = max(wide, c.width(c.say(c.legend[k].Name), labelType))
	}
	for k, a := range p.Arrows {
		if !a.Legend {
			continue
		}
		rows += 2
		mark = max(mark, float64(c.arrowLength(i, a.Field)/c.k))
		_, text := c.sample(a, &c.panels[i].arrows[k], 10)
		wide = max(wide, c.width(text, tickType))
	}
	if rows == 0 {
		return
	}
	card := Rect{plot.X1 - 21 - mark - wide, plot.Y0 + 5, plot.X1 - 5, plot.Y0 + 9 + legendLine*float64(rows)}
	c.list.Rect(c.px(card.X0), c.px(card.Y0), c.px(card.X1), c.px(card.Y1), c.style.paper.Alpha(0.86))
	y, x1 := card.Y0+5, card.X1-6
	for k := range c.legend {
		y = c.legendRow(x1, mark, y, &c.legend[k])
	}
	for k, a := range p.Arrows {
		if a.Legend {
			y = c.samples(i, x1, mark, y, a, &c.panels[i].arrows[k])
		}
	}
}

// legendRow is right-aligned: the name, then its mark.
func (c *Composer) legendRow(x1, wide, y float64, l *LegendItem) float64 {
	col := c.color(l.Role)
	base := y + labelType*c.typeScale
	mid := base - labelType*c.typeScale/2
	x0 := x1 - 17
	c.write(c.say(l.Name), x1-wide-6, base, labelType, 1, c.color(Ink))
	y1 := c.px(mid)
	switch l.Mark {
	case LineMark:
		c.list.Line(c.px(x0+1), y1, c.px(x1), y1, c.stroke(2), col)
	case DashMark:
		c.points = append(c.points[:0], Point{c.px(x0), y1}, Point{c.px(x1), y1})
		c.list.dashes(c.points, c.stroke(1.8), c.px(4.5), c.px(2), col)
	case ArrowMark:
		c.list.Arrow(c.px(x0), y1, c.px(x1), y1, c.stroke(1.5), c.px(5.5), col)
	case DiscMark:
		c.list.Disc(c.px(x1-8), y1, c.px(3), col)
	case RingMark:
		c.list.Ring(c.px(x1-8), y1, c.px(3), c.stroke(1.2), col)
	case BandMark:
		c.list.Rect(c.px(x0), c.px(mid-4), c.px(x1), c.px(mid+4), col.Alpha(0.35))
	}
	return y + legendLine
}

// sample is the times-fold of a round length near the reference, and its text.
func (c *Composer) sample(a *Arrows, cache *arrowCache, times float64) (float64, []byte) {
	m := niceStep(a.reference(cache)) * times
	c.text = appendShort(append(c.text[:0], "‖s‖ = "...), m, 2)
	return m, c.text
}

// samples explain the compressed arrows: one about half as long as the longest,
// and one that stands for ten times as much.
func (c *Composer) samples(i int, x1, wide, y float64, a *Arrows, cache *arrowCache) float64 {
	full, ref := float64(c.arrowLength(i, a.Field)/c.k), a.reference(cache)
	for _, times := range [...]float64{1, 10} {
		m, text := c.sample(a, cache, times)
		base := y + labelType*c.typeScale
		mid := base - labelType*c.typeScale/2
		l := full * m / (m + ref)
		c.list.Arrow(c.px(x1-l), c.px(mid), c.px(x1), c.px(mid), c.stroke(1.25), min(c.px(5.2), c.px(full*0.36)), c.color(a.Role))
		c.write(text, x1-wide-6, base, tickType, 1, c.color(Muted))
		y += legendLine
	}
	return y
}
