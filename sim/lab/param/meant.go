package param

import (
	"math"
	"strconv"
	"strings"
	"unicode"
)

// meant is the allowed value that a person most likely meant by a text which is none: a number
// with thousands marks, a decimal comma, wide digits or k behind it, a whole number written
// with a point or an exponent, true for on, a choice by its label, in capitals, or misspelt.
// It is "" where there is none.
func (p *Param) meant(text string) string {
	plain := strings.TrimSpace(clip(narrow(text)))
	var guess string
	switch p.Kind {
	case Float, Int:
		guess = p.meantNumber(plain)
	case Switch:
		switch strings.ToLower(plain) {
		case "", "on", "true", "yes", "1", "checked", p.Name, "开", "是":
			guess = "on"
		case "off", "false", "no", "0", "none", "关", "否":
			guess = "off"
		}
	case Choice:
		guess = p.meantOption(plain)
	}
	if guess == "" || guess == text || p.Check(guess) != nil {
		return ""
	}
	return guess
}

// narrow puts the signs of ASCII in the place of wide ones, as keyboards for Chinese write them.
func narrow(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '！' && r <= '～':
			return r - '！' + '!'
		case r == '−' || r == '–':
			return '-'
		case unicode.IsSpace(r):
			return ' '
		}
		return r
	}, text)
}

func (p *Param) meantNumber(s string) string {
	s = strings.TrimPrefix(strings.NewReplacer("_", "", " ", "", "'", "").Replace(s), "+")
	unit := 1.0
	for end, by := range map[string]float64{"k": 1e3, "K": 1e3, "M": 1e6, "千": 1e3, "万": 1e4} {
		if bare, ok := strings.CutSuffix(s, end); ok {
			s, unit = bare, by
			break
		}
	}
	if parts := strings.Split(s, ","); len(parts) > 1 {
		grouped := true
		for i, part := range parts {
			digits, _, _ := strings.Cut(part, ".")
			grouped = grouped && (len(digits) == 3 || i == 0 && len(strings.TrimPrefix(digits, "-")) <= 3)
		}
		switch {
		case grouped:
			s = strings.Join(parts, "")
		case len(parts) == 2:
			s = parts[0] + "." + parts[1]
		}
	}
	v, ok := parseFloat(s)
	if v *= unit; !ok || p.Kind == Int && (v != math.Trunc(v) || math.Abs(v) > 1<<53) {
		return ""
	}
	if p.Kind == Int {
		return strconv.FormatInt(int64(v), 10)
	}
	return strconv.FormatFloat(v, 'g', -1, 64)
}

// mostTypos is the edit distance up to which a misspelt choice is known again.
const mostTypos = 2

func (p *Param) meantOption(s string) string {
	written := strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return r == ' ' || r == '_' || r == '-' }), "-")
	best, least := "", mostTypos+1
	for _, o := range p.Options {
		if written == o.Value || written == kebab(o.Label.EN) && written != "" || s == o.Label.ZH || strings.EqualFold(s, o.Label.EN) {
			return o.Value
		}
		if d := distance(written, o.Value); d < least && 2*d < len(o.Value) {
			best, least = o.Value, d
		}
	}
	return best
}
