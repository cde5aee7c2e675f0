package sim_test

import (
	"math"
	"testing"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/density"
	"github.com/scorefield/scorefield/sim/internal/testsize"
	"github.com/scorefield/scorefield/sim/langevin"
	"github.com/scorefield/scorefield/sim/matching"
	"github.com/scorefield/scorefield/sim/score"
)

// TestNoSampleRunsAway: over seeds, sizes of pictures, step sizes and guidance the scores of
// plain networks, which send some samples away, keep all of them within bounds: after each step
// within what langevin.Bounded proves and at the end within the bounds. The number of those that
// run away without shows that there is something to hold.
func TestNoSampleRunsAway(t *testing.T) {
	runs, hidden, steps, n := []struct{ side, seed int }{{8, 1}}, []int{64, 64}, 250, 100
	if testsize.Full() {
		runs, hidden, steps = []struct{ side, seed int }{{8, 1}, {8, 2}, {8, 3}, {12, 1}, {16, 1}}, []int{128, 128}, 500
	}
	const limit, low, high = 2, 0.05, 10.
	lost := 0
	for _, run := range runs {
		side := run.side
		g, err := density.NewGlyphs(side, density.Digits)
		if err != nil {
			t.Fatal(err)
		}
		seed := run.seed
		key := sim.NewKey(uint64(seed))
		net := score.NewNet(score.Config{Dim: g.Dim(), Hidden: hidden, Conditional: true, Scale: 0.8, SigmaMax: 20, Classes: 10}, key.Sub(0))
		trainer := &matching.Trainer{Model: net, Objective: &matching.Denoising{Weight: matching.Variance}, Key: key.Sub(1), Average: 0.99,
			Data:   (&matching.Conditional{Data: g.RandLabelled, Labels: net.SetLabels, None: score.NoClass}).Rand,
			Levels: matching.Levels{Min: low, Max: high}, Rate: matching.Rate{Base: 2e-3, Decay: matching.Cosine, Steps: steps}}
		trainer.Step(steps)
		labels := make([]uint8, n)
		for i := range labels {
			labels[i] = uint8(i % 10)
		}
		start := func() *langevin.State {
			s := &langevin.State{X: sim.NewBatch(g.Dim(), n), Key: key.Sub(2)}
			langevin.Normal(s.X, nil, high, key.Sub(3), 0)
			return s
		}
		for _, c := range []struct{ a, guidance float64 }{{0.1, 0}, {0.4, 0}, {0.4, 8}} {
			if c.guidance > 0 && (seed > 1 || side > 8) {
				continue
			}
			own := &score.Guided{Net: net, Labels: labels, Weight: c.guidance}
			annealed := func(of sim.Scorer) *langevin.Annealed {
				return &langevin.Annealed{Score: of, Levels: sim.Ladder(low, high, 20), Steps: 20, Epsilon: c.a * low * low, Denoise: true}
			}
			free := start()
			k := annealed(own)
			langevin.Run(k, free, k.Total())
			if c.guidance == 0 {
				lost += beyond(free.X, 1.5*limit)
			}

			s, within := start(), 5.77*high
			k = annealed(&langevin.Bounded{Of: own, Low: -limit, High: limit})
			k.Init(s)
			for range k.Total() - 1 {
				info := k.Step(s)
				within = (1-c.a)*within + c.a*limit + 5.77*math.Sqrt(2*info.Epsilon)
				if far := farthest(s.X); !(far <= within*(1+1e-5)) {
					t.Fatalf("side %d, seed %d, %+v, step %d: a pixel is %g, at most %g", side, seed, c, s.N, far, within)
				}
			}
			if k.Step(s); !(farthest(s.X) <= limit*(1+1e-5)) {
				t.Errorf("side %d, seed %d, %+v: annealed ends at %g", side, seed, c, farthest(s.X))
			}
			if c.a == 0.1 {
				continue
			}
			for name, k := range samplersOf(own) {
				s := start()
				if langevin.Run(k, s, k.Total()); !(farthest(s.X) <= limit*(1+1e-5)) {
					t.Errorf("side %d, seed %d, %+v: %s ends at %g", side, seed, c, name, farthest(s.X))
				}
			}
		}
	}
	t.Logf("%d ran away without bounds", lost)
	if lost == 0 {
		t.Error("nothing runs away without bounds either")
	}
}

// beyond is how many points have a coordinate farther out than limit.
func beyond(x sim.Batch, limit float64) (n int) {
	for i := range x.N {
		for j := range x.D {
			if !(math.Abs(float64(x.At(j, i))) <= limit) {
				n++
				break
			}
		}
	}
	return n
}
