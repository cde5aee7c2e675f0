package render

import "math"

// strip draws the noise ladder: a small heat map for each level with its σ
// below, the run's place as a line that fills up, the present level framed.
func (c *Composer) strip(l *Ladder) {
	n := len(l.Sigmas)
	if n == 0 {
		return
	}
	c.ladder = grown(c.ladder, n)
	every := max(1, int(math.Ceil(30/(c.layout.Strip.W()/float64(n)))))
	for k := range n {
		box := c.layout.level(k)
		if k < len(l.Grids) && l.Grids[k] != nil {
			c.multiple(box, l.Grids[k], l.Logs, &c.ladder[k])
		}
		c.frameRect(box, c.color(Faint))
		if k%every == 0 || k == n-1 && (n-1)%every > every/2 {
			c.text = appendShort(c.text[:0], l.Sigmas[k], 2)
			col := c.color(Muted)
			if l.Now >= float64(k) && l.Now < float64(k+1) {
				col = c.color(Ink)
			}
			c.write(c.text, (box.X0+box.X1)/2, c.layout.Strip.Y1-1, tickType, 0.5, col)
		}
	}
	for k := range n {
		box := c.layout.level(k)
		if l.Now >= float64(k) && l.Now < float64(k+1) {
			c.emphasis(box, 2, c.color(Ink))
		} else if l.Hot == k+1 {
			c.emphasis(box, 1.5, c.color(Muted))
		}
		if l.Now > float64(k) {
			f := min(l.Now-float64(k), 1)
			y := box.Y1 + 3
			c.list.Rect(c.px(box.X0), c.px(y), c.px(box.X0+box.W()*f), c.px(y+1.8), c.color(Truth))
		}
	}
	if l.Frozen > 0 {
		k := min(int(l.Frozen), n-1)
		box := c.layout.level(k)
		x := box.X0 + box.W()*clamp(l.Frozen-float64(k), 0, 1)
		c.list.Line(c.px(x), c.px(box.Y0), c.px(x), c.px(box.Y1+5), c.stroke(1.6), c.color(Alarm))
		c.halo(c.say("frozen"), x+4, box.Y0+3+tickType, tickType, 0, c.color(Alarm))
	}
}

// multiple draws a grid so that it fills a box: cut, not squeezed.
func (c *Composer) multiple(box Rect, g *Grid, logs bool, cache *heatCache) {
	k := max(box.W()/g.Bounds.W(), box.H()/g.Bounds.H())
	cx, cy := (box.X0+box.X1)/2, (box.Y0+box.Y1)/2
	w, h := g.Bounds.W()*k/2, g.Bounds.H()*k/2
	c.inside(box)
	c.thumbs.Grid, c.thumbs.Logs = g, logs
	c.image(&c.thumbs, cache, Rect{cx - w, cy - h, cx + w, cy + h})
	c.open()
}

func (c *Composer) emphasis(r Rect, w float64, col Color) {
	x0, y0, x1, y1 := c.snap(r.X0), c.snap(r.Y0), c.snap(r.X1), c.snap(r.Y1)
	c.points = append(c.points[:0], Point{x0, y0}, Point{x1, y0}, Point{x1, y1}, Point{x0, y1})
	c.list.Polyline(c.points, c.stroke(w), col, true)
}
