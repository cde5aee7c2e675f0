package article

import (
	"embed"
	"fmt"
	"strings"
)

//go:embed *.txt
var sources embed.FS

// read returns a source without its comments, which are lines that begin with
// "# ".
func read(name string) (string, error) {
	b, err := sources.ReadFile(name)
	if err != nil {
		return "", err
	}
	var kept []string
	for line := range strings.Lines(string(b)) {
		if !strings.HasPrefix(line, "# ") {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, ""), nil
}

// texts reads a source of pieces under "== key" lines.
func texts(name string) (map[string]string, error) {
	source, err := read(name)
	if err != nil {
		return nil, err
	}
	m := map[string]string{}
	for i, piece := range strings.Split("\n"+source, "\n== ") {
		key, text, _ := strings.Cut(piece, "\n")
		text = strings.TrimSpace(text)
		switch {
		case i == 0:
			if strings.TrimSpace(piece) != "" {
				return nil, fmt.Errorf("%s: text before the first key", name)
			}
		case text == "":
			return nil, fmt.Errorf("%s: %s is empty", name, key)
		case m[key] != "":
			return nil, fmt.Errorf("%s: %s is there twice", name, key)
		default:
			m[key] = text
		}
	}
	return m, nil
}

// paragraphs are parted by empty lines.
func paragraphs(text string) []string {
	var list []string
	for _, s := range strings.Split(text, "\n\n") {
		list = append(list, strings.ReplaceAll(strings.TrimSpace(s), "\n", " "))
	}
	return list
}

// records reads a source of lines with columns parted by sep.
func records(name, sep string, columns int) ([][]string, error) {
	source, err := read(name)
	if err != nil {
		return nil, err
	}
	var list [][]string
	for line := range strings.Lines(source) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		var record []string
		if sep == " " {
			record = strings.Fields(line)
			if len(record) > columns {
				record = append(record[:columns-1], strings.Join(record[columns-1:], " "))
			}
		} else {
			for _, s := range strings.SplitN(line, sep, columns) {
				record = append(record, strings.TrimSpace(s))
			}
		}
		if len(record) != columns {
			return nil, fmt.Errorf("%s: %q has %d columns, want %d", name, line, len(record), columns)
		}
		list = append(list, record)
	}
	return list, nil
}

// Block is one thing of the outline: a paragraph, a formula, a figure.
type Block struct {
	Kind, Key string
	Args      []string
	Items     []Block // the indented lines below it
}

// Figures are those of the article, in its order.
func Figures() ([]Figure, error) {
	outline, err := Outline()
	if err != nil {
		return nil, err
	}
	var list []Figure
	for _, b := range outline {
		if b.Kind == "figure" {
			list = append(list, b.Figure())
		}
	}
	return list, nil
}

// Outline is the order of the article.
func Outline() ([]Block, error) {
	source, err := read("outline.txt")
	if err != nil {
		return nil, err
	}
	var list []Block
	for line := range strings.Lines(source) {
		words := strings.Fields(line)
		if len(words) == 0 {
			continue
		}
		b := Block{Kind: words[0]}
		if len(words) > 1 {
			b.Key, b.Args = words[1], words[2:]
		}
		if !strings.HasPrefix(line, " ") {
			list = append(list, b)
			continue
		}
		if len(list) == 0 {
			return nil, fmt.Errorf("outline: %q belongs to nothing", line)
		}
		last := &list[len(list)-1]
		last.Items = append(last.Items, b)
	}
	return list, nil
}

// Setting is an attribute of a figure.
type Setting struct{ Name, Value string }

// settings are the words name=value among args.
func settings(args []string) []Setting {
	var list []Setting
	for _, a := range args {
		if name, value, ok := strings.Cut(a, "="); ok {
			list = append(list, Setting{name, value})
		}
	}
	return list
}

// lookup returns the value of the setting name.
func lookup(list []Setting, name string) (string, bool) {
	for _, s := range list {
		if s.Name == name {
			return s.Value, true
		}
	}
	return "", false
}

// cells are those of a line of a table.
func cells(row Block) []string {
	return strings.Split(strings.Join(append([]string{row.Key}, row.Args...), " "), " | ")
}
