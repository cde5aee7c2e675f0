package density

import "math"

// MaxImageSide is the most cells that [NewImage] keeps along a side. A score at
// large σ costs two multiplications per cell; see [Table].
const MaxImageSide = 64

// NewImage returns a picture as a density: w×h pixels, row-major from the top
// left, each with its darkness in [0, 1], which is the mass of its square. The
// longer side is scaled to 1.6 half, the centre to the origin; pixels are
// averaged to at most [MaxImageSide] cells a side, and edges are softened by
// half a cell.
//
// The error is an [*InputError]: a darkness out of range (Line is the row,
// Column the column, from 1) or a picture without any. NewImage panics unless
// dark has w×h values.
func NewImage(w, h int, dark []float32, half float64) (*Raster, error) {
	if w < 1 || h < 1 || len(dark) != w*h {
		panic(badShape)
	}
	sum := 0.0
	for k, v := range dark {
		if !(v >= 0 && v <= 1) {
			return nil, &InputError{Kind: BadDarkness, Line: k/w + 1, Column: k%w + 1, Value: number(float64(v))}
		}
		sum += float64(v)
	}
	if sum == 0 {
		return nil, &InputError{Kind: BlankImage, Value: "0"}
	}
	factor := (max(w, h) + MaxImageSide - 1) / MaxImageSide
	cw, ch, mass := shrink(w, h, dark, factor)
	cell := 2 * margin * half / float64(max(cw, ch))
	return NewRaster(cw, ch, mass, -cell*float64(cw)/2, -cell*float64(ch)/2, cell, cell/2), nil
}

// shrink sums factor×factor pixels, those over the border being white, and
// turns the rows upside down: the lowest comes first.
func shrink(w, h int, dark []float32, factor int) (cw, ch int, mass []float64) {
	ceil := func(n int) int { return int(math.Ceil(float64(n) / float64(factor))) }
	cw, ch = ceil(w), ceil(h)
	mass = make([]float64, cw*ch)
	for k, v := range dark {
		i, j := k%w/factor, k/w/factor
		mass[(ch-1-j)*cw+i] += float64(v)
	}
	return cw, ch, mass
}
