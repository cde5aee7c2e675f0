// Package tables writes tables of random dialects, as programs and people do,
// for tests of what reads them.
package tables

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"unicode/utf16"
)

// Table is what stands in a file.
type Table struct {
	File []byte       // as it was written
	Rows int          // of the file
	XY   [][2]float64 // of the rows that have both coordinates
	W    []float64    // their weights; nil in a file without
}

// Random is a table of the dialect that a seed draws: separators, decimal marks,
// thousands, quotes, encodings, row numbers, words, gaps, lines above and below.
func Random(seed uint64) Table {
	w := newWriter(seed)
	t := Table{File: w.write(), Rows: w.rows, XY: w.want}
	if w.weight {
		t.W = append([]float64{}, w.wantWeight...)
	}
	return t
}

// writer writes tables of a random dialect, as some program might.
type writer struct {
	*rand.Rand
	sep        string
	decimals   string // decimal mark
	thousands  string // between groups of three digits, "" without
	quoteAll   bool
	index      string // name of a column that numbers the rows, "-" without
	from       int    // its first number
	words      bool   // a column of words
	header     bool
	coords     [2]string
	extra      bool // a third column of numbers
	weight     bool
	unitsRow   bool
	above      int
	comments   bool
	trailing   bool // every line ends in a separator
	shifted    bool // the header has no field for the row names, as in R
	sepLine    bool // sep= above all, as in Excel
	footer     bool
	gaps       float64
	gapWord    string
	lineEnd    string
	encoding   string
	rows       int
	digits     [3]int // behind the decimal mark, −1 for as many as needed
	scale      float64
	want       [][2]float64
	wantWeight []float64
}

func pick[T any](r *rand.Rand, of ...T) T { return of[r.IntN(len(of))] }

func newWriter(seed uint64) *writer {
	r := rand.New(rand.NewPCG(seed, 13))
	chance := func(p float64) bool { return r.Float64() < p }
	w := &writer{Rand: r, decimals: ".", index: "-", rows: pick(r, 3, 5, 12, 40, 150)}
	w.sep = pick(r, ",", ",", ",", ";", ";", "\t", "\t", "|", " ", "，")
	if w.sep != "," && chance(0.4) || chance(0.05) {
		w.decimals = ","
	}
	if chance(0.25) {
		w.thousands = pick(r, ".", ",", "\u00a0", "\u202f", "'")
		if w.thousands == w.decimals {
			w.thousands = "\u00a0"
		}
	}
	w.quoteAll = chance(0.15)
	if chance(0.4) {
		w.index, w.from = pick(r, "", "id", "rownames", "Unnamed: 0", "index"), r.IntN(2)
	}
	w.words, w.extra, w.header = chance(0.4), chance(0.3), chance(0.8)
	w.coords = pick(r, [2]string{"x", "y"}, [2]string{"lon", "lat"}, [2]string{"height", "mass"}, [2]string{"长度", "Größe"}, [2]string{"Body, cm", "say \"b\""})
	w.weight = w.header && chance(0.2)
	w.unitsRow = w.header && chance(0.1)
	if chance(0.15) {
		w.above = 1 + r.IntN(3)
	}
	w.comments = chance(0.1)
	w.trailing = w.sep != " " && chance(0.05)
	w.shifted = w.header && w.index != "-" && w.above == 0 && !w.unitsRow && !w.trailing && chance(0.2)
	w.sepLine = w.above == 0 && !w.comments && w.sep != " " && w.sep != "，" && chance(0.05)
	w.footer = w.rows >= 40 && chance(0.1)
	if chance(0.3) {
		w.gaps, w.gapWord = 0.1, pick(r, "", "NA", "NaN", "-", "null", "?")
		if w.sep == " " && w.gapWord == "" {
			w.gapWord = "NA"
		}
	}
	w.lineEnd = pick(r, "\n", "\n", "\n", "\r\n", "\r")
	w.encoding = pick(r, "utf8", "utf8", "utf8", "bom", "utf16le", "utf16be", "1252")
	for j := range w.digits {
		w.digits[j] = pick(r, -1, 0, 1, 2, 3, 6)
	}
	w.scale = pick(r, 1.0, 30, 2000, 5e6)
	return w
}

