package render

import "math"

// chartAxes maps a chart's data to the screen.
type chartAxes struct {
	plot           Rect
	x0, x1, y0, y1 float64 // logarithms on log axes
	xlog, ylog     bool
}

func (a *chartAxes) x(v float64) float64 {
	if a.xlog {
		v = math.Log10(v)
	}
	return a.plot.X0 + a.plot.W()*(v-a.x0)/(a.x1-a.x0)
}

func (a *chartAxes) y(v float64) float64 {
	if a.ylog {
		v = math.Log10(v)
	}
	return a.plot.Y1 - a.plot.H()*(v-a.y0)/(a.y1-a.y0)
}

// chart draws a panel of curves.
func (c *Composer) chart(i int, p *Panel) {
	q := p.Curves
	a := q.axes(c.layout.Cells[i].Plot)
	c.chartGrid(&a, q)
	c.inside(a.plot)
	for k := range q.Series {
		c.series(&a, &q.Series[k])
	}
	for k := range q.Levels {
		c.chartLevel(&a, &q.Levels[k])
	}
	if q.CursorOn {
		x := c.snap(a.x(q.Cursor))
		c.list.Line(x, c.px(a.plot.Y0), x, c.px(a.plot.Y1), c.stroke(1), c.color(Ink).Alpha(0.7))
	}
	c.open()
	c.names(&a, q)
	c.corner(i, p)
}

