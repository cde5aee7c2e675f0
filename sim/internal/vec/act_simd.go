//go:build goexperiment.simd && go1.27 && (wasm || amd64 || arm64)

package vec

import "unsafe"

func (f Activation) applySIMD(a, d1, d2, d3, z []float32) int {
	if !vectors {
		return 0
	}
	n := len(z) &^ 3
	p0, p1, p2, p3, s := unsafe.SliceData(a), unsafe.SliceData(d1), unsafe.SliceData(d2), unsafe.SliceData(d3), unsafe.SliceData(z)
	switch f {
	case Softplus:
		softplusKernel(p0, p1, p2, p3, s, n)
	case SiLU:
		siluKernel(p0, p1, p2, p3, s, n)
	case Tanh:
		tanhKernel(p0, p1, p2, p3, s, n)
	default:
		return 0
	}
	return n
}

//go:nocheckptr
func softplusKernel(a, d1, d2, d3, z *float32, n int) {
	var zero f4
	for i := 0; i < n; i += 4 {
		x := load(z, i)
		e := expNeg4(x)
		u := floats(kOne).Add(e)
		r := floats(kOne).Div(u)
		er := e.Mul(r)
		negative := x.Less(zero)
		p, q := er.IfElse(negative, r), r.IfElse(negative, er)
		g := p.Mul(q)
		store(d3, i, g.Mul(q.Sub(p)))
		store(d2, i, g)
		store(d1, i, p)
		l := log4(u).Add(e.Sub(u.Sub(floats(kOne))).Mul(r))
		store(a, i, x.IfElse(x.Greater(zero), zero).Add(l))
	}
}

//go:nocheckptr
func siluKernel(a, d1, d2, d3, z *float32, n int) {
	var zero f4
	for i := 0; i < n; i += 4 {
		x := load(z, i)
		e := expNeg4(x)
		r := floats(kOne).Div(floats(kOne).Add(e))
		er := e.Mul(r)
		negative := x.Less(zero)
		p, q := er.IfElse(negative, r), r.IfElse(negative, er)
		g, t := p.Mul(q), q.Sub(p)
		w := t.Mul(t).Sub(g.Add(g))
		store(d3, i, g.Mul(t.Add(t.Add(t)).Add(x.Mul(w))))
		store(d2, i, g.Mul(x.Mul(t).Add(floats(kOne).Add(floats(kOne)))))
		store(d1, i, p.Add(x.Mul(g)))
		store(a, i, x.Mul(p))
	}
}

//go:nocheckptr
func tanhKernel(a, d1, d2, d3, z *float32, n int) {
	for i := 0; i < n; i += 4 {
		x := load(z, i)
		e := expNeg4(x.Add(x))
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
}

func mixedSIMD(am, d1, d2, zv, zw, zm []float32) int {
	if !vectors {
		return 0
	}
	n := len(am) &^ 3
	p, q1, q2 := unsafe.SliceData(am), unsafe.SliceData(d1), unsafe.SliceData(d2)
	v, w, m := unsafe.SliceData(zv), unsafe.SliceData(zw), unsafe.SliceData(zm)
	for i := 0; i < n; i += 4 {
		store(p, i, load(q1, i).Mul(load(m, i)).Add(load(q2, i).Mul(load(v, i).Mul(load(w, i)))))
	}
	return n
}

func pull2SIMD(g, gv, d1, d2, zv []float32) int {
	if !vectors {
		return 0
	}
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

func pull4SIMD(g Jet4, d1, d2, d3 []float32, z Jet4) int {
	if !vectors {
		return 0
	}
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
