package langevin_test

import (
	"math"
	"testing"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/density"
	"github.com/scorefield/scorefield/sim/langevin"
)

// TestInpaintDrawsFromTheConditional: of N(m, C) in the plane with x known. At σ the score
// is that of N(m, C + σ²I), and given y₀ = x + σz the other coordinate is normal with
//
//	mean m₁ + b (y₀ − m₀),   b = C₀₁/(C₀₀ + σ²),   variance C₁₁ + σ² − b C₀₁,
//
// so that over z its variance has b²σ² more. Langevin's steps make the first variance v
// v/(1 − ε/(2v)). Particles are independent, their mean and variance have the standard
// errors √(V/n) and V√(2/n).
func TestInpaintDrawsFromTheConditional(t *testing.T) {
	const n, x, low, eps = 4000, 1.5, 0.3, 0.02
	mean, cov := []float64{0.5, -1}, []float64{1, 0.8, 0.8, 1.2}
	m, err := density.NewMixture([]float64{1}, [][]float64{mean}, [][]float64{cov})
	if err != nil {
		t.Fatal(err)
	}
	s := square(n, 4)
	known := sim.FromPoints([]float64{x, 99}) // 99 is not read
	k := &langevin.Inpaint{Known: known, Mask: []bool{true, false},
		Annealed: langevin.Annealed{Score: m, Levels: sim.Ladder(low, 5, 8), Epsilon: eps, Steps: 150}}
	langevin.Run(k, s, k.Total())
	b := cov[1] / (cov[0] + low*low)
	v := cov[3] + low*low - b*cov[1]
	v = v/(1-eps/(2*v)) + b*b*low*low
	check := func(what string, j int, mean, variance float64) {
		t.Helper()
		m, q := 0.0, 0.0
		for _, v := range s.X.Row(j) {
			m += float64(v) / n
			q += float64(v) * float64(v) / n
		}
		q -= m * m
		if math.Abs(m-mean) > 4*math.Sqrt(variance/n) || math.Abs(q-variance) > 4*variance*math.Sqrt(2./n) {
			t.Errorf("%s: mean %.4f, variance %.4f, want %.4f and %.4f", what, m, q, mean, variance)
		}
	}
	check("the known", 0, x, low*low)
	check("the other", 1, mean[1]+b*(x-mean[0]), v)
}

// TestInpaintEndsAtTheKnown: after denoising, and each particle at its own.
func TestInpaintEndsAtTheKnown(t *testing.T) {
	s := square(300, 4)
	known := sim.NewBatch(2, 300)
	for i := range 300 {
		known.Set(1, i, float32(i)/100)
	}
	k := &langevin.Inpaint{Known: known, Mask: []bool{false, true},
		Annealed: langevin.Annealed{Score: twoModes(t), Levels: sim.Ladder(0.5, 5, 4), Steps: 5, Denoise: true}}
	langevin.Run(k, s, k.Total()+3)
	for i := range 300 {
		if s.X.At(1, i) != known.At(1, i) {
			t.Fatalf("particle %d ends at %g, known is %g", i, s.X.At(1, i), known.At(1, i))
		}
	}
}
