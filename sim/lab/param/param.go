// Package param is the one table of what a reader can set, and the settings that
// it describes. Pages build their controls from it, links and attributes are
// checked against it, and a [Config] is read and written through it; nobody else
// holds a name, a range, a label or the place of a value.
package param

import (
	"slices"
	"strconv"
	"strings"

	"github.com/scorefield/scorefield/sim/lab/lang"
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

// String is the word of the page's protocol.
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

// String is the word of the page's protocol.
func (s Scope) String() string { return scopeNames[s] }

// Label is a text in the two languages of the page.
type Label = lang.Text

func label(en, zh string) Label { return Label{EN: en, ZH: zh} }

// Option is one value of a Choice.
type Option struct {
	Value string // as text
	Label Label  // what a reader is shown
}

// Param describes one parameter. A parameter's zero value in a Config (0 or "")
// stands for the scene's default, else for Default.
type Param struct {
	Name string // kebab-case; no HTML attribute has it
	// Field is where a Config holds the value: a *string, *float64, *int or
	// *uint64.
	Field    func(c *Config) any
	Kind     Kind     // what its values look like
	Min, Max float64  // inclusive range of Float and Int
	Default  string   // as text
	Zero     int      // how the field holds a chosen 0 that is not the scene's default; 0 where no scene has another
	Log      bool     // sliders move along the logarithm
	Of       []string // samplers or objectives that use it; nil where that is no question
	Auto     string   // the switch that lets the program choose the value; "" where there is none
	Unit     string   // "" where it has none
	Scope    Scope    // what a change disturbs; see Disturbance
	Options  []Option // of a Choice
	Label    Label    // a few words
	Help     Label    // one sentence
}

// Find returns the parameter called name.
func Find(name string) (*Param, bool) {
	for i := range Table {
		if Table[i].Name == name {
			return &Table[i], true
		}
	}
	return &Param{}, false
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
func (p *Param) Range() string {
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
func (p *Param) Check(text string) error {
	ok := true
	switch p.Kind {
	case Float:
		v, isNumber := parseFloat(text)
		ok = isNumber && p.Min <= v && v <= p.Max
	case Int:
		v, isNumber := parseInt(text)
		ok = isNumber && p.Min <= float64(v) && float64(v) <= p.Max
	case Switch:
		ok = text == "on" || text == "off"
	case Choice:
		ok = slices.ContainsFunc(p.Options, func(o Option) bool { return o.Value == text })
	}
	if !ok {
		return &Error{Field: p.Name, Value: clip(text), Range: p.Range(), Meant: p.meant(text), What: OutOfRange}
	}
	return nil
}

// parseInt reads digits with or without a minus. strconv takes a plus too, which
// the unsigned seed would not.
func parseInt(text string) (v int64, ok bool) {
	if !strings.ContainsAny(text, "0123456789") || strings.Trim(strings.TrimPrefix(text, "-"), "0123456789") != "" {
		return 0, false
	}
	v, err := strconv.ParseInt(text, 10, 64)
	return v, err == nil
}

// parseFloat reads a decimal number, with an exponent or without, but none of
// strconv's other forms: hexadecimal, underscores, a leading plus, names.
func parseFloat(text string) (v float64, ok bool) {
	if strings.HasPrefix(text, "+") || strings.Trim(text, "+-.0123456789eE") != "" {
		return 0, false
	}
	v, err := strconv.ParseFloat(text, 64)
	return v, err == nil
}

// Copy gives the field of dst the value that it has in src.
func (p *Param) Copy(dst, src *Config) { p.Assign(dst, p.value(src)) }

// Assign stores text, which Check has passed, in the field of c and touches no
// other field.
func (p *Param) Assign(c *Config, text string) {
	switch f := p.Field(c).(type) {
	case *string:
		*f = text
	case *float64:
		if *f, _ = strconv.ParseFloat(text, 64); *f == 0 {
			*f = float64(p.Zero) // not −0, which would be written so
		}
	case *int:
		*f, _ = strconv.Atoi(text)
		if *f == 0 {
			*f = p.Zero
		}
	case *uint64:
		*f, _ = strconv.ParseUint(text, 10, 64)
	}
}

// format is the field's value in c as text; given is false where it is zero and
// a default stands for it.
func (p *Param) format(c *Config) (text string, given bool) {
	switch f := p.Field(c).(type) {
	case *string:
		return *f, *f != ""
	case *float64:
		if p.Zero != 0 && *f == float64(p.Zero) {
			return "0", true
		}
		return strconv.FormatFloat(*f, 'g', -1, 64), *f != 0
	case *int:
		if p.Zero != 0 && *f == p.Zero {
			return "0", true
		}
		return strconv.Itoa(*f), *f != 0
	case *uint64:
		return strconv.FormatUint(*f, 10), *f != 0
	}
	return "", false
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
