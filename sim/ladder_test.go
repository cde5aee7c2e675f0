package sim

import (
	"math"
	"strings"
	"testing"
)

// TestLadderOfWhatIsNoRange: ends that are no range panic with a sentence, and never become levels that are
// no numbers.
func TestLadderOfWhatIsNoRange(t *testing.T) {
	for _, c := range [][3]float64{{1, math.Inf(1), 5}, {math.Inf(1), math.Inf(1), 2}, {0, 1, 3}, {-1, 1, 3}, {2, 1, 3}, {math.NaN(), 1, 3}, {1, math.NaN(), 3}, {1, 2, 0}, {1, 2, -1}} {
		func() {
			defer func() {
				if text, ok := recover().(string); !ok || !strings.HasPrefix(text, "sim: a ladder") {
					t.Errorf("Ladder(%g, %g, %g): %q", c[0], c[1], c[2], text)
				}
			}()
			t.Errorf("Ladder(%g, %g, %g) is %g", c[0], c[1], c[2], Ladder(c[0], c[1], int(c[2])))
		}()
	}
	for _, c := range [][2]float64{{5e-324, math.MaxFloat64}, {1e-300, 1e300}, {1, 1}} { // the widest that there are
		levels := Ladder(c[0], c[1], 9)
		for i, v := range levels {
			if math.IsNaN(v) || math.IsInf(v, 0) || v <= 0 || i > 0 && v < levels[i-1] {
				t.Errorf("Ladder(%g, %g, 9) is %g", c[0], c[1], levels)
				break
			}
		}
	}
}
