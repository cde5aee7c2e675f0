package density

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/scorefield/scorefield/sim"
)

func TestNames(t *testing.T) {
	names := Names()
	for i, name := range names {
		if strings.ToLower(name) != name || strings.ContainsAny(name, " _") || slices.Contains(names[:i], name) {
			t.Errorf("%q is not in kebab-case, or not alone", name)
		}
	}
	_, err := ByName("two-mons")
	var e *NameError
	if !errors.As(err, &e) || e.Name != "two-mons" {
		t.Fatalf("got %v", err)
	}
	for _, name := range append(names, "two-mons") {
		if !strings.Contains(err.Error(), name) {
			t.Errorf("%q does not name %s", err, name)
		}
	}
}

// TestToysFillTheirSquare: 99 % of the draws lie in |x|, |y| ≤ 8, and the outermost 1 %
// reaches beyond half of it.
func TestToysFillTheirSquare(t *testing.T) {
	const n, half = 10_000, 8
	for _, name := range Names() {
		d, _ := ByName(name)
		x := sim.NewBatch(2, n)
		d.Rand(x, sim.NewKey(1), 0)
		reach := make([]float64, n)
		for i := range reach {
			reach[i] = max(math.Abs(float64(x.At(0, i))), math.Abs(float64(x.At(1, i))))
		}
		slices.Sort(reach)
		if r := reach[n*99/100]; r > half || r < half/2 {
			t.Errorf("%s: 99 %% lie within %v", name, r)
		}
	}
}

// TestRingIsTheClosedForm: a circle of radius R under a kernel h has
// p = exp(−(r²+R²)/2h²) I₀(rR/h²) / 2πh²; the fine mixture may ripple by
// 2 exp(−2π²/spacing²) = 3.1e-4 on the ridge, more beside it, where the
// chords between points show: r/R times the exponent's.
func TestRingIsTheClosedForm(t *testing.T) {
	d, _ := ByName("ring")
	const R, h = 5, 0.4
	for _, r := range []float64{3.5, 4.2, 4.6, 5, 5.3, 5.8, 6.5} {
		v := h * h
		want := bessel(r*R/v, -(r-R)*(r-R)/(2*v)) / (2 * math.Pi * v)
		x := sim.NewBatch(2, 100)
		for i := range x.N {
			s, c := math.Sincos(2 * math.Pi * float64(i) / 377)
			x.Set(0, i, float32(r*c))
			x.Set(1, i, float32(r*s))
		}
		logp := make([]float32, x.N)
		d.LogProb(logp, x, 0)
		for i, l := range logp {
			if got := math.Exp(float64(l)); math.Abs(got/want-1) > 4e-3 {
				t.Fatalf("r=%v, point %d: p = %v, the closed form %v", r, i, got, want)
			}
		}
	}
}

// bessel returns exp(e−z… ) I₀(z) = (1/2π)∫exp(z(cos φ − 1) + e)dφ, the
// trapezoidal rule being exact for a periodic integrand.
func bessel(z, e float64) float64 {
	sum := 0.0
	for i := range 2000 {
		sum += math.Exp(z*(math.Cos(2*math.Pi*float64(i)/2000)-1) + e)
	}
	return sum / 2000
}

// TestCurvesAreEven: the points of a stroke stand at equal distances along it.
func TestCurvesAreEven(t *testing.T) {
	length, at := curve(spiral(2, 6, 5, 14)).measure()
	c := spiral(2, 6, 5, 14)
	const n = 500
	x0, y0 := c(at(1e-9))
	for i := 1; i <= n; i++ {
		x, y := c(at(float64(i) / n))
		// chord and arc differ by their cube over 24 r², 1e-5 of the length
		if l := math.Hypot(x-x0, y-y0); math.Abs(l*n/length-1) > 1e-4 {
			t.Fatalf("step %d is %v, the mean is %v", i, l, length/n)
		}
		x0, y0 = x, y
	}
}
