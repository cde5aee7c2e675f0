package render

import "math"

// Composer turns frames into lists. It walks the layers of every panel in the
// order in which they lie over one another; what a layer's marks are, only the
// layer knows (its method draw). The Composer keeps what layers can reuse from
// one picture to the next: slices, textures, traced contours, splatted trails.
// The zero value is ready; it is not safe for concurrent use.
type Composer struct {
	// Apart leaves texts and the lines of axes out of the mesh: somebody else draws
	// the List's Texts and Lines over it. The layout is the same either way.
	Apart bool

	canvas canvas
	layout Layout
	panels [MaxPanels]panelCache
	ladder ladderCache
}

// panelCache is what the layers of a panel keep between pictures.
type panelCache struct {
	heat     heatCache
	contours contourCache
	arrows   []arrowCache
	clouds   []cloud
	legend   legend
	sheet    picturesCache
	names    names // of the series in a chart
}

// Compose lays out a frame of f.Width × f.Height at a scale in device pixels
// per device-independent pixel and returns the list, which is valid until the
// next call.
func (c *Composer) Compose(f *Frame, scale float64) *List {
	return c.compose(f, scale, int(math.Round(f.Width*scale)), int(math.Round(f.Height*scale)))
}

// warm makes the maps and lines of a frame's densities, which take longest of what compose does, and
// calls pause between pieces of some milliseconds. The list of the last compose stays as it is.
func (c *Composer) warm(f *Frame, scale float64, pause func()) {
	l := f.Layout()
	for i := range l.N {
		p, cache := &f.Panels[i], &c.panels[i]
		if p.Sheet != nil || p.Curves != nil {
			continue
		}
		p.Heat.warm(&l, i, float64(float32(scale)), &cache.heat, pause)
		if p.Contours != nil {
			cache.contours.update(p.Contours, pause)
		}
	}
}

// Rest gives up memory while nobody sees the pictures; the next is made anew, the
// same as without a rest.
func (c *Composer) Rest() {
	for i := range c.panels {
		c.panels[i].heat.next = heatMap{}
		for k := range c.panels[i].clouds {
			c.panels[i].clouds[k].rest()
		}
	}
}

// compose is Compose onto a picture of w×h pixels.
func (c *Composer) compose(f *Frame, scale float64, w, h int) *List {
	c.layout = f.Layout()
	c.canvas.apart = c.Apart
	c.canvas.begin(f, &c.layout, scale, w, h)
	for i := range c.layout.N {
		p := &f.Panels[i]
		c.canvas.panel = i
		switch {
		case p.Sheet != nil:
			p.Sheet.draw(&c.canvas, c.layout.Cells[i].Plot, &c.panels[i].sheet)
		case p.Curves != nil:
			c.chart(i, p)
		default:
			c.world(i, p, f.Probe)
		}
		drawTitle(&c.canvas, &c.layout.Cells[i], p.Title)
	}
	c.canvas.panel = -1
	f.Ladder.draw(&c.canvas, &c.layout, &c.ladder)
	return c.canvas.end()
}

// world draws a panel's window on the world, from the ground up. A layer that
// is nil draws nothing.
func (c *Composer) world(i int, p *Panel, probe *Probe) {
	cache := &c.panels[i]
	cache.arrows = lengthen(cache.arrows, len(p.Arrows))
	cache.clouds = lengthen(cache.clouds, len(p.Particles))
	w := plot{&c.canvas, &c.layout, i, &c.layout.Cells[i], p.Axes, p.Handles}

	// Inside the plot, and clipped to it.
	w.clipTo(w.cell.Plot)
	p.Heat.draw(&w, &cache.heat)
	p.Flow.draw(&w)
	p.Contours.draw(&w, &cache.contours)
	for k, a := range p.Arrows {
		a.draw(&w, &cache.arrows[k])
	}
	for _, q := range p.Paths {
		q.draw(&w)
	}
	p.Data.drawDiscs(&w)
	for k, q := range p.Particles {
		q.draw(&w, &cache.clouds[k])
	}
	cache.contours.drawLabels(&w) // over everything that moves
	for k := range p.Handles {
		p.Handles[k].draw(&w)
	}
	p.Dissect.draw(&w)
	cache.legend.gather(p)
	cache.legend.gatherLengths(&w, p.Arrows, cache.arrows)
	cache.legend.draw(&c.canvas, w.cell.Plot, p.Left)
	drawNote(&c.canvas, w.cell.Plot.X0+9, w.cell.Plot.Y1-9, p.Note)
	p.Clock.draw(&w)
	below := w.cell.Numbers.H() > 0
	if !below {
		drawNumbers(&c.canvas, p.Numbers, w.cell.Plot, Rect{}, p.Clock.height())
	}
	probe.draw(&w, p.Readout)

	// Around the plot.
	w.unclip()
	if below {
		drawNumbers(&c.canvas, p.Numbers, w.cell.Plot, w.cell.Numbers, 0)
	}
	w.border(w.cell.Plot)
	p.Axes.draw(&w)
	p.Marginals.draw(&w)
	p.Heat.drawBar(&c.canvas, w.cell.Bar, p.Title, &cache.heat)
	for k := range p.Gauges {
		p.Gauges[k].draw(&c.canvas, w.cell.Gauge, k)
	}
	p.Meter.draw(&c.canvas, w.cell.Meter)
}

// chart draws a panel of curves, if there is room for any. It has no window on the world.
func (c *Composer) chart(i int, p *Panel) {
	cache, cell := &c.panels[i], &c.layout.Cells[i]
	if cell.Plot.H() < chartLeast {
		return
	}
	p.Curves.draw(&c.canvas, cell, &cache.names)
	cache.legend.gather(p)
	cache.legend.draw(&c.canvas, cell.Plot, p.Left)
	drawNote(&c.canvas, cell.Note.X0, cell.Note.Y1, p.Note)
	for k, b := range p.Bars[:cell.Rows] {
		b.draw(&c.canvas, cell.Bars, k, cell.Rows)
	}
}

// lengthen appends zero elements to s until it has n, and keeps what is there.
func lengthen[T any](s []T, n int) []T {
	for len(s) < n {
		var zero T
		s = append(s, zero)
	}
	return s
}
