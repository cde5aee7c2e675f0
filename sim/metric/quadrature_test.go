package metric_test

import (
	"math"
	"testing"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/density"
	"github.com/scorefield/scorefield/sim/metric"
)

// fineEnergy is E‖∇log p_σ‖² by the trapezoidal rule on a lattice of the given step over
// [−reach, reach]², which is exact to many digits for a step below the least deviation
// of a smooth density.
func fineEnergy(d sim.Density, sigma float32, reach, step float64) (energy float64) {
	n := int(2*reach/step) + 1
	x, s, logp := sim.NewBatch(2, n), sim.NewBatch(2, n), make([]float32, n)
	for r := range n {
		for c := range n {
			x.Set(0, c, float32(-reach+step*float64(c)))
			x.Set(1, c, float32(-reach+step*float64(r)))
		}
		d.LogProb(logp, x, sigma)
		d.Score(s, x, sigma)
		for i, l := range logp {
			a, b := float64(s.At(0, i)), float64(s.At(1, i))
			if e := (a*a + b*b) * math.Exp(float64(l)); l > -80 {
				energy += e * step * step
			}
		}
	}
	return energy
}

// TestQuadrature: on every density the mass is 1 and E‖∇log p_σ‖² that of a far finer
// lattice, both to two parts in a thousand, with no more nodes than an evaluation of a
// network bears. (A lattice of step 0.25 on [−10, 10]² had ½E‖s‖² = 5.796 for 5.707 on the
// checkerboard and 26.385 for 26.145 on the pinwheel.)
func TestQuadrature(t *testing.T) {
	for i, name := range density.Names() {
		if testing.Short() && i%3 > 0 && name != "checkerboard" {
			continue
		}
		d, err := density.ByName(name)
		if err != nil {
			t.Fatal(err)
		}
		draws := sim.NewBatch(2, 8192)
		d.Rand(draws, sim.NewKey(1), 0)
		edge, want := 0.0, 0.0
		if cut, ok := d.(*density.Truncated); ok {
			// E‖s‖² of the cut Gaussian: (1 + a λ)/s² along x with a = (cut − μ)/s and λ = φ(a)/Φ(−a), 1/s² along y
			edge = cut.Cut()
			a := -1 / 2.5
			lambda := math.Exp(-a*a/2) / math.Sqrt(2*math.Pi) / (math.Erfc(a/math.Sqrt2) / 2)
			want = (2 + a*lambda) / (2.5 * 2.5)
		} else {
			reach := 11.
			if name == "banana" || name == "funnel" {
				reach = 20
			}
			step := math.Sqrt(d.(interface{ MinVariance(float64) float64 }).MinVariance(0)) * 0.7
			want = fineEnergy(d, 0, reach, max(step, 0.04))
		}
		q := metric.NewQuadrature(d, 0, draws, edge, 0)
		s := sim.NewBatch(2, q.X.N)
		d.Score(s, q.X, 0)
		mass := q.Mean(func(int) float64 { return 1 })
		energy := q.Mean(func(i int) float64 {
			a, b := float64(s.At(0, i)), float64(s.At(1, i))
			return a*a + b*b
		})
		t.Logf("%s: %d nodes, mass − 1 = %.1e, ½E‖s‖² = %.4f, %.4f", name, q.X.N, mass-1, energy/2, want/2)
		if math.Abs(mass-1) > 2e-3 || math.Abs(energy/want-1) > 2e-3 || q.X.N > 12_000 {
			t.Errorf("%s: %d nodes, mass %v, E‖s‖² %v, want %v", name, q.X.N, mass, energy, want)
		}
	}
}

// TestQuadratureOfEveryScale: components far apart, as wide as a map and as narrow as a
// thousandth, beside one another and in one another, have the mass 1 and the E‖∇log p_σ‖² of
// their Gaussians, Σ w_k tr Σ_k⁻¹, as long as these do not overlap; and no more nodes for
// being far apart.
func TestQuadratureOfEveryScale(t *testing.T) {
	for _, c := range []struct {
		weights   []float64
		means     [][]float64
		variances []float64
	}{
		{[]float64{0.5, 0.5}, [][]float64{{-1e5, -1e5}, {1e5, 1e5}}, []float64{1, 4}},
		{[]float64{0.3, 0.7}, [][]float64{{-5, 0}, {5, 0.3}}, []float64{1e-6, 1}},
		{[]float64{1}, [][]float64{{3.3, -7.7}}, []float64{1e-6}},
		{[]float64{1}, [][]float64{{100, 0}}, []float64{1e6}},
		{[]float64{0.5, 0.5}, [][]float64{{-4000, 0}, {4000, 0}}, []float64{1e5, 1e-2}},
	} {
		covs, want := make([][]float64, len(c.means)), 0.0
		for k, v := range c.variances {
			covs[k] = []float64{v, 0, 0, v}
			want += c.weights[k] * 2 / v
		}
		m, err := density.NewMixture(c.weights, c.means, covs)
		if err != nil {
			t.Fatal(err)
		}
		draws := sim.NewBatch(2, 8192)
		m.Rand(draws, sim.NewKey(1), 0)
		q := metric.NewQuadrature(m, 0, draws, 0, 0)
		s := sim.NewBatch(2, q.X.N)
		m.Score(s, q.X, 0)
		mass := q.Mean(func(int) float64 { return 1 })
		energy := q.Mean(func(i int) float64 { return math.Pow(float64(s.At(0, i)), 2) + math.Pow(float64(s.At(1, i)), 2) })
		if !(math.Abs(mass-1) < 5e-3) || !(math.Abs(energy/want-1) < 5e-3) || q.X.N > 200_000 {
			t.Errorf("%v, variances %v: mass %v, E‖s‖² %v, want %v; %d nodes", c.means, c.variances, mass, energy, want, q.X.N)
		}
	}
}
