package table

import (
	"math"
	"slices"
	"strings"
)

// MaxRows is the most rows that a table may have.
const MaxRows = 500_000

// mostCells bounds the numbers of a table that are kept: 64 MB of them. Of more
// columns than fit, the first are kept and those with names of coordinates.
const mostCells = 1 << 23

// Options says how to read a file. The zero value lets the file decide.
type Options struct {
	Name    string // the file's, for sentences
	Reading string // key of the reading to take, "" for the best

	Names  []string // of FromRows' columns; nil where they have none
	Labels []byte   // of ReadPictures: a second file, of labels; nil without one

	// Decode reads text in an encoding that this package only tells apart, called by its label in
	// the Encoding Standard: gb18030, big5, euc-kr or shift_jis. Without it, or where it is false,
	// letters in names are wrong and numbers are not.
	Decode func(label string, data []byte) (text string, ok bool)

	Yield func() // called between pieces of the work, some thousand lines or numbers each; may be nil
}

// mostAtOnce is how many lines or numbers are read between two calls of Options.Yield.
const mostAtOnce = 4096

// pause calls Yield.
func (o *Options) pause() {
	if o.Yield != nil {
		o.Yield()
	}
}

// pauses is pause after every mostAtOnce calls.
func (o *Options) pauses() func() {
	n := 0
	return func() {
		if n++; n%mostAtOnce == 0 {
			o.pause()
		}
	}
}

// A Reading is one way in which a file is a table.
type Reading struct {
	Key  string // for Options.Reading
	Text Text   // such as "semicolons between columns, decimal commas"
}

// A Table is a file's columns.
type Table struct {
	Name    string    // the file's, from Options
	Rows    int       // of the file, those of another width included
	Columns []Column  // in the file's order
	Reading Reading   // how it was read
	Others  []Reading // how else it could be, with other numbers
	Notes   []Text    // what was understood of it, a sentence each

	axes               [2]string // columns that the file itself says are x and y; "" without
	ragged, raggedLine int       // rows of another width, and the first one's line
	complete           int       // rows that have the table's width
	below              int       // lines of words below the table
	again              int       // lines that repeat the names
	elided             int       // rows of dots, which stand for others
	totals             []total
}

// A Column is a column of a table.
type Column struct {
	Name   string    // as in the file; "column 3" where it has none
	Unit   string    // from below or beside the name, "" without one
	Label  Text      // name and unit, in both languages
	Values []float64 // one a row of the table's width, NaN where there is no number; nil of a column of words
	Gaps   int       // rows that say that there is no value
	Words  int       // rows that hold something that is no number

	named                  bool
	rowNames               bool    // R's, which have no name in the header
	date                   bool    // the values are days since 1970-01-01
	codes                  int     // values that are written with a 0 before them
	dressed                string  // the first cell with something beside its number
	meant                  float64 // what that was read as
	sides                  [4]int  // cells with N, S, E and W behind a number
	beside                 []byte  // of a column of words: the letters, where each cell is one of N, E, S and W or empty
	first                  string  // a cell, with the sign beside it and what it was read as, and another with another sign
	mixed                  string
	firstSign              string
	firstMeant, mixedMeant float64

	refused string // of a column of words: a cell that is no number
	nearly  bool   // which a person would call one, or half of the others are
	odd     *Error // the first cell that holds no number or too large a one
}

// Numeric reports whether the column holds numbers.
func (c *Column) Numeric() bool { return c.Values != nil }

// Read reads the bytes of a file. The error is an [*Error].
func Read(data []byte, o Options) (*Table, error) {
	t, err := read(data, o)
	if err != nil {
		return nil, err
	}
	t.Name = strings.TrimSpace(brief(o.Name))
	return t, nil
}

