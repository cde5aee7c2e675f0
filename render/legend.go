package render

import "strings"

// legend explains the marks of a panel on a card in the plot's upper right
// corner: named items first, then what colours mean, then the lengths of arrows.
type legend struct {
	items   []LegendItem
	ramps   []ValueScale
	lengths []arrowLengths
}

// arrowLengths says what the lengths of a field's arrows mean, in
// device-independent pixels: a vector of length m has full·m/(m+ref) of them.
type arrowLengths struct {
	full float64
	ref  float64
	role Role
}

const (
	legendLine = 15.0 // height of a row
	legendMark = 17.0 // width of a mark
)

// gather collects the given items and, after them, the layers that have a name.
func (l *legend) gather(p *Panel) {
	l.items, l.ramps, l.lengths = append(l.items[:0], p.Legend...), l.ramps[:0], l.lengths[:0]
	for _, a := range p.Arrows {
		if a.Name != "" {
			l.items = append(l.items, LegendItem{a.Name, a.Role, ArrowMark})
		}
	}
	for _, q := range p.Particles {
		l.gatherCloud(q)
	}
	l.gatherCloud(p.Data)
}

func (l *legend) gatherCloud(q *Particles) {
	if q == nil {
		return
	}
	if q.Color == ByValue && q.asDiscs() && q.Values.Name != "" {
		l.ramps = append(l.ramps, q.Values)
	}
	if q.Name == "" {
		return
	}
	mark := DiscMark
	if q.Hollow {
		mark = RingMark
	}
	l.items = append(l.items, LegendItem{q.Name, q.Role, mark})
}

// gatherLengths collects the fields whose arrows' lengths are to be explained.
func (l *legend) gatherLengths(c *plot, arrows []*Arrows, caches []arrowCache) {
	for k, a := range arrows {
		if a.Legend {
			l.lengths = append(l.lengths, arrowLengths{float64(c.longestArrow(a.Field) / c.k), a.reference(&caches[k]), a.Role})
		}
	}
}

// draw puts everything on a card as wide as the longest text and mark need.
func (l *legend) draw(c *canvas, plot Rect, left bool) {
	rows := len(l.items) + len(l.ramps) + 2*len(l.lengths)
	if rows == 0 {
		return
	}
	text, mark := 0.0, legendMark
	for k := range l.items {
		text = max(text, c.textWidth(c.copyText(l.items[k].Name), labelType))
	}
	for _, r := range l.ramps {
		text = max(text, c.textWidth(r.text(c), labelType))
	}
	for _, a := range l.lengths {
		mark = max(mark, a.full)
		text = max(text, c.textWidth(a.text(c, 10), tickType))
	}
	card := Rect{plot.X1 - 21 - mark - text, plot.Y0 + 5, plot.X1 - 5, plot.Y0 + 9 + legendLine*float64(rows)}
	if left {
		card.X0, card.X1 = plot.X0+5, plot.X0+5+card.W()
	}
	c.sheet(card, 0.86)

	// Rows are right-aligned: the text, then its mark, which ends at x1.
	x1, y := card.X1-6, card.Y0+5
	textEnd := x1 - mark - 6
	for k := range l.items {
		item := &l.items[k]
		base := y + labelType*c.typeScale
		c.write(LegendText, c.copyText(item.Name), textEnd, base, labelType, 1, c.color(Ink))
		item.Mark.draw(c, x1, base-labelType*c.typeScale/2, c.color(item.Role))
		y += legendLine
	}
	for _, r := range l.ramps {
		base := y + labelType*c.typeScale
		c.write(LegendText, r.text(c), textEnd, base, labelType, 1, c.color(Ink))
		values[c.theme%numberThemes].draw(c, Rect{x1 - mark, base - labelType*c.typeScale + 0.5, x1, base - 0.5})
		y += legendLine
	}
	for _, a := range l.lengths {
		for _, times := range [...]float64{1, 10} {
			a.draw(c, times, x1, y, textEnd)
			y += legendLine
		}
	}
}

// draw draws the sign that ends at x1, in the middle of a row at y.
func (m Mark) draw(c *canvas, x1, y float64, col Color) {
	x0, middle := x1-legendMark, c.px(y)
	switch m {
	case LineMark:
		c.list.Line(c.px(x0+1), middle, c.px(x1), middle, c.lineWidth(2), col)
	case ArrowMark:
		c.list.Arrow(c.px(x0), middle, c.px(x1), middle, c.lineWidth(1.5), c.px(5.5), col)
	case DiscMark:
		c.list.Disc(c.px(x1-8), middle, c.px(3), col)
	case RingMark:
		c.list.Ring(c.px(x1-8), middle, c.px(3), c.lineWidth(1.2), col)
	}
}

// text is "age 0 … 120".
func (s *ValueScale) text(c *canvas) []byte {
	c.text = appendShort(append(append(c.text[:0], s.Name...), ' '), s.Lo, 3)
	c.text = appendShort(append(c.text, " … "...), s.Hi, 3)
	return c.text
}

// sample is a round length near the reference, so many times.
func (a arrowLengths) sample(times float64) float64 { return niceStep(a.ref) * times }

func (a arrowLengths) text(c *canvas, times float64) []byte {
	c.text = appendShort(append(c.text[:0], "‖s‖ = "...), a.sample(times), 2)
	return c.text
}

// draw explains compressed lengths by example: a sample arrow about half as
// long as the longest, and one that stands for ten times as much.
func (a arrowLengths) draw(c *canvas, times, x1, y, textEnd float64) {
	m := a.sample(times)
	base := y + labelType*c.typeScale
	middle := base - labelType*c.typeScale/2
	length := a.full * m / (m + a.ref)
	c.list.Arrow(c.px(x1-length), c.px(middle), c.px(x1), c.px(middle), c.lineWidth(1.25), min(c.px(5.2), c.px(a.full*0.36)), c.color(a.role))
	c.write(LegendText, a.text(c, times), textEnd, base, tickType, 1, c.color(Muted))
}

// drawNote writes the lines of a note from x on, the last one at the height bottom.
func drawNote(c *canvas, x, bottom float64, note string) {
	if note == "" {
		return
	}
	y := bottom - float64(strings.Count(note, "\n"))*legendLine*c.typeScale
	for line, rest, more := "", note, true; more; y += legendLine * c.typeScale {
		line, rest, more = strings.Cut(rest, "\n")
		c.writeOver(NoteText, c.copyText(line), x, y, labelType, 0, c.color(Ink))
	}
}
