package vec

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

const many = 4096

func perElement(b *testing.B) {
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/many, "ns/element")
}

func BenchmarkExp(b *testing.B) {
	x, y := noise(many, 1, 80), make([]float32, many)
	for b.Loop() {
		Exp(y, x)
	}
	perElement(b)
}

func BenchmarkLog(b *testing.B) {
	x, y := noise(many, 1, 80), make([]float32, many)
	Exp(x, x)
	for b.Loop() {
		Log(y, x)
	}
	perElement(b)
}

func BenchmarkUniform(b *testing.B) {
	y := make([]float32, many)
	for b.Loop() {
		Uniform(y, 7, 9)
	}
	perElement(b)
}

// BenchmarkNormal is per pair of numbers.
func BenchmarkNormal(b *testing.B) {
	x, y := make([]float32, many), make([]float32, many)
	for b.Loop() {
		Normal(x, y, 7, 9)
	}
	perElement(b)
}

func mixture(k int) *Mixture2 {
	m := NewMixture2(k)
	for i := range k {
		m.Set(i, float32(i%5)*2-4, float32(i/5)*2-4, 1, 0.1, 1, -3)
	}
	return m
}

// BenchmarkStep is a Langevin step of a particle in the plane: score, two
// normals, update.
func BenchmarkStep(b *testing.B) {
	for _, k := range []int{2, 8, 25} {
		b.Run(fmt.Sprintf("K=%d", k), func(b *testing.B) {
			m := mixture(k)
			x, y := noise(many, 1, 8), noise(many, 2, 8)
			sx, sy, zx, zy := make([]float32, many), make([]float32, many), make([]float32, many), make([]float32, many)
			step := uint64(0)
			for b.Loop() {
				step++
				m.Eval(sx, sy, nil, x, y)
				Normal(zx, zy, step, 0)
				Langevin(x, x, sx, zx, 0.01, 0.14142136)
				Langevin(y, y, sy, zy, 0.01, 0.14142136)
			}
			perElement(b)
		})
	}
}

// BenchmarkKDE is per point, over 2,000 kernels.
func BenchmarkKDE(b *testing.B) {
	const few = 64
	px, py, lw := noise(2000, 1, 6), noise(2000, 2, 6), make([]float32, 2000)
	x, y := noise(few, 3, 8), noise(few, 4, 8)
	sx, sy := make([]float32, few), make([]float32, few)
	for b.Loop() {
		KDE2(sx, sy, nil, x, y, px, py, lw, 0.3)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/few/2000, "ns/pair")
}

// BenchmarkNormFloat64 is the standard library's normals, two a turn: the
// measure for BenchmarkNormal.
func BenchmarkNormFloat64(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	x, y := make([]float32, many), make([]float32, many)
	for b.Loop() {
		for i := range x {
			x[i], y[i] = float32(r.NormFloat64()), float32(r.NormFloat64())
		}
	}
	perElement(b)
}

// BenchmarkScalarAfterKernel guards against what wide vectors did on amd64:
// scalar code after a kernel ran 35 times slower until the registers' upper
// halves were cleared. The two must take equally long.
func BenchmarkScalarAfterKernel(b *testing.B) {
	x, y := noise(64, 1, 8), noise(64, 2, 8)
	sx, sy := make([]float32, 64), make([]float32, 64)
	for _, after := range []bool{false, true} {
		b.Run(fmt.Sprintf("kernel=%v", after), func(b *testing.B) {
			m, sum := mixture(8), 0.0
			for b.Loop() {
				if after {
					m.Eval(sx[:8], sy[:8], nil, x[:8], y[:8])
				}
				for range 100 {
					for _, v := range x {
						sum = sum*0.5 + float64(v)
					}
				}
			}
			if sum != sum {
				b.Error("not a number")
			}
		})
	}
}

func BenchmarkSplat(b *testing.B) {
	x, y := noise(many, 1, 8), noise(many, 2, 8)
	bins := make([]uint16, 800*600)
	for b.Loop() {
		Splat(bins, 800, 600, x, y, Map{SX: 50, OX: 400, SY: -37, OY: 300}, 64)
	}
	perElement(b)
}

// BenchmarkFade is a frame of 800×600 bins.
func BenchmarkFade(b *testing.B) {
	bins := make([]uint16, 800*600)
	for b.Loop() {
		Fade(bins, 52428)
	}
}
