package render

import (
	"math"
	"testing"
)

// TestTicksInUnits: numbers along an axis of any units are round there, lie
// within the window, stand where they belong, and are told apart by the digits
// that are written of them, however far the origin is.
func TestTicksInUnits(t *testing.T) {
	for _, c := range []struct {
		name        string
		mid, spread float64 // of the data
	}{
		{"unit", 0, 1}, {"minutes", 70, 20}, {"tiny", 0.0003, 1e-5}, {"epoch seconds", 1764547200.125, 40}, {"northing", 4_649_776.3, 0.2},
		{"years", 1980, 30}, {"negative", -4_649_776, 900}, {"huge", 1e9, 4e8}, {"far and tiny", 1e12, 1e-3},
	} {
		u := Units{Mid: [2]float64{c.mid, c.mid}, Scale: [2]float64{2.4 / c.spread, 2.4 / c.spread}}
		for _, most := range []int{3, 8, 14} {
			k := u.ticks(0, -3, 3.2, most)
			if k.Count < 2 || k.Count > most {
				t.Errorf("%s: %d ticks of at most %d", c.name, k.Count, most)
			}
			seen := map[string]bool{}
			var cv canvas
			for i := range k.Count {
				v := k.at(i)
				world := (v - (u.Mid[0] - k.offset)) * u.Scale[0]
				if !(world > -3.001 && world < 3.201) {
					t.Errorf("%s: tick %v is at %v of the world", c.name, v, world)
				}
				if r := math.Mod(math.Abs(v/k.Step)+0.5, 1); math.Abs(r-0.5) > 1e-3 {
					t.Errorf("%s: tick %v is no multiple of %v", c.name, v, k.Step)
				}
				text := string(cv.tickNumber(k, v))
				if seen[text] {
					t.Errorf("%s: two ticks are written %q", c.name, text)
				}
				seen[text] = true
			}
		}
	}
}

// TestOffsetIsSaid: numbers that are differences say from what.
func TestOffsetIsSaid(t *testing.T) {
	for _, c := range []struct {
		offset float64
		want   string
	}{{0, ""}, {1764547200, "x: +1764547200"}, {-4649700, "x: −4649700"}, {0.25, "x: +0.25"}} {
		if got := string(appendOffset(nil, "x", c.offset)); got != c.want {
			t.Errorf("%v: %q, want %q", c.offset, got, c.want)
		}
	}
}
