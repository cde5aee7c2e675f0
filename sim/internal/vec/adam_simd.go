//go:build goexperiment.simd && go1.27 && (wasm || amd64 || arm64)

package vec

import (
	"simd/archsimd"
	"unsafe"
)

func adamSIMD(w, m, v, g []float32, beta1, beta2, rate, root, eps float32) int {
	if !vectors {
		return 0
	}
	clearUpper()
	n := len(w) &^ 3
	pw, pm, pv, pg := unsafe.SliceData(w), unsafe.SliceData(m), unsafe.SliceData(v), unsafe.SliceData(g)
	b1, b2 := archsimd.BroadcastFloat32x4(beta1), archsimd.BroadcastFloat32x4(beta2)
	c1, c2 := archsimd.BroadcastFloat32x4(1-beta1), archsimd.BroadcastFloat32x4(1-beta2)
	r, s, e := archsimd.BroadcastFloat32x4(rate), archsimd.BroadcastFloat32x4(root), archsimd.BroadcastFloat32x4(eps)
	for i := 0; i < n; i += 4 {
		x := load(pg, i)
		a := b1.Mul(load(pm, i)).Add(c1.Mul(x))
		b := b2.Mul(load(pv, i)).Add(c2.Mul(x.Mul(x)))
		store(pm, i, a)
		store(pv, i, b)
		store(pw, i, load(pw, i).Sub(r.Mul(a).Div(b.Sqrt().Mul(s).Add(e))))
	}
	return n
}

func averageSIMD(a, x []float32, c float32) int {
	if !vectors {
		return 0
	}
	clearUpper()
	n := len(a) &^ 3
	p, q, k := unsafe.SliceData(a), unsafe.SliceData(x), archsimd.BroadcastFloat32x4(c)
	for i := 0; i < n; i += 4 {
		u := load(p, i)
		store(p, i, u.Add(k.Mul(load(q, i).Sub(u))))
	}
	return n
}
