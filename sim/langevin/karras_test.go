package langevin_test

import (
	"math"
	"testing"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/langevin"
)

// TestKarrasLevels: the published formula, by math.Pow; even for ρ = 1, geometric for a
// large ρ, where the relative error is (log range)²/ρ.
func TestKarrasLevels(t *testing.T) {
	got := langevin.KarrasLevels(0.002, 80, 18, 7)
	if len(got) != 19 || got[0] != 80 || got[17] != 0.002 || got[18] != 0 {
		t.Fatal(got)
	}
	for i, v := range got[:18] {
		want := math.Pow(math.Pow(80, 1./7)+float64(i)/17*(math.Pow(0.002, 1./7)-math.Pow(80, 1./7)), 7)
		if math.Abs(v/want-1) > 1e-12 {
			t.Errorf("level %d: %v, want %v", i, v, want)
		}
	}
	ladder := sim.Ladder(0.1, 10, 9)
	even, geometric := langevin.KarrasLevels(0.1, 10, 9, 1), langevin.KarrasLevels(0.1, 10, 9, 1e5)
	for i := range ladder {
		if want := 10 - float64(i)*9.9/8; math.Abs(even[i]-want) > 1e-12 {
			t.Errorf("ρ = 1, level %d: %v, want %v", i, even[i], want)
		}
		if want := ladder[8-i]; math.Abs(geometric[i]/want-1) > 3e-4 {
			t.Errorf("large ρ, level %d: %v, want %v", i, geometric[i], want)
		}
	}
}

// TestKarrasOrders: along the flow of N(0, 4) x is proportional to √(4 + σ²). The error
// of a method of order p is divided by 2ᵖ when the steps are doubled, within a
// fifth. The last step, of Euler's method from σ_min to 0, adds σ_min⁴/(8·16) only.
func TestKarrasOrders(t *testing.T) {
	miss := func(euler bool, n int) float64 {
		s := &langevin.State{X: sim.FromPoints([]float64{50})}
		langevin.Run(&langevin.Karras{Score: normal{4}, Min: 0.01, Max: 50, Steps: n, Euler: euler}, s, n)
		want := 50 * 2 / math.Sqrt(4+50*50)
		return math.Abs(float64(s.X.At(0, 0))-want) / want
	}
	for _, c := range []struct {
		euler bool
		n     int
		ratio float64
	}{{true, 400, 2}, {false, 60, 4}} {
		coarse, fine := miss(c.euler, c.n), miss(c.euler, 2*c.n)
		t.Logf("Euler %v: %.2e, %.2e", c.euler, coarse, fine)
		if math.Abs(coarse/fine-c.ratio) > c.ratio/5 {
			t.Errorf("Euler %v: twice the steps divide the error by %.3f, want %v", c.euler, coarse/fine, c.ratio)
		}
	}
}

// TestKarrasChurn: on data N(0, v) churn raises the variance V to V̂ = V + S²(σ̂² − σ²)
// where σ lies in its range, and the step multiplies x by
// c = 1 − (σ̂−σ')σ̂/(v+σ̂²) with Euler's method and by
// 1 − ½(σ̂−σ')(σ̂/(v+σ̂²) + c σ'/(v+σ'²)) with Heun's. Four standard errors.
func TestKarrasChurn(t *testing.T) {
	const v, n, steps, scale = 2., 40_000, 8, 1.1
	for _, euler := range []bool{true, false} {
		want := v + 20.*20
		s := cloud(2, n, want, 5)
		k := &langevin.Karras{Score: normal{v}, Min: 0.5, Max: 20, Steps: steps, Churn: 3, ChurnMin: 1, ChurnMax: 15, NoiseScale: scale, Euler: euler}
		k.Init(s)
		levels := langevin.KarrasLevels(0.5, 20, steps, 7)
		for i := range steps {
			now, next := levels[i], levels[i+1]
			high := now
			if now >= 1 && now <= 15 {
				high *= 1 + 3./steps // less than √2
			}
			c := 1 - (high-next)*high/(v+high*high)
			if next > 0 && !euler {
				c = 1 - (high-next)/2*(high/(v+high*high)+c*next/(v+next*next))
			}
			want = c * c * (want + scale*scale*(high*high-now*now))
			info := k.Step(s)
			got, m := variance(s.X)
			if tol := 4 * want * math.Sqrt(2/float64(m)); math.Abs(got-want) > tol {
				t.Errorf("Euler %v, step %d: variance %.5f, want %.5f ± %.5f; %+v", euler, i, got, want, tol, info)
			}
		}
	}
}

// TestKarrasReproducesMoments: from the prior to the skewed mixture, with churn and
// without; Heun's method with 40 steps leaves less than one per cent.
func TestKarrasReproducesMoments(t *testing.T) {
	const n = 10_000
	m := skewed(t)
	mean, cov := m.Moments(0)
	for _, churn := range []float64{0, 20} {
		s := &langevin.State{X: sim.NewBatch(2, n), Key: sim.NewKey(7)}
		p := langevin.Process{Schedule: sim.VE{Min: 0.01, Max: 50}, Mean: mean, Cov: cov}
		p.Prior(s.X, s.Key.Sub(1<<50), 0)
		langevin.Run(&langevin.Karras{Score: m, Min: 0.01, Max: 50, Churn: churn}, s, 40)
		closeMoments(t, "Karras", s.X, mean, cov, 0.01)
	}
}
