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
	for _, mark := range []string{"**", "__", "`"} { // of Markdown
		if inside, ok := strings.CutPrefix(t, mark); ok && strings.HasSuffix(inside, mark) {
			t = inside[:len(inside)-len(mark)]
		}
	}
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
	if side := sideOf(t); side != 0 {
		negative = negative != (side == 'S' || side == 'W')
		t = strings.TrimSpace(t[:len(t)-1])
	}
	for _, sign := range behind {
		if rest, ok := strings.CutSuffix(t, sign); ok {
			t = strings.TrimSpace(rest)
			break
		}
	}
	if n := len(t) - 1; n > 0 && !negative && t[n] == '-' && t[n-1] >= '0' && t[n-1] <= '9' { // as accountants and SAP write it
		negative, t = true, t[:n]
	}
	if n := len(t) - 1; n > 1 && (t[n] == 'f' || t[n] == 'F') && strings.Contains(t, ".") { // C's
		t = t[:n]
	}
	// Mathematica's exponent, and its precision
	t = strings.Replace(t, "*^", "e", 1)
	if i := strings.IndexByte(t, '`'); i > 0 {
		t = t[:i]
	}
	if i := strings.IndexAny(t, "dD"); i > 0 && i+1 < len(t) && (strings.IndexByte("+-", t[i+1]) >= 0 || strings.Contains(t[:i], ".")) { // Fortran's
		t = t[:i] + "e" + t[i+1:]
	}
	if !negative && t != s {
		t = strings.TrimPrefix(t, "+")
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

// signOf is the sign beside a number that says what is counted, "" where none does. Of numbers
// with different ones the sizes cannot be compared.
func signOf(s string) string {
	for _, sign := range before[:len(before)-2] {
		if strings.HasPrefix(strings.TrimLeft(s, "-(−"), sign) {
			return strings.TrimPrefix(sign, "US")
		}
	}
	for _, sign := range behind[:len(behind)-1] {
		if strings.HasSuffix(strings.TrimRight(s, ")-"), sign) {
			switch sign {
			case "％":
				return "%"
			case "℃":
				return "°C"
			case "º":
				return "°"
			}
			return sign
		}
	}
	return ""
}

// mixes keeps the first cells of a column that have different signs, or per cent and none.
func (c *Column) mixes(s string, v float64) {
	if c.mixed != "" || v != v || v == 0 {
		return
	}
	sign := signOf(s)
	switch {
	case c.first == "":
		c.first, c.firstSign, c.firstMeant = strings.Clone(brief(s)), sign, v
	case sign == c.firstSign:
	case sign != "" && c.firstSign != "" || strings.ContainsAny(sign+c.firstSign, "%‰"):
		c.mixed, c.mixedMeant = strings.Clone(brief(s)), v
	case sign != "": // $5 among numbers without a sign
		c.first, c.firstSign, c.firstMeant = strings.Clone(brief(s)), sign, v
	}
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
	t.sidesBeside()
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

// sidesBeside makes minus of S and W that stand in a column of their own, on the right of
// the latitudes or longitudes that they belong to.
func (t *Table) sidesBeside() {
	for j := 1; j < len(t.Columns); j++ {
		c, of := &t.Columns[j-1], &t.Columns[j]
		if len(of.beside) == 0 || len(of.beside) != len(c.Values) || !c.isOnMap() || slices.ContainsFunc(c.Values, func(v float64) bool { return v < 0 }) {
			continue
		}
		beside := string(of.beside)
		if strings.Trim(beside, "NS ") != "" && strings.Trim(beside, "EW ") != "" && strings.Trim(beside, "EO ") != "" {
			continue
		}
		n := 0
		for i := range c.Values {
			if side := beside[i]; side == 'S' || side == 'W' || side == 'O' && strings.Contains(beside, "E") { // ouest, oeste
				c.Values[i] = -c.Values[i]
				n++
			}
		}
		if n > 0 {
			t.Notes = append(t.Notes, Text{of.called().EN + " says north, south, east or west: " + counted(n, "number", "numbers") + " of " + c.Name + " " + were(n) + " taken as negative.",
				of.called().ZH + "为方位：" + c.Name + " 的 " + decimal(n) + " 个数取负。"})
		}
	}
}

// isOnMap reports the name of a coordinate of a map.
func (c *Column) isOnMap() bool {
	p := plainName(c.Name)
	return among(p, pairs[1].x) || among(p, pairs[1].y) || slices.ContainsFunc(nameWords(c.Name), isMapWord)
}
