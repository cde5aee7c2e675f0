package table

import (
	"cmp"
	"slices"
	"strings"
)

// reading is one way in which a text is a table.
type reading struct {
	survey  *survey
	shape   *shape
	skip    int // head records above the first row
	marks   marks
	columns []tally // of the rows
	numeric []int   // columns of numbers
	joined  bool    // a column holds numbers between other separators
	title   title
	others  []marks // that read the same cells as other numbers

	asNumbers bool // sentinels are numbers like others
	exchanged bool // days and months of dates that could be either
}

// leastShare is the share of the records below the first row that have the
// table's width; the others are left out.
const leastShare = 0.9

// leastColumns is how many columns of numbers a table has at least.
const leastColumns = 2

// readings are the ways in which the text is a table, the best first. failure says why there is
// none.
func (s *source) readings() (list []*reading, failure *Error) {
	var complaint, wrong, ofAll, ofHeaded *Error
	headed, whole := false, false // some separator but blanks divides every line as it divides the names; nearly every line alike
	for i := range separators {
		if !s.has(i) {
			continue
		}
		v, err := s.look(i)
		if err != nil {
			if e, ok := err.(*errQuote); ok && (wrong == nil || wrong.Line < e.line) {
				wrong = &Error{Kind: OpenQuote, Line: e.line, Value: brief(s.line(e.line))}
			}
			continue
		}
		r, why := s.read(v)
		whole = whole || i < commaBlank && v.isWhole()
		if i < commaBlank && v.isHeaded() {
			headed, ofHeaded = true, why
		}
		if why != nil && why.Kind == NotNumber && v.isWhole() {
			ofAll = why
		}
		switch {
		case r != nil && i == commaBlank && r.marks == point: // the blanks are decoration
		case why != nil && i == blank && complaint != nil: // words have blanks as well
		case r != nil:
			list = append(list, r)
		case why != nil && (complaint == nil || rank(why) > rank(complaint)):
			complaint = why
		}
	}
	slices.SortStableFunc(list, func(a, b *reading) int { return cmp.Compare(a.penalty(), b.penalty()) })
	if headed { // what blanks divide, though not the names, they divide by chance
		chance := func(r *reading) bool {
			return r.survey.sep >= commaBlank && (s.fixed || r.title.names == nil || r.title.shifted)
		}
		slices.SortStableFunc(list, func(a, b *reading) int {
			switch x, y := chance(a), chance(b); {
			case x == y:
				return 0
			case y:
				return -1
			}
			return 1
		})
		if len(list) > 0 && chance(list[0]) && ofHeaded != nil {
			return nil, ofHeaded
		}
	}
	if ofAll != nil && len(list) > 0 && list[0].isPart() { // some rows fit another separator by chance
		return nil, ofAll
	}
	switch {
	case complaint != nil && rank(complaint) > 1:
		return list, complaint
	case wrong != nil && !whole:
		return list, wrong
	case complaint != nil:
		return list, complaint
	}
	return list, &Error{Kind: FewColumns, Value: "0"}
}

// isWhole reports that nearly all records have one width.
func (v *survey) isWhole() bool {
	return len(v.shapes) > 0 && v.shapes[0].width >= leastColumns && float64(v.shapes[0].count) >= leastShare*float64(v.records)
}

// isHeaded reports names and below them two records or more, all of the names' width.
func (v *survey) isHeaded() bool {
	return len(v.shapes) == 1 && v.shapes[0].width > 1 && v.records > 2 && areNames(v.shapes[0].head[0].fields)
}

// isPart reports that a third of the records or more are no rows.
func (r *reading) isPart() bool { return 3*(r.shape.count-r.skip) < 2*r.survey.records }

// penalty orders readings: one that leaves numbers joined explains less, and of
// commas alone and commas with a blank the second fits by chance only where both
// stand in every row.
func (r *reading) penalty() int {
	p := 0
	if r.joined {
		p += 2
	}
	if r.survey.sep == commaOnly {
		p++
	}
	if r.survey.sep == blank && slices.ContainsFunc(r.columns, func(c tally) bool {
		return strings.ContainsAny(c.firstWord, ",;\t") && strings.ContainsAny(c.firstWord, "0123456789")
	}) {
		p += 2 // it leaves others inside its words
	}
	if r.title.above > 0 { // which are rows to another, or names
		p++
		if r.title.names == nil {
			p++
		}
	}
	return p
}

// rank orders complaints by how much they know.
func rank(e *Error) int {
	switch e.Kind {
	case Ragged:
		return 3
	case NotNumber:
		return 2
	case FewColumns:
		if e.Value != "0" {
			return 1
		}
	}
	return 0
}

