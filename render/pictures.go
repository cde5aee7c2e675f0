package render

import "math"

// picturesCache keeps pictures that were made into textures: one a row.
type picturesCache struct {
	key  picturesKey
	rows []Texture
}

// picturesKey is all that the textures depend on.
type picturesKey struct {
	of     *Pictures
	stamp  uint64
	n      int
	h, w   int
	lo, hi float64
	cols   int
}

// N is how many there are.
func (p *Pictures) N() int {
	if p == nil {
		return 0
	}
	return p.At.N
}

func (p *Pictures) valid() {
	if p.H < 1 || p.W < 1 || p.At.D != p.H*p.W {
		panic(badShape)
	}
}

// update makes the textures anew if need be. Row r has the pictures r·cols …, side by
// side, a column of holes between two of them.
func (c *picturesCache) update(p *Pictures, cols int) {
	key := picturesKey{p, p.Stamp, p.At.N, p.H, p.W, p.Lo, p.Hi, cols}
	if key == c.key {
		return
	}
	c.key = key
	lo, hi := p.Lo, p.Hi
	if lo == hi {
		lo, hi = -1, 1
	}
	rows := (p.At.N + cols - 1) / cols
	c.rows = lengthen(c.rows, rows)
	for r := range rows {
		t := &c.rows[r]
		t.Stamp++
		first := r * cols
		n := min(cols, p.At.N-first)
		t.resize(n*(p.W+1)-1, p.H)
		clear(t.Pix)
		for y := range p.H {
			for x := range p.W {
				values := p.At.Row(y*p.W + x)[first : first+n]
				for i, v := range values {
					t.set(y*t.W+i*(p.W+1)+x, (v-float32(lo))/float32(hi-lo))
				}
			}
		}
	}
}

// drawRow draws row r with its upper left corner at (x, y), in squares of so many
// device-independent pixels, each picture on a ground of its own.
func (c *picturesCache) drawRow(on *canvas, p *Pictures, r int, x, y, pixel float64) {
	t, k := &c.rows[r], float64(on.k)
	ground := on.color(Faint).Alpha(0.55)
	for i := range (t.W + 1) / (p.W + 1) {
		at := x + float64(i*(p.W+1))*pixel
		on.rect(Rect{at, y, at + float64(p.W)*pixel, y + float64(p.H)*pixel}, ground)
	}
	on.list.squares(t, Rect{x * k, y * k, (x + float64(t.W)*pixel) * k, (y + float64(p.H)*pixel) * k}, Map(on.theme, InkMap))
}

// arrangement is where the pictures of a sheet stand.
type arrangement struct {
	cols, rows int
	w, h       int     // pixels of a picture
	pixel      float64 // the side of one of them, device-independent pixels
	x, y       float64 // upper left corner of the first picture
}

// arrange fits the pictures into a plot; between two of them is the width of a pixel.
func (s *Sheet) arrange(plot Rect) (a arrangement) {
	p := s.Pictures
	p.valid()
	n := p.At.N
	size := func(cols int) float64 {
		rows := (n + cols - 1) / cols
		return min(plot.W()/float64(cols*(p.W+1)-1), plot.H()/float64(rows*(p.H+1)-1))
	}
	a.cols, a.w, a.h = s.Cols, p.W, p.H
	if a.cols < 1 {
		a.cols = 1
		for cols := 2; cols <= n; cols++ {
			if size(cols) > size(a.cols)*(1+1e-9) {
				a.cols = cols
			}
		}
	}
	a.cols = min(a.cols, n)
	a.rows = (n + a.cols - 1) / a.cols
	a.pixel = max(size(a.cols), 0)
	a.x = (plot.X0 + plot.X1 - float64(a.cols*(p.W+1)-1)*a.pixel) / 2
	a.y = (plot.Y0 + plot.Y1 - float64(a.rows)*a.down() + a.pixel) / 2
	return a
}

// down is from one row to the next.
func (a *arrangement) down() float64 { return float64(a.h+1) * a.pixel }

// place is the box of picture i.
func (a *arrangement) place(i int) Rect {
	x, y := a.x+float64(i%a.cols*(a.w+1))*a.pixel, a.y+float64(i/a.cols)*a.down()
	return Rect{x, y, x + float64(a.w)*a.pixel, y + float64(a.h)*a.pixel}
}

// at is the picture under a point of the screen, and where in it. What lies between
// pictures belongs to none.
func (s *Sheet) at(plot Rect, sx, sy float64) (picture, pixel int, ok bool) {
	if s == nil || s.Pictures.N() == 0 {
		return 0, 0, false
	}
	a := s.arrange(plot)
	if !(a.pixel > 0) || sx < a.x || sy < a.y {
		return 0, 0, false
	}
	col, row := int((sx-a.x)/(float64(a.w+1)*a.pixel)), int((sy-a.y)/a.down())
	picture = row*a.cols + col
	if col >= a.cols || picture >= s.Pictures.N() {
		return 0, 0, false
	}
	r := a.place(picture)
	x, y := int((sx-r.X0)/a.pixel), int((sy-r.Y0)/a.pixel)
	return picture, y*a.w + x, x < a.w && y < a.h
}

// draw draws the pictures, and what is framed.
func (s *Sheet) draw(c *canvas, plot Rect, cache *picturesCache) {
	if s.Pictures.N() == 0 {
		return
	}
	a := s.arrange(plot)
	if !(a.pixel > 0) {
		return
	}
	snap := func(v float64) float64 { return math.Round(v*float64(c.k)) / float64(c.k) }
	a.x, a.y = snap(a.x), snap(a.y)
	cache.update(s.Pictures, a.cols)
	for r := range a.rows {
		cache.drawRow(c, s.Pictures, r, a.x, a.y+float64(r)*a.down(), a.pixel)
	}
	if i := s.Hot - 1; i >= 0 && i < s.Pictures.N() && s.Hot != s.Picked {
		c.highlight(a.place(i), 1.5, c.color(Muted))
	}
	if i := s.Picked - 1; i >= 0 && i < s.Pictures.N() {
		box := a.place(i)
		c.highlight(box, 2, c.color(Learned))
		if k := s.Caret - 1; k >= 0 && k < a.w*a.h {
			x, y := box.X0+float64(k%a.w)*a.pixel, box.Y0+float64(k/a.w)*a.pixel
			c.highlight(Rect{x, y, x + a.pixel, y + a.pixel}, 2, c.color(Learned))
		}
	}
}
