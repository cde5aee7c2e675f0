package matching_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/scorefield/scorefield/sim/matching"
)

// TestASplitIsTheWholeStep: for every batch and number of workers the nodes that these get
// follow one another, are nodes of the tree, and are all of it.
func TestASplitIsTheWholeStep(t *testing.T) {
	for _, batch := range []int{1, 16, 17, 64, 100, 128, 500, 512, 4096, 5000} {
		tr := runs(t)["explicit"]()
		tr.Batch = batch
		whole := tr.Split(1)
		for workers := range 20 {
			list := tr.Split(workers)
			at, most := 0, 0
			for _, s := range list {
				if s.Lo != at || !tr.Contains(s) {
					t.Fatalf("batch %d, %d workers: %v in %v", batch, workers, s, list)
				}
				at, most = s.Hi, max(most, s.Hi-s.Lo)
			}
			if len(whole) != 1 || at != whole[0].Hi || len(list) > max(workers, 1) {
				t.Errorf("batch %d, %d workers: %v", batch, workers, list)
			}
			// Halving gives nodes of at most twice the even share.
			if even := (at + max(workers, 1) - 1) / max(workers, 1); most > 2*even {
				t.Errorf("batch %d, %d workers: one has %d leaves of %d", batch, workers, most, at)
			}
		}
		for _, s := range []matching.Span{{Lo: 0, Hi: whole[0].Hi + 1}, {Lo: -1, Hi: 1}, {Lo: 1, Hi: 1}, {Lo: 1, Hi: 3}} {
			if tr.Contains(s) {
				t.Errorf("batch %d: %v is a node", batch, s)
			}
		}
	}
}

// TestAStepIsTheSameWhoeverSumsIt: sums that other trainers have made, of any nodes, are
// used where they come, and the weights are those of a trainer alone, bit for bit. Each of the
// others has been at other steps in between.
func TestAStepIsTheSameWhoeverSumsIt(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	for name, make := range runs(t) {
		for _, batch := range []int{50, 200, 515} {
			alone, lead := make(), make()
			alone.Batch, lead.Batch = batch, batch
			var others []*matching.Trainer
			for range 4 {
				o := make()
				o.Batch = batch
				others = append(others, o)
			}
			used := 0
			for step := range 6 {
				var sums []*matching.Sum
				for i, s := range lead.Split(1 + rnd.IntN(9)) {
					if rnd.IntN(4) == 0 {
						continue // has not come
					}
					if rnd.IntN(3) == 0 {
						others[i%4].SumAt(new(matching.Sum), step+3, lead.Weights(), s)
					}
					sum := new(matching.Sum)
					others[i%4].SumAt(sum, step, lead.Weights(), s)
					sums = append(sums, sum)
					used++
				}
				rnd.Shuffle(len(sums), func(i, j int) { sums[i], sums[j] = sums[j], sums[i] })
				loss := lead.StepWith(sums...)
				if want := alone.Step(1); loss != want || !slices.Equal(bothWeights(lead), bothWeights(alone)) {
					t.Fatalf("%s, batch %d, step %d: other weights, loss %g, want %g", name, batch, step, loss, want)
				}
				if !slices.Equal(lead.Model.Params(), alone.Model.Params()) {
					t.Fatalf("%s, batch %d, step %d: the models differ", name, batch, step)
				}
			}
			if used == 0 {
				t.Errorf("%s, batch %d: nothing was shared", name, batch)
			}
		}
	}
}

// TestSumsAreUsed: a wrong sum makes other weights.
func TestSumsAreUsed(t *testing.T) {
	a, b := runs(t)["denoising-energy"](), runs(t)["denoising-energy"]()
	var sum matching.Sum
	b.SumAt(&sum, 0, a.Weights(), a.Split(2)[1])
	sum.Grad[0]++
	a.StepWith(&sum)
	b.Step(1)
	if slices.Equal(a.Model.Params(), b.Model.Params()) {
		t.Error("the sum of another was not used")
	}
}

// TestTheOwnSumIsUsed: a trainer sums its own part before the rest comes, with the weights
// that the optimiser moves, and its model is the averaged one again afterwards.
func TestTheOwnSumIsUsed(t *testing.T) {
	for name, make := range runs(t) {
		a, b := make(), make()
		for range 3 {
			model := slices.Clone(a.Model.Params())
			var own matching.Sum
			a.SumAt(&own, a.Steps(), a.Weights(), a.Split(2)[0])
			if !slices.Equal(model, a.Model.Params()) {
				t.Fatalf("%s: SumAt changes the model", name)
			}
			a.StepWith(&own)
			b.Step(1)
			if !slices.Equal(bothWeights(a), bothWeights(b)) {
				t.Fatalf("%s: other weights", name)
			}
		}
	}
}

// TestPartsOfALossAddUp to that of all points: a mean over these, whatever the objective.
func TestPartsOfALossAddUp(t *testing.T) {
	for name, make := range runs(t) {
		tr := make()
		tr.Batch = 160
		var left, right, whole matching.Sum
		parts := tr.Split(2)
		if len(parts) != 2 {
			t.Fatalf("%v", parts)
		}
		tr.SumAt(&left, 0, tr.Weights(), parts[0])
		tr.SumAt(&right, 0, tr.Weights(), parts[1])
		tr.SumAt(&whole, 0, tr.Weights(), tr.Split(1)[0])
		if whole.Loss != left.Loss+right.Loss || left.Loss == 0 || right.Loss == 0 || math.IsNaN(whole.Loss) {
			t.Errorf("%s: %g and %g are not %g", name, left.Loss, right.Loss, whole.Loss)
		}
		for i, g := range whole.Grad {
			if g != left.Grad[i]+right.Grad[i] {
				t.Fatalf("%s: gradient %d is %g, not %g + %g", name, i, g, left.Grad[i], right.Grad[i])
			}
		}
	}
}
