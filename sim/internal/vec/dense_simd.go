//go:build goexperiment.simd && go1.27 && (wasm || amd64 || arm64)

package vec

import (
	"simd/archsimd"
	"unsafe"
)

// The dense kernels hold a tile of two rows and 16 columns in eight
// accumulators, and add one product to each for every term of the sum, in
// order: no packing, no horizontal sums, the bits of the plain form.

// copies is p[i] four times.
func copies(p *float32, i int) f4 {
	return archsimd.BroadcastFloat32x4(*(*float32)(unsafe.Add(unsafe.Pointer(p), 4*i)))
}

// at is the address of p[i].
func at(p *float32, i int) *float32 { return (*float32)(unsafe.Add(unsafe.Pointer(p), 4*i)) }

func denseSIMD(dst, w, bias, x []float32, out, in int) bool {
	if !vectors || out == 0 || in == 0 {
		return false
	}
	clearUpper()
	d, a, b := unsafe.SliceData(dst), unsafe.SliceData(w), unsafe.SliceData(x)
	var b0, b1 float32
	o := denseWide(d, a, unsafe.SliceData(bias), b, out, in)
	for ; o+2 <= out; o += 2 {
		if bias != nil {
			b0, b1 = bias[o], bias[o+1]
		}
		dense2(at(d, o*Panel), at(a, o*in), b, in, b0, b1)
	}
	if o < out {
		if bias != nil {
			b0 = bias[o]
		}
		dense1(at(d, o*Panel), at(a, o*in), b, in, b0)
	}
	return true
}

// dense2 is two outputs of Dense.
//
//go:nocheckptr
func dense2(d, w, x *float32, in int, b0, b1 float32) {
	p0, q0 := archsimd.BroadcastFloat32x4(b0), archsimd.BroadcastFloat32x4(b1)
	p1, p2, p3, q1, q2, q3 := p0, p0, p0, q0, q0, q0
	v := at(w, in)
	k := 0
	for ; k+4 <= in; k += 4 {
		x0, x1, x2, x3 := load(x, 0), load(x, 4), load(x, 8), load(x, 12)
		a, b := copies(w, 0), copies(v, 0)
		p0, p1, p2, p3 = p0.Add(a.Mul(x0)), p1.Add(a.Mul(x1)), p2.Add(a.Mul(x2)), p3.Add(a.Mul(x3))
		q0, q1, q2, q3 = q0.Add(b.Mul(x0)), q1.Add(b.Mul(x1)), q2.Add(b.Mul(x2)), q3.Add(b.Mul(x3))
		x0, x1, x2, x3 = load(x, 16), load(x, 20), load(x, 24), load(x, 28)
		a, b = copies(w, 1), copies(v, 1)
		p0, p1, p2, p3 = p0.Add(a.Mul(x0)), p1.Add(a.Mul(x1)), p2.Add(a.Mul(x2)), p3.Add(a.Mul(x3))
		q0, q1, q2, q3 = q0.Add(b.Mul(x0)), q1.Add(b.Mul(x1)), q2.Add(b.Mul(x2)), q3.Add(b.Mul(x3))
		x0, x1, x2, x3 = load(x, 32), load(x, 36), load(x, 40), load(x, 44)
		a, b = copies(w, 2), copies(v, 2)
		p0, p1, p2, p3 = p0.Add(a.Mul(x0)), p1.Add(a.Mul(x1)), p2.Add(a.Mul(x2)), p3.Add(a.Mul(x3))
		q0, q1, q2, q3 = q0.Add(b.Mul(x0)), q1.Add(b.Mul(x1)), q2.Add(b.Mul(x2)), q3.Add(b.Mul(x3))
		x0, x1, x2, x3 = load(x, 48), load(x, 52), load(x, 56), load(x, 60)
		a, b = copies(w, 3), copies(v, 3)
		p0, p1, p2, p3 = p0.Add(a.Mul(x0)), p1.Add(a.Mul(x1)), p2.Add(a.Mul(x2)), p3.Add(a.Mul(x3))
		q0, q1, q2, q3 = q0.Add(b.Mul(x0)), q1.Add(b.Mul(x1)), q2.Add(b.Mul(x2)), q3.Add(b.Mul(x3))
		x, w, v = at(x, 64), at(w, 4), at(v, 4)
	}
	for ; k < in; k++ {
		x0, x1, x2, x3 := load(x, 0), load(x, 4), load(x, 8), load(x, 12)
		a, b := copies(w, 0), copies(v, 0)
		p0, p1, p2, p3 = p0.Add(a.Mul(x0)), p1.Add(a.Mul(x1)), p2.Add(a.Mul(x2)), p3.Add(a.Mul(x3))
		q0, q1, q2, q3 = q0.Add(b.Mul(x0)), q1.Add(b.Mul(x1)), q2.Add(b.Mul(x2)), q3.Add(b.Mul(x3))
		x, w, v = at(x, 16), at(w, 1), at(v, 1)
	}
	store(d, 0, p0)
	store(d, 4, p1)
	store(d, 8, p2)
	store(d, 12, p3)
	store(d, 16, q0)
	store(d, 20, q1)
	store(d, 24, q2)
	store(d, 28, q3)
}

