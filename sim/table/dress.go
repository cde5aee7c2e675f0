package table

import (
	"slices"
	"strings"
)

// Signs that stand beside numbers and do not change them.
var (
	before = []string{"US$", "$", "€", "£", "¥", "￥", "₹", "₽", "₩", "CHF", "USD", "EUR", "GBP", "CNY", "JPY", "~", "≈"}
	behind = []string{"%", "％", "‰", "°C", "°F", "℃", "°", "º", "€", "$", "£", "¥", "元", "kr", "zł", "Kč", "CHF", "USD", "EUR", "GBP", "CNY", "JPY", ";"}
	dashes = []string{"–", "‒", "﹣", "－", "−"} // that stand for a minus
)

// undress is a number as it would be without what people put beside it:
// quotes, the ="…" and the apostrophe by which spreadsheets are told that it is
// text, signs of currencies and per cent, degrees with N, E, S or W, brackets
// or a minus behind it that mean a loss, other dashes for the minus, D and *^ for the
// exponent, C's f behind it, references to notes, low lines between digits. Of a field that is nothing like it the result is the field.
func undress(s string) string {
	if len(s) > 48 || !strings.ContainsAny(s, "0123456789") {
		return s
	}
	t := s
	if inside, ok := strings.CutPrefix(t, `="`); ok && strings.HasSuffix(inside, `"`) {
		t = strings.TrimSpace(inside[:len(inside)-1])
	}
	if inside, ok := strings.CutPrefix(t, "'"); ok {
		t = strings.TrimSpace(strings.TrimSuffix(inside, "'"))
	}
	t = strings.Trim(t, "“”„‟")
	t = withoutNote(t)
	if i := strings.IndexByte(t, '_'); i > 0 && i+1 < len(t) && t[i-1] >= '0' && t[i-1] <= '9' && !strings.ContainsAny(t, ",'") { // 1_000 of programs
		t = strings.ReplaceAll(t, "_", "")
	}
	negative := false
	if n := len(t) - 1; n > 1 && t[0] == '(' && t[n] == ')' && strings.ContainsAny(t, ".,$€£¥") { // a year in brackets is a word
		negative, t = true, strings.TrimSpace(t[1:n])
	}
	minus := func() {
		for _, d := range append(dashes, "-") {
			if rest, ok := strings.CutPrefix(t, d); ok {
				negative, t = !negative, strings.TrimSpace(rest)
				return
			}
		}
	}
	minus()
	for _, sign := range before {
		if rest, ok := strings.CutPrefix(t, sign); ok {
			if t = strings.TrimSpace(rest); t != "" && (t[0] == ',' || t[0] == ';') { // that is a field's end
				return s
			}
			minus()
			break
		}
	}
	for _, sign := range behind {
		if rest, ok := strings.CutSuffix(t, sign); ok {
			t = strings.TrimSpace(rest)
			break
		}
	}
	if side := sideOf(t); side != 0 {
		negative = negative != (side == 'S' || side == 'W')
		t = strings.TrimSpace(t[:len(t)-1])
	}
	if n := len(t) - 1; n > 0 && !negative && t[n] == '-' && t[n-1] >= '0' && t[n-1] <= '9' { // as accountants and SAP write it
		negative, t = true, t[:n]
	}
	if n := len(t) - 1; n > 1 && (t[n] == 'f' || t[n] == 'F') && strings.Contains(t, ".") { // C's
		t = t[:n]
	}
	// Mathematica's exponent
	t = strings.Replace(t, "*^", "e", 1)
	if i := strings.IndexAny(t, "dD"); i > 0 && i+2 < len(t) && (t[i+1] == '+' || t[i+1] == '-') { // Fortran's
		t = t[:i] + "e" + t[i+1:]
	}
	if t == "" || t[0] == '-' || t[0] == '+' {
		return s
	}
	if negative {
		return "-" + t
	}
	return t
}

// withoutNote cuts what refers to a note behind a number: [1], [a], *, †.
func withoutNote(t string) string {
	t = strings.TrimRight(t, "*†‡§")
	if i := strings.LastIndexByte(t, '['); i > 0 && t[len(t)-1] == ']' && len(t)-i <= len("[abc]") && t[i-1] >= '0' && t[i-1] <= '9' {
		t = t[:i]
	}
	return t
}

// sideOf is N, E, S or W behind a number with decimals, 0 without one.
func sideOf(s string) byte {
	if n := len(s) - 1; n > 2 && strings.IndexByte(sides, s[n]) >= 0 && strings.ContainsAny(s, ".,") {
		return s[n]
	}
	return 0
}

const sides = "NSEW"

// bearings makes units of what is no side of the globe: S and W are minus in a column
// that has the other side as well, has the name of a coordinate, or stands beside a column
// of the other axis. Elsewhere they are siemens and watts, and whatever else stands behind
// a number.
func (t *Table) bearings() {
	for j := range t.Columns {
		c := &t.Columns[j]
		for _, axis := range [...]struct{ minus, across int }{{1, 2}, {3, 0}} { // S beside E and W, W beside N and S
			n := c.sides[axis.minus]
			if n == 0 || n+c.Gaps+c.Words < len(c.Values) {
				continue
			}
			across := slices.ContainsFunc(t.Columns, func(o Column) bool {
				return o.sides[axis.across]+o.sides[axis.across+1] > 0
			})
			if across || c.hasRole() || slices.ContainsFunc(nameWords(c.Name), isMapWord) {
				continue
			}
			for i := range c.Values {
				c.Values[i] = -c.Values[i]
			}
			c.meant = -c.meant
		}
	}
}