// read dispatches on the first bytes. It returns a nil error as an interface.
func read(data []byte, o Options) (*Table, error) {
	if isNPY(data) {
		return readNPY(data, &o)
	}
	if isZip(data) {
		return readZip(data, &o)
	}
	if isSafetensors(data) {
		return readSafetensors(data, &o)
	}
	if why := unreadable(data); why != nil {
		return nil, why
	}
	if isIDX(data) {
		return nil, &Error{Kind: Unreadable, what: Text{"pictures or labels (IDX), as MNIST has them", "图片或标签（IDX），如 MNIST"}, allowed: Text{"a table of points; the scene digits takes pictures", "数据点表格；图片可用于 digits 场景"}}
	}
	o.pause()
	text, encoding := decode(data, o.Decode)
	o.pause()
	if strings.HasPrefix(text, "\x1e") { // before each text of a sequence of JSON texts (RFC 7464)
		text = strings.ReplaceAll(text, "\x1e", "")
	}
	if !strings.Contains(text, "\t") && hasByte(text, "\x01\x1e\x1f") { // what Hive and the separators of ASCII divide
		text = strings.NewReplacer("\x01", "\t", "\x1f", "\t", "\x1e", "\n").Replace(text)
	}
	if hasByte(text, "\x00") && 4*strings.Count(text, "\x00") < len(text) { // where a program or a card stopped writing
		text = strings.ReplaceAll(text, "\x00", " ")
	}
	if isBinary(text) {
		return nil, &Error{Kind: Unreadable, what: Text{"no text and no kind of file that is known", "未知类型的非文本文件"}, allowed: exportCSV}
	}
	o.pause()
	text = unprefixed(unwrapped(text))
	whole := text
	if inside := literalIn(text); inside != "" {
		text = inside
	}
	if begun := strings.TrimSpace(text[:min(len(text), 64)]); strings.HasPrefix(begun, "[") || strings.HasPrefix(begun, "{") {
		t, why := readJSON(text, &o)
		if why == nil {
			return t, nil
		}
		if why.Kind != BadJSON {
			return nil, why
		}
		if t, why := readJSON(jsonOf(text), &o); why == nil {
			return t, nil
		}
		if columns := assigned(whole); columns != "" {
			if t, why := readJSON(columns, &o); why == nil {
				return t, nil
			}
		}
		for _, text := range []string{text, unbracketed(text)} { // a header may begin so, and lists of other languages
			first := o
			first.Reading = ""
			if t, err := readText(text, encoding, first); err == nil && t.Rows > 1 {
				if o.Reading == "" {
					return t, nil
				}
				return readText(text, encoding, o) // what this text was offered as, however few rows that has
			}
		}
		if why := settings(text); why != nil {
			return nil, why
		}
		if isMeantAsJSON(text) {
			return nil, why
		}
		text = whole
	}
	return readText(text, encoding, o)
}

// hasByte reports whether some of these bytes is in the text: many times faster than
// strings.ContainsAny in a large one, for each is looked for alone.
func hasByte(text, bytes string) bool {
	for i := range len(bytes) {
		if strings.IndexByte(text, bytes[i]) >= 0 {
			return true
		}
	}
	return false
}

// unbracketed puts each innermost pair of brackets on a line of its own, as in
// [(1, 2), (3, 4)] of Python and in what NumPy prints, and each row of [1 2; 3 4] of MATLAB. Where some are not closed the
// text is cut off, and the result is empty.
func unbracketed(text string) string {
	text = strings.ReplaceAll(text, "...\n", "\n") // MATLAB's line goes on
	var b strings.Builder
	for _, pair := range []string{"()", "[]", "{}"} {
		if strings.Count(text, pair[:1]) != strings.Count(text, pair[1:]) {
			return ""
		}
	}
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("()[]{}", r) }) {
		if line := strings.Trim(strings.Join(strings.Fields(part), " "), ", ;"); line != "" {
			b.WriteString(line + "\n")
		}
	}
	if rows := b.String(); strings.Count(rows, "\n") > 1 {
		return rows
	}
	return strings.ReplaceAll(b.String(), ";", "\n")
}