// dense1 is the last of an odd number of outputs.
//
//go:nocheckptr
func dense1(d, w, x *float32, in int, b0 float32) {
	p0 := archsimd.BroadcastFloat32x4(b0)
	p1, p2, p3 := p0, p0, p0
	for range in {
		a := copies(w, 0)
		p0, p1 = p0.Add(a.Mul(load(x, 0))), p1.Add(a.Mul(load(x, 4)))
		p2, p3 = p2.Add(a.Mul(load(x, 8))), p3.Add(a.Mul(load(x, 12)))
		x, w = at(x, 16), at(w, 1)
	}
	store(d, 0, p0)
	store(d, 4, p1)
	store(d, 8, p2)
	store(d, 12, p3)
}

func denseGradSIMD(dw, dz, xt []float32, out, stride, panels int) bool {
	if !vectors || out == 0 || stride == 0 || panels == 0 {
		return false
	}
	clearUpper()
	c, a, b := unsafe.SliceData(dw), unsafe.SliceData(dz), unsafe.SliceData(xt)
	full := stride &^ 15
	done := gradWide(c, a, b, out, stride, panels)
	for k := 0; k < full; k += 16 {
		o := done
		for ; o+2 <= out; o += 2 {
			grad2(at(c, o*stride+k), at(a, o*Panel), at(b, k), out, stride, panels)
		}
		if o < out {
			grad1(at(c, o*stride+k), at(a, o*Panel), at(b, k), out, stride, panels)
		}
	}
	for k := full; k < stride; k += 4 {
		o := 0
		for ; o+4 <= out; o += 4 {
			gradNarrow4(at(c, o*stride+k), at(a, o*Panel), at(b, k), out, stride, panels)
		}
		for ; o < out; o++ {
			gradNarrow1(at(c, o*stride+k), at(a, o*Panel), at(b, k), out, stride, panels)
		}
	}
	return true
}

// grad2 is DenseGrad for two rows and 16 columns.
//
//go:nocheckptr
func grad2(c, dz, xt *float32, out, stride, panels int) {
	e := at(c, stride)
	p0, p1, p2, p3 := load(c, 0), load(c, 4), load(c, 8), load(c, 12)
	q0, q1, q2, q3 := load(e, 0), load(e, 4), load(e, 8), load(e, 12)
	next := (out - 1) * Panel
	for range panels {
		for i := 0; i < Panel; i += 4 {
			x0, x1, x2, x3 := load(xt, 0), load(xt, 4), load(xt, 8), load(xt, 12)
			a, b := copies(dz, 0), copies(dz, Panel)
			p0, p1, p2, p3 = p0.Add(a.Mul(x0)), p1.Add(a.Mul(x1)), p2.Add(a.Mul(x2)), p3.Add(a.Mul(x3))
			q0, q1, q2, q3 = q0.Add(b.Mul(x0)), q1.Add(b.Mul(x1)), q2.Add(b.Mul(x2)), q3.Add(b.Mul(x3))
			xt = at(xt, stride)
			x0, x1, x2, x3 = load(xt, 0), load(xt, 4), load(xt, 8), load(xt, 12)
			a, b = copies(dz, 1), copies(dz, Panel+1)
			p0, p1, p2, p3 = p0.Add(a.Mul(x0)), p1.Add(a.Mul(x1)), p2.Add(a.Mul(x2)), p3.Add(a.Mul(x3))
			q0, q1, q2, q3 = q0.Add(b.Mul(x0)), q1.Add(b.Mul(x1)), q2.Add(b.Mul(x2)), q3.Add(b.Mul(x3))
			xt = at(xt, stride)
			x0, x1, x2, x3 = load(xt, 0), load(xt, 4), load(xt, 8), load(xt, 12)
			a, b = copies(dz, 2), copies(dz, Panel+2)
			p0, p1, p2, p3 = p0.Add(a.Mul(x0)), p1.Add(a.Mul(x1)), p2.Add(a.Mul(x2)), p3.Add(a.Mul(x3))
			q0, q1, q2, q3 = q0.Add(b.Mul(x0)), q1.Add(b.Mul(x1)), q2.Add(b.Mul(x2)), q3.Add(b.Mul(x3))
			xt = at(xt, stride)
			x0, x1, x2, x3 = load(xt, 0), load(xt, 4), load(xt, 8), load(xt, 12)
			a, b = copies(dz, 3), copies(dz, Panel+3)
			p0, p1, p2, p3 = p0.Add(a.Mul(x0)), p1.Add(a.Mul(x1)), p2.Add(a.Mul(x2)), p3.Add(a.Mul(x3))
			q0, q1, q2, q3 = q0.Add(b.Mul(x0)), q1.Add(b.Mul(x1)), q2.Add(b.Mul(x2)), q3.Add(b.Mul(x3))
			xt, dz = at(xt, stride), at(dz, 4)
		}
		dz = at(dz, next)
	}
	store(c, 0, p0)
	store(c, 4, p1)
	store(c, 8, p2)
	store(c, 12, p3)
	store(e, 0, q0)
	store(e, 4, q1)
	store(e, 8, q2)
	store(e, 12, q3)
}

