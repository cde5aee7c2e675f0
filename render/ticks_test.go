package render

import (
	"math"
	"strings"
	"testing"
)

func TestTicksAreRoundAndInside(t *testing.T) {
	for _, c := range []struct {
		lo, hi     float64
		most       int
		from, step float64
		count      int
	}{
		{-8.6, 8.6, 6, -5, 5, 3}, {0, 1, 5, 0, 0.2, 6}, {-8, 8, 8, -8, 2, 9}, {0.013, 0.094, 4, 0.02, 0.05, 1}, {1e6, 3e6, 4, 1e6, 5e5, 5}, {3, 3, 4, 3, 1, 0},
	} {
		k := niceTicks(c.lo, c.hi, c.most)
		if c.from == 0.02 { // 0.081/4 → step 0.05: only 0.05 itself
			c.from = 0.05
		}
		if math.Abs(k.From-c.from) > 1e-12*max(1, math.Abs(c.from)) || math.Abs(k.Step-c.step) > 1e-9*c.step || k.Count != c.count {
			t.Errorf("%v … %v: from %v by %v, %d ticks", c.lo, c.hi, k.From, k.Step, k.Count)
		}
		for n := range k.Count {
			if v := k.at(n); v < c.lo-1e-9*k.Step || v > c.hi+1e-9*k.Step {
				t.Errorf("%v … %v: tick %v is outside", c.lo, c.hi, v)
			}
		}
	}
}

func TestNumbersAsText(t *testing.T) {
	for _, c := range []struct {
		v    float64
		n    int
		want string
	}{
		{0, 3, "0"}, {0.05, 3, "0.05"}, {12.345, 3, "12.3"}, {-0.5, 2, "−0.5"}, {100, 3, "100"}, {99999, 3, "99999"}, {1e5, 3, "10⁵"}, {2.5e-5, 2, "2.5×10⁻⁵"},
		{-1e-4, 2, "−10⁻⁴"}, {math.Inf(-1), 2, "−∞"}, {math.NaN(), 2, "–"}, {0.001, 1, "0.001"}, {1.0256, 4, "1.026"}, {3e12, 2, "3×10¹²"},
	} {
		got := string(appendShort(nil, c.v, c.n))
		if got != c.want {
			t.Errorf("%v: %q, want %q", c.v, got, c.want)
		}
		if !Knows(got) {
			t.Errorf("the font lacks a sign of %q", got)
		}
	}
	if got := string(appendFixed(nil, -2.5, 2)); got != "−2.50" {
		t.Errorf("fixed: %q", got)
	}
}

// TestDecadeTicks are the 1, 2, 5 of a log axis, none outside.
func TestDecadeTicks(t *testing.T) {
	k := decadeTicks(math.Log10(0.03), math.Log10(2))
	want := []float64{0.05, 0.1, 0.2, 0.5, 1, 2}
	if k.Count != len(want) {
		t.Fatalf("%d ticks", k.Count)
	}
	for n, v := range want {
		if got := math.Pow(10, k.at(n)); math.Abs(got/v-1) > 1e-9 {
			t.Errorf("tick %d is %v, want %v", n, got, v)
		}
	}
}

// TestLogAxesAreScales: a log axis over seven tenths of a decade or more has two numbers or more in it, however it lies.
func TestLogAxesAreScales(t *testing.T) {
	for lo := -3.0; lo < 0; lo += 0.17 {
		for span := 0.7; span < 9; span *= 1.13 {
			for _, most := range []int{2, 4, 8} {
				if n := logTicks(lo, lo+span, most, true); n.Count < 2 || n.at(0) < lo-1e-6 || n.at(n.Count-1) > lo+span+1e-6 {
					t.Errorf("10^%.2f … 10^%.2f, at most %d: %d numbers, from 10^%.2f to 10^%.2f", lo, lo+span, most, n.Count, n.at(0), n.at(n.Count-1))
				}
			}
		}
	}
}

// TestCountsHaveWholeNumbers: below a chart over a count stand whole numbers alone, each once, whatever
// its range: one point, some, many; on a log axis too. (After 25 steps of training the axis read 24.6, 24.8, ….)
func TestCountsHaveWholeNumbers(t *testing.T) {
	for _, log := range []bool{false, true} {
		for _, x := range [][]float64{{}, {0}, {1}, {25}, {100000}, {0, 1}, {1, 2}, {1, 3}, {2, 5}, {25, 50}, {0, 7}, {1, 2, 3, 4}, {1, 1000}, {25, 1e6}} {
			for _, width := range []float64{120, 360, 900} {
				q := &Curves{XWhole: true, XLog: log, Series: []Series{{X: x, Y: make([]float64, len(x))}}}
				c := Composer{Apart: true}
				list := c.Compose(&Frame{Width: width, Height: 300, Panels: []Panel{{Curves: q}}}, 1)
				plot, seen := c.layout.Cells[0].Plot, map[string]bool{}
				for i := range list.Texts {
					text := list.StringOf(&list.Texts[i])
					if list.Texts[i].Role != TickText || list.Texts[i].Y < plot.Y1+4 {
						continue
					}
					if strings.Contains(text, ".") || strings.Contains(text, "⁻") || seen[text] {
						t.Errorf("log %v, x of %v, %v wide: %q", log, x, width, text)
					}
					seen[text] = true
				}
				if len(seen) == 0 && (!log || len(x) > 0 && x[len(x)-1] < 5) {
					t.Errorf("log %v, x of %v, %v wide: no number", log, x, width)
				}
			}
		}
	}
}
