package density

import "strconv"

// A Kind says what is wrong with a reader's picture.
type Kind int

// The kinds of error, with what they say about Value.
const (
	BadDarkness Kind = iota + 1 // Value is the darkness of a pixel
	BlankImage                  // Value is the darkness of the whole picture, 0
)

// An InputError says what is wrong with a reader's picture, where, and what is
// allowed. The English sentence is Error; whoever speaks another language
// builds the sentence from the fields.
type InputError struct {
	Kind   Kind   // what is wrong
	Line   int    // row of pixels, from 1; 0 is the picture as a whole
	Column int    // from 1
	Value  string // what stands there
}

// Error is one sentence: the field, its value and the allowed range.
func (e *InputError) Error() string {
	problem := e.Value + " is no darkness"
	if e.Kind == BlankImage {
		problem = "the picture is white all over, its darkness is " + e.Value
	}
	return e.Field() + ": " + problem + "; allowed: " + e.Range()
}

// Field says where: "line 3, column 2", or "picture".
func (e *InputError) Field() string {
	if e.Line == 0 {
		return "picture"
	}
	return "line " + strconv.Itoa(e.Line) + ", column " + strconv.Itoa(e.Column)
}

// Range says what is allowed in the field.
func (e *InputError) Range() string {
	if e.Kind == BlankImage {
		return "at least one pixel that is not white"
	}
	return "0 … 1"
}

func number(v float64) string { return strconv.FormatFloat(v, 'g', 6, 64) }
