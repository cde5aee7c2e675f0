package render

import (
	"math"
	"strings"
)

// Layout says where everything of a frame is, in device-independent pixels.
// All world panels have the same plot size, so that they share one scale.
type Layout struct {
	Width, Height float64         // of the frame
	View          View            // the frame's, with its default filled in
	N             int             // panels
	Cols, Rows    int             // in which they stand
	Cells         [MaxPanels]Cell // the first N are used
	Strip         Rect            // ladder; empty if there is none
	levels        int             // of the ladder
	film          int             // rows of pictures in it; 0: heat maps
	over          float64         // height of the ladder's title
	small         bool            // narrow: smaller type, narrower margins
}

// Cell is one panel's places.
type Cell struct {
	Box     Rect // all of it
	Title   Rect // the row above the plot
	Plot    Rect // the world, or a chart's inside
	Top     Rect // marginal of x
	Side    Rect // marginal of y
	Bar     Rect // colour bar, in the title's row
	Numbers Rect // below a plot that is too small to have them on it; else empty
	Gauge   Rect // gauges, gaugeHeight each
	Meter   Rect // the meter
	Bars    Rect // all bars of a chart, one above the other
	Rows    int  // rows of bars that have room
	Note    Rect // of a chart, above its plot: no curve crosses it
	World   bool // the panel shows the world, not curves or pictures
}

// margins are what surrounds a plot, device-independent pixels.
type margins struct{ left, top, right, bottom, title, above, side, numbers, gauges, meter float64 }

// Layout places the panels. They stand side by side, in two rows or in a
// column, whichever gives the largest plots.
func (f *Frame) Layout() Layout {
	l := Layout{Width: f.Width, Height: f.Height, View: f.View, N: min(len(f.Panels), MaxPanels)}
	l.small = f.Width < 480
	if l.View.Half <= 0 {
		l.View.Half = 1
	}
	bottom := f.Height
	if f.Ladder != nil && len(f.Ladder.Sigmas) > 0 {
		h := l.strip(f.Ladder)
		bottom -= h + 12
	}
	if l.N == 0 {
		return l
	}
	world := f.worldMargins(l.small)
	spare := 0.0
	for i := range l.N {
		numbers, gauges := f.Panels[i].spare(world)
		spare += numbers + gauges
	}
	best := -1.0
	for cols := 1; cols <= l.N; cols++ {
		rows, height := (l.N+cols-1)/cols, bottom
		if cols == 1 {
			height += spare
		}
		if s := l.plotSize(world, f.Width, height, cols, rows); s > best*1.02 {
			best, l.Cols, l.Rows = s, cols, rows
		}
	}
	notes, lines := l.notes(f)
	w, h := (f.Width-gap*float64(l.Cols-1))/float64(l.Cols), (bottom-lines-gap*float64(l.Rows-1))/float64(l.Rows)
	if l.Cols == 1 {
		h += spare / float64(l.N)
	}
	top, y := 0.0, 0.0
	for i := range l.N {
		c, r := i%l.Cols, i/l.Cols
		if c == 0 && r > 0 {
			y += h + notes[r-1] + gap
		}
		x, m := float64(c)*(w+gap), world
		box := Rect{x, y, x + w, y + h + notes[r]}
		if l.Cols == 1 { // a panel that has no numbers or gauges leaves their room to all plots
			numbers, gauges := f.Panels[i].spare(world)
			m.bottom, m.numbers, m.gauges = m.bottom-numbers-gauges, m.numbers-numbers, m.gauges-gauges
			box.Y0, box.Y1 = top, top+h-numbers-gauges+notes[r]
			top = box.Y1 + gap
		}
		if r == l.Rows-1 && l.Rows > 1 { // a short last row is centred
			if short := l.N - r*l.Cols; short < l.Cols {
				d := float64(l.Cols-short) * (w + gap) / 2
				box.X0, box.X1 = box.X0+d, box.X1+d
			}
		}
		l.Cells[i] = f.cell(&f.Panels[i], box, m, l.small)
	}
	return l
}

// notes are how much higher rows are for the notes of their charts, and all together.
func (l *Layout) notes(f *Frame) (of [MaxPanels]float64, sum float64) {
	for i := range l.N {
		h := &of[i/l.Cols]
		*h = max(*h, f.Panels[i].noteHeight())
	}
	for _, h := range of[:l.Rows] {
		sum += h
	}
	return of, sum
}

// noteHeight is that of the note above a chart; notes of other panels lie on them.
func (p *Panel) noteHeight() float64 {
	if p.Curves == nil || p.Note == "" {
		return 0
	}
	return noteGap + legendLine*float64(1+strings.Count(p.Note, "\n"))
}

