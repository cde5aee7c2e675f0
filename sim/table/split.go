package table

import (
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A separator divides fields.
type separator struct {
	key  string
	name Text
	rune rune // what encoding/csv is told
}

// unit stands for separators that are not one character.
const unit = '\x1f'

// The separators in the order of preference where two give the same.
const (
	tab = iota
	semicolon
	commaOnly
	bar
	wideComma
	wideSemicolon
	commaBlank
	blank
)

var separators = [...]separator{
	tab:           {"tab", Text{"tabs", "制表符"}, '\t'},
	semicolon:     {"semicolon", Text{"semicolons", "分号"}, ';'},
	commaOnly:     {"comma", Text{"commas", "逗号"}, ','},
	bar:           {"bar", Text{"bars", "竖线"}, '|'},
	wideComma:     {"wide-comma", Text{"wide commas", "全角逗号"}, '，'},
	wideSemicolon: {"wide-semicolon", Text{"wide semicolons", "全角分号"}, '；'},
	commaBlank:    {"comma-blank", Text{"commas with a blank", "逗号加空格"}, unit},
	blank:         {"blank", Text{"blanks", "空白"}, ' '},
}

// source is a text whose lines end in \n.
type source struct {
	text    string
	full    string   // the text with all its comments
	comment string   // that begins lines to be skipped; "" without
	remarks []string // that begin others; see remarkMarks
	only    int      // separator that a line sep= asks for; −1 without
	asked   bool     // a line sep= does
	above   int      // lines that stood above the text
	fixed   bool     // columns have fixed places; see fixedColumns
	tuples  *tuples  // nil without
	notes   []Text   // what was done to the text
	options *Options
}

func (s *source) say(en, zh string) { s.notes = append(s.notes, Text{en, zh}) }

// newSource takes off a line sep=, as Excel writes and reads it, and finds
// what begins comments.
func newSource(text string, o *Options) *source {
	s := &source{text: unixLines(text), only: -1, options: o}
	o.pause()
	first, rest, _ := strings.Cut(s.text, "\n")
	if value, ok := strings.CutPrefix(strings.ToLower(strings.Trim(first, "\" ")), "sep="); ok {
		for i, sep := range separators {
			if value == string(sep.rune) || value == `\t` && i == tab || value == "" && i == tab {
				s.only, s.asked = i, true
			}
		}
		s.text, s.above = rest, 1
	}
	end := max(len(s.text)-80, 0)
	if i := strings.LastIndexByte(strings.TrimRight(s.text[end:], "\n"), '\n'); i >= 0 && isFooter(strings.TrimSpace(s.text[end+i:])) {
		s.text = s.text[:end+i+1]
	}
	s.text = unbarred(withoutStata(unframed(s.text)))
	if rows := withoutLaTeX(s.text); rows != s.text {
		s.text = rows
		s.say("The table is LaTeX's, with & between its columns.", "表格为 LaTeX 格式，以 & 分列。")
	}
	if whole, n := blocksBeside(s.text); n > 0 {
		s.text = whole
		s.say("The table is printed in "+decimal(n)+" blocks of columns, which were put side by side.", "表格按列分 "+decimal(n)+" 段打印，已左右拼接。")
	}
	o.pause()
	s.full, s.comment = s.text, commentOf(s.text)
	o.pause()
	s.remarks = remarksOf(s.text, s.comment, o)
	o.pause()
	s.text = withoutRemarks(s.text, s.remarks)
	o.pause()
	s.sections()
	return s
}

// comments are what begins them, in the order of preference: of shells, gnuplot and NumPy; of
// MATLAB and TeX; of C; of Fortran; of Gromacs and configurations; of SQL.
var comments = [...]string{"#", "%", "//", "!", ";", "--"}

// commentOf is what begins comments, "" if nothing does.
func commentOf(text string) string {
	for _, mark := range comments {
		if !strings.Contains(text, mark) {
			continue // which is many times faster than a look at every line
		}
		begins, other := false, false
		for line := range strings.Lines(text) {
			switch rest, ok := strings.CutPrefix(line, mark); {
			case !ok && mark == ";":
				other = other || strings.Contains(line, mark)
			case !ok || isFault(line):
			case mark == "--": // a cell without a value is written so, too, and tables have lines that are drawn
				begins = begins || strings.HasPrefix(rest, " ") && strings.IndexFunc(rest, unicode.IsLetter) >= 0
			default:
				begins = true
			}
		}
		if begins && !other { // where semicolons divide fields, a line that begins with one has an empty field
			return mark
		}
	}
	return ""
}

// isFooter reports what pandas prints below a table or a series.
func isFooter(line string) bool {
	return strings.HasPrefix(line, "[") && strings.HasSuffix(line, " columns]") ||
		strings.Contains(line, "dtype: ") && (strings.HasPrefix(line, "dtype: ") || strings.HasPrefix(line, "Name: ") || strings.HasPrefix(line, "Length: ") || strings.HasPrefix(line, "Freq: "))
}

func (s *source) isComment(line string) bool {
	return s.comment != "" && strings.HasPrefix(line, s.comment)
}

// uncommented is the text with empty lines in the place of comments: encoding/csv knows those of
// one character only.
func (s *source) uncommented(text string) string {
	if s.comment == "" {
		return text
	}
	var b strings.Builder
	b.Grow(len(text))
	for line := range strings.Lines(text) {
		if s.isComment(line) {
			line = "\n"
		}
		b.WriteString(line)
	}
	return b.String()
}

// withoutTails is the text without the comments that a mark behind a blank begins at the end of
// lines, outside quotes.
func withoutTails(text, mark string) string {
	var b strings.Builder
	b.Grow(len(text))
	for line := range strings.Lines(text) {
		for at, i := 0, 0; ; at = i + len(mark) {
			if i = strings.Index(line[at:], mark); i < 0 {
				break
			}
			if i += at; i > 0 && (line[i-1] == ' ' || line[i-1] == '\t') && strings.Count(line[:i], `"`)%2 == 0 {
				line = strings.TrimRight(line[:i], " \t") + "\n"
				break
			}
		}
		b.WriteString(line)
	}
	return b.String()
}

// isFault reports a line that begins with what spreadsheets write for a cell
// that has no value.
func isFault(line string) bool {
	for _, f := range [...]string{"#N/A", "#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NUM!", "#NAME?", "#NV", "#BEZUG!", "#WERT!", "#ZAHL!", "#N/D", "#VALEUR!", "#NOMBRE!"} {
		if strings.HasPrefix(line, f) {
			return true
		}
	}
	return false
}

// has reports whether separator i can divide the text.
func (s *source) has(i int) bool {
	switch {
	case s.only >= 0:
		return i == s.only
	case i == blank:
		return strings.IndexByte(s.text, ' ') >= 0 || strings.IndexByte(s.text, '\t') >= 0 // ContainsAny looks at byte after byte
	case i == commaBlank: // as in 1,5, 2,5
		blanks := strings.Count(s.text, ", ")
		return blanks > 0 && strings.Count(s.text, ",") > blanks
	}
	return i == commaOnly || strings.ContainsRune(s.text, separators[i].rune)
}

// prepared is the text as encoding/csv can divide it.
func (s *source) prepared(i int) string {
	switch i {
	case commaBlank:
		return strings.ReplaceAll(s.text, ", ", string(unit))
	case blank:
		if s.fixed {
			return fixedColumns(s.text, s.options.pauses())
		}
		return oneBlank(s.text, s.comment, s.options.pauses())
	}
	return s.text
}

// oneBlank puts one blank in the place of each run of blanks and tabs outside
// quotes, and none at the edges of lines. A comment may end a line.
func oneBlank(text, comment string, pause func()) string {
	var b strings.Builder
	b.Grow(len(text))
	for line := range strings.Lines(text) {
		pause()
		quoted, wait, begun := false, false, false
		for i := 0; i < len(line); i++ {
			c := line[i]
			if !quoted && (c == ' ' || c == '\t' || c == '\n') {
				wait = begun
				continue
			}
			if !quoted && c == 0xc2 && wait && strings.HasPrefix(line[i:], "± ") { // it divides a number from its error
				i += len("±") - 1
				continue
			}
			if !quoted && comment != "" && wait && strings.HasPrefix(line[i:], comment) {
				break
			}
			if c == '"' {
				quoted = !quoted
			}
			if wait {
				b.WriteByte(' ')
			}
			wait, begun = false, true
			b.WriteByte(c)
		}
		if !quoted {
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// errQuote is what is wrong with quotes at a line.
type errQuote struct {
	line int
	bare bool // a quote inside a field that does not begin with one
}

func (e *errQuote) Error() string { return "table: quote" }

// each calls f with the line and the fields of every record that is not empty,
// until f returns false. The fields are without the blanks around them; the
// slice is used again. With lazy, quotes may stand inside fields, and then no
// field may hold a line end.
func (s *source) each(i int, lazy bool, f func(line int, fields []string) bool) error {
	s.options.pause()
	if t, inner := s.tuples, f; t != nil && t.sep == i {
		f = func(line int, fields []string) bool { return inner(line, t.apart(fields)) }
	}
	text, sep := s.prepared(i), separators[i].rune
	s.options.pause()
	if s.fixed && i == blank {
		sep = unit
	}
	if sep < utf8.RuneSelf && strings.IndexByte(text, '"') < 0 {
		s.cut(text, byte(sep), f)
		return nil
	}
	r := csv.NewReader(strings.NewReader(s.uncommented(text)))
	r.Comma = sep
	r.FieldsPerRecord, r.ReuseRecord, r.LazyQuotes = -1, true, lazy
	r.TrimLeadingSpace = i != tab && i != blank
	pause := s.options.pauses()
	for {
		pause()
		fields, err := r.Read()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			e := &errQuote{bare: errors.Is(err, csv.ErrBareQuote)}
			if p, ok := err.(*csv.ParseError); ok {
				e.line = p.StartLine + s.above
			}
			return e
		}
		for j, field := range fields {
			if lazy && strings.Contains(field, "\n") {
				line, _ := r.FieldPos(j)
				return &errQuote{line: line + s.above}
			}
		}
		line, _ := r.FieldPos(0)
		if isRecord(fields) && !f(line+s.above, fields) {
			return nil
		}
	}
}

// cut is each of a text without quotes. There records are lines and fields what stands
// between separators, which takes a third of the time of package csv, and no copies.
func (s *source) cut(text string, sep byte, f func(line int, fields []string) bool) {
	var fields []string
	for n := 1; text != ""; n++ {
		if n%mostAtOnce == 0 {
			s.options.pause()
		}
		line := text
		if end := strings.IndexByte(text, '\n'); end >= 0 {
			line, text = text[:end], text[end+1:]
		} else {
			text = ""
		}
		if line == "" || s.isComment(line) {
			continue
		}
		fields = fields[:0]
		begin := 0
		for k := range len(line) {
			if line[k] == sep {
				fields = append(fields, line[begin:k])
				begin = k + 1
			}
		}
		fields = append(fields, line[begin:])
		if isRecord(fields) && !f(n+s.above, fields) {
			return
		}
	}
}

// isRecord takes the blanks around fields off, and reports whether they are a record:
// not empty, and no line that is drawn.
func isRecord(fields []string) bool {
	empty := true
	for j, field := range fields {
		if !trimmed(field) {
			fields[j] = strings.TrimSpace(field)
		}
		empty = empty && fields[j] == ""
	}
	return !empty && !(len(fields) == 1 && isRule(fields[0]))
}

// isRule reports a line that is drawn, as databases put it around their tables.
func isRule(s string) bool {
	return len(s) > 3 && (strings.Contains(s, "--") || strings.Contains(s, "==")) && strings.Trim(s, "-=+|") == ""
}

// trimmed reports that s has plainly no blanks at its edges.
func trimmed(s string) bool {
	if s == "" {
		return true
	}
	a, b := s[0], s[len(s)-1]
	return a > ' ' && a < utf8.RuneSelf && b > ' ' && b < utf8.RuneSelf
}

// line returns line n of the text, from 1 and counted with those above.
func (s *source) line(n int) string {
	n -= s.above
	for line := range strings.Lines(s.full) {
		if n--; n == 0 {
			return strings.TrimSpace(line)
		}
	}
	return ""
}

// commentAbove is the last comment line above line n, without its mark.
func (s *source) commentAbove(n int) (text string, at int) {
	if s.comment == "" && s.remarks == nil {
		return "", 0
	}
	k := s.above
	for line := range strings.Lines(s.full) {
		if k++; k >= n {
			break
		}
		if rest, mark := s.remark(line); mark != "" && mark != "@" {
			text, at = strings.TrimSpace(rest), k
		}
	}
	return text, at
}

// commentedRows counts the comments below line n that would be rows of so many fields, and
// returns the mark of the first.
func (s *source) commentedRows(n, sep, width int) (rows int, mark string) {
	if s.comment == "" && s.remarks == nil {
		return 0, ""
	}
	k := s.above
	for line := range strings.Lines(s.full) {
		k++
		rest, m := s.remark(line)
		if m == "" || k < n || strings.TrimSpace(rest) == "" {
			continue
		}
		fields := strings.Fields(rest)
		if sep != blank {
			fields = strings.Split(rest, string(separators[sep].rune))
		}
		if len(fields) > 0 && strings.HasSuffix(fields[0], ":") { // what a program says of the table, as rows: 3
			continue
		}
		if len(fields) == width && slices.ContainsFunc(fields, func(f string) bool { return scan(strings.TrimSpace(f))&anyNumber != 0 }) {
			if rows++; rows == 1 {
				mark = m
			}
		}
	}
	return rows, mark
}
