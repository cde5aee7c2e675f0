// Package vec holds the float32 kernels that all packages under sim use.
//
// Each kernel has a plain form, always compiled, which defines what it computes,
// and on wasm, amd64 and arm64 built with GOEXPERIMENT=simd a vector form that
// gives the same bits at every length: scalar products are rounded before they
// are added (float32(a*b) + c is never fused), vectors multiply and then add,
// and sums have one fixed order. Functions that a platform's math package
// computes differently (Exp, Pow, Tanh) are replaced by those of this package.
//
// Slices of one call have equal lengths unless the comment says otherwise; a
// kernel panics on any other length. dst may be the same slice as an input of
// an element-wise kernel.
package vec

import "math"

const badLength = "vec: bad length"

// same panics unless every length is n.
func same(n int, lengths ...int) {
	for _, l := range lengths {
		if l != n {
			panic(badLength)
		}
	}
}

// Axpy adds a·x to dst.
func Axpy(dst []float32, a float32, x []float32) {
	same(len(dst), len(x))
	for i, v := range x {
		dst[i] += float32(a * v)
	}
}

// Scale stores a·x in dst.
func Scale(dst []float32, a float32, x []float32) {
	same(len(dst), len(x))
	for i, v := range x {
		dst[i] = a * v
	}
}

// Add stores x + y in dst.
func Add(dst, x, y []float32) {
	same(len(dst), len(x), len(y))
	for i := addSIMD(dst, x, y); i < len(x); i++ {
		dst[i] = x[i] + y[i]
	}
}

// Mul stores x·y, element by element, in dst.
func Mul(dst, x, y []float32) {
	same(len(dst), len(x), len(y))
	for i := mulSIMD(dst, x, y); i < len(x); i++ {
		dst[i] = x[i] * y[i]
	}
}

// Sum is Σx in float64, in rising order.
func Sum(x []float32) float64 {
	s := 0.0
	for _, v := range x {
		s += float64(v)
	}
	return s
}

// Dot is Σxy in float64, in rising order.
func Dot(x, y []float32) float64 {
	same(len(x), len(y))
	s := 0.0
	for i, v := range x {
		s += float64(float64(v) * float64(y[i]))
	}
	return s
}

// SumSq is Σx² in float64, in rising order.
func SumSq(x []float32) float64 { return Dot(x, x) }

// CountBeyond counts the elements that are not finite or larger than limit in
// magnitude; first is the index of the first of them, −1 if there is none.
func CountBeyond(x []float32, limit float32) (count, first int) {
	first = -1
	n := beyondSIMD(x, limit) // all within
	for i, v := range x[n:] {
		if !(-limit <= v && v <= limit) {
			if count == 0 {
				first = n + i
			}
			count++
		}
	}
	return count, first
}

// Exp64 is eˣ through Exp2, the same bits on every platform; math.Exp is not.
func Exp64(x float64) float64 { return math.Exp2(x * math.Log2E) }
