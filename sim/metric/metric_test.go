package metric_test

import (
	"math"
	"slices"
	"testing"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/density"
	"github.com/scorefield/scorefield/sim/langevin"
	"github.com/scorefield/scorefield/sim/metric"
)

func draws(d, n int, mean []float64, sd float64, seed uint64) sim.Batch {
	x := sim.NewBatch(d, n)
	langevin.Normal(x, mean, sd, sim.NewKey(seed), 0)
	return x
}

// TestASetIsNearItself: in any order of its points, and nothing is changed.
func TestASetIsNearItself(t *testing.T) {
	x := draws(3, 40, nil, 1, 1)
	y := sim.NewBatch(3, 40) // the same points backwards
	for i := range 40 {
		sim.CopyPoints(y, 39-i, x, i, 1)
	}
	before := slices.Clone(x.Data)
	v := metric.Directions(3, 20, sim.NewKey(2))
	for name, d := range map[string]float64{
		"W₂":              metric.Wasserstein2(x, y),
		"sliced W₂":       metric.SlicedWasserstein2(x, y, v),
		"energy distance": metric.EnergyDistance(x, y),
		"Fisher":          metric.Fisher(x, x),
	} {
		if math.Abs(d) > 1e-12 { // sums in another order
			t.Errorf("%s of a set to itself is %v", name, d)
		}
	}
	if d := metric.EnergyDistance(x, x); d != 0 {
		t.Errorf("energy distance %v", d)
	}
	if !slices.Equal(before, x.Data) {
		t.Error("the points were changed")
	}
}

// TestShiftedSets: all W₂ of a set to itself moved by m are the length of m, or
// of its projections.
func TestShiftedSets(t *testing.T) {
	x := draws(2, 60, nil, 1, 3)
	y := x.Clone()
	for i := range y.N {
		y.Set(0, i, y.At(0, i)+3)
		y.Set(1, i, y.At(1, i)-4)
	}
	if d := metric.Wasserstein2(x, y); math.Abs(d-5) > 1e-5 {
		t.Errorf("W₂ %v, want 5", d)
	}
	axes := sim.FromPoints([]float64{1, 0}, []float64{0, 1})
	if d := metric.SlicedWasserstein2(x, y, axes); math.Abs(d-5/math.Sqrt2) > 1e-5 {
		t.Errorf("sliced W₂ %v, want √((9+16)/2)", d)
	}
}

// TestAssignmentIsOptimal: against all 5,040 assignments of seven points.
func TestAssignmentIsOptimal(t *testing.T) {
	for seed := range uint64(10) {
		x, y := draws(2, 7, nil, 1, seed), draws(2, 7, nil, 2, seed+100)
		best := math.Inf(1)
		permute([]int{0, 1, 2, 3, 4, 5, 6}, 0, func(p []int) {
			sum := 0.0
			for i, j := range p {
				for d := range 2 {
					e := float64(x.At(d, i)) - float64(y.At(d, j))
					sum += e * e
				}
			}
			best = min(best, math.Sqrt(sum/7))
		})
		if got := metric.Wasserstein2(x, y); math.Abs(got-best) > 1e-12*best {
			t.Errorf("seed %d: %v, want %v", seed, got, best)
		}
	}
}

func permute(p []int, k int, f func([]int)) {
	if k == len(p) {
		f(p)
		return
	}
	for i := k; i < len(p); i++ {
		p[k], p[i] = p[i], p[k]
		permute(p, k+1, f)
		p[k], p[i] = p[i], p[k]
	}
}

