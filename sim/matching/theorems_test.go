package matching_test

import (
	"math"
	"testing"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/matching"
	"github.com/scorefield/scorefield/sim/score"
)

// quadrature is the trapezoid rule for p_σ of the toy: nodes at half a standard
// deviation r = √(1 + σ²) of a mode, to 8 r beyond the modes, and their weights.
// For what is analytic and decays like a Gaussian its error is beyond float32.
func quadrature(t *testing.T, d sim.Density, sigma float64) (x sim.Batch, w []float64) {
	r := math.Sqrt(1 + sigma*sigma)
	h, reach := r/2, 5*math.Sqrt(1)+8*r
	n := 2*int(reach/h) + 1
	x = sim.NewBatch(2, n*n)
	for i := range n * n {
		x.Set(0, i, float32(h*float64(i%n-n/2)))
		x.Set(1, i, float32(h*float64(i/n-n/2)))
	}
	logp := make([]float32, x.N)
	d.LogProb(logp, x, float32(sigma))
	sum := 0.0
	for _, l := range logp {
		w = append(w, math.Exp(float64(l))*h*h)
		sum += w[len(w)-1]
	}
	if math.Abs(sum-1) > 1e-5 {
		t.Fatalf("∫p = %g at σ = %g", sum, sigma)
	}
	return x, w
}

// expect is the expected loss of m under the weights w.
func expect(o matching.Objective, m matching.Model, x sim.Batch, w []float64) float64 {
	sum, one := 0.0, sim.NewBatch(2, 1)
	for i, p := range w {
		if p > 1e-12 {
			sim.CopyPoints(one, 0, x, i, 1)
			sum += p * o.Loss(nil, m, one, sim.Batch{}, nil, one.N)
		}
	}
	return sum
}

// TestExplicitMinusImplicitIsConstant: the constant is ½E‖s‖² = 1 on the toy
// (to 1e-9: its modes hardly overlap), so that the expected implicit loss is −1 +
// ½E‖e‖². Losses are of size 30 in float32, 1e-6 of it is 3e-5.
func TestExplicitMinusImplicitIsConstant(t *testing.T) {
	d := toy(t)
	x, w := quadrature(t, d, 0)
	for k := range 20 {
		c := score.Config{Hidden: []int{6, 5}, Activation: score.Softplus + score.Activation(k%3)}
		var m matching.Model = score.NewNet(c, sim.NewKey(uint64(k)))
		if k%2 == 1 {
			m = score.NewEnergy(c, sim.NewKey(uint64(k)))
		}
		explicit := expect(&matching.Explicit{Target: d}, m, x, w)
		implicit := expect(&matching.Implicit{}, m, x, w)
		if e := math.Abs(explicit - implicit - 1); e > 1e-4 {
			t.Errorf("model %d: explicit %g − implicit %g = %g, want 1", k, explicit, implicit, explicit-implicit)
		}
	}
}

// TestSlicedIsImplicitInExpectation: over 6,000 directions a point, within four
// standard errors, the variance of vᵀJv by its formula. The sample variance
// itself has a relative standard error of √((κ−1)/M), with κ < 15 for a quadratic
// form of normal numbers: four of them are 0.2.
func TestSlicedIsImplicitInExpectation(t *testing.T) {
	const d, directions = 3, 6000
	m := score.NewNet(score.Config{Dim: d, Hidden: []int{20}, Activation: score.Tanh}, sim.NewKey(5))
	for i := range m.Params() {
		m.Params()[i] *= 2
	}
	x := sim.NewBatch(d, 1)
	for point := range 2 {
		matching.Gaussian.Rand(x, sim.NewKey(9), point)
		jacobian := jacobianAt(m, x)
		implicit := (&matching.Implicit{}).Loss(nil, m, x, sim.Batch{}, nil, x.N)
		for _, law := range []matching.Distribution{matching.Gaussian, matching.Rademacher, matching.Sphere} {
			v, one := sim.NewBatch(d, directions), sim.NewBatch(d, 1)
			law.Rand(v, sim.NewKey(uint64(point)), 0)
			for _, reduced := range []bool{true, false} {
				o := &matching.Sliced{VarianceReduced: reduced}
				sum, square := 0.0, 0.0
				for i := range directions {
					sim.CopyPoints(one, 0, v, i, 1)
					l := o.Loss(nil, m, x, one, nil, x.N) - implicit
					sum, square = sum+l, square+l*l
				}
				mean := sum / directions
				variance := square/directions - mean*mean
				if math.Abs(mean) > 4*math.Sqrt(variance/directions)+1e-6 {
					t.Errorf("%v, reduced %v: mean off by %g, standard error %g", law, reduced, mean, math.Sqrt(variance/directions))
				}
				if want := law.TraceVariance(jacobian, d); reduced && math.Abs(variance-want) > 0.2*want {
					t.Errorf("%v: variance of vᵀJv %g, want %g", law, variance, want)
				}
				if all := o.Loss(nil, m, x, v, nil, x.N); math.Abs(all-implicit-mean) > 1e-5 {
					t.Errorf("%v, reduced %v: all directions in one call give %g, one by one %g", law, reduced, all, implicit+mean)
				}
			}
		}
	}
}

