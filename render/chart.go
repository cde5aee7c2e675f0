package render

import (
	"math"
	"slices"
)

// chart is the part of a canvas that shows curves: a plot with axes of its own.
type chart struct {
	*canvas
	plot           Rect
	x0, x1, y0, y1 float64 // ranges; logarithms to base 10 on log axes
	xlog, ylog     bool
}

// x is where a value of the horizontal axis is, in device-independent pixels.
func (c *chart) x(v float64) float64 {
	if c.xlog {
		v = math.Log10(v)
	}
	return c.plot.X0 + c.plot.W()*(v-c.x0)/(c.x1-c.x0)
}

// y is where a value of the vertical axis is.
func (c *chart) y(v float64) float64 {
	if c.ylog {
		v = math.Log10(v)
	}
	return c.plot.Y1 - c.plot.H()*(v-c.y0)/(c.y1-c.y0)
}

// draw draws the grid, the curves, the known values, and beside them their names.
func (q *Curves) draw(on *canvas, cell *Cell, names *names) {
	plot := cell.Plot
	beside := q.nameRoom(on, plot)
	plot.X1 -= beside
	c := q.chart(on, plot)
	q.drawGrid(&c)
	c.clipTo(c.plot)
	for k := range q.Series {
		q.Series[k].draw(&c)
	}
	for k := range q.Levels {
		q.Levels[k].draw(&c, q.Series)
	}
	c.unclip()
	names.draw(&c, q.Series, beside > 0)
}

// The vertical axis's name has its baseline so far below the plot's upper edge, and curves keep this distance from it.
const (
	labelDown = 4 + labelType
	labelGap  = 4
)

// chart chooses ranges: the given ones, else those of the data and the levels,
// with a little air above and below.
func (q *Curves) chart(on *canvas, plot Rect) chart {
	c := chart{canvas: on, plot: plot, xlog: q.XLog, ylog: q.YLog, x0: q.X0, x1: q.X1, y0: q.Y0, y1: q.Y1}
	x, y := newSpan(q.XLog), newSpan(q.YLog)
	for k := range q.Series {
		s := &q.Series[k]
		for n, v := range s.X {
			x.add(v)
			y.add(s.Y[n])
		}
	}
	for _, l := range q.Levels {
		y.add(l.Y)
	}
	if c.x0 == c.x1 {
		c.x0, c.x1 = x.bounds()
	} else if q.XLog {
		c.x0, c.x1 = math.Log10(c.x0), math.Log10(c.x1)
	}
	if c.y0 == c.y1 {
		c.y0, c.y1 = y.bounds()
		air, above := 0.06, 0.06
		if q.YLabel != "" { // which stands in the plot's corner: no curve passes there
			band := min((labelDown+labelGap)/max(plot.H(), 1), 0.3) // of the plot's height
			above = max(above, (1+air)*band/(1-band))
		}
		air, above = air*(c.y1-c.y0), above*(c.y1-c.y0)
		c.y0, c.y1 = c.y0-air, c.y1+above
		if y.lo == 0 && !q.YLog {
			c.y0 = 0
		}
	} else if q.YLog {
		c.y0, c.y1 = math.Log10(c.y0), math.Log10(c.y1)
	}
	return c
}

// span gathers a range of finite (on a log axis, positive) values.
type span struct {
	lo, hi float64
	log    bool
}

func newSpan(log bool) span { return span{math.Inf(1), math.Inf(-1), log} }

func (s *span) add(v float64) {
	if math.IsNaN(v) || math.IsInf(v, 0) || s.log && v <= 0 {
		return
	}
	s.lo, s.hi = min(s.lo, v), max(s.hi, v)
}

// bounds are never empty.
func (s *span) bounds() (lo, hi float64) {
	lo, hi = s.lo, s.hi
	if lo > hi {
		lo, hi = 0, 1
		if s.log {
			lo, hi = 1, 10
		}
	}
	if s.log {
		lo, hi = math.Log10(lo), math.Log10(hi)
	}
	if hi-lo < 1e-12*max(math.Abs(lo), math.Abs(hi), 1) {
		lo, hi = lo-0.5, hi+0.5
	}
	return lo, hi
}

