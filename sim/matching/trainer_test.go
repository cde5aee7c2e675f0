package matching_test

import (
	"hash/fnv"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/matching"
	"github.com/scorefield/scorefield/sim/score"
)

// runs are trainers of every kind, small.
func runs(t *testing.T) map[string]func() *matching.Trainer {
	d := toy(t)
	net := func(conditional bool) matching.Model {
		return score.NewNet(score.Config{Hidden: []int{16, 20}, Conditional: conditional, Activation: score.Softplus}, sim.NewKey(1))
	}
	energy := func(conditional bool) matching.Model {
		return score.NewEnergy(score.Config{Hidden: []int{16, 20}, Conditional: conditional, Activation: score.SiLU}, sim.NewKey(1))
	}
	with := func(f func() *matching.Trainer) func() *matching.Trainer {
		return func() *matching.Trainer {
			tr := f()
			tr.Data, tr.Key, tr.Batch = d.Rand, sim.NewKey(7), 50
			return tr
		}
	}
	return map[string]func() *matching.Trainer{
		"explicit": with(func() *matching.Trainer {
			return &matching.Trainer{Model: net(false), Objective: &matching.Explicit{Target: d}}
		}),
		"implicit": with(func() *matching.Trainer {
			return &matching.Trainer{Model: net(false), Objective: &matching.Implicit{}, Clip: 1}
		}),
		"sliced": with(func() *matching.Trainer {
			return &matching.Trainer{Model: net(false), Objective: &matching.Sliced{}, Directions: matching.Rademacher, Projections: 3}
		}),
		"sliced-vr-energy": with(func() *matching.Trainer {
			return &matching.Trainer{Model: energy(false), Objective: &matching.Sliced{VarianceReduced: true}, Directions: matching.Sphere,
				Rate: matching.Rate{Decay: matching.Cosine, Steps: 30, WarmUp: 5}}
		}),
		"denoising-energy": with(func() *matching.Trainer {
			return &matching.Trainer{Model: energy(true), Objective: &matching.Denoising{}, Levels: matching.Fixed(0.5),
				Rate: matching.Rate{Decay: matching.Exponential, Steps: 30}}
		}),
		"ladder": with(func() *matching.Trainer {
			return &matching.Trainer{Model: net(true), Objective: &matching.Denoising{Weight: matching.Variance},
				Levels: matching.Levels{Ladder: sim.Ladder(0.1, 10, 7)}, Average: 0.99}
		}),
		"continuous": with(func() *matching.Trainer {
			return &matching.Trainer{Model: net(true), Objective: &matching.Denoising{Weight: matching.Variance},
				Levels: matching.Levels{Min: 0.1, Max: 10}}
		}),
		"noisy-implicit": with(func() *matching.Trainer {
			return &matching.Trainer{Model: net(true), Objective: &matching.Implicit{}, Levels: matching.Fixed(1), PerturbData: true}
		}),
	}
}

// goldens are FNV-1a hashes of the weights, and averaged weights, after 30
// steps. Every platform, SIMD or not, must reach the same; a change of a
// kernel's rounding or of a draw changes them on purpose and says so.
var goldens = map[string]uint64{
	"continuous":       0xc5f4d37201dff7ed,
	"denoising-energy": 0xe0a1cdb2fec3d3f5,
	"explicit":         0xf2f0ffda64f67ec1,
	"implicit":         0x95fc537eacaf472d,
	"ladder":           0xc4336718e97a5b6c,
	"noisy-implicit":   0x7a7a93b03dd22541,
	"sliced":           0x25d0ad24607e4df5,
	"sliced-vr-energy": 0x12fdd6d80b038485,
}

func TestGoldenWeights(t *testing.T) {
	for name, make := range runs(t) {
		tr := make()
		tr.Step(30)
		h := fnv.New64a()
		for _, v := range bothWeights(tr) {
			b := math.Float32bits(v)
			h.Write([]byte{byte(b), byte(b >> 8), byte(b >> 16), byte(b >> 24)})
		}
		if got := h.Sum64(); got != goldens[name] {
			t.Errorf("%q: %#x,", name, got)
		}
	}
}

