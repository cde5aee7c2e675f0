package vec

import (
	"math"
	"testing"
)

var activations = map[string]Activation{"softplus": Softplus, "silu": SiLU, "tanh": Tanh}

// exact are φ in float64.
var exact = map[Activation]func(float64) float64{
	Softplus: func(z float64) float64 { return max(z, 0) + math.Log1p(math.Exp(-math.Abs(z))) },
	SiLU:     func(z float64) float64 { return z / (1 + math.Exp(-z)) },
	Tanh:     math.Tanh,
}

// slopes are φ′, φ″ and φ‴ in float64.
var slopes = map[Activation]func(float64) [3]float64{
	Softplus: func(z float64) [3]float64 {
		p := 1 / (1 + math.Exp(-z))
		return [3]float64{p, p * (1 - p), p * (1 - p) * (1 - 2*p)}
	},
	SiLU: func(z float64) [3]float64 {
		p := 1 / (1 + math.Exp(-z))
		g := p * (1 - p)
		h := g * (1 - 2*p)
		return [3]float64{p + z*g, 2*g + z*h, 3*h + z*(h*(1-2*p)-2*g*g)}
	},
	Tanh: func(z float64) [3]float64 {
		y := math.Tanh(z)
		g := 1 - y*y
		return [3]float64{g, -2 * y * g, 2*g*(2*y*y) - 2*g*g}
	},
}

// TestActivations: expNeg, the logarithm and a division are good to 1.2e-7
// each, a few of them and the argument's own rounding make 1e-6 of 1 + |z|.
func TestActivations(t *testing.T) {
	const n = 2000
	z, a := make([]float32, n), make([]float32, n)
	d := [3][]float32{make([]float32, n), make([]float32, n), make([]float32, n)}
	for i := range z {
		z[i] = float32(i-n/2) / 40
	}
	for name, f := range activations {
		f.Apply(a, d[0], d[1], d[2], z)
		for i, v := range z {
			x := float64(v)
			if e := math.Abs(float64(a[i]) - exact[f](x)); e > 1e-6*(1+math.Abs(x)) {
				t.Fatalf("%s(%g) is off by %g", name, v, e)
			}
			for k, want := range slopes[f](x) {
				if e := math.Abs(float64(d[k][i]) - want); e > 1e-6*(1+math.Abs(x)) {
					t.Fatalf("derivative %d of %s at %g is off by %g", k+1, name, v, e)
				}
			}
		}
	}
	Softplus.Apply(a[:1], nil, nil, nil, []float32{-30})
	if want := math.Exp(-30); math.Abs(float64(a[0])-want) > 1e-6*want {
		t.Errorf("softplus(-30) = %g, want %g: the tail has lost its digits", a[0], want)
	}
}

func TestActivationsEqualPlain(t *testing.T) {
	for name, f := range activations {
		for _, n := range lengths {
			z := noise(n, 7, 20)
			odd(z)
			for wanted := range 4 {
				got, want := make([][]float32, 4), make([][]float32, 4)
				for k := range wanted + 1 {
					got[k], want[k] = make([]float32, n), make([]float32, n)
				}
				f.Apply(got[0], got[1], got[2], got[3], z)
				plainly(func() { f.Apply(want[0], want[1], want[2], want[3], z) })
				for k := range wanted + 1 {
					equal(t, name, n, got[k], want[k])
				}
			}
		}
	}
}

func TestJetsEqualPlain(t *testing.T) {
	for _, n := range lengths {
		arg := func(k uint64) []float32 { return noise(n, k, 3) }
		z := Jet4{nil, arg(1), arg(2), arg(3)}
		got, want := make([]float32, n), make([]float32, n)
		Mixed(got, arg(4), arg(5), z.V, z.W, z.M)
		plainly(func() { Mixed(want, arg(4), arg(5), z.V, z.W, z.M) })
		equal(t, "Mixed", n, got, want)

		Mul(got, z.V, z.W)
		plainly(func() { Mul(want, z.V, z.W) })
		equal(t, "Mul", n, got, want)

		a, b, c, d := arg(7), arg(8), arg(7), arg(8)
		Pullback2(a, b, arg(4), arg(5), z.V)
		plainly(func() { Pullback2(c, d, arg(4), arg(5), z.V) })
		equal(t, "Pullback2", n, append(a, b...), append(c, d...))

		g, h := Jet4{arg(7), arg(8), arg(9), arg(10)}, Jet4{arg(7), arg(8), arg(9), arg(10)}
		Pullback4(g, arg(4), arg(5), arg(6), z)
		plainly(func() { Pullback4(h, arg(4), arg(5), arg(6), z) })
		for k, v := range [][]float32{g.A, g.V, g.W, g.M} {
			equal(t, "Pullback4", n, v, [][]float32{h.A, h.V, h.W, h.M}[k])
		}
	}
}

