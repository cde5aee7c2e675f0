//go:build goexperiment.simd && go1.27 && amd64

package vec

import (
	"simd/archsimd"
	"unsafe"
)

// Where a processor has registers of 256 bits, a tile of a dense kernel is three
// rows of 16 columns in six accumulators of eight: with eight of them, or with
// loops unrolled, the compiler spills. A sum has its terms in the same order
// as in the narrow and the plain form, each multiplied and then added: the same
// bits.

// wide reports whether the processor has such registers.
var wide = archsimd.X86.AVX2()

type f8 = archsimd.Float32x8

func load8(p *float32, i int) f8 {
	return archsimd.LoadFloat32x8Array((*[8]float32)(unsafe.Add(unsafe.Pointer(p), 4*i)))
}

func store8(p *float32, i int, v f8) {
	v.StoreArray((*[8]float32)(unsafe.Add(unsafe.Pointer(p), 4*i)))
}

func copies8(p *float32, i int) f8 {
	return archsimd.BroadcastFloat32x8(*(*float32)(unsafe.Add(unsafe.Pointer(p), 4*i)))
}

// clearUpper empties the upper halves of the registers. While something stands in
// them every instruction of the old form waits for it, and the compiler uses
// such for scalars and to spill them: 35 to 300 times slower (measured). It is
// called after wide kernels, and before all kernels, for Go's signals that preempt
// a goroutine leave them full where there is AVX-512.
func clearUpper() {
	if wide {
		archsimd.ClearAVXUpperBits()
	}
}

// denseWide is Dense for a multiple of three outputs, and says how many these
// were.
func denseWide(dst, w, bias, x *float32, out, in int) int {
	if !wide {
		return 0
	}
	n := out - out%3
	for o := 0; o < n; o += 3 {
		b := bias
		if b != nil {
			b = at(bias, o)
		}
		dense3(at(dst, o*Panel), at(w, o*in), b, x, in)
	}
	clearUpper()
	return n
}

// dense3 is three outputs of Dense.
//
//go:nocheckptr
func dense3(d, w, bias, x *float32, in int) {
	var p0, q0, r0 f8
	if bias != nil {
		p0, q0, r0 = copies8(bias, 0), copies8(bias, 1), copies8(bias, 2)
	}
	p1, q1, r1 := p0, q0, r0
	v, u := at(w, in), at(w, 2*in)
	for range in {
		x0, x1 := load8(x, 0), load8(x, 8)
		a, b, c := copies8(w, 0), copies8(v, 0), copies8(u, 0)
		p0, p1 = p0.Add(a.Mul(x0)), p1.Add(a.Mul(x1))
		q0, q1 = q0.Add(b.Mul(x0)), q1.Add(b.Mul(x1))
		r0, r1 = r0.Add(c.Mul(x0)), r1.Add(c.Mul(x1))
		x, w, v, u = at(x, Panel), at(w, 1), at(v, 1), at(u, 1)
	}
	store8(d, 0, p0)
	store8(d, 8, p1)
	store8(d, 16, q0)
	store8(d, 24, q1)
	store8(d, 32, r0)
	store8(d, 40, r1)
}

// gradWide is DenseGrad for a multiple of three rows and one of 16 columns, and
// says how many rows these were. The columns beyond are left to the narrow form.
func gradWide(dw, dz, xt *float32, out, in, panels int) int {
	if !wide {
		return 0
	}
	n := out - out%3
	for k := 0; k+16 <= in; k += 16 {
		for o := 0; o < n; o += 3 {
			grad3(at(dw, o*in+k), at(dz, o*Panel), at(xt, k), out, in, panels)
		}
	}
	clearUpper()
	return n
}

// grad3 is DenseGrad for three rows and 16 columns.
//
//go:nocheckptr
func grad3(c, dz, xt *float32, out, in, panels int) {
	d, e, stride := at(c, in), at(c, 2*in), Stride(in)
	p0, p1, q0, q1, r0, r1 := load8(c, 0), load8(c, 8), load8(d, 0), load8(d, 8), load8(e, 0), load8(e, 8)
	next := (out - 1) * Panel
	for range panels {
		for range Panel {
			x0, x1 := load8(xt, 0), load8(xt, 8)
			f, g, h := copies8(dz, 0), copies8(dz, Panel), copies8(dz, 2*Panel)
			p0, p1 = p0.Add(f.Mul(x0)), p1.Add(f.Mul(x1))
			q0, q1 = q0.Add(g.Mul(x0)), q1.Add(g.Mul(x1))
			r0, r1 = r0.Add(h.Mul(x0)), r1.Add(h.Mul(x1))
			xt, dz = at(xt, stride), at(dz, 1)
		}
		dz = at(dz, next)
	}
	store8(c, 0, p0)
	store8(c, 8, p1)
	store8(d, 0, q0)
	store8(d, 8, q1)
	store8(e, 0, r0)
	store8(e, 8, r1)
}