func readText(text, encoding string, o Options) (*Table, error) {
	s := newSource(text, &o)
	o.pause()
	if strings.TrimSpace(s.text) == "" {
		return nil, &Error{Kind: TooFew, Value: "0"}
	}
	if e := geometry(s.text); e != nil {
		return nil, e
	}
	if e := preview(s.text); e != nil {
		return nil, e
	}
	list, whole, failure := s.find()
	switch {
	case failure != nil:
		return nil, failure
	case whole != nil:
		return whole, nil
	}
	if why := list[0].summary(); why != nil {
		return nil, why
	}
	all := alternatives(list)
	taken := 0
	wanted, asNumbers := strings.CutSuffix(o.Reading, sentinelKey)
	if wanted != "" {
		taken = -1
		for i, r := range all {
			if r.key() == wanted {
				taken = i
			}
		}
		if taken < 0 {
			keys := make([]string, len(all))
			for i, r := range all {
				keys[i] = r.key()
			}
			return nil, &Error{Kind: NoReading, Value: brief(o.Reading), allowed: plain(strings.Join(keys, ", "))}
		}
	}
	chosen := *all[taken]
	chosen.asNumbers = asNumbers
	t, err := s.build(&chosen)
	if err != nil {
		return nil, err
	}
	o.pause()
	t.dates()
	t.bearings()
	t.leaveTotals()
	o.pause()
	sentinels := t.sentinels()
	o.pause()
	if len(sentinels) > 0 {
		other := chosen
		other.asNumbers = !asNumbers
		t.Others = append(t.Others, Reading{other.key(), other.text()})
	}
	for i, r := range all {
		if i != taken {
			t.Others = append(t.Others, Reading{r.key(), r.text()})
		}
	}
	t.note(s, &chosen, encoding)
	if !asNumbers {
		t.drop(sentinels)
	}
	t.turn(&chosen)
	return t, nil
}

// longRow is from how many numbers on two rows without names are taken for columns that lie.
const longRow = 8

// isLine reports that the only row is a long one, without names.
func (r *reading) isLine() bool {
	return r.shape.count-r.skip == 1 && r.title.names == nil && len(r.numeric) >= longRow
}

// turn makes columns of rows: of two long ones without names, all x in one line, all y in the
// next, and of fewer rows than columns whose first cells are the names of coordinates.
func (t *Table) turn(r *reading) {
	if n := t.complete; n < 2 || n >= len(r.numeric) || r.skip+n > len(r.shape.head) {
		return
	}
	names := r.rowNames(t.complete)
	turned := areCoordinates(names) && !areCoordinates(r.title.names[min(1, len(r.title.names)):]) // those of a matrix have both
	if !turned && (t.complete != 2 || r.title.names != nil || len(r.numeric) < longRow) {
		return
	}
	rows := make([]Column, t.complete)
	for i := range rows {
		rows[i].call(i, names[i], "")
		for j := range t.Columns {
			if c := &t.Columns[j]; c.Numeric() {
				rows[i].Values = append(rows[i].Values, c.Values[i])
				if v := c.Values[i]; v != v {
					rows[i].Gaps++
				}
			}
		}
	}
	n := len(rows[0].Values)
	t.Columns, t.Rows, t.complete = rows, n, n
	if len(rows) == 2 {
		t.Notes = append(t.Notes, Text{"The table is two rows of " + grouped(n) + " numbers: they are x and y.", "表格为两行，各 " + grouped(n) + " 个数字：分别为 x 与 y。"})
		return
	}
	t.Notes = append(t.Notes, Text{"The table lies on its side: its " + decimal(len(rows)) + " rows of " + grouped(n) + " numbers were taken as columns.",
		"表格为横向排列：其 " + decimal(len(rows)) + " 行（各 " + grouped(n) + " 个数字）视为列。"})
}

// rowNames are the first cells of the first n rows that are no numbers, "" of those that are.
func (r *reading) rowNames(n int) []string {
	names := make([]string, n)
	for i := range names {
		if first := r.shape.head[r.skip+i].fields[0]; scan(first)&anyNumber == 0 {
			names[i] = first
		}
	}
	return names
}

