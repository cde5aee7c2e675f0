package table

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// TestTextsWithoutQuotesAreCutAlike: a text without quotes is divided as package csv
// divides it, which reads the same text with a quote in one more line.
func TestTextsWithoutQuotesAreCutAlike(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	pieces := []string{"1", "-2.5", "NA", "x y", " ", "  ", "\t", ",", ", ", ";", "|", "\n", "\n", "\n\n", "#", "# c", "%", "--+--", "é", "，", "\u00a0", "1,5"}
	for range 3000 {
		var b strings.Builder
		for range r.IntN(40) {
			b.WriteString(pieces[r.IntN(len(pieces))])
		}
		text := strings.TrimSuffix(b.String(), "\n")
		for i := range separators {
			records := func(text string) (list []string) {
				s := newSource(text, &Options{})
				s.comment = commentOf(b.String())
				if err := s.each(i, false, func(line int, fields []string) bool {
					list = append(list, fmt.Sprintf("%d %q", line, fields))
					return true
				}); err != nil {
					t.Fatalf("%q: %v", text, err)
				}
				return list
			}
			got, want := records(text), records(text+"\n\"end\"")
			if want = want[:len(want)-1]; strings.Join(got, "\n") != strings.Join(want, "\n") {
				t.Fatalf("%q by %s:\n%s\nwant\n%s", text, separators[i].key, strings.Join(got, "\n"), strings.Join(want, "\n"))
			}
		}
	}
}

// TestLooksAtAWholeTextAreApart: before its rows are read a text is looked at whole, and after each look
// the reader of a large one lets others work.
func TestLooksAtAWholeTextAreApart(t *testing.T) {
	n := 0
	if _, err := Read([]byte("x,y\n1,2\n3,4\n5,6\n"), Options{Yield: func() { n++ }}); err != nil {
		t.Fatal(err)
	}
	if least := 8 + len(remarkMarks); n < least {
		t.Errorf("%d pauses, at least %d are wanted", n, least)
	}
}
