package density

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/scorefield/scorefield/sim"
)

// reference opens an oracle file, from SCOREFIELD_REFERENCE if that is set.
func reference(t *testing.T, name string, into any) {
	t.Helper()
	dir := os.Getenv("SCOREFIELD_REFERENCE")
	if dir == "" {
		dir = filepath.Join("..", "testdata", "reference")
	}
	b, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, into); err != nil {
		t.Fatal(err)
	}
}

// TestReferenceDensities: log p relative to its size (at least 1) and scores by
// row norm within 1e-5, moments within 1e-9. A row whose norm is below the
// norm of the parts that cancel in it is held to those parts: float32 knows no
// better there.
func TestReferenceDensities(t *testing.T) {
	var cases []struct {
		Name    string
		Weights []float64
		Means   [][]float64
		Covs    [][][]float64
		X       [][]float64
		At      []struct {
			Sigma   float64
			Logprob []float64
			Score   [][]float64
			Mean    []float64
			Cov     [][]float64
		}
	}
	reference(t, "densities.json", &cases)
	if len(cases) == 0 {
		t.Fatal("no cases")
	}
	for _, c := range cases {
		covs := make([][]float64, len(c.Covs))
		for k, rows := range c.Covs {
			for _, row := range rows {
				covs[k] = append(covs[k], row...)
			}
		}
		m, err := NewMixture(c.Weights, c.Means, covs)
		if err != nil {
			t.Fatalf("%s: %v", c.Name, err)
		}
		x := sim.FromPoints(c.X...)
		score, logp := sim.NewBatch(x.D, x.N), make([]float32, x.N)
		for _, at := range c.At {
			m.Score(score, x, float32(at.Sigma))
			m.LogProb(logp, x, float32(at.Sigma))
			for i := range x.N {
				if e := math.Abs(float64(logp[i]) - at.Logprob[i]); !(e <= 1e-5*max(1, math.Abs(at.Logprob[i]))) {
					t.Errorf("%s, σ = %g, point %d: log p is %g, want %g", c.Name, at.Sigma, i, logp[i], at.Logprob[i])
				}
				var diff, norm float64
				for j := range x.D {
					diff = math.Hypot(diff, float64(score.At(j, i))-at.Score[i][j])
					norm = math.Hypot(norm, at.Score[i][j])
				}
				if !(diff <= 1e-5*norm+1e-6) {
					t.Errorf("%s, σ = %g, point %d: score is off by %g of %g", c.Name, at.Sigma, i, diff, norm)
				}
			}
			mean, cov := m.Moments(at.Sigma)
			for j, v := range at.Mean {
				if math.Abs(mean[j]-v) > 1e-9*max(1, math.Abs(v)) {
					t.Errorf("%s: mean %v, want %v", c.Name, mean, at.Mean)
				}
				for k, v := range at.Cov[j] {
					if math.Abs(cov[j*x.D+k]-v) > 1e-9*max(1, math.Abs(v)) {
						t.Errorf("%s: cov %v, want %v", c.Name, cov, at.Cov)
					}
				}
			}
		}
	}
}