// sizes are widths around the edges of tiles.
var sizes = []int{1, 2, 3, 4, 5, 7, 8, 12, 15, 16, 17, 20, 33, 64}

func TestDenseEqualsPlainAndSum(t *testing.T) {
	for _, in := range sizes {
		for _, out := range sizes {
			w, b, x := noise(in*out, 1, 1), noise(out, 2, 1), noise(in*Panel, 3, 1)
			got, want := make([]float32, out*Panel), make([]float32, out*Panel)
			for _, bias := range [][]float32{b, nil} {
				Dense(got, w, bias, x, out, in)
				plainly(func() { Dense(want, w, bias, x, out, in) })
				equal(t, "Dense", in, got, want)
			}
			Dense(got, w, b, x, out, in)
			for i, v := range got {
				sum := float64(b[i/Panel])
				for k := range in {
					sum += float64(w[i/Panel*in+k]) * float64(x[k*Panel+i%Panel])
				}
				// Each of in additions rounds a sum below in + 1 to half a unit of 2⁻²³.
				if e := math.Abs(float64(v) - sum); e > float64(in*(in+1))*0x1p-24 {
					t.Fatalf("%d→%d: off by %g", in, out, e)
				}
			}
		}
	}
}

func TestDenseGradEqualsPlainAndSum(t *testing.T) {
	for _, in := range sizes {
		for _, out := range sizes {
			const panels = 3
			stride := Stride(in)
			dz, x := noise(panels*out*Panel, 4, 1), noise(panels*in*Panel, 5, 1)
			xt := make([]float32, panels*Panel*stride)
			for p := range panels {
				TransposePanel(xt[p*Panel*stride:(p+1)*Panel*stride], x[p*in*Panel:(p+1)*in*Panel], in)
			}
			start := noise(out*in, 6, 1)
			got, want, split := append([]float32{}, start...), append([]float32{}, start...), append([]float32{}, start...)
			DenseGrad(got, dz, xt, out, in, panels)
			plainly(func() { DenseGrad(want, dz, xt, out, in, panels) })
			equal(t, "DenseGrad", in, got, want)
			DenseGrad(split, dz[:out*Panel], xt[:Panel*stride], out, in, 1)
			DenseGrad(split, dz[out*Panel:], xt[Panel*stride:], out, in, panels-1)
			equal(t, "DenseGrad in two calls", in, split, want)
			for o := range out {
				for k := range in {
					sum := float64(start[o*in+k])
					for i := range panels * Panel {
						p := i / Panel
						sum += float64(dz[(p*out+o)*Panel+i%Panel]) * float64(x[(p*in+k)*Panel+i%Panel])
					}
					if e := math.Abs(float64(got[o*in+k]) - sum); e > 50*50*0x1p-24 {
						t.Fatalf("gradient of %d→%d: off by %g", in, out, e)
					}
				}
			}
		}
	}
}

func TestTurnAndTranspose(t *testing.T) {
	for _, in := range sizes {
		stride := Stride(in)
		x, got := noise(in*Panel, 1, 1), noise(stride*Panel, 2, 1)
		TransposePanel(got, x, in)
		for i := range Panel {
			for k := range stride {
				want := float32(0)
				if k < in {
					want = x[k*Panel+i]
				}
				if got[i*stride+k] != want {
					t.Fatalf("TransposePanel, %d rows: (%d, %d) is %g, want %g", in, i, k, got[i*stride+k], want)
				}
			}
		}
		w, back := make([]float32, in*Panel), make([]float32, in*Panel)
		Transpose(w, x, in, Panel)
		Transpose(back, w, Panel, in)
		equal(t, "Transpose", in, back, x)
		if in > 1 && w[1] != x[Panel] {
			t.Fatal("Transpose does nothing")
		}
	}
}

