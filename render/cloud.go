package render

import (
	"image"
	"math"
	"slices"
	"sync"

	"github.com/scorefield/scorefield/sim/hist"
)

// cloud is a large number of particles counted on a grid of the plot, with
// trails that decay.
type cloud struct {
	key     cloudKey
	stamp   uint64
	counts  hist.Grid
	half    float64 // of the tone
	heaps   []int   // bins that a notable part of the cloud is in
	palette *hist.Palette
	painted paletteKey // what the palette is for
	stale   bool       // the texture is of other counts
	texture Texture
}

// cloudKey is the camera: another one starts the count anew.
type cloudKey struct {
	view View
	w, h int
	n    int
	plot Rect
}

// reset lets the next count start anew.
func (q *cloud) reset() { q.key = cloudKey{} }

// rest gives up the memory of what can be made anew from the counts.
func (q *cloud) rest() { q.texture.Pix, q.palette = nil, nil }

// draw counts the particles, if they or the camera have moved, and draws the
// toned count.
func (q *cloud) draw(c *plot, p *Particles) {
	plot := c.cell.Plot
	cell := cloudCell(plot, c.screen)
	key := cloudKey{c.layout.View, int(math.Ceil(plot.W() / cell)), int(math.Ceil(plot.H() / cell)), p.At.N, plot}
	fresh := key != q.key
	if fresh {
		q.key = key
		q.counts.Resize(key.w, key.h)
	}
	if fresh || q.stamp != p.Stamp {
		q.stamp = p.Stamp
		k := c.scale() / cell
		ox, oy := c.toScreen(0, 0)
		q.counts.Fade(p.Keep())
		q.counts.Splat(p.At.Row(0), p.At.Row(1), hist.Affine{
			SX: float32(k), OX: float32((ox - plot.X0) / cell), SY: float32(-k), OY: float32((oy - plot.Y0) / cell)})
		q.take(&q.counts, p.At.N, p.Keep())
	}
	x, y, s := plot.X0*float64(c.k), plot.Y0*float64(c.k), cell*float64(c.k)
	q.drawOnto(c, &q.counts, Rect{x, y, x + float64(key.w)*s, y + float64(key.h)*s})
}

// cloudCell is the side of a bin in device-independent pixels: a device pixel,
// but not more than 500,000 bins.
func cloudCell(plot Rect, k float64) float64 {
	return max(1/k, math.Sqrt(plot.W()*plot.H()/500_000))
}

// Keep is the share of a splatted trail that stays from Stamp to Stamp.
func (p *Particles) Keep() float64 {
	switch {
	case p.Fade < 0:
		return 0
	case p.Fade == 0:
		return 0.8
	}
	return min(p.Fade, 0.99)
}

// take is told of new counts. The tone's half follows the number of particles, so
// that 20,000 and 1,000,000 both read as a density: a cloud spread evenly over
// the plot is a fifth of the way up, one gathered on a hundredth of it is near
// the top, and a single particle can always be seen.
func (q *cloud) take(g *hist.Grid, n int, keep float64) {
	q.stale = true
	trail := 1 / (1 - keep)
	mean := float64(n) / float64(g.W*g.H)
	q.half = hist.Unit * max(1.1*math.Sqrt(trail), 4.2*mean*trail)
	q.findHeaps(g, float64(n)*trail)
}

// paint tones the counts: colours of a map, or values, for nil.
func (q *cloud) paint(g *hist.Grid, colors *ColorMap) {
	key := paletteKey{q.half, colors}
	if !q.stale && q.texture.Pix != nil && q.painted == key {
		return
	}
	if q.palette == nil || q.painted != key {
		q.palette, q.painted = palettes.of(key), key
	}
	q.stale = false
	q.texture.resize(g.W, g.H)
	q.texture.Stamp++
	q.palette.Paint(q.texture.Pix, g)
	if colors == nil {
		q.texture.Parts = nil
		return
	}
	q.texture.Parts = slices.Grow(q.texture.Parts[:0], g.H/partRows+1) // not nil, for a cloud that is gone
	for y := 0; y < g.H; y += partRows {                               // no count has no colour
		end := min(y+partRows, g.H)
		if x0, x1 := g.Extent(y, end); x0 < x1 {
			q.texture.Parts = append(q.texture.Parts, image.Rect(x0, y, x1, end))
		}
	}
}

