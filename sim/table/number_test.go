package table

import (
	"math"
	"math/rand/v2"
	"strconv"
	"testing"
)

// TestShortNumbersAreThose: what reads numbers of few digits gives the bits of
// strconv.ParseFloat, and what scans plain ones says what the scan of all does.
func TestShortNumbersAreThose(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 1))
	texts := []string{"0", "-0", "+0.0", ".5", "5.", "-.", "9007199254740992", "9007199254740993", "-9007199254740.993", "00.10", "1.234", "999.999", "1000.999",
		"0.123", "12", "1234", "-007", "1.2.3", "1e5", "1-2", "-", "1,5", "123456789012345678", "0.00000000000001"}
	for range 200_000 {
		b := []byte{"-+0123456789"[r.IntN(12)]}
		for range r.IntN(19) {
			b = append(b, "0123456789..0123456789"[r.IntN(22)])
		}
		texts = append(texts, string(b))
	}
	short, plain := 0, 0
	for _, s := range texts {
		if v, ok := parseShort(s); ok {
			want, err := strconv.ParseFloat(s, 64)
			if err == nil && math.Float64bits(v) != math.Float64bits(want) {
				t.Fatalf("%q is %v, want %v", s, v, want)
			}
			short++
		}
		if c := scanPlain(s); c != 0 {
			if want := scanMarked(s); c != want {
				t.Fatalf("%q: cell %b, want %b", s, c, want)
			}
			plain++
		}
	}
	if short < len(texts)/4 || plain < len(texts)/4 {
		t.Errorf("%d and %d of %d texts say anything", short, plain, len(texts))
	}
}
