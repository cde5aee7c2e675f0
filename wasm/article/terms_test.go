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
	{regexp.MustCompile(`朗之万($|[^动算步])`), "朗之万动力学"},
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

// TestPlacesOfPictures: pictures of a figure stand side by side on a wide screen and one below the other on a narrow
// one, so that no text says which is on the left, in either language; and no line can begin with what follows a formula.
func TestPlacesOfPictures(t *testing.T) {
	sides := []*regexp.Regexp{regexp.MustCompile(`(?i)\bon the (left|right)\b|\bthe (left|right) (one|picture|share|chart|panel)|\b(left|right):|(^|[.] )left `), regexp.MustCompile(`[左右](边|图|侧|为|：|面)`)}
	for i, file := range []string{"en.txt", "zh.txt"} {
		list, err := texts(file)
		if err != nil {
			t.Fatal(err)
		}
		for key, text := range list {
			if said := sides[i].FindString(text); said != "" {
				t.Errorf("%s: %s says %q", file, key, said)
			}
		}
		p, err := newPage(i)
		if err != nil {
			t.Fatal(err)
		}
		made, whole := "", 0
		for _, text := range list {
			made = p.inline(text)
			whole += strings.Count(made, `<span class="whole">`)
			if regexp.MustCompile(`</math>[.,;:)，。；：、]([^<]|<[^/]|$)`).MatchString(made) {
				t.Errorf("%s: a line may begin after a formula: %s", file, made)
			}
		}
		if whole < 50 {
			t.Errorf("%s: %d formulas have something behind them", file, whole)
		}
	}
}
