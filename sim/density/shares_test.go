package density

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/internal/testsize"
)

// labelled is the share of n exact draws of p_σ that Modes gives to each
// component.
func labelled(m *Mixture, sigma float64, n int) []float64 {
	x, z := sim.NewBatch(m.d, n), sim.NewBatch(m.d, n)
	m.Rand(x, sim.NewKey(3), 0)
	noise(z, sim.NewKey(4), 0)
	for i, v := range z.Data {
		x.Data[i] += float32(sigma) * v
	}
	labels := make([]uint8, n)
	m.Modes(labels, x, float32(sigma))
	shares := make([]float64, m.k)
	for _, k := range labels {
		shares[k] += 1 / float64(n)
	}
	return shares
}

// TestSharesOfParallelComponents: between components of one covariance s²I the
// border is a plane, at the distance t = D/2 + s² log(w₀/w₁)/D from μ₀ for means
// D apart, so that the shares are w₀Φ(t/s) + w₁Φ((t−D)/s).
func TestSharesOfParallelComponents(t *testing.T) {
	phi := func(z float64) float64 { return math.Erfc(-z/math.Sqrt2) / 2 }
	for _, d := range []int{1, 2, 3, 6} {
		for _, c := range []struct{ w, apart, sigma float64 }{{0.3, 1.5, 0}, {0.2, 10 * math.Sqrt2, 10}, {0.2, 10 * math.Sqrt2, 0}, {0.5, 1, 1}, {0.05, 0.5, 0}} {
			a, b, cov := make([]float64, d), make([]float64, d), make([]float64, d*d)
			b[d-1] = c.apart
			for j := range d {
				cov[j*d+j] = 1
			}
			m, err := NewMixture([]float64{c.w, 1 - c.w}, [][]float64{a, b}, [][]float64{cov, cov})
			if err != nil {
				t.Fatal(err)
			}
			s := math.Sqrt(1 + c.sigma*c.sigma)
			at := c.apart/2 + s*s*math.Log(c.w/(1-c.w))/c.apart
			want := c.w*phi(at/s) + (1-c.w)*phi((at-c.apart)/s)
			got := make([]float64, 2)
			off := m.Shares(got, c.sigma)
			if tol := off + 1e-9; math.Abs(got[0]-want) > tol || math.Abs(got[0]+got[1]-1) > 1e-9 || d <= 2 && off > 2e-5 {
				t.Errorf("R^%d, %+v: %.9f ± %.1e, want %.9f", d, c, got, off, want)
			}
		}
	}
}

// TestMarginalShares: along a schedule, of the toy's two round components, named at σ = 0,
// where the border is the plane at the distance t = log(w₀/w₁)/D from the middle: with
// means scaled by α and variances α² + σ² the share of the first is
// w₀Φ((t + αD/2)/s) + w₁Φ((t − αD/2)/s).
func TestMarginalShares(t *testing.T) {
	phi := func(z float64) float64 { return math.Erfc(-z/math.Sqrt2) / 2 }
	toy := twoModes().(*Mixture)
	apart := 10 * math.Sqrt2
	border := math.Log(0.2/0.8) / apart
	got := make([]float64, 2)
	for _, c := range [][2]float64{{1, 20}, {1, 1}, {0.5, 0.8}, {0.01, 1}} {
		s := math.Sqrt(c[0]*c[0] + c[1]*c[1])
		want := 0.2*phi((border+c[0]*apart/2)/s) + 0.8*phi((border-c[0]*apart/2)/s)
		if off := toy.MarginalShares(got, c[0], c[1], 0); math.Abs(got[0]-want) > off+1e-9 || off > 2e-5 {
			t.Errorf("α = %v, σ = %v: %v ± %v, want %v", c[0], c[1], got[0], off, want)
		}
	}
}

