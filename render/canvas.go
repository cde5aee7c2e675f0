package render

import (
	"image"
	"math"
)

// canvas is the list of the picture that is being composed, with what every
// mark has to know beside its own data: the colours, the scale and the size of
// letters. Layers speak in device-independent pixels; px, snap and lineWidth
// turn them into the device pixels of the mesh.
type canvas struct {
	list      List
	theme     Theme
	style     *style
	k         float32 // device pixels per device-independent pixel
	screen    float64 // as k, of the screen, though the picture have fewer pixels for the moment
	typeScale float64 // size of letters relative to those of a wide figure
	words     Words
	overlay   overlay
	apart     bool    // texts and the lines of axes are left out of the mesh
	size      Rect    // of the picture
	clip      Rect    // where marks show now
	panel     int     // that is being drawn, −1: none
	text      []byte  // scratch: the text that is being put together
	points    []Point // scratch: the line that is being put together
}

// begin empties the list for a picture of a frame, of w×h pixels.
func (c *canvas) begin(f *Frame, l *Layout, scale float64, w, h int) {
	c.theme, c.style, c.k = f.Theme, f.Theme.style(), float32(scale)
	c.screen = max(float64(c.k), f.Ratio)
	c.typeScale = 1
	if l.small {
		c.typeScale = 0.94
	}
	c.list.reset(w, h, f.Theme.Paper())
	c.size = Rect{0, 0, f.Width, f.Height}
	c.words = f.Words.orEnglish()
	c.overlay.begin()
	c.unclip()
}

// end hands out the list.
func (c *canvas) end() *List {
	c.list.seal()
	c.overlay.end(&c.list)
	return &c.list
}

// clipTo lets the marks that follow show only inside r.
func (c *canvas) clipTo(r Rect) {
	c.clip = Rect{max(r.X0, c.size.X0), max(r.Y0, c.size.Y0), min(r.X1, c.size.X1), min(r.Y1, c.size.Y1)}
	k := float64(c.k)
	at := func(v float64) int { return int(math.Round(v * k)) }
	c.list.clip(image.Rect(at(r.X0), at(r.Y0), at(r.X1), at(r.Y1)))
}

// unclip lets the marks that follow show everywhere.
func (c *canvas) unclip() {
	c.clip = c.size
	c.list.clip(image.Rect(0, 0, c.list.W, c.list.H))
}

// px is a length in device pixels.
func (c *canvas) px(v float64) float32 { return float32(v) * c.k }

// snap moves a coordinate onto the middle of a device pixel, so that a line of
// one pixel is sharp.
func (c *canvas) snap(v float64) float32 {
	return float32(math.Floor(v*float64(c.k))) + 0.5
}

// lineWidth is a line's width in device pixels, never so thin that the line
// vanishes.
func (c *canvas) lineWidth(v float64) float32 {
	return max(float32(v*c.style.line)*c.k, 0.6)
}

func (c *canvas) color(r Role) Color { return c.theme.Color(r) }

// rect fills a rectangle.
func (c *canvas) rect(r Rect, col Color) {
	c.list.Rect(c.px(r.X0), c.px(r.Y0), c.px(r.X1), c.px(r.Y1), col)
}

// outline draws a hairline around a rectangle, its corners not twice: the
// colour may be transparent.
func (c *canvas) outline(r Rect, col Color) {
	x0, y0, x1, y1 := c.snap(r.X0), c.snap(r.Y0), c.snap(r.X1), c.snap(r.Y1)
	w := c.lineWidth(1)
	h := w / 2
	c.list.Rect(x0-h, y0-h, x1+h, y0+h, col)
	c.list.Rect(x0-h, y1-h, x1+h, y1+h, col)
	c.list.Rect(x0-h, y0+h, x0+h, y1-h, col)
	c.list.Rect(x1-h, y0+h, x1+h, y1-h, col)
}

// border draws a hairline around a plot or a colour bar.
func (c *canvas) border(r Rect) {
	col := c.color(Faint)
	for _, l := range [...]Rect{{r.X0, r.Y0, r.X1, r.Y0}, {r.X0, r.Y1, r.X1, r.Y1}, {r.X0, r.Y0, r.X0, r.Y1}, {r.X1, r.Y0, r.X1, r.Y1}} {
		c.listLine(l, col)
	}
	if !c.apart {
		c.outline(r, col)
	}
}

