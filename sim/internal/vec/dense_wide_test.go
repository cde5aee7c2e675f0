//go:build goexperiment.simd && go1.27 && amd64

package vec

import (
	"slices"
	"testing"
)

// TestWideIsNarrow: dense kernels with registers of 256 bits have the bits of those
// with 128, for every number of rows, columns and panels up to some more than their
// tiles hold.
func TestWideIsNarrow(t *testing.T) {
	if !wide {
		t.Skip("no registers of 256 bits")
	}
	narrowly := func(f func()) {
		defer func() { wide = true }()
		wide = false
		f()
	}
	for out := 1; out <= 13; out++ {
		for in := 1; in <= 35; in++ {
			w, bias, x := noise(out*in, 1, 1), noise(out, 2, 1), noise(in*Panel, 3, 1)
			for _, b := range [][]float32{nil, bias} {
				got, want := make([]float32, out*Panel), make([]float32, out*Panel)
				Dense(got, w, b, x, out, in)
				narrowly(func() { Dense(want, w, b, x, out, in) })
				if !slices.Equal(got, want) {
					t.Fatalf("Dense %d×%d, bias %v: other bits", out, in, b != nil)
				}
			}
		}
		for in := 1; in <= 52; in++ {
			for panels := 1; panels <= 3; panels++ {
				dz, xt := noise(panels*out*Panel, 4, 1), noise(panels*Panel*Stride(in), 5, 1)
				got := noise(out*in, 6, 1)
				want := slices.Clone(got)
				DenseGrad(got, dz, xt, out, in, panels)
				narrowly(func() { DenseGrad(want, dz, xt, out, in, panels) })
				if !slices.Equal(got, want) {
					t.Fatalf("DenseGrad %d×%d of %d panels: other bits", out, in, panels)
				}
			}
		}
	}
}
