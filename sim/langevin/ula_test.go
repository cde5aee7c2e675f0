package langevin_test

import (
	"math"
	"testing"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/langevin"
)

// normal is N(0, v I), smoothed.
type normal struct{ v float64 }

func (g normal) Score(dst, x sim.Batch, sigma float32) {
	p := float32(1 / (g.v + float64(float64(sigma)*float64(sigma))))
	for i, v := range x.Data {
		dst.Data[i] = -(p * v)
	}
}

func (g normal) LogProb(dst []float32, x sim.Batch, sigma float32) {
	v := g.v + float64(float64(sigma)*float64(sigma))
	for i := range dst {
		r2 := 0.0
		for j := range x.D {
			r2 += float64(float64(x.At(j, i)) * float64(x.At(j, i)))
		}
		dst[i] = float32(-r2/(2*v) - float64(x.D)*math.Log(2*math.Pi*v)/2)
	}
}

// cloud is n particles of N(0, v I) in R^d.
func cloud(d, n int, v float64, seed uint64) *langevin.State {
	s := &langevin.State{X: sim.NewBatch(d, n), Key: sim.NewKey(seed)}
	langevin.Normal(s.X, nil, math.Sqrt(v), s.Key.Sub(1<<50), 0)
	return s
}

// variance is the mean square of all coordinates, of which there are n.
func variance(x sim.Batch) (v float64, n int) {
	for _, c := range x.Data {
		v += float64(c) * float64(c)
	}
	return v / float64(len(x.Data)), len(x.Data)
}

// TestULAInflatesVariance: 200,000 independent coordinates that start in
// N(0, 1) are after k steps normal with variance V_k, where V_0 = 1 and
// V_{k+1} = (1−ε/v)² V_k + 2ε; at ε = 0.05 and k = 100 the difference to the
// limit is 0.0256·0.95²⁰⁰ < 1e-6. The estimate's standard deviation is V√(2/n).
func TestULAInflatesVariance(t *testing.T) {
	want := langevin.InflatedVariance(1, 0.05)
	if math.Abs(want-1.025641) > 5e-7 {
		t.Fatalf("InflatedVariance(1, 0.05) = %v", want)
	}
	s := cloud(2, 100_000, 1, 1)
	langevin.Run(&langevin.ULA{Score: normal{1}, Epsilon: 0.05}, s, 100)
	got, n := variance(s.X)
	if tol := 4 * want * math.Sqrt(2/float64(n)); math.Abs(got-want) > tol {
		t.Errorf("variance %v, want %v ± %v", got, want, tol)
	}
}

// TestULADivergesBeyondTwiceTheVariance: beyond ε = 2v a step multiplies a
// particle by |1 − ε/v| = 1.1 in the mean; after 200 steps it is 1.9e8 from the
// origin. Just below the limit, at 1.9 with |1 − ε/v| = 0.9, the variance is
// v/(1−0.95) = 20.
func TestULADivergesBeyondTwiceTheVariance(t *testing.T) {
	s := cloud(2, 1000, 1, 2)
	if info := langevin.Run(&langevin.ULA{Score: normal{1}, Epsilon: 2.1}, s, 200); info.Diverged < 990 || info.FirstDiverged < 0 {
		t.Errorf("%d of 1000 diverged, first %d", info.Diverged, info.FirstDiverged)
	}
	s = cloud(2, 50_000, 20, 2)
	info := langevin.Run(&langevin.ULA{Score: normal{1}, Epsilon: 1.9}, s, 200)
	if info.Diverged != 0 || info.FirstDiverged != -1 {
		t.Errorf("%d diverged, first %d", info.Diverged, info.FirstDiverged)
	}
	got, n := variance(s.X)
	if want := langevin.InflatedVariance(1, 1.9); math.Abs(got-want) > 4*want*math.Sqrt(2/float64(n)) {
		t.Errorf("variance %v, want %v", got, want)
	}
	if !math.IsInf(langevin.InflatedVariance(1, 2), 1) {
		t.Error("a variance at the limit")
	}
}
