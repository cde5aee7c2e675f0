package vec

import (
	"math"
	"testing"
)

// grid32 are n values from lo to hi.
func grid32(lo, hi float64, n int) []float32 {
	x := make([]float32, n)
	for i := range x {
		x[i] = float32(lo + (hi-lo)*float64(i)/float64(n-1))
	}
	return x
}

func TestExpAndLogAreAccurate(t *testing.T) {
	x := grid32(-87, 88, 100_003)
	y := make([]float32, len(x))
	Exp(y, x)
	for i, v := range x {
		if want := math.Exp(float64(v)); math.Abs(float64(y[i])-want) > 1.3e-7*want {
			t.Fatalf("exp(%g) = %g, want %g", v, y[i], want)
		}
	}
	x = grid32(1e-6, 50, 100_003)
	Log(y, x)
	for i, v := range x {
		want := math.Log(float64(v))
		if math.Abs(float64(y[i])-want) > 1.3e-7*max(1, math.Abs(want)) {
			t.Fatalf("log(%g) = %g, want %g", v, y[i], want)
		}
	}
}

// TestNormalsAreNormal: with n draws the k-th central moments have standard
// errors √(1/n), √(2/n), √(15/n), √(96/n); five of them are allowed. Neighbouring counters, keys
// and the two numbers of a pair must be uncorrelated (standard error √(1/n)).
func TestNormalsAreNormal(t *testing.T) {
	const n = 1 << 20
	a, b := make([]float32, n), make([]float32, n)
	c, d := make([]float32, n), make([]float32, n)
	Normal(a, b, 0x123456789abcdef, 7)
	Normal(c, d, 0x123456789abcdf0, 7)
	for name, z := range map[string][]float32{"a": a, "b": b, "c": c, "d": d} {
		var m [5]float64
		for _, v := range z {
			p := 1.0
			for k := range m {
				m[k] += p / n
				p *= float64(v)
			}
		}
		for k, want := range []float64{1, 0, 1, 0, 3} {
			se := []float64{1e-9, 1, math.Sqrt(2), math.Sqrt(15), math.Sqrt(96)}[k] / math.Sqrt(n)
			if math.Abs(m[k]-want) > 5*se {
				t.Errorf("%s: moment %d is %g, want %g ± %g", name, k, m[k], want, 5*se)
			}
		}
	}
	for name, pair := range map[string][2][]float32{"pair": {a, b}, "neighbours": {a[1:], a[:n-1]}, "lag 4": {a[4:], a[:n-4]}, "keys": {a, c}, "cross": {a, d}} {
		if r := Dot(pair[0], pair[1]) / n; math.Abs(r) > 5/math.Sqrt(n) {
			t.Errorf("%s: correlation %g", name, r)
		}
	}
}

// TestUniformsAreUniform: chi-square over 1024 cells, five standard deviations
// √(2·1023) about 1023.
func TestUniformsAreUniform(t *testing.T) {
	const n, cells = 1 << 20, 1024
	u := make([]float32, n)
	for key := range uint64(8) {
		Uniform(u, key<<32|key, uint32(key)*12345)
		var count [cells]float64
		for _, v := range u {
			if !(0 < v && v < 1) {
				t.Fatalf("%g is outside (0, 1)", v)
			}
			count[int(v*cells)]++
		}
		chi := 0.0
		for _, c := range count {
			chi += (c - n/cells) * (c - n/cells) / (n / cells)
		}
		if math.Abs(chi-(cells-1)) > 5*math.Sqrt(2*(cells-1)) {
			t.Errorf("key %d: χ² = %g with %d degrees of freedom", key, chi, cells-1)
		}
	}
}

func TestBeyondFindsWhatDiverged(t *testing.T) {
	nan, inf := float32(math.NaN()), float32(math.Inf(1))
	if n, first := CountBeyond([]float32{1, -2, 3}, 3); n != 0 || first != -1 {
		t.Errorf("got %d, %d", n, first)
	}
	if n, first := CountBeyond([]float32{1, nan, 3, -inf, 4}, 3); n != 3 || first != 1 {
		t.Errorf("got %d, %d", n, first)
	}
}

func TestMixtureAgainstFloat64(t *testing.T) {
	m := NewMixture2(2)
	m.Set(0, -5, -5, 1, 0, 1, float32(math.Log(0.2/(2*math.Pi))))
	m.Set(1, 5, 5, 1, 0, 1, float32(math.Log(0.8/(2*math.Pi))))
	x, y := grid32(-60, 60, 101), grid32(-59, 61, 101)
	sx, sy, lp := make([]float32, 101), make([]float32, 101), make([]float32, 101)
	m.Eval(sx, sy, lp, x, y)
	for i := range x {
		a, b := float64(x[i]), float64(y[i])
		la := math.Log(0.2/(2*math.Pi)) - ((a+5)*(a+5)+(b+5)*(b+5))/2
		lb := math.Log(0.8/(2*math.Pi)) - ((a-5)*(a-5)+(b-5)*(b-5))/2
		top := max(la, lb)
		ea, eb := math.Exp(la-top), math.Exp(lb-top)
		want := -((a+5)*ea + (a-5)*eb) / (ea + eb)
		if math.Abs(float64(sx[i])-want) > 1e-5*math.Hypot(want, want)+1e-5 {
			t.Errorf("score at %g: %g, want %g", a, sx[i], want)
		}
		if l := top + math.Log(ea+eb); math.Abs(float64(lp[i])-l) > 1e-6*math.Abs(l)+1e-6 {
			t.Errorf("log p at %g: %g, want %g", a, lp[i], l)
		}
	}
}

// TestWeightsBesideTheLargest: e^−u of a weight has the bits of the exponential down to e^−64, and below it, and of
// what is no number, is still so large that a product with a length of 1e-10 is no subnormal number.
func TestWeightsBesideTheLargest(t *testing.T) {
	for i := range 64 << 8 {
		u := float32(i) / (1 << 8)
		if got, want := Weight(u), expNeg(-u); got != want {
			t.Fatalf("e^−%v = %v, want %v", u, got, want)
		}
	}
	const leastNormal = 0x1p-126
	inf := float32(math.Inf(1))
	for _, u := range []float32{64, 65, 87, 1e30, inf, inf - inf, -(inf - inf)} {
		if e := Weight(u); !(e*1e-10 >= leastNormal && e < 1e-27) {
			t.Errorf("e^−%v = %v", u, e)
		}
	}
}