// bothWeights are the weights that the optimiser moves and their average, or
// the former twice.
func bothWeights(tr *matching.Trainer) []float32 {
	var c matching.Checkpoint
	tr.Snapshot(&c)
	if len(c.Mean) == 0 {
		return slices.Concat(c.Weights, c.Weights)
	}
	return slices.Concat(c.Weights, c.Mean)
}

// TestTheModelHoldsTheAverage: whenever Step or Restore has returned, the model
// that was given to the trainer is the averaged one, m ← m + (1 − d)(θ − m) with
// d = min(Average, (1 + n)/(10 + n)) after step n; without Average it is the
// optimiser's own.
func TestTheModelHoldsTheAverage(t *testing.T) {
	plain, averaged := runs(t)["ladder"](), runs(t)["ladder"]()
	plain.Average = 0
	mean := slices.Clone(plain.Model.Params())
	var mark, c matching.Checkpoint
	for n := 1; n <= 20; n++ {
		plain.Step(1)
		averaged.Step(1)
		d := min(averaged.Average, float64(1+n)/float64(10+n))
		for i, v := range plain.Model.Params() {
			mean[i] += float32(float32(1-d) * (v - mean[i]))
		}
		averaged.Snapshot(&c)
		if !slices.Equal(c.Weights, plain.Model.Params()) {
			t.Fatalf("step %d: averaging changes the way of the weights", n)
		}
		if !slices.Equal(averaged.Model.Params(), mean) {
			t.Fatalf("step %d: the model does not hold the average", n)
		}
		if n == 7 {
			averaged.Snapshot(&mark)
		}
	}
	averaged.Restore(&mark)
	if !slices.Equal(averaged.Model.Params(), mark.Mean) || slices.Equal(mark.Mean, mark.Weights) {
		t.Error("after going back the model does not hold the average")
	}
}

// TestStepsAreRepeatable: in one go, in pieces, and from a snapshot on.
func TestStepsAreRepeatable(t *testing.T) {
	for name, make := range runs(t) {
		a, b := make(), make()
		a.Step(12)
		var mark matching.Checkpoint
		b.Step(5)
		b.Snapshot(&mark)
		b.Step(7)
		same := func(what string) {
			if !slices.Equal(a.Model.Params(), b.Model.Params()) || !slices.Equal(bothWeights(a), bothWeights(b)) || a.Loss() != b.Loss() || b.Steps() != 12 {
				t.Errorf("%s: other weights %s", name, what)
			}
		}
		same("in two pieces")
		b.Restore(&mark)
		if b.Steps() != 5 || b.Loss() != mark.Loss {
			t.Errorf("%s: restored to step %d", name, b.Steps())
		}
		b.Step(7)
		same("after going back")
	}
}

func TestNothingIsAllocated(t *testing.T) {
	for name, make := range runs(t) {
		tr := make()
		tr.Step(1)
		var mark matching.Checkpoint
		tr.Snapshot(&mark)
		if n := testing.AllocsPerRun(5, func() { tr.Step(2); tr.Snapshot(&mark); tr.Restore(&mark) }); n != 0 {
			t.Errorf("%s: %g allocations in two steps", name, n)
		}
	}
}

// TestTrainingDescends: every objective's loss on a large batch falls.
func TestTrainingDescends(t *testing.T) {
	for name, make := range runs(t) {
		tr := make()
		before := lossOf(tr, toy(t))
		tr.Rate = matching.Rate{Base: 3e-3}
		tr.Step(150)
		if after := lossOf(tr, toy(t)); !(after < before) {
			t.Errorf("%s: loss %g before, %g after", name, before, after)
		}
	}
}

// lossOf is the loss of a trainer's model on 1,000 points.
func lossOf(tr *matching.Trainer, d sim.Density) float64 {
	x, aux, sigma := sim.NewBatch(2, 1000), sim.NewBatch(2, 1000), make([]float32, 1000)
	d.Rand(x, sim.NewKey(5), 0)
	tr.Directions.Rand(aux, sim.NewKey(6), 0)
	if !tr.Levels.None() {
		tr.Levels.Rand(sigma, sim.NewKey(8), 0)
	}
	return tr.Objective.Loss(nil, tr.Model, x, aux, sigma, x.N)
}

