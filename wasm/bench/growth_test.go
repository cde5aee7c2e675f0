package bench

import (
	"math"
	"testing"
	"time"
)

// TestExponentIsTheSlope: of 3·n^1.7 it is 1.7, and of a constant 0.
func TestExponentIsTheSlope(t *testing.T) {
	n, power, constant := []int{2, 10, 784}, make([]float64, 3), []float64{5, 5, 5}
	for i, n := range n {
		power[i] = 3 * math.Pow(float64(n), 1.7)
	}
	if p, c := Exponent(n, power), Exponent(n, constant); math.Abs(p-1.7) > 1e-12 || math.Abs(c) > 1e-12 {
		t.Errorf("exponents %v and %v, want 1.7 and 0", p, c)
	}
}

// TestOperationsOfAStep: of a point in d→w→w→d the products are 5dw + 3w², and where that is all
// there is, theory is their exponents, 2 of the width and 1 of the dimension.
func TestOperationsOfAStep(t *testing.T) {
	exponent := func(lo, hi int, operations func(n int) float64) float64 {
		return Exponent([]int{lo, hi}, []float64{operations(lo), operations(hi)})
	}
	for _, c := range []struct{ got, want float64 }{
		{exponent(1<<20, 1<<21, func(w int) float64 { return stepOperations(2, w, 1<<12) }), 2},
		{exponent(1<<20, 1<<21, func(d int) float64 { return stepOperations(d, 128, 1<<12) }), 1},
		{exponent(1<<20, 1<<21, func(n int) float64 { return stepOperations(2, 128, n) }), 1},
	} {
		if math.Abs(c.got-c.want) > 1e-3 {
			t.Errorf("exponent %v, want %v", c.got, c.want)
		}
	}
}

// TestWhatIsExplained: times in which single numbers take three times their operations are found to be that.
func TestWhatIsExplained(t *testing.T) {
	for _, g := range Growths() {
		if g.Single == nil {
			continue
		}
		y := make([]float64, len(g.Sizes))
		for i, n := range g.Sizes {
			y[i] = 0.7 * (g.Operations(n) + 2*g.Single(n))
		}
		if times, p := g.Explained(y); math.Abs(times-3) > 1e-9 || math.Abs(p-Exponent(g.Sizes, y)) > 1e-9 {
			t.Errorf("%s: %v times, exponent %v, want 3 and %v", g.Name, times, p, Exponent(g.Sizes, y))
		}
	}
}

// TestEveryGrowthGrows: sizes and operations rise, the least two sizes can be done, and where one
// thing alone grows, theory is a round number.
func TestEveryGrowthGrows(t *testing.T) {
	for _, g := range Growths() {
		for i, n := range g.Sizes[1:] {
			if n <= g.Sizes[i] || g.Operations(n) <= g.Operations(g.Sizes[i]) {
				t.Errorf("%s: %d operations %v after %d with %v", g.Name, n, g.Operations(n), g.Sizes[i], g.Operations(g.Sizes[i]))
			}
		}
		for _, n := range g.Sizes[:2] {
			g.Make(n)()
		}
		if round := g.Name == "particles/langevin-K2" || g.Name == "kernels/score"; round && math.Abs(g.Theory()-1) > 1e-12 {
			t.Errorf("%s: theory %v, want 1", g.Name, g.Theory())
		}
	}
}

// passes is how often all sizes are timed, by turns; the least time of each counts, which
// other work on the machine has lengthened least.
const passes = 7

// BenchmarkGrowth fits the exponents of the times. Operations are counted for vectors of four numbers,
// which the page's programs have.
func BenchmarkGrowth(b *testing.B) {
	for _, g := range Growths() {
		b.Run(g.Name, func(b *testing.B) {
			rounds, least := make([]func(), len(g.Sizes)), make([]float64, len(g.Sizes))
			for i, n := range g.Sizes {
				rounds[i], least[i] = g.Make(n), math.Inf(1)
				for begin := time.Now(); time.Since(begin) < warm/4; {
					rounds[i]()
				}
			}
			for range passes {
				for i, round := range rounds {
					least[i] = min(least[i], perRound(round))
				}
			}
			for b.Loop() { // it has been measured
			}
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(Exponent(g.Sizes, least), "exponent")
			b.ReportMetric(g.Theory(), "theory-exponent")
			if g.Single != nil {
				times, exponent := g.Explained(least)
				b.ReportMetric(times, "times-single")
				b.ReportMetric(exponent, "explained-exponent")
			}
			for i, n := range g.Sizes {
				b.Logf("%7d: %12.0f ns, %.4g ns an operation", n, least[i], least[i]/g.Operations(n))
			}
		})
	}
}

// perRound is the nanoseconds of a round, of as many as take ten milliseconds.
func perRound(round func()) float64 {
	n := 0
	for begin := time.Now(); ; {
		round()
		n++
		if gone := time.Since(begin); gone >= 10*time.Millisecond {
			return float64(gone) / float64(n)
		}
	}
}
