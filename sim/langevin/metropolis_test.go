package langevin

import (
	"math"
	"testing"

	"github.com/scorefield/scorefield/sim"
)

// TestLogAcceptance is the rule of Metropolis and Hastings for every ratio that
// is not one of positive numbers.
func TestLogAcceptance(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	always, never := inf, -inf
	for _, c := range []struct {
		name                  string
		here, there, proposal float64
		want                  float64
	}{
		{"the ratio", -3, -1, -0.5, 1.5},
		{"π(x) = 0, π(y) > 0", -inf, -700, -1e30, always},
		{"π(x) = 0 = π(y)", -inf, -inf, 0, always},
		{"π(y) = 0", -700, -inf, 1e30, never},
		{"π(y) is no number", -1, nan, 0, never},
		{"nor is π(x)", nan, nan, 0, never},
		{"π(x) is no number", nan, -700, 0, always},
		{"π(x) = ∞", inf, -1, 0, always},
		{"π(y) = ∞", -1, inf, 0, never},
		{"both are", inf, inf, 0, never},
		{"q(x|y) = 0", -1, -1, -inf, never},
		{"q(y|x) = 0", -1, -1, inf, always},
		{"q is no number", -1, -1, nan, never},
	} {
		if got := logAcceptance(c.here, c.there, c.proposal); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestZeroNonFiniteLeavesWhatIsFinite(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	s := sim.FromPoints([]float64{1, 2}, []float64{nan, 2}, []float64{-3e38, 3e38}, []float64{1, -inf})
	zeroNonFinite(s)
	for i, want := range [][2]float32{{1, 2}, {0, 0}, {-3e38, 3e38}, {0, 0}} {
		if got := [2]float32{s.At(0, i), s.At(1, i)}; got != want {
			t.Errorf("point %d: %v, want %v", i, got, want)
		}
	}
}
