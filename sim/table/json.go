package table

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// The kinds of a JSON value.
const (
	jsonNull = iota
	jsonBool
	jsonNumber
	jsonString
	jsonArray
	jsonObject
)

// value is a JSON value (RFC 8259). An array of numbers alone is in nums, any
// other in list; an object has its members' names in keys.
type value struct {
	kind byte
	num  float64 // NaN for null in nums
	str  string
	*parts
}

type parts struct {
	list []value
	nums []float64
	keys []string
}

// deepest bounds how deep arrays and objects nest.
const deepest = 64

// parser reads JSON. It takes NaN, Infinity and −Infinity for null, which
// Python writes, and several values one after the other (JSON lines).
//
// encoding/json is not used because the page's program would carry reflection
// and its own reader of numbers for a grammar of a page.
type parser struct {
	text  string
	at    int
	fault Text // what was expected
	pause func()
}

// parseJSON reads one value, or several one after the other as an array.
func parseJSON(text string, o *Options) (value, *Error) {
	p := &parser{text: text, pause: o.pauses()}
	v := p.value(0)
	p.blanks()
	if p.fault.EN == "" && p.at < len(text) {
		v = value{kind: jsonArray, parts: &parts{list: []value{v}}}
		for p.fault.EN == "" && p.at < len(text) {
			v.list = append(v.list, p.value(0))
			p.blanks()
		}
	}
	if p.fault.EN == "" {
		return v, nil
	}
	line := 1 + strings.Count(text[:p.at], "\n")
	found := Text{"the end", "结尾"}
	if p.at < len(text) {
		found = plain(strconv.Quote(brief(text[p.at:min(len(text), p.at+12)])))
	}
	return value{}, &Error{Kind: BadJSON, Line: line, Value: brief(text[p.at:min(len(text), p.at+12)]),
		what:    Text{p.fault.EN + " is expected before " + found.EN, "在 " + found.ZH + " 之前应有" + p.fault.ZH},
		allowed: Text{"a JSON array of pairs or of objects, an object of columns, or GeoJSON points", "由数对或对象组成的 JSON 数组、由列组成的对象，或 GeoJSON 点"}}
}

func (p *parser) fail(what Text) value {
	if p.fault.EN == "" {
		p.fault = what
	}
	return value{}
}

func (p *parser) blanks() {
	for p.at < len(p.text) {
		switch p.text[p.at] {
		case ' ', '\t', '\n', '\r':
			p.at++
		default:
			return
		}
	}
}

// next takes c if it comes next.
func (p *parser) next(c byte) bool {
	p.blanks()
	if p.at < len(p.text) && p.text[p.at] == c {
		p.at++
		return true
	}
	return false
}

func (p *parser) value(depth int) value {
	p.pause()
	p.blanks()
	if p.at == len(p.text) {
		return p.fail(Text{"a value", "一个值"})
	}
	if depth == deepest {
		return p.fail(Text{"less depth", "较浅的嵌套"})
	}
	switch c := p.text[p.at]; {
	case c == '[':
		p.at++
		return p.array(depth + 1)
	case c == '{':
		p.at++
		return p.object(depth + 1)
	case c == '"':
		s, ok := p.quoted()
		if !ok {
			return value{}
		}
		return value{kind: jsonString, str: s}
	case c == '-' && !strings.HasPrefix(p.text[p.at:], "-I") || c >= '0' && c <= '9':
		return p.number()
	}
	for _, w := range []struct {
		word string
		kind byte
	}{{"null", jsonNull}, {"true", jsonBool}, {"false", jsonBool}, {"NaN", jsonNull}, {"Infinity", jsonNull}, {"-Infinity", jsonNull}} {
		if strings.HasPrefix(p.text[p.at:], w.word) {
			p.at += len(w.word)
			return value{kind: w.kind}
		}
	}
	return p.fail(Text{"a value", "一个值"})
}

func (p *parser) array(depth int) value {
	v := value{kind: jsonArray, parts: &parts{}}
	if p.next(']') {
		return v
	}
	for p.fault.EN == "" {
		e := p.value(depth)
		switch {
		case e.kind == jsonNumber && v.list == nil:
			if v.nums == nil {
				v.nums = make([]float64, 0, 2)
			}
			v.nums = append(v.nums, e.num)
		default:
			v.mix()
			v.list = append(v.list, e)
		}
		if p.fault.EN == "" && p.next(']') {
			return v
		}
		if p.fault.EN == "" && !p.next(',') {
			p.fail(Text{"a comma or ]", "逗号或 ]"})
		}
	}
	return v
}

// mix moves the numbers to the list, where others follow.
func (v *value) mix() {
	for _, n := range v.nums {
		v.list = append(v.list, value{kind: jsonNumber, num: n})
	}
	v.nums = nil
}

