//go:build goexperiment.simd && go1.27 && (wasm || arm64)

package vec

// These processors' registers have 128 bits.

func clearUpper() {}

func denseWide(dst, w, bias, x *float32, out, in int) int { return 0 }

func gradWide(dw, dz, xt *float32, out, in, panels int) int { return 0 }
