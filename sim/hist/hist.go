// Package hist counts particles on a grid: a screen shows the counts as
// brightness, and shards of a large cloud send them in the place of positions. Counts are integers, so their sum
// does not depend on the order in which particles, or shards, are added.
package hist

import (
	"math"

	"github.com/scorefield/scorefield/sim/internal/vec"
)

const badShape = "hist: bad shape"

// Unit is what one particle adds to a bin: large enough for a trail to fade in
// many steps, and small enough for a bin to hold a thousand particles.
const Unit = 64

// Grid is W×H bins. The zero value is empty.
type Grid struct {
	W, H int      // columns and rows
	Bins []uint16 // H×W, rows from the top down as on a screen; they saturate at 65535
}

// Affine takes a point (x, y) to bin coordinates (x·SX + OX, y·SY + OY), whose
// whole parts number the bin. SY is negative where y grows upwards.
type Affine struct {
	SX, OX, SY, OY float32 // bins for a unit of x, the bin coordinate of x = 0; the same of y
}

// Resize makes the grid W×H and empty, reusing its memory.
func (g *Grid) Resize(w, h int) {
	if w < 0 || h < 0 || h > 0 && w > math.MaxInt/2/h {
		panic(badShape)
	}
	g.W, g.H = w, h
	if cap(g.Bins) < w*h {
		g.Bins = make([]uint16, w*h)
	}
	g.Bins = g.Bins[:w*h]
	g.Clear()
}

// Clear empties the grid.
func (g *Grid) Clear() { clear(g.Bins) }

// Splat adds Unit to the bin of every point. Points outside, and those that are
// not numbers, are skipped. x and y have the same length.
func (g *Grid) Splat(x, y []float32, a Affine) {
	if len(x) != len(y) || len(g.Bins) != g.W*g.H {
		panic(badShape)
	}
	vec.Splat(g.Bins, g.W, g.H, x, y, vec.Map(a), Unit)
}

// Fade keeps the share keep of every bin, in [0, 1), rounded down: whatever keep
// is, a bin that gets nothing more reaches 0 and stays there.
func (g *Grid) Fade(keep float64) {
	if !(keep > 0) { // or not a number
		keep = 0
	}
	vec.Fade(g.Bins, uint16(min(keep, 1)*math.MaxUint16))
}

// Reach is the index of the first bin from index from on that has least or more, len(g.Bins)
// where there is none.
func (g *Grid) Reach(from int, least uint16) int { return vec.Reach(g.Bins, from, least) }

// Extent is which columns of the rows y0 to y1 − 1 have any count: x0 to x1 − 1, or none, x0 = x1 = 0.
func (g *Grid) Extent(y0, y1 int) (x0, x1 int) {
	x0 = g.W
	for y := y0; y < y1; y++ {
		row := g.Bins[y*g.W : (y+1)*g.W]
		x0 = vec.Reach(row[:x0], 0, 1)
		if vec.Reach(row, x1, 1) < g.W {
			for x1 = g.W; row[x1-1] == 0; x1-- {
			}
		}
	}
	if x1 == 0 {
		return 0, 0
	}
	return x0, x1
}

// Merge adds another grid's bins: a shard's.
func (g *Grid) Merge(o *Grid) {
	if g.W != o.W || g.H != o.H {
		panic(badShape)
	}
	vec.AddSaturating(g.Bins, o.Bins)
}
