//go:build !(goexperiment.simd && go1.27 && (wasm || amd64 || arm64))

package vec

// plainly runs f without vectors, which is all there is in this build.
func plainly(f func()) { f() }
