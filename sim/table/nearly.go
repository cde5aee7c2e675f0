package table

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// This file is about texts that hold a table, but not one cell after the other: frames that
// are drawn around it, blanks of other scripts, points in brackets, several numbers in a
// cell, columns one by one. Each is written anew as a table with separators.

// rewritings of a text that is no table as it stands, in the order in which they are tried,
// and what is said about each.
var rewritings = []struct {
	write func(text string) string // "" or the text itself where it does not apply
	say   Text
}{
	{plainBlanks, Text{}},
	{pairsOfALine, Text{"The points stand one after the other in one line.", "各点依次写在同一行。"}},
	{complexes, Text{"The numbers are complex: x is the real part, y the imaginary one.", "数字为复数：x 为实部，y 为虚部。"}},
	{vectors, Text{"Each pair of brackets holds a column.", "每对括号为一列。"}},
	{bracketed, Text{"The points are what stands in brackets.", "数据点取自各对括号。"}},
	{byName, Text{"The points are what stands beside the names in each line.", "数据点取自每行各名称后的数字。"}},
	{namedInBrackets, Text{"The points are what stands beside the names in each pair of brackets.", "数据点取自每对括号内各名称后的数字。"}},
	{recordsOf, Text{"Each record has its names and numbers one below the other.", "每条记录的名称与数字逐行列出。"}},
}

// plainBlanks puts a blank in the place of every other one, such as those of Chinese texts
// and of web pages.
func plainBlanks(text string) string {
	return strings.Map(func(r rune) rune {
		if r >= utf8.RuneSelf && unicode.IsSpace(r) {
			return ' '
		}
		return r
	}, text)
}

// pairsOfALine puts each part of a single line, which holds as many numbers between commas
// as the others, on a line of its own: 1,2 3,4 5,9 or 1 2; 3 4; 5 9.
func pairsOfALine(text string) string {
	line := strings.TrimSpace(text)
	if strings.Contains(line, "\n") {
		return ""
	}
	for _, parts := range [][]string{strings.Split(strings.Trim(line, ";"), ";"), strings.Fields(line)} {
		width := 0
		for _, p := range parts {
			switch n := len(several("(" + strings.TrimSpace(p) + ")")); {
			case n == 0 || width != 0 && n != width:
				width = -1
			case width == 0:
				width = n
			}
			if width < 0 {
				break
			}
		}
		if width > 1 && len(parts) > 1 {
			return strings.Join(parts, "\n")
		}
	}
	return ""
}

// bracketed has a line for each pair of brackets with two numbers and more and no brackets
// inside, as in (1, 2) (3, 4) or VALUES (1, 2), (3, 4). A pair that has as many parts, but not
// all of them numbers, has a line too, so that its loss is counted.
func bracketed(text string) string {
	rows, _ := inBrackets(text)
	return lines(rows)
}

// byColumns are functions to whom programs give columns.
var byColumns = []string{"cbind(", "column_stack(", "zip(", "hcat(", "c_[", "data.frame("}

// vectors has in each line one number of each pair of brackets, where these are columns: two of
// three numbers and more, as in plot(c(1, 3, 5), c(2, 4, 9)), for who has two points only, or
// any number of them, given to one of byColumns.
func vectors(text string) string {
	rows, others := inBrackets(text)
	if len(rows) == 0 || others > 0 {
		return ""
	}
	asked := slices.ContainsFunc(byColumns, func(name string) bool { return strings.Contains(text, name) })
	if !asked && (len(rows) != 2 || len(rows[0]) < 3) {
		return ""
	}
	columns := make([][]string, len(rows[0]))
	for _, r := range rows {
		for j, cell := range r {
			columns[j] = append(columns[j], cell)
		}
	}
	return lines(columns)
}

func lines(rows [][]string) string {
	var b strings.Builder
	for _, cells := range rows {
		b.WriteString(row(cells))
	}
	return b.String()
}

