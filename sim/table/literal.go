package table

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// jsonOf is the JSON of a literal of Python or JavaScript: names of members without
// quotes, quotes that are single, tuples, None, True and False, commas before a closing
// bracket, comments, numbers such as .5, 1. and 1_000. Of anything else the result is no
// JSON either.
func jsonOf(text string) string {
	var b strings.Builder
	for i := 0; i < len(text); {
		c := text[i]
		switch {
		case c == '"' || c == '\'':
			end := i + 1
			for end < len(text) && text[end] != c {
				if text[end] == '\\' {
					end++
				}
				end++
			}
			if end >= len(text) {
				return ""
			}
			inside := text[i+1 : end]
			if c == '\'' {
				inside = strings.ReplaceAll(strings.ReplaceAll(inside, `\'`, "'"), `"`, `\"`)
			}
			b.WriteString(`"` + inside + `"`)
			i = end + 1
		case c == '(':
			b.WriteByte('[')
			i++
		case c == ')':
			b.WriteByte(']')
			i++
		case c == ',' && closes(text[i+1:]):
			i++
		case c == '#' || strings.HasPrefix(text[i:], "//"):
			if end := strings.IndexByte(text[i:], '\n'); end >= 0 {
				i += end
			} else {
				i = len(text)
			}
		case strings.HasPrefix(text[i:], "/*"):
			end := strings.Index(text[i:], "*/")
			if end < 0 {
				return ""
			}
			i += end + len("*/")
		case strings.IndexByte(".+-0123456789", c) >= 0:
			end := i + 1
			for end < len(text) && (strings.IndexByte("._0123456789eE", text[end]) >= 0 || strings.IndexByte("+-", text[end]) >= 0 && text[end-1]|0x20 == 'e') {
				end++
			}
			if numeral := jsonNumeral(text[i:end]); strings.HasPrefix(text[end:], ":") { // a key of Python's
				b.WriteString(`"` + numeral + `"`)
			} else {
				b.WriteString(numeral)
			}
			i = end
		default:
			r, size := utf8.DecodeRuneInString(text[i:])
			if !unicode.IsLetter(r) && r != '_' && r != '$' {
				b.WriteString(text[i : i+size])
				i += size
				break
			}
			end := len(text)
			if n := strings.IndexFunc(text[i:], func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_' && r != '$' }); n >= 0 {
				end = i + n
			}
			if strings.HasPrefix(text[end:], "::") { // a namespace
				i = end + len("::")
				break
			}
			if made, length := madeOf(text[i:]); length > 0 {
				b.WriteString(made)
				i += length
				break
			}
			b.WriteString(literal(text[i:end], text[end:]))
			i = end
		}
	}
	return b.String()
}

// madeOf is the JSON of what a call makes, with which a text begins, and its length: of
// NumberInt(5), Decimal('1.5') and array([1, 2]) the argument, of datetime.date(2026, 1, 5) the
// day, of vec2(1, 2) all arguments. The length is 0 of other texts, and of arguments with names.
func madeOf(text string) (made string, length int) {
	open := strings.IndexFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_' && r != '.' })
	if open <= 0 || text[open] != '(' {
		return "", 0
	}
	all := literalAt(text[open:])
	if all == "" {
		return "", 0
	}
	inside := strings.TrimSpace(all[1 : len(all)-1])
	length = open + len(all)
	args := strings.Split(inside, ",")
	switch name := text[:open]; {
	case inside == "":
		return "null", length
	case inside[0] == '[':
		return jsonOf(literalAt(inside)), length
	case strings.Contains(inside, "="):
		return "", 0
	case strings.HasSuffix(name, "Fraction") && len(args) == 2:
		over, err := strconv.ParseFloat(strings.TrimSpace(args[0]), 64)
		under, why := strconv.ParseFloat(strings.TrimSpace(args[1]), 64)
		if err != nil || why != nil || under == 0 {
			return "null", length
		}
		return strconv.FormatFloat(over/under, 'g', -1, 64), length
	case len(args) == 1:
		return jsonOf(inside), length
	case strings.HasSuffix(name, "date") || strings.HasSuffix(name, "datetime"):
		for i, arg := range args {
			if args[i] = strings.TrimSpace(arg); len(args[i]) == 1 {
				args[i] = "0" + args[i]
			}
		}
		if len(args) < 3 {
			return "", 0
		}
		day, clock := strings.Join(args[:3], "-"), append(args[3:min(6, len(args))], "00", "00", "00")
		return `"` + day + " " + strings.Join(clock[:3], ":") + `"`, length
	}
	return "[" + jsonOf(inside) + "]", length
}

