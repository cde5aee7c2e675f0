package langevin_test

import (
	"math"
	"testing"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/langevin"
)

// The toy of Song and Ermon (2019, appendix B.1): 1280 particles from
// U([−8, 8]²), α = 0.1 (ε = 0.05), ten levels from 20 to 1. A share of 1280
// has a binomial standard deviation of 0.014 at ½ and 0.011 at 0.8; the gates
// are four of them to either side of what was measured elsewhere.
const particles = 1280

func TestPublishedToyPlain(t *testing.T) {
	s := square(particles, 1)
	langevin.Run(&langevin.ULA{Score: twoModes(t), Epsilon: 0.05}, s, 1000)
	if got := share(s.X); !(0.45 <= got && got <= 0.57) {
		t.Errorf("heavy share %.3f, want 0.45 … 0.57", got)
	}
}

func TestPublishedToyAnnealed(t *testing.T) {
	for _, row := range []struct {
		steps  int
		share  float64
		lo, hi float64
	}{
		{5, 0.63, 0.576, 0.684}, // ± 4·√(0.63·0.37/1280)
		{20, 0.73, 0.680, 0.780},
		{100, 0.784, 0.73, 0.83},
		{400, 0.795, 0.750, 0.840},
	} {
		if testing.Short() && row.steps > 100 {
			continue
		}
		s := square(particles, 1)
		k := &langevin.Annealed{Score: twoModes(t), Levels: sim.Ladder(1, 20, 10), Epsilon: 0.05, Steps: row.steps}
		info := langevin.Run(k, s, k.Total())
		if got := share(s.X); !(row.lo <= got && got <= row.hi) || info.Sigma != 1 || info.Diverged != 0 {
			t.Errorf("T = %d: heavy share %.3f, want %.2f; at the end %+v", row.steps, got, row.share, info)
		} else {
			t.Logf("T = %d: heavy share %.4f", row.steps, got)
		}
	}
}

// TestMainTextsVariantDiverges: section 4.3 anneals from 10 to 0.1 with the
// same α = 0.1, beyond the limit 0.0404 of its first level.
func TestMainTextsVariantDiverges(t *testing.T) {
	if limit := langevin.AnnealedStabilityLimit(1, 0.1, 10); math.Abs(2*limit-0.0404) > 1e-12 {
		t.Fatalf("limit of α %v, want 0.0404", 2*limit)
	}
	s := square(particles, 1)
	k := &langevin.Annealed{Score: twoModes(t), Levels: sim.Ladder(0.1, 10, 10), Epsilon: 0.05}
	k.Init(s)
	worst := 0
	for range k.Total() {
		worst = max(worst, k.Step(s).Diverged)
	}
	if worst != particles {
		t.Errorf("%d of %d particles diverged", worst, particles)
	}
	s = square(particles, 1)
	k.Epsilon = 0.02 // α = 0.04, just below the limit
	k.Init(s)
	for range k.Total() {
		if info := k.Step(s); info.Diverged > 0 {
			t.Fatalf("diverges below the limit: %+v", info)
		}
	}
}

// TestDenoisingEndsAtTheData: annealing ends at p_σmin. Where that is exact, the
// final step to the posterior mean takes N(0, v + σ²) to N(0, v²/(v+σ²)).
func TestDenoisingEndsAtTheData(t *testing.T) {
	const v, sigma = 1, 0.5
	s := cloud(2, 100_000, v+sigma*sigma, 3)
	k := &langevin.Annealed{Score: normal{v}, Levels: []float64{sigma}, Steps: 1, Epsilon: 1e-6, Denoise: true}
	if k.Total() != 2 {
		t.Fatal(k.Total())
	}
	info := langevin.Run(k, s, 2)
	got, n := variance(s.X)
	want := v * v / (v + sigma*sigma) // 0.8
	if math.Abs(got-want) > 4*want*math.Sqrt(2/float64(n)) || info.Epsilon != sigma*sigma {
		t.Errorf("variance %v, want %v; %+v", got, want, info)
	}
	before := s.X.Clone()
	if k.Step(s); s.N != 3 || !equal(s.X, before) {
		t.Error("a kernel that is over moves particles")
	}
}

func equal(a, b sim.Batch) bool {
	for i, v := range a.Data {
		if math.Float32bits(v) != math.Float32bits(b.Data[i]) {
			return false
		}
	}
	return a.Like(b)
}
