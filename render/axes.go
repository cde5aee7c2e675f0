package render

import (
	"math"
	"strconv"
)

const (
	tickMark = 3.5 // length of a tick outside the plot
	tickGap  = 7.0 // from the plot to a tick's number
)

// draw draws ticks, numbers and names outside the plot.
func (a *Axes) draw(c *plot) {
	if a == nil {
		return
	}
	p := c.cell.Plot
	col := c.color(Muted)
	if a.Ticks {
		a.drawTicks(c, col)
	}
	down, left := 6+2*tickType, p.X0-8 // where the names stand: beyond the numbers
	if a.Ticks {
		down += 11
		left -= 20
	}
	if a.XLabel != "" {
		c.write(AxisText, c.copyText(a.XLabel), (p.X0+p.X1)/2, p.Y1+down, labelType, 0.5, col)
	}
	if a.YLabel != "" {
		c.writeUp(AxisText, c.copyText(a.YLabel), left, (p.Y0+p.Y1)/2, labelType, 0.5, col)
	}
}

func (a *Axes) drawTicks(c *plot, col Color) {
	p := c.cell.Plot
	tx, ty := c.ticks()
	mark := col.Alpha(0.7)
	for k := range tx.Count {
		v := tx.at(k)
		x, _ := c.toScreen(c.inWorld(0, tx, v), 0)
		c.axisLine(x, p.Y1, x, p.Y1+tickMark, mark)
		if v < 0 { // a minus sign hangs to the left: −5 stands under its tick as 5 does
			x -= (4 + tracking) / capHeight * tickType * c.typeScale / 2
		}
		c.write(TickText, c.tickNumber(tx, v), x, p.Y1+tickGap+c.typeScale*tickType, tickType, 0.5, col)
	}
	for k := range ty.Count {
		v := ty.at(k)
		_, y := c.toScreen(0, c.inWorld(1, ty, v))
		c.axisLine(p.X0-tickMark, y, p.X0, y, mark)
		c.write(TickText, c.tickNumber(ty, v), p.X0-tickGap, y+c.typeScale*tickType/2, tickType, 1, col)
	}
	if c.text = appendOffset(c.text[:0], "x", tx.offset); len(c.text) > 0 {
		c.writeOver(LabelText, c.text, p.X1-8, p.Y1-8, tickType, 1, col)
	}
	if c.text = appendOffset(c.text[:0], "y", ty.offset); len(c.text) > 0 {
		c.writeOver(LabelText, c.text, p.X0+8, p.Y0+8+c.typeScale*tickType, tickType, 0, col)
	}
}

// appendOffset says what must be added to an axis's numbers, nothing for 0.
func appendOffset(b []byte, axis string, offset float64) []byte {
	if offset == 0 {
		return b
	}
	b = append(append(b, axis...), ": +"...)
	if offset < 0 {
		b = append(b[:len(b)-1], "−"...)
	}
	if a := math.Abs(offset); a < 1e15 && a == math.Trunc(a) {
		return strconv.AppendFloat(b, a, 'f', -1, 64)
	}
	return strconv.AppendFloat(b, math.Abs(offset), 'g', 12, 64)
}

// powers reports whether a value is written with a power of ten.
func (t ticks) powers(v float64) bool { return t.digits > 4 || math.Abs(v) >= 1e5 }

// tickNumber is a tick's value with as many digits as the step has.
func (c *canvas) tickNumber(t ticks, v float64) []byte {
	if v != 0 && t.powers(v) {
		digits := math.Floor(math.Log10(math.Abs(v))+1e-12) - math.Floor(math.Log10(t.Step)+1e-9)
		c.text = appendScientific(c.text[:0], v, int(min(max(digits, 1), 4)))
	} else if t.digits > 4 {
		c.text = append(c.text[:0], '0')
	} else {
		c.text = appendFixed(c.text[:0], v, t.digits)
	}
	return c.text
}

// drawTitle writes a panel's title above its plot, at the plot's left edge.
func drawTitle(c *canvas, cell *Cell, title string) {
	if title != "" {
		c.write(TitleText, c.copyText(title), cell.Plot.X0, cell.Title.Y0+6+titleType*c.typeScale, titleType, 0, c.color(Ink))
	}
}
