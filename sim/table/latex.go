package table

import "strings"

// withoutLaTeX is a text whose rows LaTeX has, with & between cells and \\ behind the last, as a
// table with separators: without rules, and of commands that set a cell only what they set. Any other
// text is returned as it is.
func withoutLaTeX(text string) string {
	if !strings.Contains(text, `\\`) && !strings.Contains(text, `\tabularnewline`) || !strings.Contains(text, "&") {
		return text
	}
	sep := ","
	if strings.Contains(text, ",") {
		sep = ";"
	}
	var b strings.Builder
	rows := 0
	for line := range strings.Lines(strings.ReplaceAll(text, `\tabularnewline`, `\\`)) {
		cells, _, isRow := strings.Cut(line, `\\`)
		for {
			cells = strings.TrimSpace(cells)
			rule := ""
			for _, r := range [...]string{`\hline`, `\toprule`, `\midrule`, `\bottomrule`, `\endhead`, `\endfirsthead`} {
				if strings.HasPrefix(cells, r) {
					rule = r
				}
			}
			if rule == "" {
				break
			}
			cells = cells[len(rule):]
		}
		switch parts := apartAtAmpersands(cells); {
		case isRow && len(parts) > 1:
			for i, p := range parts {
				parts[i] = plainLaTeX(p)
			}
			b.WriteString(strings.Join(parts, sep))
			rows++
		case cells == "" || cells[0] == '\\' || cells[0] == '%' || isRow:
		default:
			return text
		}
		b.WriteByte('\n')
	}
	if rows < 2 {
		return text
	}
	return b.String()
}

// apartAtAmpersands divides a row at every & but \&.
func apartAtAmpersands(row string) []string {
	parts := strings.Split(strings.ReplaceAll(row, `\&`, "\x00"), "&")
	for i := range parts {
		parts[i] = strings.TrimSpace(strings.ReplaceAll(parts[i], "\x00", "&"))
	}
	return parts
}

// plainLaTeX is a cell as a reader sees it, as far as numbers and names go.
func plainLaTeX(cell string) string {
	for {
		begin := strings.LastIndexByte(cell, '{')
		if begin < 0 {
			break
		}
		end := strings.IndexByte(cell[begin:], '}')
		if end < 0 {
			break
		}
		end += begin
		from := begin
		for from > 0 && isLetter(cell[from-1]) {
			from--
		}
		if from > 0 && cell[from-1] == '\\' {
			from--
		} else {
			from = begin
		}
		cell = cell[:from] + cell[begin+1:end] + cell[end+1:]
	}
	return strings.TrimSpace(latexSigns.Replace(cell))
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

var latexSigns = strings.NewReplacer(`\%`, "%", `\$`, "$", `\_`, "_", `\#`, "#", "$", "", `\,`, " ", `\ `, " ", "~", " ", `\pm`, "±", `\times`, "×", `\-`, "-")
