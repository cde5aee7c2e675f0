// Package bench is the work that ./build.sh bench measures by name, the same
// natively, under Node and in a browser, where ours runs it in one page with
// TensorFlow.js.
package bench

import (
	"time"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/density"
	"github.com/scorefield/scorefield/sim/hist"
	"github.com/scorefield/scorefield/sim/langevin"
	"github.com/scorefield/scorefield/sim/matching"
	"github.com/scorefield/scorefield/sim/score"
)

// Work is something to do again and again.
type Work struct {
	Name string
	Unit string        // what its time is given in, such as ns/particle-step
	In   time.Duration // that unit of time
	Each int           // how many of what the unit counts one round does
	Make func() func() // prepares, and returns one round
}

// Per is the time t of n rounds in w's unit.
func (w Work) Per(t time.Duration, n int) float64 {
	return float64(t) / float64(w.In) / float64(n) / float64(w.Each)
}

// For does rounds until t has gone by, the first not counted, and returns the
// time of one in w's unit.
func (w Work) For(t time.Duration) float64 {
	round := w.Make()
	round()
	n := 0
	for begin := time.Now(); ; {
		round()
		n++
		if gone := time.Since(begin); gone >= t {
			return w.Per(gone, n)
		}
	}
}

const (
	particles = 20_000
	probes    = 1_000
	points    = 2_000
)

// All is everything, in the order of the report.
func All() []Work {
	return append(append(moving(), drawing()...), training()...)
}

// Find returns the work of a name, and whether there is any.
func Find(name string) (Work, bool) {
	for _, w := range All() {
		if w.Name == name {
			return w, true
		}
	}
	return Work{}, false
}

// moving is what particles need: steps, scores and evaluations.
func moving() []Work {
	const ns = time.Nanosecond
	return []Work{
		{"langevin-K2", "ns/particle-step", ns, particles, func() func() { return move(named("toy"), particles) }},
		{"langevin-K8", "ns/particle-step", ns, particles, func() func() { return move(named("eight-gaussians"), particles) }},
		{"langevin-K25", "ns/particle-step", ns, particles, func() func() { return move(named("grid"), particles) }},
		{"kernel-score-2000", "ns/score", ns, probes, kernelScore},
		{"evaluation", "ns/evaluation", ns, probes, evaluation},
	}
}

func named(name string) sim.Density {
	d, err := density.ByName(name)
	if err != nil {
		panic(err)
	}
	return d
}

// move is one Langevin step with noise of n particles.
func move(d sim.Density, n int) func() {
	k := &langevin.ULA{Score: d}
	s := &langevin.State{X: sim.NewBatch(2, n), Key: sim.NewKey(1)}
	langevin.Uniform(s.X, -8, 8, s.Key.Sub(1<<50), 0)
	k.Init(s)
	return func() { k.Step(s) }
}

// kernelScore is the exact score of a kernel estimate over 2,000 points.
func kernelScore() func() {
	d := named("two-moons")
	of, x, s := sim.NewBatch(2, points), sim.NewBatch(2, probes), sim.NewBatch(2, probes)
	d.Rand(of, sim.NewKey(1), 0)
	d.Rand(x, sim.NewKey(2), 0)
	estimate := density.NewData(of, nil, 0.3)
	return func() { estimate.Score(s, x, 0.1) }
}

// evaluation is the noise-conditional network 3→128→128→2.
func evaluation() func() {
	net := score.NewNet(score.Config{Conditional: true, Features: -1, Activation: score.Softplus}, 1)
	x, s := sim.NewBatch(2, probes), sim.NewBatch(2, probes)
	langevin.Uniform(x, -8, 8, sim.NewKey(1), 0)
	return func() { net.Score(s, x, 0.5) }
}

// drawing is what a frame of a large cloud costs before the graphics card.
func drawing() []Work {
	const ms = time.Millisecond
	return []Work{
		{"splat-100k", "ms/cloud", ms, 1, func() func() { return splat(100_000) }},
		{"splat-1M", "ms/cloud", ms, 1, func() func() { return splat(1_000_000) }},
		{"tone-100k", "ms/cloud", ms, 1, func() func() { return tone(100_000) }},
		{"tone-1M", "ms/cloud", ms, 1, func() func() { return tone(1_000_000) }},
	}
}

// cloud is n particles of the toy and a grid of 800×600 that they lie on.
func cloud(n int) (*hist.Grid, func()) {
	x, g := sim.NewBatch(2, n), new(hist.Grid)
	named("toy").Rand(x, sim.NewKey(1), 0)
	g.Resize(800, 600)
	return g, func() { g.Splat(x.Row(0), x.Row(1), hist.Affine{SX: 50, OX: 400, SY: -37.5, OY: 300}) }
}

// splat counts the particles of a frame: the last ones fade, n come.
func splat(n int) func() {
	g, add := cloud(n)
	return func() {
		g.Fade(0.8)
		add()
	}
}

// tone maps the counts of n particles to 800×600 pixels.
func tone(n int) func() {
	g, add := cloud(n)
	add()
	pix, p := make([]byte, 4*len(g.Bins)), new(hist.Palette)
	return func() { p.Paint(pix, g) }
}

// training is one step with each objective, by batches of 128 and 512.
func training() (list []Work) {
	for _, o := range []struct {
		name        string
		conditional bool
		trainer     matching.Trainer
	}{
		{"explicit", false, matching.Trainer{Objective: &matching.Explicit{Target: named("toy")}}},
		{"implicit", false, matching.Trainer{Objective: &matching.Implicit{}}},
		{"sliced", false, matching.Trainer{Objective: &matching.Sliced{}}},
		{"sliced-vr", false, matching.Trainer{Objective: &matching.Sliced{VarianceReduced: true}}},
		{"denoising", false, matching.Trainer{Objective: &matching.Denoising{}, Levels: matching.Fixed(0.5)}},
		{"denoising-conditional", true, matching.Trainer{Objective: &matching.Denoising{Weight: matching.Variance}, Levels: matching.Levels{Min: 0.1, Max: 20}}},
	} {
		for _, batch := range []int{128, 512} {
			w := Work{o.name + map[int]string{128: "-128", 512: "-512"}[batch], "ms/step", time.Millisecond, 1, nil}
			w.Make = func() func() {
				tr := o.trainer // untouched, so a copy starts anew
				tr.Model = score.NewNet(score.Config{Conditional: o.conditional, Features: -1, Activation: score.Softplus}, 1)
				tr.Data, tr.Batch, tr.Key = named("toy").Rand, batch, sim.NewKey(1)
				return func() { tr.Step(1) }
			}
			list = append(list, w)
		}
	}
	return append(list, Work{"digits-128", "ms/step", time.Millisecond, 1, pictures})
}

// pictures is a step of the network of the scene of digits without labels, 73→256→256→256→64 with a
// residual block, on glyphs of 8×8 that are drawn as they are learned from.
func pictures() func() {
	g, err := density.NewGlyphs(8, density.Digits)
	if err != nil {
		panic(err)
	}
	net := score.NewNet(score.Config{Dim: g.Dim(), Hidden: []int{256, 256, 256}, Residual: true, Conditional: true, Scale: 0.8, SigmaMax: 20}, 1)
	tr := &matching.Trainer{Model: net, Objective: &matching.Denoising{Weight: matching.Variance}, Data: g.Rand, Key: 1, Batch: 128,
		Levels: matching.Levels{LogMean: -0.7, LogDeviation: 1}, Average: 0.998}
	return func() { tr.Step(1) }
}