// areCoordinates reports that the names differ and that two are those of a pair of coordinates.
func areCoordinates(names []string) bool {
	plain := make([]string, len(names))
	for i, name := range names {
		if plain[i] = plainName(name); plain[i] == "" || slices.Contains(plain[:i], plain[i]) {
			return false
		}
	}
	for _, p := range pairs {
		x := slices.IndexFunc(plain, func(name string) bool { return among(name, p.x) })
		y := slices.IndexFunc(plain, func(name string) bool { return among(name, p.y) })
		if x >= 0 && y >= 0 && x != y {
			return true
		}
	}
	return false
}

// isTable reports that the best reading has more than a row.
func isTable(list []*reading) bool {
	return len(list) > 0 && list[0].shape.count-list[0].skip > 1
}

// find finds the readings of the text, the best first, or of what it nearly is: without comments
// at the ends of lines, with cells divided, written anew. Of columns that a program has one by
// one the table is ready.
func (s *source) find() (list []*reading, t *Table, failure *Error) {
	list, failure = s.readings()
	if c := s.comment; len(list) == 0 && c != "" { // a column may hold colours, such as #ff0000
		s.comment = ""
		if list, _ = s.readings(); len(list) == 0 {
			s.comment = c
		}
	}
	for _, mark := range comments {
		if isTable(list) {
			break
		}
		if whole := s.text; strings.Contains(whole, mark) {
			s.options.pause()
			if s.text = withoutTails(whole, mark); s.text != whole {
				if l, _ := s.readings(); len(l) > 0 {
					list = l
					continue
				}
			}
			s.text = whole
		}
	}
	if len(list) == 0 && strings.ContainsAny(s.text, wideSigns) { // keyboards mix wide and narrow ones
		s.text = narrow.Replace(s.text)
		list, failure = s.readings()
	}
	if len(list) == 0 && strings.Contains(s.text, "  ") {
		s.fixed = true
		if list, _ = s.readings(); len(list) == 0 {
			s.fixed = false
		}
	}
	if only := s.only; len(list) == 0 && s.asked { // for nothing
		s.only, s.asked = -1, false
		if list, _ = s.readings(); len(list) == 0 {
			s.only, s.asked = only, true
		}
	}
	if !isTable(list) {
		if s.tuples = s.findTuples(); s.tuples != nil {
			if l, _ := s.readings(); len(l) > 0 {
				list = l
			} else {
				s.tuples = nil
			}
		}
	}
	if !isTable(list) {
		columns := assigned(s.text)
		if columns == "" {
			columns = assigned(listed(s.text))
		}
		if columns != "" {
			if t, why := readJSON(columns, s.options); why == nil {
				return nil, t, nil
			}
		}
	}
	for _, r := range rewritings {
		if isTable(list) {
			break
		}
		before := s.text
		s.text = r.write(before)
		if s.text == "" || s.text == before {
			s.text = before
			continue
		}
		if l, _ := s.readings(); isTable(l) {
			if list = l; r.say.EN != "" {
				s.notes = append(s.notes, r.say)
			}
			break
		}
		s.text = before
	}
	switch {
	case len(list) > 0 && list[0].isLine():
		return nil, nil, &Error{Kind: TooFew, Value: "1", what: Text{": all numbers stand in one line; write a pair in each line", "：所有数字写在同一行；请每行写一对"}}
	case len(list) > 0:
		return list, nil, nil
	case failure.Kind == FewColumns && failure.what.EN == "":
		failure.what = s.seen()
	}
	return nil, nil, failure
}

const wideSigns = "，；．－،؛"

// narrow puts the signs of ASCII in the place of wide and Arabic ones.
var narrow = strings.NewReplacer("，", ",", "；", ";", "．", ".", "－", "-", "،", ",", "؛", ";")

// alternatives are the best reading and those that give other numbers.
func alternatives(list []*reading) []*reading {
	best := list[0]
	all := []*reading{best}
	for _, m := range best.others {
		if r := best.with(m); len(r.numeric) >= 2 {
			all = append(all, r)
		}
	}
	if best.title.doubt {
		all = append(all, best.turned())
	}
	if best.dateDoubt() {
		other := *best
		other.exchanged = !best.exchanged
		all = append(all, &other)
	}
	for _, r := range list[1:] {
		if !r.joined && !sameNumbers(best, r) {
			all = append(all, r)
		}
	}
	return all
}

