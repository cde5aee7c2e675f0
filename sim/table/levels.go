package table

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// mostLevels bounds how many lines of names stand above one another.
const mostLevels = 4

// takeLevels finds several lines of names above one another, of which some are numbers that would
// else be a row: years below the names of quantities, as pandas and pivot tables have them. A
// column is called by all of its names. It is false where there are none.
func (r *reading) takeLevels() bool {
	head := r.shape.head
	for n := min(mostLevels, len(head)-2); n > 1; n-- {
		if head[n].index-head[0].index != n {
			continue
		}
		q := *r
		q.columns, q.numeric, q.skip = r.shape.columns(n), nil, n
		q.choose(r.survey.sep)
		names, units, doubt, ok := q.levels(head[:n], head[n:])
		if !ok {
			continue
		}
		*r = q
		t := &r.title
		t.names, t.line, t.levels, t.above = names, head[n-1].line, n, head[0].index
		t.start = head[n].index
		if t.units = units; units != nil {
			t.unit, t.levels = head[n-1].line, n-1
		}
		if t.doubt = doubt; doubt {
			t.upper, _ = joined(spread(head[:n], q.numeric)[:n-1], q.numeric)
		}
		return true
	}
	return false
}

// turnLevel makes a row of the last line of names, or names of that row.
func (r *reading) turnLevel() {
	t, n := &r.title, r.title.levels
	if t.first {
		n--
	}
	t.names, t.upper = t.upper, t.names
	t.start, r.skip = r.shape.head[n].index, n
	r.columns = r.shape.columns(n)
	r.number()
}

// levels are the names that records have together, where the rows below say so: the corner is
// empty above a column that is full, a line has only the name of that column, or the same numbers
// or words stand below each of the names above them. Of the last a row may be as well.
func (r *reading) levels(above, rows []record) (names, units []string, doubt, ok bool) {
	labelled := !slices.ContainsFunc(above, func(rec record) bool { return scan(rec.fields[0])&anyNumber != 0 })
	columns := slices.Clone(r.numeric)
	if labelled && slices.ContainsFunc(above, func(rec record) bool { return rec.fields[0] == "" || rec.level(columns) != ofWords }) {
		columns = slices.DeleteFunc(columns, func(j int) bool { return j == 0 })
	}
	if len(columns) < 2 {
		return nil, nil, false, false
	}
	levels := spread(above, columns)
	if n := len(above) - 1; n > 1 && above[n].fields[0] != "" && above[n].level(columns) == ofNothing { // pandas' name of the rows
		levels = levels[:n]
	}
	repeated := different(at(levels[0].fields, columns)) < len(columns)
	named, all := len(levels) < len(above) && repeated, columns
	if n := len(levels) - 1; n > 0 && levels[n].level(columns) == ofWords && labelled && r.numeric[0] == 0 && !hasGap(above) { // no words stand below
		named, all = true, r.numeric
		if areUnits(levels[n].fields) {
			units, levels = levels[n].fields, levels[:n]
		}
	}
	numbers, last := 0, ofNothing
	for _, rec := range levels {
		switch last = rec.level(columns); last {
		case ofNothing, ofBoth:
			return nil, nil, false, false
		case ofNumbers:
			numbers++
		}
	}
	corner := (repeated || levels[0].level(columns) == ofNumbers) && !slices.ContainsFunc(above, func(rec record) bool { return rec.fields[0] != "" }) &&
		!hasGap(rows)
	fractions := slices.ContainsFunc(columns, func(j int) bool { return r.columns[j].whole == 0 })
	crossed := product(levels, columns) && (labelled || fractions)
	if numbers == 0 && !(crossed && labelled && !areUnits(at(above[len(above)-1].fields, columns))) || !named && !corner && !crossed {
		return nil, nil, false, false
	}
	names, ok = joined(levels, all)
	if all[0] > 0 {
		names[0] = cmp.Or(above[len(above)-1].fields[0], names[0])
	}
	return names, units, last == ofNumbers && !named && !(corner && repeated), ok
}

// spread are records whose fields stand above the empty ones on their right, too, as cells do that
// a spreadsheet has made one; those of the last do not.
func spread(above []record, columns []int) []record {
	levels := slices.Clone(above)
	for i := range levels[:len(levels)-1] {
		f := slices.Clone(levels[i].fields)
		for k, j := range columns {
			if k > 0 && f[j] == "" && columns[k-1] == j-1 {
				f[j] = f[j-1]
			}
		}
		levels[i].fields = f
	}
	return levels
}

// hasGap reports that a first field is empty.
func hasGap(records []record) bool {
	return slices.ContainsFunc(records, func(rec record) bool { return rec.fields[0] == "" })
}

// at are the fields of these columns.
func at(fields []string, columns []int) (list []string) {
	for _, j := range columns {
		list = append(list, fields[j])
	}
	return list
}

// joined are the names of columns on several lines together, of others those on the last; all
// reports that each of these columns has one of its own.
func joined(levels []record, columns []int) (names []string, all bool) {
	names, all = slices.Clone(levels[len(levels)-1].fields), true
	seen := map[string]bool{"": true}
	for _, j := range columns {
		var parts []string
		for _, rec := range levels {
			if f := rec.fields[j]; f != "" {
				parts = append(parts, f)
			}
		}
		names[j] = strings.Join(parts, " ")
		all = all && !seen[names[j]]
		seen[names[j]] = true
	}
	return names, all
}

// The kinds of a line of names above columns: words, whole numbers, some of each or neither, nothing.
const (
	ofBoth = iota
	ofWords
	ofNumbers
	ofNothing
)

// level is the kind of a record above these columns.
func (rec record) level(columns []int) int {
	w, n := 0, 0
	for _, j := range columns {
		f := rec.fields[j]
		if f == "" {
			continue
		}
		if _, err := strconv.Atoi(f); err == nil && len(f) < 10 {
			n++
		} else if scan(f) == 0 {
			w++
		} else {
			return ofBoth
		}
	}
	switch {
	case n == len(columns):
		return ofNumbers
	case n > 0:
		return ofBoth
	case w > 0:
		return ofWords
	}
	return ofNothing
}

// product reports that the last line repeats the same for each of two names or more that stand
// above it, side by side.
func product(levels []record, columns []int) bool {
	last := levels[len(levels)-1].fields
	var groups [][]string
	before := ""
	for _, j := range columns {
		name := ""
		for _, rec := range levels[:len(levels)-1] {
			name += rec.fields[j] + "\x00"
		}
		if len(groups) == 0 || name != before {
			groups = append(groups, nil)
		}
		before = name
		g := &groups[len(groups)-1]
		*g = append(*g, last[j])
	}
	for _, g := range groups {
		if len(g) < 2 || !slices.Equal(g, groups[0]) {
			return false
		}
	}
	return len(groups) > 1
}
