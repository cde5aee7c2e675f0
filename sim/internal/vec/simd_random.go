//go:build goexperiment.simd && go1.27 && (wasm || amd64 || arm64)

package vec

import (
	"simd/archsimd"
	"unsafe"
)

// hash4 is hash.
func hash4(x u4) u4 {
	x = x.Xor(x.ShiftAllRight(16)).Mul(words4(wHashA))
	x = x.Xor(x.ShiftAllRight(15)).Mul(words4(wHashB))
	return x.Xor(x.ShiftAllRight(16))
}

// unit4 is unit.
func unit4(h u4) f4 {
	return h.ShiftAllRight(9).BitsToInt32().ConvertToFloat32().Add(floats(kHalf)).Mul(floats(kUnit))
}

// sine4 and cosine4 are the polynomials of sinCosTurn, with z = x².
func sine4(x, z f4) f4 {
	s := z.Mul(floats(kSin2)).Add(floats(kSin1)).Mul(z).Add(floats(kSin0))
	return s.Mul(z).Mul(x).Add(x)
}

func cosine4(z f4) f4 {
	c := z.Mul(floats(kCos2)).Add(floats(kCos1)).Mul(z).Add(floats(kCos0))
	return c.Mul(z).Mul(z).Sub(z.Mul(floats(kHalf))).Add(floats(kOne))
}

func uniformSIMD(dst []float32, k0, k1, first uint32) int {
	if !vectors {
		return 0
	}
	clearUpper()
	n := len(dst) &^ 3
	d := unsafe.SliceData(dst)
	key0, key1 := archsimd.BroadcastUint32x4(k0), archsimd.BroadcastUint32x4(k1)
	c := archsimd.BroadcastUint32x4(first).Add(words4(wLanes))
	for i := 0; i < n; i += 4 {
		store(d, i, unit4(hash4(hash4(c.Xor(key0)).Add(key1))))
		c = c.Add(words4(wFour))
	}
	return n
}

func normalSIMD(a, b []float32, k0, k1, k2, first uint32) int {
	if !vectors {
		return 0
	}
	clearUpper()
	n := len(a) &^ 3
	pa, pb := unsafe.SliceData(a), unsafe.SliceData(b)
	key0, key1, key2 := archsimd.BroadcastUint32x4(k0), archsimd.BroadcastUint32x4(k1), archsimd.BroadcastUint32x4(k2)
	c := archsimd.BroadcastUint32x4(first).Add(words4(wLanes))
	for i := 0; i < n; i += 4 {
		t := hash4(c.Xor(key0))
		e, m := logParts4(unit4(hash4(t.Add(key1)))) // log4 is too long to be inlined
		r := logTail4(logPolynomial4(m), m, e).Mul(floats(kMinusTwo)).Sqrt()
		h := hash4(t.Xor(key2)).ShiftAllRight(9)
		quarter := h.Add(words4(wEighth)).ShiftAllRight(21)
		x := h.Sub(quarter.ShiftAllLeft(21)).BitsToInt32().ConvertToFloat32().Mul(floats(kTurn))
		z := x.Mul(x)
		s, q := sine4(x, z), cosine4(z)
		even := quarter.And(words4(wOne)).Equal(words4(wOne).Xor(words4(wOne)))
		sin, cos := s.IfElse(even, q), q.IfElse(even, s)
		sin = sin.ToBits().Xor(quarter.ShiftAllLeft(30).And(words4(wSign))).BitsToFloat32()
		cos = cos.ToBits().Xor(quarter.Add(words4(wOne)).ShiftAllLeft(30).And(words4(wSign))).BitsToFloat32()
		store(pa, i, r.Mul(cos))
		store(pb, i, r.Mul(sin))
		c = c.Add(words4(wFour))
	}
	return n
}

func langevinSIMD(dst, x, s, z []float32, eps, root float32) int {
	if !vectors {
		return 0
	}
	clearUpper()
	n := len(x) &^ 15
	d, px, ps, pz := unsafe.SliceData(dst), unsafe.SliceData(x), unsafe.SliceData(s), unsafe.SliceData(z)
	e, r := archsimd.BroadcastFloat32x4(eps), archsimd.BroadcastFloat32x4(root)
	for i := 0; i < n; i += 16 { // a turn costs as much as two of these lines
		store(d, i, load(px, i).Add(e.Mul(load(ps, i))).Add(r.Mul(load(pz, i))))
		store(d, i+4, load(px, i+4).Add(e.Mul(load(ps, i+4))).Add(r.Mul(load(pz, i+4))))
		store(d, i+8, load(px, i+8).Add(e.Mul(load(ps, i+8))).Add(r.Mul(load(pz, i+8))))
		store(d, i+12, load(px, i+12).Add(e.Mul(load(ps, i+12))).Add(r.Mul(load(pz, i+12))))
	}
	return n
}