const partRows = 32 // of a cloud that are drawn as far as there is anything

const (
	heapShare = 0.02 // of a cloud in one bin: seen only if it is drawn larger than the bin
	mostHeaps = 64   // more are no heaps but a cloud that is dense everywhere
)

// findHeaps finds the bins that hold a notable share of so many particles. Where
// there is no noise a whole cloud ends in a few of them, each a pixel that nobody
// would see.
func (q *cloud) findHeaps(g *hist.Grid, particles float64) {
	q.heaps = q.heaps[:0]
	least := uint16(clamp(heapShare*particles*hist.Unit, 2*hist.Unit, math.MaxUint16))
	for i := g.Reach(0, least); i < len(g.Bins); i = g.Reach(i+1, least) {
		if len(q.heaps) == mostHeaps {
			q.heaps = q.heaps[:0]
			return
		}
		q.heaps = append(q.heaps, i)
	}
}

// drawOnto draws the toned counts onto a rectangle in device pixels, and a disc
// where there is a heap. Where every bin is a pixel, colours take the place of values:
// there is nothing to interpolate, and a processor draws them in a third of the time.
func (q *cloud) drawOnto(c *plot, g *hist.Grid, dst Rect) {
	colors := Map(c.theme, CloudMap)
	if at, ok := onPixels(dst, g.W, g.H); ok {
		q.paint(g, colors)
		c.list.texture(&q.texture, at, nil)
	} else {
		q.paint(g, nil)
		c.list.texture(&q.texture, dst, colors)
	}
	w, h := dst.W()/float64(g.W), dst.H()/float64(g.H)
	for _, i := range q.heaps {
		x, y := dst.X0+w*(float64(i%g.W)+0.5), dst.Y0+h*(float64(i/g.W)+0.5)
		c.list.Disc(float32(x), float32(y), c.px(heapRadius), colors.At(1))
	}
}

// onPixels reports whether w×h bins on a rectangle are the pixels there, but for what
// nobody sees, and which they are.
func onPixels(dst Rect, w, h int) (at Rect, ok bool) {
	const unseen = 1.0 / 32 // of a pixel
	x, y := math.Round(dst.X0), math.Round(dst.Y0)
	at = Rect{x, y, x + float64(w), y + float64(h)}
	ok = math.Abs(dst.X0-at.X0) < unseen && math.Abs(dst.Y0-at.Y0) < unseen && math.Abs(dst.X1-at.X1) < unseen && math.Abs(dst.Y1-at.Y1) < unseen
	return at, ok
}

const heapRadius = 2.2 // a little less than the hole in a hollow handle

// paletteKey is what a palette is made of: the tone's half, and the map that makes
// colours of tones; nil: a texture's values.
type paletteKey struct {
	half   float64
	colors *ColorMap
}

// palettes are those that were made last, for clouds of as many particles in
// pictures of the same size, which are frequent on a page, have the same.
var palettes paletteCache

type paletteCache struct {
	mu   sync.Mutex
	keys [8]paletteKey
	made [8]*hist.Palette
	next int
}

// of is the palette of that. Nobody changes it.
func (c *paletteCache) of(key paletteKey) *hist.Palette {
	c.mu.Lock()
	defer c.mu.Unlock()
	for i, k := range c.keys {
		if k == key && c.made[i] != nil {
			return c.made[i]
		}
	}
	tone := hist.Tone{Half: key.half}
	tone.Prepare()
	p := new(hist.Palette)
	last, pixel := -1, [4]byte{}
	for v := range math.MaxUint16 + 1 {
		if t := int(tone.Of(uint16(v))); t != last {
			last, pixel = t, key.pixel(uint16(t))
		}
		p.Set(uint16(v), pixel)
	}
	c.keys[c.next], c.made[c.next] = key, p
	c.next = (c.next + 1) % len(c.made)
	return p
}

// pixel is the texel of a tone.
func (k paletteKey) pixel(tone uint16) (p [4]byte) {
	if k.colors == nil {
		return [4]byte{byte(tone >> 8), byte(tone), 0, 255}
	}
	for i, v := range k.colors.At(float64(tone) / math.MaxUint16) {
		p[i] = byte(v*255 + 0.5)
	}
	return p
}
