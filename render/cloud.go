package render

import (
	"math"
	"sync"

	"github.com/scorefield/scorefield/sim/hist"
)

// cloud is a large number of particles counted on a grid of the plot, with
// trails that decay.
type cloud struct {
	key     cloudKey
	stamp   uint64
	counts  hist.Grid
	tone    hist.Tone
	painted float64 // the tone's half that the palette is for
	palette *hist.Palette
	texture Texture
	heaps   []int // bins that a notable part of the cloud is in
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
		q.fill(&q.counts, p.At.N, p.Keep())
	} else if q.texture.Pix == nil {
		q.fill(&q.counts, p.At.N, p.Keep())
	}
	x, y, s := plot.X0*float64(c.k), plot.Y0*float64(c.k), cell*float64(c.k)
	q.drawOnto(c, Rect{x, y, x + float64(key.w)*s, y + float64(key.h)*s})
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

// fill tones the counts. The tone's half follows the number of particles, so
// that 20,000 and 1,000,000 both read as a density: a cloud spread evenly over
// the plot is a fifth of the way up, one gathered on a hundredth of it is near
// the top, and a single particle can always be seen.
func (q *cloud) fill(g *hist.Grid, n int, keep float64) {
	q.texture.resize(g.W, g.H)
	q.texture.Stamp++
	trail := 1 / (1 - keep)
	mean := float64(n) / float64(g.W*g.H)
	q.tone.Half = hist.Unit * max(1.1*math.Sqrt(trail), 4.2*mean*trail)
	q.preparePalette()
	q.palette.Paint(q.texture.Pix, g)
	q.findHeaps(g, float64(n)*trail)
}

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

// drawOnto draws the toned count onto a rectangle in device pixels, and a disc
// where there is a heap.
func (q *cloud) drawOnto(c *plot, dst Rect) {
	colors := Map(c.theme, CloudMap)
	c.list.texture(&q.texture, dst, colors)
	w, h := dst.W()/float64(q.texture.W), dst.H()/float64(q.texture.H)
	for _, i := range q.heaps {
		x, y := dst.X0+w*(float64(i%q.texture.W)+0.5), dst.Y0+h*(float64(i/q.texture.W)+0.5)
		c.list.Disc(float32(x), float32(y), c.px(heapRadius), colors.At(1))
	}
}

const heapRadius = 2.2 // a little less than the hole in a hollow handle

// preparePalette finds the palette of the tone: the texture's values of every
// count.
func (q *cloud) preparePalette() {
	if q.palette == nil || q.painted != q.tone.Half {
		q.palette, q.painted = palettes.of(q.tone.Half), q.tone.Half
	}
}

// palettes are those that were made last, for clouds of as many particles in
// pictures of the same size, which are frequent on a page, have the same.
var palettes paletteCache

type paletteCache struct {
	mu     sync.Mutex
	halves [8]float64
	made   [8]*hist.Palette
	next   int
}

// of is the palette of a tone with this half. Nobody changes it.
func (c *paletteCache) of(half float64) *hist.Palette {
	c.mu.Lock()
	defer c.mu.Unlock()
	for i, h := range c.halves {
		if h == half && c.made[i] != nil {
			return c.made[i]
		}
	}
	tone := hist.Tone{Half: half}
	tone.Prepare()
	p := new(hist.Palette)
	for v := range math.MaxUint16 + 1 {
		t := tone.Of(uint16(v))
		p.Set(uint16(v), [4]byte{byte(t >> 8), byte(t), 0, 255})
	}
	c.halves[c.next], c.made[c.next] = half, p
	c.next = (c.next + 1) % len(c.made)
	return p
}