// TestUnequalSizes: repeating every point does not change a distribution, and so no
// distance; on the line {0, 2} and {1} are at 1, {0, 0, 3} and {0, 3} at
// √(9/6).
func TestUnequalSizes(t *testing.T) {
	v := metric.Directions(2, 10, sim.NewKey(1))
	x, y := draws(2, 15, nil, 1, 1), draws(2, 15, []float64{1, 0}, 1, 2)
	twice := sim.NewBatch(2, 30)
	sim.CopyPoints(twice, 0, y, 0, 15)
	sim.CopyPoints(twice, 15, y, 0, 15)
	if a, b := metric.SlicedWasserstein2(x, y, v), metric.SlicedWasserstein2(x, twice, v); math.Abs(a-b) > 1e-12 {
		t.Errorf("sliced W₂ %v and %v", a, b)
	}
	if a, b := metric.EnergyDistance(x, y), metric.EnergyDistance(x, twice); math.Abs(a-b) > 1e-12 {
		t.Errorf("energy distance %v and %v", a, b)
	}
	one := sim.FromPoints([]float64{1})
	line := func(values ...float32) sim.Batch { return sim.Batch{D: 1, N: len(values), Data: values} }
	if d := metric.SlicedWasserstein2(line(0, 2), line(1), one); d != 1 {
		t.Errorf("W₂ %v, want 1", d)
	}
	if d := metric.SlicedWasserstein2(line(3, 0, 0), line(0, 3), one); math.Abs(d-math.Sqrt(1.5)) > 1e-12 {
		t.Errorf("W₂ %v, want √1.5", d)
	}
}

// TestDirections: unit vectors with E vvᵀ = I/D; 4 standard errors of v_j² over
// 20,000 are 4·√(2/(D²)/20000)·(1 at most) < 0.02.
func TestDirections(t *testing.T) {
	for _, d := range []int{1, 2, 3, 5} {
		v := metric.Directions(d, 20_000, sim.NewKey(4))
		for i := range 50 {
			r := 0.0
			for j := range d {
				r += float64(v.At(j, i)) * float64(v.At(j, i))
			}
			if math.Abs(r-1) > 1e-6 {
				t.Fatalf("length² %v", r)
			}
		}
		for j := range d {
			for k := range j + 1 {
				sum := 0.0
				for i := range v.N {
					sum += float64(v.At(j, i)) * float64(v.At(k, i))
				}
				want := 0.0
				if j == k {
					want = 1 / float64(d)
				}
				if math.Abs(sum/float64(v.N)-want) > 0.02 {
					t.Errorf("E v_%d v_%d = %v in R^%d", j, k, sum/float64(v.N), d)
				}
			}
		}
	}
}

// TestEnergyDistanceOfPoints: {0} and {3, 4}'s length 5: 2·5 − 0 − 0.
func TestEnergyDistanceOfPoints(t *testing.T) {
	a, b := sim.FromPoints([]float64{0, 0}), sim.FromPoints([]float64{3, 4})
	if d := metric.EnergyDistance(a, b); d != 10 {
		t.Errorf("%v, want 10", d)
	}
}

// TestMMD2IsUnbiased: for two samples of one distribution its mean is 0. Over 200
// repetitions with 20 points each; the standard error is taken from them.
func TestMMD2IsUnbiased(t *testing.T) {
	var sum, sq float64
	const reps = 200
	for r := range uint64(reps) {
		v := metric.MMD2(draws(2, 20, nil, 1, r), draws(2, 20, nil, 1, r+1000), 1)
		sum += v
		sq += v * v
	}
	m := sum / reps
	if se := math.Sqrt((sq/reps - m*m) / reps); math.Abs(m) > 4*se {
		t.Errorf("mean %v ± %v", m, se)
	}
}

// TestSteinSeesTheTarget: n² times the V-statistic over n has the mean E u(x,x) =
// E(‖s‖² k(0) + tr ∇∇k(0)) = D + D/c³·… on the target; with c = 1, β = −½ it is
// D + D = 4 in the plane, so KSD² is about 4/n, while a shift by 1 gives more.
func TestSteinSeesTheTarget(t *testing.T) {
	stein := func(mean []float64) float64 {
		x := draws(2, 400, mean, 1, 9)
		s := x.Clone()
		for i := range s.Data {
			s.Data[i] = -s.Data[i]
		}
		return metric.SteinDiscrepancy(x, s, 1, -0.5)
	}
	at, off := stein(nil), stein([]float64{1, 0})
	if at < 0 || at > 4*4./400 || off < 10*at {
		t.Errorf("KSD² %v on the target, %v off it", at, off)
	}
}

