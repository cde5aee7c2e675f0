package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
)

func TestReadCountsTestsAndShowsFailures(t *testing.T) {
	const in = `{"Action":"run","Package":"p","Test":"TestA"}
{"Action":"output","Package":"p","Test":"TestA","Output":"    a_test.go:1: 1234 executions\n"}
{"Action":"output","Package":"p","Test":"TestA","Output":"quiet\n"}
{"Action":"pass","Package":"p","Test":"TestA"}
{"Action":"output","Package":"p","Test":"TestB","Output":"loud\n"}
{"Action":"fail","Package":"p","Test":"TestB"}
{"Action":"output","Package":"p","Test":"TestC","Output":"    c_test.go:1: too long\n"}
{"Action":"output","Package":"p","Test":"TestC","Output":"--- SKIP: TestC (0.00s)\n"}
{"Action":"skip","Package":"p","Test":"TestC"}
{"Action":"fail","Package":"p"}
{"ImportPath":"q","Action":"build-output","Output":"q.go:1: undefined: x\n"}
{"Action":"fail","Package":"q","FailedBuild":"q"}
plain text
@@status 1
`
	var out strings.Builder
	got, status := read(strings.NewReader(in), &out)
	want := []outcome{
		{action: "pass", id: "p TestA", why: "quiet", tried: "1234 executions"}, {action: "fail", id: "p TestB", why: "loud"}, {action: "skip", id: "p TestC", why: "c_test.go:1: too long"},
		{action: "fail", id: "q", why: ""}, // it did not build
	}
	if !slices.Equal(got, want) || status != "1" {
		t.Errorf("%+v, status %s", got, status)
	}
	for _, want := range []string{"loud", "FAIL p", "FAIL q", "undefined: x", "plain text"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is not shown", want)
		}
	}
	if strings.Contains(out.String(), "quiet") {
		t.Error("a passing test's output is shown")
	}
}

func TestAStageThatIsNoGoTestCountsAsOne(t *testing.T) {
	one := []outcome{{action: "pass", id: "p TestA", why: ""}}
	for _, c := range []struct {
		outcomes []outcome
		status   string
		want     map[string]int
	}{
		{nil, "0", map[string]int{"pass": 1}},
		{nil, "2", map[string]int{"fail": 1}},
		{nil, "no status", map[string]int{"fail": 1}}, // it was killed
		{nil, "skip", map[string]int{"skip": 1}},
		{one, "0", map[string]int{"pass": 1}},
		{one, "1", map[string]int{"pass": 1, "fail": 1}},
	} {
		if got := tallied(settle(slices.Clone(c.outcomes), c.status, "stage")); !maps.Equal(got, c.want) {
			t.Errorf("%v with status %s: %v, want %v", c.outcomes, c.status, got, c.want)
		}
	}
}

func TestASkipCountsIfNoOtherStageRanTheTest(t *testing.T) {
	outcomes := []outcome{
		{action: "skip", id: "p TestLong", why: "short"}, {action: "pass", id: "p TestShort", why: ""},
		{action: "pass", id: "p TestLong", why: ""}, {action: "skip", id: "p TestNowhere", why: "no browser"},
	}
	var out strings.Builder
	if err := conclude(&out, outcomes, false); err != nil {
		t.Error(err)
	}
	if want := "skipped: p TestNowhere: no browser\n2 passed, 0 failed, 1 skipped\n"; out.String() != want {
		t.Errorf("got %q, want %q", out.String(), want)
	}
	out.Reset()
	if err := conclude(&out, outcomes, true); err == nil || !strings.HasSuffix(out.String(), "\n2 passed, 1 failed, 0 skipped\n") {
		t.Errorf("a skip that must not be: %v, %q", err, out.String())
	}
	if conclude(&out, nil, false) == nil {
		t.Error("nothing ran, and that is called a success")
	}
}

func TestOutcomesSurviveTheirFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "results")
	for _, o := range [][]outcome{{{action: "pass", id: "p TestA/some_case", why: ""}}, {{action: "skip", id: "tests, WebAssembly", why: "node is missing"}}} {
		if err := add(file, o); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("CI", "")
	if err := summary([]string{file}); err != nil {
		t.Error(err)
	}
	if err := os.WriteFile(file, []byte("half a li"), 0o644); err != nil {
		t.Fatal(err)
	}
	if summary([]string{file}) == nil {
		t.Error("a damaged file was added up")
	}
}

func TestPackIsRepeatable(t *testing.T) {
	dir := t.TempDir()
	raw := filepath.Join(dir, "raw")
	text := bytes.Repeat([]byte("score field "), 1000)
	if err := os.WriteFile(raw, text, 0o644); err != nil {
		t.Fatal(err)
	}
	var packed [2][]byte
	for i := range packed {
		out := filepath.Join(dir, string(rune('a'+i)))
		if err := pack([]string{raw, out}); err != nil {
			t.Fatal(err)
		}
		packed[i], _ = os.ReadFile(out)
	}
	if !bytes.Equal(packed[0], packed[1]) || !bytes.Equal(packed[0][:8], []byte{0x1f, 0x8b, 8, 0, 0, 0, 0, 0}) {
		t.Errorf("name, time or chance in % x", packed[0][:10])
	}
	r, err := gzip.NewReader(bytes.NewReader(packed[0]))
	if err != nil {
		t.Fatal(err)
	}
	if got, err := io.ReadAll(r); err != nil || !bytes.Equal(got, text) {
		t.Errorf("unpacked to %d bytes: %v", len(got), err)
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

// TestWhatTookLongIsSaid: whole tests, the longest first, and no quick ones.
func TestWhatTookLongIsSaid(t *testing.T) {
	const in = `{"Action":"pass","Package":"p/q","Test":"TestA","Elapsed":7}
{"Action":"pass","Package":"p/q","Test":"TestB/part","Elapsed":8}
{"Action":"pass","Package":"p/q","Test":"TestB","Elapsed":8.5}
{"Action":"pass","Package":"p/q","Test":"TestC","Elapsed":4.9}
@@status 0
`
	outcomes, _ := read(strings.NewReader(in), io.Discard)
	var got []string
	for _, o := range slowest(outcomes) {
		got = append(got, o.id)
	}
	if want := []string{"p/q TestB", "p/q TestA"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestStagesSideBySide: outcomes of stages that end at the same time are whole lines.
func TestStagesSideBySide(t *testing.T) {
	file := filepath.Join(t.TempDir(), "results")
	const stages, each = 8, 2000
	var all sync.WaitGroup
	for k := range stages {
		list := make([]outcome, each)
		for i := range list {
			list[i] = outcome{action: "pass", id: fmt.Sprintf("package%d Test%d", k, i), why: strings.Repeat("w", i%50)}
		}
		all.Go(func() {
			if err := add(file, list); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	whole := regexp.MustCompile(`^pass\tpackage\d Test\d+\tw*$`)
	lines := strings.Split(strings.TrimSuffix(string(text), "\n"), "\n")
	for _, line := range lines {
		if !whole.MatchString(line) {
			t.Fatalf("not a whole line: %q", line)
		}
	}
	if len(lines) != stages*each {
		t.Errorf("%d lines of %d", len(lines), stages*each)
	}
}
