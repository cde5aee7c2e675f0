package target

import (
	"slices"
	"testing"

	"github.com/scorefield/scorefield/sim/density"
)

// TestTheExampleIsPlaced: what stands for the reader's data is what their points would become, to
// the last bit.
func TestTheExampleIsPlaced(t *testing.T) {
	want := NewPoints(moons(), "two moons")
	if want.Bandwidth != exampleBandwidth {
		t.Errorf("bandwidth %x (%v), Place chooses %x", exampleBandwidth, exampleBandwidth, want.Bandwidth)
	}
	for _, h := range []float64{0, 0.3} {
		got, placed := example(h).(*density.Data), want.density(h).(*density.Data)
		if !slices.Equal(got.Points().Data, placed.Points().Data) || !slices.Equal(got.Weights(), placed.Weights()) || got.Bandwidth() != placed.Bandwidth() {
			t.Errorf("bandwidth %v: %v, placed %v", h, got.Bandwidth(), placed.Bandwidth())
		}
	}
}
