package score_test

import (
	"testing"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/score"
)

// BenchmarkEvaluation reports ns per evaluated point, 10,000 at once.
func BenchmarkEvaluation(b *testing.B) {
	const n = 10000
	x, s := points(2, n, 1, 3), sim.NewBatch(2, n)
	for name, m := range map[string]sim.Scorer{
		"3-128-128-2-softplus":        score.NewNet(score.Config{Conditional: true, Features: -1, Activation: score.Softplus}, 1),
		"3-64-64-2-silu":              score.NewNet(score.Config{Hidden: []int{64, 64}, Activation: score.SiLU, Conditional: true, Features: -1}, 1),
		"3-128-128-1-energy-softplus": score.NewEnergy(score.Config{Conditional: true, Features: -1, Activation: score.Softplus}, 1),
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				m.Score(s, x, 0.5)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/n, "ns/point")
		})
	}
}
