package render

import (
	"math"
	"slices"
)

const badShape = "render: bad shape"

// grow returns s with length n, reusing its memory; the content is undefined.
func grow[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	return s[:n]
}

// W and H are a rectangle's sides.
func (r Rect) W() float64 { return r.X1 - r.X0 }

// H is the rectangle's height.
func (r Rect) H() float64 { return r.Y1 - r.Y0 }

// Has reports whether the point is in the rectangle, edges included.
func (r Rect) Has(x, y float64) bool { return r.X0 <= x && x <= r.X1 && r.Y0 <= y && y <= r.Y1 }

// Node returns the place of node (i, j).
func (g *Grid) Node(i, j int) (x, y float64) { return node(g.Bounds, g.NX, g.NY, i, j) }

// Node returns the place of node (i, j).
func (f *Field) Node(i, j int) (x, y float64) { return node(f.Bounds, f.NX, f.NY, i, j) }

func node(b Rect, nx, ny, i, j int) (x, y float64) {
	return b.X0 + b.W()*float64(i)/float64(nx-1), b.Y0 + b.H()*float64(j)/float64(ny-1)
}

// valid panics on a grid whose shape and values do not fit.
func (g *Grid) valid() {
	if g.NX < 2 || g.NY < 2 || len(g.Values) != g.NX*g.NY {
		panic(badShape)
	}
}

func (f *Field) valid() {
	if f.NX < 1 || f.NY < 1 || len(f.U) != f.NX*f.NY || len(f.V) != len(f.U) {
		panic(badShape)
	}
}

// at interpolates the field bilinearly; outside, the nearest edge counts.
func (f *Field) at(x, y float64) (u, v float64) {
	fx := clamp((x-f.Bounds.X0)/f.Bounds.W()*float64(f.NX-1), 0, float64(f.NX-1))
	fy := clamp((y-f.Bounds.Y0)/f.Bounds.H()*float64(f.NY-1), 0, float64(f.NY-1))
	i, j := min(int(fx), f.NX-2), min(int(fy), f.NY-2)
	a, b := fx-float64(i), fy-float64(j)
	at := j*f.NX + i
	mix := func(w []float32) float64 {
		lo := float64(w[at])*(1-a) + float64(w[at+1])*a
		hi := float64(w[at+f.NX])*(1-a) + float64(w[at+f.NX+1])*a
		return lo*(1-b) + hi*b
	}
	return mix(f.U), mix(f.V)
}

// medianLength is the median length of the field's finite vectors, 1 if there
// are none or it is 0. buf is scratch, returned for the next call.
func medianLength(f *Field, buf []float32) (float64, []float32) {
	buf = buf[:0]
	for i, u := range f.U {
		if m := math.Hypot(float64(u), float64(f.V[i])); m > 0 && !math.IsInf(m, 0) {
			buf = append(buf, float32(m))
		}
	}
	if len(buf) == 0 {
		return 1, buf
	}
	slices.Sort(buf)
	return float64(buf[len(buf)/2]), buf
}

func clamp(x, lo, hi float64) float64 { return min(max(x, lo), hi) }
