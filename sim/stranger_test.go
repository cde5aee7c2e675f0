package sim_test

import (
	"math"
	"testing"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/density"
	"github.com/scorefield/scorefield/sim/fit"
	"github.com/scorefield/scorefield/sim/hist"
	"github.com/scorefield/scorefield/sim/langevin"
)

// TestWhatAStrangerGives: a programmer's fault panics with a sentence of the package, and is
// neither a fault of the runtime, nor memory without end, nor numbers that mean nothing.
func TestWhatAStrangerGives(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	one := sim.FromPoints([]float64{1, 1})
	bad := sim.FromPoints([]float64{0, 1}, []float64{nan, 0})
	type call struct {
		message string
		f       func()
	}
	calls := []call{
		{"sim: bad shape", func() { sim.NewBatch(1<<40, 1<<40) }},
		{"sim: bad shape", func() { sim.NewBatch(math.MaxInt, 2) }},
		{"hist: bad shape", func() { new(hist.Grid).Resize(1<<40, 1<<40) }},
		{"fit: a polynomial needs at most 4096 monomials", func() { fit.NewPolynomial(40, 40) }},
		{"fit: a polynomial needs at most 4096 monomials", func() { fit.NewPolynomial(2, -1) }},
		{"fit: a polynomial needs at most 4096 monomials", func() { fit.NewPolynomial(0, 2) }},
		{"fit: a polynomial needs at most 4096 monomials", func() { fit.NewPolynomial(math.MaxInt, math.MaxInt) }},
		{"fit: a family without features", func() { fit.NewExponential(nil, one, 1) }},
		{"density: points that are not finite", func() { density.NewData(bad, nil, 1) }},
		{"density: a bandwidth that is negative or not finite", func() { density.NewData(one, nil, inf) }},
	}
	for _, name := range density.Names() {
		d, err := density.ByName(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, sigma := range []float64{nan, inf, -1} {
			message := "density: a noise level that is negative or not finite"
			calls = append(calls, call{message, func() { d.Score(sim.NewBatch(2, 1), one, float32(sigma)) }}, call{message, func() { d.LogProb(make([]float32, 1), one, float32(sigma)) }})
		}
	}
	normal, _ := density.NewMixture([]float64{1}, [][]float64{{0, 0}}, [][]float64{{1, 0, 0, 1}})
	for _, s := range []sim.Schedule{sim.VE{Min: 1}, sim.VE{Min: nan, Max: 1}, sim.VE{Min: -1, Max: 1}, sim.VE{Min: 1, Max: inf}, sim.VP{Min: nan}, sim.VP{Max: inf}} {
		calls = append(calls, call{"langevin: a process needs 0 < α and 0 < σ < ∞ from Start to 1", func() {
			langevin.Run(&langevin.FlowODE{Process: langevin.Process{Score: normal, Schedule: s}, Steps: 5}, &langevin.State{X: sim.FromPoints([]float64{1, 1})}, 5)
		}})
	}
	for i, c := range calls {
		func() {
			defer func() {
				if r := recover(); r != c.message {
					t.Errorf("call %d: %v, want %q", i, r, c.message)
				}
			}()
			c.f()
		}()
	}
	for d := 1; d <= 6; d++ {
		for degree := 1; degree <= 6; degree++ {
			n := 1 // binomial(d + degree, d)
			for i := 1; i <= d; i++ {
				n = n * (degree + i) / i
			}
			if got := fit.NewPolynomial(d, degree).Len(); got != n-1 {
				t.Errorf("%d monomials of degree %d in %d dimensions, want %d", got, degree, d, n-1)
			}
		}
	}
	if _, err := density.NewMixture([]float64{1e308, 1e308}, [][]float64{{0}, {1}}, [][]float64{{1}, {1}}); err == nil {
		t.Error("weights whose sum is infinite are taken")
	}
	if _, err := fit.NewExponential(fit.NewPolynomial(3, 2), sim.NewBatch(2, 9), 1); err == nil {
		t.Error("features of another dimension are taken")
	}
	if _, err := fit.NewExponential(fit.NewPolynomial(2, 2), sim.NewBatch(2, 9), nan); err == nil {
		t.Error("a ridge that is no number is taken")
	}
}
