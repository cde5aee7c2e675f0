package render

import "math"

// Number is a measured value with what it is held against, a row of the card in
// the lower right corner of a plot, or below a plot that is so small that the card
// would lie over what it shows.
type Number struct {
	Name    string  // what is measured
	Value   float64 // NaN or infinite where that is what was found
	Beside  string  // what it is held against, before Than; empty: nothing
	Than    float64 // its value
	Percent bool    // both are shares, written as per cent
	Bad     bool    // the value is not as it should be
}

const numberLine = 15.0 // height of a row

// numbersHeight is that of so many rows with the paper around them.
func numbersHeight(rows int) float64 {
	if rows == 0 {
		return 0
	}
	return 8 + numberLine*float64(rows)
}

// drawNumbers writes rows on a card in the lower right corner of a plot, above what stands there
// already, or in their own room: names at the left, values in a column, what they are held
// against after them. A plot that is too narrow goes without the last.
func drawNumbers(c *canvas, rows []Number, plot, room Rect, above float64) {
	if len(rows) == 0 {
		return
	}
	var names, values, besides float64
	for k := range rows {
		names = max(names, c.textWidth(c.copyText(rows[k].Name), labelType))
		values = max(values, c.textWidth(rows[k].value(c), labelType))
		besides = max(besides, c.textWidth(rows[k].beside(c), tickType))
	}
	wide := names + values + 26
	if besides > 0 && wide+besides+8 < plot.W()-16 {
		wide += besides + 8
	} else {
		besides = 0
	}
	card := Rect{plot.X1 - 5 - wide, plot.Y1 - 5 - above - 8 - numberLine*c.typeScale*float64(len(rows)), plot.X1 - 5, plot.Y1 - 5 - above}
	if room.H() > 0 {
		card = Rect{plot.X0 - 8, room.Y0, plot.X1, room.Y1}
	} else {
		c.sheet(card, 0.86)
	}
	for k := range rows {
		r := &rows[k]
		base := card.Y0 + 4 + numberLine*c.typeScale*float64(k) + labelType*c.typeScale
		c.write(ValueText, c.copyText(r.Name), card.X0+8, base, labelType, 0, c.color(Muted))
		role := Ink
		if r.Bad {
			role = Alarm
		}
		x := card.X0 + 18 + names + values
		c.write(ValueText, r.value(c), x, base, labelType, 1, c.color(role))
		if besides > 0 {
			c.write(ValueText, r.beside(c), x+8, base, tickType, 0, c.color(Muted))
		}
	}
}

func (r *Number) value(c *canvas) []byte {
	c.text = r.append(c.text[:0], r.Value)
	return c.text
}

// beside is empty where the value is held against nothing.
func (r *Number) beside(c *canvas) []byte {
	c.text = c.text[:0]
	if r.Beside != "" && !math.IsNaN(r.Than) {
		c.text = r.append(append(append(c.text, r.Beside...), ' '), r.Than)
	}
	return c.text
}

func (r *Number) append(b []byte, v float64) []byte {
	switch {
	case math.IsNaN(v):
		return append(b, "–"...)
	case math.IsInf(v, 0):
		return append(b, "∞"...)
	case r.Percent:
		return append(appendFixed(b, 100*v, 1), "%"...)
	}
	return appendShort(b, v, 3)
}