// strip places the ladder along the lower edge and returns its height.
func (l *Layout) strip(of *Ladder) (h float64) {
	l.levels, l.film = len(of.Sigmas), len(of.Film)
	rows, x, wide, least := 1.0, 6.0, l.Width, 30.0
	if l.film > 0 {
		rows, x, least = float64(l.film), x+filmNames(of.Names), 16
		wide -= x + 6
	}
	h = clamp(wide/float64(l.levels), least, min(76, l.Height*0.28/(0.4+0.6*rows)))*rows + 18
	if of.Title != "" {
		l.over = ladderTitle
		h += l.over
	}
	l.Strip = Rect{x, l.Height - h, l.Width - 6, l.Height - 2}
	return h
}

const gap = 10 // between panels

// plotSize is the smaller side of a plot when there are so many columns and rows;
// of equal ones the larger area is a little better.
func (l *Layout) plotSize(m margins, width, height float64, cols, rows int) float64 {
	w := (width-gap*float64(cols-1))/float64(cols) - m.left - m.right
	h := (height-gap*float64(rows-1))/float64(rows) - m.top - m.bottom
	return max(min(w, h), 1) + 1e-3*max(min(w, 3*h), 1)
}

// worldMargins are the margins that are wide enough for every world panel: all
// have the same, so that their plots are alike.
func (f *Frame) worldMargins(small bool) margins {
	m := margins{left: 1, top: 1, right: 1, bottom: 1}
	for i := range f.Panels {
		p := &f.Panels[i]
		if p.Title != "" {
			m.title = 22
		}
		if !p.World() {
			continue
		}
		if a := p.Axes; a != nil && a.Ticks {
			m.left, m.bottom = 28, 20
			if small {
				m.left, m.bottom = 24, 17
			}
			if a.Units.Scale[0] > 0 { // numbers of any length
				m.left += 18
			}
			m.right = max(m.right, 6)
			if a.XLabel != "" {
				m.bottom += 14
			}
			if a.YLabel != "" {
				m.left += 13
			}
		}
		if p.Marginals != nil {
			m.above, m.side = 44, 44
			if small {
				m.above, m.side = 30, 30
			}
		}
		if p.Heat != nil && p.Heat.Bar {
			m.title = 22
		}
		if small {
			m.numbers = max(m.numbers, numbersHeight(len(p.Numbers)))
		}
		m.gauges = max(m.gauges, gaugeHeight*float64(len(p.Gauges)))
		if p.Meter != nil {
			m.meter = meterHeight
			if p.Meter.Numbers {
				m.meter += meterNumbers
			}
		}
	}
	m.top += m.title + m.above
	m.right += m.side
	m.bottom += m.numbers + m.gauges + m.meter
	return m
}

const (
	gaugeHeight  = 32.0
	meterHeight  = 46.0
	meterNumbers = 7.0 // more, for the numbers of a meter
	ladderTitle  = 15.0
	noteGap      = 10.0 // below the note of a chart
	barsLeast    = 38.0 // height of one row of Bars with its words
	barsMost     = 64.0
	chartLeast   = 15.0 // height of a chart's plot; there is no chart in less
)

// spare is the height that the margins of all world panels have for more numbers and gauges than this one has.
func (p *Panel) spare(m margins) (numbers, gauges float64) {
	if !p.World() {
		return 0, 0
	}
	return max(m.numbers-numbersHeight(len(p.Numbers)), 0), m.gauges - gaugeHeight*float64(len(p.Gauges))
}

// cell divides a panel's box among its parts.
func (f *Frame) cell(p *Panel, box Rect, m margins, small bool) Cell {
	c := Cell{Box: box, World: p.World()}
	c.Title = Rect{box.X0, box.Y0, box.X1, box.Y0 + m.title}
	if p.Sheet != nil {
		c.Plot = inside(box, 2, m.title+2, 2, 2)
		return c
	}
	if p.Curves != nil {
		left, bottom := 44.0, 34.0
		if small {
			left, bottom = 38, 30
		}
		top, note := m.title+6, p.noteHeight()
		row := clamp(0.22*(box.H()-m.title-note), barsLeast, barsMost)
		c.Rows = int(clamp((box.H()-top-note-bottom-chartLeast)/row, 0, float64(len(p.Bars))))
		bars := float64(c.Rows) * row
		c.Bars = Rect{box.X0 + 8, box.Y1 - bars, box.X1 - 8, box.Y1}
		c.Note = Rect{box.X0 + 8, box.Y0 + top, box.X1, box.Y0 + top + max(note-noteGap, 0)}
		c.Plot = inside(box, left, top+note, 8, bars+bottom)
		return c
	}
	c.Plot = inside(box, m.left, m.top, m.right, m.bottom)
	q := c.Plot
	c.Top = Rect{q.X0, q.Y0 - m.above, q.X1, q.Y0 - 3}
	c.Side = Rect{q.X1 + 3, q.Y0, q.X1 + m.side, q.Y1}
	c.Bar = Rect{q.X0, box.Y0, q.X1, box.Y0 + m.title}
	y := box.Y1 - m.gauges - m.meter
	c.Numbers = Rect{q.X0, y - m.numbers, q.X1, y}
	c.Gauge = Rect{q.X0, y, q.X1, y + m.gauges}
	c.Meter = Rect{q.X0, y + m.gauges, q.X1, box.Y1}
	return c
}

