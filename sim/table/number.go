package table

import (
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// marks says which characters of a number divide off its decimals and group its
// digits. A file has one of them throughout.
type marks uint8

const (
	point      marks = iota // 1234.5
	comma                   // 1234,5
	pointComma              // 1,234.5
	commaPoint              // 1.234,5
	pointSpace              // 1 234.5
	commaSpace              // 1 234,5
	pointQuote              // 1'234.5
	commaQuote              // 1'234,5
	allMarks
)

// cell is what a field can be: a bit for each of marks under which it is a
// number, and what else is known of it. Zero is a word.
type cell uint16

const (
	anyNumber cell = 1<<allMarks - 1
	gap       cell = 1 << (allMarks + iota - 1) // says that there is no value
	infinite                                    // the word for infinity
	small                                       // a whole number of 1 to 999, without marks
	large                                       // a whole number of 1000 and more, without marks
	dressed                                     // a number once undressed
	coded                                       // digits that begin with 0, as codes do
	foreign                                     // a number once its digits are those of ASCII
)

func (m marks) bit() cell { return 1 << m }

// families of marks with the same decimal mark.
const (
	points = 1<<point | 1<<pointComma | 1<<pointSpace | 1<<pointQuote
	commas = 1<<comma | 1<<commaPoint | 1<<commaSpace | 1<<commaQuote
)

// dotted and comma'd numbers that are either decimals or thousands.
const (
	dottedEither cell = points | 1<<commaPoint
	commaEither  cell = commas | 1<<pointComma
)

// The characters that can be marks inside a number.
const (
	dot = iota
	com
	space
	quote
	noMark
)

// markAt returns the kind of mark that s begins with and its length.
func markAt(s string) (kind, size int) {
	switch c := s[0]; {
	case c == '.':
		return dot, 1
	case c == ',':
		return com, 1
	case c == ' ':
		return space, 1
	case c == '\'':
		return quote, 1
	case c < utf8.RuneSelf:
		return noMark, 0
	}
	switch r, size := utf8.DecodeRuneInString(s); r {
	case '\u00a0', '\u202f', '\u2009', '\u2007': // no-break, narrow no-break, thin blank and that as wide as a digit
		return space, size
	case '’', 'ʼ', '′', '´':
		return quote, size
	}
	return noMark, 0
}

// cutSign drops a sign; − is what word processors put for a hyphen.
func cutSign(s string) string {
	switch {
	case s == "":
	case s[0] == '-' || s[0] == '+':
		return s[1:]
	case strings.HasPrefix(s, "−"):
		return s[len("−"):]
	}
	return s
}

// mostGroups is how many groups of digits a number has at most.
const mostGroups = 8

// scan says what field s, without blanks around it, can be.
func scan(s string) cell {
	c := scanBare(s)
	if c != 0 {
		return c
	}
	if own := ownDigits(s); own != s {
		if c = scan(own); c&anyNumber != 0 {
			return c | foreign
		}
	}
	if bare := undress(s); bare != s {
		if c = scanBare(bare); c&anyNumber != 0 {
			return c | dressed
		}
	}
	return 0
}

// ownDigits is s with the digits of ASCII in the place of those of other scripts, its
// marks in the place of Arabic and wide ones, and without characters that are not seen.
// Of a text without these the result is s.
func ownDigits(s string) string {
	if len(s) > 64 || strings.IndexFunc(s, isForeign) < 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r < utf8.RuneSelf:
			return r
		case unicode.IsDigit(r):
			return '0' + digit(r)
		case r == '٫' || r == '．':
			return '.'
		case r == '٬' || r == '，':
			return ','
		case r == '－':
			return '-'
		case r == '＋':
			return '+'
		case isUnseen(r):
			return -1
		}
		return r
	}, s)
}

// digit is the value of a decimal digit of any script: their tens stand side by side.
func digit(r rune) rune {
	for _, t := range unicode.Nd.R16 {
		if rune(t.Lo) <= r && r <= rune(t.Hi) {
			return (r - rune(t.Lo)) % 10
		}
	}
	for _, t := range unicode.Nd.R32 {
		if rune(t.Lo) <= r && r <= rune(t.Hi) {
			return (r - rune(t.Lo)) % 10
		}
	}
	return 0
}