// axisLine draws a tick or another line of an axis, sharp if it is straight up
// or straight across.
func (c *canvas) axisLine(x0, y0, x1, y1 float64, col Color) {
	c.listLine(Rect{x0, y0, x1, y1}, col)
	if c.apart {
		return
	}
	a, b := Point{c.px(x0), c.px(y0)}, Point{c.px(x1), c.px(y1)}
	if x0 == x1 {
		a.X, b.X = c.snap(x0), c.snap(x0)
	}
	if y0 == y1 {
		a.Y, b.Y = c.snap(y0), c.snap(y0)
	}
	c.list.Line(a.X, a.Y, b.X, b.Y, c.lineWidth(1), col)
}

// listLine lists a line from one corner of r to the opposite one.
func (c *canvas) listLine(r Rect, col Color) {
	c.overlay.lines = append(c.overlay.lines, Line{r.X0, r.Y0, r.X1, r.Y1, c.style.line, col})
}

// sheet is a piece of paper, for text over a plot. What is under it can still be
// seen a little, but not read.
func (c *canvas) sheet(r Rect, opacity float64) {
	c.overlay.cover(r)
	c.rect(r, c.style.paper.Alpha(opacity))
}

// card is a sheet with a hairline.
func (c *canvas) card(r Rect) {
	c.sheet(r, 0.9)
	c.outline(r, c.color(Faint))
}

// Sizes of type: the height of capitals.
const (
	tickType  = 6.9
	labelType = 7.5
	titleType = 8.6
)

// rim is the width of a halo on each side of a letter.
const rim = 1.3

// write draws a text with its baseline at (x, y). align is the share of its
// width that lies to the left of x.
func (c *canvas) write(role TextRole, text []byte, x, y, size, align float64, col Color) {
	c.letters(Text{Role: role, X: x, Y: y, Size: size, Align: align, Color: col}, text)
}

// writeOver draws a text on a soft rim of paper, to be read over anything.
func (c *canvas) writeOver(role TextRole, text []byte, x, y, size, align float64, col Color) {
	c.letters(Text{Role: role, X: x, Y: y, Size: size, Align: align, Color: col, Halo: c.style.paper.Alpha(0.8), Rim: rim}, text)
}

// writeUp draws a text that reads upwards, its baseline at (x, y).
func (c *canvas) writeUp(role TextRole, text []byte, x, y, size, align float64, col Color) {
	c.letters(Text{Role: role, X: x, Y: y, Size: size, Align: align, Color: col, Up: true}, text)
}

// letters lists a text and draws it with the stroke font. Its size is still that
// of a wide figure.
func (c *canvas) letters(t Text, text []byte) {
	t.Size *= c.typeScale
	t.Panel = c.panel
	c.overlay.add(t, text, c.clip)
	if c.apart {
		return
	}
	x, y, size, pen, align := c.px(t.X), c.px(t.Y), c.px(t.Size), c.letterWidth(t.Size), float32(t.Align)
	switch {
	case t.Up:
		c.list.textUp(text, x, y, size, pen, align, t.Color)
	case t.Rim > 0:
		c.list.text(text, x, y, size, pen+c.px(2*t.Rim), align, t.Halo)
		fallthrough
	default:
		c.list.text(text, x, y, size, pen, align, t.Color)
	}
}

// letterWidth is the width of a letter's strokes in device pixels.
func (c *canvas) letterWidth(size float64) float32 {
	return max(c.px(size*0.145)*float32(1+(c.style.line-1)/2), 0.85)
}

// textWidth is the width of a text in device-independent pixels.
func (c *canvas) textWidth(text []byte, size float64) float64 {
	return float64(textWidth(text, float32(size*c.typeScale)))
}

// copyText puts a string into the canvas's buffer, so that strings and numbers
// that were formatted there are written alike. It is valid until the next text.
func (c *canvas) copyText(s string) []byte {
	c.text = append(c.text[:0], s...)
	return c.text
}
