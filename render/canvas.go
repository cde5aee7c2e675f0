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
	text      []byte  // scratch: the text that is being put together
	points    []Point // scratch: the line that is being put together
}

// begin empties the list for a picture of a frame.
func (c *canvas) begin(f *Frame, l *Layout, scale float64) {
	c.theme, c.style, c.k = f.Theme, f.Theme.style(), float32(scale)
	c.screen = max(float64(c.k), f.Ratio)
	c.typeScale = 1
	if l.small {
		c.typeScale = 0.94
	}
	c.list.reset(int(math.Round(f.Width*scale)), int(math.Round(f.Height*scale)), f.Theme.Paper())
	c.unclip()
}

// clipTo lets the marks that follow show only inside r.
func (c *canvas) clipTo(r Rect) {
	k := float64(c.k)
	at := func(v float64) int { return int(math.Round(v * k)) }
	c.list.clip(image.Rect(at(r.X0), at(r.Y0), at(r.X1), at(r.Y1)))
}

// unclip lets the marks that follow show everywhere.
func (c *canvas) unclip() { c.list.clip(image.Rect(0, 0, c.list.W, c.list.H)) }

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

// card is a small sheet of paper with a hairline, for text over a plot.
func (c *canvas) card(r Rect) {
	c.rect(r, c.style.paper.Alpha(0.9))
	c.outline(r, c.color(Faint))
}

// Sizes of type: the height of capitals.
const (
	tickType  = 6.9
	labelType = 7.5
	titleType = 8.6
)

// write draws a text with its baseline at (x, y). align is the share of its
// width that lies to the left of x.
func (c *canvas) write(text []byte, x, y, size, align float64, col Color) {
	size *= c.typeScale
	c.list.text(text, c.px(x), c.px(y), c.px(size), c.letterWidth(size), float32(align), col)
}

// writeOver draws a text on a soft rim of paper, to be read over anything.
func (c *canvas) writeOver(text []byte, x, y, size, align float64, col Color) {
	s := size * c.typeScale
	rim := c.style.paper.Alpha(0.8)
	c.list.text(text, c.px(x), c.px(y), c.px(s), c.letterWidth(s)+c.px(2.6), float32(align), rim)
	c.write(text, x, y, size, align, col)
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
