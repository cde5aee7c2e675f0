//go:build goexperiment.simd && go1.27 && (wasm || amd64 || arm64)

package vec

import (
	"simd/archsimd"
	"unsafe"
)

func (f Activation) applySIMD(a, d1, d2, d3, z []float32) int {
	if !vectors {
		return 0
	}
	clearUpper()
	n := len(z) &^ 3
	p0, p1, p2, p3, s := unsafe.SliceData(a), unsafe.SliceData(d1), unsafe.SliceData(d2), unsafe.SliceData(d3), unsafe.SliceData(z)
	switch f {
	case Softplus:
		if p3 == p1 {
			softplusSlopeKernel(p0, p1, s, n)
			break
		}
		softplusKernel(p0, p1, p2, p3, s, n)
	case SiLU:
		if p3 == p1 {
			siluSlopeKernel(p0, p1, s, n)
			break
		}
		siluKernel(p0, p1, p2, p3, s, n)
	case Tanh:
		tanhKernel(p0, p1, p2, p3, s, n)
	default:
		return 0
	}
	return n
}

// Places in actTable.
const (
	kArtanh0 = iota
	kArtanh1
	kArtanh2
	kArtanh3
	kTwo
)

var actTable = [...][4]float32{
	kArtanh0: {artanh0, artanh0, artanh0, artanh0}, kArtanh1: {artanh1, artanh1, artanh1, artanh1},
	kArtanh2: {artanh2, artanh2, artanh2, artanh2}, kArtanh3: {artanh3, artanh3, artanh3, artanh3},
	kTwo: {2, 2, 2, 2},
}

func actFloats(i int) f4 { return archsimd.LoadFloat32x4Array(&actTable[i]) }

//go:nocheckptr
func softplusKernel(a, d1, d2, d3, z *float32, n int) {
	i := 0
	for ; i+8 <= n; i += 8 {
		x, y := load(z, i), load(z, i+4)
		e, f := expNeg4(x), expNeg4(y)
		p, q := logistic4(x, e), logistic4(y, f)
		slopes4(d1, d2, d3, i, p, other4(x, e))
		slopes4(d1, d2, d3, i+4, q, other4(y, f))
		store(a, i, softplus4(x, e))
		store(a, i+4, softplus4(y, f))
	}
	if i < n {
		x := load(z, i)
		e := expNeg4(x)
		slopes4(d1, d2, d3, i, logistic4(x, e), other4(x, e))
		store(a, i, softplus4(x, e))
	}
}

// softplusSlopeKernel is softplusKernel without the second and third derivative.
//
//go:nocheckptr
func softplusSlopeKernel(a, d1, z *float32, n int) {
	i := 0
	for ; i+16 <= n; i += 16 {
		x, y := load(z, i), load(z, i+4)
		e, f := expNeg4(x), expNeg4(y)
		store(d1, i, logistic4(x, e))
		store(d1, i+4, logistic4(y, f))
		store(a, i, softplus4(x, e))
		store(a, i+4, softplus4(y, f))
		x, y = load(z, i+8), load(z, i+12)
		e, f = expNeg4(x), expNeg4(y)
		store(d1, i+8, logistic4(x, e))
		store(d1, i+12, logistic4(y, f))
		store(a, i+8, softplus4(x, e))
		store(a, i+12, softplus4(y, f))
	}
	for ; i < n; i += 4 {
		x := load(z, i)
		e := expNeg4(x)
		store(d1, i, logistic4(x, e))
		store(a, i, softplus4(x, e))
	}
}

// softplus4 is the value of softplus.
func softplus4(x, e f4) f4 {
	var zero f4
	w := e.Div(e.Mul(floats(kHalf)).Add(floats(kOne)))
	t := w.Mul(w)
	l := t.Mul(actFloats(kArtanh3)).Add(actFloats(kArtanh2)).Mul(t).Add(actFloats(kArtanh1)).Mul(t).Add(actFloats(kArtanh0))
	return x.IfElse(x.Greater(zero), zero).Add(l.Mul(t).Mul(w).Add(w))
}

