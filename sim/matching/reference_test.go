package matching_test

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/density"
	"github.com/scorefield/scorefield/sim/matching"
	"github.com/scorefield/scorefield/sim/score"
)

// referenceCase is a case of objectives.json; see its conventions.
type referenceCase struct {
	Dim        int
	Hidden     []int
	Activation string
	Energy     bool
	Sigma      float64
	Params     []tensor
	X          [][]float64
	Rademacher [][]float64
	Gaussian   [][]float64
	Noise      [][]float64
	Mixture    struct {
		Weights  []float64
		Means    [][]float64
		Variance float64
	}
	Score      [][]float64
	Jacobian   [][][]float64
	Objectives map[string]struct {
		Value float64
		Grad  []tensor
	}
}

// tensor is a matrix, row-major, or a vector.
type tensor []float64

func (t *tensor) UnmarshalJSON(text []byte) error {
	var rows [][]float64
	if json.Unmarshal(text, &rows) == nil {
		for _, r := range rows {
			*t = append(*t, r...)
		}
		return nil
	}
	return json.Unmarshal(text, (*[]float64)(t))
}

func TestReferenceObjectives(t *testing.T) {
	for _, c := range readReference(t) {
		name := c.Activation
		if c.Energy {
			name += "-energy"
		}
		t.Run(name, func(t *testing.T) { checkReference(t, c) })
	}
}

func readReference(t *testing.T) []referenceCase {
	dir := os.Getenv("SCOREFIELD_REFERENCE")
	if dir == "" {
		dir = filepath.Join("..", "testdata", "reference")
	}
	text, err := os.ReadFile(filepath.Join(dir, "objectives.json"))
	if err != nil {
		t.Fatal(err)
	}
	var file struct{ Cases []referenceCase }
	if err := json.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	if len(file.Cases) == 0 {
		t.Fatal("no cases")
	}
	return file.Cases
}

func checkReference(t *testing.T, c referenceCase) {
	m, tolerance := c.model(t), 2e-5
	if c.Energy {
		tolerance = 1e-4
	}
	for _, p := range c.Params {
		if len(p) == 0 {
			t.Fatal("empty tensor")
		}
	}
	at := 0
	for _, p := range c.Params {
		for _, v := range p {
			m.Params()[at] = float32(v)
			at++
		}
	}
	if at != len(m.Params()) {
		t.Fatalf("%d parameters, want %d", at, len(m.Params()))
	}
	x := sim.FromPoints(c.X...)
	c.checkScore(t, m, x, tolerance)
	sigma := make([]float32, x.N)
	for i := range sigma {
		sigma[i] = float32(c.Sigma)
	}
	target := c.mixture(t)
	for name, want := range c.Objectives {
		objective, aux := c.objective(t, name, target)
		grad := make([]float32, len(m.Params()))
		value := objective.Loss(grad, m, x, aux, sigma, x.N)
		if e := math.Abs(value - want.Value); e > tolerance*math.Abs(want.Value)+1e-6 {
			t.Errorf("%s: %.9g, want %.9g", name, value, want.Value)
		}
		at := 0
		for i, g := range want.Grad {
			near(t, name, i, grad[at:at+len(g)], g, tolerance)
			at += len(g)
		}
		if only := objective.Loss(nil, m, x, aux, sigma, x.N); only != value {
			t.Errorf("%s: %g without a gradient, %g with one", name, only, value)
		}
	}
}

// near holds a tensor to its oracle, relative to the largest entry, plus 1e-6.
func near(t *testing.T, name string, i int, got []float32, want []float64, tolerance float64) {
	t.Helper()
	largest, worst := 0.0, 0.0
	for k, w := range want {
		largest = max(largest, math.Abs(w))
		worst = max(worst, math.Abs(float64(got[k])-w))
	}
	if !(worst <= tolerance*largest+1e-6) {
		t.Errorf("%s, tensor %d: off by %.2g of a largest %.3g", name, i, worst, largest)
	}
}

func (c referenceCase) checkScore(t *testing.T, m matching.Model, x sim.Batch, tolerance float64) {
	s, jv, v := sim.NewBatch(x.D, x.N), sim.NewBatch(x.D, x.N), sim.NewBatch(x.D, x.N)
	for j := range x.D {
		clear(v.Data)
		for i := range x.N {
			v.Set(j, i, 1)
		}
		m.Eval(s, jv, x, v, nil)
		for k := range x.D {
			score, slope := make([]float64, x.N), make([]float64, x.N)
			for i := range x.N {
				score[i], slope[i] = c.Score[i][k], c.Jacobian[i][k][j]
			}
			near(t, "score", k, s.Row(k), score, tolerance)
			near(t, "jacobian", k, jv.Row(k), slope, tolerance)
		}
	}
}

func (c referenceCase) model(t *testing.T) matching.Model {
	config := score.Config{Dim: c.Dim, Hidden: c.Hidden, Activation: activation(t, c.Activation)}
	if c.Energy {
		return score.NewEnergy(config, 0)
	}
	return score.NewNet(config, 0)
}

func activation(t *testing.T, name string) score.Activation {
	a, ok := map[string]score.Activation{"softplus": score.Softplus, "silu": score.SiLU, "tanh": score.Tanh}[name]
	if !ok {
		t.Fatalf("activation %q", name)
	}
	return a
}

func (c referenceCase) mixture(t *testing.T) sim.Scorer {
	var covs [][]float64
	for range c.Mixture.Means {
		cov := make([]float64, c.Dim*c.Dim)
		for j := range c.Dim {
			cov[j*c.Dim+j] = c.Mixture.Variance
		}
		covs = append(covs, cov)
	}
	m, err := density.NewMixture(c.Mixture.Weights, c.Mixture.Means, covs)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func (c referenceCase) objective(t *testing.T, name string, target sim.Scorer) (matching.Objective, sim.Batch) {
	kind, law, _ := strings.Cut(name, "_")
	reduced := false
	if rest, ok := strings.CutPrefix(law, "vr_"); ok {
		law, reduced = rest, true
	}
	switch kind {
	case "explicit":
		return &matching.Explicit{Target: target}, sim.Batch{}
	case "implicit":
		return &matching.Implicit{}, sim.Batch{}
	case "denoising":
		o := &matching.Denoising{}
		if law == "sigma2" {
			o.Weight = matching.Variance
		}
		return o, sim.FromPoints(c.Noise...)
	case "sliced":
		v := c.Gaussian
		if law == "rademacher" {
			v = c.Rademacher
		}
		return &matching.Sliced{VarianceReduced: reduced}, sim.FromPoints(v...)
	}
	t.Fatalf("objective %q", name)
	return nil, sim.Batch{}
}
