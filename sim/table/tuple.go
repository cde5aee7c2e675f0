package table

import (
	"cmp"
	"strings"
)

// tuples are columns each of whose cells holds several numbers, as "(1, 2)" of a program's
// output, "48.1, 11.5" of maps and "POINT (11.5 48.1)" of well-known text.
type tuples struct {
	sep  int         // the separator between columns
	of   map[int]int // how many numbers a cell of a column holds
	room []string    // fields, one number each
	said string      // a cell, for those who read it
}

// several are the numbers of a cell that holds several; nil of any other.
func several(s string) []string {
	if isPoint(s) {
		s = s[strings.IndexByte(s, '('):]
	}
	inside, separators := s, []string{",", " "} // semicolons without brackets are between columns
	if n := len(s); n > 2 && strings.ContainsRune("([{<", rune(s[0])) && strings.ContainsRune(")]}>", rune(s[n-1])) {
		inside, separators = s[1:n-1], []string{"\t;|，；", ",", " "}
	} else if scan(s)&anyNumber != 0 {
		return nil
	}
next:
	for _, seps := range separators {
		list := strings.FieldsFunc(inside, func(r rune) bool { return strings.ContainsRune(seps, r) })
		if len(list) < 2 {
			continue
		}
		for i, p := range list {
			if list[i] = strings.TrimSpace(p); scan(list[i])&anyNumber == 0 {
				continue next
			}
		}
		return list
	}
	return complexParts(inside)
}

// findTuples finds columns of cells with equally many numbers, for the first separator that has
// any: at most one cell to four such holds something else, beside a name.
func (s *source) findTuples() *tuples {
	for i := range separators {
		if !s.has(i) || i == blank || i == commaBlank { // which stand inside cells
			continue
		}
		type kind struct{ column, numbers int }
		found, filled := map[kind]int{}, map[int]int{}
		t := &tuples{sep: i, of: map[int]int{}}
		if s.each(i, false, func(_ int, fields []string) bool {
			for j, f := range fields {
				if n := len(several(f)); n > 1 {
					found[kind{j, n}]++
					t.said = cmp.Or(t.said, strings.Clone(brief(f)))
				} else if scan(f) != gap {
					filled[j]++
				}
			}
			return true
		}) != nil {
			continue
		}
		for k, n := range found {
			filled[k.column] += n
		}
		for k, n := range found {
			if n > 1 && 4*(filled[k.column]-n-1) <= n {
				t.of[k.column] = k.numbers
			}
		}
		if len(t.of) > 0 {
			return t
		}
	}
	return nil
}

// apart is a record with a field for each number; of other cells in such columns, names, with
// what they name counted.
func (t *tuples) apart(fields []string) []string {
	t.room = t.room[:0]
	for j, f := range fields {
		n := t.of[j]
		list := several(f)
		switch {
		case n == 0:
			t.room = append(t.room, f)
		case len(list) == n:
			t.room = append(t.room, list...)
		default:
			names := strings.FieldsFunc(strings.Trim(f, "()[]{}<> "), func(r rune) bool { return strings.ContainsRune(",;|，；", r) })
			if both := mapNames(f); n == 2 && len(names) != n && both != nil {
				names = both
			}
			for k := range n {
				switch {
				case f == "":
					t.room = append(t.room, "")
				case len(names) == n:
					t.room = append(t.room, strings.TrimSpace(names[k]))
				default:
					t.room = append(t.room, f+" "+decimal(k+1))
				}
			}
		}
	}
	return t.room
}

// mapNames are what a name such as latlng has both of, in its order; nil of any other.
func mapNames(name string) []string {
	lower := strings.ToLower(name)
	lat, lon := strings.Index(lower, "lat"), max(strings.Index(lower, "lon"), strings.Index(lower, "lng"))
	switch {
	case lat < 0 || lon < 0:
		return nil
	case lat < lon:
		return []string{"latitude", "longitude"}
	}
	return []string{"longitude", "latitude"}
}