// logistic4 is p of logistic, and other4 is q.
func logistic4(x, e f4) f4 {
	var zero f4
	r := floats(kOne).Div(floats(kOne).Add(e))
	return e.Mul(r).IfElse(x.Less(zero), r)
}

func other4(x, e f4) f4 {
	var zero f4
	r := floats(kOne).Div(floats(kOne).Add(e))
	return r.IfElse(x.Less(zero), e.Mul(r))
}

// slopes4 stores softplus's derivatives.
func slopes4(d1, d2, d3 *float32, i int, p, q f4) {
	g := p.Mul(q)
	store(d3, i, g.Mul(q.Sub(p)))
	store(d2, i, g)
	store(d1, i, p)
}

//go:nocheckptr
func siluKernel(a, d1, d2, d3, z *float32, n int) {
	i := 0
	for ; i+8 <= n; i += 8 {
		x, y := load(z, i), load(z, i+4)
		e, f := expNeg4(x), expNeg4(y)
		silu4(a, d1, d2, d3, i, x, logistic4(x, e), other4(x, e))
		silu4(a, d1, d2, d3, i+4, y, logistic4(y, f), other4(y, f))
	}
	if i < n {
		x := load(z, i)
		e := expNeg4(x)
		silu4(a, d1, d2, d3, i, x, logistic4(x, e), other4(x, e))
	}
}

// siluSlopeKernel is siluKernel without the second and third derivative.
//
//go:nocheckptr
func siluSlopeKernel(a, d1, z *float32, n int) {
	i := 0
	for ; i+8 <= n; i += 8 {
		x, y := load(z, i), load(z, i+4)
		e, f := expNeg4(x), expNeg4(y)
		siluSlope4(a, d1, i, x, logistic4(x, e), other4(x, e))
		siluSlope4(a, d1, i+4, y, logistic4(y, f), other4(y, f))
	}
	if i < n {
		x := load(z, i)
		e := expNeg4(x)
		siluSlope4(a, d1, i, x, logistic4(x, e), other4(x, e))
	}
}

// siluSlope4 stores SiLU and its derivative.
func siluSlope4(a, d1 *float32, i int, x, p, q f4) {
	store(d1, i, p.Add(x.Mul(p.Mul(q))))
	store(a, i, x.Mul(p))
}

// silu4 stores SiLU and its derivatives.
func silu4(a, d1, d2, d3 *float32, i int, x, p, q f4) {
	g, t := p.Mul(q), q.Sub(p)
	w := t.Mul(t).Sub(g.Add(g))
	store(d3, i, g.Mul(t.Add(t.Add(t)).Add(x.Mul(w))))
	store(d2, i, g.Mul(x.Mul(t).Add(actFloats(kTwo))))
	store(d1, i, p.Add(x.Mul(g)))
	store(a, i, x.Mul(p))
}

//go:nocheckptr
func tanhKernel(a, d1, d2, d3, z *float32, n int) {
	i := 0
	for ; i+8 <= n; i += 8 {
		x, y := load(z, i), load(z, i+4)
		e, f := expNeg4(x.Add(x)), expNeg4(y.Add(y))
		tanh4(a, d1, d2, d3, i, x, e)
		tanh4(a, d1, d2, d3, i+4, y, f)
	}
	if i < n {
		x := load(z, i)
		tanh4(a, d1, d2, d3, i, x, expNeg4(x.Add(x)))
	}
}

// tanh4 stores tanh and its derivatives.
func tanh4(a, d1, d2, d3 *float32, i int, x, e f4) {
	r := floats(kOne).Div(floats(kOne).Add(e))
	y := floats(kOne).Sub(e).Mul(r)
	y = y.ToBits().Xor(x.ToBits().And(words4(wSign))).BitsToFloat32()
	g := e.Add(e).Add(e.Add(e)).Mul(r).Mul(r)
	yy := y.Mul(y)
	store(d3, i, g.Add(g).Mul(yy.Add(yy).Sub(g)))
	store(d2, i, y.Mul(g).Mul(floats(kMinusTwo)))
	store(d1, i, g)
	store(a, i, y)
}

