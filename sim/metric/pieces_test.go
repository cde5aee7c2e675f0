package metric_test

import (
	"testing"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/density"
	. "github.com/scorefield/scorefield/sim/metric"
)

// TestPieces: what is measured in pieces is what is measured at once, to the last bit, and however
// many points or coordinates there are, a piece has no more than a row of them.
func TestPieces(t *testing.T) {
	toy, err := density.ByName("toy")
	if err != nil {
		t.Fatal(err)
	}
	x, y, s := sim.NewBatch(2, 60), sim.NewBatch(2, 60), sim.NewBatch(2, 60)
	toy.Rand(x, 1, 0)
	toy.Rand(y, 2, 0)
	toy.Score(s, x, 0)
	along := Directions(2, 30, 3)
	wide, other := sim.NewBatch(24, 60), sim.NewBatch(24, 60)
	for i := range wide.Data {
		wide.Data[i], other.Data[i] = float32(i*i%37), float32(i*i*i%41)
	}
	for name, c := range map[string]struct {
		measure func(p Pieces) float64
		least   int // calls
	}{
		"sliced":  {func(p Pieces) float64 { return p.SlicedWasserstein2(x, y, along) }, 30},
		"exact":   {func(p Pieces) float64 { return p.Wasserstein2(x, y) }, 2 * 60},
		"MMD":     {func(p Pieces) float64 { return p.MMD2(x, y, 1) }, 3 * 60},
		"median":  {func(p Pieces) float64 { return p.MedianDistance(x) }, 60},
		"Stein":   {func(p Pieces) float64 { return p.SteinDiscrepancy(x, s, 1, -0.5) }, 60},
		"Fréchet": {func(p Pieces) float64 { return SpreadOf(wide, p).Frechet(other, p) }, 4 * 24},
	} {
		calls := 0
		whole, parts := c.measure(nil), c.measure(func() { calls++ })
		if whole != parts || !(whole > 0) {
			t.Errorf("%s: %v at once, %v in pieces", name, whole, parts)
		}
		if calls < c.least {
			t.Errorf("%s: %d pieces, wanted %d", name, calls, c.least)
		}
	}
	if a, b := SpreadOf(wide, nil).Frechet(other, nil), Frechet(wide, other); a != b {
		t.Errorf("Fréchet: %v of a spread, %v of the points", a, b)
	}
}
