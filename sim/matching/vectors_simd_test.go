//go:build goexperiment.simd && go1.27 && (amd64 || arm64)

package matching_test

// vectors says that training is fast enough for long tests.
const vectors = true
