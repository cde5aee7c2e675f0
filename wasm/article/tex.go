package article

import (
	"errors"
	"fmt"
	"html"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A typesetter turns formulas in a subset of TeX into MathML Core. Every
// symbol of the table of symbols is marked with data-sym, so that the page can
// say what it means.
//
// The subset: letters, digits, operators, groups, ^ and _, the commands of
// the tables below, \b{x} (a bold vector), \frac, \tfrac, \sqrt, \tilde,
// \bar, \left and \right, \under{formula}{key} (a brace with a word of the
// page's language), \say{key} (that word alone), \live{name} (a number that a
// script fills in), and, outside of all groups, & and \\ for rows that are
// aligned.
type typesetter struct {
	macros map[string]Symbol       // by command, without backslash
	say    func(key string) string // words inside formulas; nil where there are none
}

// Symbol is an entry of the table of symbols: written \Command, typeset as
// TeX.
type Symbol struct{ Key, Command, TeX string }

// mathml returns formula as a math element, block or inline, and the keys of
// the symbols in it in the order of their first appearance.
func (t *typesetter) mathml(formula string, block bool) (string, []string, error) {
	p := &parser{typesetter: t, rest: formula}
	if strings.TrimSpace(formula) == "" {
		return "", nil, errors.New("an empty formula")
	}
	if !block {
		m := inlined(p.list(""))
		if p.err == nil && p.rest != "" {
			p.fail("rows in a formula within a line")
		}
		if p.err != nil {
			return "", nil, fmt.Errorf("formula %q: %w", formula, p.err)
		}
		return m, p.used, nil
	}
	var rows [][]string
	for row := []string{}; ; {
		row = append(row, mrow(p.list("")))
		if p.err != nil {
			return "", nil, fmt.Errorf("formula %q: %w", formula, p.err)
		}
		end := p.rest == ""
		if newline := strings.HasPrefix(p.rest, `\\`); newline || end {
			rows, row = append(rows, row), []string{}
			p.rest = strings.TrimPrefix(p.rest, `\\`)
		} else { // &
			p.rest = p.rest[1:]
		}
		if end {
			break
		}
	}
	body := rows[0][0]
	if len(rows) > 1 || len(rows[0]) > 1 {
		var b strings.Builder
		b.WriteString("<mtable displaystyle=\"true\">")
		for _, row := range rows {
			b.WriteString("<mtr>")
			for _, cell := range row {
				b.WriteString("<mtd>" + cell + "</mtd>")
			}
			b.WriteString("</mtr>")
		}
		b.WriteString("</mtable>")
		body = b.String()
	}
	return `<math display="block">` + body + "</math>", p.used, nil
}

// inlined is a formula within a line. MathML Core does not break lines, so a
// long formula is several, with a place to break after its operators, as in
// TeX.
func inlined(list []atom) string {
	const long = 9 // atoms
	var b strings.Builder
	start := 0
	for i, a := range list {
		if i == len(list)-1 || len(list) >= long && a.class == operator && strings.Contains(a.text, "infix") {
			b.WriteString("<math>" + mrow(list[start:i+1]) + "</math>")
			if start = i + 1; start < len(list) {
				b.WriteString("<wbr>")
			}
		}
	}
	return b.String()
}

// class is what TeX calls the type of an atom; it decides spaces and whether a
// minus sign is that of a number.
type class uint8

const (
	ordinary class = iota
	operator       // binary or relation
	opening
	closing
	punctuation
	function // log, exp: a thin space to both sides
	space
)

// atom is a piece of MathML.
type atom struct {
	class class
	text  string
	big   bool // its scripts stand above and below
	full  bool // it has its scripts
}

func mrow(list []atom) string {
	if len(list) == 1 {
		return list[0].text
	}
	var b strings.Builder
	b.WriteString("<mrow>")
	for _, a := range list {
		b.WriteString(a.text)
	}
	b.WriteString("</mrow>")
	return b.String()
}

type parser struct {
	*typesetter
	rest  string
	depth int      // of groups
	used  []string // keys of symbols
	err   error
}

func (p *parser) fail(format string, args ...any) {
	if p.err == nil {
		p.err = fmt.Errorf(format, args...)
	}
	p.rest = ""
}

const thin = `<mspace width="0.1667em"/>`

// list reads atoms up to the end, to & or \\ outside of groups, or to the
// command end, which it consumes ("}" and "\right" end a group).
func (p *parser) list(end string) []atom {
	var list []atom
	for {
		p.rest = strings.TrimLeft(p.rest, " \n\t")
		switch {
		case p.rest == "":
			if end != "" {
				p.fail("%s is missing", end)
			}
			return list
		case end != "" && strings.HasPrefix(p.rest, end):
			p.rest = p.rest[len(end):]
			return list
		case p.depth == 0 && (p.rest[0] == '&' || strings.HasPrefix(p.rest, `\\`)):
			return list
		case strings.IndexByte("^_'", p.rest[0]) >= 0:
			if len(list) == 0 {
				p.fail("a script without a base")
				return list
			}
			list[len(list)-1] = p.scripts(list[len(list)-1])
			continue
		}
		before := opening
		if len(list) > 0 {
			before = list[len(list)-1].class
		}
		a := p.atom(before)
		if p.err != nil {
			return list
		}
		if apart(before, a.class) {
			list = append(list, atom{class: space, text: thin})
		}
		list = append(list, a)
	}
}

// apart reports whether TeX puts a thin space between two atoms: around the
// names of functions, but not before their brackets.
func apart(before, now class) bool {
	thing := func(c class) bool { return c == ordinary || c == closing || c == function }
	return now == function && thing(before) || before == function && (now == ordinary || now == function)
}

// group reads one argument: a group in braces or a single atom.
func (p *parser) group() string {
	p.rest = strings.TrimLeft(p.rest, " \n\t")
	if strings.HasPrefix(p.rest, "{") {
		return mrow(p.braced())
	}
	switch {
	case p.rest == "":
		p.fail("an argument is missing")
		return ""
	case '0' <= p.rest[0] && p.rest[0] <= '9': // one digit, as in TeX
		digit := p.rest[:1]
		p.rest = p.rest[1:]
		return "<mn>" + digit + "</mn>"
	}
	return p.atom(opening).text
}

func (p *parser) braced() []atom {
	p.rest = p.rest[1:]
	p.depth++
	list := p.list("}")
	p.depth--
	return list
}

// key reads an argument that is no formula.
func (p *parser) key() string {
	end := strings.IndexByte(p.rest, '}')
	if !strings.HasPrefix(p.rest, "{") || end < 0 {
		p.fail("a key in braces is missing")
		return ""
	}
	key := p.rest[1:end]
	p.rest = p.rest[end+1:]
	return key
}

// scripts reads the scripts that follow an atom.
func (p *parser) scripts(base atom) atom {
	if base.full {
		p.fail("two scripts in one place")
		return base
	}
	var sub, sup string
	for {
		p.rest = strings.TrimLeft(p.rest, " ")
		switch {
		case strings.HasPrefix(p.rest, "_") && sub == "":
			p.rest = p.rest[1:]
			sub = p.group()
		case strings.HasPrefix(p.rest, "^") && sup == "":
			p.rest = p.rest[1:]
			sup = p.group()
		case strings.HasPrefix(p.rest, "'") && sup == "":
			p.rest = p.rest[1:]
			sup = "<mo>′</mo>"
		default:
			tag := [2]string{"msub", "msup"}
			both := "msubsup"
			if base.big {
				tag, both = [2]string{"munder", "mover"}, "munderover"
			}
			name, inner := both, base.text+sub+sup
			switch {
			case sup == "":
				name = tag[0]
			case sub == "":
				name = tag[1]
			}
			return atom{class: base.class, text: "<" + name + ">" + inner + "</" + name + ">", full: true}
		}
	}
}

func identifier(s string) atom { return atom{class: ordinary, text: "<mi>" + s + "</mi>"} }

// fence is a bracket that keeps its size.
func fence(c class, s string) atom {
	form := "prefix"
	if c == closing {
		form = "postfix"
	}
	return atom{class: c, text: `<mo stretchy="false" form="` + form + `">` + s + "</mo>"}
}

// infix is an operator between two things, or before one if nothing precedes
// it.
func infix(s string, before class) atom {
	if before != ordinary && before != closing && (s == "−" || s == "+" || s == "±") {
		return atom{class: ordinary, text: `<mo form="prefix">` + s + "</mo>"}
	}
	return atom{class: operator, text: `<mo form="infix">` + s + "</mo>"}
}

// atom reads one atom; before is the class of the one in front of it.
func (p *parser) atom(before class) atom {
	r, n := utf8.DecodeRuneInString(p.rest)
	switch {
	case r == '\\':
		return p.command(before)
	case r == '{':
		return atom{class: ordinary, text: mrow(p.braced())}
	case unicode.IsDigit(r):
		n = strings.IndexFunc(p.rest, func(r rune) bool { return !unicode.IsDigit(r) && r != '.' })
		if n < 0 {
			n = len(p.rest)
		}
		number := strings.TrimRight(p.rest[:n], ".")
		p.rest = p.rest[len(number):]
		return atom{class: ordinary, text: "<mn>" + number + "</mn>"}
	}
	p.rest = p.rest[n:]
	s := html.EscapeString(string(r))
	switch {
	case unicode.IsLetter(r):
		return identifier(s)
	case r == '-':
		return infix("−", before)
	case strings.ContainsRune("=+<>:", r):
		return infix(s, before)
	case r == '(' || r == '[':
		return fence(opening, s)
	case r == ')' || r == ']':
		return fence(closing, s)
	case r == '/':
		return atom{class: operator, text: `<mo lspace="0" rspace="0">/</mo>`}
	case r == '|':
		return atom{class: operator, text: `<mo stretchy="false" lspace="0.1667em" rspace="0.1667em">|</mo>`}
	case r == ',' || r == ';':
		return atom{class: punctuation, text: `<mo separator="true">` + s + "</mo>"}
	case r == '.' || r == '!':
		return atom{class: ordinary, text: `<mo lspace="0" rspace="0">` + s + "</mo>"}
	}
	p.fail("unknown sign %q", r)
	return atom{}
}

var (
	letters = map[string]string{"alpha": "α", "beta": "β", "gamma": "γ", "epsilon": "ε", "theta": "θ", "lambda": "λ", "mu": "μ", "phi": "φ",
		"pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "Sigma": "Σ", "Delta": "Δ", "infty": "∞", "dots": "…", "omega": "ω"}
	functions = []string{"log", "exp", "tr", "max", "min", "div", "det"}
	infixes   = map[string]string{"to": "→", "gets": "←", "in": "∈", "sim": "∼", "approx": "≈", "le": "≤", "ge": "≥", "propto": "∝", "cdot": "·",
		"times": "×", "pm": "±", "ne": "≠", "equiv": "≡", "star": "∗"}
	spaces = map[string]string{",": "0.1667em", ";": "0.2778em", "quad": "1em", "qquad": "2em"}
)

func (p *parser) command(before class) atom {
	p.rest = p.rest[1:]
	n := strings.IndexFunc(p.rest, func(r rune) bool { return !unicode.IsLetter(r) })
	if n < 0 {
		n = len(p.rest)
	}
	if n == 0 {
		n = min(1, len(p.rest))
	}
	name := p.rest[:n]
	p.rest = p.rest[n:]
	if width, ok := spaces[name]; ok {
		return atom{class: space, text: `<mspace width="` + width + `"/>`}
	}
	if s, ok := p.macros[name]; ok {
		return p.symbol(s)
	}
	if s, ok := letters[name]; ok {
		return identifier(s)
	}
	if s, ok := infixes[name]; ok {
		return infix(s, before)
	}
	if slices.Contains(functions, name) {
		return atom{class: function, text: "<mi>" + name + "</mi>"}
	}
	switch name {
	case "b":
		return identifier(bold(p.key()))
	case "mathrm":
		return atom{class: ordinary, text: `<mi mathvariant="normal">` + p.key() + "</mi>"}
	case "frac":
		return atom{class: ordinary, text: "<mfrac>" + p.group() + p.group() + "</mfrac>"}
	case "tfrac":
		return atom{class: ordinary, text: `<mstyle displaystyle="false"><mfrac>` + p.group() + p.group() + "</mfrac></mstyle>"}
	case "half":
		return atom{class: ordinary, text: `<mstyle displaystyle="false"><mfrac><mn>1</mn><mn>2</mn></mfrac></mstyle>`}
	case "sqrt":
		return atom{class: ordinary, text: "<msqrt>" + p.group() + "</msqrt>"}
	case "tilde":
		return atom{class: ordinary, text: `<mover accent="true">` + p.group() + "<mo>~</mo></mover>"}
	case "bar":
		return atom{class: ordinary, text: `<mover accent="true">` + p.group() + "<mo>‾</mo></mover>"}
	case "int":
		return atom{class: operator, text: "<mo>∫</mo>"}
	case "sum":
		return atom{class: operator, text: "<mo>∑</mo>", big: true}
	case "prod":
		return atom{class: operator, text: "<mo>∏</mo>", big: true}
	case "nabla":
		return atom{class: ordinary, text: `<mo form="prefix" lspace="0" rspace="0">∇</mo>`}
	case "partial":
		return atom{class: ordinary, text: `<mi>∂</mi>`}
	case "d":
		return atom{class: ordinary, text: `<mi mathvariant="normal">d</mi>`}
	case "T":
		return atom{class: ordinary, text: `<mo lspace="0" rspace="0">⊤</mo>`}
	case "norm":
		return atom{class: ordinary, text: "<mrow>" + fence(opening, "‖").text + p.group() + fence(closing, "‖").text + "</mrow>"}
	case "left":
		return p.stretched()
	case "under":
		inner := p.group()
		return atom{class: ordinary, text: "<munder><munder>" + inner + "<mo>⏟</mo></munder>" + p.word() + "</munder>"}
	case "say":
		return atom{class: ordinary, text: p.word()}
	case "live":
		return atom{class: ordinary, text: `<mn data-live="` + html.EscapeString(p.key()) + `">–</mn>`}
	}
	p.fail(`unknown command \%s`, name)
	return atom{}
}

// stretched reads what stands between \left and \right, brackets included.
func (p *parser) stretched() atom {
	r, n := utf8.DecodeRuneInString(p.rest)
	p.rest = p.rest[n:]
	p.depth++
	inner := p.list(`\right`)
	p.depth--
	l, n := utf8.DecodeRuneInString(p.rest)
	p.rest = p.rest[min(n, len(p.rest)):]
	bracket := func(r rune) string {
		if r == '.' {
			return ""
		}
		return "<mo>" + html.EscapeString(string(r)) + "</mo>"
	}
	return atom{class: ordinary, text: "<mrow>" + bracket(r) + mrow(inner) + bracket(l) + "</mrow>"}
}

// word is a word of the page's language inside a formula.
func (p *parser) word() string {
	key := p.key()
	if p.say == nil {
		p.fail(`\say outside of a page`)
		return ""
	}
	return "<mtext>" + html.EscapeString(p.say(key)) + "</mtext>"
}

// symbol typesets an entry of the table of symbols, marked.
func (p *parser) symbol(s Symbol) atom {
	if !slices.Contains(p.used, s.Key) {
		p.used = append(p.used, s.Key)
	}
	sub := &parser{typesetter: &typesetter{}, rest: s.TeX}
	list := sub.list("")
	if sub.err != nil {
		p.fail(`\%s: %v`, s.Command, sub.err)
		return atom{}
	}
	return atom{class: ordinary, text: `<mrow data-sym="` + s.Key + `">` + mrow(list) + "</mrow>"}
}

// bold is a letter in Unicode's bold alphabet for mathematics: bold italic for
// Latin letters, as vectors are set.
func bold(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case 'A' <= r && r <= 'Z':
			return r - 'A' + '𝑨'
		case 'a' <= r && r <= 'z':
			return r - 'a' + '𝒂'
		case '0' <= r && r <= '9':
			return r - '0' + '𝟎'
		case r == 'μ':
			return '𝝁'
		case r == 'φ':
			return '𝝋'
		}
		return r
	}, s)
}
