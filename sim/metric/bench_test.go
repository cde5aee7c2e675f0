package metric_test

import (
	"testing"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/metric"
)

func BenchmarkWasserstein2(b *testing.B) {
	x, y := draws(2, 300, nil, 1, 1), draws(2, 300, nil, 1, 2)
	for b.Loop() {
		metric.Wasserstein2(x, y)
	}
}

func BenchmarkSlicedWasserstein2(b *testing.B) {
	x, y := draws(2, 5000, nil, 1, 1), draws(2, 5000, nil, 1, 2)
	v := metric.Directions(2, 16, sim.NewKey(1))
	for b.Loop() {
		metric.SlicedWasserstein2(x, y, v)
	}
}

func BenchmarkEnergyDistance(b *testing.B) {
	x, y := draws(2, 1000, nil, 1, 1), draws(2, 1000, nil, 1, 2)
	for b.Loop() {
		metric.EnergyDistance(x, y)
	}
}