// drawGrid draws lines, numbers and the names of the axes.
func (q *Curves) drawGrid(c *chart) {
	p := c.plot
	faint, muted := c.color(Faint), c.color(Muted)
	tx := q.xTicks(c)
	ty := logTicks(c.y0, c.y1, max(2, int(p.H()/38)), c.ylog)
	for k := range ty.Count {
		v := ty.at(k)
		y := p.Y1 - p.H()*(v-c.y0)/(c.y1-c.y0)
		c.list.Line(c.px(p.X0), c.snap(y), c.px(p.X1), c.snap(y), c.lineWidth(1), faint)
		c.chartNumber(ty, v, c.ylog, p.X0-7, y+c.typeScale*tickType/2, 1, muted)
	}
	for k := range tx.Count {
		v := tx.at(k)
		x := p.X0 + p.W()*(v-c.x0)/(c.x1-c.x0)
		c.axisLine(x, p.Y1, x, p.Y1+tickMark, muted)
		c.chartNumber(tx, v, c.xlog, x, p.Y1+7+c.typeScale*tickType, 0.5, muted)
	}
	c.axisLine(p.X0, p.Y1, p.X1, p.Y1, muted)
	if q.XLabel != "" {
		c.write(AxisText, c.copyText(q.XLabel), p.X1, p.Y1+12+2*c.typeScale*labelType, labelType, 1, muted)
	}
	if q.YLabel != "" {
		c.writeOver(AxisText, c.copyText(q.YLabel), p.X0+4, p.Y0+labelDown, labelType, 0, muted)
	}
}

// xTicks are those of the horizontal axis.
func (q *Curves) xTicks(c *chart) ticks {
	t := logTicks(c.x0, c.x1, max(2, int(c.plot.W()/70)), c.xlog)
	switch {
	case q.XWhole && c.xlog && t.Step < 1:
		return decadeTicks(max(c.x0, 0), c.x1)
	case q.XWhole && !c.xlog && t.Step < 1:
		return ticksBy(c.x0, c.x1, 1)
	}
	return t
}

// logTicks are whole decades on a log axis with two of them, 1, 2 and 5 times them
// on one that spans at least half.
func logTicks(lo, hi float64, most int, log bool) ticks {
	if log && math.Floor(hi+1e-9)-math.Ceil(lo-1e-9) >= 1 && hi-lo >= 1.5 {
		for ; ; most++ {
			if t := niceTicks(lo, hi, most); t.Step <= 1 {
				return ticksBy(lo, hi, 1)
			} else if t.Count > 1 {
				return t
			}
		}
	}
	if log && hi-lo >= 0.5 {
		return decadeTicks(lo, hi)
	}
	return niceTicks(lo, hi, most)
}

// chartNumber writes a tick's value, of which v is the logarithm on a log axis.
func (c *chart) chartNumber(t ticks, v float64, log bool, x, y, align float64, col Color) {
	switch b := c.text[:0]; {
	case log && t.Step >= 1:
		c.text = appendPower(b, int(math.Round(v)))
	case log:
		c.text = appendShort(b, math.Pow(10, v), 2)
	case t.digits > 3 || math.Abs(v) >= 1e5 || t.Step >= 1e4:
		c.text = appendShort(b, v, 3)
	default:
		c.text = appendFixed(b, v, t.digits)
	}
	c.write(TickText, c.text, x, y, tickType, align, col)
}

// draw strokes the finite stretches of a series, at most two points a device
// pixel column: of longer ones the least and the greatest are kept.
func (s *Series) draw(c *chart) {
	if len(s.X) != len(s.Y) {
		panic(badShape)
	}
	col, w := c.color(s.Role), c.lineWidth(1.9)
	if s.Weak {
		col, w = col.Alpha(0.32), c.lineWidth(1)
	}
	c.points = c.points[:0]
	stroke := func() {
		if len(c.points) > 0 {
			c.list.Polyline(c.points, w, col, false)
		}
		c.points = c.points[:0]
	}
	for k, v := range s.X {
		x, y := c.x(v), c.y(s.Y[k])
		if math.IsNaN(x+y) || math.IsInf(x, 0) {
			stroke()
			continue
		}
		c.addThinned(Point{c.px(x), c.px(clamp(y, c.plot.Y0-50, c.plot.Y1+50))})
	}
	stroke()
}

// addThinned adds a point to the line, unless three share a pixel column
// already: then it widens the last two.
func (c *canvas) addThinned(p Point) {
	n := len(c.points)
	if n < 3 || int(c.points[n-1].X) != int(p.X) || int(c.points[n-2].X) != int(p.X) || int(c.points[n-3].X) != int(p.X) {
		c.points = append(c.points, p)
		return
	}
	lo, hi := &c.points[n-2], &c.points[n-1]
	switch {
	case p.Y < min(lo.Y, hi.Y):
		*lo, *hi = Point{lo.X, max(lo.Y, hi.Y)}, p
	case p.Y > max(lo.Y, hi.Y):
		*lo, *hi = Point{lo.X, min(lo.Y, hi.Y)}, p
	}
}

