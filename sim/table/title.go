package table

import (
	"slices"
	"strconv"
	"strings"
)

// title is what stands above a table's rows.
type title struct {
	names   []string // one a column; "" where there is none
	units   []string // the same, nil without a row of units
	line    int      // of the names, 0 without
	unit    int      // line of the units, 0 without
	above   int      // records above the names
	start   int      // index of the first record that is a row
	width   int      // columns that are read: one less than fields where every line ends in a separator
	levels  int      // lines of names, where there are several; see takeLevels
	upper   []string // the names without the last of these lines
	shifted bool     // the names have no field for the row names
	comment bool     // the names stand in a comment
	doubt   bool     // numbers that are names or a point
	first   bool     // and here they are a point
}

// entitle reads what stands above the first row. The error is that of names
// which do not fit.
func (r *reading) entitle(s *source) *Error {
	sh := r.shape
	row := &sh.head[r.skip]
	r.title = title{width: sh.width, start: row.index}
	if r.takeLevels() {
		return nil
	}
	t := &r.title
	last := r.columns[sh.width-1]
	trailing := last.numbers+last.words+last.endless == 0 && last.gaps > 0
	block := r.block()
	switch {
	case len(block) > 0:
		t.name(r, block)
	case r.skip == 0 && r.numericHeader():
		return nil
	case row.before != nil && row.before.index == row.index-1:
		if why := t.other(r, row.before, trailing); why != nil {
			return why
		}
	}
	if t.names == nil {
		t.fromComment(s, row.line, sh.width)
	}
	if t.names == nil {
		t.fromAttributes(s, row.line, sh.width)
	}
	if trailing && sh.width > 2 && (t.names == nil || t.names[sh.width-1] == "") {
		t.width--
	}
	return nil
}

// block are the records of the table's width that stand directly above the
// first row.
func (r *reading) block() []record {
	head := r.shape.head[:r.skip]
	for i := len(head) - 1; i >= 0; i-- {
		if head[i].index != r.shape.head[r.skip].index-(r.skip-i) {
			return head[i+1:]
		}
	}
	return head
}

// name takes names and units from the block.
func (t *title) name(r *reading, block []record) {
	if r.counts(block[0]) {
		block = block[1:]
	}
	for len(block) > 0 && isAnnouncement(block[0].fields) {
		block = block[1:]
	}
	if len(block) == 0 {
		t.above = t.start
		return
	}
	names := 0
	for i := 1; i < len(block); i++ {
		if better(block[i].fields, block[names].fields) && !areUnits(block[i].fields) && !areTypes(block[i].fields) && !r.hasNumbers(block[i]) {
			names = i
		}
	}
	if isRow(block[names].fields) { // though a row below it has a word
		t.start, t.above = block[names].index, block[names].index
		return
	}
	t.names, t.line = block[names].fields, block[names].line
	t.above = block[names].index
	for _, rec := range block[names+1:] {
		switch {
		case areTypes(rec.fields):
		case t.unit == 0 && areUnits(rec.fields):
			t.units, t.unit = rec.fields, rec.line
		case r.hasNumbers(rec): // a row after all, though one of its cells is a word
			t.start = min(t.start, rec.index)
		}
	}
}

// isRow reports fields that are all numbers, and not such as columns are named by: 0, 1, … or, of
// three and more, even steps.
func isRow(fields []string) bool {
	var steps []int
	for _, f := range fields {
		if scan(f)&anyNumber == 0 {
			return false
		}
		if v, err := strconv.Atoi(f); err == nil {
			steps = append(steps, v)
		}
	}
	return len(steps) < len(fields) || !evenSteps(steps) || len(steps) == 2 && (steps[0] != 0 || steps[1] != 1)
}

// evenSteps reports two numbers or more that rise or fall by the same.
func evenSteps(steps []int) bool {
	even := len(steps) >= 2 && steps[1] != steps[0]
	for i := 2; i < len(steps); i++ {
		even = even && steps[i]-steps[i-1] == steps[1]-steps[0]
	}
	return even
}

// better reports that a is more like names than b, which stands above it: no colon
// announces something in it, or more of its fields differ.
func better(a, b []string) bool {
	if ca, cb := announces(a), announces(b); ca != cb {
		return cb
	}
	return different(a) > different(b)
}

