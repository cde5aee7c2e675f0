package score

import (
	"testing"

	"github.com/scorefield/scorefield/sim"
)

// TestFarKernelsStayNormal: what a centre contributes to a point at any distance is no number so small
// that processors take long for its products.
func TestFarKernelsStayNormal(t *testing.T) {
	const n = 200
	x := sim.NewBatch(2, n)
	for i := range n {
		x.Set(0, i, float32(i*i))
	}
	k := NewKernel(sim.NewBatch(2, 1), 0.5, 1)
	k.Eval(sim.NewBatch(2, n), sim.Batch{}, x, sim.Batch{}, nil)
	for i, v := range k.k {
		if !(v*1e-10 >= 0x1p-126) {
			t.Fatalf("k = %v at a distance of %d", v, i*i)
		}
	}
}