// sameNumbers reports whether two readings find the same numbers in their
// first rows.
func sameNumbers(a, b *reading) bool {
	u, v := a.firstRow(), b.firstRow()
	if len(u) != len(v) {
		return false
	}
	for i := range u {
		if u[i] != v[i] {
			return false
		}
	}
	return true
}

func (r *reading) firstRow() (v []float64) {
	for _, f := range r.shape.head[r.skip].fields {
		if c := scan(f); c&r.marks.bit() != 0 {
			v = append(v, r.marks.value(f, c))
		}
	}
	return v
}

// build reads the rows.
func (s *source) build(r *reading) (*Table, error) {
	t := &Table{Reading: Reading{r.key(), r.text()}}
	width := r.title.width
	t.Columns = make([]Column, width)
	for j := range t.Columns {
		name, unit := "", ""
		if r.title.names != nil {
			name = r.title.names[j]
		}
		if r.title.units != nil {
			unit = r.title.units[j]
		}
		t.Columns[j].call(j, name, unit)
	}
	t.Columns[0].rowNames = r.title.shifted || r.unnamedIndex()
	t.distinguish()
	rows := r.shape.count - r.skip
	if rows > MaxRows {
		return nil, &Error{Kind: TooMany, Value: decimal(rows)}
	}
	kept := t.keep(r.numeric, rows)
	for j := range t.Columns {
		if !t.Columns[j].Numeric() {
			t.Columns[j].refused, t.Columns[j].nearly = r.refusal(j)
		}
	}
	orders := make([]*order, width) // of columns of dates
	for _, j := range kept {
		if o, ok := r.date(j); ok {
			orders[j] = &o
		}
	}
	sides := t.columnsOfSides(r)
	var failure *Error
	index := -1
	err := s.each(r.survey.sep, r.survey.lazy, func(line int, fields []string) bool {
		if index++; index < r.title.start {
			return true
		}
		if len(fields) != r.shape.width && index > r.shape.last && isWords(fields) {
			t.below++
			return true
		}
		if r.title.names != nil && slices.Equal(fields, r.title.names) {
			t.again++
			return true
		}
		if isElided(fields) {
			t.elided++
			return true
		}
		t.Rows++
		if len(fields) != r.shape.width {
			if t.ragged++; t.ragged == 1 {
				t.raggedLine = line
			}
			return true
		}
		if t.complete++; t.complete > MaxRows {
			failure = &Error{Kind: TooMany, Value: decimal(r.shape.count)}
			return false
		}
		for _, j := range kept {
			f := fields[j]
			if o := orders[j]; o != nil {
				t.Columns[j].putDate(line, j, f, *o)
				continue
			}
			c := scan(f)
			t.Columns[j].put(line, j, f, c, r.marks.value(f, c))
		}
		for _, j := range sides {
			t.Columns[j].putSide(fields[j])
		}
		t.mayTotal(line, fields)
		return true
	})
	if failure != nil {
		return nil, failure
	}
	if e, ok := err.(*errQuote); ok {
		return nil, &Error{Kind: OpenQuote, Line: e.line, Value: brief(s.line(e.line))}
	}
	return t, nil
}

// columnsOfSides are the columns of words that may say on which side of the globe something is.
func (t *Table) columnsOfSides(r *reading) (list []int) {
	for j := 1; j < len(t.Columns); j++ {
		if c := &t.Columns[j]; !c.Numeric() && t.Columns[j-1].Numeric() && isSide(r.columns[j].firstWord) {
			list = append(list, j)
		}
	}
	return list
}

func isSide(s string) bool { return len(s) == 1 && strings.Contains("NSEWO", strings.ToUpper(s)) }

// putSide adds a letter; something else ends it.
func (c *Column) putSide(s string) {
	switch {
	case isSide(s):
		c.beside = append(c.beside, strings.ToUpper(s)[0])
	case s == "":
		c.beside = append(c.beside, ' ')
	default:
		c.beside = append(c.beside, '?')
	}
}