// axes chooses ranges: the given ones, else those of the data and the levels,
// with a little air above and below.
func (q *Curves) axes(plot Rect) chartAxes {
	a := chartAxes{plot: plot, xlog: q.XLog, ylog: q.YLog, x0: q.X0, x1: q.X1, y0: q.Y0, y1: q.Y1}
	x, y := newSpan(q.XLog), newSpan(q.YLog)
	for k := range q.Series {
		s := &q.Series[k]
		if s.Loose {
			continue
		}
		for n, v := range s.X {
			x.add(v)
			y.add(s.Y[n])
			if s.Kind == BandSeries {
				y.add(s.Y2[n])
			}
		}
		if s.Kind == BarSeries {
			y.add(0)
		}
	}
	for _, l := range q.Levels {
		y.add(l.Y)
	}
	if a.x0 == a.x1 {
		a.x0, a.x1 = x.bounds()
	} else if q.XLog {
		a.x0, a.x1 = math.Log10(a.x0), math.Log10(a.x1)
	}
	if a.y0 == a.y1 {
		a.y0, a.y1 = y.bounds()
		air := 0.06 * (a.y1 - a.y0)
		a.y0, a.y1 = a.y0-air, a.y1+air
		if y.lo == 0 && !q.YLog {
			a.y0 = 0
		}
	} else if q.YLog {
		a.y0, a.y1 = math.Log10(a.y0), math.Log10(a.y1)
	}
	return a
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

// chartGrid draws lines, numbers and labels.
func (c *Composer) chartGrid(a *chartAxes, q *Curves) {
	p := a.plot
	faint, muted := c.color(Faint), c.color(Muted)
	tx := logTicks(a.x0, a.x1, max(2, int(p.W()/70)), a.xlog)
	ty := logTicks(a.y0, a.y1, max(2, int(p.H()/38)), a.ylog)
	for k := range ty.Count {
		v := ty.at(k)
		y := p.Y1 - p.H()*(v-a.y0)/(a.y1-a.y0)
		c.list.Line(c.px(p.X0), c.snap(y), c.px(p.X1), c.snap(y), c.stroke(1), faint)
		c.chartNumber(ty, v, a.ylog, p.X0-7, y+c.typeScale*tickType/2, 1, muted)
	}
	for k := range tx.Count {
		v := tx.at(k)
		x := p.X0 + p.W()*(v-a.x0)/(a.x1-a.x0)
		c.list.Line(c.snap(x), c.px(p.Y1), c.snap(x), c.px(p.Y1+3.5), c.stroke(1), muted)
		c.chartNumber(tx, v, a.xlog, x, p.Y1+7+c.typeScale*tickType, 0.5, muted)
	}
	c.list.Line(c.px(p.X0), c.snap(p.Y1), c.px(p.X1), c.snap(p.Y1), c.stroke(1), muted)
	if q.XLabel != "" {
		c.write(c.say(q.XLabel), p.X1, p.Y1+12+2*c.typeScale*labelType, labelType, 1, muted)
	}
	if q.YLabel != "" {
		c.halo(c.say(q.YLabel), p.X0+4, p.Y0+4+labelType, labelType, 0, muted)
	}
}

// logTicks are whole decades on a log axis that spans at least one and a half,
// 1, 2 and 5 times them on one that spans at least half.
func logTicks(lo, hi float64, most int, log bool) ticks {
	if log && hi-lo >= 1.5 {
		t := niceTicks(lo, hi, most)
		if t.Step < 1 {
			t = niceTicks(lo, hi, int(hi-lo+1e-9))
		}
		return t
	}
	if log && hi-lo >= 0.5 {
		return decadeTicks(lo, hi)
	}
	return niceTicks(lo, hi, most)
}

func (c *Composer) chartNumber(t ticks, v float64, log bool, x, y, align float64, col Color) {
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
	c.write(c.text, x, y, tickType, align, col)
}

func (c *Composer) series(a *chartAxes, s *Series) {
	if len(s.X) != len(s.Y) || s.Kind == BandSeries && len(s.Y2) != len(s.X) {
		panic(badShape)
	}
	col, w := c.color(s.Role), c.stroke(1.9)
	if s.Weak {
		col, w = col.Alpha(0.32), c.stroke(1)
	}
	switch s.Kind {
	case LineSeries:
		c.curve(a, s, w, col)
	case DotSeries:
		for k, v := range s.X {
			if x, y := a.x(v), a.y(s.Y[k]); !math.IsNaN(x + y) {
				c.list.Disc(c.px(x), c.px(y), c.px(2.2), col)
			}
		}
	case BarSeries:
		c.bars(a, s, col)
	case BandSeries:
		c.band(a, s, col.Alpha(0.22))
	}
}

// curve strokes the finite stretches of a series, at most two points a device
// pixel column: of longer ones the least and the greatest are kept.
func (c *Composer) curve(a *chartAxes, s *Series, w float32, col Color) {
	c.points = c.points[:0]
	flush := func() {
		if s.Dash {
			c.list.dashes(c.points, w, c.px(5), c.px(4), col)
		} else if len(c.points) > 0 {
			c.list.Polyline(c.points, w, col, false)
		}
		c.points = c.points[:0]
	}
	for k, v := range s.X {
		x, y := a.x(v), a.y(s.Y[k])
		if math.IsNaN(x+y) || math.IsInf(x, 0) {
			flush()
			continue
		}
		c.thin(Point{c.px(x), c.px(clamp(y, a.plot.Y0-50, a.plot.Y1+50))})
	}
	flush()
}

// thin adds a point, unless three share a pixel column already: then it widens
// the last two.
func (c *Composer) thin(p Point) {
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

func (c *Composer) bars(a *chartAxes, s *Series, col Color) {
	if len(s.X) == 0 {
		return
	}
	step := a.plot.W() / float64(len(s.X))
	if len(s.X) > 1 {
		step = math.Abs(a.x(s.X[1]) - a.x(s.X[0]))
	}
	for k, v := range s.X {
		x, y, base := a.x(v), a.y(s.Y[k]), a.plot.Y1
		if !a.ylog {
			base = a.y(0)
		}
		if !math.IsNaN(x + y) {
			c.list.Rect(c.px(x-step*0.44), c.px(min(y, base)), c.px(x+step*0.44), c.px(max(y, base)), col.Alpha(0.55))
		}
	}
}

func (c *Composer) band(a *chartAxes, s *Series, col Color) {
	for k := 1; k < len(s.X); k++ {
		x0, x1 := c.px(a.x(s.X[k-1])), c.px(a.x(s.X[k]))
		p, q, r, t := a.y(s.Y[k-1]), a.y(s.Y[k]), a.y(s.Y2[k]), a.y(s.Y2[k-1])
		if math.IsNaN(p + q + r + t) {
			continue
		}
		i := c.list.vertex(x0, c.px(p), 0, 0, 1, noInner, col)
		c.list.vertex(x1, c.px(q), 0, 0, 1, noInner, col)
		c.list.vertex(x1, c.px(r), 0, 0, 1, noInner, col)
		c.list.vertex(x0, c.px(t), 0, 0, 1, noInner, col)
		c.list.quad(i, i+1, i+2, i+3)
	}
}

// chartLevel is a known value, dashed, with its name above the line.
func (c *Composer) chartLevel(a *chartAxes, l *Level) {
	y := a.y(l.Y)
	if math.IsNaN(y) || y < a.plot.Y0 || y > a.plot.Y1 {
		return
	}
	c.points = append(c.points[:0], Point{c.px(a.plot.X0), c.snap(y)}, Point{c.px(a.plot.X1), c.snap(y)})
	c.list.dashes(c.points, c.stroke(1.3), c.px(5), c.px(4), c.color(l.Role))
	c.halo(c.say(l.Name), a.plot.X0+6, y-4, tickType, 0, c.color(l.Role))
}

// names writes each series' name near its last point, moved apart where they
// would overlap.
func (c *Composer) names(a *chartAxes, q *Curves) {
	c.taken = c.taken[:0]
	for k := range q.Series {
		s := &q.Series[k]
		n := len(s.X) - 1
		for n >= 0 && math.IsNaN(s.Y[n]) {
			n--
		}
		if s.Name == "" || n < 0 {
			continue
		}
		y := clamp(a.y(s.Y[n])-6, a.plot.Y0+12, a.plot.Y1-4)
		y = c.free(y, a.plot)
		x := clamp(a.x(s.X[n]), a.plot.X0+20, a.plot.X1-2)
		c.halo(c.say(s.Name), x, y, labelType, 1, c.color(s.Role))
	}
}

// free finds the place nearest to y that is a line away from all taken ones.
func (c *Composer) free(y float64, plot Rect) float64 {
	const line = 13
	for try := range 24 {
		d := float64((try+1)/2) * line
		if try%2 == 1 {
			d = -d
		}
		at, ok := y+d, true
		for _, t := range c.taken {
			ok = ok && math.Abs(t-at) >= line
		}
		if ok && at >= plot.Y0+8 && at <= plot.Y1 {
			y = at
			break
		}
	}
	c.taken = append(c.taken, y)
	return y
}