func TestEpochsSeeEveryPointOnce(t *testing.T) {
	for _, n := range []int{1, 2, 3, 10, 97, 256, 1000} {
		data := sim.NewBatch(1, n)
		for i := range n {
			data.Set(0, i, float32(i))
		}
		e := matching.Epochs{Data: data}
		var orders [][]float32
		for epoch := range 3 {
			got := sim.NewBatch(1, n)
			for lo := 0; lo < n; lo += 7 { // in batches that do not divide the set
				part := sim.NewBatch(1, min(7, n-lo))
				e.Rand(part, 11, epoch*n+lo)
				sim.CopyPoints(got, lo, part, 0, part.N)
			}
			orders = append(orders, slices.Clone(got.Data))
			slices.Sort(got.Data)
			if !slices.Equal(got.Data, data.Data) {
				t.Fatalf("%d points: epoch %d sees %v", n, epoch, got.Data)
			}
		}
		if n >= 10 && (slices.Equal(orders[0], orders[1]) || slices.IsSorted(orders[0])) {
			t.Errorf("%d points: not shuffled", n)
		}
	}
}

// TestLevelsAreSpread: the golden-ratio sequence puts N draws into L equal
// cells within a few of N/L each, where independent draws would be off by √(N/L).
func TestLevelsAreSpread(t *testing.T) {
	ladder := sim.Ladder(0.1, 10, 10)
	s := make([]float32, 1000)
	matching.Levels{Ladder: ladder}.Rand(s, sim.NewKey(1), 123)
	for _, l := range ladder {
		n := 0
		for _, v := range s {
			if v == float32(l) {
				n++
			}
		}
		if n < 96 || n > 104 {
			t.Errorf("level %g comes %d times of 1000", l, n)
		}
	}
	matching.Levels{Min: 0.1, Max: 10}.Rand(s, sim.NewKey(1), 123)
	below := 0
	for _, v := range s {
		if v < 0.0999999 || v > 10.00001 {
			t.Fatalf("level %g", v)
		}
		if v < 1 {
			below++
		}
	}
	if below < 496 || below > 504 {
		t.Errorf("%d of 1000 levels are below the middle", below)
	}
}

// TestLawsHaveUnitCovariance: E[vvᵀ] = I within four standard errors, √(2/n)
// for a Gaussian's square at the most; lengths as defined.
func TestLawsHaveUnitCovariance(t *testing.T) {
	const n, d = 50000, 3
	for _, law := range []matching.Distribution{matching.Gaussian, matching.Rademacher, matching.Sphere} {
		v := sim.NewBatch(d, n)
		law.Rand(v, sim.NewKey(3), 0)
		for j := range d {
			for k := range d {
				sum, want := 0.0, 0.0
				for i := range n {
					sum += float64(v.At(j, i)) * float64(v.At(k, i))
				}
				if j == k {
					want = 1
				}
				if math.Abs(sum/n-want) > 4*math.Sqrt(2.0/n) {
					t.Errorf("%v: E v%d v%d = %g", law, j, k, sum/n)
				}
			}
		}
		part := sim.NewBatch(d, 10)
		law.Rand(part, sim.NewKey(3), 40)
		if part.At(2, 5) != v.At(2, 45) {
			t.Errorf("%v: a draw depends on its batch", law)
		}
		for i := range 100 {
			q := 0.0
			for j := range d {
				q += float64(v.At(j, i)) * float64(v.At(j, i))
			}
			if law != matching.Gaussian && math.Abs(q-d) > 1e-5 {
				t.Errorf("%v: ‖v‖² = %g", law, q)
			}
		}
	}
}

func TestRates(t *testing.T) {
	for _, c := range []struct {
		rate matching.Rate
		step int
		want float64
	}{
		{matching.Rate{}, 5000, 1e-3},
		{matching.Rate{Base: 1, WarmUp: 10}, 4, 0.5},
		{matching.Rate{Base: 1, Decay: matching.Cosine, Steps: 100}, 50, 0.5},
		{matching.Rate{Base: 1, Decay: matching.Cosine, Steps: 100, Factor: 0.1}, 300, 0.1},
		{matching.Rate{Base: 1, Decay: matching.Exponential, Steps: 100}, 50, 0.1},
		{matching.Rate{Base: 1, Decay: matching.Staircase, Steps: 100}, 250, 0.25},
	} {
		if got := c.rate.At(c.step); math.Abs(got-c.want) > 1e-12 {
			t.Errorf("%+v at %d: %g, want %g", c.rate, c.step, got, c.want)
		}
	}
}

