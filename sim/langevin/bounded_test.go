package langevin_test

import (
	"math"
	"testing"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/density"
	"github.com/scorefield/scorefield/sim/langevin"
	"github.com/scorefield/scorefield/sim/matching"
	"github.com/scorefield/scorefield/sim/score"
)

// perturbed is a score with errors of so many units of 1/σ, drawn anew for each point.
type perturbed struct {
	sim.Scorer
	by float32
}

func (p perturbed) Score(dst, x sim.Batch, sigma float32) {
	p.Scorer.Score(dst, x, sigma)
	z := sim.NewBatch(x.D, x.N)
	langevin.Normal(z, nil, 1, 99, 0)
	for i, v := range z.Data {
		dst.Data[i] += p.by * v / sigma
	}
}

// TestBoundedComesNearer: with data in [−1, 1]^6 an exact score passes, and one with
// errors is nowhere farther from the exact one than it was. Rounding of x + σ² s leaves
// 2⁻²³ (|x| + |σ² s|) of it, at most 2⁻²² (|x| + 1) here, and by 1/σ² of that.
func TestBoundedComesNearer(t *testing.T) {
	const d, n = 6, 400
	points := sim.NewBatch(d, 30)
	langevin.Uniform(points, -1, 1, 1, 0)
	for j := range d { // some on the bounds, as pixels are
		points.Set(j, j, -1)
		points.Set(j, j+6, 1)
	}
	exact := density.NewData(points, nil, 0)
	for _, sigma := range []float32{0.05, 0.5, 3} {
		x, noise := sim.NewBatch(d, n), sim.NewBatch(d, n)
		exact.Rand(x, 2, 0)
		langevin.Normal(noise, nil, float64(2*sigma), 3, 0)
		for i, v := range noise.Data {
			x.Data[i] += v
		}
		truth, wrong, bounded := sim.NewBatch(d, n), sim.NewBatch(d, n), sim.NewBatch(d, n)
		exact.Score(truth, x, sigma)
		changed := 0
		for _, by := range []float32{0, 2} {
			of := perturbed{exact, by}
			of.Score(wrong, x, sigma)
			(&langevin.Bounded{Of: of, Low: -1, High: 1}).Score(bounded, x, sigma)
			for i, b := range bounded.Data {
				rounding := 3e-7 * (math.Abs(float64(x.Data[i])) + 1) / float64(sigma*sigma)
				was, is := math.Abs(float64(wrong.Data[i]-truth.Data[i])), math.Abs(float64(b-truth.Data[i]))
				if is > was+rounding {
					t.Fatalf("σ = %g, errors of %g: %g off, %g before", sigma, by, is, was)
				}
				if is < was-rounding {
					changed++
				}
			}
		}
		if sigma > 0.1 && changed < n/10 {
			t.Errorf("σ = %g: only %d coordinates came nearer", sigma, changed)
		}
	}
}

// outwards is a score that drives away from the origin.
type outwards struct{}

func (outwards) Score(dst, x sim.Batch, sigma float32) {
	for i, v := range x.Data {
		dst.Data[i] = 3 * v / (sigma * sigma)
	}
}

// TestNothingRunsAwayFromBounds: a score that drives every particle out does so without
// bounds; with them |x| stays, after every step, within what its proof says, taken step
// by step: b ← (1 − a) b + a B + 5.77 √(2ε), a = ε/σ².
func TestNothingRunsAwayFromBounds(t *testing.T) {
	const d, n, limit, low, high = 64, 50, 2, 0.05, 10
	levels := sim.Ladder(low, high, 12)
	start := func() *langevin.State {
		s := &langevin.State{X: sim.NewBatch(d, n), Key: 4}
		langevin.Normal(s.X, nil, high, 5, 0)
		return s
	}
	for _, a := range []float64{0.02, 0.3, 1} {
		free := start()
		k := &langevin.Annealed{Score: outwards{}, Levels: levels, Epsilon: a * low * low, Steps: 30}
		if info := langevin.Run(k, free, k.Total()); info.Diverged != n {
			t.Errorf("a = %g: %d of %d ran away without bounds", a, info.Diverged, n)
		}
		k.Score = &langevin.Bounded{Of: outwards{}, Low: -limit, High: limit}
		s, within := start(), 5.77*high
		k.Init(s)
		for range k.Total() {
			info := k.Step(s)
			within = (1-a)*within + a*limit + 5.77*math.Sqrt(2*info.Epsilon)
			for _, v := range s.X.Data {
				if !(math.Abs(float64(v)) <= within*(1+1e-5)) {
					t.Fatalf("a = %g, step %d: |x| = %g, limit %g", a, s.N, v, within)
				}
			}
		}
		if a >= 0.3 && within > limit+5.8*low*math.Sqrt(2/a)+0.5 { // thirty steps of a smaller a forget less
			t.Errorf("a = %g: the limit at the end is %g", a, within)
		}
	}
	// Euler's steps of the flow make x a mean of x and its origin's mean.
	s := start()
	k := &langevin.Karras{Score: &langevin.Bounded{Of: outwards{}, Low: -limit, High: limit}, Min: low, Max: high, Euler: true}
	langevin.Run(k, s, k.Total())
	for _, v := range s.X.Data {
		if !(math.Abs(float64(v)) <= limit*(1+1e-5)) {
			t.Fatalf("flow: |x| = %g, limit %d", v, limit)
		}
	}
}

// TestNoPictureRunsAway: in 64 dimensions a network that has learnt little sends some of
// its particles away from the pictures, whose pixels lie in [−1, 1], with either sampler;
// with bounds none ends beyond them, for the last step of both stores the mean of the
// origin.
func TestNoPictureRunsAway(t *testing.T) {
	const n, low, high = 128, 0.05, 10
	g, err := density.NewGlyphs(8, density.Digits)
	if err != nil {
		t.Fatal(err)
	}
	net := score.NewNet(score.Config{Dim: 64, Hidden: []int{32, 32}, Conditional: true, SigmaMax: high}, 3)
	tr := &matching.Trainer{Model: net, Objective: &matching.Denoising{Weight: matching.Variance}, Data: g.Rand, Key: 4,
		Levels: matching.Levels{Min: low, Max: high}, Rate: matching.Rate{Base: 3e-3}}
	tr.Step(150)
	for name, kernel := range map[string]func(sim.Scorer) langevin.Kernel{
		"annealed": func(s sim.Scorer) langevin.Kernel {
			return &langevin.Annealed{Score: s, Levels: sim.Ladder(low, high, 15), Steps: 10, Epsilon: 0.1 * low * low, Denoise: true}
		},
		"flow": func(s sim.Scorer) langevin.Kernel {
			return &langevin.Karras{Score: s, Min: low, Max: high, Steps: 15}
		},
	} {
		away := func(s sim.Scorer, beyond float64) (count int) {
			state := &langevin.State{X: sim.NewBatch(64, n), Key: 5}
			langevin.Normal(state.X, nil, high, 6, 0)
			k := kernel(s)
			langevin.Run(k, state, k.Total())
			for i := range n {
				far := false
				for j := range 64 {
					far = far || !(math.Abs(float64(state.X.At(j, i))) <= beyond)
				}
				if far {
					count++
				}
			}
			return count
		}
		free, held := away(net, 3), away(&langevin.Bounded{Of: net, Low: -2, High: 2}, 2.01)
		t.Logf("%s: %d of %d ran away without bounds, %d with", name, free, n, held)
		if free == 0 || held > 0 {
			t.Errorf("%s: %d of %d ran away without bounds, %d with", name, free, n, held)
		}
	}
}
