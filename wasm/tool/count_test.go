package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestReadCountsTestsAndShowsFailures(t *testing.T) {
	const in = `{"Action":"run","Package":"p","Test":"TestA"}
{"Action":"output","Package":"p","Test":"TestA","Output":"quiet\n"}
{"Action":"pass","Package":"p","Test":"TestA"}
{"Action":"output","Package":"p","Test":"TestB","Output":"loud\n"}
{"Action":"fail","Package":"p","Test":"TestB"}
{"Action":"skip","Package":"p","Test":"TestC"}
{"Action":"fail","Package":"p"}
plain text
@@status 1
`
	var out strings.Builder
	got, status := read(strings.NewReader(in), &out)
	if got != (tally{1, 1, 1}) || status != "1" {
		t.Errorf("%+v, status %s", got, status)
	}
	for _, want := range []string{"loud", "FAIL p", "plain text"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is not shown", want)
		}
	}
	if strings.Contains(out.String(), "quiet") {
		t.Error("a passing test's output is shown")
	}
}

func TestBundleInlinesAndRefuses(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		p := filepath.Join(dir, name)
		if err := os.WriteFile(p, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return p
	}
	write("a.js", "let x = 1")
	write("b.gz", "\x1f\x8b")
	page := write("page", "<script>{{text:a.js}}</script>{{base64:b.gz}}")
	out := filepath.Join(dir, "out")
	if err := bundle([]string{dir, page, out}); err != nil {
		t.Fatal(err)
	}
	b, _ := os.ReadFile(out)
	if string(b) != "<script>let x = 1</script>H4s=" {
		t.Errorf("got %s", b)
	}
	write("a.js", "'</SCRIPT>'")
	if bundle([]string{dir, page, out}) == nil {
		t.Error("a script that would end its element was inlined")
	}
}
