package render

import (
	"math"
	"testing"
)

func TestQuickExp(t *testing.T) {
	for v := float32(-86); v < 86; v += 0.0137 {
		want := math.Exp(float64(v))
		// float32's own rounding of v·log₂e: |x|·2⁻²⁴·ln 2 ≤ 5e-6 at |x| = 124.
		if got := float64(quickExp(v)); math.Abs(got/want-1) > 1e-5 {
			t.Fatalf("e^%v = %v, want %v", v, got, want)
		}
	}
	for _, v := range []float32{-1e4, float32(math.Inf(-1)), float32(math.NaN())} {
		if got := quickExp(v); got != 0 {
			t.Errorf("e^%v = %v", v, got)
		}
	}
}

func TestQuickLog10(t *testing.T) {
	for x := -37.9; x < 38; x += 0.00713 {
		v := float32(math.Pow(10, x))
		want := math.Log10(float64(v))
		// Near 10^±38 the rounding of log₁₀2 adds 126·1.5e-8 and that of the sum
		// 38·2⁻²⁴: 5.2e-6 with the rounding in the series.
		if got := float64(quickLog10(v)); math.Abs(got-want) > 6e-6 {
			t.Fatalf("log10(%v) = %v, want %v", v, got, want)
		}
	}
	for _, v := range []float32{0, -3, float32(math.NaN())} {
		if got := quickLog10(v); got != -38 {
			t.Errorf("log10(%v) = %v", v, got)
		}
	}
}

// TestHolesStayHoles on every scale.
func TestHolesStayHoles(t *testing.T) {
	nan := float32(math.NaN())
	for _, logs := range []bool{false, true} {
		for _, scale := range []Scale{Linear, Log} {
			if v := (normaliser{logs, scale, 0, 1}).at(nan); v == v {
				t.Errorf("logs %v, scale %v: NaN became %v", logs, scale, v)
			}
		}
	}
}
