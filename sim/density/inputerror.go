package density

import "strconv"

// A Kind says what is wrong with a reader's input.
type Kind int

// The kinds of error, with what they say about Value.
const (
	NotNumber   Kind = iota + 1 // Value stands where a number is expected
	NotFinite                   // Value is NaN or infinite
	TooLarge                    // Value is a number beyond ±1e100
	BadWeight                   // Value is a negative weight
	Ragged                      // Value is how many columns the line has, Want how many the others have
	FewColumns                  // Value is how many numeric columns there are
	TooFew                      // Value is how many distinct points there are
	TooMany                     // Value is how many rows there are, at least
	BadEncoding                 // Value is the encoding it looks like, or the byte that is no UTF-8
	BadDarkness                 // Value is the darkness of a pixel
	BlankImage                  // Value is the darkness of the whole picture, 0
	OpenQuote                   // Value begins with a quote that its line does not close
)

// An InputError says what is wrong with a reader's points, where, and what is
// allowed. The English sentence is Error; whoever speaks another language
// builds the sentence from the fields.
type InputError struct {
	Kind   Kind   // what is wrong
	Line   int    // from 1; 0 is the input as a whole
	Column int    // from 1; 0 is the line as a whole
	Name   string // the column's name in the header, "" without one
	Value  string // what stands there, at most 40 bytes of it
	Want   int    // columns that a ragged line should have
}

// Error is one sentence: the field, its value and the allowed range.
func (e *InputError) Error() string {
	return e.Field() + ": " + e.problem() + "; allowed: " + e.Range()
}

// Field says where: "line 3, column 2 (y)", "line 3" or "data".
func (e *InputError) Field() string {
	if e.Line == 0 {
		return "data"
	}
	s := "line " + decimal(e.Line)
	if e.Column > 0 {
		s += ", column " + decimal(e.Column)
	}
	if e.Name != "" {
		s += " (" + e.Name + ")"
	}
	return s
}

// Range says what is allowed in the field.
func (e *InputError) Range() string {
	switch e.Kind {
	case NotNumber, NotFinite:
		return "a finite number"
	case TooLarge:
		return "-1e100 … 1e100"
	case BadWeight:
		return "a weight of 0 or more"
	case Ragged:
		return decimal(e.Want) + " columns, as in the other lines"
	case FewColumns:
		return "at least 2 columns of numbers"
	case TooFew:
		return "2 … " + decimal(MaxPoints) + " points that differ"
	case TooMany:
		return "2 … " + decimal(MaxPoints) + " rows"
	case BadEncoding:
		return "text in UTF-8"
	case BadDarkness:
		return "0 … 1"
	case BlankImage:
		return "at least one pixel that is not white"
	case OpenQuote:
		return "quotes closed on their line"
	}
	return ""
}

func (e *InputError) problem() string {
	switch e.Kind {
	case NotNumber:
		return strconv.Quote(e.Value) + " is not a number"
	case NotFinite:
		return e.Value + " is not finite"
	case TooLarge:
		return e.Value + " is too large"
	case BadWeight:
		return e.Value + " is no weight"
	case Ragged:
		return "the line has " + counted(e.Value, "column")
	case FewColumns:
		return "there is no pair of coordinates, but " + counted(e.Value, "column") + " of numbers"
	case TooFew:
		return "there are too few points that differ: " + e.Value
	case TooMany:
		return "there are too many rows: " + e.Value
	case BadEncoding:
		return "the text looks like " + e.Value
	case BadDarkness:
		return e.Value + " is no darkness"
	case BlankImage:
		return "the picture is white all over, its darkness is " + e.Value
	case OpenQuote:
		return "the quote in " + e.Value + " is not closed"
	}
	return "cannot be read"
}

func counted(n, what string) string {
	if n == "1" {
		return n + " " + what
	}
	return n + " " + what + "s"
}

func decimal(n int) string { return strconv.Itoa(n) }

func number(v float64) string { return strconv.FormatFloat(v, 'g', 6, 64) }

// brief cuts s to at most 40 bytes, at a rune's edge.
func brief(s string) string {
	const most = 40
	if len(s) <= most {
		return s
	}
	cut := most - len("…")
	for cut > 0 && s[cut]&0xc0 == 0x80 {
		cut--
	}
	return s[:cut] + "…"
}
