package param

import (
	"strconv"
	"strings"
)

// TextVersion is the version of the text form.
const TextVersion = 1

const (
	mostText   = 1 << 16 // bytes of settings that are read
	mostErrors = 20      // mistakes that are reported at once
)

// Separator stands between the name=value pairs of a text that is written.
const Separator = "\n"

// Text is the flat form of c, "v=1" and then one name=value a line: scene and
// seed always, where ε is automatic that and the number it stands for, else only
// what differs from the scene's default.
func (c Config) Text() string {
	var b strings.Builder
	b.WriteString("v=" + strconv.Itoa(TextVersion))
	for i := range Table {
		p := &Table[i]
		text := p.value(&c)
		if p.written(&c, text) {
			b.WriteString(Separator + p.Name + "=" + text)
		}
	}
	return b.String()
}

// written reports whether the value text of c has a line. One without the switch
// for ε is of a time when there was none: it is off.
func (p *Param) written(c *Config, text string) bool {
	switch p.Name {
	case "scene", "seed":
		return true
	case "auto-epsilon":
		return text == "on"
	case "epsilon":
		if c.Get("auto-epsilon") == "on" {
			return true
		}
	}
	return text != p.DefaultIn(c.scene())
}

// Gives reports whether text gives parameter name a value.
func Gives(text, name string) bool {
	for piece := range Pairs(text) {
		if n, _, ok := cutPair(piece); ok && n == name {
			return true
		}
	}
	return false
}

// ParseConfig reads what Text writes: name=value pairs separated by line ends
// or ampersands, in any order. Every mistake is reported; pairs that are
// right are taken all the same, so that one misspelt name in a link loses
// nothing. Where a text with a version says nothing of the switch for ε it is off.
func ParseConfig(text string) (Config, []error) {
	var c Config
	if err := checkLength(text); err != nil {
		return c, []error{err}
	}
	errs := c.merge(text)
	if c.AutoEpsilon == "" && Gives(text, "v") {
		c.AutoEpsilon = "off"
	}
	return c, errs
}

// Change gives parameter name the value text in the filled settings c, or leaves
// them as they are and returns an *Error; see Changed.
func (c *Config) Change(name, text string) error {
	next := c.inScene(name, text)
	if err := next.Set(name, text); err != nil {
		return err
	}
	next.choose(func(chosen string) bool { return chosen == name })
	if err := next.contradiction(func(chosen string) bool { return chosen == name }); err != nil {
		return err
	}
	*c = next.WithDefaults()
	return nil
}

// Changed returns the filled settings c with every name=value pair of text, or
// c itself and every mistake: a set is applied as a whole or not at all. Another
// scene brings its own defaults, and keeps only the seed.
func (c Config) Changed(text string) (Config, []error) {
	if err := checkLength(text); err != nil {
		return c, []error{err}
	}
	names := map[string]bool{}
	next := c
	for piece := range Pairs(text) {
		if name, value, ok := cutPair(piece); ok {
			names[name] = true
			next = next.inScene(name, value)
		}
	}
	if errs := next.merge(text); len(errs) > 0 {
		return c, errs
	}
	next.choose(func(name string) bool { return names[name] })
	if err := next.contradiction(func(name string) bool { return names[name] }); err != nil {
		return c, []error{err}
	}
	return next.WithDefaults(), nil
}

// choose switches automatic ε off where a person has chosen a number, and gives
// that to both runs unless they have chosen one for each.
func (c *Config) choose(chosen func(name string) bool) {
	if chosen("auto-epsilon") {
		return
	}
	if chosen("epsilon") || chosen("versus-epsilon") {
		c.AutoEpsilon = "off"
	}
	if chosen("epsilon") && !chosen("versus-epsilon") {
		c.VersusEpsilon = 0
	}
}

// inScene is c, or the defaults of another scene with c's seed if the parameter
// name is the scene and text is one.
func (c *Config) inScene(name, text string) Config {
	if p, _ := Find(name); name == "scene" && text != c.Scene && p.Check(text) == nil {
		return Config{Scene: text, Seed: c.Seed}
	}
	return *c
}

func checkLength(text string) error {
	if len(text) <= mostText {
		return nil
	}
	size, most := strconv.Itoa(len(text)), strconv.Itoa(mostText)
	return &Error{Field: "settings", Value: size, Range: "≤ " + most, Why: Label{
		EN: "These settings have " + size + " bytes; allowed: at most " + most + ".",
		ZH: "这些设置共 " + size + " 字节；允许：至多 " + most + " 字节。"}}
}

// merge sets every name=value pair of text and returns what was wrong.
func (c *Config) merge(text string) []error {
	var errs Errors
	for piece := range Pairs(text) {
		name, value, ok := cutPair(piece)
		switch {
		case !ok:
			errs.Add(&Error{Field: "settings", Value: clip(name), Range: "name=value", What: Damaged})
		case name == "v":
			errs.Add(checkVersion(value))
		default:
			errs.Add(c.Set(name, value))
		}
	}
	return errs
}

// Errors are the mistakes found in one text, a bounded number of them.
type Errors []error

// Add appends err unless it is nil or there are many already.
func (e *Errors) Add(err error) {
	if err != nil && len(*e) < mostErrors {
		*e = append(*e, err)
	}
}

func checkVersion(v string) error {
	if v == strconv.Itoa(TextVersion) {
		return nil
	}
	return &Error{Field: "v", Value: clip(v), Range: "v=" + strconv.Itoa(TextVersion), What: Damaged}
}

// Pairs yields the non-empty pieces of text between line ends and ampersands.
func Pairs(text string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for piece := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == '\n' || r == '\r' || r == '&' }) {
			if piece = strings.TrimSpace(piece); piece != "" && !yield(piece) {
				return
			}
		}
	}
}

func cutPair(piece string) (name, value string, ok bool) {
	name, value, ok = strings.Cut(piece, "=")
	return strings.TrimSpace(name), strings.TrimSpace(value), ok
}
