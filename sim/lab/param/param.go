// Package param is the one table of what a reader can set. Pages build their
// controls from it, links and attributes are checked against it, and lab reads
// its defaults here; nobody else holds a name, a range or a label.
package param

import (
	"slices"
	"strconv"
	"strings"
)

// A Kind says what a value looks like in text.
type Kind uint8

const (
	Float  Kind = iota // a decimal number
	Int                // a whole number
	Switch             // on or off
	Choice             // one of Options
	Text               // free text with a grammar of its own, checked by lab
)

var kindNames = [...]string{"float", "int", "switch", "choice", "text"}

func (k Kind) String() string { return kindNames[k] }

// A Scope says what a change of the parameter disturbs.
type Scope uint8

const (
	View     Scope = iota // only the picture
	Live                  // the run goes on with the new value from the next step; journalled
	Sampling              // sampling starts again
	Training              // training starts again, and sampling with it
	All                   // everything starts again
)

var scopeNames = [...]string{"view", "live", "sampling", "training", "all"}

func (s Scope) String() string { return scopeNames[s] }

// Label is a text in the two languages of the page.
type Label struct{ EN, ZH string }

// In returns the text in the language lang, "zh" or anything else for English.
func (l Label) In(lang string) string {
	if lang == "zh" {
		return l.ZH
	}
	return l.EN
}

// Option is one value of a Choice.
type Option struct {
	Value string
	Label Label
}

// Param describes one parameter. A parameter's zero value in lab.Config (0 or
// "") stands for the scene's default, else for Default.
type Param struct {
	Name     string  // kebab-case; no HTML attribute has it
	Kind     Kind    //
	Min, Max float64 // inclusive range of Float and Int
	Default  string  // as text
	Log      bool    // sliders move along the logarithm
	Unit     string  // "" where it has none
	Scope    Scope
	Options  []Option // of a Choice
	Label    Label
	Help     Label // one sentence
}

// Find returns the parameter called name.
func Find(name string) (Param, bool) {
	i := slices.IndexFunc(Table, func(p Param) bool { return p.Name == name })
	if i < 0 {
		return Param{}, false
	}
	return Table[i], true
}

// Names lists all parameters in the table's order.
func Names() []string {
	names := make([]string, len(Table))
	for i, p := range Table {
		names[i] = p.Name
	}
	return names
}

// Range is the set of allowed values as a reader reads it, such as
// "0.0001 … 10" or "ula, mala".
func (p Param) Range() string {
	switch p.Kind {
	case Float, Int:
		return number(p.Min) + " … " + number(p.Max)
	case Switch:
		return "on, off"
	case Choice:
		values := make([]string, len(p.Options))
		for i, o := range p.Options {
			values[i] = o.Value
		}
		return strings.Join(values, ", ")
	}
	return ""
}

// Check returns an *Error unless text is a value that p allows.
func (p Param) Check(text string) error {
	ok := true
	switch p.Kind {
	case Float:
		v, err := strconv.ParseFloat(text, 64)
		ok = err == nil && p.Min <= v && v <= p.Max
	case Int:
		v, err := strconv.ParseInt(text, 10, 64)
		ok = err == nil && p.Min <= float64(v) && float64(v) <= p.Max
	case Switch:
		ok = text == "on" || text == "off"
	case Choice:
		ok = slices.ContainsFunc(p.Options, func(o Option) bool { return o.Value == text })
	}
	if !ok {
		return &Error{Field: p.Name, Value: clip(text), Range: p.Range(), What: OutOfRange}
	}
	return nil
}

func number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// clip keeps what a reader may have pasted by mistake out of a message.
func clip(s string) string {
	const most = 60
	s = strings.ToValidUTF8(s, "�")
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}
