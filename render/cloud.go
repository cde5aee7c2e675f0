package render

import (
	"math"

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
	}
	x, y, s := plot.X0*float64(c.k), plot.Y0*float64(c.k), cell*float64(c.k)
	dst := Rect{x, y, x + float64(key.w)*s, y + float64(key.h)*s}
	c.list.texture(&q.texture, dst, Map(c.theme, CloudMap))
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
}

// preparePalette makes the palette that of the tone: the texture's values of
// every count.
func (q *cloud) preparePalette() {
	if q.palette == nil {
		q.palette = new(hist.Palette)
	} else if q.painted == q.tone.Half {
		return
	}
	q.painted = q.tone.Half
	q.tone.Prepare()
	for v := range math.MaxUint16 + 1 {
		t := q.tone.Of(uint16(v))
		q.palette.Set(uint16(v), [4]byte{byte(t >> 8), byte(t), 0, 255})
	}
}
