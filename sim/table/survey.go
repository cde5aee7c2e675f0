package table

import (
	"cmp"
	"slices"
	"strings"
)

// mostAbove is how many lines of a table's width can stand above its numbers,
// mostHead how many records are kept to look for them.
const (
	mostAbove = 8
	mostHead  = 16
)

// tally counts what the cells of a column are.
type tally struct {
	n                             [allMarks]int // numbers under each of marks
	numbers, gaps, words, endless int           // numbers under some marks; no value; neither; infinite
	dotted, commaed               int           // numbers like 1.234 and like 1,234
	whole, small, large           int           // numbers without marks, and those of them that the marks of others tell from thousands
	joined                        int           // words that are numbers between other separators
	dates                         dates         // words that are dates
	varied                        bool          // the words are not one word
	firstWord                     string
	firstLine                     int
}

func (t *tally) add(line int, s string) {
	c := scan(s)
	switch {
	case c&anyNumber == anyNumber:
		t.numbers++
		t.whole++
		for m := range t.n {
			t.n[m]++
		}
		if c&small != 0 {
			t.small++
		} else if c&large != 0 {
			t.large++
		}
	case c&anyNumber != 0:
		t.numbers++
		for m := range t.n {
			t.n[m] += int(c>>m) & 1
		}
		switch c & anyNumber {
		case dottedEither:
			t.dotted++
		case commaEither:
			t.commaed++
		}
	case c == gap:
		t.gaps++
	case c == infinite:
		t.endless++
	default:
		if t.words == 0 {
			t.firstWord, t.firstLine = strings.Clone(brief(s)), line
		}
		t.varied = t.varied || brief(s) != t.firstWord
		t.words++
		t.dates.add(s)
		if isJoined(s) {
			t.joined++
		}
	}
}

// isJoined reports whether s is several numbers between separators.
func isJoined(s string) bool {
	if c := s[0]; c > '9' || c < '+' {
		return false
	}
	for _, seps := range []string{"\t;|，；", ",", " "} {
		parts := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(seps, r) })
		if len(parts) < 2 {
			continue
		}
		all := true
		for _, p := range parts {
			all = all && scan(strings.TrimSpace(p))&anyNumber != 0
		}
		if all {
			return true
		}
	}
	return false
}

// bad is how many cells are no numbers under m though they hold something.
func (t *tally) bad(m marks) int { return t.words + t.numbers - t.n[m] }

// numeric: at most one cell to four numbers is something else, or to each number one that
// is always the same word.
func (t *tally) numeric(m marks) bool {
	bad := t.bad(m)
	return t.n[m] > 0 && (4*bad <= t.n[m] || bad <= t.n[m] && bad == t.words && t.repeats())
}

// repeats reports that the words of a column are one word, which somebody writes where
// there is no value.
func (t *tally) repeats() bool { return t.words > 1 && !t.varied && t.dates == dates{} }

// record is a line's fields that are kept.
type record struct {
	index, line int
	fields      []string
	before      *record // the record above, where it has another width
}

// shape are the records of one width.
type shape struct {
	width, count int
	last         int      // index of the last record
	head         []record // the first of them
	tail         []tally  // columns of the others
}

// survey is what a text looks like under one separator.
type survey struct {
	sep     int
	lazy    bool
	records int
	shapes  []*shape // by their counts, the most first
}

// mostShapes bounds the widths that are told apart; prose has more.
const mostShapes = 64

// look surveys the text under separator i.
func (s *source) look(i int) (*survey, error) {
	v := &survey{sep: i}
	err := v.fill(s)
	if e, ok := err.(*errQuote); ok && e.bare { // a quote that is meant as a character
		v = &survey{sep: i, lazy: true}
		err = v.fill(s)
	}
	slices.SortStableFunc(v.shapes, func(a, b *shape) int { return cmp.Compare(b.count, a.count) })
	return v, err
}

func (v *survey) fill(s *source) error {
	byWidth := map[int]*shape{}
	var last *record // kept while heads may need it
	lastWidth := 0
	return s.each(v.sep, v.lazy, func(line int, fields []string) bool {
		width := len(fields)
		sh := byWidth[width]
		if sh == nil && len(byWidth) < mostShapes {
			sh = &shape{width: width, tail: make([]tally, width)}
			byWidth[width] = sh
			v.shapes = append(v.shapes, sh)
		}
		if sh != nil {
			sh.count++
			sh.last = v.records
			if len(sh.head) < mostHead {
				r := record{index: v.records, line: line, fields: cloned(fields)}
				if width != lastWidth {
					r.before = last
				}
				sh.head = append(sh.head, r)
				last = &record{index: r.index, line: r.line, fields: r.fields}
			} else {
				for j, f := range fields {
					sh.tail[j].add(line, f)
				}
				last = nil
			}
		}
		lastWidth = width
		v.records++
		return true
	})
}

func cloned(fields []string) []string {
	c := make([]string, len(fields))
	for i, f := range fields {
		c[i] = strings.Clone(f)
	}
	return c
}

// record is one of the first records by its index, nil of others.
func (v *survey) record(index int) *record {
	for _, sh := range v.shapes {
		for i := range sh.head {
			if sh.head[i].index == index {
				return &sh.head[i]
			}
		}
	}
	return nil
}

// columns are the tallies of the records from head record skip on.
func (sh *shape) columns(skip int) []tally {
	cols := slices.Clone(sh.tail)
	for _, r := range sh.head[skip:] {
		for j, f := range r.fields {
			head := cols[j]
			head.add(r.line, f)
			if head.words > 0 && cols[j].words > 0 && head.firstLine > r.line {
				head.firstWord, head.firstLine = strings.Clone(brief(f)), r.line
			}
			cols[j] = head
		}
	}
	return cols
}
