package density

import (
	"math"
	"testing"

	"github.com/scorefield/scorefield/sim"
	"gonum.org/v1/gonum/mat"
)

// steepest is the largest eigenvalue of −∇² log p_σ at the points x of the plane,
// by central differences of the score over δ, where log p_σ ≥ −60.
func steepest(d sim.Density, x sim.Batch, sigma, delta float64) float64 {
	fore, back := x.Clone(), x.Clone()
	var slopes [2][2]sim.Batch
	for j := range 2 {
		for i, v := range x.Row(j) {
			fore.Row(j)[i], back.Row(j)[i] = v+float32(delta), v-float32(delta)
		}
		for side, at := range []sim.Batch{fore, back} {
			slopes[j][side] = sim.NewBatch(2, x.N)
			d.Score(slopes[j][side], at, float32(sigma))
		}
		copy(fore.Row(j), x.Row(j))
		copy(back.Row(j), x.Row(j))
	}
	logp := make([]float32, x.N)
	d.LogProb(logp, x, float32(sigma))
	most := math.Inf(-1)
	for i := range x.N {
		if logp[i] < -60 {
			continue
		}
		h := func(j, k int) float64 { // −∂s_k/∂x_j
			span := float64(x.At(j, i)+float32(delta)) - float64(x.At(j, i)-float32(delta))
			return (float64(slopes[j][1].At(k, i)) - float64(slopes[j][0].At(k, i))) / span
		}
		a, b, c := h(0, 0), (h(0, 1)+h(1, 0))/2, h(1, 1)
		most = max(most, (a+c)/2+math.Hypot((a-c)/2, b))
	}
	return most
}

// TestMinVarianceBoundsTheCurvature: nowhere among draws and on a lattice does a
// density bend more than 1/MinVariance says, up to the error of differences, half a
// per cent, and the rounding of float32: of exponents up to 60, 4e-6 each, in the
// responsibilities of components up to 16 apart, four of them in a difference over
// 2δ. Beyond the edge of a raster and of a truncated Gaussian it bends nearly as much.
func TestMinVarianceBoundsTheCurvature(t *testing.T) {
	for _, name := range Names() {
		d, err := ByName(name)
		if err != nil {
			t.Fatal(err)
		}
		x := sim.NewBatch(2, 1000+41*41)
		d.Rand(x, sim.NewKey(1), 0)
		for i := range 41 * 41 {
			x.Set(0, 1000+i, float32(i%41)/2-10)
			x.Set(1, 1000+i, float32(i/41)/2-10)
		}
		for _, sigma := range []float64{0, 0.3, 3} {
			v := d.(interface{ MinVariance(float64) float64 }).MinVariance(sigma)
			delta := math.Sqrt(v) / 8
			got := steepest(d, x, sigma, delta)
			if tol := 1.005/v + 2*4e-6*16/v/delta; got > tol {
				t.Errorf("%s, σ = %v: the curvature is up to %v, the bound %v", name, sigma, got, 1/v)
			}
			switch d.(type) {
			case *Raster, *Truncated:
				if got < 0.85/v {
					t.Errorf("%s, σ = %v: the curvature is only up to %v, the bound %v", name, sigma, got, 1/v)
				}
			}
		}
	}
}

func TestSmallestEigenvalue(t *testing.T) {
	for d := 1; d <= 7; d++ {
		a := mat.NewSymDense(d, nil)
		for i := range d {
			for j := range i + 1 {
				a.SetSym(i, j, math.Sin(float64(3*i+7*j*j)))
			}
			a.SetSym(i, i, 3+float64(i*i))
		}
		var e mat.EigenSym
		e.Factorize(a, false)
		flat := make([]float64, d*d)
		for i := range flat {
			flat[i] = a.At(i/d, i%d)
		}
		if got, want := smallestEigenvalue(flat, d), e.Values(nil)[0]; math.Abs(got-want) > 1e-12*float64(d*d) {
			t.Errorf("d = %d: %v, want %v", d, got, want)
		}
	}
	// nearly singular, where a difference would have no digit left
	if got := smallestEigenvalue([]float64{1e8, 1, 1, 2e-8}, 2); math.Abs(got/1e-8-1) > 1e-7 {
		t.Errorf("%v, want 1e-8", got)
	}
}
