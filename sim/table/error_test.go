package table

import (
	"regexp"
	"testing"
)

// sentences end so, once.
var endEN, endZH = regexp.MustCompile(`[^.?!][.?!]$`), regexp.MustCompile(`[^。？！][。？！]$`)

// TestErrorsEnd: whatever is wrong, it is said in a sentence with its mark at the end.
func TestErrorsEnd(t *testing.T) {
	for kind := NotNumber; kind <= Unreadable; kind++ {
		for _, e := range []Error{{Kind: kind, Value: "1"}, {Kind: kind, Line: 3, Column: 2, Name: "y", Value: "a", Want: 2}, {Kind: kind, Row: 3, allowed: Text{"pixels that differ", "互不相同的像素"}}} {
			if s := e.Sentence(); !endEN.MatchString(s.EN) || !endZH.MatchString(s.ZH) || e.Error() != s.EN {
				t.Errorf("%d: %q, %q", kind, s.EN, s.ZH)
			}
		}
	}
}
