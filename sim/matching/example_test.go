package matching_test

import (
	"fmt"
	"math"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/density"
	"github.com/scorefield/scorefield/sim/matching"
	"github.com/scorefield/scorefield/sim/score"
)

// A network learns the score of a standard normal from samples alone, and is
// asked for it at (1, 0), where the truth is (−1, 0).
func ExampleTrainer() {
	normal, _ := density.NewMixture([]float64{1}, [][]float64{{0, 0}}, [][]float64{{1, 0, 0, 1}})
	net := score.NewNet(score.Config{Hidden: []int{16}}, sim.NewKey(1))
	trainer := &matching.Trainer{
		Model:     net,
		Objective: &matching.Sliced{VarianceReduced: true},
		Data:      normal.Rand,
		Key:       sim.NewKey(2),
		Rate:      matching.Rate{Base: 1e-2, Decay: matching.Cosine, Steps: 1000},
	}
	trainer.Step(1000)

	x, s := sim.FromPoints([]float64{1, 0}), sim.NewBatch(2, 1)
	net.Score(s, x, 0)
	fmt.Printf("error below 0.2: %v\n", math.Hypot(float64(s.At(0, 0))+1, float64(s.At(1, 0))) < 0.2)
	// Output: error below 0.2: true
}

// The loss of a model is repeatable, for nothing is drawn inside; the true
// score of N(0, I) has the implicit loss tr J + ½‖s‖² = −2 + ½‖x‖².
func ExampleImplicit() {
	kernel := score.NewKernel(sim.FromPoints([]float64{0, 0}), 1, 1) // α = 0: s = −x
	x := sim.FromPoints([]float64{1, 1}, []float64{0, 2})
	fmt.Println((&matching.Implicit{}).Loss(nil, kernel, x, sim.Batch{}, nil, x.N))
	// Output: -0.5
}
