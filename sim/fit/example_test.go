package fit_test

import (
	"fmt"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/fit"
)

// Fit a Gaussian in five lines.
func ExampleNewGaussian() {
	x := sim.FromPoints([]float64{0, 0}, []float64{4, 0}, []float64{0, 2}, []float64{4, 2})
	g, err := fit.NewGaussian(x)
	if err != nil {
		fmt.Println(err)
		return
	}
	s := sim.NewBatch(2, 1)
	g.Score(s, sim.FromPoints([]float64{6, 0}), 0)
	fmt.Println("mean", g.Mean, "variances", g.Cov[0], g.Cov[3])
	fmt.Println("score at (6, 0):", s.At(0, 0), s.At(1, 0))
	// Output:
	// mean [2 1] variances 4 1
	// score at (6, 0): -1 1
}

// What a person chose comes back by name.
func ExampleError() {
	_, err := fit.NewKernel(sim.NewBatch(2, 10), fit.Settings{Bandwidth: -1})
	fmt.Println(err)
	// Output: fit: bandwidth: -1; want a positive number
}
