package fit_test

import (
	"errors"
	"math"
	"testing"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/density"
	"github.com/scorefield/scorefield/sim/fit"
	"github.com/scorefield/scorefield/sim/metric"
	"gonum.org/v1/gonum/diff/fd"
	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat"
)

func mixture(t testing.TB, w []float64, means, covs [][]float64) *density.Mixture {
	t.Helper()
	m, err := density.NewMixture(w, means, covs)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// skewed is one Gaussian of R³.
func skewed(t testing.TB) *density.Mixture {
	return mixture(t, []float64{1}, [][]float64{{1, -2, 0.5}}, [][]float64{{2, 0.5, 0, 0.5, 1, -0.3, 0, -0.3, 0.5}})
}

func draw(m sim.Density, n int, seed uint64) sim.Batch {
	x := sim.NewBatch(m.Dim(), n)
	m.Rand(x, sim.NewKey(seed), 0)
	return x
}

// implicit is the empirical implicit loss of N(μ, P⁻¹), −tr P + ½ mean ‖P(x−μ)‖².
func implicit(p mat.Symmetric, mean []float64, x sim.Batch) float64 {
	d := x.D
	loss := -mat.Trace(p)
	e, s := mat.NewVecDense(d, nil), mat.NewVecDense(d, nil)
	for i := range x.N {
		for j := range d {
			e.SetVec(j, float64(x.At(j, i))-mean[j])
		}
		s.MulVec(p, e)
		loss += mat.Dot(s, s) / 2 / float64(x.N)
	}
	return loss
}

// TestGaussianClosedForm: mean and inverse covariance of the sample, by gonum's
// own statistics, and a loss of −½ tr S⁻¹ that no other Gaussian nearby reaches.
func TestGaussianClosedForm(t *testing.T) {
	x := draw(skewed(t), 500, 1)
	g, err := fit.NewGaussian(x)
	if err != nil {
		t.Fatal(err)
	}
	precision := mat.NewSymDense(x.D, g.Precision)
	data := mat.NewDense(x.N, x.D, nil)
	for i := range x.N {
		for j := range x.D {
			data.Set(i, j, float64(x.At(j, i)))
		}
	}
	var s, unit mat.Dense
	var cov mat.SymDense
	stat.CovarianceMatrix(&cov, data, nil)
	s.Scale(float64(x.N-1)/float64(x.N), &cov)
	unit.Mul(&s, precision)
	for j := range x.D {
		if want := stat.Mean(mat.Col(nil, j, data), nil); math.Abs(g.Mean[j]-want) > 1e-12 {
			t.Errorf("mean %v, want %v", g.Mean[j], want)
		}
		for k := range x.D {
			want := 0.0
			if j == k {
				want = 1
			}
			if math.Abs(unit.At(j, k)-want) > 1e-12 {
				t.Errorf("S P = %v at %d, %d", unit.At(j, k), j, k)
			}
		}
	}
	at := implicit(precision, g.Mean, x)
	if math.Abs(at-g.Minimum) > 1e-11 || math.Abs(g.Minimum+mat.Trace(precision)/2) > 1e-12 {
		t.Errorf("minimum %v, loss %v", g.Minimum, at)
	}
	for j := range x.D {
		other := append([]float64(nil), g.Mean...)
		other[j] += 0.01
		p := mat.NewSymDense(x.D, nil)
		p.CopySym(precision)
		p.SetSym(j, 0, p.At(j, 0)+0.01)
		if implicit(precision, other, x) <= at || implicit(p, g.Mean, x) <= at {
			t.Error("the loss is lower elsewhere")
		}
	}
}

// TestGaussianIsADensity: score and log p at any σ are those of the mixture with
// that one component, to float32.
func TestGaussianIsADensity(t *testing.T) {
	g, err := fit.NewGaussian(draw(skewed(t), 500, 2))
	if err != nil {
		t.Fatal(err)
	}
	m := mixture(t, []float64{1}, [][]float64{g.Mean}, [][]float64{g.Cov})
	x := draw(skewed(t), 50, 3)
	s, want := sim.NewBatch(3, 50), sim.NewBatch(3, 50)
	p, q := make([]float32, 50), make([]float32, 50)
	for _, sigma := range []float32{0, 0.5, 3, 0} {
		g.Score(s, x, sigma)
		m.Score(want, x, sigma)
		g.LogProb(p, x, sigma)
		m.LogProb(q, x, sigma)
		if d := metric.Fisher(s, want); d > 1e-9 {
			t.Errorf("σ = %v: scores differ by %v", sigma, d)
		}
		for i := range p {
			if math.Abs(float64(p[i]-q[i])) > 1e-4 {
				t.Errorf("σ = %v: log p %v, want %v", sigma, p[i], q[i])
			}
		}
	}
}

// TestFeatureDerivatives holds gradients and Laplacians to differences.
func TestFeatureDerivatives(t *testing.T) {
	p := fit.NewPolynomial(3, 4)
	if p.Len() != 34 { // C(3+4, 4) − 1
		t.Fatalf("%d monomials", p.Len())
	}
	f, grad, laplace := make([]float64, 34), make([]float64, 3*34), make([]float64, 34)
	x := []float64{0.7, -1.2, 0.4}
	p.At(f, grad, laplace, x)
	for k := range p.Len() {
		g, l := make([]float64, 34*3), make([]float64, 34)
		value := func(at []float64) float64 {
			v := make([]float64, 34)
			p.At(v, g, l, at)
			return v[k]
		}
		want := fd.Gradient(nil, value, x, &fd.Settings{Formula: fd.Central})
		for j := range 3 {
			if math.Abs(grad[k*3+j]-want[j]) > 1e-7 {
				t.Errorf("%v: ∂%d = %v, want %v", p.Exponents(k), j, grad[k*3+j], want[j])
			}
		}
		if want := fd.Laplacian(value, x, nil); math.Abs(laplace[k]-want) > 1e-4 {
			t.Errorf("%v: Δ = %v, want %v", p.Exponents(k), laplace[k], want)
		}
	}
}

// TestQuadraticFeaturesAreTheGaussian: degree 2 has the same minimiser and the
// same minimum.
func TestQuadraticFeaturesAreTheGaussian(t *testing.T) {
	x := draw(skewed(t), 400, 4)
	g, err := fit.NewGaussian(x)
	if err != nil {
		t.Fatal(err)
	}
	e, err := fit.NewExponential(fit.NewPolynomial(3, 2), x, 0)
	if err != nil {
		t.Fatal(err)
	}
	if math.Abs(e.Minimum-g.Minimum) > 1e-9 {
		t.Errorf("minimum %v, want %v", e.Minimum, g.Minimum)
	}
	a, b := sim.NewBatch(3, 400), sim.NewBatch(3, 400)
	g.Score(a, x, 0)
	e.Score(b, x, 0)
	if d := metric.Fisher(a, b); d > 1e-10 {
		t.Errorf("scores differ by %v", d)
	}
	p, q := make([]float32, 400), make([]float32, 400)
	g.LogProb(p, x, 0)
	e.UnnormalisedLogProb(q, x)
	for i := range p {
		if c := float64(p[i]-q[i]) - float64(p[0]-q[0]); math.Abs(c) > 1e-4 {
			t.Fatalf("log p differs by %v", c)
		}
	}
}

// TestExponentialFindsItsParameters: the two-moded p ∝ exp(2x² − x⁴/2 + x/4) has
// the coefficients back. The points are its 20,000 quantiles, a quadrature of
// errors below 1e-4.
func TestExponentialFindsItsParameters(t *testing.T) {
	want := []float64{0.25, 2, 0, -0.5}
	const cells, lo, hi = 400_000, -5., 5.
	var cdf []float64
	sum := 0.0
	for i := range cells {
		x := lo + (hi-lo)*(float64(i)+0.5)/cells
		sum += math.Exp(want[0]*x + want[1]*x*x + want[3]*x*x*x*x)
		cdf = append(cdf, sum)
	}
	x := sim.NewBatch(1, 20_000)
	at := 0
	for i := range x.N {
		for cdf[at] < sum*(float64(i)+0.5)/float64(x.N) {
			at++
		}
		x.Data[i] = float32(lo + (hi-lo)*(float64(at)+0.5)/cells)
	}
	e, err := fit.NewExponential(fit.NewPolynomial(1, 4), x, 0)
	if err != nil {
		t.Fatal(err)
	}
	for k, v := range want {
		if math.Abs(e.Theta[k]-v) > 2e-3 {
			t.Errorf("θ[%d] = %v, want %v", k, e.Theta[k], v)
		}
	}
}

// TestRidgeIsTheSameForEveryFeature: (B + ρI)θ̂ = −a with the documented ρ, so
// every element of −a − Bθ̂ is ρθ̂_k. B and a are summed anew here.
func TestRidgeIsTheSameForEveryFeature(t *testing.T) {
	x := draw(mixture(t, []float64{0.3, 0.7}, [][]float64{{-2, 1}, {1, 0}}, [][]float64{{1, 0, 0, 1}, {1, 0.5, 0.5, 1}}), 500, 2)
	f := fit.NewPolynomial(2, 4)
	n, d := f.Len(), x.D
	b, a := mat.NewDense(n, n, nil), mat.NewVecDense(n, nil)
	values, grad, laplace, point := make([]float64, n), make([]float64, n*d), make([]float64, n), make([]float64, d)
	for i := range x.N {
		f.At(values, grad, laplace, x.Point(point, i))
		g := mat.NewDense(n, d, grad)
		var outer mat.Dense
		outer.Mul(g, g.T())
		b.Add(b, &outer)
		a.AddVec(a, mat.NewVecDense(n, laplace))
	}
	b.Scale(1/float64(x.N), b)
	a.ScaleVec(1/float64(x.N), a)
	for _, ridge := range []float64{0, 0.01, 1, 20} {
		e, err := fit.NewExponential(f, x, ridge)
		if err != nil {
			t.Fatal(err)
		}
		rho := ridge * mat.Trace(b) / float64(n)
		theta := mat.NewVecDense(n, e.Theta)
		var rest mat.VecDense
		rest.MulVec(b, theta)
		rest.AddVec(&rest, a)
		for k := range n {
			// rounding: 1e-16 of ‖B‖‖θ‖ each, 14 terms
			if tol := 1e-13 * (1 + mat.Norm(b, 2)*mat.Norm(theta, 2)); math.Abs(rest.AtVec(k)+rho*e.Theta[k]) > tol {
				t.Errorf("ridge %v, feature %d: %.6g is added to B, want %.6g", ridge, k, -rest.AtVec(k)/e.Theta[k], rho)
			}
		}
	}
}

// kernelAt is the Gaussian kernel's Laplacian and gradient in x, around z.
func kernelAt(grad, x, z []float64, h float64) (laplace float64) {
	r2 := 0.0
	for j := range x {
		r2 += (x[j] - z[j]) * (x[j] - z[j])
	}
	k := math.Exp(-r2 / 2 / h / h)
	for j := range x {
		grad[j] = -(x[j] - z[j]) / h / h * k
	}
	return (r2/h/h - float64(len(x))) / h / h * k
}

// scored is what kernel models are.
type scored interface {
	sim.Scorer
	UnnormalisedLogProb(dst []float32, x sim.Batch)
}

// stationary is the derivative of the penalised loss in the direction k(z, ·):
// (1/N) Σ [Δk(z, x_a) + s(x_a)·∇k(z, x_a)] + λ f(z), the last because
// ⟨f, k(z, ·)⟩ = f(z).
func stationary(m scored, x sim.Batch, z []float64, h, lambda, base float64) float64 {
	s := sim.NewBatch(x.D, x.N)
	m.Score(s, x, 0)
	f := make([]float32, 1)
	m.UnnormalisedLogProb(f, sim.FromPoints(z))
	slope := lambda * float64(f[0])
	if base != 0 { // UnnormalisedLogProb has log q₀ in it
		for _, v := range z {
			slope += lambda * v * v / 2 / base / base
		}
	}
	grad, point, score := make([]float64, x.D), make([]float64, x.D), make([]float64, x.D)
	for i := range x.N {
		l := kernelAt(grad, x.Point(point, i), z, h)
		for j, v := range s.Point(score, i) {
			l += v * grad[j]
		}
		slope += l / float64(x.N)
	}
	return slope
}

// TestKernelIsStationary: the fit minimises the penalised loss over the whole
// Hilbert space, so its derivative vanishes in every direction k(z, ·), also at
// z that are no data. What is left is float32: 1e-7 of the scores, some tens.
func TestKernelIsStationary(t *testing.T) {
	m := mixture(t, []float64{0.4, 0.6}, [][]float64{{-1, 0}, {1, 0.5}}, [][]float64{{0.4, 0, 0, 0.6}, {0.5, 0.2, 0.2, 0.4}})
	x := draw(m, 60, 5)
	for _, base := range []float64{0, 2} {
		for _, lambda := range []float64{1e-2, 1e-1} {
			k, err := fit.NewKernel(x, fit.Settings{Bandwidth: 0.8, Lambda: lambda, Base: base})
			if err != nil {
				t.Fatal(err)
			}
			for _, z := range [][]float64{{0, 0}, {1, 1}, {-2, 0.3}, {0.5, -1.5}, {float64(x.At(0, 7)), float64(x.At(1, 7))}} {
				if g := stationary(k, x, z, 0.8, lambda, base); math.Abs(g) > 1e-5 {
					t.Errorf("λ = %v, base %v: slope %v at %v", lambda, base, g, z)
				}
			}
		}
	}
}

// TestInducingIsStationary: in the directions of its points; and as good as the
// full fit if these are many.
func TestInducingIsStationary(t *testing.T) {
	m := mixture(t, []float64{0.4, 0.6}, [][]float64{{-1, 0}, {1, 0.5}}, [][]float64{{0.4, 0, 0, 0.6}, {0.5, 0.2, 0.2, 0.4}})
	x := draw(m, 300, 5)
	z := metric.Lattice(0, 0, 2, 4)
	k, err := fit.NewInducing(x, z, fit.Settings{Bandwidth: 0.8, Lambda: 1e-2})
	if err != nil {
		t.Fatal(err)
	}
	for i := range z.N {
		if g := stationary(k, x, z.Point(make([]float64, 2), i), 0.8, 1e-2, 0); math.Abs(g) > 1e-5 {
			t.Errorf("slope %v at point %d", g, i)
		}
	}
}

// TestScoresAreGradients: of the unnormalised log-density, by differences of
// float32 values over 0.02 (rounding 1e-5, curvature 0.01²/6 times a third
// derivative).
func TestScoresAreGradients(t *testing.T) {
	m := mixture(t, []float64{0.4, 0.6}, [][]float64{{-1, 0}, {1, 0.5}}, [][]float64{{0.4, 0, 0, 0.6}, {0.5, 0.2, 0.2, 0.4}})
	x := draw(m, 200, 6)
	kernel, err := fit.NewKernel(x, fit.Settings{Base: 3, Lambda: 0.01})
	if err != nil {
		t.Fatal(err)
	}
	inducing, err := fit.NewInducing(x, metric.Lattice(0, 0, 2, 5), fit.Settings{Lambda: 0.01})
	if err != nil {
		t.Fatal(err)
	}
	polynomial, err := fit.NewExponential(fit.NewPolynomial(2, 4), x, 1e-6)
	if err != nil {
		t.Fatal(err)
	}
	at := sim.FromPoints([]float64{0.3, -0.2}, []float64{-1, 1}, []float64{2, 0.5})
	for name, model := range map[string]scored{"kernel": kernel, "inducing": inducing, "polynomial": polynomial} {
		s := sim.NewBatch(2, 3)
		model.Score(s, at, 0)
		for j := range 2 {
			fore, back := at.Clone(), at.Clone()
			for i := range 3 {
				fore.Set(j, i, at.At(j, i)+0.01)
				back.Set(j, i, at.At(j, i)-0.01)
			}
			p, q := make([]float32, 3), make([]float32, 3)
			model.UnnormalisedLogProb(p, fore)
			model.UnnormalisedLogProb(q, back)
			for i := range 3 {
				want := float64(p[i]-q[i]) / 0.02
				if math.Abs(float64(s.At(j, i))-want) > 3e-3*(1+math.Abs(want)) {
					t.Errorf("%s: score %v, want %v", name, s.At(j, i), want)
				}
			}
		}
	}
}

// TestKernelLearns: 400 points of two modes leave less than a fifth of the
// error ½E‖s‖² that a score of 0 has; measured are 0.077 and 0.083 of 0.872.
func TestKernelLearns(t *testing.T) {
	m := mixture(t, []float64{0.4, 0.6}, [][]float64{{-2, 0}, {2, 0}}, [][]float64{{1, 0, 0, 1}, {1, 0, 0, 1}})
	x, fresh := draw(m, 400, 7), draw(m, 4000, 8)
	truth, zero := sim.NewBatch(2, 4000), sim.NewBatch(2, 4000)
	m.Score(truth, fresh, 0)
	nothing := metric.Fisher(zero, truth)
	kernel, err := fit.NewKernel(x, fit.Settings{Bandwidth: 3, Lambda: 1e-3})
	if err != nil {
		t.Fatal(err)
	}
	inducing, err := fit.NewInducing(x, metric.Lattice(0, 0, 5, 6), fit.Settings{Bandwidth: 3, Lambda: 1e-3})
	if err != nil {
		t.Fatal(err)
	}
	for name, model := range map[string]sim.Scorer{"kernel": kernel, "inducing": inducing} {
		e := metric.FisherBetween(model, m, fresh, 0)
		t.Logf("%s: Fisher divergence %.4f of %.4f", name, e, nothing)
		if e > nothing/5 {
			t.Errorf("%s: Fisher divergence %v", name, e)
		}
	}
}

func TestErrorsNameTheField(t *testing.T) {
	few := sim.NewBatch(2, 2)
	line := sim.FromPoints([]float64{0, 0}, []float64{1, 1}, []float64{2, 2}, []float64{3, 3})
	broken := sim.FromPoints([]float64{0, 0}, []float64{1, 2}, []float64{2, math.NaN()}, []float64{1, 5})
	quartic := fit.NewPolynomial(2, 4)
	for _, c := range []struct {
		name, field string
		f           func() error
	}{
		{"too few", "points", func() error { _, err := fit.NewGaussian(few); return err }},
		{"on a line", "points", func() error { _, err := fit.NewGaussian(line); return err }},
		{"NaN", "points", func() error { _, err := fit.NewGaussian(broken); return err }},
		{"no points", "points", func() error { _, err := fit.NewExponential(quartic, sim.Batch{D: 2}, 0); return err }},
		{"more features than points", "features", func() error { _, err := fit.NewExponential(quartic, line, 0); return err }},
		{"no features", "features", func() error { _, err := fit.NewExponential(fit.NewPolynomial(2, 0), line, 0); return err }},
		{"ridge", "ridge", func() error { _, err := fit.NewExponential(quartic, line, -1); return err }},
		{"bandwidth", "bandwidth", func() error { _, err := fit.NewKernel(line, fit.Settings{Bandwidth: -1}); return err }},
		{"lambda", "lambda", func() error { _, err := fit.NewKernel(line, fit.Settings{Lambda: math.NaN()}); return err }},
		{"base", "base", func() error { _, err := fit.NewKernel(line, fit.Settings{Base: math.Inf(1)}); return err }},
		{"too many", "points", func() error { _, err := fit.NewKernel(sim.NewBatch(2, 1001), fit.Settings{}); return err }},
		{"base with inducing points", "base", func() error { _, err := fit.NewInducing(line, few, fit.Settings{Base: 1}); return err }},
		{"no inducing points", "inducing points", func() error { _, err := fit.NewInducing(line, sim.Batch{D: 2}, fit.Settings{}); return err }},
		{"other dimension", "points", func() error { _, err := fit.NewInducing(sim.NewBatch(3, 5), few, fit.Settings{}); return err }},
	} {
		var e *fit.Error
		if err := c.f(); !errors.As(err, &e) || e.Field != c.field || e.Want == "" {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}
