package table

import "strings"

// fixedColumns puts unit where columns of fixed places are divided: between
// characters at which every row has a blank. Rows are the lines with a digit, and
// the names are the line above the first of them.
func fixedColumns(text string, pause func()) string {
	lines := strings.Split(text, "\n")
	var blanks []bool // at each character
	widen := func(n int) {
		for len(blanks) < n {
			blanks = append(blanks, true)
		}
	}
	mark := func(line string) {
		runes := []rune(line)
		widen(len(runes))
		for i, c := range runes {
			if c != ' ' && c != '\t' {
				blanks[i] = false
			}
		}
	}
	first := -1
	for i, line := range lines {
		pause()
		if strings.ContainsAny(line, "0123456789") && len(strings.Fields(line)) > 1 {
			if first < 0 {
				first = i
				if i > 0 && len(strings.Fields(lines[i-1])) > 1 {
					mark(lines[i-1])
				}
			}
			mark(line)
		}
	}
	var b strings.Builder
	b.Grow(len(text) + len(lines))
	for i, line := range lines {
		pause()
		if i < first-1 || strings.TrimSpace(line) == "" {
			b.WriteString(line + "\n")
			continue
		}
		runes := []rune(line)
		for from := 0; from < len(blanks); {
			for from < len(blanks) && blanks[from] {
				from++
			}
			to := from
			for to < len(blanks) && !blanks[to] {
				to++
			}
			if from == to {
				break
			}
			b.WriteString(string(runes[min(from, len(runes)):min(to, len(runes))]))
			b.WriteByte(unit)
			from = to
		}
		b.WriteByte('\n')
	}
	return b.String()
}
