package score

import (
	"testing"

	"github.com/scorefield/scorefield/sim"
)

// TestADerivativeCostsAnEvaluation: the derivative along a direction goes through the layers beside the
// values, as one more stream of the same size, whatever the dimension is. Matrix products go over panels times
// streams, and nothing else in a pass grows with the weights.
func TestADerivativeCostsAnEvaluation(t *testing.T) {
	for _, dim := range []int{2, 784} {
		n := NewNet(Config{Dim: dim, Hidden: []int{16, 16}}, sim.NewKey(1))
		x, s, sigma := sim.NewBatch(dim, 40), sim.NewBatch(dim, 40), []float32{1}
		n.Eval(s, sim.Batch{}, x, sim.Batch{}, sigma)
		plain := n.tape.panels * n.tape.streams
		n.Eval(s, sim.NewBatch(dim, 40), x, sim.NewBatch(dim, 40), sigma)
		if both := n.tape.panels * n.tape.streams; both != 2*plain || plain == 0 {
			t.Errorf("in %d dimensions values go through the layers in %d panels, with a derivative in %d", dim, plain, both)
		}
	}
}
