package density

import (
	"math"
	"testing"
)

func TestExp(t *testing.T) {
	for i := range 200_000 {
		x := -708 + 0.00708*float64(i) + 1e-5
		if x > 709 {
			break
		}
		// Two roundings of 1.1e-16 and math.Exp's own ulp.
		if got, want := exp(x), math.Exp(x); math.Abs(got/want-1) > 5e-16 {
			t.Fatalf("exp(%v) = %v, want %v", x, got, want)
		}
	}
	for _, c := range []struct{ x, want float64 }{{0, 1}, {-708.5, 0}, {-1e300, 0}, {math.Inf(-1), 0}, {710, math.Inf(1)}, {math.Inf(1), math.Inf(1)}} {
		if got := exp(c.x); got != c.want {
			t.Errorf("exp(%v) = %v, want %v", c.x, got, c.want)
		}
	}
	if v := exp(math.NaN()); v == v {
		t.Errorf("exp(NaN) = %v", v)
	}
}
