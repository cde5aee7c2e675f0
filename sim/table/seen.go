package table

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// mostSeen bounds the lines in which something is looked for that explains why a text is no table.
const mostSeen = 200

var asGeometry = Text{"x and y in columns of their own, or GeoJSON: most programs of maps write both", "x 与 y 各占一列，或 GeoJSON：多数地图软件都能写出"}

// geometry is the error of a text that begins as well-known text; nil for others.
func geometry(text string) *Error {
	if first := strings.TrimLeft(text, " \t\n\"'"); isGeometry(first) {
		return &Error{Kind: Unreadable, what: Text{"geometry as well-known text (WKT)", "WKT 格式的几何对象"}, allowed: asGeometry}
	}
	return nil
}

// seen says of a text without two columns of numbers what stands there instead: the first cell
// that a person would call a number, and how to write it.
func (s *source) seen() Text {
	words := ""
	n := 0
	for line := range strings.Lines(s.text) {
		if n++; n > mostSeen {
			break
		}
		for _, cell := range strings.FieldsFunc(line, func(r rune) bool { return strings.ContainsRune("\t\n,;|", r) }) {
			cell = strings.Trim(strings.TrimSpace(cell), `"`)
			if cell == "" || scan(cell)&anyNumber != 0 || scan(cell) == gap {
				continue
			}
			if what := almost(cell); what.EN != "" {
				return Text{": “" + brief(cell) + "” is " + what.EN, "：“" + brief(cell) + "” 是" + what.ZH}
			}
			if words == "" && n > 1 {
				words = cell
			}
		}
	}
	if words != "" {
		return Text{"; “" + brief(words) + "” is a word", "；“" + brief(words) + "” 是文字"}
	}
	return Text{}
}

// almost says what a cell is that is not a number for this package, and yet for a person, and what
// to write in its place; nothing for words.
func almost(cell string) Text {
	switch {
	case isGeometry(cell):
		return Text{"a geometry (WKT); write ", "几何对象（WKT）；请写成 "}.plus(asGeometry)
	case !strings.ContainsAny(cell, "0123456789"):
		return Text{}
	case strings.ContainsAny(cell, "°º′″") || isAngle(cell):
		return Text{"an angle in degrees and minutes, or a length in feet and inches: write one decimal number, as 48.86 for 48°51′24″",
			"以度分（或英尺英寸）写的量：请写成一个小数，如 48°51′24″ 写成 48.86"}
	case strings.Contains(cell, "±") || strings.Contains(cell, "+/-"):
		return Text{"a number with its error: write the error in a column of its own", "带误差的数：请把误差另写一列"}
	case strings.Contains(cell, "×") || strings.Contains(cell, "10^") || strings.Contains(cell, "·10"):
		return Text{"a number with a power of ten: write it as 1.2e3", "带 10 的幂的数：请写成 1.2e3"}
	}
	number, behind := leading(cell)
	rest := strings.TrimSpace(behind)
	switch {
	case number == "" || rest == "":
		if first, _ := utf8.DecodeRuneInString(cell); strings.ContainsRune("<>~≤≥≈", first) {
			return Text{"a bound, not a number: write the number alone, or leave the cell empty", "界限而不是数：请只写数，或留空"}
		}
		return Text{}
	case strings.HasPrefix(rest, ":"):
		return Text{"a time of minutes and seconds: write seconds, or a date with it", "以分秒写的时间：请写成秒数，或带上日期"}
	case strings.HasPrefix(rest, "/"):
		return Text{"a fraction: write it as a decimal number, 0.5 for 1/2", "分数：请写成小数，如 1/2 写成 0.5"}
	case (rest[0] == '-' || strings.HasPrefix(rest, "–")) && strings.ContainsAny(rest, "0123456789"):
		return Text{"a range: write its ends, or its middle, in columns of numbers", "范围：请把两端（或中点）写成数字列"}
	case strings.Contains("kKMBGT万亿", behind): // 5 K and 5 m are units
		return Text{"a number with a letter for thousands or millions: write all its digits, or 1.2e6 for 1.2M", "以字母表示千、百万的数：请写出全部数字，如 1.2M 写成 1.2e6"}
	case strings.ContainsAny(rest, "0123456789"):
		return Text{"more than one number: divide columns by commas or tabs", "不止一个数：请用逗号或制表符分列"}
	case strings.IndexFunc(rest, unicode.IsLetter) >= 0 && len([]rune(rest)) <= 12:
		return Text{"a number with its unit: write the unit into the header, as x (" + brief(rest) + "), and numbers alone below it",
			"带单位的数：请把单位写进表头，如 x (" + brief(rest) + ")，其下只写数"}
	}
	return Text{}
}

// leading cuts a cell behind the number with which it begins, which may have a sign of a currency
// before it. Without one it is "".
func leading(cell string) (number, rest string) {
	t := strings.TrimLeft(cell, "+-−$€£¥ ")
	i := 0
	for i < len(t) && strings.IndexByte("0123456789.,", t[i]) >= 0 {
		i++
	}
	if i == 0 || i == len(t) || !strings.ContainsAny(t[:i], "0123456789") {
		return "", cell
	}
	if t[i] == 'e' || t[i] == 'E' { // 1e3 m
		k := i + 1
		for k < len(t) && strings.IndexByte("+-0123456789", t[k]) >= 0 {
			k++
		}
		if k > i+1 && k < len(t) {
			i = k
		}
	}
	return t[:i], t[i:]
}

// isAngle reports numbers with the marks of minutes or feet, such as 5'11".
func isAngle(cell string) bool {
	i := strings.IndexByte(cell, '\'')
	return i > 0 && '0' <= cell[i-1] && cell[i-1] <= '9'
}

// isGeometry reports that a text begins as geometry in well-known text does.
func isGeometry(s string) bool {
	s = strings.ToUpper(s[:min(len(s), 64)])
	if rest, ok := strings.CutPrefix(s, "SRID="); ok {
		_, s, _ = strings.Cut(rest, ";")
	}
	s = strings.TrimPrefix(s, "MULTI")
	for _, name := range []string{"POINT", "LINESTRING", "POLYGON", "GEOMETRYCOLLECTION"} {
		if rest, ok := strings.CutPrefix(s, name); ok {
			rest = strings.TrimLeft(rest, " ZM")
			return strings.HasPrefix(rest, "(") || strings.HasPrefix(rest, "EMPTY")
		}
	}
	return false
}