// isAnnouncement reports what programs print above a matrix: A =, or 3×2 Matrix{Float64}:
func isAnnouncement(fields []string) bool {
	last := fields[len(fields)-1]
	return len(fields) > 1 && (last == "=" || strings.HasSuffix(last, "}:"))
}

// areTypes reports a row of types, as data frames print it below their names.
func areTypes(fields []string) bool {
	n := 0
	for _, f := range fields {
		if f = strings.Trim(f, "<>"); f != "" && strings.Trim(f, "-:") != "" {
			if !slices.Contains(typeNames, strings.ToLower(f)) {
				return false
			}
			n++
		}
	}
	return n > 0
}

var typeNames = []string{"f16", "f32", "f64", "i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64", "str", "bool", "dbl", "num", "int", "chr", "fct", "fctr", "lgl", "ord",
	"float", "float32", "float64", "int32", "int64", "double", "integer", "bigint", "varchar", "string", "real", "numeric", "text", "character", "date", "datetime", "timestamp"}

func announces(fields []string) bool {
	for _, f := range fields {
		if strings.HasSuffix(f, ":") || strings.Contains(f, ": ") {
			return true
		}
	}
	return false
}

func different(fields []string) (n int) {
	seen := map[string]bool{"": true}
	for _, f := range fields {
		if !seen[f] {
			n++
		}
		seen[f] = true
	}
	return n
}

func (r *reading) hasNumbers(rec record) bool {
	for _, j := range r.numeric {
		if scan(rec.fields[j])&anyNumber != 0 {
			return true
		}
	}
	return false
}

// counts reports a first line as scikit-learn's data files have it: how many
// rows, how many columns, and names of classes or nothing. A line of names may
// stand between it and the rows.
func (r *reading) counts(rec record) bool {
	rows, err := strconv.Atoi(rec.fields[0])
	if below := r.shape.count - r.skip; err != nil || rows > below || rows < below-2 {
		return false
	}
	for j, f := range rec.fields {
		if c := scan(f); j > 1 && c&anyNumber != 0 {
			return false
		}
	}
	if len(rec.fields) == 2 { // rows and columns, above points of the plane
		return rows >= 3 && rows == r.shape.count-1 && rec.fields[1] == "2"
	}
	last := scan(rec.fields[len(rec.fields)-1])
	return len(rec.fields) > 2 && last&anyNumber == 0
}

// areUnits reports a row of units: each field is one or is empty.
func areUnits(fields []string) bool {
	n := 0
	for _, f := range fields {
		if f == "" || f == "-" {
			continue
		}
		if !isUnit(f) {
			return false
		}
		n++
	}
	return n > 0
}

// isUnit reports a unit, or a product of units such as m s-1.
func isUnit(s string) bool {
	if len(s) > 24 {
		return false
	}
	if len(s) > 1 && (s[0] == '(' && s[len(s)-1] == ')' || s[0] == '[' && s[len(s)-1] == ']') {
		return true
	}
	if strings.ContainsAny(s, "/^°µμ·²³%Å") {
		return true
	}
	for _, factor := range strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '*' || r == '_' }) {
		if bare := strings.TrimRight(factor, "-−0123456789"); !isUnitWord(factor) && (bare == "" || !isUnitWord(bare)) {
			return false
		}
	}
	return true
}

