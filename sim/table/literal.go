package table

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// jsonOf is the JSON of a literal of Python or JavaScript: names of members without
// quotes, quotes that are single, tuples, None, True and False, commas before a closing
// bracket. Of anything else the result is no JSON either.
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
		default:
			r, size := utf8.DecodeRuneInString(text[i:])
			if !unicode.IsLetter(r) && r != '_' && r != '$' {
				b.WriteString(text[i : i+size])
				i += size
				break
			}
			end := i + strings.IndexFunc(text[i:]+" ", func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_' && r != '$' })
			b.WriteString(literal(text[i:end], text[end:]))
			i = end
		}
	}
	return b.String()
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
	case "None", "undefined":
		return "null"
	case "True":
		return "true"
	case "False":
		return "false"
	}
	return word
}