func addSIMD(dst, x, y []float32) int {
	if !vectors {
		return 0
	}
	clearUpper()
	n := len(x) &^ 15
	p, a, b := unsafe.SliceData(dst), unsafe.SliceData(x), unsafe.SliceData(y)
	for i := 0; i < n; i += 16 {
		store(p, i, load(a, i).Add(load(b, i)))
		store(p, i+4, load(a, i+4).Add(load(b, i+4)))
		store(p, i+8, load(a, i+8).Add(load(b, i+8)))
		store(p, i+12, load(a, i+12).Add(load(b, i+12)))
	}
	return n
}

func mulSIMD(dst, x, y []float32) int {
	if !vectors {
		return 0
	}
	clearUpper()
	n := len(x) &^ 3
	p, a, b := unsafe.SliceData(dst), unsafe.SliceData(x), unsafe.SliceData(y)
	i := 0
	for ; i+16 <= n; i += 16 { // a turn costs as much as two of these lines
		store(p, i, load(a, i).Mul(load(b, i)))
		store(p, i+4, load(a, i+4).Mul(load(b, i+4)))
		store(p, i+8, load(a, i+8).Mul(load(b, i+8)))
		store(p, i+12, load(a, i+12).Mul(load(b, i+12)))
	}
	for ; i < n; i += 4 {
		store(p, i, load(a, i).Mul(load(b, i)))
	}
	return n
}

func mixedSIMD(am, d1, d2, zv, zw, zm []float32) int {
	if !vectors {
		return 0
	}
	clearUpper()
	n := len(am) &^ 3
	p, q1, q2 := unsafe.SliceData(am), unsafe.SliceData(d1), unsafe.SliceData(d2)
	v, w, m := unsafe.SliceData(zv), unsafe.SliceData(zw), unsafe.SliceData(zm)
	for i := 0; i < n; i += 4 {
		store(p, i, load(q1, i).Mul(load(m, i)).Add(load(q2, i).Mul(load(v, i).Mul(load(w, i)))))
	}
	return n
}

func pullback2SIMD(g, gv, d1, d2, zv []float32) int {
	if !vectors {
		return 0
	}
	clearUpper()
	n := len(g) &^ 3
	a, b := unsafe.SliceData(g), unsafe.SliceData(gv)
	q1, q2, v := unsafe.SliceData(d1), unsafe.SliceData(d2), unsafe.SliceData(zv)
	for i := 0; i < n; i += 4 {
		s, t := load(q1, i), load(b, i)
		store(a, i, s.Mul(load(a, i)).Add(load(q2, i).Mul(load(v, i).Mul(t))))
		store(b, i, s.Mul(t))
	}
	return n
}

func pullback4SIMD(g Jet4, d1, d2, d3 []float32, z Jet4) int {
	if !vectors {
		return 0
	}
	clearUpper()
	n := len(g.A) &^ 3
	a, b, c, e := unsafe.SliceData(g.A), unsafe.SliceData(g.V), unsafe.SliceData(g.W), unsafe.SliceData(g.M)
	q1, q2, q3 := unsafe.SliceData(d1), unsafe.SliceData(d2), unsafe.SliceData(d3)
	pv, pw, pm := unsafe.SliceData(z.V), unsafe.SliceData(z.W), unsafe.SliceData(z.M)
	for i := 0; i < n; i += 4 {
		gm, zv, zw := load(e, i), load(pv, i), load(pw, i)
		gv, gw := load(b, i), load(c, i)
		s, t := load(q1, i), load(q2, i)
		dot := zv.Mul(gv).Add(zw.Mul(gw)).Add(load(pm, i).Mul(gm))
		store(a, i, s.Mul(load(a, i)).Add(t.Mul(dot)).Add(load(q3, i).Mul(zv.Mul(zw).Mul(gm))))
		store(b, i, s.Mul(gv).Add(t.Mul(zw.Mul(gm))))
		store(c, i, s.Mul(gw).Add(t.Mul(zv.Mul(gm))))
		store(e, i, s.Mul(gm))
	}
	return n
}