// inBrackets are the parts of each pair of brackets that has as many as the first one of numbers, and
// how many pairs hold something else. A text that is cut off has none, and
// what stands in brackets of well-known text is not only points.
func inBrackets(text string) (found [][]string, others int) {
	for _, pair := range []string{"()", "[]", "{}"} {
		if strings.Count(text, pair[:1]) != strings.Count(text, pair[1:]) {
			return nil, 0
		}
	}
	if strings.Contains(text, "POINT") || strings.Contains(text, "Point") {
		return nil, 0
	}
	points, width := 0, 0
	var rows [][]string
	for rest := text; ; {
		open := strings.IndexAny(rest, "([{")
		if open < 0 {
			break
		}
		rest = rest[open:]
		end := 1 + strings.IndexAny(rest[1:], "([{)]}")
		if end < 1 {
			break
		}
		if rest[end] != closing(rest[0]) {
			rest = rest[end:]
			continue
		}
		inside, parts := strings.TrimSpace(rest[1:end]), several(rest[:end+1])
		if strings.Contains(inside, ",") && areTypes(strings.FieldsFunc(inside, func(r rune) bool { return r == ',' || r == ' ' })) { // Julia's, of what follows
			inside = ""
		}
		rest = rest[end+1:]
		switch {
		case inside == "" || len(parts) == 0 && scan(inside)&anyNumber != 0: // as in [][2]float64
		case len(parts) < 2 || width != 0 && len(parts) != width:
			others++
			if cells := strings.Split(inside, ","); len(cells) > 1 && strings.ContainsAny(inside, "0123456789") {
				rows = append(rows, cells)
			}
		default:
			points, width = points+1, len(parts)
			rows = append(rows, parts)
		}
	}
	if points < 2 || others > 1 && 5*others > points {
		return nil, others
	}
	return slices.DeleteFunc(rows, func(parts []string) bool { return len(parts) != width }), others
}

// byName has a column for each name in lines that all have the same ones: x=1 y=2, or loss: 0.5,
// as training writes it.
func byName(text string) string {
	var names []string
	var b strings.Builder
	lines, others := 0, 0
	for line := range strings.Lines(text) {
		if strings.TrimSpace(line) == "" {
			continue
		}
		pairs := named(line)
		if len(pairs) == 0 && !strings.ContainsAny(line, "=:") { // between them, as Epoch 1/3
			if others++; others > lines+1 {
				return ""
			}
			continue
		}
		if len(pairs) < 2 {
			return ""
		}
		if lines++; lines == 1 {
			for _, p := range pairs {
				names = append(names, p[0])
			}
			b.WriteString(row(names))
		}
		values := make([]string, len(names))
		for _, p := range pairs {
			j := slices.Index(names, p[0])
			if j < 0 {
				return ""
			}
			values[j] = p[1]
		}
		b.WriteString(row(values))
	}
	if lines < 2 {
		return ""
	}
	return b.String()
}

// row is a line of cells, with a separator that none of them has.
func row(cells []string) string {
	sep := ","
	if slices.ContainsFunc(cells, func(c string) bool { return strings.Contains(c, ",") }) {
		sep = ";"
	}
	return strings.Join(cells, sep) + "\n"
}

// named are the names and numbers of a line such as "epoch=1 loss=0.5" or "x: 1, y: 2".
func named(line string) (pairs [][2]string) {
	fields := strings.FieldsFunc(line, func(r rune) bool { return strings.ContainsRune(" \t\n,;|", r) })
	for i := 0; i < len(fields); i++ {
		name, value, ok := strings.Cut(fields[i], "=")
		if !ok {
			name, value, ok = strings.Cut(fields[i], ":")
		}
		if !ok || name == "" || scan(name)&anyNumber != 0 {
			continue
		}
		if value == "" && i+1 < len(fields) {
			i++
			value = fields[i]
		}
		if scan(value)&point.bit() != 0 {
			pairs = append(pairs, [2]string{strings.Trim(name, `:"'`), value})
		}
	}
	return pairs
}

func closing(open byte) byte {
	switch open {
	case '(':
		return ')'
	case '[':
		return ']'
	}
	return '}'
}

// complexParts are the real and the imaginary part of a number such as 1.5-2j, nil of any other text.
func complexParts(s string) []string {
	n := len(s) - 1
	if n < 3 || s[n] != 'j' && s[n] != 'i' {
		return nil
	}
	for i := n - 1; i > 0; i-- {
		if (s[i] == '+' || s[i] == '-') && s[i-1]|0x20 != 'e' {
			re, im := strings.TrimSpace(s[:i]), s[i:i+1]+strings.TrimSpace(s[i+1:n])
			if scan(re)&point.bit() != 0 && scan(im)&point.bit() != 0 {
				return []string{re, strings.TrimPrefix(im, "+")}
			}
			return nil
		}
	}
	return nil
}

