package matching_test

import (
	"slices"
	"testing"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/matching"
	"github.com/scorefield/scorefield/sim/score"
)

// TestHeldOutDisturbsNothing: between two steps any number of held-out losses leave the
// run what it is, and they are the same when they are asked for again.
func TestHeldOutDisturbsNothing(t *testing.T) {
	draws := func(dst sim.Batch, key sim.Key, first int) { matching.Gaussian.Rand(dst, key, first) }
	for name, tr := range map[string]*matching.Trainer{
		"sliced":    {Objective: &matching.Sliced{}, Projections: 3},
		"perturbed": {Objective: &matching.Implicit{}, Levels: matching.Fixed(0.5), PerturbData: true},
		"ladder":    {Objective: &matching.Denoising{Weight: matching.Variance}, Levels: matching.Levels{Min: 0.1, Max: 3}, Average: 0.9},
	} {
		alone := *tr
		shape := score.Config{Dim: 2, Hidden: []int{8}, Conditional: name == "ladder"}
		for _, t := range []*matching.Trainer{tr, &alone} {
			t.Model, t.Data, t.Key, t.Batch = score.NewNet(shape, sim.NewKey(1)), draws, sim.NewKey(2), 16
		}
		before := tr.HeldOut(draws, sim.NewKey(3), 4)
		if again := tr.HeldOut(draws, sim.NewKey(3), 4); again != before || before == tr.HeldOut(draws, sim.NewKey(4), 4) {
			t.Errorf("%s: %v, and again %v", name, before, again)
		}
		for range 20 {
			tr.Step(1)
			tr.HeldOut(draws, sim.NewKey(3), 2)
			alone.Step(1)
		}
		if !slices.Equal(tr.Model.Params(), alone.Model.Params()) || tr.Loss() != alone.Loss() {
			t.Errorf("%s: other weights", name)
		}
		if after := tr.HeldOut(draws, sim.NewKey(3), 4); !(after < before) {
			t.Errorf("%s: the held-out loss goes from %v to %v", name, before, after)
		}
	}
}