// jsonNumeral is how JSON writes a numeral of Python or JavaScript.
func jsonNumeral(s string) string {
	if s == "." { // the end of a sentence
		return ""
	}
	s = strings.ReplaceAll(strings.TrimPrefix(s, "+"), "_", "")
	minus := strings.HasPrefix(s, "-")
	whole, fraction, pointed := strings.Cut(strings.TrimPrefix(s, "-"), ".")
	if pointed {
		if whole == "" {
			whole = "0"
		}
		if fraction == "" || fraction[0] > '9' {
			fraction = "0" + fraction
		}
		whole += "." + fraction
	}
	if minus {
		return "-" + whole
	}
	return whole
}

// unwrapped has numbers in the place of NumPy's, as programs print them since its version 2:
// np.float64(1.5).
func unwrapped(text string) string {
	if !strings.Contains(text, "np.float") && !strings.Contains(text, "np.int") && !strings.Contains(text, "np.uint") {
		return text
	}
	var b strings.Builder
	for {
		at := strings.Index(text, "np.")
		if at < 0 {
			return b.String() + text
		}
		kind, rest, ok := strings.Cut(text[at+len("np."):], "(")
		number, behind, closed := strings.Cut(rest, ")")
		if !ok || !closed || len(kind) > len("longdouble") || scan(strings.TrimSpace(number)) == 0 {
			b.WriteString(text[:at+len("np.")])
			text = text[at+len("np."):]
			continue
		}
		b.WriteString(text[:at] + number)
		text = behind
	}
}

// mostBefore bounds what stands before a literal.
const mostBefore = 64

// literalIn is the list or dictionary inside of a line of a program, such as
// points = [[1, 2], [3, 4]]; or array([[1., 2.], [3., 4.]], dtype=float32). Of a text that
// is none the result is "".
func literalIn(text string) string {
	open := strings.IndexAny(text[:min(len(text), mostBefore+1)], "[{")
	if open <= 0 {
		return ""
	}
	before := strings.TrimSpace(text[:open])
	if slices.ContainsFunc(byColumns, func(name string) bool { return strings.Contains(before, name) }) {
		return ""
	}
	if before == "" || !strings.HasSuffix(before, "(") && !strings.HasSuffix(before, "=") || strings.ContainsAny(before, "\n,;|\t\"'") {
		return ""
	}
	end := strings.LastIndexByte(text, text[open]+2) // ] and } are two behind [ and {
	if end < open || strings.ContainsAny(text[end+1:], "[{") || strings.Count(strings.TrimSpace(text[end+1:]), "\n") > 0 {
		return ""
	}
	return text[open : end+1]
}

// closes reports that nothing but blanks stands before a closing bracket.
func closes(rest string) bool {
	rest = strings.TrimLeft(rest, " \t\r\n")
	return rest != "" && strings.ContainsRune("]})", rune(rest[0]))
}

// literal is a word, with what stands behind it.
func literal(word, rest string) string {
	if strings.HasPrefix(strings.TrimLeft(rest, " \t\r\n"), ":") {
		return `"` + word + `"`
	}
	switch word {
	case "None", "undefined", "nan", "NA":
		return "null"
	case "inf", "Inf":
		return "Infinity"
	case "True":
		return "true"
	case "False":
		return "false"
	}
	return word
}
