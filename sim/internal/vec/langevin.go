package vec

// Langevin stores x + ε s + r z in dst; with r = √(2ε) that is one step of
// Langevin dynamics.
func Langevin(dst, x, s, z []float32, eps, root float32) {
	same(len(dst), len(x), len(s), len(z))
	n := langevinSIMD(dst, x, s, z, eps, root)
	for i := n; i < len(dst); i++ {
		dst[i] = x[i] + float32(eps*s[i]) + float32(root*z[i])
	}
}

// Drift stores x + ε s in dst: the step without its noise.
func Drift(dst, x, s []float32, eps float32) {
	same(len(dst), len(x), len(s))
	for i := range dst {
		dst[i] = x[i] + float32(eps*s[i])
	}
}