func isForeign(r rune) bool {
	return r >= utf8.RuneSelf && (unicode.IsDigit(r) || isUnseen(r) || strings.ContainsRune("٫٬．，－＋", r))
}

// isUnseen reports characters that copied text has and nobody sees: joiners, marks of
// direction, marks of the order of bytes.
func isUnseen(r rune) bool {
	return r >= '\u200b' && r <= '\u200f' || r >= '\u202a' && r <= '\u202e' || r >= '\u2060' && r <= '\u2069' || r == '\ufeff' || r == '\u00ad'
}

// scanBare is scan of a field as it stands.
func scanBare(s string) cell {
	if s == "" {
		return gap
	}
	if c := scanPlain(s); c != 0 {
		return c
	}
	return scanMarked(s)
}

// scanMarked is scanBare of a field with whatever marks, exponent and words.
func scanMarked(s string) cell {
	rest := cutSign(s)
	var kinds, lens [mostGroups]int // marks, and digits after each; lens[0] before the first
	n, digits := 0, 0
	zero := strings.HasPrefix(rest, "0")
	i := 0
	for i < len(rest) {
		if c := rest[i]; c >= '0' && c <= '9' {
			lens[n]++
			digits++
			i++
			continue
		}
		kind, size := markAt(rest[i:])
		if kind == noMark {
			break
		}
		if n++; n == mostGroups {
			return 0
		}
		kinds[n] = kind
		i += size
	}
	if digits == 0 || i < len(rest) && !exponent(rest[i:]) {
		return word(s)
	}
	if n == 0 {
		return unmarked(digits, zero, i < len(rest))
	}
	return marked(kinds[1:n+1], lens[:n+1], zero, i < len(rest))
}

// scanPlain is scan of the digits with a sign, a point, both or neither that nearly
// every cell of a large file holds; 0 of anything else.
func scanPlain(s string) cell {
	i := 0
	if s[0] == '-' || s[0] == '+' {
		i = 1
	}
	begin := i
	for i < len(s) && s[i]-'0' <= 9 {
		i++
	}
	before := i - begin
	if before == 0 {
		return 0
	}
	zero := s[begin] == '0'
	if i == len(s) {
		return unmarked(before, zero, false)
	}
	if s[i] != '.' {
		return 0
	}
	i++
	begin = i
	for i < len(s) && s[i]-'0' <= 9 {
		i++
	}
	switch {
	case i < len(s):
		return 0
	case !zero && before <= 3 && i-begin == 3:
		return dottedEither
	}
	return points
}

// unmarked is scan of digits without marks between them.
func unmarked(digits int, zero, scientific bool) cell {
	switch {
	case zero && digits > 1 && !scientific:
		return anyNumber | coded
	case scientific || zero:
		return anyNumber
	case digits <= 3:
		return anyNumber | small
	}
	return anyNumber | large
}

// marked is scan of digits with marks between them: kinds[i] stands between
// lens[i] and lens[i+1] digits.
func marked(kinds, lens []int, zero, scientific bool) (c cell) {
	last := len(kinds) - 1
	for _, k := range kinds[:last] {
		if k != kinds[0] {
			return 0
		}
	}
	t, d := kinds[0], kinds[last]
	if last == 0 && (d == dot || d == com && lens[1] > 0) { // one mark, and it divides off decimals; a comma behind a number divides it from the next
		c |= [...]cell{points, commas}[d]
	}
	if zero || scientific {
		return c
	}
	if last > 0 && d != t && d <= com && groups(lens[:last+1]) {
		c |= of(d, t)
	}
	if d == t && groups(lens) {
		c |= of(dot, t) | of(com, t)
	}
	return c
}

// of is the bit of decimal mark d and thousands mark t.
func of(d, t int) cell {
	switch {
	case t == space && d == dot:
		return pointSpace.bit()
	case t == space:
		return commaSpace.bit()
	case t == quote && d == dot:
		return pointQuote.bit()
	case t == quote:
		return commaQuote.bit()
	case d == dot && t == com:
		return pointComma.bit()
	case d == com && t == dot:
		return commaPoint.bit()
	}
	return 0
}

// groups reports whether these are lengths of groups of digits: 1 to 3, then
// threes, or as in India twos and at last three.
func groups(lens []int) bool {
	n := len(lens) - 1
	if n < 1 || lens[0] < 1 || lens[0] > 3 || lens[n] != 3 {
		return false
	}
	threes, twos := true, lens[0] <= 2
	for _, l := range lens[1:n] {
		threes, twos = threes && l == 3, twos && l == 2
	}
	return threes || twos
}