func TestShares(t *testing.T) {
	got := make([]float64, 3)
	metric.Shares(got, []uint8{0, 2, 2, 9})
	if !slices.Equal(got, []float64{0.25, 0, 0.5}) {
		t.Error(got)
	}
	metric.Shares(got, nil)
	if !slices.Equal(got, []float64{0, 0, 0}) {
		t.Error(got)
	}
}

// TestWilson: the borders solve (p̂ − p)² = z² p(1−p)/n, and 0 of 10 at z = 1.96
// is the textbook's 0 … 0.2775.
func TestWilson(t *testing.T) {
	lo, hi := metric.Wilson(0, 10, 1.96)
	if lo != 0 || math.Abs(hi-0.2775) > 5e-5 {
		t.Errorf("%v … %v", lo, hi)
	}
	lo, hi = metric.Wilson(800, 1000, 3)
	for _, p := range []float64{lo, hi} {
		if e := math.Pow(0.8-p, 2) - 9*p*(1-p)/1000; math.Abs(e) > 1e-15 {
			t.Errorf("border %v misses by %v", p, e)
		}
	}
	if lo, hi := metric.Wilson(0, 0, 2); lo != 0 || hi != 1 {
		t.Errorf("nothing known: %v … %v", lo, hi)
	}
	if lo, hi := metric.Band(0.8, 1280, 4); math.Abs(lo-0.75528) > 1e-5 || math.Abs(hi-0.84472) > 1e-5 {
		t.Errorf("band %v … %v", lo, hi)
	}
}

// ar1 is n values of x ← ρ x + √(1−ρ²) z from N(0, 1).
func ar1(n int, rho float64, seed uint64) []float64 {
	z := draws(1, n, nil, 1, seed)
	x := make([]float64, n)
	x[0] = float64(z.Data[0])
	for t := 1; t < n; t++ {
		x[t] = rho*x[t-1] + math.Sqrt(1-rho*rho)*float64(z.Data[t])
	}
	return x
}

// TestESS: the autoregression's is MN (1−ρ)/(1+ρ), also for negative ρ. With
// 4×20,000 values the estimate's own spread is a few per cent; a tenth is
// allowed.
func TestESS(t *testing.T) {
	for _, rho := range []float64{-0.3, 0, 0.5, 0.9} {
		var chains [][]float64
		for s := range uint64(4) {
			chains = append(chains, ar1(20_000, rho, s+1))
		}
		want := 80_000 * (1 - rho) / (1 + rho)
		if got := metric.ESS(chains); math.Abs(got/want-1) > 0.1 {
			t.Errorf("ρ = %v: ESS %.0f, want %.0f", rho, got, want)
		}
		if r := metric.RHat(chains); !(math.Abs(r-1) < 0.01) {
			t.Errorf("ρ = %v: R̂ %v", rho, r)
		}
	}
	if got := metric.ESS([][]float64{{1, 1, 1, 1}}); got != 0 {
		t.Errorf("ESS %v of a constant", got)
	}
}

// TestRHat: two chains about ±m with unit variance have W = 1 and
// V⁺ → 1 + m²·4/3 (four halves, variance of the means with 3 below).
func TestRHat(t *testing.T) {
	a, b := ar1(10_000, 0, 1), ar1(10_000, 0, 2)
	for i := range a {
		a[i] += 2
		b[i] -= 2
	}
	want := math.Sqrt(1 + 4*4./3)
	if got := metric.RHat([][]float64{a, b}); math.Abs(got/want-1) > 0.03 {
		t.Errorf("R̂ %v, want %v", got, want)
	}
	if got := metric.RHat([][]float64{{1, 1, 1, 1}, {2, 2, 2, 2}}); !math.IsInf(got, 1) {
		t.Errorf("R̂ %v of chains that do not move", got)
	}
	drifting := make([]float64, 1000)
	for i := range drifting {
		drifting[i] = float64(i)
	}
	if got := metric.RHat([][]float64{drifting}); got < 1.5 {
		t.Errorf("R̂ %v of one chain that drifts", got)
	}
	if !math.IsNaN(metric.RHat([][]float64{{1, 2}})) {
		t.Error("R̂ of two values")
	}
}

