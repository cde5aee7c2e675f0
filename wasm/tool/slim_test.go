package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

var kage = []string{"render/ink.kage", "render/field.kage"}

// TestTheSlimEngineLeavesOutWhatItSays: the page's program, built with the copy,
// links none of what is left out, and finds its shaders compiled.
func TestTheSlimEngineLeavesOutWhatItSays(t *testing.T) {
	t.Chdir(repository)
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	to, err := filepath.Rel(here, t.TempDir()) // as go.mod names folders
	if err != nil {
		t.Fatal(err)
	}
	copied, mod := filepath.Join(to, "ebiten"), filepath.Join(to, "go.mod")
	if err := slim(append([]string{copied, mod}, kage...)); err != nil {
		t.Fatal(err)
	}
	list := exec.Command("go", "list", "-deps", "-modfile="+mod, "./wasm")
	list.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	out, err := list.Output()
	if err != nil {
		t.Fatal(err)
	}
	linked := strings.Fields(string(out))
	if len(linked) < 100 {
		t.Fatalf("only %d packages are linked", len(linked))
	}
	for _, p := range linked {
		for _, gone := range []string{"text/template", "archive/zip", "go/parser", "go/build", "regexp", "math/big", "image/png", "github.com/scorefield/scorefield/wasm/article", ebiten + "/internal/shader", ebiten + "/internal/png"} {
			if p == gone {
				t.Errorf("the page's program links %s", p)
			}
		}
	}
	table, err := os.ReadFile(filepath.Join(copied, "internal/graphics/table.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range kage {
		if source, err := os.ReadFile(name); err != nil || !strings.Contains(string(table), strconv.Quote(string(source))) {
			t.Errorf("%s is not among the compiled shaders (%v)", name, err)
		}
	}

	// a shader that is wrong stops the build
	wrong := filepath.Join(t.TempDir(), "wrong.kage")
	if err := os.WriteFile(wrong, []byte("//kage:unit pixels\npackage main\nfunc Fragment() vec4 { return vec3(0) }\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := slim([]string{copied, mod, wrong}); err == nil {
		t.Error("a shader that cannot be compiled was accepted")
	}
}

// TestCutsNoticeAnotherEngine: a file without what is left out of it is refused.
func TestCutsNoticeAnotherEngine(t *testing.T) {
	dir, err := module(ebiten)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range cuts {
		old, err := os.ReadFile(filepath.Join(dir, c.file))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := c.apply(string(old)); err != nil {
			t.Errorf("%s: %v", c.file, err)
		}
		for name := range c.body {
			name = name[strings.LastIndexByte(name, '.')+1:]
			if _, err := c.apply(strings.ReplaceAll(string(old), " "+name, " another"+name)); err == nil {
				t.Errorf("%s: a file without %s was not refused", c.file, name)
			}
		}
	}
	old, err := os.ReadFile(filepath.Join(dir, "internal/builtinshader/shader.go"))
	if err != nil {
		t.Fatal(err)
	}
	text, err := withoutTemplate(string(old))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := withoutTemplate(text); err == nil {
		t.Error("a file without the template was not refused")
	}
}

// TestShadersAreTheTemplates: each shader asks for its own filter and address
// and none is the other's.
func TestShadersAreTheTemplates(t *testing.T) {
	all, err := shaders("{{if eq .Filter .FilterLinear}}linear{{else if eq .Filter .FilterPixelated}}pixel{{else}}near{{end}}" +
		" {{if eq .Address .AddressUnsafe}}unsafe{{else if eq .Address .AddressRepeat}}repeat{{else}}clamp{{end}}{{if .UseColorM}} matrix{{end}}")
	if err != nil {
		t.Fatal(err)
	}
	filters, addresses := []string{"near", "linear", "pixel"}, []string{"unsafe", "clamp", "repeat"}
	for f := range all {
		for a := range all[f] {
			for m, got := range all[f][a] {
				want := filters[f] + " " + addresses[a] + strings.Repeat(" matrix", m)
				if got != want {
					t.Errorf("shader %d %d %d is %q, want %q", f, a, m, got, want)
				}
			}
		}
	}
}