// number writes a random number and returns its value as written.
func (w *writer) number(col int) (string, float64) {
	v := w.NormFloat64()*w.scale + float64(pick(w.Rand, 0, 1))*w.scale
	if col == 2 {
		v = w.Float64() * 10
	}
	digits := w.digits[col]
	s := strconv.FormatFloat(v, 'f', max(digits, 0), 64)
	if digits < 0 {
		s = strconv.FormatFloat(v, 'g', 5, 64)
	}
	value, err := strconv.ParseFloat(s, 64)
	if err != nil {
		panic(err)
	}
	whole, rest, dot := strings.Cut(s, ".")
	if w.thousands != "" && !strings.Contains(s, "e") {
		sign := ""
		if whole[0] == '-' {
			sign, whole = "-", whole[1:]
		}
		for i := len(whole) - 3; i > 0; i -= 3 {
			whole = whole[:i] + w.thousands + whole[i:]
		}
		whole = sign + whole
	}
	if dot {
		whole += w.decimals + rest
	}
	return whole, value
}

func (w *writer) quoted(s string) string {
	if w.quoteAll || strings.Contains(s, w.sep) || strings.ContainsAny(s, "\"\n") || w.sep == " " && s == "" {
		return `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
	}
	return s
}

func (w *writer) line(b *strings.Builder, fields []string) {
	for i, f := range fields {
		if i > 0 {
			b.WriteString(w.sep)
		}
		b.WriteString(w.quoted(f))
	}
	if w.trailing {
		b.WriteString(w.sep)
	}
	b.WriteString(w.lineEnd)
}

// row puts the columns of a line in order.
func (w *writer) row(index, word string, xy [2]string, extra, weight string) (fields []string) {
	if w.index != "-" {
		fields = append(fields, index)
	}
	if w.words {
		fields = append(fields, word)
	}
	fields = append(fields, xy[0], xy[1])
	if w.extra {
		fields = append(fields, extra)
	}
	if w.weight {
		fields = append(fields, weight)
	}
	return fields
}

// write returns the file; what is right stands in want then.
func (w *writer) write() []byte {
	var b strings.Builder
	for i := range w.above {
		fmt.Fprintf(&b, "Station %c: a place%s", 'A'+i, w.lineEnd)
	}
	if w.comments {
		b.WriteString("# made by a program" + w.lineEnd)
	}
	if w.sepLine {
		b.WriteString("sep=" + w.sep + w.lineEnd)
	}
	if w.header {
		names := w.row(w.index, "kind", w.coords, "z", "w")
		if w.shifted {
			names = names[1:]
		}
		w.line(&b, names)
	}
	if w.unitsRow {
		w.line(&b, w.row("", "", [2]string{"cm", "kg"}, "s", ""))
	}
	for i := range w.rows {
		x, vx := w.number(0)
		y, vy := w.number(1)
		z, _ := w.number(2)
		m := pick(w.Rand, "1", "2", "3")
		lost := false
		for _, s := range []*string{&x, &y} {
			if w.Float64() < w.gaps && i > 0 {
				*s, lost = w.gapWord, true
			}
		}
		word := pick(w.Rand, "alpha", "beta, gamma", "say \"d\"", "two words", "é")
		w.line(&b, w.row(strconv.Itoa(w.from+i), word, [2]string{x, y}, z, m))
		if !lost {
			w.want = append(w.want, [2]float64{vx, vy})
			if w.weight {
				mass, _ := strconv.ParseFloat(m, 64)
				w.wantWeight = append(w.wantWeight, mass)
			}
		}
	}
	if w.footer {
		b.WriteString("Source: a book" + w.lineEnd)
	}
	return w.encoded(b.String())
}

func (w *writer) encoded(s string) []byte {
	switch w.encoding {
	case "bom":
		return []byte("\ufeff" + s)
	case "utf16le", "utf16be":
		var out []byte
		for _, u := range utf16.Encode([]rune("\ufeff" + s)) {
			if w.encoding == "utf16le" {
				out = append(out, byte(u), byte(u>>8))
			} else {
				out = append(out, byte(u>>8), byte(u))
			}
		}
		return out
	case "1252":
		var out []byte
		for _, r := range s {
			if r > 0xff {
				return []byte(s)
			}
			out = append(out, byte(r))
		}
		return out
	}
	return []byte(s)
}
