package render

import (
	"strings"
	"unicode/utf8"
)

// TextWidth is the width of s at a given size (height of its capitals).
func TextWidth(s string, size float32) float32 {
	var w float32
	for _, r := range s {
		w += glyphOf(r).width + tracking
	}
	return max(w-tracking, 0) * size / capHeight
}

// textWidth is TextWidth of bytes: texts with numbers are put together in a
// buffer, so that a picture allocates nothing.
func textWidth(s []byte, size float32) float32 {
	var w float32
	for len(s) > 0 {
		r, n := utf8.DecodeRune(s)
		w += glyphOf(r).width + tracking
		s = s[n:]
	}
	return max(w-tracking, 0) * size / capHeight
}

// pageWidth is the width that a text needs in the stroke font or in fonts like
// Arial, whichever is more sign by sign: 1, i and their like are wider there.
func pageWidth(s []byte, size float32) float32 {
	var w float32
	for len(s) > 0 {
		r, n := utf8.DecodeRune(s)
		w += max(glyphOf(r).width+tracking, pageAdvance(r))
		s = s[n:]
	}
	return w * size / capHeight
}

// pageAdvance is the width of a thin sign in such fonts (Arial's widths), 0 for
// all others.
func pageAdvance(r rune) float32 {
	switch {
	case '0' <= r && r <= '9':
		return 0.556 * em
	case strings.ContainsRune("frt()[]{}-", r), strings.ContainsRune(smallSigns, r):
		return 0.334 * em
	case strings.ContainsRune("ijl|.,:;!'I", r):
		return 0.278 * em
	}
	return 0
}

// text adds s with its baseline beginning at (x, y), capitals size high, drawn
// with a pen of width w. align moves it left by that share of its width.
func (m *Mesh) text(s []byte, x, y, size, w, align float32, c Color) {
	x -= textWidth(s, size) * align
	for len(s) > 0 {
		r, n := utf8.DecodeRune(s)
		x = m.glyph(r, x, y, size, w, c)
		s = s[n:]
	}
}

// textUp adds s turned by a quarter, reading upwards.
func (m *Mesh) textUp(s []byte, x, y, size, w, align float32, c Color) {
	first := len(m.Vertices)
	m.text(s, 0, 0, size, w, align, c)
	for i := first; i < len(m.Vertices); i++ {
		v := &m.Vertices[i]
		v.DstX, v.DstY = x+v.DstY, y-v.DstX
	}
}

// glyph adds one sign and returns where the next begins.
func (m *Mesh) glyph(r rune, x, y, size, w float32, c Color) float32 {
	g := glyphOf(r)
	k := size / capHeight
	if g.small {
		w *= 0.78 // so that small signs are not darker than the others
	}
	for _, stroke := range g.strokes {
		m.glyphStroke(stroke, x, y, k, w, c)
	}
	return x + (g.width+tracking)*k
}

// glyphStroke adds a stroke of the font's grid, k device pixels a unit; a single
// point is a dot.
func (m *Mesh) glyphStroke(stroke []Point, x, y, k, w float32, c Color) {
	var buf [64]Point
	pts := buf[:0]
	for _, p := range stroke {
		pts = append(pts, Point{x + p.X*k, y - p.Y*k})
	}
	if len(pts) == 1 {
		m.Disc(pts[0].X, pts[0].Y, w*0.72, c)
		return
	}
	m.Polyline(pts, w, c, pts[0] == pts[len(pts)-1])
}
