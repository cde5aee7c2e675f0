package table

import "strings"

// sections finds the table in a text whose parts are divided by empty lines: lines above it
// that hold no rows, and a second table below it with names of its own, are made empty.
func (s *source) sections() {
	if !hasEmptyLine(s.text) {
		return
	}
	type table struct{ offset, line int } // of the names
	var begins []table
	var head string // a line of words below an empty one, or the first line
	var at table
	empty, rowsAbove, above := true, false, 0 // what stands above the first table
	offset, n := 0, s.above
	names := ""
	for line := range strings.Lines(s.text) {
		n++
		bare := strings.Trim(line, " \t,;|\n")
		switch {
		case bare == "":
			empty = true
		case head != "" && isRowBelow(head, line):
			if len(begins) == 0 || cellsOf(head) != names { // the same names again are of the same table
				begins = append(begins, at)
			}
			if len(begins) == 1 {
				names = cellsOf(head)
			}
			head, empty = "", false
		default:
			head = ""
			if empty && isHead(line) {
				head, at = line, table{offset, n}
			}
			if len(begins) == 0 {
				rowsAbove = rowsAbove || numbersIn(line) > 1
				above++
			}
			empty = false
		}
		offset += len(line)
		if len(begins) > 1 {
			break
		}
	}
	if len(begins) > 1 {
		second := begins[1]
		s.text = s.text[:second.offset]
		s.say("Another table begins in line "+decimal(second.line)+" and was left out.", "第 "+decimal(second.line)+" 行起是另一个表格，未读取。")
	}
	if len(begins) > 0 && begins[0].offset > 0 && !rowsAbove && above > 1 {
		first := begins[0]
		s.text = strings.Repeat("\n", strings.Count(s.text[:first.offset], "\n")) + s.text[first.offset:]
		s.say(counted(above-1, "line", "lines")+" above the table "+were(above-1)+" skipped.", "跳过了表格上方的 "+decimal(above-1)+" 行。")
	}
}

// hasEmptyLine reports whether a line after the first is empty or begins with two separators:
// a look at the beginning of each, where strings.Contains would take three times as long.
func hasEmptyLine(text string) bool {
	for {
		i := strings.IndexByte(text, '\n')
		if i < 0 {
			return false
		}
		text = text[i+1:]
		if strings.HasPrefix(text, "\n") || strings.HasPrefix(text, ",,") || strings.HasPrefix(text, ";;") {
			return true
		}
	}
}

// cells divides a line at the separators that it has.
func cells(line string) []string {
	for _, sep := range []string{"\t", ";", ",", "|"} {
		if strings.Contains(line, sep) {
			return strings.Split(strings.Trim(line, "\n"), sep)
		}
	}
	return strings.Fields(line)
}

// cellsOf is a line without what may differ between two that say the same.
func cellsOf(line string) string { return strings.Join(strings.Fields(line), " ") }

// isHead reports a line of two words and more that can be names.
func isHead(line string) bool {
	words := 0
	for _, c := range cells(line) {
		switch c = strings.Trim(strings.TrimSpace(c), `"`); {
		case scan(c)&anyNumber != 0:
			return false
		case c != "":
			words++
		}
	}
	return words > 1
}

// isRowBelow reports a line of as many cells as the names above it, two of them numbers.
func isRowBelow(head, line string) bool {
	return len(cells(head)) == len(cells(line)) && numbersIn(line) > 1
}

func numbersIn(line string) (n int) {
	for _, c := range cells(line) {
		if scan(strings.Trim(strings.TrimSpace(c), `"`))&anyNumber != 0 {
			n++
		}
	}
	return n
}
