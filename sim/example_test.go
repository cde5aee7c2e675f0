package sim_test

import (
	"fmt"
	"math"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/langevin"
	"github.com/scorefield/scorefield/sim/matching"
	"github.com/scorefield/scorefield/sim/score"
)

// From own points to new samples: a network learns the points' score at every
// noise level of a ladder by denoising, and annealed Langevin dynamics follows
// that score down the ladder. The points here lie on a circle of radius 2, and
// so do the samples, all around it.
func Example() {
	points := sim.NewBatch(2, 300)
	for i := range points.N {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / float64(points.N))
		points.Set(0, i, float32(2*cos))
		points.Set(1, i, float32(2*sin))
	}

	root, ladder := sim.NewKey(1), sim.Ladder(0.1, 4, 6)
	net := score.NewNet(score.Config{Hidden: []int{32, 32}, Conditional: true}, root.Sub(0))
	trainer := &matching.Trainer{
		Model:     net,
		Objective: &matching.Denoising{Weight: matching.Variance},
		Data:      matching.Epochs{Data: points}.Rand,
		Levels:    matching.Levels{Ladder: ladder},
		Rate:      matching.Rate{Base: 5e-3, Decay: matching.Cosine, Steps: 1000},
		Key:       root.Sub(1),
	}
	trainer.Step(1000)

	samples := &langevin.State{X: sim.NewBatch(2, 200), Key: root.Sub(2)}
	langevin.Normal(samples.X, nil, 4, root.Sub(3), 0)
	sampler := &langevin.Annealed{Score: net, Levels: ladder, Epsilon: 1e-3, Steps: 30, Denoise: true}
	info := langevin.Run(sampler, samples, sampler.Total())

	radius, right := 0.0, 0.0
	for i, x := range samples.X.Row(0) {
		radius += math.Hypot(float64(x), float64(samples.X.At(1, i))) / 200
		if x > 0 {
			right += 1. / 200
		}
	}
	fmt.Printf("%d diverged; mean radius %.1f, %.1f of them on the right\n", info.Diverged, radius, right)
	// Output: 0 diverged; mean radius 2.0, 0.5 of them on the right
}