// complexes has a line for each number of a text that has complex ones alone, as NumPy prints them.
func complexes(text string) string {
	if !strings.ContainsAny(text, "ji") {
		return ""
	}
	var rows [][]string
	for _, s := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" \t\n,;()[]", r) }) {
		parts := complexParts(s)
		if parts == nil {
			return ""
		}
		rows = append(rows, parts)
	}
	if len(rows) < 2 {
		return ""
	}
	return lines(rows)
}

// frameLines are drawn down between columns, frameRules across.
const (
	frameLines = "│┃║┆┊╎"
	frameRules = "─━═┄┈╌┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬╞╡╪╒╕╘╛╤╧╟╢╫╭╮╰╯"
)

// unframed has bars in the place of lines that are drawn between columns, and nothing in the
// place of those across; where each row has one line at most, it divides no columns.
func unframed(text string) string {
	if !strings.Contains(text, "\xe2\x94") && !strings.Contains(text, "\xe2\x95") || // U+2500 … U+257F, sixty times faster to rule out than by
		!strings.ContainsAny(text, frameLines) && !strings.ContainsAny(text, "─━═") {
		return text
	}
	bars := false
	for line := range strings.Lines(text) {
		n := 0
		for _, r := range line {
			if strings.ContainsRune(frameLines, r) {
				n++
			}
		}
		bars = bars || n > 1
	}
	var b strings.Builder
	for line := range strings.Lines(text) {
		if strings.ContainsAny(line, frameRules) && strings.Trim(line, frameRules+frameLines+" \t\n") == "" {
			b.WriteByte('\n')
			continue
		}
		b.WriteString(strings.Map(func(r rune) rune {
			switch {
			case !strings.ContainsRune(frameLines, r):
				return r
			case bars:
				return '|'
			}
			return ' '
		}, line))
	}
	return b.String()
}

// withoutStata is what Stata's list prints, without the frame and the numbers of the rows before it.
func withoutStata(text string) string {
	first := strings.TrimSpace(text)
	first, _, _ = strings.Cut(first, "\n")
	if len(first) < 5 || first[0] != '+' || strings.Trim(first, "+-") != "" || strings.Count(first, "+") != 2 || !strings.Contains(text, ". |") {
		return text
	}
	var b strings.Builder
	for line := range strings.Lines(text) {
		cells := strings.TrimSpace(line)
		if number, rest, ok := strings.Cut(cells, ". |"); ok && strings.Trim(number, "0123456789") == "" {
			cells = rest
		}
		if strings.Trim(cells, "+-|") == "" {
			cells = ""
		}
		b.WriteString(strings.Trim(cells, "|") + "\n")
	}
	return b.String()
}

// unbarred has no bars where they stand above columns only, as IPAC's tables have them, and one in
// the place of two, as wikis have them around names.
func unbarred(text string) string {
	if !strings.HasPrefix(strings.TrimLeft(text, "\n"), "|") {
		return text
	}
	if strings.HasPrefix(text, "||") {
		return strings.ReplaceAll(text, "||", "|")
	}
	rows := 0
	for line := range strings.Lines(text) {
		bars := strings.Count(line, "|")
		switch {
		case strings.TrimSpace(line) == "":
		case bars > 2 && rows == 0 && line[0] == '|' && strings.HasSuffix(strings.TrimSpace(line), "|"):
		case bars == 0 && (rows > 0 || numbersIn(line) > 1):
			rows++
		default:
			return text
		}
	}
	if rows < 2 {
		return text
	}
	return strings.ReplaceAll(text, "|", " ")
}

