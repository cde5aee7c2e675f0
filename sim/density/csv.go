package density

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// ReadCSV reads a reader's points from text.
//
// Each line is a point. Tabs, semicolons, commas or blanks separate columns;
// which of them do is found in the first line that holds two numbers. Where
// commas do not separate, a comma may be a decimal point. Fields may be quoted,
// "" inside quotes is a quote. Lines may end in LF, CRLF or CR. A byte-order
// mark, empty lines and lines that begin with # are skipped, and so is a first
// line that holds no two numbers: the header.
//
// The first two columns of numbers are the coordinates. A column that the
// header calls w is the points' weight; points of weight zero are left out. A
// column to which the header gives no name numbers the rows and is left out too
// if two others are there.
//
// The error is an [*InputError]. Beside the points, ReadCSV allocates for one
// line's fields only.
func ReadCSV(text string) (Points, error) {
	text, err := decode(text)
	if err != nil {
		return Points{}, err
	}
	r := csvReader{lines: lines{rest: text}}
	if err := r.start(); err != nil {
		return Points{}, err
	}
	if err := r.rows(); err != nil {
		return Points{}, err
	}
	return r.points, r.points.check()
}

// csvReader is a text on its way to points.
type csvReader struct {
	lines  lines
	sep    rune     // what separates fields; blank stands for any run of white space
	width  int      // fields a line must have
	names  []string // the header's, nil without one
	column [2]int   // of the coordinates
	weight int      // column of the weight, −1 without one
	fields []string // of the line at hand
	points Points
}

const blank = ' '

// separators in the order in which they are tried.
var separators = [...]rune{'\t', ';', ',', blank}

// start finds the separator, the header and the columns, and stands before the
// first row.
func (r *csvReader) start() error {
	first, ok := r.lines.next()
	if !ok {
		return &InputError{Kind: TooFew, Value: "0"}
	}
	if r.findSeparator(first) {
		r.lines.back()
		return r.findColumns(first)
	}
	second, ok := r.lines.next()
	if !ok {
		return r.explain(first)
	}
	if !r.findSeparator(second) {
		return r.explain(second)
	}
	r.lines.back()
	if err := r.header(first); err != nil {
		return err
	}
	return r.findColumns(second)
}

// findSeparator sets the first separator under which line has two columns of
// numbers, and none that is itself numbers between blanks.
func (r *csvReader) findSeparator(line string) bool {
	for _, sep := range separators {
		r.sep = sep
		if r.split(line) && len(r.numeric()) >= 2 && !r.numbersInside() {
			return true
		}
	}
	return false
}

// explain says why line has no two columns of numbers: it has a number and
// something else, or it has no pair at all.
func (r *csvReader) explain(line string) error {
	r.sep = likelySeparator(line)
	if !r.split(line) {
		return &InputError{Kind: OpenQuote, Line: r.lines.number, Value: brief(line)}
	}
	numeric := r.numeric()
	if len(r.fields) < 2 {
		return &InputError{Kind: FewColumns, Line: r.lines.number, Value: decimal(len(numeric))}
	}
	for j, f := range r.fields {
		if _, ok := r.parse(f); !ok {
			return &InputError{Kind: NotNumber, Line: r.lines.number, Column: j + 1, Value: brief(f)}
		}
	}
	return &InputError{Kind: FewColumns, Line: r.lines.number, Value: decimal(len(numeric))}
}

func likelySeparator(line string) rune {
	for _, sep := range separators {
		if strings.ContainsRune(line, sep) {
			return sep
		}
	}
	return blank
}

// header keeps the names of the columns. R writes one name less than there are
// columns where the first numbers the rows. A line that fits otherwise is a
// title, unless it names a weight.
func (r *csvReader) header(line string) error {
	width := len(r.fields)
	if !r.split(line) {
		return nil
	}
	names := slices.Clone(r.fields)
	if len(names) == width-1 {
		names = slices.Insert(names, 0, "")
	}
	if len(names) == width {
		r.names = names
	} else if slices.ContainsFunc(names, isWeight) {
		return &InputError{Kind: Ragged, Line: r.lines.number, Value: decimal(len(names)), Want: width}
	}
	return nil
}

func isWeight(name string) bool { return strings.EqualFold(name, "w") }

