package langevin_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/density"
	"github.com/scorefield/scorefield/sim/langevin"
)

// BenchmarkStep reports nanoseconds per particle and step on the toy, noise
// included.
func BenchmarkStep(b *testing.B) {
	m := twoModes(b)
	p := langevin.Process{Score: m, Schedule: sim.VE{Min: 0.01, Max: 50}}
	for _, c := range []struct {
		name string
		k    langevin.Kernel
	}{
		{"ULA", &langevin.ULA{Score: m}},
		{"MALA", &langevin.MALA{Target: m}},
		{"Underdamped", &langevin.Underdamped{Score: m}},
		{"Annealed", &langevin.Annealed{Score: m, Levels: sim.Ladder(1, 20, 10), Steps: 1 << 40}},
		{"ReverseSDE", &langevin.ReverseSDE{Process: p, Steps: 1 << 40}},
		{"Heun", &langevin.FlowODE{Process: p, Steps: 1 << 40}},
	} {
		b.Run(c.name, func(b *testing.B) {
			s := square(10_000, 1)
			c.k.Init(s)
			for b.Loop() {
				c.k.Step(s)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(s.X.N), "ns/particle")
		})
	}
}

// BenchmarkULA reports nanoseconds per particle and step on K components with
// full covariances, of clouds that stay in the cache and of those that do not.
func BenchmarkULA(b *testing.B) {
	for _, n := range []int{20_000, 1_000_000} {
		for _, components := range []int{2, 8, 25} {
			b.Run(fmt.Sprintf("N=%d/K=%d", n, components), func(b *testing.B) {
				m := ring(b, components)
				s := &langevin.State{X: sim.NewBatch(2, n), Key: sim.NewKey(1)}
				m.Rand(s.X, sim.NewKey(2), 0)
				k := &langevin.ULA{Score: m}
				k.Init(s)
				for b.Loop() {
					k.Step(s)
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/particle")
			})
		}
	}
}

// ring is a mixture of n components with full covariances, on a circle.
func ring(b *testing.B, n int) *density.Mixture {
	w, means, covs := make([]float64, n), make([][]float64, n), make([][]float64, n)
	for i := range n {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / float64(n))
		w[i], means[i], covs[i] = 1, []float64{3 * cos, 3 * sin}, []float64{0.3, 0.1, 0.1, 0.2}
	}
	m, err := density.NewMixture(w, means, covs)
	if err != nil {
		b.Fatal(err)
	}
	return m
}
