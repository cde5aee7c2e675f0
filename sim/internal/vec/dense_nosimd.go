//go:build !(goexperiment.simd && go1.27 && (wasm || amd64 || arm64))

package vec

func (Activation) applySIMD(a, d1, d2, d3, z []float32) int              { return 0 }
func addSIMD(dst, x, y []float32) int                                    { return 0 }
func mulSIMD(dst, x, y []float32) int                                    { return 0 }
func mixedSIMD(am, d1, d2, zv, zw, zm []float32) int                     { return 0 }
func pullback2SIMD(g, gv, d1, d2, zv []float32) int                      { return 0 }
func pullback4SIMD(g Jet4, d1, d2, d3 []float32, z Jet4) int             { return 0 }
func denseSIMD(dst, w, bias, x []float32, out, in int) bool              { return false }
func denseGradSIMD(dw, dz, xt []float32, out, in, panels int) bool       { return false }
func biasGradSIMD(db, dz []float32) bool                                 { return false }
func transposeSIMD(dst, x []float32, rows, columns, stride int) int      { return 0 }
func adamSIMD(w, m, v, g []float32, b1, b2, rate, root, eps float32) int { return 0 }
func averageSIMD(a, x []float32, c float32) int                          { return 0 }
