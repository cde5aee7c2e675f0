package table

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// mostSeen bounds the lines in which something is looked for that explains why a text is no table.
const mostSeen = 200

var asGeometry = Text{"x and y in columns of their own, or GeoJSON: most programs of maps write both", "x 与 y 各占一列，或 GeoJSON：多数地图软件都能写出"}

// geometry is the error of a text that begins as well-known text, but for that of points, and of MATLAB's numbers below a factor; nil for others.
func geometry(text string) *Error {
	if first := strings.TrimLeft(text, " \t\n\"'"); isGeometry(first) && !isPoint(first) {
		return &Error{Kind: Unreadable, what: Text{"geometry as well-known text (WKT)", "WKT 格式的几何对象"}, allowed: asGeometry}
	}
	if at := strings.Index(text, " *\n"); at > 0 && isFactor(strings.TrimSpace(text[strings.LastIndexByte(text[:at], '\n')+1:at])) {
		return &Error{Kind: Unreadable, what: Text{"numbers as MATLAB shows them, below a factor that they all have", "MATLAB 带公共因子的显示结果"},
			allowed: Text{"the numbers themselves: writematrix writes them, and format long g shows them", "数字本身：可用 writematrix 写出，或以 format long g 显示"}}
	}
	return nil
}

// isFactor reports a power of ten as MATLAB writes it, 1.0e+03.
func isFactor(s string) bool {
	return strings.HasPrefix(s, "1.0e") && scan(s)&point.bit() != 0
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
	if mixed := s.mixed(); mixed.EN != "" {
		return mixed
	}
	if words != "" {
		return Text{"; “" + brief(words) + "” is a word", "；“" + brief(words) + "” 是文字"}
	}
	return Text{}
}

// mixed says that some numbers have decimal points and others decimal commas.
func (s *source) mixed() Text {
	var of [2]string
	n := 0
	for line := range strings.Lines(s.text) {
		if n++; n > mostSeen {
			break
		}
		for _, cell := range strings.FieldsFunc(line, func(r rune) bool { return strings.ContainsRune("\t\n;| ", r) }) {
			c := scan(cell) & anyNumber
			if i := strings.IndexAny(cell, ".,"); i >= 0 && c != 0 && c != anyNumber && (c&(1<<point) == 0 || c&(1<<comma) == 0) {
				k := strings.IndexByte(".,", cell[i])
				if of[k] == "" {
					of[k] = cell
				}
			}
		}
	}
	if of[0] == "" || of[1] == "" {
		return Text{}
	}
	both := "“" + brief(of[0]) + "” and “" + brief(of[1]) + "”"
	return Text{": " + both + " have different decimal marks", "：“" + brief(of[0]) + "” 与 “" + brief(of[1]) + "” 的小数点不一致"}
}

