package table

import (
	"slices"
	"strings"
)

// This file is about texts in which a name stands beside each number: records one below the
// other, objects as programs print them, settings.

// recordsOf has a line for each record of a text with a name and a value in each line, as YAML's
// lists, INI's and TOML's sections and what databases print on their sides: a record ends where a
// name stands again.
func recordsOf(text string) string {
	var names []string
	var rows []map[string]string
	for line := range strings.Lines(text) {
		name, value, is := member(line)
		switch {
		case !is:
			return ""
		case name == "":
			continue
		case len(rows) == 0 || has(rows[len(rows)-1], name):
			rows = append(rows, map[string]string{})
		}
		rows[len(rows)-1][name] = value
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	if len(rows) < 2 || len(names) < 2 || len(names) > mostJSONColumns {
		return ""
	}
	sep, room := ",", make([]string, len(names))
	if strings.Contains(text, ",") {
		sep = ";"
	}
	var b strings.Builder
	b.WriteString(strings.Join(names, sep) + "\n")
	for _, r := range rows {
		for j, name := range names {
			room[j] = r[name]
		}
		b.WriteString(strings.Join(room, sep) + "\n")
	}
	return b.String()
}

func has(m map[string]string, name string) bool { _, ok := m[name]; return ok }

// member is a line such as "x: 1", "- x: 1", "x = 1" or "x | 1". The name is "" of a line between
// records; is, false of any other line.
func member(line string) (name, value string, is bool) {
	line = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(line), "- "))
	if line == "" || isSection(line) || strings.Trim(line, "-=*") == "" || strings.HasPrefix(line, "***") || strings.HasPrefix(line, "-[") {
		return "", "", true
	}
	at := strings.IndexAny(line, ":=|")
	if at <= 0 {
		return "", "", false
	}
	name, value = strings.Trim(strings.TrimSpace(line[:at]), `"'`), strings.Trim(strings.TrimSpace(line[at+1:]), `"'`)
	if name == "" || len(name) > 60 || scan(name)&anyNumber != 0 || strings.ContainsAny(name, ",") || strings.ContainsAny(name+value, "\t;()[]{}") {
		return "", "", false
	}
	if value == "" && line[at] == ':' { // of what follows
		return "", "", true
	}
	return name, value, true
}

// isSection reports a line in brackets, such as [data] or [[point]].
func isSection(line string) bool {
	return len(line) > 2 && line[0] == '[' && line[len(line)-1] == ']' && strings.Trim(line, "[]") != "" && !strings.ContainsAny(strings.Trim(line, "[]"), ",;[]")
}

// namedInBrackets has a line for each pair of brackets with names in it, as in
// [Point(x=1, y=2), Point(x=3, y=4)].
func namedInBrackets(text string) string {
	var b strings.Builder
	for rest := text; ; {
		open := strings.IndexAny(rest, "([{")
		if open < 0 {
			break
		}
		rest = rest[open+1:]
		end := strings.IndexAny(rest, "([{)]}")
		if end < 0 {
			return ""
		}
		if strings.IndexByte(")]}", rest[end]) >= 0 {
			b.WriteString(arrows.Replace(strings.Join(strings.Fields(rest[:end]), " ")) + "\n")
		}
		rest = rest[end:]
	}
	return byName(b.String())
}

// arrows stand between names and numbers in objects of Mathematica, Perl, PHP and Ruby, or have blanks around them.
var arrows = strings.NewReplacer(" -> ", "=", " => ", "=", "->", "=", "=>", "=", " = ", "=", " : ", ":")

// listed is YAML's columns, a name above the numbers that belong to it, in brackets, as x: [1, 3, 5].
func listed(text string) string {
	if !strings.Contains(text, "- ") {
		return ""
	}
	var b strings.Builder
	for line := range strings.Lines(text) {
		item, is := strings.CutPrefix(strings.TrimSpace(line), "- ")
		switch {
		case is && b.Len() > 0:
			b.WriteString(item + ", ")
		case strings.HasSuffix(strings.TrimSpace(line), ":"):
			if b.Len() > 0 {
				b.WriteString("]\n")
			}
			b.WriteString(strings.TrimSpace(line) + " [")
		case strings.TrimSpace(line) != "" && line != "---\n":
			return ""
		}
	}
	return b.String() + "]\n"
}

// settings is the error of settings in sections, nil of other texts.
func settings(text string) *Error {
	first, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	if !isSection(strings.TrimSpace(first)) || !strings.Contains(text, "=") {
		return nil
	}
	return &Error{Kind: Unreadable, what: Text{"settings in sections (INI or TOML), with no columns of numbers", "分节的配置（INI 或 TOML），不含数字列"},
		allowed: Text{"columns, as x = [1, 3, 5] and y = [2, 4, 9], sections that have the same names, or a table as CSV", "数列（如 x = [1, 3, 5] 与 y = [2, 4, 9]）、各节名称相同的记录，或 CSV 表格"}}
}

// preview is the error of what R shows of a table, str's or glimpse's: the beginnings of its
// columns, one below the other; nil of other texts.
func preview(text string) *Error {
	if !strings.Contains(text, "\n$ ") && !strings.Contains(text, "\n $ ") {
		return nil
	}
	n, typed := 0, 0
	for line := range strings.Lines(text) {
		if rest, is := strings.CutPrefix(strings.TrimSpace(line), "$ "); is {
			n++
			if slices.ContainsFunc([]string{" <", ": num ", ": int ", ": chr ", ": Factor "}, func(kind string) bool { return strings.Contains(rest, kind) }) {
				typed++
			}
		}
	}
	if n < 2 || typed < n-1 {
		return nil
	}
	return &Error{Kind: Unreadable, what: Text{"what R shows of a table (str or glimpse), the beginnings of its columns", "R 对表格的预览（str 或 glimpse），只有各列的开头"},
		allowed: Text{"the table itself: write.csv writes it", "表格本身：可用 write.csv 写出"}}
}

// isMeantAsJSON reports that what stands behind the first brackets can begin a value of JSON or of
// a program, or a name.
func isMeantAsJSON(text string) bool {
	inside := strings.TrimLeft(text, "[ \t\r\n")
	if inside == "" {
		return true
	}
	if begin, is := strings.CutPrefix(inside, "{"); is {
		begin = strings.TrimLeft(begin, "{ \t\r\n")
		end := strings.IndexAny(begin, ":\n")
		return begin == "" || strings.IndexByte(`"'}`, begin[0]) >= 0 || end > 0 && begin[end] == ':' && !strings.ContainsAny(begin[:end], " ;(") && !strings.Contains(text, ";")
	}
	return strings.IndexByte(`"'-+.0123456789{(]`, inside[0]) >= 0 || slices.ContainsFunc([]string{"null", "true", "false", "NaN", "Infinity", "None", "nan"}, func(word string) bool { return strings.HasPrefix(inside, word) })
}
