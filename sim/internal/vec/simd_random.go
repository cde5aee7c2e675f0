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
	n := len(a) &^ 7
	pa, pb := unsafe.SliceData(a), unsafe.SliceData(b)
	key0, key1, key2 := archsimd.BroadcastUint32x4(k0), archsimd.BroadcastUint32x4(k1), archsimd.BroadcastUint32x4(k2)
	c := archsimd.BroadcastUint32x4(first).Add(words4(wLanes))
	for i := 0; i < n; i += 8 {
		t0, t1 := hash4(c.Xor(key0)), hash4(c.Add(words4(wFour)).Xor(key0))
		c = c.Add(words4(wFour)).Add(words4(wFour))
		e0, m0 := logParts4(unit4(hash4(t0.Add(key1)))) // log4 is too long to be inlined
		e1, m1 := logParts4(unit4(hash4(t1.Add(key1))))
		p0, p1 := logPolynomial4(m0), logPolynomial4(m1)
		r0, r1 := logTail4(p0, m0, e0).Mul(floats(kMinusTwo)).Sqrt(), logTail4(p1, m1, e1).Mul(floats(kMinusTwo)).Sqrt()
		h0, h1 := hash4(t0.Xor(key2)).ShiftAllRight(9), hash4(t1.Xor(key2)).ShiftAllRight(9)
		q0, q1 := h0.Add(words4(wEighth)).ShiftAllRight(21), h1.Add(words4(wEighth)).ShiftAllRight(21)
		x0 := h0.Sub(q0.ShiftAllLeft(21)).BitsToInt32().ConvertToFloat32().Mul(floats(kTurn))
		x1 := h1.Sub(q1.ShiftAllLeft(21)).BitsToInt32().ConvertToFloat32().Mul(floats(kTurn))
		z0, z1 := x0.Mul(x0), x1.Mul(x1)
		sin0, sin1 := sine4(x0, z0), sine4(x1, z1)
		cos0, cos1 := cosine4(z0), cosine4(z1)
		turned4(pa, pb, i, q0, r0, sin0, cos0)
		turned4(pa, pb, i+4, q1, r1, sin1, cos1)
	}
	return n
}

// turned4 stores r times the cosine and the sine of an angle that is q quarters from one with sine s and cosine c.
func turned4(a, b *float32, i int, q u4, r, s, c f4) {
	even := q.And(words4(wOne)).Equal(words4(wOne).Xor(words4(wOne)))
	sin, cos := s.IfElse(even, c), c.IfElse(even, s)
	store(b, i, r.Mul(sin.ToBits().Xor(q.ShiftAllLeft(30).And(words4(wSign))).BitsToFloat32()))
	store(a, i, r.Mul(cos.ToBits().Xor(q.Add(words4(wOne)).ShiftAllLeft(30).And(words4(wSign))).BitsToFloat32()))
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
