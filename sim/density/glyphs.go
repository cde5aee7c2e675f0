package density

import (
	"math"
	"strconv"
	"strings"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/internal/vec"
)

// Glyphs are small pictures of digits and letters, drawn by a pen: an endless labelled
// set of handwriting that needs no file. A picture of side × side pixels is a point of
// R^(side²), row by row from the top left, each pixel from −1, paper, to 1, ink.
//
// A draw takes a character and one of the ways to write it, both uniformly, and then,
// uniformly within the ranges below, its height, width, slant, rotation, place and the
// thickness of the pen. Last, what has been written is bent by a displacement field
// that is linear between 3 × 3 random vectors, as in Simard, Steinkraus and Platt
// ("Best practices for convolutional neural networks", ICDAR 2003), who smooth a random
// field. A pixel's ink is 1 within the stroke, and falls linearly to 0 over the width of
// one pixel across its edge.
//
// Glyphs are no [sim.Density]: their density has no closed form. They may be drawn
// concurrently.
type Glyphs struct {
	side     int
	alphabet []rune
	ways     [][]written // of each character
}

// The ranges of a draw; lengths are parts of the picture's side.
var (
	glyphHeight    = [2]float64{0.66, 0.82}
	glyphWidth     = [2]float64{0.85, 1.15}  // times the height and the character's own proportion
	glyphSlant     = [2]float64{-0.1, 0.35}  // to the right for each unit up
	glyphTurn      = [2]float64{-0.06, 0.06} // tangent of half the angle: 7° to either side
	glyphThickness = [2]float64{0.11, 0.18}
	glyphShift     = [2]float64{-0.04, 0.04}
	glyphBend      = [2]float64{-0.05, 0.05} // of each displacement
)

// The random numbers of a draw, each from a stream of its own.
const (
	drawnCharacter = iota
	drawnWay
	drawnHeight
	drawnWidth
	drawnSlant
	drawnTurn
	drawnThickness
	drawnX
	drawnY
	drawnBend                      // the first of 3×3 displacements in x and as many in y
	drawnNumbers  = drawnBend + 18 // how many there are
	glyphsAtATime = 64
)

// The sides that pictures of glyphs may have, in pixels.
const (
	MinGlyphSide = 6  // below it digits cannot be told apart
	MaxGlyphSide = 64 // 4,096 pixels, as many inputs as a network may have
)

// The characters that glyphs are drawn of.
const (
	Digits  = "0123456789"                 // the ten digits
	Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ" // the capital letters
)

// NewGlyphs returns the pictures of side × side pixels of the characters of alphabet,
// some of Digits and Letters, which are equally frequent. The error is a *[GlyphError].
func NewGlyphs(side int, alphabet string) (*Glyphs, error) {
	if side < MinGlyphSide || side > MaxGlyphSide {
		return nil, &GlyphError{"side", strconv.Itoa(side), strconv.Itoa(MinGlyphSide) + " … " + strconv.Itoa(MaxGlyphSide)}
	}
	g := &Glyphs{side: side, alphabet: []rune(alphabet)}
	for i, c := range g.alphabet {
		var ways []written
		for _, w := range waysToWrite(c) {
			ways = append(ways, w.trace())
		}
		if ways == nil || strings.ContainsRune(string(g.alphabet[:i]), c) {
			return nil, badAlphabet(alphabet)
		}
		g.ways = append(g.ways, ways)
	}
	if g.ways == nil {
		return nil, badAlphabet(alphabet)
	}
	return g, nil
}

// A GlyphError says which choice for glyphs is not allowed.
type GlyphError struct {
	Field string // side or alphabet
	Value string // what was asked for
	Range string // what is allowed
}

// Error is one sentence: the field, its value and the allowed range.
func (e *GlyphError) Error() string {
	return "density: " + e.Field + ": " + e.Value + "; allowed: " + e.Range
}

func badAlphabet(alphabet string) error {
	return &GlyphError{"alphabet", strconv.Quote(alphabet), "digits and capital letters, at least one, none of them twice"}
}

// Dim is side².
func (g *Glyphs) Dim() int { return g.side * g.side }

// Side is the side of a picture in pixels.
func (g *Glyphs) Side() int { return g.side }

// Alphabet is the characters; a label is an index in it.
func (g *Glyphs) Alphabet() []rune { return append([]rune(nil), g.alphabet...) }

// Rand fills dst with the pictures number first, first+1, … of the stream key. A picture
// depends on its number alone.
func (g *Glyphs) Rand(dst sim.Batch, key sim.Key, first int) {
	g.RandLabelled(dst, make([]uint8, dst.N), key, first)
}

// Labels fills dst with the labels of the pictures number first, first+1, … of the
// stream key.
func (g *Glyphs) Labels(dst []uint8, key sim.Key, first int) {
	picks(dst, len(g.alphabet), key.Sub(drawnCharacter), first)
}

// picks stores in dst which of so many things the draws number first, first+1, … of the stream
// key are.
func picks[T uint8 | int](dst []T, of int, key sim.Key, first int) {
	var u [glyphsAtATime]float32
	for lo := 0; lo < len(dst); lo += glyphsAtATime {
		n := min(glyphsAtATime, len(dst)-lo)
		vec.Uniform(u[:n], uint64(key), uint32(first+lo))
		for i, v := range u[:n] {
			dst[lo+i] = T(pick(v, of))
		}
	}
}

// RandLabelled is Rand that also stores the pictures' labels.
func (g *Glyphs) RandLabelled(dst sim.Batch, labels []uint8, key sim.Key, first int) {
	g.Labels(labels, key, first)
	g.RandOf(dst, labels, key, first)
}

