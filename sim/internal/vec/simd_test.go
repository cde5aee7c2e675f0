package vec

import (
	"math"
	"slices"
	"testing"
)

// lengths are all from 0 to several vectors, and some that are not round.
var lengths = []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 15, 16, 17, 31, 33, 100}

// noise are n numbers of some size from a key.
func noise(n int, key uint64, size float32) []float32 {
	x := make([]float32, n)
	for i := range x {
		x[i] = (2*unit(hash(hash(uint32(i)^uint32(key))+uint32(key>>32))) - 1) * size
	}
	return x
}

// equal holds the fast form to the plain one, bit by bit; numbers that are not
// numbers count as equal.
func equal(t *testing.T, what string, n int, got, want []float32) {
	t.Helper()
	for i := range want {
		if math.Float32bits(got[i]) != math.Float32bits(want[i]) && (got[i] == got[i] || want[i] == want[i]) {
			t.Fatalf("%s, length %d: element %d is %g (%#x), plain form %g (%#x)", what, n, i, got[i], math.Float32bits(got[i]), want[i], math.Float32bits(want[i]))
		}
	}
}

// odd are arguments at the edges.
func odd(x []float32) {
	edges := []float32{0, float32(math.Inf(1)), float32(math.Inf(-1)), float32(math.NaN()), 3e38, -3e38, 1e-38, expLow, expHigh, float32(math.Copysign(0, -1))}
	for i := range x {
		if i%3 == 1 {
			x[i] = edges[i/3%len(edges)]
		}
	}
}

func TestExpAndLogEqualPlain(t *testing.T) {
	for _, n := range lengths {
		for _, size := range []float32{1, 30, 100} {
			x := noise(n, uint64(n), size)
			odd(x)
			got, want := make([]float32, n), make([]float32, n)
			Exp(got, x)
			for i, v := range x {
				want[i] = Exp1(v)
			}
			equal(t, "Exp", n, got, want)
			for i := range x {
				x[i] = max(float32(math.Abs(float64(x[i]))), 1e-37)
			}
			Log(got, x)
			for i, v := range x {
				want[i] = Log1(v)
			}
			equal(t, "Log", n, got, want)
		}
	}
}

func TestRandomEqualsPlain(t *testing.T) {
	for _, n := range lengths {
		for _, key := range []uint64{0, 1, 0xfedcba9876543210} {
			for _, first := range []uint32{0, 5, math.MaxUint32 - 6} {
				k0, k1, k2 := words(key)
				a, b, wa, wb := make([]float32, n), make([]float32, n), make([]float32, n), make([]float32, n)
				Uniform(a, key, first)
				for i := range wa {
					wa[i] = unit(hash(hash(first+uint32(i)^k0) + k1))
				}
				equal(t, "Uniform", n, a, wa)
				Normal(a, b, key, first)
				for i := range wa {
					wa[i], wb[i] = normal(first+uint32(i), k0, k1, k2)
				}
				equal(t, "Normal a", n, a, wa)
				equal(t, "Normal b", n, b, wb)
			}
		}
	}
}

func TestLangevinEqualsPlain(t *testing.T) {
	for _, n := range lengths {
		x, s, z := noise(n, 1, 8), noise(n, 2, 5), noise(n, 3, 4)
		odd(s)
		want := make([]float32, n)
		for i := range want {
			want[i] = x[i] + float32(0.05*s[i]) + float32(0.31622776*z[i])
		}
		Langevin(x, x, s, z, 0.05, 0.31622776) // in place
		equal(t, "Langevin", n, x, want)
	}
}

func TestMixtureEqualsPlain(t *testing.T) {
	for _, k := range []int{1, 2, 3, 4, 5, 6, 8, 25, 130} {
		m := NewMixture2(k)
		p := noise(6*k, uint64(k), 3)
		for i := range k {
			q := p[6*i:]
			m.Set(i, 3*q[0], 3*q[1], 3.5+q[2], q[3]/3, 3.5+q[4], q[5]-2)
		}
		for _, n := range lengths {
			for _, size := range []float32{10, 1e3, 1e6} {
				x, y := noise(n, 11, size), noise(n, 12, size)
				odd(x)
				sx, sy, lp := make([]float32, n), make([]float32, n), make([]float32, n)
				wx, wy, wl := make([]float32, n), make([]float32, n), make([]float32, n)
				m.Eval(sx, sy, lp, x, y)
				for i := range x {
					wx[i], wy[i], wl[i] = m.at(x[i], y[i])
				}
				equal(t, "Mixture2 sx", n, sx, wx)
				equal(t, "Mixture2 sy", n, sy, wy)
				equal(t, "Mixture2 log p", n, lp, wl)
				clear(sx)
				clear(lp)
				m.Eval(nil, nil, lp, x, y)
				equal(t, "Mixture2 log p alone", n, lp, wl)
				m.Eval(sx, sy, nil, x, y)
				equal(t, "Mixture2 score alone", n, sx, wx)
				modes := slices.Repeat([]uint8{77}, n)
				m.Modes(modes, x, y)
				for i, mode := range modes {
					if want := m.mode(x[i], y[i]); mode != want {
						t.Fatalf("mode of point %d of %d among %d: %d, plain form %d", i, n, k, mode, want)
					}
				}
			}
		}
	}
}