// almost says what a cell is that is not a number for this package, and yet for a person, and what
// to write in its place; nothing for words.
func almost(cell string) Text {
	switch {
	case strings.Contains(cell, "://"):
		return Text{"an address: give it as data, so that what is there is fetched", "网址：请作为 data 给出，以便读取其内容"}
	case isGeometry(cell):
		return Text{"a geometry (WKT); write ", "几何对象（WKT）；请写成 "}.plus(asGeometry)
	case strings.ContainsAny(cell, "½¼¾⅓⅔⅛⅜⅝⅞"):
		return aFraction
	case !strings.ContainsAny(cell, "0123456789"):
		return Text{}
	case strings.HasPrefix(cell, "0x") || strings.HasPrefix(cell, "0X"):
		return Text{"a hexadecimal number: write it in decimal digits, as 16 for 0x10", "十六进制数：请写成十进制，如 0x10 写成 16"}
	case isSparse(cell):
		return Text{"sparse features, as LIBSVM writes them: write all of them, with commas between, and 0 where there is none", "LIBSVM 的稀疏特征：请写出全部特征，以逗号分隔，空缺处写 0"}
	case isPeriod(cell):
		return Text{"a part of a year: write a date, as 2020-04-01", "一年中的某段时间：请写成日期，如 2020-04-01"}
	case isDate(cell):
		return Text{"a date in a form that is not read: write it as 2026-01-31, with a time of day as 2026-01-31 12:00:00", "无法识别的日期写法：请写成 2026-01-31，带时刻则写成 2026-01-31 12:00:00"}
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
		if first, _ := utf8.DecodeRuneInString(cell); strings.ContainsRune("<>~≤≥≈", first) && strings.IndexByte("0123456789.-", strings.TrimLeft(cell, "<>~≤≥≈= ")[0]) >= 0 {
			return Text{"a bound, not a number: write the number alone, or leave the cell empty", "界限而不是数：请只写数，或留空"}
		}
		return Text{}
	case rest == ":": // R's names of rows
		return Text{}
	case strings.HasPrefix(rest, "(") && strings.HasSuffix(rest, ")"):
		return Text{"a number with its error in brackets: write the error in a column of its own", "括号内带误差的数：请把误差另写一列"}
	case len(rest) > 2 && rest[0] == ':' && strings.Trim(rest[1:3], "0123456789") == "":
		return Text{"a time or an angle in minutes and seconds: write one decimal number, of seconds or degrees, or a date with the time", "以分秒写的时间或角度：请写成一个小数（秒数或度数），或带上日期"}
	case strings.HasPrefix(rest, "/") && strings.Trim(rest, "/ 0123456789") == "":
		return aFraction
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

var aFraction = Text{"a fraction: write it as a decimal number, 0.5 for 1/2", "分数：请写成小数，如 1/2 写成 0.5"}

// isSparse reports a label and features by their numbers: +1 3:0.5 7:1.
func isSparse(cell string) bool {
	fields := strings.Fields(cell)
	if len(fields) < 2 {
		return false
	}
	for _, f := range fields[1:] {
		at, value, ok := strings.Cut(f, ":")
		if !ok || scan(at)&anyNumber == 0 || scan(value)&anyNumber == 0 {
			return false
		}
	}
	return true
}

// isPeriod reports a year with a quarter, a half or a week: 2020Q1, 2020-W05.
func isPeriod(cell string) bool {
	if len(cell) < 6 || len(cell) > 8 || strings.Trim(cell[:4], "0123456789") != "" {
		return false
	}
	rest := strings.TrimLeft(cell[4:], "- ")
	return len(rest) > 1 && strings.IndexByte("QqHhWw", rest[0]) >= 0 && strings.Trim(rest[1:], "0123456789") == ""
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

// isDate reports what begins as a date does, 2026-13-05, 2026-01-05 12:00 CET or 5 stycznia 2026.
func isDate(cell string) bool {
	if f := strings.FieldsFunc(cell, func(r rune) bool { return r == '/' || r == '.' || r == ' ' || r == 'T' }); len(f) > 3 && strings.Contains(f[3], ":") && (cell[2] == '/' || cell[2] == '.' || cell[1] == '/') {
		return leadingDigits(f[0]) == len(f[0]) && leadingDigits(f[1]) == len(f[1]) && leadingDigits(f[2]) == len(f[2])
	}
	if f := strings.Fields(cell); len(f) == 3 && len(f[0]) <= 3 && len(f[2]) >= 4 && isYear(f[2][:4]) && leadingDigits(f[0]) > 0 && strings.IndexFunc(f[1], func(r rune) bool { return !unicode.IsLetter(r) }) < 0 {
		return true
	}
	return len(cell) >= 10 && cell[4] == '-' && cell[7] == '-' && strings.Trim(cell[:4]+cell[5:7]+cell[8:10], "0123456789") == ""
}

func leadingDigits(s string) int { return len(s) - len(strings.TrimLeft(s, "0123456789")) }

// isAngle reports numbers with the marks of minutes or feet, such as 5'11", and degrees, minutes
// and seconds with the side of the globe, 48 08 13.8 N.
func isAngle(cell string) bool {
	if f := strings.Fields(cell); len(f) > 2 && len(f) < 5 && isSide(f[len(f)-1]) {
		return !slices.ContainsFunc(f[:len(f)-1], func(part string) bool { return scan(part)&point.bit() == 0 })
	}
	i := strings.IndexByte(cell, '\'')
	return i > 0 && '0' <= cell[i-1] && cell[i-1] <= '9'
}

// isGeometry reports that a text begins as geometry in well-known text does.
func isGeometry(s string) bool {
	name, rest := geometryOf(s)
	return name != "" && (strings.HasPrefix(rest, "(") || strings.HasPrefix(rest, "EMPTY"))
}

// isPoint reports the same of a point: POINT (30 10), SRID=4326;POINT Z (30 10 5).
func isPoint(s string) bool {
	name, rest := geometryOf(s)
	return name == "POINT" && strings.HasPrefix(rest, "(")
}

// geometryOf is the kind of geometry with which a text begins, and what stands behind it; "" of other texts.
func geometryOf(s string) (name, rest string) {
	s = strings.ToUpper(s[:min(len(s), 64)])
	if at, ok := strings.CutPrefix(s, "SRID="); ok {
		_, s, _ = strings.Cut(at, ";")
	}
	for _, name := range []string{"POINT", "LINESTRING", "POLYGON", "GEOMETRYCOLLECTION", "MULTIPOINT", "MULTILINESTRING", "MULTIPOLYGON"} {
		if rest, ok := strings.CutPrefix(s, name); ok {
			return name, strings.TrimLeft(rest, " ZM")
		}
	}
	return "", ""
}