func TestAdamEqualsPlain(t *testing.T) {
	for _, n := range lengths {
		w, m, v, g := noise(n, 1, 1), noise(n, 2, 1), noise(n, 3, 1), noise(n, 4, 1)
		for i := range v {
			v[i] = float32(math.Abs(float64(v[i])))
		}
		w2, m2, v2 := append([]float32{}, w...), append([]float32{}, m...), append([]float32{}, v...)
		Adam(w, m, v, g, 0.9, 0.999, 1e-3, 2, 1e-8)
		plainly(func() { Adam(w2, m2, v2, g, 0.9, 0.999, 1e-3, 2, 1e-8) })
		equal(t, "Adam", n, append(append(w, m...), v...), append(append(w2, m2...), v2...))
		a, b := noise(n, 5, 1), noise(n, 5, 1)
		Average(a, g, 0.01)
		plainly(func() { Average(b, g, 0.01) })
		equal(t, "Average", n, a, b)
	}
}

// BenchmarkDense reports GFLOP/s of a 128→128 layer: both ways and its
// gradient, for four panels.
// textbook is y_o = Σ_i w_oi x_i for each of Panel points.
func textbook(y, w, x []float32, n int) {
	for o := range n {
		for j := range Panel {
			sum := float32(0)
			for i := range n {
				sum += w[o*n+i] * x[i*Panel+j]
			}
			y[o*Panel+j] = sum
		}
	}
}

func BenchmarkDense(b *testing.B) {
	const n, panels = 128, 4
	w, x, y := noise(n*n, 1, 1), noise(n*Panel*panels, 2, 1), make([]float32, n*Panel*panels)
	rate := func(b *testing.B) {
		b.ReportMetric(2*n*n*Panel*panels*float64(b.N)/float64(b.Elapsed().Nanoseconds()), "GFLOP/s")
	}
	b.Run("forward", func(b *testing.B) {
		for b.Loop() {
			for p := range panels {
				Dense(y[p*n*Panel:(p+1)*n*Panel], w, nil, x[p*n*Panel:(p+1)*n*Panel], n, n)
			}
		}
		rate(b)
	})
	b.Run("textbook", func(b *testing.B) { // the same product as it stands in a book: what plain Go is measured by
		for b.Loop() {
			for p := range panels {
				textbook(y[p*n*Panel:(p+1)*n*Panel], w, x[p*n*Panel:(p+1)*n*Panel], n)
			}
		}
		rate(b)
	})
	b.Run("gradient", func(b *testing.B) {
		xt := make([]float32, len(x))
		for b.Loop() {
			for p := range panels {
				TransposePanel(xt[p*n*Panel:(p+1)*n*Panel], x[p*n*Panel:(p+1)*n*Panel], n)
			}
			DenseGrad(w, x, xt, n, n, panels)
			clear(w)
		}
		rate(b)
	})
	b.Run("transpose", func(b *testing.B) {
		for b.Loop() {
			Transpose(y[:n*n/2], w[:n*n/2], n/2, n)
		}
	})
}

// BenchmarkActivation reports ns per element, with both first derivatives.
func BenchmarkActivation(b *testing.B) {
	z, a, d1, d2 := noise(2048, 1, 5), make([]float32, 2048), make([]float32, 2048), make([]float32, 2048)
	for name, f := range activations {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				f.Apply(a, d1, d2, nil, z)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/2048, "ns/element")
		})
	}
}

func BenchmarkAdam(b *testing.B) {
	const n = 17154
	w, m, v, g := noise(n, 1, 1), noise(n, 2, 1), make([]float32, n), noise(n, 4, 1)
	for b.Loop() {
		Adam(w, m, v, g, 0.9, 0.999, 1e-3, 2, 1e-8)
	}
}
