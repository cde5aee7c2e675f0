package matching_test

import (
	"math"
	"slices"
	"testing"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/matching"
)

// TestEDMWeighsDenoisers: λ(σ)‖s + z/σ‖² is (σ² + σ_d²)/(σ σ_d)² ‖D − x₀‖² with
// D = x + σ² s and x = x₀ + σz, and on N(0, σ_d² I), where E‖∇log p_σ‖² is
// d/(σ_d² + σ²), the optimum is d/2 at every level.
func TestEDMWeighsDenoisers(t *testing.T) {
	for _, data := range []float64{0.5, 3} {
		weight := matching.EDM(data)
		for _, sigma := range []float64{0.002, 0.1, 1, 80} {
			const x0, z, s = 0.3, -1.2, 0.7
			score := s + z/sigma
			denoiser := x0 + sigma*z + sigma*sigma*s - x0
			want := (sigma*sigma + data*data) / math.Pow(sigma*data, 2) * denoiser * denoiser
			if got := weight(sigma) * score * score; math.Abs(got/want-1) > 1e-12 {
				t.Errorf("σ_d = %v, σ = %v: %v, want %v", data, sigma, got, want)
			}
			o := &matching.Denoising{Weight: weight}
			const d = 3
			if got := o.Optimum(d/(data*data+sigma*sigma), d, sigma); math.Abs(got-d/2.) > 1e-6 {
				t.Errorf("σ_d = %v, σ = %v: optimum %v, want %v", data, sigma, got, d/2.)
			}
		}
	}
}

// TestLogNormalLevels: the levels of many draws have the quantiles of their distribution,
// evenly spread: to 4/n of probability. The means of σ and of log σ are known.
func TestLogNormalLevels(t *testing.T) {
	const n, m, s = 1 << 14, -1.2, 1.2
	l := matching.Levels{LogMean: m, LogDeviation: s}
	if l.None() {
		t.Fatal("no levels")
	}
	draws := make([]float32, n)
	l.Rand(draws, sim.NewKey(3), 0)
	again := make([]float32, 10)
	if l.Rand(again, sim.NewKey(3), 100); !slices.Equal(again, draws[100:110]) {
		t.Error("a draw depends on how draws are split")
	}
	slices.Sort(draws)
	for i := 8; i < n-8; i += 97 {
		z := (math.Log(float64(draws[i])) - m) / s
		if got, want := math.Erfc(-z/math.Sqrt2)/2, (float64(i)+0.5)/n; math.Abs(got-want) > 4./n {
			t.Errorf("draw %d of %d is at %v of the distribution", i, n, got)
		}
	}
	if got, want := l.Mean(func(sigma float64) float64 { return sigma }), math.Exp(m+s*s/2); math.Abs(got/want-1) > 1e-9 {
		t.Errorf("mean σ %v, want %v", got, want)
	}
	if got := l.Mean(math.Log); math.Abs(got-m) > 1e-9 {
		t.Errorf("mean log σ %v, want %v", got, m)
	}
}
