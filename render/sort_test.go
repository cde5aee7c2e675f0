package render

import (
	"math"
	mathrand "math/rand/v2"
	"slices"
	"testing"
)

// TestSorter: the order of a sort by comparisons, whatever the values.
func TestSorter(t *testing.T) {
	rng := mathrand.New(mathrand.NewPCG(3, 4))
	inf := float32(math.Inf(1))
	special := []float32{0, 1, -1, math.MaxFloat32, -math.MaxFloat32, math.SmallestNonzeroFloat32, -math.SmallestNonzeroFloat32, inf, -inf, float32(math.NaN())}
	var s sorter
	for n := range 300 {
		values := make([]float32, n)
		var want []float32
		for i := range values {
			switch rng.IntN(3) {
			case 0:
				values[i] = special[rng.IntN(len(special))]
			case 1:
				values[i] = float32(rng.NormFloat64())
			default:
				values[i] = math.Float32frombits(rng.Uint32())
			}
			if v := float64(values[i]); !math.IsNaN(v) && !math.IsInf(v, 0) {
				want = append(want, values[i])
			}
		}
		slices.Sort(want)
		if got := s.finite(values); !slices.Equal(got, want) {
			t.Fatalf("%v, want %v", got, want)
		}
	}
}
