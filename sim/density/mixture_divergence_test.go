package density_test

import (
	"math"
	"testing"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/density"
)

// TestMixtureDivergence holds it to fourth-order differences of the score,
// (8(s(δ) − s(−δ)) − s(2δ) + s(−2δ))/12δ with δ = 1/64: float32 rounding leaves
// 1.2e-7·|s|·64·1.5 and truncation δ⁴/30 times a fifth derivative, 2e-9 of some
// tens.
func TestMixtureDivergence(t *testing.T) {
	plane, err := density.NewMixture([]float64{1, 2}, [][]float64{{-1, 0}, {1, 0.5}}, [][]float64{{1, 0.5, 0.5, 0.8}, {0.5, 0, 0, 1}})
	if err != nil {
		t.Fatal(err)
	}
	space, err := density.NewMixture([]float64{1, 1}, [][]float64{{-1, 0, 1}, {1, 0.5, 0}},
		[][]float64{{1, 0.5, 0, 0.5, 0.8, 0.1, 0, 0.1, 1}, {0.5, 0, 0, 0, 1, 0, 0, 0, 2}})
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range []*density.Mixture{plane, space} {
		d := m.Dim()
		x := sim.NewBatch(d, 60)
		m.Rand(x, sim.NewKey(3), 0)
		got, want := make([]float32, x.N), make([]float64, x.N)
		for _, sigma := range []float32{0, 0.5, 4} {
			m.Divergence(got, x, sigma)
			clear(want)
			largest := 0.0
			at, s := x.Clone(), sim.NewBatch(d, x.N)
			const delta = 1. / 64
			for j := range d {
				for _, c := range []struct{ by, w float64 }{{1, 8}, {-1, -8}, {2, -1}, {-2, 1}} {
					for i, v := range x.Row(j) {
						at.Row(j)[i] = v + float32(c.by*delta)
					}
					m.Score(s, at, sigma)
					for i, v := range s.Row(j) {
						want[i] += c.w * float64(v) / 12 / delta
						largest = max(largest, math.Abs(float64(v)))
					}
				}
				copy(at.Row(j), x.Row(j))
			}
			for i, v := range got {
				if tol := 1e-6 + 1.2e-7*64*2*float64(d)*max(largest, 3/(1+float64(sigma)*float64(sigma))); math.Abs(float64(v)-want[i]) > tol {
					t.Errorf("R^%d, σ = %v, point %d: %v, want %v ± %v", d, sigma, i, v, want[i], tol)
				}
			}
		}
	}
}

// TestDivergenceFarOut: beyond everything one component pulls alone, and the
// divergence is −tr P of it.
func TestDivergenceFarOut(t *testing.T) {
	m, err := density.NewMixture([]float64{0.2, 0.8}, [][]float64{{-5, -5}, {5, 5}}, [][]float64{{1, 0, 0, 1}, {0.5, 0, 0, 0.5}})
	if err != nil {
		t.Fatal(err)
	}
	got := make([]float32, 2)
	m.Divergence(got, sim.FromPoints([]float64{-60, -60}, []float64{60, -60}), 0)
	if got[0] != -2 || got[1] != -2 { // the wider component wins far out
		t.Errorf("%v, want −2", got)
	}
}
