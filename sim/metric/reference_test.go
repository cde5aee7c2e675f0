package metric_test

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/metric"
)

// oracle is one case of metrics.json.
type oracle struct {
	X, Y, Directions [][]float64
	Bandwidth        float64
	EnergyDistance   float64  `json:"energy_distance"`
	MMD2             float64  `json:"mmd2_unbiased"`
	SlicedW2         *float64 `json:"sliced_w2"` // equal sizes only
	W2               *float64 `json:"w2"`
	KSD2             struct{ C, Beta, Value float64 }
}

// TestReferenceMetrics holds the metrics to values of NumPy, SciPy and PyTorch.
// The points are float32 here, which moves a distance by some 1e-7.
func TestReferenceMetrics(t *testing.T) {
	for i, c := range readOracles(t) {
		x, y, v := sim.FromPoints(c.X...), sim.FromPoints(c.Y...), sim.FromPoints(c.Directions...)
		s := x.Clone() // of the standard normal target
		for i := range s.Data {
			s.Data[i] = -s.Data[i]
		}
		check := func(name string, got, want float64) {
			if !(math.Abs(got-want) <= 1e-5*max(1, math.Abs(want))) {
				t.Errorf("case %d: %s = %.9g, want %.9g", i, name, got, want)
			}
		}
		check("energy distance", metric.EnergyDistance(x, y), c.EnergyDistance)
		check("MMD²", metric.MMD2(x, y, c.Bandwidth), c.MMD2)
		check("KSD²", metric.SteinDiscrepancy(x, s, c.KSD2.C, c.KSD2.Beta), c.KSD2.Value)
		if c.SlicedW2 != nil {
			check("sliced W₂", metric.SlicedWasserstein2(x, y, v), *c.SlicedW2)
		}
		if c.W2 != nil {
			check("W₂", metric.Wasserstein2(x, y), *c.W2)
		}
	}
}

func readOracles(t *testing.T) []oracle {
	t.Helper()
	folder := os.Getenv("SCOREFIELD_REFERENCE")
	if folder == "" {
		folder = filepath.Join("..", "testdata", "reference")
	}
	text, err := os.ReadFile(filepath.Join(folder, "metrics.json"))
	if err != nil {
		t.Fatal(err)
	}
	var cases []oracle
	if err := json.Unmarshal(text, &cases); err != nil {
		t.Fatal(err)
	}
	if len(cases) == 0 {
		t.Fatal("metrics.json has no cases")
	}
	return cases
}
