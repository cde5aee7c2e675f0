package render

import "math"

// ladderCache is what a ladder keeps between pictures.
type ladderCache struct {
	heats []heatCache     // one a level
	heat  Heat            // the layer of the level that is being drawn
	film  []picturesCache // one a row
}

// draw draws a small heat map for each level with its σ below, the run's place as
// a line that fills up, the present level framed.
func (l *Ladder) draw(c *canvas, layout *Layout, cache *ladderCache) {
	if l == nil || len(l.Sigmas) == 0 {
		return
	}
	n := len(l.Sigmas)
	cache.heats = lengthen(cache.heats, n)
	if l.Title != "" {
		c.write(LabelText, c.copyText(l.Title), layout.level(0).X0, layout.Strip.Y0+tickType*c.typeScale, tickType, 0, c.color(Muted))
	}
	every := max(1, int(math.Ceil(30/(layout.Strip.W()/float64(n))))) // so that numbers do not touch
	for k := range n {
		box := layout.level(k)
		if k < len(l.Grids) && l.Grids[k] != nil {
			cache.heat = Heat{Grid: l.Grids[k], Logs: l.Logs, Scale: l.Scale, Lo: l.Lo, Hi: l.Hi}
			cache.drawMultiple(c, box, &cache.heats[k])
			if l.Peaks {
				drawPeak(c, box, cache.heats[k].peak)
			}
		}
		if layout.film == 0 {
			c.outline(box, c.color(Faint))
		}
		if k%every == 0 || k == n-1 && (n-1)%every > every/2 {
			c.text = c.text[:0]
			if k == 0 {
				c.text = append(c.text, l.Label...)
			}
			c.text = appendShort(c.text, l.Sigmas[k], 2)
			col := c.color(Muted)
			if l.Now >= float64(k) && l.Now < float64(k+1) {
				col = c.color(Ink)
			}
			c.write(TickText, c.text, (box.X0+box.X1)/2, layout.Strip.Y1-1, tickType, 0.5, col)
		}
	}
	cache.film = lengthen(cache.film, len(l.Film))
	for row := range l.Film {
		l.drawFilm(c, layout, row, &cache.film[row])
	}
	for k := range n {
		box := layout.level(k)
		if l.Now >= float64(k) && l.Now < float64(k+1) {
			c.highlight(box, 2, c.color(Ink))
		} else if l.Hot == k+1 {
			c.highlight(box, 1.5, c.color(Muted))
		}
		if l.Now > float64(k) {
			f := min(l.Now-float64(k), 1)
			y := box.Y1 + 3
			c.list.Rect(c.px(box.X0), c.px(y), c.px(box.X0+box.W()*f), c.px(y+1.8), c.color(Truth))
		}
	}
}

// drawMultiple draws a level's grid so that it fills a box: cut, not squeezed.
func (k *ladderCache) drawMultiple(c *canvas, box Rect, cache *heatCache) {
	g := k.heat.Grid
	scale := max(box.W()/g.Bounds.W(), box.H()/g.Bounds.H())
	cx, cy := (box.X0+box.X1)/2, (box.Y0+box.Y1)/2
	w, h := g.Bounds.W()*scale/2, g.Bounds.H()*scale/2
	c.clipTo(box)
	k.heat.drawOnto(c, Rect{cx - w, cy - h, cx + w, cy + h}, cache)
	c.unclip()
}

// highlight draws a line around a box that is seen before all other boxes.
func (c *canvas) highlight(r Rect, w float64, col Color) {
	x0, y0, x1, y1 := c.snap(r.X0), c.snap(r.Y0), c.snap(r.X1), c.snap(r.Y1)
	c.points = append(c.points[:0], Point{x0, y0}, Point{x1, y0}, Point{x1, y1}, Point{x0, y1})
	c.list.Polyline(c.points, c.lineWidth(w), col, true)
}

// drawPeak writes a multiple's greatest value in its lower left corner, with as
// many digits as there is room for; its order of magnitude where there is for none.
func drawPeak(c *canvas, box Rect, peak float64) {
	room := box.W() - 4
	for digits := 2; digits >= 0; digits-- {
		c.text = appendShort(c.text[:0], peak, digits)
		if digits == 0 && peak > 0 {
			c.text = appendPower(c.text[:0], int(math.Round(math.Log10(peak))))
		}
		if c.textWidth(c.text, tickType) <= room {
			c.writeOver(LabelText, c.text, box.X0+3, box.Y1-4, tickType, 0, c.color(Ink))
			return
		}
	}
}
