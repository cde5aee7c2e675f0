package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/scorefield/scorefield/sim/lab/param"
)

// TestFencedBlocksKnowTheTable: the element lists by name what a fenced block
// may set before the program is there to be asked. The list is the parameters of
// the table and the element's own attributes.
func TestFencedBlocksKnowTheTable(t *testing.T) {
	own := []string{"data", "columns", "autoplay", "controls", "loading", "reveal", "poster", "alt", "theme", "lang", "permalink", "ratio"}
	want := own
	for _, p := range param.Table {
		want = append(want, p.Name)
	}
	got := allowed(t)
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("a block may set\n%q, want\n%q", got, want)
	}
}

// allowed is the element's list, wherever its script is.
func allowed(t *testing.T) (names []string) {
	t.Helper()
	for _, pattern := range []string{"*/*.js", "../public/*.js"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			script, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if m := regexp.MustCompile(`(?s)\ballowed = new Set\(\[(.*?)\]\)`).FindSubmatch(script); m != nil {
				for name := range strings.SplitSeq(string(m[1]), ",") {
					names = append(names, strings.Trim(strings.TrimSpace(name), "'"))
				}
				return names
			}
		}
	}
	t.Fatal("no script has the list")
	return nil
}
