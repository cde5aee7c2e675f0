package table

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// remarkMarks begin lines that are comments beside others: a file may have two kinds, as those
// of Touchstone and of Grace do.
var remarkMarks = []string{"//", "!", "--", ";", "@", "REM", "rem"}

// remarksOf are the marks that begin comments in a text, but for one.
func remarksOf(text, but string, o *Options) (marks []string) {
	for _, mark := range remarkMarks {
		o.pause()
		if mark == but || !strings.HasPrefix(text, mark) && !strings.Contains(text, "\n"+mark) {
			continue
		}
		begins, elsewhere := false, false
		for line := range strings.Lines(text) {
			if isRemark(line, mark) {
				begins = true
			} else if mark == ";" && strings.Contains(line, mark) { // it divides columns
				elsewhere = true
				break
			}
		}
		if begins && !elsewhere {
			marks = append(marks, mark)
		}
	}
	return marks
}

// isRemark reports a line that begins with a mark and is no row: blanks or letters stand
// behind the mark, and behind one that can be a cell no separators do.
func isRemark(line, mark string) bool {
	rest, ok := strings.CutPrefix(line, mark)
	if !ok {
		return false
	}
	rest = strings.TrimSuffix(rest, "\n")
	first, _ := utf8.DecodeRuneInString(rest)
	second := strings.TrimLeft(rest, " \t")
	letter, _ := utf8.DecodeRuneInString(second)
	switch mark {
	case "//":
		return true
	case "--", "REM", "rem":
		return rest == "" && mark != "--" || first == ' ' && unicode.IsLetter(letter) && !strings.ContainsAny(rest, ",;\t")
	case "@": // of Grace, not @id,@lat,@lon
		return first == ' ' && unicode.IsLetter(letter) && !strings.ContainsAny(rest, ",;\t") || strings.HasPrefix(rest, "TYPE ")
	}
	return rest == "" || first == ' ' || first == '\t' || first == rune(mark[0]) || unicode.IsLetter(first)
}

// remark is what a comment says behind its mark.
func (s *source) remark(line string) (rest, mark string) {
	if s.isComment(line) {
		return line[len(s.comment):], s.comment
	}
	for _, mark := range s.remarks {
		if isRemark(line, mark) {
			return line[len(mark):], mark
		}
	}
	return "", ""
}

// withoutRemarks leaves empty lines in the place of comments with these marks.
func withoutRemarks(text string, marks []string) string {
	if len(marks) == 0 {
		return text
	}
	var b strings.Builder
	b.Grow(len(text))
lines:
	for line := range strings.Lines(text) {
		for _, mark := range marks {
			if isRemark(line, mark) {
				b.WriteByte('\n')
				continue lines
			}
		}
		b.WriteString(line)
	}
	return b.String()
}
