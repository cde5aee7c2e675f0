package param

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// What is the kind of a mistake in what a person chose.
type What uint8

const (
	OutOfRange  What = iota // the field exists, the value is not allowed
	UnknownName             // there is no such field
	Damaged                 // text that is not name=value, or a version from elsewhere
)

// Error is a mistake in what a person chose. It names the field, the value and
// what is allowed, and says so in both languages.
type Error struct {
	Field string // name of the parameter, attribute or column
	Value string // as it was given, clipped
	Range string // what is allowed, or "" if that cannot be listed
	Meant string // an allowed value that is likely meant, "" without one
	What  What   // kind of the mistake; the zero value is OutOfRange
	// Why, if set, is the whole sentence; it replaces the usual ones.
	Why Label
}

// Error is the sentence in English.
func (e *Error) Error() string { return e.In("en") }

// In is the sentence in the language lang, "zh" or anything else for English.
func (e *Error) In(lang string) string {
	if e.Why != (Label{}) {
		return e.Why.In(lang)
	}
	s := sentences[e.What].In(lang)
	if e.Meant != "" {
		s += meant.In(lang)
	}
	return strings.NewReplacer("{field}", e.Field, "{value}", e.Value, "{range}", e.Range, "{meant}", e.Meant).Replace(s)
}

var meant = label(" Did you mean {meant}?", "是否想写 {meant}？")

var sentences = [...]Label{
	OutOfRange:  label("{field}: “{value}” is not allowed; allowed: {range}.", "{field}：“{value}” 不可用；允许：{range}。"),
	UnknownName: label("There is no setting called “{field}” (given as “{value}”); did you mean {range}?", "没有名为 “{field}” 的设置（值为 “{value}”）；是否想写 {range}？"),
	Damaged:     label("“{value}” cannot be read as settings; expected {range}.", "“{value}” 不是可读的设置；应为 {range}。"),
}

// Unknown is the error for a name that is not in the table; it suggests the
// nearest one.
func Unknown(name, value string) *Error {
	return &Error{Field: clip(name), Value: clip(value), Range: nearest(name), What: UnknownName}
}

// nearest is the parameter whose name a person most likely meant: the one with
// the smallest edit distance from s to its name or to its label, or whose name
// stands in s among other words (number-of-particles), or whose Chinese label has s in it.
func nearest(s string) string {
	best, least := "", 1<<30
	s = strings.ToLower(clip(s))
	for i := range Table {
		p := &Table[i]
		d := min(distance(s, p.Name), distance(s, kebab(p.Label.EN)))
		if zh := strings.ToLower(p.Label.ZH); s != "" && strings.ContainsFunc(s, isHan) && strings.Contains(zh, s) {
			d = min(d, utf8.RuneCountInString(zh)-utf8.RuneCountInString(s))
		}
		if strings.Contains("-"+s+"-", "-"+p.Name+"-") {
			d = min(d, 1+strings.Count(s, "-")-strings.Count(p.Name, "-"))
		}
		if d < least {
			best, least = p.Name, d
		}
	}
	return best
}

func isHan(r rune) bool { return unicode.Is(unicode.Han, r) }

// kebab is a label as a name might be written: learning-rate.
func kebab(label string) string {
	words := strings.FieldsFunc(strings.ToLower(label), func(r rune) bool { return r < 'a' || 'z' < r })
	return strings.Join(words, "-")
}

// distance is Levenshtein's, row by row.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diag := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			diag, row[j+1] = row[j+1], min(diag+cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
