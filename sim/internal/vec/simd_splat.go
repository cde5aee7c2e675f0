//go:build goexperiment.simd && go1.27 && (wasm || amd64 || arm64)

package vec

import (
	"simd/archsimd"
	"unsafe"
)

// mostBins keeps whole numbers of bins exact in float32 and their index in
// int32.
const mostBins = 1 << 24

// bins4 is the bins of four points, and in every place that is outside bin 0
// and an increment of 0 instead of unit: no branch, and nothing to skip.
func bins4(u, v, fw, fh f4, w, unit archsimd.Int32x4) (at, add archsimd.Int32x4) {
	var zero f4
	in := u.GreaterEqual(zero).And(u.Less(fw)).And(v.GreaterEqual(zero).And(v.Less(fh))).ToInt32x4()
	u, v = u.ToBits().And(in.ToBits()).BitsToFloat32(), v.ToBits().And(in.ToBits()).BitsToFloat32()
	return v.ConvertToInt32().Mul(w).Add(u.ConvertToInt32()), in.And(unit)
}

// bump adds to one bin.
func bump(bins unsafe.Pointer, at, add int32) {
	p := (*uint16)(unsafe.Add(bins, 2*int(at)))
	*p = saturatingSum(*p, uint16(add))
}

func splatSIMD(bins []uint16, w, h int, x, y []float32, m Map, unit uint16) int {
	if !vectors || len(bins) == 0 || len(bins) > mostBins {
		return 0
	}
	clearUpper()
	n, px, py, base := len(x)&^7, unsafe.SliceData(x), unsafe.SliceData(y), unsafe.Pointer(unsafe.SliceData(bins))
	sx, ox := archsimd.BroadcastFloat32x4(m.SX), archsimd.BroadcastFloat32x4(m.OX)
	sy, oy := archsimd.BroadcastFloat32x4(m.SY), archsimd.BroadcastFloat32x4(m.OY)
	fw, fh := archsimd.BroadcastFloat32x4(float32(w)), archsimd.BroadcastFloat32x4(float32(h))
	wide, one := archsimd.BroadcastInt32x4(int32(w)), archsimd.BroadcastInt32x4(int32(unit))
	for i := 0; i < n; i += 8 {
		at, add := bins4(load(px, i).Mul(sx).Add(ox), load(py, i).Mul(sy).Add(oy), fw, fh, wide, one)
		bump(base, at.GetElem(0), add.GetElem(0))
		bump(base, at.GetElem(1), add.GetElem(1))
		bump(base, at.GetElem(2), add.GetElem(2))
		bump(base, at.GetElem(3), add.GetElem(3))
		at, add = bins4(load(px, i+4).Mul(sx).Add(ox), load(py, i+4).Mul(sy).Add(oy), fw, fh, wide, one)
		bump(base, at.GetElem(0), add.GetElem(0))
		bump(base, at.GetElem(1), add.GetElem(1))
		bump(base, at.GetElem(2), add.GetElem(2))
		bump(base, at.GetElem(3), add.GetElem(3))
	}
	return n
}

// fadeSIMD takes four at a time in one 64-bit word: the even and the odd ones
// have 32 bits each to be multiplied in.
func fadeSIMD(v []uint16, keep uint16) int {
	const even = 0x0000ffff0000ffff
	n, k := len(v)&^15, uint64(keep)
	for i := 0; i < n; i += 16 {
		p := (*[4][4]uint16)(unsafe.Add(unsafe.Pointer(unsafe.SliceData(v)), 2*i))
		for j := range p {
			q := (*uint64)(unsafe.Pointer(&p[j]))
			*q = (*q&even)*k>>16&even | (*q>>16&even)*k&^even
		}
	}
	return n
}

// saturateSIMD adds as many numbers as v has, up to 65535, but for a rest of less than 32. It returns
// how many it did.
//
//go:nocheckptr
func saturateSIMD(v []uint16, from unsafe.Pointer) int {
	if !vectors {
		return 0
	}
	clearUpper()
	n, to := len(v)&^31, unsafe.Pointer(unsafe.SliceData(v))
	for i := 0; i < 2*n; i += 64 { // bytes
		addVector(to, from, i)
		addVector(to, from, i+16)
		addVector(to, from, i+32)
		addVector(to, from, i+48)
	}
	return n
}

// addVector adds the eight numbers i bytes from there on.
func addVector(to, from unsafe.Pointer, i int) {
	p := (*[8]uint16)(unsafe.Add(to, i))
	archsimd.LoadUint16x8Array(p).AddSaturated(archsimd.LoadUint16x8Array((*[8]uint16)(unsafe.Add(from, i)))).StoreArray(p)
}

// belowSIMD says how many elements from the first on, a multiple of 16, are surely less than
// least: those whose bits together are. A sum of 17 bits has the highest where a number is not.
func belowSIMD(v []uint16, least uint16) int {
	const even, carry = 0x0000ffff0000ffff, 0x0001000000010000
	n, up := len(v)&^15, (1<<16-uint64(least))*0x0000000100000001
	for i := 0; i < n; i += 16 {
		p := (*[4]uint64)(unsafe.Add(unsafe.Pointer(unsafe.SliceData(v)), 2*i))
		q := p[0] | p[1] | p[2] | p[3]
		if ((q&even+up)|(q>>16&even+up))&carry != 0 {
			return i
		}
	}
	return n
}