// pick is which of n equal parts of (0, 1) u lies in.
func pick(u float32, n int) int { return min(int(float64(u)*float64(n)), n-1) }

// RandOf is Rand with the characters that labels (N) say. It panics if a label is no
// index in Alphabet.
func (g *Glyphs) RandOf(dst sim.Batch, labels []uint8, key sim.Key, first int) {
	checkDim(dst, g.Dim())
	if len(labels) != dst.N {
		panic(badShape)
	}
	var u [drawnNumbers][glyphsAtATime]float32
	var room [MaxGlyphSide * MaxGlyphSide]float64
	sheet := room[:g.Dim()]
	for lo := 0; lo < dst.N; lo += glyphsAtATime {
		n := min(glyphsAtATime, dst.N-lo)
		for j := drawnWay; j < drawnNumbers; j++ {
			vec.Uniform(u[j][:n], uint64(key.Sub(uint64(j))), uint32(first+lo))
		}
		for i := range n {
			var own [drawnNumbers]float32
			for j := range own {
				own[j] = u[j][i]
			}
			g.draw(sheet, int(labels[lo+i]), &own)
			for k, ink := range sheet {
				dst.Data[k*dst.N+lo+i] = float32(float64(2*ink) - 1)
			}
		}
	}
}

// hand is how one draw writes: where its pen goes for a place on the unit sheet.
type hand struct {
	width, height  float64
	slant          float64
	cos, sin       float64
	x, y           float64
	bendX, bendY   [9]float64 // 3×3, the upper row first
	side, halfWide float64    // of the picture, and half the pen's width, in pixels
}

func newHand(side int, u *[drawnNumbers]float32) hand {
	in := func(r [2]float64, j int) float64 { return r[0] + float64((r[1]-r[0])*float64(u[j])) }
	h := hand{height: in(glyphHeight, drawnHeight), slant: in(glyphSlant, drawnSlant), side: float64(side)}
	h.width = h.height * in(glyphWidth, drawnWidth)
	// The rotation whose half angle has the tangent t.
	t := in(glyphTurn, drawnTurn)
	h.cos, h.sin = (1-float64(t*t))/(1+float64(t*t)), 2*t/(1+float64(t*t))
	h.x, h.y = in(glyphShift, drawnX), in(glyphShift, drawnY)
	h.halfWide = in(glyphThickness, drawnThickness) * h.side / 2
	for k := range 9 {
		h.bendX[k], h.bendY[k] = in(glyphBend, drawnBend+k), in(glyphBend, drawnBend+9+k)
	}
	return h
}

// at is where (x, y) of a character comes to lie, in pixels.
func (h *hand) at(p [2]float64) [2]float64 {
	x, y := h.width*p[0], h.height*p[1]
	x -= float64(h.slant * y)
	x, y = float64(h.cos*x)-float64(h.sin*y)+h.x, float64(h.sin*x)+float64(h.cos*y)+h.y
	x, y = x+bend(&h.bendX, x, y), y+bend(&h.bendY, x, y)
	return [2]float64{(x + 0.5) * h.side, (y + 0.5) * h.side}
}

// bend is the displacement at (x, y), each in [−½, ½] and held at the border,
// interpolated between its values at the nine points with coordinates −½, 0 and ½.
func bend(d *[9]float64, x, y float64) float64 {
	split := func(v float64) (k int, part float64) {
		v = float64(2*min(max(v, -0.5), 0.5)) + 1
		k = min(int(v), 1)
		return k, v - float64(k)
	}
	i, a := split(x)
	j, b := split(y)
	at := func(row int) float64 { return d[3*row+i] + float64(a*(d[3*row+i+1]-d[3*row+i])) }
	upper := at(j)
	return upper + float64(b*(at(j+1)-upper))
}

// draw stores the ink of every pixel, 0 … 1, of one picture in sheet.
func (g *Glyphs) draw(sheet []float64, label int, u *[drawnNumbers]float32) {
	h := newHand(g.side, u)
	ways := g.ways[label]
	reach := h.halfWide + 0.5
	far := float64(reach * reach)
	for k := range sheet {
		sheet[k] = far
	}
	for _, stroke := range ways[pick(u[drawnWay], len(ways))] {
		from := h.at(stroke[0])
		for _, p := range stroke[1:] {
			to := h.at(p)
			g.approach(sheet, from, to, reach)
			from = to
		}
	}
	for k, d2 := range sheet {
		sheet[k] = min(reach-math.Sqrt(d2), 1)
	}
}

// approach lowers the squared distances in sheet, of each pixel's middle to what has
// been drawn, to those of the segment from p to q, where they are within reach.
func (g *Glyphs) approach(sheet []float64, p, q [2]float64, reach float64) {
	clip := func(v float64) int { return int(min(max(v, 0), float64(g.side))) }
	span := func(k int) (lo, hi int) {
		return clip(min(p[k], q[k]) - reach), clip(max(p[k], q[k]) + reach + 1)
	}
	left, right := span(0)
	top, bottom := span(1)
	dx, dy := q[0]-p[0], q[1]-p[1]
	length2 := max(float64(dx*dx)+float64(dy*dy), 1e-12)
	for j := top; j < bottom; j++ {
		y := float64(j) + 0.5 - p[1]
		for i := left; i < right; i++ {
			x := float64(i) + 0.5 - p[0]
			t := min(max((float64(x*dx)+float64(y*dy))/length2, 0), 1)
			x, y := x-float64(t*dx), y-float64(t*dy)
			k := j*g.side + i
			sheet[k] = min(sheet[k], float64(x*x)+float64(y*y))
		}
	}
}