// grad1 is DenseGrad for the last of an odd number of rows.
//
//go:nocheckptr
func grad1(c, dz, xt *float32, out, stride, panels int) {
	p0, p1, p2, p3 := load(c, 0), load(c, 4), load(c, 8), load(c, 12)
	for range panels {
		for i := range Panel {
			a := copies(dz, i)
			p0, p1 = p0.Add(a.Mul(load(xt, 0))), p1.Add(a.Mul(load(xt, 4)))
			p2, p3 = p2.Add(a.Mul(load(xt, 8))), p3.Add(a.Mul(load(xt, 12)))
			xt = at(xt, stride)
		}
		dz = at(dz, out*Panel)
	}
	store(c, 0, p0)
	store(c, 4, p1)
	store(c, 8, p2)
	store(c, 12, p3)
}

// gradNarrow4 is DenseGrad for four rows and four columns.
//
//go:nocheckptr
func gradNarrow4(c, dz, xt *float32, out, stride, panels int) {
	p0, p1, p2, p3 := load(c, 0), load(c, stride), load(c, 2*stride), load(c, 3*stride)
	for range panels {
		for i := 0; i < Panel; i += 2 {
			x := load(xt, 0)
			p0, p1 = p0.Add(copies(dz, i).Mul(x)), p1.Add(copies(dz, Panel+i).Mul(x))
			p2, p3 = p2.Add(copies(dz, 2*Panel+i).Mul(x)), p3.Add(copies(dz, 3*Panel+i).Mul(x))
			x = load(xt, stride)
			p0, p1 = p0.Add(copies(dz, i+1).Mul(x)), p1.Add(copies(dz, Panel+i+1).Mul(x))
			p2, p3 = p2.Add(copies(dz, 2*Panel+i+1).Mul(x)), p3.Add(copies(dz, 3*Panel+i+1).Mul(x))
			xt = at(xt, 2*stride)
		}
		dz = at(dz, out*Panel)
	}
	store(c, 0, p0)
	store(c, stride, p1)
	store(c, 2*stride, p2)
	store(c, 3*stride, p3)
}

// gradNarrow1 is DenseGrad for one row and four columns.
//
//go:nocheckptr
func gradNarrow1(c, dz, xt *float32, out, stride, panels int) {
	p := load(c, 0)
	for range panels {
		for i := range Panel {
			p = p.Add(copies(dz, i).Mul(load(xt, 0)))
			xt = at(xt, stride)
		}
		dz = at(dz, out*Panel)
	}
	store(c, 0, p)
}

// transpose4 copies four rows of n numbers, n apart, to four columns of a matrix
// whose rows are stride apart, by moves without checks: wasm's vectors have no
// shuffle here.
//
//go:nocheckptr
func transpose4(to, from *float32, stride, n int) {
	b, c, e := at(from, n), at(from, 2*n), at(from, 3*n)
	for i := 0; i+4 <= n; i += 4 {
		*to, *at(to, 1), *at(to, 2), *at(to, 3) = *at(from, i), *at(b, i), *at(c, i), *at(e, i)
		to = at(to, stride)
		*to, *at(to, 1), *at(to, 2), *at(to, 3) = *at(from, i+1), *at(b, i+1), *at(c, i+1), *at(e, i+1)
		to = at(to, stride)
		*to, *at(to, 1), *at(to, 2), *at(to, 3) = *at(from, i+2), *at(b, i+2), *at(c, i+2), *at(e, i+2)
		to = at(to, stride)
		*to, *at(to, 1), *at(to, 2), *at(to, 3) = *at(from, i+3), *at(b, i+3), *at(c, i+3), *at(e, i+3)
		to = at(to, stride)
	}
}

// transposeSIMD transposes the first rows of x (rows×columns, columns a multiple of
// four) and says how many they were.
func transposeSIMD(dst, x []float32, rows, columns, stride int) int {
	if columns%4 != 0 {
		return 0
	}
	n := rows &^ 3
	d, s := unsafe.SliceData(dst), unsafe.SliceData(x)
	for r := 0; r < n; r += 4 {
		transpose4(at(d, r), at(s, r*columns), stride, columns)
	}
	return n
}
