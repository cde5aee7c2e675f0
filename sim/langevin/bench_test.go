package langevin_test

import (
	"testing"

	"github.com/scorefield/scorefield/sim"
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