func isUnitWord(s string) bool {
	switch s {
	case "m", "mm", "cm", "km", "um", "nm", "ft", "in", "mi", "px", "au", "pc", "kpc", "Mpc", "ly",
		"s", "ms", "us", "ns", "sec", "secs", "seconds", "second", "min", "mins", "minutes", "h", "hr", "hrs", "hours", "d", "day", "days",
		"week", "weeks", "month", "months", "yr", "yrs", "year", "years", "g", "kg", "mg", "ug", "t", "lb", "lbs", "oz",
		"K", "C", "F", "degC", "degF", "degree", "degrees", "deg", "Deg", "rad", "arcsec", "mas", "mag", "north", "east", "N", "E", "UTC",
		"Pa", "hPa", "kPa", "MPa", "bar", "mbar", "atm", "mmHg", "psi", "V", "mV", "kV", "Volt", "Volts", "volt", "volts", "Ampere", "Watt", "Hertz", "Kelvin", "Celsius", "A", "mA", "W", "kW", "MW", "Hz", "kHz", "MHz", "GHz",
		"J", "kJ", "eV", "keV", "MeV", "GeV", "kN", "T", "mT", "Ohm", "ohm", "l", "L", "ml", "mL", "mol", "mmol", "ppm", "ppb", "dB",
		"counts", "count", "unitless", "none", "1", "USD", "EUR", "GBP", "usd", "eur", "date", "string", "text", "float", "int",
		"米", "秒", "千米", "厘米", "毫米", "千克", "克", "度", "小时", "分钟", "天", "年", "元":
		return true
	}
	return false
}

// other takes names from a record of another width directly above the rows.
func (t *title) other(r *reading, rec *record, trailing bool) *Error {
	if areTypes(rec.fields) {
		if above := r.survey.record(rec.index - 1); above != nil {
			rec = above
		}
	}
	n, width := len(rec.fields), r.shape.width
	switch {
	case n == 1 && areNames(rec.fields) && r.isColumn(rec.fields[0]):
		return &Error{Kind: FewColumns, Line: rec.line, Value: "1", what: Text{": its commas stand for decimal points or between thousands", "：其中的逗号是小数点或千位分隔符"}}
	case n == width && areNames(rec.fields): // above a row of types
		t.names = rec.fields
	case n == width-1 && trailing && areNames(rec.fields):
		t.names = append(cloned(rec.fields), "")
	case n == width-1 && areNames(rec.fields) && r.hasRowNames():
		t.names, t.shifted = append([]string{""}, rec.fields...), true
	case n == width+1 && rec.fields[width] == "" && areNames(rec.fields[:width]):
		t.names = rec.fields[:width]
	case n > 1 && areNames(rec.fields):
		return &Error{Kind: Ragged, Line: rec.line, Value: decimal(n), Want: width}
	default:
		t.above = rec.index + 1
		return nil
	}
	t.line, t.above = rec.line, rec.index
	return nil
}

// areNames reports that each field is a short word.
func areNames(fields []string) bool {
	if len(fields) == 1 && isSection(fields[0]) {
		return false
	}
	for _, f := range fields {
		if f == "" || len(f) > 60 || strings.ContainsAny(f, ":=") || strings.HasSuffix(f, ";") || scan(f)&anyNumber != 0 {
			return false
		}
	}
	return true
}

// hasRowNames reports that the first column can name the rows, as in R: it
// holds words, or whole numbers that differ.
func (r *reading) hasRowNames() bool {
	c := &r.columns[0]
	if !c.numeric(r.marks) {
		return c.words > 0
	}
	if c.whole < c.numbers || c.gaps > 0 {
		return false
	}
	seen := map[string]bool{}
	for _, rec := range r.shape.head[r.skip:] {
		if seen[rec.fields[0]] {
			return false
		}
		seen[rec.fields[0]] = true
	}
	return true
}

// unnamedIndex reports that all columns but the first have names, and that the first can
// name the rows: what pandas writes of a part of a table.
func (r *reading) unnamedIndex() bool {
	names := r.title.names
	if names == nil || names[0] != "" || slices.Contains(names[1:r.title.width], "") {
		return false
	}
	return r.hasRowNames()
}

// isColumn reports that a single name stands above what can be one column of numbers with
// decimal commas or commas between thousands: 1,5 and 2,75 below a word.
func (r *reading) isColumn(name string) bool {
	if r.survey.sep != commaOnly || r.shape.width != 2 || strings.ContainsAny(name, " \t") {
		return false
	}
	fraction := r.shape.columns(r.skip)[1]
	if fraction.whole == 0 || fraction.whole < fraction.numbers || fraction.gaps+fraction.words > 0 {
		return false
	}
	for _, rec := range r.shape.head[r.skip:] {
		if f := rec.fields[1]; f == "" || f[0] < '0' || f[0] > '9' {
			return false
		}
	}
	return true
}

