package render

import (
	"math"
	"math/bits"
)

// cloud is a large number of particles counted on a grid of the plot, with
// trails that decay.
type cloud struct {
	key     cloudKey
	stamp   uint64
	counts  []uint16
	texture Texture
	half    float64 // count whose tone is ½
	tones   [112]uint16
}

// cloudKey is the camera: another one starts the count anew.
type cloudKey struct {
	view View
	w, h int
	n    int
	plot Rect
}

// unit is what one particle adds: enough for a trail to fade in steps, little
// enough that a thousand particles may meet in a bin.
const unitCount = 64

func (q *cloud) forget() { q.key = cloudKey{} }

// splat counts the particles and draws the toned count.
func (c *Composer) splat(i int, p *Particles, q *cloud) {
	plot := c.layout.Cells[i].Plot
	cell := cloudCell(plot, float64(c.k))
	key := cloudKey{c.layout.View, int(math.Ceil(plot.W() / cell)), int(math.Ceil(plot.H() / cell)), p.At.N, plot}
	fresh := key != q.key
	if fresh {
		q.key = key
		q.counts = grow(q.counts, key.w*key.h)
		clear(q.counts)
	}
	if fresh || q.stamp != p.Stamp {
		q.stamp = p.Stamp
		q.fade(p.keep())
		k := c.layout.Scale(i)
		ox, oy := c.layout.ToScreen(i, 0, 0)
		q.count(p, float32(k/cell), float32((ox-plot.X0)/cell), float32(-k/cell), float32((oy-plot.Y0)/cell))
		q.tone(p.At.N, p.keep())
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

func (p *Particles) keep() float64 {
	switch {
	case p.Fade < 0:
		return 0
	case p.Fade == 0:
		return 0.8
	}
	return min(p.Fade, 0.99)
}

// fade multiplies every count, rounding down: it reaches 0 and stays there.
func (q *cloud) fade(keep float64) {
	f := uint32(keep * 65536)
	if f == 0 {
		clear(q.counts)
		return
	}
	for i, v := range q.counts {
		q.counts[i] = uint16(uint32(v) * f >> 16)
	}
}

func (q *cloud) count(p *Particles, sx, ox, sy, oy float32) {
	xs, ys := p.At.Row(0), p.At.Row(1)
	w, h := q.key.w, q.key.h
	fw, fh := float32(w), float32(h)
	for i, x := range xs {
		x, y := x*sx+ox, ys[i]*sy+oy
		if !(x >= 0 && x < fw && y >= 0 && y < fh) {
			continue
		}
		at := int(y)*w + int(x)
		q.counts[at] += min(unitCount, math.MaxUint16-q.counts[at])
	}
}

// tone is c/(c+half), half a count that follows the number of particles, so that
// 20,000 and 1,000,000 both read as a density: a cloud spread evenly over the
// plot is a fifth of the way up, one gathered on a hundredth of it is near the
// top, and a single particle can always be seen.
func (q *cloud) tone(n int, keep float64) {
	q.texture.resize(q.key.w, q.key.h)
	q.texture.Stamp++
	trail := 1 / (1 - keep)
	mean := float64(n) / float64(q.key.w*q.key.h)
	q.table(unitCount * max(1.1*math.Sqrt(trail), 4.2*mean*trail))
	for i, v := range q.counts {
		t := q.tones[toneIndex(v)]
		p := q.texture.Pix[i*4 : i*4+4 : i*4+4]
		p[0], p[1], p[2], p[3] = byte(t>>8), byte(t), 0, 255
	}
}

// toneIndex is fine for small counts and coarse for large ones: 8 steps to an
// octave.
func toneIndex(v uint16) int {
	if v < 16 {
		return int(v)
	}
	e := bits.Len16(v) - 4
	return e<<3 + int(v>>e)
}

func (q *cloud) table(half float64) {
	if half == q.half {
		return
	}
	q.half = half
	for v := math.MaxUint16; v >= 0; v-- { // the least count of an index is written last
		c := float64(v)
		q.tones[toneIndex(uint16(v))] = uint16(65535 * c / (c + half))
	}
}