// TestAdamsFirstStep: whatever the gradient, it moves each weight by the rate.
func TestAdamsFirstStep(t *testing.T) {
	w := []float32{1, 1, 1, 1, 1}
	var a matching.Adam
	a.Step(w, []float32{3, -0.01, 1e-3, -50, 0}, 0.1)
	for i, want := range []float64{0.9, 1.1, 0.9, 1.1, 1} {
		if math.Abs(float64(w[i])-want) > 1e-5 { // ε = 1e-8 beside 1e-3
			t.Errorf("weight %d is %g, want %g", i, w[i], want)
		}
	}
}

// TestWhatIsMissingIsNamed: settings that make no run panic with a sentence
// that says which they are.
func TestWhatIsMissingIsNamed(t *testing.T) {
	d := toy(t)
	whole := func() *matching.Trainer {
		return &matching.Trainer{Model: score.NewNet(score.Config{Hidden: []int{4}}, 1), Objective: &matching.Denoising{}, Data: d.Rand,
			Levels: matching.Fixed(1), Batch: 8}
	}
	for want, change := range map[string]func(*matching.Trainer){
		"without Model":    func(tr *matching.Trainer) { tr.Model = nil },
		"Objective":        func(tr *matching.Trainer) { tr.Objective = nil },
		"Data":             func(tr *matching.Trainer) { tr.Data = nil },
		"negative Batch":   func(tr *matching.Trainer) { tr.Batch = -1 },
		"Projections":      func(tr *matching.Trainer) { tr.Projections = -1 },
		"Average":          func(tr *matching.Trainer) { tr.Average = 1 },
		"PerturbData":      func(tr *matching.Trainer) { tr.PerturbData, tr.Levels = true, matching.Levels{} },
		"each point":       func(tr *matching.Trainer) { tr.Levels = matching.Levels{} },
		"σ = 0":            func(tr *matching.Trainer) { tr.Levels = matching.Fixed(0) },
		"negative or not":  func(tr *matching.Trainer) { tr.Levels = matching.Fixed(-1) },
		"0 < Min ≤ Max":    func(tr *matching.Trainer) { tr.Levels = matching.Levels{Min: 1} },
		"without 0 < Min":  func(tr *matching.Trainer) { tr.Levels = matching.Levels{Max: 1} },
		"without a Target": func(tr *matching.Trainer) { tr.Objective = &matching.Explicit{} },
		"conditional network": func(tr *matching.Trainer) {
			tr.Model, tr.Objective, tr.Levels = score.NewNet(score.Config{Hidden: []int{4}, Conditional: true}, 1), &matching.Implicit{}, matching.Levels{}
		},
	} {
		func() {
			defer func() {
				if message, ok := recover().(string); !ok || !strings.Contains(message, want) {
					t.Errorf("%s: panics with %q", want, message)
				}
			}()
			tr := whole()
			change(tr)
			tr.Step(1)
		}()
	}
	whole().Step(1)
}

// TestDrawsAreWhatStepsLearnFrom: a step's batch is the part of the run's draws
// that Draws says.
func TestDrawsAreWhatStepsLearnFrom(t *testing.T) {
	const batch, steps = 5, 3
	var learned []float32
	source := func(dst sim.Batch, key sim.Key, first int) {
		for i := range dst.N {
			for j := range dst.D {
				dst.Set(j, i, float32(key.Sub(uint64(first+i)).Sub(uint64(j))>>40))
			}
		}
		learned = append(learned, dst.Row(0)...)
	}
	trainer := matching.Trainer{Model: score.NewNet(score.Config{Dim: 2, Hidden: []int{4}}, 1), Objective: &matching.Sliced{}, Data: source, Key: 7, Batch: batch}
	trainer.Step(steps)
	all := sim.NewBatch(2, batch*steps)
	want := learned
	trainer.Draws(all, 0)
	if !slices.Equal(all.Row(0), want) {
		t.Errorf("steps learned from %v, Draws has %v", want, all.Row(0))
	}
	part := sim.NewBatch(2, 4)
	trainer.Draws(part, 6)
	if !slices.Equal(part.Row(0), want[6:10]) {
		t.Errorf("draws 6 … 9 are %v, not %v", part.Row(0), want[6:10])
	}
}
