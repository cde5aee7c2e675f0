//go:build goexperiment.simd && go1.27 && (wasm || amd64 || arm64)

package vec

import "unsafe"

// expCore4 is expCore.
func expCore4(x f4) f4 {
	t := x.Mul(floats(kLog2e)).Add(floats(kRounding))
	n := t.Sub(floats(kRounding))
	r := x.Sub(n.Mul(floats(kLn2High))).Sub(n.Mul(floats(kLn2Low)))
	p := r.Mul(floats(kExp5)).Add(floats(kExp4)).Mul(r).Add(floats(kExp3)).Mul(r).Add(floats(kExp2))
	p = p.Mul(r).Add(floats(kExp1)).Mul(r).Add(floats(kExp0))
	p = p.Mul(r.Mul(r)).Add(r).Add(floats(kOne))
	return p.ToBits().Add(t.ToBits().ShiftAllLeft(23)).BitsToFloat32()
}

// expNeg4 is expNeg: the clamp is an integer minimum of magnitudes.
func expNeg4(x f4) f4 {
	m := x.ToBits().And(words4(wNotSign)).BitsToInt32().Min(floats(kMost).ToBits().BitsToInt32())
	return expCore4(m.ToBits().Or(words4(wSign)).BitsToFloat32())
}

// weight4 is Weight: expCore4 of −u with every sign turned about, which changes no bit.
func weight4(u f4) f4 {
	u = u.ToBits().Min(floats(kMostWeight).ToBits()).BitsToFloat32()
	t := floats(kRounding).Sub(u.Mul(floats(kLog2e)))
	n := floats(kRounding).Sub(t)
	r := n.Mul(floats(kLn2High)).Sub(u).Add(n.Mul(floats(kLn2Low)))
	p := r.Mul(floats(kExp5)).Add(floats(kExp4)).Mul(r).Add(floats(kExp3)).Mul(r).Add(floats(kExp2))
	p = p.Mul(r).Add(floats(kExp1)).Mul(r).Add(floats(kExp0))
	p = p.Mul(r.Mul(r)).Add(r).Add(floats(kOne))
	return p.ToBits().Add(t.ToBits().ShiftAllLeft(23)).BitsToFloat32()
}

// log4 is Log1.
func log4(x f4) f4 {
	e, m := logParts4(x)
	return logTail4(logPolynomial4(m), m, e)
}

// logParts4 is the exponent of x and the distance of its mantissa from 1.
func logParts4(x f4) (e, m f4) {
	shifted := x.ToBits().Sub(words4(wSqrtHalf))
	e = shifted.BitsToInt32().ShiftAllRight(23).ConvertToFloat32()
	return e, shifted.And(words4(wMantissa)).Add(words4(wSqrtHalf)).BitsToFloat32().Sub(floats(kOne))
}

func logPolynomial4(m f4) f4 {
	p := m.Mul(floats(kLogA)).Add(floats(kLogB)).Mul(m).Add(floats(kLogC)).Mul(m).Add(floats(kLogD)).Mul(m).Add(floats(kLogE))
	return p.Mul(m).Add(floats(kLogF)).Mul(m).Add(floats(kLogG)).Mul(m).Add(floats(kLogH)).Mul(m).Add(floats(kLogI))
}

func logTail4(p, m, e f4) f4 {
	z := m.Mul(m)
	y := p.Mul(m).Mul(z).Add(e.Mul(floats(kLn2Low))).Sub(z.Mul(floats(kHalf)))
	return m.Add(y).Add(e.Mul(floats(kLn2High)))
}

func expSIMD(dst, x []float32) int {
	if !vectors {
		return 0
	}
	clearUpper()
	n := len(x) &^ 3
	d, s := unsafe.SliceData(dst), unsafe.SliceData(x)
	for i := 0; i < n; i += 4 {
		v := load(s, i)
		v = v.IfElse(v.Greater(floats(kExpLow)), floats(kExpLow))
		v = v.IfElse(v.Less(floats(kExpHigh)), floats(kExpHigh))
		store(d, i, expCore4(v))
	}
	return n
}

func logSIMD(dst, x []float32) int {
	if !vectors {
		return 0
	}
	clearUpper()
	n := len(x) &^ 3
	d, s := unsafe.SliceData(dst), unsafe.SliceData(x)
	for i := 0; i < n; i += 4 {
		store(d, i, log4(load(s, i)))
	}
	return n
}
