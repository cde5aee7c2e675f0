package score

import (
	"strconv"
	"unicode/utf8"
)

// A small strict reader of JSON (RFC 8259), so that the page's program need not
// link encoding/json. Lists of numbers, which is nearly all there is in a file
// of weights, are kept as numbers. Memory stays in proportion to the text.

type kind uint8

const (
	isNull kind = iota
	isBool
	isNumber
	isText
	isNumbers // a list of numbers, or an empty list
	isList
	isObject
)

var kindNames = [...]string{"null", "true or false", "a number", "text", "a list of numbers", "a list", "an object"}

// value is a JSON value.
type value struct {
	kind    kind
	yes     bool
	number  float64
	text    string
	numbers []float64
	list    []value
	fields  []field // in the file's order
}

type field struct {
	name  string
	value value
}

// get is the field called name; null if there is none.
func (v value) get(name string) value {
	for _, f := range v.fields {
		if f.name == name {
			return f.value
		}
	}
	return value{}
}

// maxDepth is how deep lists and objects may nest, and maxFields how many
// fields an object may have (a safetensors header has two for each layer, and
// duplicates are looked for in all).
const (
	maxDepth  = 8
	maxFields = 256
)

// reader reads one text.
type reader struct {
	text  []byte
	at    int
	depth int
}

// readJSON returns the one value in text. what names the text in errors.
func readJSON(text []byte, what string) (value, error) {
	r := reader{text: text}
	v, ok := r.value()
	r.space()
	if !ok || r.at < len(r.text) {
		return value{}, &Error{what, "damaged at byte " + strconv.Itoa(r.at) + " (" + r.near() + ")", "JSON"}
	}
	return v, nil
}

// near is what stands where reading stopped.
func (r *reader) near() string {
	if r.at >= len(r.text) {
		return "end of text"
	}
	return strconv.Quote(string(r.text[r.at:min(r.at+12, len(r.text))]))
}

func (r *reader) space() {
	for r.at < len(r.text) {
		switch r.text[r.at] {
		case ' ', '\t', '\n', '\r':
			r.at++
		default:
			return
		}
	}
}

// next skips space and reports whether c follows, taking it.
func (r *reader) next(c byte) bool {
	r.space()
	if r.at < len(r.text) && r.text[r.at] == c {
		r.at++
		return true
	}
	return false
}

func (r *reader) word(w string) bool {
	if len(r.text)-r.at >= len(w) && string(r.text[r.at:r.at+len(w)]) == w {
		r.at += len(w)
		return true
	}
	return false
}

func (r *reader) value() (value, bool) {
	r.space()
	if r.at >= len(r.text) {
		return value{}, false
	}
	switch c := r.text[r.at]; {
	case c == '{':
		return r.nested(r.object)
	case c == '[':
		return r.nested(r.array)
	case c == '"':
		s, ok := r.string()
		return value{kind: isText, text: s}, ok
	case c == '-' || '0' <= c && c <= '9':
		n, ok := r.numeral()
		return value{kind: isNumber, number: n}, ok
	}
	switch {
	case r.word("true"):
		return value{kind: isBool, yes: true}, true
	case r.word("false"):
		return value{kind: isBool}, true
	case r.word("null"):
		return value{}, true
	}
	return value{}, false
}

func (r *reader) nested(read func() (value, bool)) (value, bool) {
	if r.depth == maxDepth {
		return value{}, false
	}
	r.depth++
	r.at++
	v, ok := read()
	r.depth--
	return v, ok
}

func (r *reader) object() (value, bool) {
	v := value{kind: isObject}
	if r.next('}') {
		return v, true
	}
	for len(v.fields) < maxFields {
		r.space()
		name, ok := r.string()
		if !ok || v.has(name) || !r.next(':') {
			return v, false
		}
		f, ok := r.value()
		if !ok {
			return v, false
		}
		v.fields = append(v.fields, field{name, f})
		if !r.next(',') {
			return v, r.next('}')
		}
	}
	return v, false
}

func (v value) has(name string) bool {
	for _, f := range v.fields {
		if f.name == name {
			return true
		}
	}
	return false
}

func (r *reader) array() (value, bool) {
	v := value{kind: isNumbers}
	if r.next(']') {
		return v, true
	}
	for {
		e, ok := r.value()
		if !ok || !v.append(e) {
			return v, false
		}
		if !r.next(',') {
			return v, r.next(']')
		}
	}
}

// append adds e: a list is all numbers, or has few enough elements to keep
// each as a value.
func (v *value) append(e value) bool {
	if v.kind == isNumbers && e.kind == isNumber && v.list == nil {
		v.numbers = append(v.numbers, e.number)
		return true
	}
	if len(v.numbers) > 0 || len(v.list) == maxFields {
		return false
	}
	v.kind = isList
	v.list = append(v.list, e)
	return true
}

// numeral reads −?(0|[1-9]\d*)(.\d+)?([eE][+−]?\d+)?, which must be finite.
func (r *reader) numeral() (float64, bool) {
	from := r.at
	r.word("-")
	if !r.word("0") && r.digits() == 0 {
		return 0, false
	}
	if r.word(".") && r.digits() == 0 {
		return 0, false
	}
	if r.word("e") || r.word("E") {
		if !r.word("+") {
			r.word("-")
		}
		if r.digits() == 0 {
			return 0, false
		}
	}
	n, err := strconv.ParseFloat(string(r.text[from:r.at]), 64)
	return n, err == nil
}

func (r *reader) digits() int {
	from := r.at
	for r.at < len(r.text) && '0' <= r.text[r.at] && r.text[r.at] <= '9' {
		r.at++
	}
	return r.at - from
}

// string reads a text in quotes.
func (r *reader) string() (string, bool) {
	if r.at >= len(r.text) || r.text[r.at] != '"' {
		return "", false
	}
	r.at++
	var s []byte
	for r.at < len(r.text) {
		c := r.text[r.at]
		r.at++
		switch {
		case c == '"':
			return string(s), utf8.Valid(s)
		case c < ' ':
			return "", false
		case c == '\\':
			e, ok := r.escape()
			if !ok {
				return "", false
			}
			s = utf8.AppendRune(s, e)
		default:
			s = append(s, c)
		}
	}
	return "", false
}

// escape reads what follows a backslash; half of a surrogate pair becomes
// U+FFFD.
func (r *reader) escape() (rune, bool) {
	if r.at >= len(r.text) {
		return 0, false
	}
	c := r.text[r.at]
	r.at++
	switch c {
	case '"', '\\', '/':
		return rune(c), true
	case 'b':
		return '\b', true
	case 'f':
		return '\f', true
	case 'n':
		return '\n', true
	case 'r':
		return '\r', true
	case 't':
		return '\t', true
	case 'u':
		if len(r.text)-r.at < 4 {
			return 0, false
		}
		n, err := strconv.ParseUint(string(r.text[r.at:r.at+4]), 16, 16)
		r.at += 4
		return rune(n), err == nil
	}
	return 0, false
}
