package density

import (
	"errors"
	"math"
	"testing"

	"github.com/scorefield/scorefield/sim"
)

// TestRasterFastIsPlain holds the sums relative to the nearest edge to the sum
// in logarithms, wherever both reach: inside, outside, near and far.
func TestRasterFastIsPlain(t *testing.T) {
	for _, s := range []float64{0.01, 0.1, 0.7, 3, 40} {
		r := NewRaster(3, 4, []float64{1, 0, 2, 0, 0, 0.5, 3, 0, 0, 0, 0, 1}, -1, -2, 1.25, 0.5)
		for i := range 400 {
			x := -9 + 0.91*float64(i%20)
			y := -8 + 0.83*float64(i/20)
			fast, plain := r.at(x, y, s), r.atFar(x-r.x0, y-r.y0, s)
			// A log p of size l has errors of l·2⁻⁵²; the terms left out are 1e-12.
			if tol := 1e-11 + 1e-14*math.Abs(plain.log); math.Abs(fast.log-plain.log) > tol {
				t.Fatalf("s=%v (%v, %v): log p = %v, in logarithms %v", s, x, y, fast.log, plain.log)
			}
			if d := math.Hypot(fast.dx-plain.dx, fast.dy-plain.dy); d > 1e-9*(1/s+math.Hypot(plain.dx, plain.dy)) {
				t.Fatalf("s=%v (%v, %v): scores %v and %v", s, x, y, fast, plain)
			}
		}
	}
}

// TestRasterHole: 200 deviations from any mass, inside the grid, p is that of
// the nearest cell's edge and the score points at it.
func TestRasterHole(t *testing.T) {
	r := NewRaster(3, 1, []float64{1, 0, 0}, 0, 0, 20, 0.1)
	x := sim.FromPoints([]float64{40, 10})
	logp, score := make([]float32, 1), sim.NewBatch(2, 1)
	r.LogProb(logp, x, 0)
	r.Score(score, x, 0)
	// Φ(−200) = φ(200)/200 (1 − 1/200²), p = Φ(−200)/400; the score is −(200 + 1/200)/h.
	want := -200*200/2 - math.Log(200*math.Sqrt(2*math.Pi)*400)
	if math.Abs(float64(logp[0])-want) > 0.01 || math.Abs(float64(score.At(0, 0))+2000.05) > 0.01 || math.Abs(float64(score.At(1, 0))) > 1e-3 {
		t.Errorf("log p = %v, want %v; score %v", logp[0], want, score.Data)
	}
}

// TestSquareIsTheClosedForm at points that can be checked by thought: in the
// middle p is 1/64, on an edge half of it, on a corner a quarter.
func TestSquareIsTheClosedForm(t *testing.T) {
	d, _ := ByName("square")
	x := sim.FromPoints([]float64{0, 0}, []float64{4, 0}, []float64{0, -4}, []float64{-4, 4})
	logp := make([]float32, x.N)
	d.LogProb(logp, x, 0)
	for i, want := range []float64{1, 0.5, 0.5, 0.25} {
		if got := 64 * math.Exp(float64(logp[i])); math.Abs(got-want) > 1e-6 {
			t.Errorf("point %d: 64 p = %v, want %v", i, got, want)
		}
	}
}

func TestImage(t *testing.T) {
	const w, h = 200, 100
	dark := make([]float32, w*h)
	for k := range dark {
		if k%w < w/2 && k/w < h/4 { // a bar: left half, top quarter
			dark[k] = 0.5
		}
	}
	r, err := NewImage(w, h, dark, 5)
	if err != nil {
		t.Fatal(err)
	}
	cw, ch, cell, x0, y0 := r.Size()
	if max(cw, ch) > MaxImageSide || math.Abs(cell*float64(cw)-8) > 1e-12 || x0 != -4 {
		t.Errorf("%d×%d cells of %v from (%v, %v)", cw, ch, cell, x0, y0)
	}
	// 4×4 pixels a cell: 50×25 cells. The bar is 100×25 pixels from the left and
	// top.
	pixel := cell / 4
	mean, cov := r.Moments(0)
	want := []float64{x0 + 50*pixel, y0 + cell*float64(ch) - 12.5*pixel}
	for j := range mean {
		if math.Abs(mean[j]-want[j]) > pixel {
			t.Errorf("mean %v, want %v", mean, want)
		}
	}
	if v := cov[0]; math.Abs(v-100*100*pixel*pixel/12) > 0.1*v || cov[3] > cov[0] {
		t.Errorf("cov %v", cov)
	}
}

func TestImageRefuses(t *testing.T) {
	nan := float32(math.NaN())
	for _, c := range []struct {
		dark []float32
		want InputError
	}{
		{[]float32{0, 0, 0, 0, 0, 0}, InputError{Kind: BlankImage, Value: "0"}},
		{[]float32{0, 0, 0, 0, nan, 0}, InputError{Kind: BadDarkness, Line: 2, Column: 2, Value: "NaN"}},
		{[]float32{0, 0, -1, 0, 0, 1}, InputError{Kind: BadDarkness, Line: 1, Column: 3, Value: "-1"}},
	} {
		_, err := NewImage(3, 2, c.dark, 1)
		var e *InputError
		if !errors.As(err, &e) || *e != c.want || e.Error() == "" {
			t.Errorf("%v: got %v", c.dark, err)
		}
	}
}

func BenchmarkRaster(b *testing.B) {
	x := sim.NewBatch(2, 1000)
	addNoise(x, 4, sim.NewKey(1), 0)
	dst := sim.NewBatch(2, x.N)
	mass := make([]float64, 64*64)
	for i := range mass {
		mass[i] = float64(i % 7)
	}
	board, _ := ByName("checkerboard")
	for _, c := range []struct {
		name  string
		d     sim.Density
		sigma float32
	}{
		{"checkerboard", board, 0}, {"checkerboard, σ=2", board, 2},
		{"64×64", NewRaster(64, 64, mass, -6, -6, 12.0/64, 0.1), 0}, {"64×64, σ=2", NewRaster(64, 64, mass, -6, -6, 12.0/64, 0.1), 2},
	} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				c.d.Score(dst, x, c.sigma)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*x.N), "ns/point")
		})
	}
}
