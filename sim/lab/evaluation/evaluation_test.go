package evaluation

import (
	"fmt"
	"math"
	"reflect"
	"sync"
	"testing"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/density"
	"github.com/scorefield/scorefield/sim/internal/testsize"
	"github.com/scorefield/scorefield/sim/matching"
)

// evaluator is one of the glyphs of an alphabet.
func evaluator(side int, alphabet string) (*density.Glyphs, *Evaluator) {
	g, err := density.NewGlyphs(side, alphabet)
	if err != nil {
		panic(err)
	}
	return g, New(g.RandLabelled, g.RandLabelled, 2000, g.Dim(), len(alphabet))
}

// digits is an Evaluator of 8×8 digits that is ready, for all tests.
var digits = sync.OnceValue(func() *Evaluator {
	_, e := evaluator(8, density.Digits)
	e.Step(steps, nil)
	return e
})

// draw is n digits that the Evaluator has not seen.
func draw(n int) (x sim.Batch, labels []uint8) {
	x, labels = sim.NewBatch(64, n), make([]uint8, n)
	digits().tested(x, labels, 5, 0)
	return x, labels
}

// TestHeldOutGlyphsAreRead: at least 98 of 100 that the classifier has not learned from.
// Measured: digits 99.95, 99.95 and 100 % at 8×8, 12×12 and 16×16; letters 98.4, 99.4
// and 99.5 %.
func TestHeldOutGlyphsAreRead(t *testing.T) {
	read := func(e *Evaluator, side int, alphabet string) {
		if a := e.Accuracy(); a < 0.98 {
			t.Errorf("%s at %d×%d: %.2f %% are read rightly", alphabet, side, side, 100*a)
		}
	}
	read(digits(), 8, density.Digits)
	if !testsize.Full() {
		return
	}
	for _, alphabet := range []string{density.Digits, density.Letters} {
		for _, side := range []int{8, 12, 16} {
			_, e := evaluator(side, alphabet)
			e.Step(steps, nil)
			read(e, side, alphabet)
		}
	}
}

// TestQuality: real pictures are near the floor, balanced and read with confidence.
// Pictures under noise are farther and read with less; pictures of one class alone are
// far, and so are copies of ten: what nobody would call good in all respects.
func TestQuality(t *testing.T) {
	const n = 500
	e := digits()
	x, labels := draw(n)
	real := e.Evaluate(x, nil)
	right := 0
	for i, l := range labels {
		if l == real.Labels[i] {
			right++
		}
	}
	// Each share is p = 0.1 ± 4 √(p(1−p)/n).
	low, high := 0.1-4*math.Sqrt(0.09/n), 0.1+4*math.Sqrt(0.09/n)
	for k, s := range real.Shares {
		if s < low || s > high {
			t.Errorf("class %d has %.3f of real pictures", k, s)
		}
	}
	if real.N != n || right < 0.98*n || real.Confidence < 0.95 || math.Abs(real.Distance-real.Floor.Mean) > 4*real.Floor.Deviation || real.Noise < 50*real.Floor.High() {
		t.Errorf("real pictures: %d of %d right, %+v", right, n, real)
	}

	noisy, alone, copies, z := x.Clone(), sim.NewBatch(64, n), sim.NewBatch(64, n), sim.NewBatch(64, n)
	fill := 0 // pictures of a 3
	for i := range n {
		if labels[i] == 3 {
			for j := range 64 {
				alone.Set(j, fill, x.At(j, i))
			}
			fill++
		}
		for j := range 64 {
			copies.Set(j, i, x.At(j, i%10))
		}
	}
	for i := fill; i < n; i++ {
		for j := range 64 {
			alone.Set(j, i, alone.At(j, i%fill))
		}
	}
	matching.Gaussian.Rand(z, 6, 0)
	for i, v := range z.Data {
		noisy.Data[i] += v
	}
	for name, c := range map[string]struct {
		x                   sim.Batch
		confident, balanced bool
	}{"under noise": {noisy, false, true}, "one class": {alone, true, false}, "ten pictures": {copies, true, false}} {
		q := e.Evaluate(c.x, nil)
		text := fmt.Sprintf("%s: confidence %.3f, least share %.3f, distance %.1f (real %.1f, noise %.1f)", name, q.Confidence, q.LeastShare(), q.Distance, q.Floor.High(), q.Noise)
		t.Log(text)
		if q.Distance < 3*q.Floor.High() || q.Distance > q.Noise || (q.Confidence > 0.9) != c.confident || (q.LeastShare() > 0.04) != c.balanced {
			t.Error(text)
		}
	}
}

// TestOneScaleForAll: an Evaluator says the same however its steps were divided, and is
// not ready before the last of them.
func TestOneScaleForAll(t *testing.T) {
	_, e := evaluator(8, density.Digits)
	for done := 0; done < steps; done += 70 {
		func() {
			defer func() {
				if recover() == nil {
					t.Fatalf("an accuracy after %d steps", done)
				}
			}()
			e.Accuracy()
		}()
		if ready := e.Step(70, nil); ready != (done+70 >= steps) {
			t.Fatalf("after %d steps ready is %v", done+70, ready)
		}
	}
	x, _ := draw(40)
	if a, b := e.Evaluate(x, nil), digits().Evaluate(x, nil); !reflect.DeepEqual(a, b) || e.Accuracy() != digits().Accuracy() {
		t.Errorf("in parts: %+v; at once: %+v", a, b)
	}
}
