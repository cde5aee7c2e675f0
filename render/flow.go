package render

import "math"

// draw draws the tails of the tracers. A tracer comes and goes softly: its
// opacity rises and falls over its life.
func (f *Flow) draw(c *plot) {
	if f == nil || f.Streaks == nil {
		return
	}
	s := f.Streaks
	_, tail, _, _ := s.sizes()
	if len(s.x) != len(s.age)*tail { // its owner has not advanced it yet
		return
	}
	sx, ox, sy, oy := c.affine()
	w, col := c.lineWidth(1.9), c.color(f.Role)
	strength := 0.6
	if c.theme.dark() {
		strength = 0.7
	}
	for n, age := range s.age {
		a := strength * math.Sin(math.Pi*float64(clamp(float64(age), 0, 1)))
		c.points = c.points[:0]
		for k := n * tail; k < (n+1)*tail; k++ {
			c.points = append(c.points, Point{s.x[k]*sx + ox, s.y[k]*sy + oy})
		}
		c.list.Tail(c.points, w, col.Alpha(a))
	}
}