// exponent reports whether s is e, a sign or none, and digits.
func exponent(s string) bool {
	if len(s) < 2 || s[0] != 'e' && s[0] != 'E' {
		return false
	}
	s = s[1:]
	if s[0] == '-' || s[0] == '+' {
		s = s[1:]
	}
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// word tells the words for no value and for infinity from all others.
func word(s string) cell {
	if strings.Trim(s, "*") == "" { // a number that was too wide for its place
		return gap
	}
	if len(s) > len("not available") {
		return 0
	}
	switch strings.ToLower(s) {
	case "na", "n/a", "n.a.", "<na>", "#n/a", "nan", "-nan", "+nan", "nat", "null", "none", "nil", "missing", "not available", "(null)", "n.d.", "n/d", "n.v.", "k.a.", "s/d", ":", "#nv",
		"-1.#ind", "1.#ind", "1.#qnan", "-1.#qnan", "1.#snan", "nan(ind)", "-nan(ind)", "n/v", "s.d.", "#n/d", "#bezug!", "#wert!", "#zahl!", "#valeur!", "#nombre!",
		"-", "--", "---", "–", "—", ".", "..", "...", "…", "?", "*", `\n`, "#null!", "#div/0!", "#value!", "#ref!", "#num!", "#name?", "无", "缺失", "空", "缺", "no data", "nodata", "n.a", "unavailable", "~":
		return gap
	case "inf", "+inf", "-inf", "infinity", "+infinity", "-infinity", "∞", "+∞", "-∞", "−∞", "1.#inf", "-1.#inf":
		return infinite
	}
	return 0
}

// parse returns the value of s, which scan has found to be a number under m.
// Beyond float64 it is infinite.
func (m marks) parse(s string) float64 {
	if m == point && s[0] < utf8.RuneSelf {
		v, ok := parseShort(s)
		if !ok {
			v, _ = strconv.ParseFloat(s, 64)
		}
		return v
	}
	var room [64]byte
	plain := room[:0]
	decimals := dot
	if m.bit()&commas != 0 {
		decimals = com
	}
	if s[0] == '-' || strings.HasPrefix(s, "−") {
		plain = append(plain, '-')
	}
	for rest := cutSign(s); rest != ""; {
		kind, size := markAt(rest)
		switch kind {
		case noMark:
			size = 1
			plain = append(plain, rest[0])
		case decimals:
			plain = append(plain, '.')
		}
		rest = rest[size:]
	}
	v, _ := strconv.ParseFloat(string(plain), 64)
	return v
}

// mostShort is the length of a sign, 15 digits and a point among them.
const mostShort = 17

var tens = [...]float64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16}

// parseShort is [strconv.ParseFloat] of few digits: the quotient of two whole numbers
// that float64 holds is the number nearest to theirs (Clinger, How to Read Floating
// Point Numbers Accurately, 1990). It takes a third of the time. ok is false of
// anything else.
func parseShort(s string) (v float64, ok bool) {
	if len(s) > mostShort {
		return 0, false
	}
	digits := s
	if s[0] == '-' || s[0] == '+' {
		digits = s[1:]
	}
	n, behind := uint64(0), len(digits)
	for i := range len(digits) {
		switch c := digits[i] - '0'; {
		case c <= 9:
			n = 10*n + uint64(c)
		case digits[i] == '.' && behind == len(digits):
			behind = i + 1
		default:
			return 0, false
		}
	}
	if n >= 1<<53 {
		return 0, false
	}
	v = float64(n) / tens[len(digits)-behind]
	if s[0] == '-' {
		v = -v
	}
	return v, true
}

// value is what a field means under m: a number, ±Inf for one that is not
// finite, NaN for a gap or a word.
func (m marks) value(s string, c cell) float64 {
	if c&foreign != 0 {
		s = ownDigits(s)
	}
	switch {
	case c&m.bit() != 0 && c&dressed != 0:
		return m.parse(undress(s))
	case c&m.bit() != 0:
		return m.parse(s)
	case c&infinite != 0:
		return math.Inf(1)
	}
	return math.NaN()
}
