package article

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"
)

// faultyTerms are Chinese words that a researcher would change, and what stands for them.
var faultyTerms = []struct {
	wrong *regexp.Regexp
	right string
}{
	{regexp.MustCompile(`较重`), "权重较大的模态"},
	{regexp.MustCompile(`众数`), "模态"},
	{regexp.MustCompile(`诚实`), "精确样本"},
	{regexp.MustCompile(`普通朗之万($|[^动])`), "普通朗之万动力学"},
	{regexp.MustCompile(`(^|[^率分])流 ODE`), "概率流 ODE"},
	{regexp.MustCompile(`逆向`), "反向"},
	{regexp.MustCompile(`启动图形`), "启动演示"},
	{regexp.MustCompile(`([0-9}]|%s) %([^a-zA-Z]|$)`), "% without a space before it"},
}

// TestChineseTerms: no text of the pages, the figures and the errors has one of them.
func TestChineseTerms(t *testing.T) {
	root, seen := filepath.Join("..", ".."), 0
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() && (strings.HasPrefix(d.Name(), ".") && path != root || d.Name() == "node_modules" || d.Name() == "public" && path != root) {
			return leaveOut(err)
		}
		if kind := filepath.Ext(path); d.IsDir() || kind != ".go" && kind != ".js" && kind != ".txt" || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for n, line := range strings.Split(string(text), "\n") {
			if !strings.ContainsFunc(line, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
				continue
			}
			seen++
			for _, term := range faultyTerms {
				for _, part := range strings.FieldsFunc(line, func(r rune) bool { return strings.ContainsRune("\"`", r) }) {
					if term.wrong.MatchString(part) {
						t.Errorf("%s:%d: %q has %q; want %s", path, n+1, part, term.wrong.FindString(part), term.right)
					}
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if seen < 1000 {
		t.Errorf("%d lines in Chinese: some are not looked at", seen)
	}
}

// leaveOut leaves a folder out, unless it could not be read.
func leaveOut(err error) error {
	if err != nil {
		return err
	}
	return fs.SkipDir
}
