package table

import "strings"

// Signs that stand beside numbers and do not change them.
var (
	before = []string{"US$", "$", "€", "£", "¥", "￥", "₹", "₽", "₩", "CHF", "USD", "EUR", "GBP", "CNY", "JPY", "~", "≈"}
	behind = []string{"%", "％", "‰", "°C", "°F", "℃", "°", "º", "€", "$", "£", "¥", "元", "kr", "zł", "Kč", "CHF", "USD", "EUR", "GBP", "CNY", "JPY", ";"}
	dashes = []string{"–", "‒", "﹣", "－", "−"} // that stand for a minus
)

// undress is a number as it would be without what people put beside it:
// quotes, signs of currencies and per cent, degrees with N, E, S or W, brackets
// that mean a loss, other dashes for the minus, D for the exponent. Of a field
// that is nothing like it the result is the field.
func undress(s string) string {
	if len(s) > 48 || !strings.ContainsAny(s, "0123456789") {
		return s
	}
	t := s
	if n := len(t) - 1; n > 1 && t[0] == '\'' && t[n] == '\'' {
		t = strings.TrimSpace(t[1:n])
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
			t = strings.TrimSpace(rest)
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
	if n := len(t) - 1; n > 3 && strings.ContainsRune("NESW", rune(t[n])) && strings.ContainsAny(t, ".,") { // a latitude or a longitude
		negative = negative != (t[n] == 'S' || t[n] == 'W')
		t = strings.TrimSpace(t[:n])
	}
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