// draw draws a known value dashed, with its name above the line at its left, or where a curve passes there,
// below it, at its right or in the middle.
func (l *Level) draw(c *chart, series []Series) {
	y := c.y(l.Y)
	if math.IsNaN(y) || y < c.plot.Y0 || y > c.plot.Y1 {
		return
	}
	c.points = append(c.points[:0], Point{c.px(c.plot.X0), c.snap(y)}, Point{c.px(c.plot.X1), c.snap(y)})
	c.list.dashes(c.points, c.lineWidth(1.3), c.px(5), c.px(4), c.color(l.Role))
	name, size := c.copyText(l.Name), tickType*c.typeScale
	wide := float64(pageWidth(name, float32(size)))
	at := Rect{}
	for k := range 6 {
		box := Rect{X0: c.plot.X0 + 6 + (c.plot.W()-12-wide)*levelNames[k/2], Y1: y - 3}
		if k%2 == 1 {
			box.Y1 = y + 3 + size
		}
		box.X1, box.Y0 = box.X0+wide, box.Y1-size
		crossed := box.Y0 < c.plot.Y0 || box.Y1 > c.plot.Y1
		for i := range series {
			crossed = crossed || series[i].crosses(c, box)
		}
		if k == 0 || !crossed {
			at = box
		}
		if !crossed {
			break
		}
	}
	c.writeOver(LabelText, name, at.X0, at.Y1-1, tickType, 0, c.color(l.Role))
}

// levelNames are the parts of a level's line that lie left of its name, first that of the best place.
var levelNames = [...]float64{0, 1, 0.5}

// crosses reports whether a line passes through a box.
func (s *Series) crosses(c *chart, box Rect) bool {
	for k := 1; k < len(s.X); k++ {
		x0, y0, x1, y1 := c.x(s.X[k-1]), c.y(s.Y[k-1]), c.x(s.X[k]), c.y(s.Y[k])
		if x1 < box.X0 || x0 > box.X1 || math.IsNaN(y0+y1) {
			continue
		}
		slope := 0.0
		if x1 > x0 {
			slope = (y1 - y0) / (x1 - x0)
		}
		y1 = y0 + slope*(min(x1, box.X1)-x0)
		y0 += slope * (max(x0, box.X0) - x0)
		if max(y0, y1) >= box.Y0 && min(y0, y1) <= box.Y1 {
			return true
		}
	}
	return false
}

// nameRoom is the width that the names of the series take beside the plot; 0 if
// that were more than two fifths of it, or if there are no names.
func (q *Curves) nameRoom(c *canvas, plot Rect) float64 {
	wide := 0.0
	for k := range q.Series {
		if s := &q.Series[k]; s.Name != "" && s.last() >= 0 {
			wide = max(wide, float64(pageWidth(c.copyText(s.Name), float32(labelType*c.typeScale))))
		}
	}
	if wide == 0 || wide+nameGap > 0.4*plot.W() {
		return 0
	}
	return wide + nameGap
}

// nameGap is between the plot and the names beside it, device-independent pixels.
const nameGap = 6

// last is the index of the last point that has a value, −1 if there is none.
func (s *Series) last() int {
	n := len(s.Y) - 1
	for n >= 0 && math.IsNaN(s.Y[n]) {
		n--
	}
	return n
}

// names is scratch for writing the names of series from the top downwards.
type names struct {
	of []int     // series
	y  []float64 // middles of the names, in their order
}

// draw writes each series' name at the height of its last point, or as near to it
// as their order and a line for each allow: beside the plot, or else in it.
func (n *names) draw(c *chart, series []Series, beside bool) {
	n.of, n.y = n.of[:0], n.y[:0]
	for k := range series {
		last := series[k].last()
		if series[k].Name == "" || last < 0 {
			continue
		}
		y := clamp(c.y(series[k].Y[last]), c.plot.Y0, c.plot.Y1)
		at := len(n.y)
		for at > 0 && n.y[at-1] > y {
			at--
		}
		n.of, n.y = slices.Insert(n.of, at, k), slices.Insert(n.y, at, y)
	}
	line := 1.75 * c.typeScale * labelType // as high as a letter with its accents, and as much paper
	keepApart(n.y, line, c.plot.Y0+line/2, c.plot.Y1-line/4)
	for i, k := range n.of {
		s := &series[k]
		y := n.y[i] + c.typeScale*labelType/2 // its base line
		if beside {
			c.write(LabelText, c.copyText(s.Name), c.plot.X1+nameGap, y, labelType, 0, c.color(s.Role))
		} else {
			c.writeOver(LabelText, c.copyText(s.Name), clamp(c.x(s.X[s.last()]), c.plot.X0+20, c.plot.X1-2), y, labelType, 1, c.color(s.Role))
		}
	}
}

// keepApart moves ascending heights, as little as possible in the mean square,
// until each is a line below the one before it and all are in lo … hi; where
// these are too many, the lines are closer.
func keepApart(y []float64, line, lo, hi float64) {
	n := float64(len(y) - 1)
	line = min(line, max(hi-lo, 0)/max(n, 1))
	for i := range y { // less i lines they have to ascend: those of neighbours that do not become their mean
		y[i] -= float64(i) * line
		from, sum := i, y[i]
		for from > 0 && y[from-1] > sum/float64(i-from+1) {
			from--
			sum += y[from]
		}
		for k := from; k <= i; k++ {
			y[k] = sum / float64(i-from+1)
		}
	}
	for i := range y {
		y[i] = clamp(y[i], lo, hi-n*line) + float64(i)*line
	}
}
