package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// linked lists what the program in the given folder is made of, one line for
// each package: import path, tab, module and its folder (both empty for the
// standard library).
func linked(t *testing.T, folder string) (lines [][]string) {
	t.Helper()
	list := exec.Command("go", "list", "-deps", "-f", "{{.ImportPath}}\t{{with .Module}}{{.Path}}\t{{.Dir}}{{else}}\t{{end}}", folder)
	list.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	out, err := list.Output()
	if err != nil {
		t.Fatalf("go list %s: %v", folder, err)
	}
	for line := range strings.Lines(string(out)) {
		lines = append(lines, strings.Split(strings.TrimSuffix(line, "\n"), "\t"))
	}
	return lines
}

// TestThePageLinksNoLuxury: what would cost every reader hundreds of kilobytes
// is not in the page's program.
func TestThePageLinksNoLuxury(t *testing.T) {
	seen := false
	for _, line := range linked(t, ".") {
		p := line[0]
		switch {
		case p == "net", strings.HasPrefix(p, "net/http"), p == "encoding/json", strings.HasPrefix(p, "encoding/json/"), p == "encoding/gob",
			strings.HasPrefix(p, "gonum.org/"), strings.HasPrefix(p, "github.com/chromedp/"), p == "testing":
			t.Errorf("the page's program links %s", p)
		case strings.HasPrefix(p, "github.com/hajimehoshi/ebiten/"):
			seen = true
		}
	}
	if !seen {
		t.Error("the list of packages is not that of the page's program")
	}
}

// TestTheWorkersLinkLess: the workers' program does without what formats, and
// without files.
func TestTheWorkersLinkLess(t *testing.T) {
	seen := false
	for _, line := range linked(t, "./core") {
		switch line[0] {
		case "fmt", "os", "time", "encoding/csv", "golang.org/x/text":
			t.Errorf("the workers' program links %s", line[0])
		case "github.com/scorefield/scorefield/sim/lab":
			seen = true
		}
	}
	if !seen {
		t.Error("the list of packages is not that of the workers' program")
	}
}

// TestNotices: every module that a program links is named in NOTICE.txt, and
// every line of its licence stands there.
func TestNotices(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "public", "NOTICE.txt"))
	if err != nil {
		t.Fatal(err)
	}
	notices := map[string]bool{}
	for line := range strings.Lines(string(text)) {
		notices[strings.TrimSpace(line)] = true
	}
	programs := []string{"."}
	if files, _ := filepath.Glob(filepath.Join("core", "*.go")); len(files) > 0 {
		programs = append(programs, "./core")
	}
	modules := map[string]string{"Go": goroot(t)}
	for _, program := range programs {
		for _, line := range linked(t, program) {
			if line[1] != "" && !strings.HasSuffix(line[1], "/scorefield") {
				modules[line[1]] = line[2]
			}
		}
	}
	for module, folder := range modules {
		if !strings.Contains(string(text), module) {
			t.Errorf("%s is not named", module)
		}
		licence, err := os.ReadFile(filepath.Join(folder, "LICENSE"))
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(licence)) {
			if line = strings.TrimSpace(line); line != "" && !notices[line] {
				t.Errorf("%s: a line of its licence is missing: %s", module, line)
				break
			}
		}
	}
}

func goroot(t *testing.T) string {
	t.Helper()
	out, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(out))
}