// findColumns chooses the columns of coordinates and weight by the first row.
func (r *csvReader) findColumns(row string) error {
	r.split(row)
	r.width = len(r.fields)
	r.weight = slices.IndexFunc(r.names, isWeight)
	named := r.choose(func(j int) bool { return j != r.weight && r.name(j) != "" })
	if named < 2 && r.choose(func(j int) bool { return j != r.weight }) < 2 {
		return &InputError{Kind: FewColumns, Line: r.lines.number + 1, Value: "1"}
	}
	return nil
}

// choose sets the first two numeric columns that ok allows and returns how
// many there are.
func (r *csvReader) choose(ok func(int) bool) int {
	n := 0
	for _, j := range r.numeric() {
		if !ok(j) {
			continue
		}
		if n < 2 {
			r.column[n] = j
		}
		n++
	}
	return n
}

func (r *csvReader) name(j int) string {
	if r.names == nil {
		return ""
	}
	return r.names[j]
}

// rows reads every row.
func (r *csvReader) rows() error {
	for {
		line, ok := r.lines.next()
		if !ok {
			return nil
		}
		if len(r.points.XY) == MaxPoints {
			return &InputError{Kind: TooMany, Line: r.lines.number, Value: decimal(MaxPoints + 1 + strings.Count(r.lines.rest, "\n"))}
		}
		if err := r.row(line); err != nil {
			return err
		}
	}
}

// row adds the point of one line.
func (r *csvReader) row(line string) error {
	if !r.split(line) {
		return &InputError{Kind: OpenQuote, Line: r.lines.number, Value: brief(line)}
	}
	if len(r.fields) != r.width {
		return &InputError{Kind: Ragged, Line: r.lines.number, Value: decimal(len(r.fields)), Want: r.width}
	}
	var p [2]float64
	for k, j := range r.column {
		v, err := r.number(j)
		if err != nil {
			return err
		}
		p[k] = v
	}
	if r.weight < 0 {
		r.points.XY = append(r.points.XY, p)
		return nil
	}
	w, err := r.number(r.weight)
	if err != nil {
		return err
	}
	if w < 0 {
		return r.at(r.weight, BadWeight)
	}
	if w > 0 {
		r.points.XY = append(r.points.XY, p)
		r.points.W = append(r.points.W, w)
	}
	return nil
}

// number reads field j of the line at hand.
func (r *csvReader) number(j int) (float64, error) {
	v, ok := r.parse(r.fields[j])
	if !ok {
		return 0, r.at(j, NotNumber)
	}
	if kind := checkCoordinate(v); kind != 0 {
		return 0, r.at(j, kind)
	}
	return v, nil
}

// at is an error in field j of the line at hand.
func (r *csvReader) at(j int, kind Kind) error {
	return &InputError{Kind: kind, Line: r.lines.number, Column: j + 1, Name: brief(r.name(j)), Value: brief(r.fields[j])}
}

// numeric returns which fields are numbers, finite or not.
func (r *csvReader) numeric() []int {
	var js []int
	for j, f := range r.fields {
		if _, ok := r.parse(f); ok {
			js = append(js, j)
		}
	}
	return js
}

// numbersInside reports whether a field is itself several numbers between
// blanks: then the separator at hand is a decimal comma.
func (r *csvReader) numbersInside() bool {
	for _, f := range r.fields {
		parts := strings.Fields(f)
		all := len(parts) > 1
		for _, p := range parts {
			_, ok := parseNumber(p)
			all = all && ok
		}
		if all {
			return true
		}
	}
	return false
}

// parse reads a number, with a decimal comma where commas do not separate.
func (r *csvReader) parse(field string) (float64, bool) {
	if r.sep != ',' && strings.Count(field, ",") == 1 && !strings.Contains(field, ".") {
		field = strings.Replace(field, ",", ".", 1)
	}
	return parseNumber(field)
}

// parseNumber reads a number. One beyond float64 is infinite, as is the word.
func parseNumber(s string) (float64, bool) {
	if strings.HasPrefix(s, "−") { // U+2212, which word processors put for a hyphen
		s = "-" + s[len("−"):]
	}
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		e, ok := err.(*strconv.NumError)
		return v, ok && e.Err == strconv.ErrRange
	}
	return v, true
}

