//go:build goexperiment.simd && go1.27 && (wasm || amd64 || arm64)

package vec

// plainly runs f without vectors.
func plainly(f func()) {
	defer func(v bool) { vectors = v }(vectors)
	vectors = false
	f()
}
