package matching_test

import (
	"testing"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/internal/testsize"
	"github.com/scorefield/scorefield/sim/matching"
	"github.com/scorefield/scorefield/sim/score"
)

// TestPublishedRun is the toy of arXiv 1907.05600, figure 2: 10,000 steps of
// sliced score matching with variance reduction, one Gaussian projection, Adam
// at 1e-3, batches of 128 fresh points. Measured elsewhere, ½E‖e‖² ends at
// 0.010 to 0.014; it must be at most 0.03 on 200,000 fresh points.
func TestPublishedRun(t *testing.T) {
	if !testsize.Full() {
		t.Skip("10,000 training steps take some 15 s with vectors natively and a minute without")
	}
	d := toy(t)
	net := score.NewNet(score.Config{}, sim.NewKey(1).Sub(1))
	tr := &matching.Trainer{Model: net, Objective: &matching.Sliced{VarianceReduced: true}, Data: d.Rand, Key: sim.NewKey(1)}
	for _, steps := range []int{500, 1000, 2000, 5000, 10000} {
		tr.Step(steps - tr.Steps())
		t.Logf("after %5d steps ½E‖e‖² = %.4f", steps, fisher(net, d, 0, 20000))
	}
	if e := fisher(net, d, 0, 200000); e > 0.03 {
		t.Errorf("½E‖e‖² = %.4f on the data, want at most 0.03", e)
	}
}

// TestLadderRun trains the noise-conditional network by denoising on a
// continuous ladder from 0.1 to 20, and asks for σ²·½E‖e‖² ≤ 0.02 at every level
// (measured: 0.0003 to 0.005; an untrained network has 1).
func TestLadderRun(t *testing.T) {
	if !testsize.Full() {
		t.Skip("5,000 training steps take some 4 s with vectors natively and 20 s without")
	}
	d := toy(t)
	net := score.NewNet(score.Config{Conditional: true, Activation: score.SiLU}, sim.NewKey(1).Sub(1))
	tr := &matching.Trainer{Model: net, Objective: &matching.Denoising{Weight: matching.Variance}, Data: d.Rand, Key: sim.NewKey(1),
		Levels: matching.Levels{Min: 0.1, Max: 20}, Rate: matching.Rate{Decay: matching.Cosine, Steps: 5000}}
	tr.Step(5000)
	for _, sigma := range []float32{0.1, 0.5, 1, 2, 5, 10, 20} {
		e := float64(sigma*sigma) * fisher(net, d, sigma, 20000)
		t.Logf("σ = %4g: σ²·½E‖e‖² = %.4f", sigma, e)
		if e > 0.02 {
			t.Errorf("σ = %g: σ²·½E‖e‖² = %.4f", sigma, e)
		}
	}
}

// fisher is ½E‖s_θ − ∇log p_σ‖² over n fresh draws of p_σ.
func fisher(m sim.Scorer, d sim.Density, sigma float32, n int) float64 {
	x, z, s, want := sim.NewBatch(d.Dim(), n), sim.NewBatch(d.Dim(), n), sim.NewBatch(d.Dim(), n), sim.NewBatch(d.Dim(), n)
	d.Rand(x, sim.NewKey(99), 0)
	matching.Gaussian.Rand(z, sim.NewKey(98), 0)
	for i, v := range z.Data {
		x.Data[i] += sigma * v
	}
	m.Score(s, x, sigma)
	d.Score(want, x, sigma)
	sum := 0.0
	for i, v := range s.Data {
		e := float64(v) - float64(want.Data[i])
		sum += e * e
	}
	return sum / 2 / float64(n)
}