// fromComment takes names from the comment above the rows, as gnuplot and
// numpy.savetxt write them, if there are as many as columns.
func (t *title) fromComment(s *source, line, width int) {
	text, at := s.commentAbove(line)
	if text == "" || at < line-1 && s.line(line-1) != "" {
		return
	}
	for _, seps := range []string{",", "\t", ";", "|", " \t"} {
		fields := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(seps, r) })
		for i, f := range fields {
			fields[i] = strings.Trim(strings.TrimSpace(f), `"`)
		}
		switch {
		case len(fields) == width && areNames(fields):
			t.names = fields
		case len(fields) == width-1 && strings.HasPrefix(text, seps[:1]) && areNames(fields): // "#,name,…"
			t.names = append([]string{"#"}, fields...)
		default:
			continue
		}
		t.line, t.comment = at, true
		return
	}
}

// fromAttributes takes names from the lines @attribute above the rows, as Weka's
// files have them.
func (t *title) fromAttributes(s *source, before, width int) {
	var names []string
	n := s.above
	for line := range strings.Lines(s.text) {
		if n++; n >= before {
			break
		}
		if fields := strings.Fields(line); len(fields) > 1 && strings.EqualFold(fields[0], "@attribute") {
			names = append(names, strings.Trim(fields[1], `"'`))
		}
	}
	if len(names) == width {
		t.names = names
	}
}

// numericHeader reports, and takes, a first record of numbers that are names:
// 0, 1, 2, … as pandas gives them to columns without names, or, of three and
// more, years and the like in even steps. Names are whole where the rows have a
// column without whole numbers, or the corner is empty above a column that is
// full; where neither is so, a record 0, 1, … may be either and is a point.
func (r *reading) numericHeader() bool {
	first := r.shape.head[0]
	if len(r.shape.head) < 2 {
		return false
	}
	rows := r.shape.columns(1)
	var steps []int
	evidence, corner := false, false
	for j, f := range first.fields {
		c := scan(f)
		v, err := strconv.Atoi(f)
		switch {
		case err == nil && len(f) < 10:
			steps = append(steps, v)
			evidence = evidence || rows[j].numeric(r.marks) && rows[j].whole == 0
		case c == gap && j == 0 && f == "":
			corner = rows[j].gaps == 0
		case c&anyNumber != 0 || rows[j].numeric(r.marks):
			return false
		}
	}
	even := evenSteps(steps)
	places := even && steps[0] == 0 && steps[1] == 1
	years := even && r.areYears()
	if !even || !places && !years && (len(steps) < 3 || !evidence && !corner) {
		return false
	}
	evidence = evidence || years
	t := &r.title
	t.doubt, t.first = !corner, !evidence && !corner
	r.apply()
	return true
}

// areYears reports years in the first record, above other numbers and beside the names of columns of words.
func (r *reading) areYears() bool {
	head := r.shape.head
	among, below, words := 0, 0, false
	for j, f := range head[0].fields {
		c := scan(f)
		words = words || c == 0
		if c&anyNumber == 0 {
			continue
		}
		if !isYear(f) {
			return false
		}
		for _, rec := range head[1:] {
			if scan(rec.fields[j])&anyNumber != 0 {
				below++
				if isYear(rec.fields[j]) {
					among++
				}
			}
		}
	}
	return words && 2*among < below
}

func isYear(s string) bool {
	v, err := strconv.Atoi(s)
	return err == nil && v >= 1500 && v <= 2200
}

// apply takes the first record as names or as a point, as the title says.
func (r *reading) apply() {
	t := &r.title
	if t.levels > 0 {
		r.turnLevel()
		return
	}
	if t.first {
		t.names, t.line, t.start = nil, 0, r.shape.head[0].index
		r.columns = r.shape.columns(0)
	} else {
		t.names, t.line, t.start = r.shape.head[0].fields, r.shape.head[0].line, r.shape.head[0].index+1
		r.columns = r.shape.columns(1)
	}
	r.number()
}

// turned is the same reading with the first record as the other thing.
func (r *reading) turned() *reading {
	q := *r
	q.numeric = nil
	q.title.first = !q.title.first
	q.apply()
	return &q
}