// read finds the table in a survey.
func (s *source) read(v *survey) (*reading, *Error) {
	var complaint *Error
	for _, sh := range v.shapes {
		if sh.width < leastColumns || 2*sh.count < v.shapes[0].count {
			continue
		}
		r, why := v.begin(sh)
		if r == nil {
			if why != nil && (complaint == nil || rank(why) > rank(complaint)) {
				complaint = why
			}
			continue
		}
		rest := v.records - r.shape.head[r.skip].index + v.rowsAbove(r) - v.wordsBelow(r)
		rows := sh.count - r.skip
		if float64(rows) < leastShare*float64(rest) {
			if why := v.ragged(r); complaint == nil || rank(why) > rank(complaint) {
				complaint = why
			}
			continue
		}
		if why := r.entitle(s); why != nil {
			return nil, why
		}
		return r, nil
	}
	if complaint == nil && len(v.shapes) > 0 && v.shapes[0].width < leastColumns {
		complaint = &Error{Kind: FewColumns, Line: v.shapes[0].head[0].line, Value: decimal(oneColumn(v.shapes[0]))}
	}
	return nil, complaint
}

// wordsBelow counts the records of other widths below the last row that hold no
// numbers: sources, and rules that close a table.
func (v *survey) wordsBelow(r *reading) (n int) {
	for _, sh := range v.shapes {
		for _, rec := range sh.head {
			if sh != r.shape && rec.index > r.shape.last && isWords(rec.fields) {
				n++
			}
		}
	}
	return n
}

func isWords(fields []string) bool {
	return !slices.ContainsFunc(fields, func(f string) bool { return scan(f)&anyNumber != 0 || f != "" && isJoined(f) })
}

// date is the order of the dates of column j; ok is false where it holds none.
func (r *reading) date(j int) (o order, ok bool) {
	c := &r.columns[j]
	o, n, doubt := c.dates.best()
	if n == 0 || c.numeric(r.marks) || 4*(c.words-n+c.numbers) > n {
		return o, false
	}
	if doubt {
		o = monthFirst
		if r.european() != r.exchanged {
			o = dayFirst
		}
	}
	return o, true
}

// refusal is the first cell for which column j is none of numbers, "" of an empty column; nearly,
// that half of its cells are numbers or that cell is nearly one.
func (r *reading) refusal(j int) (cell string, nearly bool) {
	c := &r.columns[j]
	cell = c.firstWord
	for _, rec := range r.shape.head[r.skip:] {
		if is := scan(rec.fields[j]); is != gap && is&r.marks.bit() == 0 {
			cell = brief(rec.fields[j])
			break
		}
	}
	return cell, c.numbers > 0 && c.numbers >= c.words || c.numbers == 0 && almost(cell).EN != ""
}

// european reports what goes with days before months: semicolons between columns
// or decimal commas.
func (r *reading) european() bool { return r.survey.sep == semicolon || r.marks.bit()&commas != 0 }

// dateDoubt reports that there are dates whose days and months could be
// exchanged.
func (r *reading) dateDoubt() bool {
	for _, j := range r.numeric {
		if _, ok := r.date(j); ok {
			if _, _, doubt := r.columns[j].dates.best(); doubt {
				return true
			}
		}
	}
	return false
}

// rowsAbove counts the records above the first row that are rows of another
// width: two numbers and more, but for scikit-learn's line of counts.
func (v *survey) rowsAbove(r *reading) (n int) {
	for _, sh := range v.shapes {
		for _, rec := range sh.head {
			if sh == r.shape || rec.index > r.shape.head[r.skip].index || r.counts(rec) {
				continue
			}
			numbers := 0
			for _, f := range rec.fields {
				if scan(f)&anyNumber != 0 {
					numbers++
				} else if f != "" && isJoined(f) {
					numbers += 2
				}
			}
			if numbers > 1 {
				n++
			}
		}
	}
	return n
}

// oneColumn is 1 where the only column is of numbers.
func oneColumn(sh *shape) int {
	for skip := range min(len(sh.head), 2) {
		if cols := sh.columns(skip); len(cols) > 0 && (cols[0].numeric(point) || cols[0].numeric(comma)) {
			return 1
		}
	}
	return 0
}

// ragged is the complaint about the first line of another width below the
// first row.
func (v *survey) ragged(r *reading) *Error {
	first := &Error{Kind: Ragged, Want: r.shape.width}
	for _, sh := range v.shapes {
		for _, rec := range sh.head {
			if sh != r.shape && (rec.index > r.shape.head[r.skip].index || v.rowsAbove(r) > 0) && (first.Line == 0 || rec.line < first.Line) {
				first.Line, first.Value = rec.line, decimal(sh.width)
			}
		}
	}
	return first
}

