package vec

// A jet is a value with derivatives along fixed directions, carried through a
// network side by side: a tangent, or two tangents and a mixed second
// derivative. z are values and derivatives before an activation, a after it,
// and d1, d2, d3 the activation's derivatives at the value z.

// Mixed stores the second derivative am = φ′zm + φ″zv zw.
func Mixed(am, d1, d2, zv, zw, zm []float32) {
	same(len(am), len(d1), len(d2), len(zv), len(zw), len(zm))
	for i := mixedSIMD(am, d1, d2, zv, zw, zm); i < len(am); i++ {
		am[i] = float32(d1[i]*zm[i]) + float32(d2[i]*float32(zv[i]*zw[i]))
	}
}

// Pullback2 turns the adjoints g of a = φ(z) and gv of av = φ′zv into those of z
// and zv, in place:
//
//	g ← φ′g + φ″zv gv,   gv ← φ′gv.
func Pullback2(g, gv, d1, d2, zv []float32) {
	same(len(g), len(gv), len(d1), len(d2), len(zv))
	for i := pullback2SIMD(g, gv, d1, d2, zv); i < len(g); i++ {
		g[i] = float32(d1[i]*g[i]) + float32(d2[i]*float32(zv[i]*gv[i]))
		gv[i] = d1[i] * gv[i]
	}
}

// Jet4 is a jet of four parts.
type Jet4 struct {
	A, V, W, M []float32 // value, tangents along v and w, mixed second derivative; of one length
}

// Pullback4 is Pullback2 for a jet of value, tangents v and w and the mixed m:
//
//	g  ← φ′g + φ″(zv gv + zw gw + zm gm) + φ‴zv zw gm,
//	gv ← φ′gv + φ″zw gm,   gw ← φ′gw + φ″zv gm,   gm ← φ′gm.
func Pullback4(g Jet4, d1, d2, d3 []float32, z Jet4) {
	n := len(g.A)
	same(n, len(g.V), len(g.W), len(g.M), len(d1), len(d2), len(d3), len(z.V), len(z.W), len(z.M))
	for i := pullback4SIMD(g, d1, d2, d3, z); i < n; i++ {
		gm, zv, zw := g.M[i], z.V[i], z.W[i]
		dot := float32(zv*g.V[i]) + float32(zw*g.W[i]) + float32(z.M[i]*gm)
		g.A[i] = float32(d1[i]*g.A[i]) + float32(d2[i]*dot) + float32(d3[i]*float32(float32(zv*zw)*gm))
		g.V[i] = float32(d1[i]*g.V[i]) + float32(d2[i]*float32(zw*gm))
		g.W[i] = float32(d1[i]*g.W[i]) + float32(d2[i]*float32(zv*gm))
		g.M[i] = d1[i] * gm
	}
}