func (p *parser) object(depth int) value {
	v := value{kind: jsonObject, parts: &parts{}}
	if p.next('}') {
		return v
	}
	for p.fault.EN == "" {
		p.blanks()
		if p.at == len(p.text) || p.text[p.at] != '"' {
			return p.fail(Text{"a name in quotes", "带引号的名称"})
		}
		key, ok := p.quoted()
		if !ok {
			return v
		}
		if !p.next(':') {
			return p.fail(Text{"a colon", "冒号"})
		}
		v.keys = append(v.keys, key)
		v.list = append(v.list, p.value(depth))
		if p.fault.EN == "" && p.next('}') {
			return unpacked(v)
		}
		if p.fault.EN == "" && !p.next(',') {
			p.fail(Text{"a comma or }", "逗号或 }"})
		}
	}
	return v
}

// number reads −?(0|[1-9][0-9]*)(.[0-9]+)?([eE][+-]?[0-9]+)?
func (p *parser) number() value {
	begin := p.at
	digits := func() (n int) {
		for p.at < len(p.text) && p.text[p.at] >= '0' && p.text[p.at] <= '9' {
			p.at++
			n++
		}
		return n
	}
	is := func(set string) bool {
		if p.at < len(p.text) && strings.IndexByte(set, p.text[p.at]) >= 0 {
			p.at++
			return true
		}
		return false
	}
	is("-")
	zero := p.at < len(p.text) && p.text[p.at] == '0'
	if n := digits(); n == 0 || zero && n > 1 {
		return p.fail(Text{"a number without a leading zero", "不以 0 开头的数字"})
	}
	if is(".") && digits() == 0 {
		return p.fail(Text{"a digit", "一位数字"})
	}
	if is("eE") {
		is("+-")
		if digits() == 0 {
			return p.fail(Text{"a digit", "一位数字"})
		}
	}
	v, _ := strconv.ParseFloat(p.text[begin:p.at], 64) // beyond float64 it is infinite
	return value{kind: jsonNumber, num: v}
}

// quoted reads a string. Without escapes it is a piece of the text.
func (p *parser) quoted() (string, bool) {
	p.at++
	begin := p.at
	for p.at < len(p.text) {
		switch c := p.text[p.at]; {
		case c == '"':
			p.at++
			return p.text[begin : p.at-1], true
		case c == '\\':
			return p.escaped(begin)
		case c < ' ':
			p.fail(Text{"a string without control characters", "不含控制字符的字符串"})
			return "", false
		}
		p.at++
	}
	p.fail(Text{"a closing quote", "收尾的引号"})
	return "", false
}

// escaped is quoted from the first escape on.
func (p *parser) escaped(begin int) (string, bool) {
	var b strings.Builder
	b.WriteString(p.text[begin:p.at])
	for p.at < len(p.text) {
		c := p.text[p.at]
		p.at++
		switch {
		case c == '"':
			return b.String(), true
		case c < ' ':
			p.at--
			p.fail(Text{"a string without control characters", "不含控制字符的字符串"})
			return "", false
		case c != '\\':
			b.WriteByte(c)
			continue
		}
		if p.at == len(p.text) {
			break
		}
		e := p.text[p.at]
		p.at++
		if i := strings.IndexByte(`"\/bfnrt`, e); i >= 0 {
			b.WriteByte("\"\\/\b\f\n\r\t"[i])
			continue
		}
		r, ok := rune(0), false
		if e == 'u' {
			r, ok = p.hex()
		}
		if !ok {
			p.fail(Text{"an escape of JSON", "JSON 的转义序列"})
			return "", false
		}
		if utf16.IsSurrogate(r) && strings.HasPrefix(p.text[p.at:], `\u`) {
			back := p.at
			p.at += 2
			low, ok := p.hex()
			if pair := utf16.DecodeRune(r, low); ok && pair != utf8.RuneError {
				r = pair
			} else {
				p.at = back
			}
		}
		b.WriteRune(r)
	}
	p.fail(Text{"a closing quote", "收尾的引号"})
	return "", false
}

func (p *parser) hex() (rune, bool) {
	if len(p.text)-p.at < 4 {
		return 0, false
	}
	n, err := strconv.ParseUint(p.text[p.at:p.at+4], 16, 16)
	if err != nil {
		return 0, false
	}
	p.at += 4
	return rune(n), true
}

// length is how many values an array or object has.
func (v *value) length() int {
	if v.parts == nil {
		return 0
	}
	return len(v.list) + len(v.nums)
}

// member is the member called key, null where there is none.
func (v *value) member(key string) value {
	m, _ := v.get(key)
	return m
}

// get is the member called key.
func (v *value) get(key string) (value, bool) {
	if v.kind == jsonObject {
		for i, k := range v.keys {
			if k == key {
				return v.list[i], true
			}
		}
	}
	return value{}, false
}
