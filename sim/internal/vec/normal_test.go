package vec

import (
	"math"
	"slices"
	"testing"

	"github.com/scorefield/scorefield/sim"
)

// kolmogorov is √n sup |F_n − Φ|; it exceeds c with probability 2 exp(−2c²).
// The array is sorted.
func kolmogorov(z []float32) float64 {
	slices.Sort(z)
	most, n := 0.0, float64(len(z))
	for i, v := range z {
		phi := math.Erfc(-float64(v)/math.Sqrt2) / 2
		most = max(most, phi-float64(i)/n, float64(i+1)/n-phi)
	}
	return most * math.Sqrt(n)
}

// unlikely is passed by chance once in 4·10⁵ tests.
const unlikely = 2.55

// TestNormalsKolmogorov: the whole shape, of both numbers of a pair.
func TestNormalsKolmogorov(t *testing.T) {
	const n = 1 << 17
	a, b := make([]float32, n), make([]float32, n)
	for key := range uint64(3) {
		Normal(a, b, uint64(sim.NewKey(key)), uint32(key)<<20)
		if ka, kb := kolmogorov(a), kolmogorov(b); ka > unlikely || kb > unlikely {
			t.Errorf("key %d: %g and %g, limit %g", key, ka, kb, unlikely)
		}
	}
}

// TestNormalTails: the numbers beyond 3 and 4 are binomial with mean
// N·erfc(c/√2), five standard deviations allowed; the ends are those of 23-bit
// uniforms, √(2 ln 2²⁴) = 5.77.
func TestNormalTails(t *testing.T) {
	const n, keys = 1 << 17, 8
	a, b := make([]float32, n), make([]float32, n)
	var beyond3, beyond4 int
	for key := range uint64(keys) {
		Normal(a, b, uint64(sim.NewKey(key)), 0)
		for _, z := range [][]float32{a, b} {
			c3, _ := CountBeyond(z, 3)
			c4, _ := CountBeyond(z, 4)
			beyond3, beyond4 = beyond3+c3, beyond4+c4
			if c, _ := CountBeyond(z, 5.78); c != 0 {
				t.Errorf("key %d: %d beyond 5.78", key, c)
			}
		}
	}
	for c, got := range map[float64]int{3: beyond3, 4: beyond4} {
		mean := 2 * n * keys * math.Erfc(c/math.Sqrt2)
		if math.Abs(float64(got)-mean) > 5*math.Sqrt(mean) {
			t.Errorf("%d beyond %g, want %.0f ± %.0f", got, c, mean, 5*math.Sqrt(mean))
		}
	}
}

// TestNormalsOverSteps: one particle's noise over the steps of a run, with the
// keys that runs use. The sum of m steps is normal with variance m, and that of
// one step and the next correlates with standard error 1/√(n·m).
func TestNormalsOverSteps(t *testing.T) {
	const n, m = 2048, 256
	a, b, before, sum := make([]float32, n), make([]float32, n), make([]float32, n), make([]float32, n)
	key, lag := sim.NewKey(5), 0.0
	for k := range uint64(m) {
		Normal(a, b, uint64(key.Sub(k).Sub(0)), 0)
		lag += Dot(a, before)
		for i, v := range a {
			sum[i] += v
		}
		a, before = before, a
	}
	for i := range sum {
		sum[i] /= 16 // √m
	}
	if k := kolmogorov(sum); k > unlikely {
		t.Errorf("sums over steps: %g, limit %g", k, unlikely)
	}
	if r := lag / (n * m) * math.Sqrt(n*m); math.Abs(r) > 5 {
		t.Errorf("neighbouring steps: %g standard errors", r)
	}
}