// swirl is the field (−y, x)·w plus the score of N(0, I).
type swirl struct{ w float32 }

func (f swirl) Score(dst, x sim.Batch, _ float32) {
	for i := range x.N {
		u, v := x.At(0, i), x.At(1, i)
		dst.Set(0, i, -u-f.w*v)
		dst.Set(1, i, -v+f.w*u)
	}
}

func toy(t *testing.T) *density.Mixture {
	t.Helper()
	m, err := density.NewMixture([]float64{0.3, 0.7}, [][]float64{{-1.5, 0.5}, {1, -0.5}}, [][]float64{{1, 0.3, 0.3, 0.7}, {0.6, 0, 0, 1.2}})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// TestCurl: 2w for the swirl, 0 for a score; float32 differences of 1/64 leave
// some 1e-7·|s|·64 = 4e-5, and the third derivatives' δ²/6 cancel between the
// two halves only in the limit.
func TestCurl(t *testing.T) {
	x := draws(2, 100, nil, 1.5, 5)
	got := make([]float64, x.N)
	metric.Curl(got, swirl{0.75}, x, 0, 0)
	for _, v := range got {
		if math.Abs(v-1.5) > 1e-3 {
			t.Errorf("curl %v, want 1.5", v)
		}
	}
	metric.Curl(got, toy(t), x, 0, 0)
	if r := metric.RootMeanSquare(got); r > 2e-3 {
		t.Errorf("curl %v of a score", r)
	}
}

// TestAlong: log p differences of the mixture, exact to the rule's h⁴ and
// float32.
func TestAlong(t *testing.T) {
	m := toy(t)
	x := draws(2, 50, nil, 2, 6)
	from := sim.FromPoints([]float64{0.5, 0.25})
	base, want := make([]float32, 1), make([]float32, x.N)
	m.LogProb(base, from, 0.3)
	m.LogProb(want, x, 0.3)
	got := make([]float64, x.N)
	metric.LineIntegral(got, m, []float64{0.5, 0.25}, x, 0.3, 50)
	for i, v := range got {
		if math.Abs(v-float64(want[i]-base[0])) > 2e-4 {
			t.Errorf("point %d: %v, want %v", i, v, want[i]-base[0])
		}
	}
}

// TestPotential: the log-density of a mixture from its scores on a lattice. The
// trapezoid rule is off by h²/12 of the change of the second derivative: with
// h = 0.125 a few thousandths. A field that is all curl and runs along the
// border is orthogonal to every gradient and changes nothing: this one in the
// discrete sum, too, up to the rounding of the scores to float32.
func TestPotential(t *testing.T) {
	const n, half = 97, 6
	m := toy(t)
	x := metric.Lattice(0, 0, half, n)
	s := sim.NewBatch(2, x.N)
	m.Score(s, x, 0)
	want := make([]float32, x.N)
	m.LogProb(want, x, 0)
	got := make([]float64, x.N)
	h := 2. * half / (n - 1)
	metric.Potential(got, s, n, n, h, h)
	mass := 0.0
	for i, v := range got {
		mass += math.Exp(v) * h * h
		if want[i] > -12 && math.Abs(v-float64(want[i])) > 0.02 {
			t.Fatalf("at (%.2f, %.2f): %v, want %v", x.At(0, i), x.At(1, i), v, want[i])
		}
	}
	if math.Abs(mass-1) > 1e-9 {
		t.Errorf("mass %v", mass)
	}
	// (∂ψ/∂y, −∂ψ/∂x) with ψ = 2 cos(πx/12) cos(πy/12), 0 on the border
	k := math.Pi / (2 * half)
	for i := range x.N {
		u, v := k*float64(x.At(0, i)), k*float64(x.At(1, i))
		s.Set(0, i, s.At(0, i)-float32(2*k*math.Cos(u)*math.Sin(v)))
		s.Set(1, i, s.At(1, i)+float32(2*k*math.Sin(u)*math.Cos(v)))
	}
	stirred := make([]float64, x.N)
	metric.Potential(stirred, s, n, n, h, h)
	for i := range got {
		if math.Abs(stirred[i]-got[i]) > 1e-4 {
			t.Fatalf("a field without divergence has the potential %v", stirred[i]-got[i])
		}
	}
}

// TestRotational: (∂ψ/∂y, −∂ψ/∂x) with ψ = 2 cos kx cos ky, 0 on the border of [−6, 6]² for
// k = π/12, is orthogonal to every gradient and has ∫ ‖∇ψ‖² = 288 k²; the gradient
// (1, 0) beside it has 144. The trapezoid rule is off by (kh)²/4 of the former,
// 3e-4. A gradient alone has nothing rotational.
func TestRotational(t *testing.T) {
	const n, half = 97, 6
	x := metric.Lattice(0, 0, half, n)
	h, k := 2.*half/(n-1), math.Pi/(2*half)
	for _, stir := range []float64{0, 1, 3} {
		s := sim.NewBatch(2, x.N)
		for i := range x.N {
			u, v := k*float64(x.At(0, i)), k*float64(x.At(1, i))
			s.Set(0, i, float32(1-stir*2*k*math.Cos(u)*math.Sin(v)))
			s.Set(1, i, float32(stir*2*k*math.Sin(u)*math.Cos(v)))
		}
		phi := make([]float64, x.N)
		metric.Potential(phi, s, n, n, h, h)
		swirl := stir * stir * 288 * k * k
		if got, want := metric.Rotational(phi, s, n, n, h, h), math.Sqrt(swirl/(swirl+144)); math.Abs(got-want) > 1e-3 {
			t.Errorf("stirred by %v: %v, want %v", stir, got, want)
		}
	}
}

// TestPotentialOfOblongCells: with other spacings along x and y the log-density
// is the same.
func TestPotentialOfOblongCells(t *testing.T) {
	const w, h, dx, dy = 61, 101, 0.2, 0.1
	m := toy(t)
	x := sim.NewBatch(2, w*h)
	for i := range x.N {
		x.Set(0, i, float32((float64(i%w)-(w-1)/2)*dx))
		x.Set(1, i, float32((float64(i/w)-(h-1)/2)*dy))
	}
	s, want, got := sim.NewBatch(2, x.N), make([]float32, x.N), make([]float64, x.N)
	m.Score(s, x, 0)
	m.LogProb(want, x, 0)
	metric.Potential(got, s, w, h, dx, dy)
	for i, v := range got {
		if want[i] > -10 && math.Abs(v-float64(want[i])) > 0.03 {
			t.Fatalf("at (%.2f, %.2f): %v, want %v", x.At(0, i), x.At(1, i), v, want[i])
		}
	}
}

func TestHistogramHasMassOne(t *testing.T) {
	nan := float32(math.NaN())
	got := make([]float64, 4)
	out := metric.Histogram(got, []float32{-1, 0, 0.5, 1.9, 2, nan, 3, float32(math.Inf(1))}, 0, 2)
	if want := []float64{0.25, 0.25, 0, 0.25}; !slices.Equal(got, want) || out != 5./8 {
		t.Errorf("%v, %v outside; want %v", got, out, want)
	}
	x := draws(1, 1000, nil, 1, 1)
	fine := make([]float64, 37)
	out = metric.Histogram(fine, x.Data, -1, 2.3)
	mass := out
	for _, v := range fine {
		mass += v * 3.3 / 37
	}
	if math.Abs(mass-1) > 1e-12 {
		t.Errorf("mass %v", mass)
	}
}

// TestFisher: of N(0, I)'s score to itself shifted by a it is ½|a|².
func TestFisher(t *testing.T) {
	x := metric.Lattice(1, 2, 3, 5)
	if x.N != 25 || x.At(0, 0) != -2 || x.At(1, 24) != 5 || x.At(0, 24) != 4 {
		t.Fatal(x)
	}
	a, b := swirl{0}, swirl{1} // e = (−y, x)
	want := 0.0
	for i := range x.N {
		want += float64(x.At(0, i)*x.At(0, i)+x.At(1, i)*x.At(1, i)) / 2 / 25
	}
	if got := metric.FisherBetween(a, b, x, 0); math.Abs(got-want) > 1e-6*want {
		t.Errorf("%v, want %v", got, want)
	}
}

// TestPointsThatAreNotFinite have distances that are not: every one returns.
func TestPointsThatAreNotFinite(t *testing.T) {
	good := sim.FromPoints([]float64{0, 1}, []float64{2, 3}, []float64{1, 1}, []float64{-1, 0})
	along := metric.Directions(2, 4, 1)
	for _, bad := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		x := good.Clone()
		x.Set(0, 2, float32(bad))
		for name, d := range map[string]float64{
			"W₂":         metric.Wasserstein2(x, good),
			"W₂, second": metric.Wasserstein2(good, x),
			"sliced W₂":  metric.SlicedWasserstein2(x, good, along),
			"energy":     metric.EnergyDistance(x, good),
			"Fréchet":    metric.Frechet(x, good),
			"Fisher":     metric.Fisher(x, good),
			"Stein":      metric.SteinDiscrepancy(good, x, 1, -0.5),
		} {
			if !math.IsNaN(d) && !math.IsInf(d, 0) {
				t.Errorf("%s with %v: %v", name, bad, d)
			}
		}
	}
}