// split cuts line into r.fields, without the blanks around them. It is false
// when a quote is not closed.
func (r *csvReader) split(line string) bool {
	r.fields = r.fields[:0]
	rest := line
	for {
		rest = r.trimLeft(rest)
		if rest == "" && r.sep == blank {
			return true
		}
		var field string
		ok := true
		if strings.HasPrefix(rest, `"`) {
			field, rest, ok = cutQuoted(rest)
		} else {
			n := r.until(rest)
			field, rest = strings.TrimSpace(rest[:n]), rest[n:]
		}
		if !ok {
			return false
		}
		r.fields = append(r.fields, field)
		n := r.until(rest)
		if n == len(rest) {
			return true
		}
		_, size := utf8.DecodeRuneInString(rest[n:])
		rest = rest[n+size:]
	}
}

// trimLeft drops blanks before a field; a tab that separates is not one.
func (r *csvReader) trimLeft(s string) string {
	if r.sep == '\t' {
		return strings.TrimLeft(s, " ")
	}
	return strings.TrimSpace(s)
}

// until returns where the separator stands in s, or len(s).
func (r *csvReader) until(s string) int {
	n := -1
	if r.sep == blank {
		n = strings.IndexFunc(s, unicode.IsSpace)
	} else {
		n = strings.IndexRune(s, r.sep)
	}
	if n < 0 {
		return len(s)
	}
	return n
}

// cutQuoted takes the quoted field that s begins with.
func cutQuoted(s string) (field, rest string, ok bool) {
	for i := 1; i < len(s); i++ {
		if s[i] != '"' {
			continue
		}
		if i+1 < len(s) && s[i+1] == '"' {
			i++
			continue
		}
		return strings.TrimSpace(strings.ReplaceAll(s[1:i], `""`, `"`)), s[i+1:], true
	}
	return "", "", false
}

// lines walks through a text's lines that are neither empty nor comments.
type lines struct {
	rest, last string
	number     int // of the line last returned, from 1
	lastNumber int
}

func (l *lines) next() (string, bool) {
	l.last, l.lastNumber = l.rest, l.number
	for l.rest != "" {
		line := l.cut()
		l.number++
		if t := strings.TrimSpace(line); t != "" && t[0] != '#' {
			return line, true
		}
	}
	return "", false
}

// back takes the last next back.
func (l *lines) back() { l.rest, l.number = l.last, l.lastNumber }

// cut takes the first line off the rest, with its LF, CRLF or CR.
func (l *lines) cut() string {
	n := strings.IndexAny(l.rest, "\r\n")
	if n < 0 {
		line := l.rest
		l.rest = ""
		return line
	}
	line := l.rest[:n]
	if strings.HasPrefix(l.rest[n:], "\r\n") {
		n++
	}
	l.rest = l.rest[n+1:]
	return line
}

// wide are the separators of Chinese and Japanese keyboards.
var wide = strings.NewReplacer("，", ",", "；", ";")

// decode drops a byte-order mark and refuses what is not UTF-8. Text that a
// browser has already decoded shows U+FFFD where the encoding was another.
func decode(text string) (string, error) {
	if looksUTF16(text) {
		return "", &InputError{Kind: BadEncoding, Line: 1, Value: "UTF-16"}
	}
	text = strings.TrimPrefix(text, "\ufeff")
	for i, c := range text {
		if c == utf8.RuneError {
			_, size := utf8.DecodeRuneInString(text[i:])
			return "", &InputError{Kind: BadEncoding, Line: 1 + strings.Count(text[:i], "\n"), Value: notUTF8(text[i], size)}
		}
	}
	if strings.ContainsAny(text, "，；") {
		text = wide.Replace(text)
	}
	return text, nil
}

func notUTF8(b byte, size int) string {
	if size > 1 {
		return "another encoding (it holds U+FFFD)"
	}
	return "another encoding (it holds the byte 0x" + strconv.FormatUint(uint64(b), 16) + ")"
}

// looksUTF16 reports a mark of UTF-16 or, near the start, a zero byte.
func looksUTF16(text string) bool {
	return strings.HasPrefix(text, "\xff\xfe") || strings.HasPrefix(text, "\xfe\xff") ||
		strings.IndexByte(text[:min(len(text), 64)], 0) >= 0
}
