package metric_test

import (
	"fmt"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/metric"
)

// The best way to move two points to two others, and what projections see.
func ExampleWasserstein2() {
	x := sim.FromPoints([]float64{0, 0}, []float64{1, 0})
	y := sim.FromPoints([]float64{1, 2}, []float64{0, 2})
	axes := sim.FromPoints([]float64{1, 0}, []float64{0, 1})
	fmt.Println(metric.Wasserstein2(x, y))
	fmt.Printf("%.4f\n", metric.SlicedWasserstein2(x, y, axes))
	// Output:
	// 2
	// 1.4142
}

// 784 of 1000 particles: is that still four fifths?
func ExampleWilson() {
	lo, hi := metric.Wilson(784, 1000, 2)
	fmt.Printf("%.3f … %.3f\n", lo, hi)
	// Output: 0.757 … 0.809
}

// Two chains that never met.
func ExampleRHat() {
	a, b := []float64{0, 1, 0, 1, 0, 1}, []float64{9, 8, 9, 8, 9, 8}
	fmt.Println(metric.RHat([][]float64{a, a}) < 1.2, metric.RHat([][]float64{a, b}) > 5)
	// Output: true true
}
