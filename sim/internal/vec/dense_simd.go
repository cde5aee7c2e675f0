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
	c, step := unsafe.SliceData(bias), 1
	if bias == nil {
		c, step = &none, 0
	}
	switch in {
	case 2:
		denseOf2(d, a, c, b, out, step)
		return true
	case 3:
		denseOf3(d, a, c, b, out, step)
		denseOf3(at(d, 8), a, c, at(b, 8), out, step)
		return true
	}
	o := denseWide(d, a, unsafe.SliceData(bias), b, out, in)
	if pairs := (out - o) / 2; pairs > 0 {
		dense2(at(d, o*Panel), at(a, o*in), at(c, o*step), b, in, pairs, step)
		o += 2 * pairs
	}
	if o < out {
		dense1(at(d, o*Panel), at(a, o*in), b, in, *at(c, o*step))
	}
	return true
}

// none stands for all biases of a layer that has none.
var none float32

// denseOf2 is Dense for two inputs, which stay in registers: the first layer of points
// in the plane, and the last one's way back.
//
//go:nocheckptr
func denseOf2(d, w, bias, x *float32, out, step int) {
	x0, x1, x2, x3 := load(x, 0), load(x, 4), load(x, 8), load(x, 12)
	y0, y1, y2, y3 := load(x, 16), load(x, 20), load(x, 24), load(x, 28)
	for range out {
		c, a, b := copies(bias, 0), copies(w, 0), copies(w, 1)
		store(d, 0, c.Add(a.Mul(x0)).Add(b.Mul(y0)))
		store(d, 4, c.Add(a.Mul(x1)).Add(b.Mul(y1)))
		store(d, 8, c.Add(a.Mul(x2)).Add(b.Mul(y2)))
		store(d, 12, c.Add(a.Mul(x3)).Add(b.Mul(y3)))
		d, w, bias = at(d, Panel), at(w, 2), at(bias, step)
	}
}

// denseOf3 is Dense for three inputs and the first half of a panel: points with one
// feature of their noise level.
//
//go:nocheckptr
func denseOf3(d, w, bias, x *float32, out, step int) {
	x0, x1, y0, y1, z0, z1 := load(x, 0), load(x, 4), load(x, 16), load(x, 20), load(x, 32), load(x, 36)
	for range out {
		c, a, b, e := copies(bias, 0), copies(w, 0), copies(w, 1), copies(w, 2)
		store(d, 0, c.Add(a.Mul(x0)).Add(b.Mul(y0)).Add(e.Mul(z0)))
		store(d, 4, c.Add(a.Mul(x1)).Add(b.Mul(y1)).Add(e.Mul(z1)))
		d, w, bias = at(d, Panel), at(w, 3), at(bias, step)
	}
}

