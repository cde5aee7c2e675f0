package density

import (
	"math"
	"slices"
	"testing"

	"github.com/scorefield/scorefield/sim"
)

func manyPoints(n int) *Data {
	ring, _ := ByName("two-moons")
	x := sim.NewBatch(2, n)
	ring.Rand(x, sim.NewKey(1), 0)
	return NewData(x, nil, 0.3)
}

// TestTableIsWithinItsBound holds each point to a²/8 times the second
// derivatives, which come from differences of the exact score, the largest of
// nine over the cell and a margin of a half for what lies between.
func TestTableIsWithinItsBound(t *testing.T) {
	d := manyPoints(300)
	table := &Table{Of: d, Cells: 128}
	for _, sigma := range []float32{0, 0.5, 3} {
		x := under("data", d).probes(300, 0.5)
		got, want := sim.NewBatch(2, x.N), sim.NewBatch(2, x.N)
		table.Score(got, x, sigma)
		d.Score(want, x, sigma)
		for j := range 2 {
			bound := secondDerivatives(d, x, j, 0.125, sigma)
			for i := range x.N {
				if e := math.Abs(float64(got.At(j, i) - want.At(j, i))); e > 1.5*0.125*0.125/8*bound[i]+1e-5 {
					t.Errorf("σ=%v, point %d: wrong by %v, the bound is %v", sigma, i, e, 0.125*0.125/8*bound[i])
				}
			}
		}
	}
}

// secondDerivatives is max|∂²s_j/∂x²| + max|∂²s_j/∂y²| over nine places in the
// square of side 2a around each point.
func secondDerivatives(d sim.Density, x sim.Batch, j int, a float64, sigma float32) []float64 {
	at := func(dx, dy float64) []float32 {
		y := x.Clone()
		for i := range y.N {
			y.Row(0)[i] += float32(dx)
			y.Row(1)[i] += float32(dy)
		}
		s := sim.NewBatch(2, y.N)
		d.Score(s, y, sigma)
		return s.Row(j)
	}
	const e = 0.05
	along, across := make([]float64, x.N), make([]float64, x.N)
	for k := range 9 {
		dx, dy := a*float64(k%3-1), a*float64(k/3-1)
		mid, l, r, b, t := at(dx, dy), at(dx-e, dy), at(dx+e, dy), at(dx, dy-e), at(dx, dy+e)
		for i := range x.N {
			along[i] = max(along[i], math.Abs(float64(l[i]-2*mid[i]+r[i]))/(e*e))
			across[i] = max(across[i], math.Abs(float64(b[i]-2*mid[i]+t[i]))/(e*e))
		}
	}
	for i := range along {
		along[i] += across[i]
	}
	return along
}

// TestTableSharpens: the error falls to a quarter when the cells are halved.
func TestTableSharpens(t *testing.T) {
	d := manyPoints(300)
	x := under("data", d).probes(1000, 0.1)
	rough, _ := (&Table{Of: d, Cells: 256}).Deviation(x, 0)
	fine, _ := (&Table{Of: d, Cells: 512}).Deviation(x, 0)
	if r := rough / fine; r < 3.5 || r > 4.5 {
		t.Errorf("%v and %v: a ratio of %v", rough, fine, r)
	}
	if size := 1 / 0.3; fine > 0.005*size {
		t.Errorf("with 512 cells the error is %v, a score's size %v", fine, size)
	}
}

// TestTableForgetsNothingAndRemembersNothing: scores do not depend on what was
// asked before, bit for bit, nor on the split; off the grid they are exact.
func TestTableForgetsNothingAndRemembersNothing(t *testing.T) {
	d := manyPoints(50)
	x := under("data", d).probes(500, 4)
	x.Set(0, 3, float32(math.NaN()))
	x.Set(1, 4, float32(math.Inf(1)))
	x.Set(0, 5, 8)
	x.Set(0, 6, 30)
	want := sim.NewBatch(2, x.N)
	(&Table{Of: d}).Score(want, x, 0.5)
	busy := &Table{Of: d}
	got := sim.NewBatch(2, x.N)
	busy.Score(got, under("data", d).probes(500, 1), 0.5)
	busy.Score(got, x, 2)
	for lo := 0; lo < x.N; lo += 100 {
		part, s := sim.NewBatch(2, 100), sim.NewBatch(2, 100)
		sim.CopyPoints(part, 0, x, lo, 100)
		busy.Score(s, part, 0.5)
		sim.CopyPoints(got, lo, s, 0, 100)
	}
	if bits(got.Data) != bits(want.Data) {
		t.Error("the scores depend on what was asked before")
	}
	exact := sim.NewBatch(2, x.N)
	d.Score(exact, x, 0.5)
	for i := range x.N {
		off := math.Abs(float64(x.At(0, i))) >= 8 || math.Abs(float64(x.At(1, i))) >= 8
		if off && got.At(0, i) != exact.At(0, i) && i != 3 {
			t.Errorf("point %d off the grid: %v, exact %v", i, got.At(0, i), exact.At(0, i))
		}
	}
	if v := got.At(0, 3); v == v {
		t.Error("a lost point has a score")
	}
}

func TestTablePassesThrough(t *testing.T) {
	d := manyPoints(20)
	table := &Table{Of: d}
	a, b := sim.NewBatch(2, 30), sim.NewBatch(2, 30)
	d.Rand(a, sim.NewKey(1), 0)
	table.Rand(b, sim.NewKey(1), 0)
	p, q := make([]float32, 30), make([]float32, 30)
	d.LogProb(p, a, 1)
	table.LogProb(q, a, 1)
	if !slices.Equal(a.Data, b.Data) || !slices.Equal(p, q) || table.Dim() != 2 {
		t.Error("draws or log p are not the density's")
	}
}

func TestNothingIsAllocatedOnceWarm(t *testing.T) {
	d := manyPoints(40)
	board, _ := ByName("checkerboard")
	modes, _ := ByName("toy")
	x := under("data", d).probes(200, 0.5)
	s, logp := sim.NewBatch(2, x.N), make([]float32, x.N)
	for name, d := range map[string]sim.Density{"table": &Table{Of: d}, "data": d, "raster": board, "mixture": modes,
		"truncated": truncated()} {
		d.Score(s, x, 0.5)
		if n := testing.AllocsPerRun(5, func() { d.Score(s, x, 0.5); d.LogProb(logp, x, 0.5) }); n > 0 {
			t.Errorf("%s: %v allocations a step", name, n)
		}
	}
}

func BenchmarkKernelEstimate(b *testing.B) {
	d := manyPoints(2000)
	x := under("data", d).probes(1000, 0.3)
	s := sim.NewBatch(2, x.N)
	for _, c := range []struct {
		name string
		sim.Scorer
	}{{"exact", d}, {"table", &Table{Of: d}}} {
		b.Run(c.name, func(b *testing.B) {
			c.Score(s, x, 0.1)
			for b.Loop() {
				c.Score(s, x, 0.1)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*x.N), "ns/point")
		})
	}
}