// jacobianAt is ∂s/∂x at the one point x, row-major.
func jacobianAt(m matching.Model, x sim.Batch) []float64 {
	d := x.D
	j := make([]float64, d*d)
	s, jv, v := sim.NewBatch(d, 1), sim.NewBatch(d, 1), sim.NewBatch(d, 1)
	for c := range d {
		clear(v.Data)
		v.Set(c, 0, 1)
		m.Eval(s, jv, x, v, nil)
		for r := range d {
			j[r*d+c] = float64(jv.At(r, 0))
		}
	}
	return j
}

// exactModel is a known score as a model without parameters.
type exactModel struct {
	sim.Scorer
	sigma float32
}

func (exactModel) Params() []float32 { return nil }
func (exactModel) Dim() int          { return 2 }
func (m exactModel) Eval(s, _, x, _ sim.Batch, _ []float32) {
	m.Score(s, x, m.sigma)
}
func (exactModel) Grad([]float32, sim.Batch, sim.Batch) {}

// table are the article's exact values for the toy: σ, E‖∇log p_σ‖², optimum of
// the denoising loss, the same times σ².
var table = [][4]float64{
	{0.1, 1.980198, 99.0099, 0.990099},
	{0.5, 1.600000, 3.2000, 0.800000},
	{1, 0.999991, 0.500004, 0.500004},
	{2, 0.396218, 0.051891, 0.207564},
	{5, 0.063501, 0.008250, 0.206243},
	{10, 0.017560, 0.001220, 0.121984},
	{20, 0.004804, 9.8e-5, 0.039140},
}

// TestDenoisingOptimum: by quadrature to the table's digits, and the exact
// score's loss on draws within four standard errors of it.
func TestDenoisingOptimum(t *testing.T) {
	const n = 100000
	d := toy(t)
	x, z := sim.NewBatch(2, n), sim.NewBatch(2, n)
	d.Rand(x, sim.NewKey(1), 0)
	matching.Gaussian.Rand(z, sim.NewKey(2), 0)
	for _, row := range table {
		sigma := row[0]
		nodes, w := quadrature(t, d, sigma)
		square := matching.MeanSquare(d, nodes, w, float32(sigma))
		plain, weighted := &matching.Denoising{}, &matching.Denoising{Weight: matching.Variance}
		// The table has six decimals; float32 scores add 1e-6 of E‖s‖², and the
		// optimum is a difference of numbers near 1/σ².
		close := func(what string, got, want, scale float64) {
			if math.Abs(got-want) > 1e-6+3e-6*scale {
				t.Errorf("σ = %g: %s %.7g, want %.7g", sigma, what, got, want)
			}
		}
		close("E‖s‖²", square, row[1], square)
		close("optimum", plain.Optimum(square, 2, sigma), row[2], max(square, row[2]*2))
		close("weighted optimum", weighted.Optimum(square, 2, sigma), row[3], 1)

		levels := make([]float32, n)
		for i := range levels {
			levels[i] = float32(sigma)
		}
		got := weighted.Loss(nil, exactModel{d, float32(sigma)}, x, z, levels, x.N)
		// ½‖σs + z‖² is at most ½‖z‖² of a mode: standard deviation at most 1.
		if math.Abs(got-row[3]) > 4/math.Sqrt(n) {
			t.Errorf("σ = %g: loss of the exact score %g, optimum %g", sigma, got, row[3])
		}
	}
}

// TestOptima: what the other losses reach at the true score of N(0, I) in the
// plane, where s = −x: tr J = −2 and ‖s‖² has mean 2.
func TestOptima(t *testing.T) {
	for what, o := range map[string]matching.Objective{"implicit": &matching.Implicit{}, "sliced": &matching.Sliced{}, "reduced": &matching.Sliced{VarianceReduced: true}} {
		if got := o.Optimum(2, 2, 0); got != -1 {
			t.Errorf("%s: optimum %g, want −1", what, got)
		}
	}
	if got := (&matching.Explicit{}).Optimum(2, 2, 0); got != 0 {
		t.Errorf("explicit: optimum %g", got)
	}
	// d/(2σ²(1+σ²)) with E‖s‖² = d/(1+σ²).
	if got, want := (&matching.Denoising{}).Optimum(2/1.25, 2, 0.5), 2/(2*0.25*1.25); math.Abs(got-want) > 1e-12 {
		t.Errorf("denoising: optimum %g, want %g", got, want)
	}
}

// TestLadderOptimum: for N(0, I) in the plane the weighted optimum at σ is
// 1/(1+σ²), whose mean over log σ from 1/r to r is ½ by symmetry.
func TestLadderOptimum(t *testing.T) {
	o := &matching.Denoising{Weight: matching.Variance}
	at := func(sigma float64) float64 { return o.Optimum(2/(1+sigma*sigma), 2, sigma) }
	for what, l := range map[string]matching.Levels{"range": {Min: 0.1, Max: 10}, "ladder": {Ladder: sim.Ladder(0.1, 10, 9)}} {
		if got := l.Mean(at); math.Abs(got-0.5) > 1e-9 {
			t.Errorf("%s: %g, want ½", what, got)
		}
	}
}
