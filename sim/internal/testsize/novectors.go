//go:build !(goexperiment.simd && go1.27 && (amd64 || arm64))

package testsize

const vectors = false