// isElided reports a row of dots, as programs print it in the place of many rows.
func isElided(fields []string) bool {
	dots := 0
	for _, f := range fields {
		switch f {
		case "..", "...", "…", "⋮", "⋯":
			dots++
		case "":
		default:
			return false
		}
	}
	return dots > 1
}

// put adds the value of a cell.
func (c *Column) put(line, j int, s string, is cell, v float64) {
	c.Values = append(c.Values, v)
	if is&coded != 0 {
		c.codes++
	}
	if is&dressed != 0 || c.first == "" || strings.ContainsAny(c.firstSign, "%‰") {
		c.mixes(s, v)
	}
	if is&dressed != 0 {
		if c.dressed == "" {
			c.dressed, c.meant = strings.Clone(brief(s)), v
		}
		if side := sideOf(s); side != 0 {
			c.sides[strings.IndexByte(sides, side)]++
		}
	}
	switch {
	case is == gap:
		c.Gaps++
		return
	case v != v:
		c.Words++
	case usable(v):
		return
	}
	if c.odd == nil {
		c.odd = &Error{Kind: NotNumber, Line: line, Column: j + 1, Name: brief(c.Name), Value: strings.Clone(brief(s))}
	}
}

// putDate adds the value of a cell of a column of dates.
func (c *Column) putDate(line, j int, s string, o order) {
	c.date = true
	if v, ok := o.days(s); ok {
		c.put(line, j, s, anyNumber, v)
	} else {
		c.put(line, j, s, scan(s)&gap, math.NaN())
	}
}

// maxCoordinate bounds coordinates and weights, so that squares stay far from
// overflow.
const maxCoordinate = 1e100

func usable(v float64) bool { return v >= -maxCoordinate && v <= maxCoordinate }

// keep chooses the columns of numbers that are kept and makes room for them.
func (t *Table) keep(numeric []int, rows int) []int {
	most := max(2, mostCells/max(rows, 1))
	var kept []int
	for pass := range 2 {
		for _, j := range numeric {
			if j >= len(t.Columns) || len(kept) >= most || t.Columns[j].Values != nil {
				continue
			}
			if pass == 1 || t.Columns[j].hasRole() {
				t.Columns[j].Values = make([]float64, 0, rows)
				kept = append(kept, j)
			}
		}
	}
	return kept
}

// call names column j, with its unit.
func (c *Column) call(j int, name, unit string) {
	if n := len(name) - 1; n > 1 && name[0] == '\'' && name[n] == '\'' {
		name = name[1:n]
	}
	name = strings.TrimFunc(strings.Trim(name, "“”„‟"), isUnseen)
	c.Name = strings.TrimSpace(brief(name))
	c.named = c.Name != ""
	if !c.named {
		c.Name = "column " + decimal(j+1)
		c.Label = Text{c.Name, "第 " + decimal(j+1) + " 列"}
		return
	}
	c.Label = plain(c.Name)
	if unit = strings.Trim(strings.TrimSpace(brief(unit)), "()[]"); unit != "" && unit != "-" {
		c.Unit, c.Label = unit, plain(c.Name+" ("+unit+")")
	}
}

// called is the column in a sentence.
func (c *Column) called() Text {
	if !c.named {
		return Text{"Column" + strings.TrimPrefix(c.Name, "column"), c.Label.ZH}
	}
	return Text{"Column “" + c.Name + "”", "列“" + c.Name + "”"}
}

// distinguish gives columns of one name different ones.
func (t *Table) distinguish() {
	seen := map[string]bool{}
	for j := range t.Columns {
		c := &t.Columns[j]
		if seen[c.Name] {
			c.Name += " (" + decimal(j+1) + ")"
			c.Label = c.Label.plus(plain(" (" + decimal(j+1) + ")"))
		}
		seen[c.Name] = true
	}
}

// row is a complete row's value of column c.
func (c *Column) row(i int) float64 {
	if i >= len(c.Values) {
		return math.NaN()
	}
	return c.Values[i]
}
