package main

import (
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestTheSlimEngineLeavesOutWhatItSays(t *testing.T) {
	dir, err := module(ebiten)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		file, gone string
		change     func(string) (string, error)
	}{
		{"internal/builtinshader/shader.go", `"text/template"`, withoutTemplate},
		{"internal/graphicscommand/image_js.go", `"archive/zip"`, withoutZip},
	} {
		old, err := os.ReadFile(filepath.Join(dir, c.file))
		if err != nil {
			t.Fatal(err)
		}
		text, err := c.change(string(old))
		if err != nil {
			t.Fatal(err)
		}
		f, err := parser.ParseFile(token.NewFileSet(), c.file, text, 0)
		if err != nil {
			t.Fatalf("%s: %v", c.file, err)
		}
		for _, i := range f.Imports {
			if i.Path.Value == c.gone {
				t.Errorf("%s still imports %s", c.file, c.gone)
			}
		}
		if _, err := c.change(text); c.gone == `"text/template"` && err == nil {
			t.Errorf("%s: a file without what is replaced was not refused", c.file)
		}
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