// TestChainsThatStand have no effective draws, wherever each stands.
func TestChainsThatStand(t *testing.T) {
	for _, chains := range [][][]float64{{{1, 1, 1, 1}}, {{1, 1, 1, 1, 1}, {2, 2, 2, 2, 2}}, {{0, 0, 0, 0}, {0, 0, 0, 0}, {3, 3, 3, 3}}} {
		if got := metric.ESS(chains); got != 0 {
			t.Errorf("%v: %v effective draws", chains, got)
		}
	}
}

func TestWrongShapesPanic(t *testing.T) {
	for message, f := range map[string]func(){
		"metric: batches of different shapes":                    func() { metric.Wasserstein2(sim.NewBatch(2, 3), sim.NewBatch(2, 4)) },
		"metric: points of different dimensions":                 func() { metric.EnergyDistance(sim.NewBatch(2, 3), sim.NewBatch(3, 3)) },
		"metric: no points":                                      func() { metric.Fisher(sim.NewBatch(2, 0), sim.NewBatch(2, 0)) },
		"metric: fewer than two points":                          func() { metric.MMD2(sim.NewBatch(2, 1), sim.NewBatch(2, 2), 1) },
		"metric: a bandwidth that is not positive":               func() { metric.MMD2(sim.NewBatch(2, 2), sim.NewBatch(2, 2), 0) },
		"metric: a histogram needs bins, and lo < hi":            func() { metric.Histogram(nil, nil, 0, 1) },
		"metric: a Stein discrepancy needs c > 0 and -1 < β < 0": func() { metric.SteinDiscrepancy(sim.NewBatch(2, 2), sim.NewBatch(2, 2), 1, 2) },
		"metric: bad shape":                                      func() { metric.Lattice(0, 0, 1, -1) },
		"metric: hits that are not 0 … n":                        func() { metric.Wilson(5, 3, 2) },
		"metric: draws that are not finite": func() {
			metric.NewQuadrature(toy(t), 0, sim.FromPoints([]float64{math.NaN(), 0}), 0, 0)
		},
	} {
		func() {
			defer func() {
				if r := recover(); r != message {
					t.Errorf("%v, want %q", r, message)
				}
			}()
			f()
		}()
	}
}