// dense2 is so many pairs of outputs of Dense. step is how far one bias is from the
// next, 0 where there are none. The loop over pairs stands in here since a call costs
// more than it.
//
//go:nocheckptr
func dense2(d, w, bias, x *float32, in, pairs, step int) {
	first := x
	for range pairs {
		p0, q0 := copies(bias, 0), copies(bias, step)
		p1, p2, p3, q1, q2, q3 := p0, p0, p0, q0, q0, q0
		v := at(w, in)
		x = first
		k := 0
		for ; k+8 <= in; k += 8 {
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
			x0, x1, x2, x3 = load(x, 64), load(x, 68), load(x, 72), load(x, 76)
			a, b = copies(w, 4), copies(v, 4)
			p0, p1, p2, p3 = p0.Add(a.Mul(x0)), p1.Add(a.Mul(x1)), p2.Add(a.Mul(x2)), p3.Add(a.Mul(x3))
			q0, q1, q2, q3 = q0.Add(b.Mul(x0)), q1.Add(b.Mul(x1)), q2.Add(b.Mul(x2)), q3.Add(b.Mul(x3))
			x0, x1, x2, x3 = load(x, 80), load(x, 84), load(x, 88), load(x, 92)
			a, b = copies(w, 5), copies(v, 5)
			p0, p1, p2, p3 = p0.Add(a.Mul(x0)), p1.Add(a.Mul(x1)), p2.Add(a.Mul(x2)), p3.Add(a.Mul(x3))
			q0, q1, q2, q3 = q0.Add(b.Mul(x0)), q1.Add(b.Mul(x1)), q2.Add(b.Mul(x2)), q3.Add(b.Mul(x3))
			x0, x1, x2, x3 = load(x, 96), load(x, 100), load(x, 104), load(x, 108)
			a, b = copies(w, 6), copies(v, 6)
			p0, p1, p2, p3 = p0.Add(a.Mul(x0)), p1.Add(a.Mul(x1)), p2.Add(a.Mul(x2)), p3.Add(a.Mul(x3))
			q0, q1, q2, q3 = q0.Add(b.Mul(x0)), q1.Add(b.Mul(x1)), q2.Add(b.Mul(x2)), q3.Add(b.Mul(x3))
			x0, x1, x2, x3 = load(x, 112), load(x, 116), load(x, 120), load(x, 124)
			a, b = copies(w, 7), copies(v, 7)
			p0, p1, p2, p3 = p0.Add(a.Mul(x0)), p1.Add(a.Mul(x1)), p2.Add(a.Mul(x2)), p3.Add(a.Mul(x3))
			q0, q1, q2, q3 = q0.Add(b.Mul(x0)), q1.Add(b.Mul(x1)), q2.Add(b.Mul(x2)), q3.Add(b.Mul(x3))
			x, w, v = at(x, 128), at(w, 8), at(v, 8)
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
		d, w, bias = at(d, 2*Panel), v, at(bias, 2*step)
	}
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

func denseGradSIMD(dw, dz, xt []float32, out, in, panels int) bool {
	if !vectors || out == 0 || in == 0 || panels == 0 {
		return false
	}
	clearUpper()
	c, a, b := unsafe.SliceData(dw), unsafe.SliceData(dz), unsafe.SliceData(xt)
	stride := Stride(in)
	done := gradWide(c, a, b, out, in, panels)
	k := 0
	for ; k+16 <= in; k += 16 {
		o := done
		if pairs := (out - o) / 2; pairs > 0 {
			grad2(at(c, o*in+k), at(a, o*Panel), at(b, k), out, in, panels, pairs)
			o += 2 * pairs
		}
		if o < out {
			grad1(at(c, o*in+k), at(a, o*Panel), at(b, k), out, in, panels)
		}
	}
	for ; k < in; k += 4 {
		o, n := 0, min(4, in-k)
		for ; o+4 <= out; o += 4 {
			gradNarrow4(at(c, o*in+k), at(a, o*Panel), at(b, k), out, in, stride, panels, n)
		}
		for ; o < out; o++ {
			gradNarrow1(at(c, o*in+k), at(a, o*Panel), at(b, k), out, stride, panels, n)
		}
	}
	return true
}

// grad2 is DenseGrad for so many pairs of rows and 16 columns.
//
//go:nocheckptr
func grad2(c, dz, xt *float32, out, in, panels, pairs int) {
	stride, first, next := Stride(in), xt, (out-1)*Panel
	back := 2*Panel - panels*out*Panel
	for range pairs {
		xt = first
		e := at(c, in)
		p0, p1, p2, p3 := load(c, 0), load(c, 4), load(c, 8), load(c, 12)
		q0, q1, q2, q3 := load(e, 0), load(e, 4), load(e, 8), load(e, 12)
		for range panels {
			for i := 0; i < Panel; i += 8 {
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
				xt = at(xt, stride)
				x0, x1, x2, x3 = load(xt, 0), load(xt, 4), load(xt, 8), load(xt, 12)
				a, b = copies(dz, 4), copies(dz, Panel+4)
				p0, p1, p2, p3 = p0.Add(a.Mul(x0)), p1.Add(a.Mul(x1)), p2.Add(a.Mul(x2)), p3.Add(a.Mul(x3))
				q0, q1, q2, q3 = q0.Add(b.Mul(x0)), q1.Add(b.Mul(x1)), q2.Add(b.Mul(x2)), q3.Add(b.Mul(x3))
				xt = at(xt, stride)
				x0, x1, x2, x3 = load(xt, 0), load(xt, 4), load(xt, 8), load(xt, 12)
				a, b = copies(dz, 5), copies(dz, Panel+5)
				p0, p1, p2, p3 = p0.Add(a.Mul(x0)), p1.Add(a.Mul(x1)), p2.Add(a.Mul(x2)), p3.Add(a.Mul(x3))
				q0, q1, q2, q3 = q0.Add(b.Mul(x0)), q1.Add(b.Mul(x1)), q2.Add(b.Mul(x2)), q3.Add(b.Mul(x3))
				xt = at(xt, stride)
				x0, x1, x2, x3 = load(xt, 0), load(xt, 4), load(xt, 8), load(xt, 12)
				a, b = copies(dz, 6), copies(dz, Panel+6)
				p0, p1, p2, p3 = p0.Add(a.Mul(x0)), p1.Add(a.Mul(x1)), p2.Add(a.Mul(x2)), p3.Add(a.Mul(x3))
				q0, q1, q2, q3 = q0.Add(b.Mul(x0)), q1.Add(b.Mul(x1)), q2.Add(b.Mul(x2)), q3.Add(b.Mul(x3))
				xt = at(xt, stride)
				x0, x1, x2, x3 = load(xt, 0), load(xt, 4), load(xt, 8), load(xt, 12)
				a, b = copies(dz, 7), copies(dz, Panel+7)
				p0, p1, p2, p3 = p0.Add(a.Mul(x0)), p1.Add(a.Mul(x1)), p2.Add(a.Mul(x2)), p3.Add(a.Mul(x3))
				q0, q1, q2, q3 = q0.Add(b.Mul(x0)), q1.Add(b.Mul(x1)), q2.Add(b.Mul(x2)), q3.Add(b.Mul(x3))
				xt, dz = at(xt, stride), at(dz, 8)
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
		c, dz = at(e, in), at(dz, back)
	}
}

func biasGradSIMD(db, dz []float32) bool {
	if !vectors || len(db) == 0 {
		return false
	}
	clearUpper()
	biasGrad(unsafe.SliceData(db), unsafe.SliceData(dz), len(db))
	return true
}

//go:nocheckptr
func biasGrad(b, z *float32, out int) {
	for range out {
		s := load(z, 0).Add(load(z, 4)).Add(load(z, 8).Add(load(z, 12)))
		*b += (s.GetElem(0) + s.GetElem(1)) + (s.GetElem(2) + s.GetElem(3))
		b, z = at(b, 1), at(z, Panel)
	}
}

// grad1 is DenseGrad for the last of an odd number of rows.
//
//go:nocheckptr
func grad1(c, dz, xt *float32, out, in, panels int) {
	stride := Stride(in)
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

// gradNarrow4 is DenseGrad for four rows and n columns, at most four.
//
//go:nocheckptr
func gradNarrow4(c, dz, xt *float32, out, in, stride, panels, n int) {
	b, d, e := at(c, in), at(c, 2*in), at(c, 3*in)
	p0, p1, p2, p3 := partial(c, n), partial(b, n), partial(d, n), partial(e, n)
	for range panels {
		for i := 0; i < Panel; i += 4 {
			x := load(xt, 0)
			p0, p1 = p0.Add(copies(dz, 0).Mul(x)), p1.Add(copies(dz, Panel).Mul(x))
			p2, p3 = p2.Add(copies(dz, 2*Panel).Mul(x)), p3.Add(copies(dz, 3*Panel).Mul(x))
			xt = at(xt, stride)
			x = load(xt, 0)
			p0, p1 = p0.Add(copies(dz, 1).Mul(x)), p1.Add(copies(dz, Panel+1).Mul(x))
			p2, p3 = p2.Add(copies(dz, 2*Panel+1).Mul(x)), p3.Add(copies(dz, 3*Panel+1).Mul(x))
			xt = at(xt, stride)
			x = load(xt, 0)
			p0, p1 = p0.Add(copies(dz, 2).Mul(x)), p1.Add(copies(dz, Panel+2).Mul(x))
			p2, p3 = p2.Add(copies(dz, 2*Panel+2).Mul(x)), p3.Add(copies(dz, 3*Panel+2).Mul(x))
			xt = at(xt, stride)
			x = load(xt, 0)
			p0, p1 = p0.Add(copies(dz, 3).Mul(x)), p1.Add(copies(dz, Panel+3).Mul(x))
			p2, p3 = p2.Add(copies(dz, 2*Panel+3).Mul(x)), p3.Add(copies(dz, 3*Panel+3).Mul(x))
			xt, dz = at(xt, stride), at(dz, 4)
		}
		dz = at(dz, (out-1)*Panel)
	}
	storePartial(c, n, p0)
	storePartial(b, n, p1)
	storePartial(d, n, p2)
	storePartial(e, n, p3)
}

// partial is the first n numbers at p, at most four, and zeros.
func partial(p *float32, n int) (v f4) {
	switch n {
	case 4:
		return load(p, 0)
	case 3:
		return v.SetElem(0, *p).SetElem(1, *at(p, 1)).SetElem(2, *at(p, 2))
	case 2:
		return v.SetElem(0, *p).SetElem(1, *at(p, 1))
	}
	return v.SetElem(0, *p)
}

// storePartial stores the first n numbers of v.
func storePartial(p *float32, n int, v f4) {
	switch n {
	case 4:
		store(p, 0, v)
	case 3:
		*p, *at(p, 1), *at(p, 2) = v.GetElem(0), v.GetElem(1), v.GetElem(2)
	case 2:
		*p, *at(p, 1) = v.GetElem(0), v.GetElem(1)
	default:
		*p = v.GetElem(0)
	}
}

// gradNarrow1 is DenseGrad for one row and n columns, at most four.
//
//go:nocheckptr
func gradNarrow1(c, dz, xt *float32, out, stride, panels, n int) {
	p := partial(c, n)
	for range panels {
		for i := range Panel {
			p = p.Add(copies(dz, i).Mul(load(xt, 0)))
			xt = at(xt, stride)
		}
		dz = at(dz, out*Panel)
	}
	storePartial(c, n, p)
}

// transpose4 copies four rows of count numbers, n apart, to four columns of a matrix
// whose rows are stride apart, by moves without checks: wasm's vectors have no
// shuffle here. The numbers move as words, for the compiler puts the distance from an address
// into the instruction for whole numbers only.
//
//go:nocheckptr
func transpose4(to, from *float32, stride, n, count int) {
	b, c, e := at(from, n), at(from, 2*n), at(from, 3*n)
	for i := 0; i+4 <= count; i += 4 {
		p, q, r, s := bits4(at(from, i)), bits4(at(b, i)), bits4(at(c, i)), bits4(at(e, i))
		t, u := bits4(to), bits4(at(to, stride))
		to = at(to, 2*stride)
		t[0], t[1], t[2], t[3] = p[0], q[0], r[0], s[0]
		u[0], u[1], u[2], u[3] = p[1], q[1], r[1], s[1]
		t, u = bits4(to), bits4(at(to, stride))
		to = at(to, 2*stride)
		t[0], t[1], t[2], t[3] = p[2], q[2], r[2], s[2]
		u[0], u[1], u[2], u[3] = p[3], q[3], r[3], s[3]
	}
}

func bits4(p *float32) *[4]uint32 { return (*[4]uint32)(unsafe.Pointer(p)) }

// transposeSIMD transposes the first rows of x (rows×columns, columns a multiple of
// four) and says how many they were. So many columns at a time that the lines of dst that
// they go to stay in the first cache, where few lines of addresses a power of two apart fit.
func transposeSIMD(dst, x []float32, rows, columns, stride int) int {
	const block = 32
	if columns%4 != 0 {
		return 0
	}
	n := rows &^ 3
	d, s := unsafe.SliceData(dst), unsafe.SliceData(x)
	for c := 0; c < columns; c += block {
		for r := 0; r < n; r += 4 {
			transpose4(at(d, c*stride+r), at(s, r*columns+c), stride, columns, min(block, columns-c))
		}
	}
	return n
}
