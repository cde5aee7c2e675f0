package render

import (
	"image"
	"math"
)

// Composer turns frames into lists. It keeps what can be reused from one
// picture to the next: slices, textures, traced contours and the splatted
// trails. The zero value is ready; it is not safe for concurrent use.
type Composer struct {
	list      List
	layout    Layout
	frame     *Frame
	theme     Theme
	style     *style
	k         float32 // device pixels per device-independent pixel
	typeScale float64 // size of the type relative to a wide figure's
	text      []byte
	points    []Point
	panels    [MaxPanels]panelCache
	ladder    []heatCache
	taken     []float64 // heights at which a chart's names stand
	thumbs    Heat
	labels    []contourLabel
	legend    []LegendItem
}

// panelCache is what a panel keeps between pictures.
type panelCache struct {
	heat     heatCache
	contours contourCache
	arrows   []arrowCache
	clouds   []cloud
}

// Compose lays out a frame of f.Width × f.Height at a scale in device pixels
// and returns the list, which is valid until the next call.
func (c *Composer) Compose(f *Frame, scale float64) *List {
	c.frame, c.theme, c.style = f, f.Theme, f.Theme.style()
	c.k, c.layout = float32(scale), f.Layout()
	c.typeScale = 1
	if c.layout.small {
		c.typeScale = 0.94
	}
	c.list.reset(int(math.Round(f.Width*scale)), int(math.Round(f.Height*scale)), f.Theme.Paper())
	c.open()
	for i := range c.layout.N {
		p := &f.Panels[i]
		if p.Chart() {
			c.chart(i, p)
		} else {
			c.world(i, p)
		}
		c.title(i, p)
	}
	if f.Ladder != nil {
		c.strip(f.Ladder)
	}
	c.list.seal()
	return &c.list
}

// world draws a panel's layers: what is inside the plot is clipped to it.
func (c *Composer) world(i int, p *Panel) {
	cache := &c.panels[i]
	plot := c.layout.Cells[i].Plot
	c.inside(plot)
	if p.Heat != nil {
		c.heat(i, p.Heat, &cache.heat)
	}
	if p.Axes != nil && p.Axes.Lines {
		c.gridLines(i)
	}
	if p.Flow != nil {
		c.flow(i, p.Flow)
	}
	if p.Contours != nil {
		c.contours(i, p.Contours, &cache.contours)
	}
	cache.arrows = grown(cache.arrows, len(p.Arrows))
	for k, a := range p.Arrows {
		c.arrows(i, a, &cache.arrows[k])
	}
	for _, q := range p.Paths {
		c.paths(i, q)
	}
	if p.Data != nil {
		c.data(i, p.Data)
	}
	cache.clouds = grown(cache.clouds, len(p.Particles))
	for k, q := range p.Particles {
		c.particles(i, q, &cache.clouds[k])
	}
	c.contourLabels()
	for k := range p.Handles {
		c.handle(i, &p.Handles[k])
	}
	if p.Dissect != nil {
		c.dissect(i, p.Dissect)
	}
	c.corner(i, p)
	if c.frame.Probe != nil {
		c.probe(i, p)
	}
	c.open()
	c.surround(i, p)
}

// surround draws what lies around a plot.
func (c *Composer) surround(i int, p *Panel) {
	cell := &c.layout.Cells[i]
	c.border(cell.Plot)
	if p.Axes != nil {
		c.axes(i, p.Axes)
	}
	if p.Marginals != nil {
		c.marginals(i, p.Marginals)
	}
	if p.Heat != nil && p.Heat.Bar {
		c.bar(cell.Bar, p.Heat, &c.panels[i].heat)
	}
	for k := range p.Gauges {
		c.gauge(cell.Gauge, k, &p.Gauges[k])
	}
	if p.Meter != nil {
		c.meter(cell.Meter, p.Meter)
	}
}

// open lets triangles show everywhere, inside only in r.
func (c *Composer) open() { c.list.clip(image.Rect(0, 0, c.list.W, c.list.H)) }

func (c *Composer) inside(r Rect) {
	k := float64(c.k)
	at := func(v float64) int { return int(math.Round(v * k)) }
	c.list.clip(image.Rect(at(r.X0), at(r.Y0), at(r.X1), at(r.Y1)))
}

// px is a length in device pixels.
func (c *Composer) px(v float64) float32 { return float32(v) * c.k }

// stroke is a pen's width in device pixels, never so thin that it vanishes.
func (c *Composer) stroke(v float64) float32 {
	return max(float32(v*c.style.line)*c.k, 0.6)
}

func (c *Composer) color(r Role) Color { return c.theme.Color(r) }

// snap moves a coordinate onto the middle of a device pixel, so that a line of
// one pixel is sharp.
func (c *Composer) snap(v float64) float32 {
	return float32(math.Floor(v*float64(c.k))) + 0.5
}

// at is where a point of a panel's world is, in device pixels.
func (c *Composer) at(panel int, x, y float64) Point {
	sx, sy := c.layout.ToScreen(panel, x, y)
	return Point{float32(sx) * c.k, float32(sy) * c.k}
}

// affine gives device pixels as x·sx + ox, y·sy + oy.
func (c *Composer) affine(panel int) (sx, ox, sy, oy float32) {
	k := c.layout.Scale(panel) * float64(c.k)
	o := c.at(panel, 0, 0)
	return float32(k), o.X, float32(-k), o.Y
}

// Sizes of type: the height of capitals.
const (
	tickType  = 6.9
	labelType = 7.5
	titleType = 8.6
)

// write draws the composer's text with its baseline at (x, y).
func (c *Composer) write(text []byte, x, y, size, align float64, col Color) {
	size *= c.typeScale
	c.list.text(text, c.px(x), c.px(y), c.px(size), c.pen(size), float32(align), col)
}

// halo draws text on a soft rim of paper, to be read over anything.
func (c *Composer) halo(text []byte, x, y, size, align float64, col Color) {
	s := size * c.typeScale
	rim := c.style.paper.Alpha(0.8)
	c.list.text(text, c.px(x), c.px(y), c.px(s), c.pen(s)+c.px(2.6), float32(align), rim)
	c.write(text, x, y, size, align, col)
}

// pen is the width of a letter's stroke.
func (c *Composer) pen(size float64) float32 {
	return max(c.px(size*0.145)*float32(1+(c.style.line-1)/2), 0.85)
}

// width of a text in device-independent pixels.
func (c *Composer) width(text []byte, size float64) float64 {
	return float64(textWidth(text, float32(size*c.typeScale)))
}

// say starts a new text in the composer's buffer.
func (c *Composer) say(s string) []byte {
	c.text = append(c.text[:0], s...)
	return c.text
}

// grown lengthens s to n zero elements and keeps what is there.
func grown[T any](s []T, n int) []T {
	for len(s) < n {
		var zero T
		s = append(s, zero)
	}
	return s
}