// begin finds the first row of a shape: the first record that has numbers, and
// no words, where the records from it on have columns of numbers.
func (v *survey) begin(sh *shape) (*reading, *Error) {
	var best *Error
	for skip := range min(len(sh.head), mostAbove+1) {
		r := &reading{survey: v, shape: sh, skip: skip, columns: sh.columns(skip)}
		r.choose(v.sep)
		if len(r.numeric) >= leastColumns && r.startsWell() && !(skip == 0 && len(sh.head) > 2 && r.counts(sh.head[0]) && !sh.trailing()) {
			for _, c := range r.columns {
				cells := c.numbers + c.words + c.endless
				r.joined = r.joined || c.joined > 0 && 2*c.joined >= cells
			}
			return r, nil
		}
		if skip <= 1 { // there may be a header
			if why := r.explain(); best == nil || rank(why) > rank(best) || rank(why) == rank(best) && skip == 1 {
				best = why
			}
		}
	}
	return nil, best
}

// trailing reports that no record has anything in the last column.
func (sh *shape) trailing() bool {
	last := sh.tail[sh.width-1]
	return last.numbers+last.words+last.endless == 0 && !slices.ContainsFunc(sh.head, func(rec record) bool { return rec.fields[sh.width-1] != "" })
}

// choose sets the marks under which the most cells are numbers, and the
// columns of numbers.
func (r *reading) choose(sep int) {
	best := 0
	var tied []marks
	for m := range allMarks {
		score := 0
		for i := range r.columns {
			if c := &r.columns[i]; c.numeric(m) {
				score += c.n[m] - c.bad(m)
			}
		}
		if score > best {
			best, tied = score, nil
		}
		if score == best {
			tied = append(tied, m)
		}
	}
	if best == 0 {
		r.number() // there may be dates alone
		return
	}
	r.marks = tied[0]
	r.number()
	r.doubt(sep, tied)
	r.number()
}

func (r *reading) number() {
	r.numeric = r.numeric[:0]
	for j := range r.columns {
		if _, ok := r.date(j); ok || r.columns[j].numeric(r.marks) {
			r.numeric = append(r.numeric, j)
		}
	}
}

// doubt decides between marks under which the same cells are other numbers:
// 1,204 is 1.204 or 1204, and 1.204 as well.
//
// In a column where some numbers have exactly three digits behind the mark and
// others no mark and at most three digits, the mark groups thousands: decimals
// are written with as many digits in each row, or with as few as each needs,
// and then not always with three. Where each number has the mark, points are
// decimals, and commas are if semicolons divide the fields, as programs write
// that have decimal commas.
func (r *reading) doubt(sep int, tied []marks) {
	dotted, commaed, mixed := 0, 0, false
	for _, j := range r.numeric {
		c := &r.columns[j]
		dotted += c.dotted
		commaed += c.commaed
		mixed = mixed || c.dotted+c.commaed > 0 && c.small > 0 && c.large == 0
	}
	has := func(m marks) bool { return slices.Contains(tied, m) }
	take := func(m, other marks) { r.marks, r.others = m, []marks{other} }
	switch {
	case dotted > 0 && commaed > 0 && has(pointComma) && has(commaPoint):
		take(pointComma, commaPoint)
	case dotted > 0 && !mixed && sep == semicolon && has(point) && has(commaPoint): // who divides columns so writes decimal commas mostly
		take(point, commaPoint)
	case dotted > 0 && mixed && has(point) && has(commaPoint):
		if sep == commaOnly {
			take(point, commaPoint)
		} else {
			take(commaPoint, point)
		}
	case commaed > 0 && has(comma) && has(pointComma):
		if !mixed && sep == semicolon {
			take(comma, pointComma)
		} else {
			take(pointComma, comma)
		}
	}
}

// startsWell reports that the first record is a row.
func (r *reading) startsWell() bool {
	numbers := 0
	for _, j := range r.numeric {
		f := r.shape.head[r.skip].fields[j]
		if o, ok := r.date(j); ok {
			if _, ok := o.days(f); ok {
				numbers++
			}
			continue
		}
		switch c := scan(f); {
		case c&r.marks.bit() != 0:
			numbers++
		case c == 0 && r.columns[j].repeats() && brief(f) == r.columns[j].firstWord:
		case c == 0 || c&anyNumber != 0:
			return false
		}
	}
	return numbers > 0
}

// explain says why the records are no table: the column with the most numbers
// that has a word, or too few columns.
func (r *reading) explain() *Error {
	var worst *tally
	at := 0
	for j := range r.columns {
		c := &r.columns[j]
		if c.words > 0 && c.numbers > 0 && !c.numeric(r.marks) && (worst == nil || c.numbers > worst.numbers) {
			worst, at = c, j
		}
	}
	if worst == nil || len(r.numeric) != 1 {
		return &Error{Kind: FewColumns, Line: r.shape.head[r.skip].line, Value: decimal(len(r.numeric))}
	}
	e := &Error{Kind: NotNumber, Line: worst.firstLine, Column: at + 1, Value: worst.firstWord}
	if r.skip > 0 {
		e.Name = brief(r.shape.head[r.skip-1].fields[at])
	}
	return e
}

// with is the same reading under other marks.
func (r *reading) with(m marks) *reading {
	q := *r
	q.marks, q.others, q.numeric = m, []marks{r.marks}, nil
	q.number()
	return &q
}
