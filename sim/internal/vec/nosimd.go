//go:build !(goexperiment.simd && go1.27 && (wasm || amd64 || arm64))

package vec

import "unsafe"

// Without vectors every kernel's plain form does all the work: these do none
// of it.

func expSIMD(dst, x []float32) int                                             { return 0 }
func logSIMD(dst, x []float32) int                                             { return 0 }
func uniformSIMD(dst []float32, k0, k1, first uint32) int                      { return 0 }
func normalSIMD(a, b []float32, k0, k1, k2, first uint32) int                  { return 0 }
func langevinSIMD(dst, x, s, z []float32, eps, root float32) int               { return 0 }
func beyondSIMD(x []float32, limit float32) int                                { return 0 }
func mixtureSIMD(m *Mixture2, sx, sy, logp, x, y []float32) int                { return 0 }
func kdeSIMD(sx, sy, logp, x, y, px, py, logw []float32, p, norm float32) bool { return false }
func modesSIMD(m *Mixture2, dst []uint8, x, y []float32) int                   { return 0 }

func splatSIMD(bins []uint16, w, h int, x, y []float32, m Map, unit uint16) int { return 0 }
func fadeSIMD(v []uint16, keep uint16) int                                      { return 0 }
func belowSIMD(v []uint16, least uint16) int                                    { return 0 }
func saturateSIMD(v []uint16, from unsafe.Pointer) int                          { return 0 }