// blocksBeside puts side by side what pandas and R print one below the other where a table has
// too many columns for a line: blocks with the same names of rows and other names of columns.
// n is their number, 0 of any other text.
func blocksBeside(text string) (whole string, n int) {
	if text == "" || text[0] != ' ' && text[0] != '\n' {
		return text, 0
	}
	var blocks [][][]string
	for line := range strings.Lines(text) {
		fields := strings.Fields(strings.TrimSuffix(strings.TrimRight(line, " \t\n"), "\\"))
		switch {
		case len(fields) == 0:
		case line[0] == ' ' && !slices.ContainsFunc(fields, func(f string) bool { return scan(f)&anyNumber != 0 }):
			blocks = append(blocks, [][]string{fields})
		case len(blocks) == 0:
			return text, 0
		default:
			b := &blocks[len(blocks)-1]
			if *b = append(*b, fields); len(fields) != len((*b)[0])+1 {
				return text, 0
			}
		}
	}
	if len(blocks) < 2 || len(blocks[0]) < 3 {
		return text, 0
	}
	joined := slices.Clone(blocks[0])
	for _, b := range blocks[1:] {
		if len(b) != len(joined) || slices.Equal(b[0], blocks[0][0]) {
			return text, 0
		}
		for i, fields := range b {
			if i > 0 {
				if fields[0] != joined[i][0] {
					return text, 0
				}
				fields = fields[1:]
			}
			joined[i] = append(slices.Clone(joined[i]), fields...)
		}
	}
	var out strings.Builder
	for _, fields := range joined {
		out.WriteString(strings.Join(fields, " ") + "\n")
	}
	return out.String(), len(blocks)
}

// assigned is JSON of the columns that a program has one by one: x = [1, 2] and y = [3, 4] of
// Python, Julia and TOML, x <- c(1, 2) and list(x = c(1, 2), …) of R, x: [1, 2] of YAML. It is
// "" where there are no two of one length.
func assigned(text string) string {
	var b strings.Builder
	lengths := map[int]int{}
	for at := 0; at < len(text); {
		open := strings.IndexAny(text[at:], "([{")
		if open < 0 {
			break
		}
		open += at
		end := open + 1 + strings.IndexAny(text[open+1:], "([{)]}")
		at = open + 1
		if end == open || text[end] != closing(text[open]) {
			continue
		}
		items := strings.FieldsFunc(text[open+1:end], func(r rune) bool { return r == ',' || unicode.IsSpace(r) })
		name := assignee(text[:open])
		if name == "" || len(items) < 2 {
			continue
		}
		if lengths[len(items)]++; b.Len() > 0 {
			b.WriteByte(',')
		}
		b.WriteString(`"` + name + `":[`)
		for i, item := range items {
			if i > 0 {
				b.WriteByte(',')
			}
			switch c := scan(item); {
			case c == gap:
				b.WriteString("null")
			case c&point.bit() != 0:
				b.WriteString(jsonNumeral(item))
			default:
				b.WriteString(`"` + strings.Trim(item, `"'`) + `"`)
			}
		}
		b.WriteByte(']')
		at = end
	}
	for _, n := range lengths {
		if n > 1 {
			return "{" + b.String() + "}"
		}
	}
	return ""
}

// assignee is the name to which what comes next is given, perhaps through a call such as
// np.array(; "" without one.
func assignee(before string) string {
	isName := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' || r == '.' }
	before = strings.TrimRightFunc(before, func(r rune) bool { return isName(r) || strings.ContainsRune("([]!<>*& \t", r) }) // np.array(, []float64, new double[], vec![
	is := false
	for _, sign := range []string{":=", "<-", "=", ":"} {
		if bare, ok := strings.CutSuffix(before, sign); ok {
			before, is = strings.TrimRight(bare, ` "'`), true
			break
		}
	}
	if !is {
		return ""
	}
	line := before[strings.LastIndexAny(before, "\n(,")+1:]
	if typed := strings.IndexByte(line, ':'); typed > 0 { // const x: number[] of TypeScript
		before = strings.TrimRight(line[:typed], " \t")
	}
	if open := strings.LastIndexByte(before, '['); open > 0 && strings.HasSuffix(before, "]") { // double x[3] of C
		before = strings.TrimRight(before[:open], " \t")
	}
	name := before[len(strings.TrimRightFunc(before, isName)):]
	if len(name) > 60 {
		return ""
	}
	return name
}

// unprefixed is the JSON behind comments, or behind the signs that keep a page from running it.
func unprefixed(text string) string {
	rest := text
	for {
		rest = strings.TrimLeft(rest, " \t\r\n")
		end := -1
		switch {
		case strings.HasPrefix(rest, "//"), strings.HasPrefix(rest, "#"), strings.HasPrefix(rest, ")]}'"):
			end = strings.IndexByte(rest, '\n')
		case strings.HasPrefix(rest, "/*"):
			if end = strings.Index(rest, "*/"); end >= 0 {
				end++
			}
		case strings.HasPrefix(rest, "[") || strings.HasPrefix(rest, "{") || literalIn(rest) != "":
			return rest
		}
		if end < 0 {
			return text
		}
		rest = rest[end+1:]
	}
}
