package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode"
)

// ended says whether a text ends as a sentence does, in English and in Chinese.
var ended = [2]*regexp.Regexp{regexp.MustCompile(`[.?!]$`), regexp.MustCompile(`[。？！]$`)}

// aSentence is English that is one: it begins with a capital and has so many words, or another sentence after it.
func aSentence(s string) bool {
	return s != "" && unicode.IsUpper([]rune(s)[0]) && len(strings.Fields(s)) >= 9 || strings.Contains(s, ". ")
}

// inSources looks at every part of the sources of a program, but for its tests.
func inSources(t *testing.T, folder string, look func(set *token.FileSet, n ast.Node)) {
	t.Helper()
	err := filepath.WalkDir(folder, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return err
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, name, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			look(set, n)
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// pairs are the texts in both languages of a program, as far as they stand in it: the last piece of each.
func pairs(t *testing.T, folder string) (list [][3]string) {
	t.Helper()
	inSources(t, folder, func(set *token.FileSet, n ast.Node) {
		var two []ast.Expr
		switch n := n.(type) {
		case *ast.CallExpr:
			two = n.Args
		case *ast.CompositeLit:
			two = n.Elts
		}
		for k := 1; k < len(two); k++ {
			en, ok1 := ending(two[k-1])
			zh, ok2 := ending(two[k])
			if ok1 && ok2 && containsHan(zh) && !containsHan(en) {
				list = append(list, [3]string{set.Position(n.Pos()).Filename, en, zh})
			}
		}
	})
	return list
}

// ending is the last string of an expression that adds strings.
func ending(e ast.Expr) (s string, ok bool) {
	switch e := e.(type) {
	case *ast.KeyValueExpr:
		return ending(e.Value)
	case *ast.BinaryExpr:
		return ending(e.Y)
	case *ast.BasicLit:
		s, err := strconv.Unquote(e.Value)
		return s, err == nil
	}
	return "", false
}

// prose is a word of English that stands by another, or by a number: names and signs stand between commas and dots.
var prose = regexp.MustCompile(`[A-Za-z0-9] [a-z]{3,}|^ [a-z]{3,}|[a-z]{3,} $`)

// TestWhatIsAllowedIsSaidInBothLanguages: the value and the range of a mistake stand in a sentence of either language, so
// that they are names, numbers and signs; where they need words the mistake has a sentence of its own in both.
// (“1000008 bytes”, “at most 65536 bytes” and “1 … 24 components” stood in Chinese.)
func TestWhatIsAllowedIsSaidInBothLanguages(t *testing.T) {
	read := 0
	for _, folder := range []string{".", "../sim"} {
		inSources(t, folder, func(set *token.FileSet, n ast.Node) {
			var said []ast.Expr
			switch n := n.(type) {
			case *ast.CallExpr:
				if f, ok := n.Fun.(*ast.Ident); ok && f.Name == "wrong" {
					said = n.Args
				}
			case *ast.CompositeLit:
				fields := map[string]ast.Expr{}
				for _, e := range n.Elts {
					if pair, ok := e.(*ast.KeyValueExpr); ok {
						if key, ok := pair.Key.(*ast.Ident); ok {
							fields[key.Name] = pair.Value
						}
					}
				}
				if fields["Field"] != nil && fields["Why"] == nil {
					said = []ast.Expr{fields["Value"], fields["Range"]}
				}
			}
			for _, e := range said {
				if e == nil {
					continue
				}
				read++
				ast.Inspect(e, func(n ast.Node) bool {
					literal, ok := n.(*ast.BasicLit)
					if !ok || literal.Kind != token.STRING {
						return true
					}
					text, _ := strconv.Unquote(literal.Value)
					for piece := range strings.SplitSeq(strings.ReplaceAll(text, " … ", ", "), ", ") {
						if prose.MatchString(piece) {
							t.Errorf("%s: %q is English", set.Position(literal.Pos()), text)
						}
					}
					return true
				})
			}
		})
	}
	if read < 25 {
		t.Errorf("only %d were read", read)
	}
}

// words of the page's side: a name with one text or several, a function or not.
var pageWord = regexp.MustCompile("(\\w+): (?:\\((?:[^()]|\\([^)]*\\))*\\) => (?:n === 1 \\? )?)?('(?:[^'\\\\]|\\\\.)*'|`(?:[^`\\\\]|\\\\.|\\$\\{(?:[^{}`]|`[^`]*`)*\\})*`)")

// TestSentencesEnd: every text of the program, its table, its readers of files and the page's own
// script is a sentence with its mark at the end in both languages, or in neither.
// (Of a table with one column the English sentence stopped without.)
func TestSentencesEnd(t *testing.T) {
	list := append(pairs(t, filepath.Join("..", "sim")), pairs(t, ".")...)
	list = append(list, pairs(t, filepath.Join("..", "render"))...)
	script, err := os.ReadFile(filepath.Join("element", "words.js"))
	if err != nil {
		t.Fatal(err)
	}
	text := regexp.MustCompile(`/\*\*.*?\*/`).ReplaceAllString(string(script), "")
	en, zh, ok := strings.Cut(text[strings.Index(text, "\n  en: {"):], "\n  zh: {")
	if !ok {
		t.Fatal("words.js")
	}
	chinese := map[string][]string{}
	for _, m := range pageWord.FindAllStringSubmatch(zh, -1) {
		chinese[m[1]] = append(chinese[m[1]], strings.Trim(m[2], "'`"))
	}
	of := map[string]int{}
	for _, m := range pageWord.FindAllStringSubmatch(en, -1) {
		name := m[1]
		if of[name] >= len(chinese[name]) {
			t.Errorf("%s has no Chinese", name)
			continue
		}
		list = append(list, [3]string{name, strings.Trim(m[2], "'`"), chinese[name][of[name]]})
		of[name]++
	}
	if len(list) < 800 {
		t.Errorf("only %d texts", len(list))
	}
	for _, p := range list {
		a, b := ended[0].MatchString(p[1]), ended[1].MatchString(p[2])
		if asks := strings.HasSuffix(p[1], ":") && strings.HasSuffix(p[2], "："); a != b || aSentence(p[1]) && !a && !asks && !strings.HasSuffix(p[1], ")") {
			t.Errorf("%s: %q, %q", p[0], p[1], p[2])
		}
	}
}
