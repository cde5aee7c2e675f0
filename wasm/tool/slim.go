package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/format"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"text/template"
)

// ebiten is the engine's module.
const ebiten = "github.com/hajimehoshi/ebiten/v2"

// slim copies the engine into folder args[0], with two files that do without
// text/template and archive/zip, and writes a go.mod beside it, args[1], that
// uses the copy. A program that links text/template keeps every exported
// method of everything, since a template could call it: that is half a
// megabyte of what a reader downloads.
func slim(args []string) error {
	if err := need(args, 2); err != nil {
		return err
	}
	dir, err := module(ebiten)
	if err != nil {
		return err
	}
	if err := os.RemoveAll(args[0]); err != nil {
		return err
	}
	if err := os.CopyFS(args[0], os.DirFS(dir)); err != nil {
		return err
	}
	for file, change := range map[string]func(string) (string, error){
		"internal/builtinshader/shader.go":     withoutTemplate,
		"internal/graphicscommand/image_js.go": withoutZip,
	} {
		if err := rewrite(filepath.Join(args[0], file), change); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
	}
	return replaced(args[0], args[1])
}

// module downloads a module, if it is not there, and returns its folder.
func module(path string) (string, error) {
	out, err := exec.Command("go", "mod", "download", "-json", path).Output()
	if err != nil {
		return "", fmt.Errorf("go mod download %s: %w", path, err)
	}
	var m struct{ Dir string }
	return m.Dir, json.Unmarshal(out, &m)
}

// replaced writes the project's go.mod and go.sum with the engine replaced by
// the copy in folder.
func replaced(folder, mod string) error {
	text, err := os.ReadFile("go.mod")
	if err != nil {
		return err
	}
	text = fmt.Appendf(text, "\nreplace %s => ./%s\n", ebiten, filepath.ToSlash(folder))
	if err := os.WriteFile(mod, text, 0o644); err != nil {
		return err
	}
	sums, err := os.ReadFile("go.sum")
	if err != nil {
		return err
	}
	return os.WriteFile(strings.TrimSuffix(mod, ".mod")+".sum", sums, 0o644)
}

// changed opens a file of the engine that is not as its authors wrote it, as
// their licence asks.
const changed = `// This file was changed by Scorefield's build, so that programs do not link
// text/template and archive/zip: shaders are expanded when built, and images
// are not dumped into archives. The original is Ebitengine's.

`

// rewrite changes a file of the copy.
func rewrite(file string, change func(string) (string, error)) error {
	old, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	text, err := change(string(old))
	if err != nil {
		return err
	}
	whole, err := format.Source([]byte(changed + text))
	if err != nil {
		return err
	}
	return os.WriteFile(file, whole, 0o644)
}

// between returns the text from the first begin to the next end, without and
// with them.
func between(text, begin, end string) (inner, outer string, err error) {
	_, rest, found := strings.Cut(text, begin)
	inner, _, closed := strings.Cut(rest, end)
	if !found || !closed {
		return "", "", fmt.Errorf("there is no %q…%q: the engine has changed", begin, end)
	}
	return inner, begin + inner + end, nil
}

// shape is what the engine's template of its shaders is filled with.
type shape struct {
	Filter, FilterNearest, FilterLinear, FilterPixelated      int
	Address, AddressUnsafe, AddressClampToZero, AddressRepeat int
	UseColorM                                                 bool
}

// shaders expands the engine's template for every filter, address and use of a
// colour matrix.
func shaders(text string) (all [3][3][2]string, err error) {
	t, err := template.New("shader").Parse(text)
	if err != nil {
		return all, err
	}
	for f := range all {
		for a := range all[f] {
			for m := range all[f][a] {
				var b strings.Builder
				if err := t.Execute(&b, shape{f, 0, 1, 2, a, 0, 1, 2, m == 1}); err != nil {
					return all, err
				}
				all[f][a][m] = b.String()
			}
		}
	}
	return all, nil
}

// withoutTemplate is the engine's file with the shaders in place of their
// template.
func withoutTemplate(old string) (string, error) {
	text, variable, err := between(old, "var tmpl = template.Must(template.New(\"tmpl\").Parse(`", "`))\n")
	if err != nil {
		return "", err
	}
	_, function, err := between(old, "func ShaderSource(", "\n}\n")
	if err != nil {
		return "", err
	}
	_, cache, err := between(old, "var (\n\tshaders ", ")\n")
	if err != nil {
		return "", err
	}
	_, imports, err := between(old, "import (\n", ")\n")
	if err != nil {
		return "", err
	}
	all, err := shaders(text)
	if err != nil {
		return "", err
	}
	var table bytes.Buffer
	fmt.Fprintf(&table, "// shaders is what the template was expanded to.\nvar shaders = %#v\n", all)
	const lookUp = `func ShaderSource(filter Filter, address Address, useColorM bool) []byte {
	if useColorM {
		return []byte(shaders[filter][address][1])
	}
	return []byte(shaders[filter][address][0])
}
`
	return strings.NewReplacer(variable, table.String(), function, lookUp, cache, "", imports, "").Replace(old), nil
}

// withoutZip is the engine's file without the debugging help that packs all
// images into an archive.
func withoutZip(old string) (string, error) {
	_, function, err := between(old, "func DumpImages(", "\n}\n")
	if err != nil {
		return "", err
	}
	const none = `func DumpImages(images []*Image, graphicsDriver graphicsdriver.Graphics, dir string) (string, error) {
	return "", nil
}
`
	return strings.NewReplacer("\t\"archive/zip\"\n", "", function, none).Replace(old), nil
}