// TestSharesOfConcentricComponents: the narrower of two round components with
// one mean wins within a radius R, and P(r < R) is the law of chi: in the plane
// 1 − exp(−R²/2s²), in space erf(q) − 2q exp(−q²)/√π with q = R/(s√2).
func TestSharesOfConcentricComponents(t *testing.T) {
	within := map[int]func(q float64) float64{
		1: math.Erf,
		2: func(q float64) float64 { return -math.Expm1(-q * q) },
		3: func(q float64) float64 { return math.Erf(q) - 2*q*math.Exp(-q*q)/math.Sqrt(math.Pi) },
		4: func(q float64) float64 { return 1 - (1+q*q)*math.Exp(-q*q) },
	}
	const w, wide = 0.4, 3.
	for d, law := range within {
		mean, small, large := make([]float64, d), make([]float64, d*d), make([]float64, d*d)
		for j := range d {
			small[j*d+j], large[j*d+j] = 1, wide*wide
		}
		m, err := NewMixture([]float64{w, 1 - w}, [][]float64{mean, mean}, [][]float64{small, large})
		if err != nil {
			t.Fatal(err)
		}
		// log(w/(1−w)) + D log wide = ½R²(1 − 1/wide²)
		r := math.Sqrt(2 * (math.Log(w/(1-w)) + float64(d)*math.Log(wide)) / (1 - 1/(wide*wide)))
		want := w*law(r/math.Sqrt2) + (1-w)*law(r/wide/math.Sqrt2)
		got := make([]float64, 2)
		off := m.Shares(got, 0)
		if math.Abs(got[0]-want) > 1e-7 || off > 1e-7 {
			t.Errorf("R^%d: %.9f ± %.1e, want %.9f", d, got[0], off, want)
		}
	}
}

// TestSharesAreWhatModesCounts: over every kind of mixture, crowded, nested, with
// equal means and twins among its components, of up to 64, the shares of n draws
// are binomial around them: of at most 64 standard scores one beyond 5 comes
// up in 30,000 cases.
func TestSharesAreWhatModesCounts(t *testing.T) {
	n, levels := 200_000, []float64{0, 0.5, 10}
	if !testsize.Full() {
		n, levels = 20_000, levels[1:2]
	}
	check := func(name string, m *Mixture, sigma float64) {
		t.Helper()
		got := make([]float64, m.k)
		off, sum := m.Shares(got, sigma), 0.0
		for k, v := range labelled(m, sigma, n) {
			sum += got[k]
			if tol := off + 5*math.Sqrt(got[k]*(1-got[k])/float64(n)) + 2/float64(n); math.Abs(v-got[k]) > tol {
				t.Errorf("%s, σ = %v, component %d of %d: counted %.5f, want %.5f ± %.5f", name, sigma, k, m.k, v, got[k], tol)
			}
		}
		if math.Abs(sum-1) > 1e-6 || m.d <= 2 && off > 2e-5 {
			t.Errorf("%s, σ = %v: the shares add up to %v; off by %v", name, sigma, sum, off)
		}
	}
	for _, name := range Names() {
		d, err := ByName(name)
		if err != nil {
			t.Fatal(err)
		}
		if m, ok := d.(*Mixture); ok && m.k <= 64 {
			for _, sigma := range levels {
				check(name, m, sigma)
			}
		}
	}
	random := rand.New(rand.NewPCG(1, 2))
	for _, c := range []struct{ d, k int }{{1, 5}, {2, 2}, {2, 7}, {2, 64}, {3, 4}, {5, 3}} {
		var w []float64
		var means, covs [][]float64
		for i := range c.k {
			mean, root, cov := make([]float64, c.d), make([]float64, c.d*c.d), make([]float64, c.d*c.d)
			for j := range mean {
				mean[j] = 2 * random.NormFloat64()
			}
			for j := range root {
				root[j] = random.NormFloat64() * math.Exp(random.NormFloat64()/2)
			}
			for a := range c.d {
				for b := range c.d {
					for e := range c.d {
						cov[a*c.d+b] += root[a*c.d+e] * root[b*c.d+e]
					}
				}
				cov[a*c.d+a] += 0.01
			}
			w = append(w, random.Float64()+0.05)
			if i > 0 && i%3 == 1 { // the mean of the one before
				mean = means[i-1]
			}
			if i > 0 && i%5 == 4 { // its twin
				mean, cov, w[i] = means[i-1], covs[i-1], w[i-1]
			}
			means, covs = append(means, mean), append(covs, cov)
		}
		m, err := NewMixture(w, means, covs)
		if err != nil {
			t.Fatal(err)
		}
		for _, sigma := range levels {
			check("random", m, sigma)
		}
	}
}
