package hist_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/hist"
)

// cloud is n points that fill [0, 1)² evenly, from a counter.
func cloud(n int) (x, y []float32) {
	x, y = make([]float32, n), make([]float32, n)
	for i := range n {
		k := uint64(sim.NewKey(1).Sub(uint64(i)))
		x[i], y[i] = float32(k>>40)/(1<<24), float32(k&0xffffff)/(1<<24)
	}
	return x, y
}

func total(g *hist.Grid) (sum int) {
	for _, v := range g.Bins {
		sum += int(v)
	}
	return sum
}

// Three points on a grid of 2×2 over the unit square, Y up: bins run from the
// top left.
func Example() {
	var g hist.Grid
	g.Resize(2, 2)
	g.Splat([]float32{0.1, 0.9, 0.9}, []float32{0.9, 0.1, 0.2}, hist.Affine{SX: 2, SY: -2, OY: 2})
	fmt.Println(g.Bins[0]/hist.Unit, g.Bins[1]/hist.Unit)
	fmt.Println(g.Bins[2]/hist.Unit, g.Bins[3]/hist.Unit)
	// Output:
	// 1 0
	// 0 2
}

// TestSplatCountsAllInside, skips the rest, and does not depend on the split
// into shards or on their order.
func TestSplatCountsAllInside(t *testing.T) {
	x, y := cloud(5000)
	nan := float32(math.NaN())
	inf := float32(math.Inf(1))
	x = append(x, nan, 0.5, inf, -0.1, 1, 0.5, -inf, 3e38)
	y = append(y, 0.5, nan, 0.5, 0.5, 0.5, 1.01, 0.5, 3e38)
	a := hist.Affine{SX: 13, SY: 7}
	var whole hist.Grid
	whole.Resize(13, 7)
	whole.Splat(x, y, a)
	if got := total(&whole); got != 5000*hist.Unit {
		t.Errorf("counted %v of 5000", float64(got)/hist.Unit)
	}
	var sum, shard hist.Grid
	sum.Resize(13, 7)
	for _, r := range [][2]int{{3000, 5008}, {0, 17}, {17, 3000}} {
		shard.Resize(13, 7)
		shard.Splat(x[r[0]:r[1]], y[r[0]:r[1]], a)
		sum.Merge(&shard)
	}
	if !slices.Equal(sum.Bins, whole.Bins) {
		t.Error("three shards differ from the whole")
	}
}

// TestBinsSaturate and never wrap.
func TestBinsSaturate(t *testing.T) {
	var g, o hist.Grid
	g.Resize(1, 1)
	o.Resize(1, 1)
	zeros := make([]float32, 1<<16/hist.Unit+5)
	g.Splat(zeros, zeros, hist.Affine{})
	o.Splat(zeros, zeros, hist.Affine{})
	g.Merge(&o)
	if g.Bins[0] != math.MaxUint16 {
		t.Errorf("bin is %d", g.Bins[0])
	}
}

// TestFadeReachesZero for every share below 1: v·f>>16 < v whenever v > 0.
func TestFadeReachesZero(t *testing.T) {
	for _, keep := range []float64{0, 0.5, 0.97, 0.9999, 1, 7, -1, math.NaN()} {
		g := hist.Grid{W: 2, H: 1, Bins: []uint16{math.MaxUint16, 1}}
		steps := 0
		for ; total(&g) > 0; steps++ {
			before := g.Bins[0]
			g.Fade(keep)
			if g.Bins[0] >= before && before > 0 {
				t.Fatalf("keep %v: %d stays %d", keep, before, g.Bins[0])
			}
		}
		// It falls at least as fast as MaxUint16·keepᵏ, and by 1 a step.
		if keep == 0.97 && steps > 364 {
			t.Errorf("keep %v: %d steps", keep, steps)
		}
	}
}

// TestToneGrows from 0, passes one half at Half up to the table's step (an
// eighth of an octave: 1/32 of tone), and ends near the top.
func TestToneGrows(t *testing.T) {
	tone := hist.Tone{Half: 100}
	tone.Prepare()
	before := uint16(0)
	for v := range math.MaxUint16 + 1 {
		now := tone.Of(uint16(v))
		if now < before {
			t.Fatalf("tone falls at %d", v)
		}
		c := float64(v)
		if want := c / (c + 100); math.Abs(float64(now)/math.MaxUint16-want) > 1.0/32 {
			t.Fatalf("tone of %d is %v, want %v", v, float64(now)/math.MaxUint16, want)
		}
		before = now
	}
	if tone.Of(0) != 0 || before < 65300 {
		t.Errorf("from %d to %d", tone.Of(0), before)
	}
}

func TestNothingIsAllocated(t *testing.T) {
	x, y := cloud(100)
	var g hist.Grid
	g.Resize(8, 8)
	tone := hist.Tone{Half: 3}
	if n := testing.AllocsPerRun(5, func() {
		g.Resize(8, 7)
		g.Splat(x, y, hist.Affine{SX: 8, SY: 7})
		g.Fade(0.9)
		tone.Half++
		tone.Prepare()
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func BenchmarkSplat1M(b *testing.B) {
	x, y := cloud(1_000_000)
	var g hist.Grid
	g.Resize(800, 600)
	for b.Loop() {
		g.Splat(x, y, hist.Affine{SX: 800, SY: 600})
	}
}

func BenchmarkFade800x600(b *testing.B) {
	var g hist.Grid
	g.Resize(800, 600)
	for b.Loop() {
		g.Fade(0.8)
	}
}

// TestExtent: the columns of some rows that have counts are those that looking at every bin finds.
func TestExtent(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for _, w := range []int{1, 2, 15, 16, 17, 40} {
		for _, few := range []int{0, 1, 2, 5, 100} {
			var g hist.Grid
			g.Resize(w, 9)
			for range few {
				g.Bins[r.IntN(len(g.Bins))] = uint16(1 + r.IntN(math.MaxUint16))
			}
			for y0 := range g.H + 1 {
				for y1 := y0; y1 <= g.H; y1++ {
					x0, x1 := 0, 0
					for i, v := range g.Bins[y0*w : y1*w] {
						if x := i % w; v > 0 && x1 == 0 {
							x0, x1 = x, x+1
						} else if v > 0 {
							x0, x1 = min(x0, x), max(x1, x+1)
						}
					}
					if a, b := g.Extent(y0, y1); a != x0 || b != x1 {
						t.Fatalf("%d bins of %d columns, rows %d … %d: %d … %d, want %d … %d", few, w, y0, y1, a, b, x0, x1)
					}
				}
			}
		}
	}
}
