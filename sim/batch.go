package sim

import "math"

const badShape = "sim: bad shape"

// Batch is N points of R^D, planar, so that hot loops run along the points
// with unit stride. The zero value is an empty batch.
//
// A Batch is a view, as a slice is: copies share their points; see Clone.
type Batch struct {
	D, N int       // dimension of a point, number of points
	Data []float32 // D×N; Data[j*N+i] is coordinate j of point i
}

// NewBatch returns n points at the origin of R^d. It panics if d or n is
// negative, or there are more numbers than memory can have.
func NewBatch(d, n int) Batch {
	if d < 0 || n < 0 || n > 0 && d > math.MaxInt/4/n {
		panic(badShape)
	}
	return Batch{D: d, N: n, Data: make([]float32, d*n)}
}

// FromPoints returns the batch of the given points, each of length D.
// It panics if their lengths differ.
func FromPoints(points ...[]float64) Batch {
	if len(points) == 0 {
		return Batch{}
	}
	b := NewBatch(len(points[0]), len(points))
	for i, p := range points {
		if len(p) != b.D {
			panic(badShape)
		}
		for j, v := range p {
			b.Data[j*b.N+i] = float32(v)
		}
	}
	return b
}

// Row returns coordinate j of every point, length N, aliasing the batch.
func (b Batch) Row(j int) []float32 { return b.Data[j*b.N : (j+1)*b.N : (j+1)*b.N] }

// At returns coordinate j of point i.
func (b Batch) At(j, i int) float32 { return b.Data[j*b.N+i] }

// Set sets coordinate j of point i.
func (b Batch) Set(j, i int, v float32) { b.Data[j*b.N+i] = v }

// Point copies point i into dst, length D, and returns dst.
func (b Batch) Point(dst []float64, i int) []float64 {
	for j := range dst[:b.D] {
		dst[j] = float64(b.Data[j*b.N+i])
	}
	return dst
}

// Clone returns a batch of its own with the same points.
func (b Batch) Clone() Batch {
	c := NewBatch(b.D, b.N)
	copy(c.Data, b.Data)
	return c
}

// CopyPoints copies n points of src, from its point from on, to the points of
// dst from its point to on. It panics if a range or the dimensions do not fit.
func CopyPoints(dst Batch, to int, src Batch, from, n int) {
	if dst.D != src.D || to < 0 || from < 0 || n < 0 || to+n > dst.N || from+n > src.N {
		panic(badShape)
	}
	if n == 1 { // a draw: a call of copy for every coordinate would cost more than all else
		for j := range dst.D {
			dst.Data[j*dst.N+to] = src.Data[j*src.N+from]
		}
		return
	}
	for j := range dst.D {
		copy(dst.Row(j)[to:to+n], src.Row(j)[from:from+n])
	}
}

// Empty reports whether the batch has no points.
func (b Batch) Empty() bool { return b.N == 0 }

// Like reports whether c has b's shape.
func (b Batch) Like(c Batch) bool { return b.D == c.D && b.N == c.N }