// inside is what margins leave of a box: a pixel at least, for a page may give a
// figure less room than its margins need.
func inside(box Rect, left, top, right, bottom float64) Rect {
	x, y := box.X0+left, box.Y0+top
	return Rect{x, y, max(box.X1-right, x+1), max(box.Y1-bottom, y+1)}
}

// Scale is the number of device-independent pixels in a unit of a panel's
// world.
func (l *Layout) Scale(panel int) float64 {
	p := l.Cells[panel].Plot
	return max(min(p.W(), p.H()), 1) / 2 / l.View.Half
}

// ToScreen is where a point of the world is.
func (l *Layout) ToScreen(panel int, x, y float64) (sx, sy float64) {
	p, k := l.Cells[panel].Plot, l.Scale(panel)
	return (p.X0+p.X1)/2 + (x-l.View.CX)*k, (p.Y0+p.Y1)/2 - (y-l.View.CY)*k
}

// ToWorld is what lies under a point of the screen.
func (l *Layout) ToWorld(panel int, sx, sy float64) (x, y float64) {
	p, k := l.Cells[panel].Plot, l.Scale(panel)
	return l.View.CX + (sx-(p.X0+p.X1)/2)/k, l.View.CY - (sy-(p.Y0+p.Y1)/2)/k
}

// World is the part of the world that a panel shows: what a grid should cover.
func (l *Layout) World(panel int) Rect {
	p := l.Cells[panel].Plot
	var r Rect
	r.X0, r.Y0 = l.ToWorld(panel, p.X0, p.Y1)
	r.X1, r.Y1 = l.ToWorld(panel, p.X1, p.Y0)
	return r
}

// At finds the world panel under a point of the screen and the place in its
// world.
func (l *Layout) At(sx, sy float64) (panel int, x, y float64, ok bool) {
	for i := range l.N {
		if c := &l.Cells[i]; c.World && c.Plot.Has(sx, sy) {
			x, y = l.ToWorld(i, sx, sy)
			return i, x, y, true
		}
	}
	return 0, 0, 0, false
}

// LevelAt is the index of the ladder's level under a point of the screen.
func (l *Layout) LevelAt(sx, sy float64) (level int, ok bool) {
	if l.levels == 0 || !l.Strip.Has(sx, sy) {
		return 0, false
	}
	k := int((sx - l.Strip.X0) / l.Strip.W() * float64(l.levels))
	return min(k, l.levels-1), true
}

// level is the box of one small multiple: at most a little wider than high, in
// the middle of its share of the strip.
func (l *Layout) level(k int) Rect {
	w := l.Strip.W() / float64(l.levels)
	y0, y1 := l.Strip.Y0+l.over, l.Strip.Y1-16
	x, half := l.Strip.X0+w*(float64(k)+0.5), min(w/2-2, 0.6*(y1-y0))
	if rows := float64(l.film); rows > 0 { // squares, at the lower edge
		half = min(w/2-2, (y1-y0-filmGap*(rows-1))/rows/2)
		y0 = y1 - rows*2*half - filmGap*(rows-1)
	}
	return Rect{x - half, y0, x + half, y1}
}

// frame is the square of one picture of the film.
func (l *Layout) frame(row, k int) Rect {
	r := l.level(k)
	r.Y0 += float64(row) * (r.W() + filmGap)
	r.Y1 = r.Y0 + r.W()
	return r
}

// Zoom returns the view magnified by factor about the point (x, y) of the
// world, which stays where it is.
func (v View) Zoom(factor, x, y float64) View {
	if !(factor > 0) || math.IsInf(factor, 0) {
		return v
	}
	return View{x + (v.CX-x)/factor, y + (v.CY-y)/factor, v.Half / factor}
}

// Pan returns the view moved so that what was at the first point is at the
// second.
func (v View) Pan(x0, y0, x1, y1 float64) View {
	return View{v.CX + x0 - x1, v.CY + y0 - y1, v.Half}
}