func TestKDEEqualsPlain(t *testing.T) {
	for _, kernels := range []int{0, 1, 2, 3, 4, 5, 7, 8, 50} {
		px, py, weights := noise(kernels, 21, 5), noise(kernels, 22, 5), [2][]float32{noise(kernels, 23, 1), make([]float32, kernels)}
		for _, n := range append(lengths, 150) {
			x, y := noise(n, 24, 9), noise(n, 25, 9)
			odd(x)
			for i, v := range []float32{0.01, 1, 400, 0.02, 1, 300} {
				lw := weights[i/3] // in the second three cases all kernels weigh alike
				norm := float32(math.Log(2 * math.Pi * float64(v)))
				sx, sy, lp := make([]float32, n), make([]float32, n), make([]float32, n)
				wx, wy, wl := make([]float32, n), make([]float32, n), make([]float32, n)
				KDE2(sx, sy, lp, x, y, px, py, lw, v)
				for i := range x {
					wx[i], wy[i], wl[i] = kde(x[i], y[i], px, py, lw, 1/v)
					wl[i] -= norm
				}
				equal(t, "KDE2 sx", n, sx, wx)
				equal(t, "KDE2 sy", n, sy, wy)
				equal(t, "KDE2 log p", n, lp, wl)
			}
		}
	}
}

// TestKernelsStayInside: what lies beside dst is not touched.
func TestKernelsStayInside(t *testing.T) {
	for _, n := range lengths {
		a := noise(n+8, 31, 1)
		b := noise(n+8, 32, 1)
		before := append([]float32(nil), a...)
		d := a[4 : 4+n : 4+n]
		Exp(d, b[:n])
		Log(d, d)
		Uniform(d, 1, 2)
		Normal(d, b[:n], 3, 4)
		Langevin(d, d, b[:n], b[:n], 1, 1)
		m := NewMixture2(2)
		m.Eval(d, b[:n], nil, b[:n], b[:n])
		KDE2(d, b[:n], nil, b[:n], b[:n], b[:3], b[:3], b[:3], 1)
		for i, v := range a {
			if (i < 4 || i >= 4+n) && v != before[i] {
				t.Fatalf("length %d: element %d of the neighbours changed", n, i-4)
			}
		}
	}
}

func TestWrongLengthsPanic(t *testing.T) {
	a, b := make([]float32, 8), make([]float32, 9)
	for name, call := range map[string]func(){
		"Exp": func() { Exp(a, b) }, "Log": func() { Log(b, a) }, "Normal": func() { Normal(a, b, 1, 1) },
		"Langevin": func() { Langevin(a, a, a, b, 1, 1) }, "Eval": func() { NewMixture2(2).Eval(a, a, b, a, a) },
		"KDE2": func() { KDE2(a, a, nil, a, a, a, a, b, 1) },
	} {
		func() {
			defer func() {
				if recover() != badLength {
					t.Errorf("%s: no panic with the constant", name)
				}
			}()
			call()
		}()
	}
}

// TestBeyondEqualsPlain: one element beyond, at every place of every length.
func TestBeyondEqualsPlain(t *testing.T) {
	for _, n := range lengths {
		x := noise(n, 1, 90)
		for i := range n {
			for _, v := range []float32{100, -100, float32(math.NaN()), float32(math.Inf(-1)), 101, -101} {
				was := x[i]
				x[i] = v
				want := 1
				if v == 100 || v == -100 {
					want = 0
				}
				if count, first := CountBeyond(x, 100); count != want || want == 1 && first != i || want == 0 && first != -1 {
					t.Errorf("%v at %d of %d: %d beyond, first %d", v, i, n, count, first)
				}
				x[i] = was
			}
		}
	}
}
