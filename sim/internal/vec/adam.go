package vec

// Adam is one step of Kingma and Ba (ICLR 2015, algorithm 1) on the weights w
// with the gradient g and the moments m and v:
//
//	m ← β₁m + (1−β₁)g,   v ← β₂v + (1−β₂)g²,   w ← w − rate·m/(√v·root + ε).
//
// The caller puts the bias corrections in: rate = α/(1−β₁ᵗ), root = 1/√(1−β₂ᵗ).
func Adam(w, m, v, g []float32, beta1, beta2, rate, root, eps float32) {
	same(len(w), len(m), len(v), len(g))
	c1, c2 := 1-beta1, 1-beta2
	for i := adamSIMD(w, m, v, g, beta1, beta2, rate, root, eps); i < len(w); i++ {
		m[i] = float32(beta1*m[i]) + float32(c1*g[i])
		v[i] = float32(beta2*v[i]) + float32(c2*float32(g[i]*g[i]))
		w[i] -= float32(rate*m[i]) / (float32(sqrt32(v[i])*root) + eps)
	}
}

// Average moves a towards x: a ← a + c(x − a).
func Average(a, x []float32, c float32) {
	same(len(a), len(x))
	for i := averageSIMD(a, x, c); i < len(a); i++ {
		a[i] += float32(c * (x[i] - a[i]))
	}
}
