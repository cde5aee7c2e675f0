package langevin_test

import (
	"fmt"
	"math"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/density"
	"github.com/scorefield/scorefield/sim/langevin"
)

// Ten thousand particles find a standard normal density from its score alone.
func ExampleULA() {
	start, noise := sim.NewKey(1).Sub(0), sim.NewKey(1).Sub(1)
	s := &langevin.State{X: sim.NewBatch(2, 10_000), Key: noise}
	langevin.Uniform(s.X, -8, 8, start, 0)

	langevin.Run(&langevin.ULA{Score: normal{1}, Epsilon: 0.05}, s, 200)
	v, _ := variance(s.X)
	fmt.Printf("variance %.1f after %d steps\n", v, s.N)
	// Output: variance 1.0 after 200 steps
}

// The published toy: plain Langevin dynamics leaves half of the particles in
// each mode, where they started; annealing finds the weights.
func ExampleAnnealed() {
	target, _ := density.ByName("toy")
	start := func() *langevin.State {
		s := &langevin.State{X: sim.NewBatch(2, 1280), Key: sim.NewKey(1).Sub(1)}
		langevin.Uniform(s.X, -8, 8, sim.NewKey(1).Sub(0), 0)
		return s
	}
	plain, annealed := start(), start()
	langevin.Run(&langevin.ULA{Score: target, Epsilon: 0.05}, plain, 1000)
	k := &langevin.Annealed{Score: target, Levels: sim.Ladder(1, 20, 10), Epsilon: 0.05}
	langevin.Run(k, annealed, k.Total())
	fmt.Printf("truth 0.8, plain %.1f, annealed %.1f\n", share(plain.X), share(annealed.X))
	// Output: truth 0.8, plain 0.5, annealed 0.8
}

// A step that is too long for the density is no error: the report counts the
// particles that are lost.
func ExampleRun() {
	s := &langevin.State{X: sim.FromPoints([]float64{1, 0}, []float64{0, 0}), Key: sim.NewKey(1)}
	k := &langevin.ULA{Score: normal{1}, NoNoise: true} // gradient ascent on log p, from the mode and beside it
	for _, k.Epsilon = range []float64{0.9, 1.1, 2.1} {
		info := langevin.Run(k, s, 200)
		fmt.Printf("ε = %.1f, step %d: %d of %d diverged\n", k.Epsilon, s.N, info.Diverged, s.X.N)
		s.X.Set(0, 0, 1)
	}
	// Output:
	// ε = 0.9, step 200: 0 of 2 diverged
	// ε = 1.1, step 400: 0 of 2 diverged
	// ε = 2.1, step 600: 1 of 2 diverged
}

// From noise to data and nothing random on the way.
func ExampleFlowODE() {
	k := &langevin.FlowODE{Process: langevin.Process{Score: normal{4}, Schedule: sim.VE{Min: 0.01, Max: 50}}, Steps: 100, Order: 3}
	s := &langevin.State{X: sim.FromPoints([]float64{100, -50})}
	langevin.Run(k, s, k.Total())
	// Two standard deviations of the noise become two of the data, and so on.
	fmt.Printf("%.1f %.1f\n", s.X.At(0, 0), s.X.At(1, 0))
	// Output: 4.0 -2.0
}

// Log-densities from a score alone: at the origin log N(0; 0, I) in the plane
// is −log 2π.
func ExampleLikelihood() {
	l := langevin.Likelihood{Process: langevin.Process{Score: normal{1}, Schedule: sim.VP{}}}
	logp := make([]float64, 1)
	l.LogProb(logp, sim.NewBatch(2, 1))
	fmt.Printf("%.3f %.3f\n", logp[0], -math.Log(2*math.Pi))
	// Output: -1.838 -1.838
}

// What a step size does before it is tried.
func ExampleInflatedVariance() {
	fmt.Printf("%.6f\n", langevin.InflatedVariance(1, 0.05))
	fmt.Println(langevin.InflatedVariance(1, 2))
	fmt.Printf("α < %.4f\n", 2*langevin.AnnealedStabilityLimit(1, 0.1, 10))
	// Output:
	// 1.025641
	// +Inf
	// α < 0.0404
}
