package hist_test

import (
	"fmt"

	"github.com/scorefield/scorefield/sim/hist"
)

// Four particles on a grid of 3×2 bins over [0, 3] × [0, 2], y upwards, counted
// in two halves as shards do; the one outside is skipped.
func ExampleGrid() {
	onGrid := hist.Affine{SX: 1, SY: -1, OY: 2}
	var whole, half hist.Grid
	whole.Resize(3, 2)
	half.Resize(3, 2)
	whole.Splat([]float32{0.5, 2.5}, []float32{0.5, 1.5}, onGrid)
	half.Splat([]float32{2.9, 7}, []float32{1.1, 1}, onGrid)
	whole.Merge(&half)
	for i := range whole.Bins {
		whole.Bins[i] /= hist.Unit // particles
	}
	fmt.Println(whole.Bins[:3])
	fmt.Println(whole.Bins[3:])
	// Output:
	// [0 0 2]
	// [1 0 0]
}
