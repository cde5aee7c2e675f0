package view_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/scorefield/scorefield/sim/lab"
	"github.com/scorefield/scorefield/sim/lab/param"
)

// TestMarginalsAreOfTheWholeLine: the true curve of every density, at every level, is that of all of its mass,
// wherever the picture looks: it integrates to 1, and a picture that sees little of the plane, or another part of it,
// has the same heights. (What the picture did not see across was left out.)
func TestMarginalsAreOfTheWholeLine(t *testing.T) {
	for _, o := range param.Densities {
		if o.Value == "mixture" {
			continue
		}
		e, errs := lab.Open("scene=langevin\nparticles=10\ndensity=" + o.Value)
		if len(errs) > 0 {
			t.Fatal(errs)
		}
		for _, l := range []lab.Level{{Alpha: 1}, {Alpha: 1, Sigma: 2}, {Alpha: 1, Sigma: 50}, {Alpha: 0.3, Sigma: 0.95}} {
			for axis := range 2 {
				name := fmt.Sprintf("%s, α = %g, σ = %g, axis %d", o.Value, l.Alpha, l.Sigma, axis)
				const n = 201
				wide, half := make([]float32, n), 20+6*l.Sigma
				e.View().Marginal(wide, l, axis, -half, half)
				sum := 0.0
				for _, p := range wide {
					sum += float64(p) * 2 * half / (n - 1)
				}
				if math.Abs(sum-1) > 0.03 { // the jump of the truncated one, of which the rule may miss half a step
					t.Errorf("%s: the integral is %.4f", name, sum)
				}
				near := make([]float32, 3) // at places that both have
				step := 2 * half / (n - 1)
				for _, from := range []int{n/2 - 1, n/2 + 10} {
					lo := -half + step*float64(from)
					e.View().Marginal(near, l, axis, lo, lo+2*step)
					for i, p := range near {
						if want := wide[from+i]; math.Abs(float64(p-want)) > 1e-3*float64(want)+1e-6 {
							t.Errorf("%s: at %.3g it is %.4g, in a small picture %.4g", name, lo+step*float64(i), want, p)
						}
					}
				}
			}
		}
	}
}
