package main

import (
	"bytes"
	_ "embed"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"text/template"
)

// What takes the place of the engine's compiler of shaders. The program beside
// them runs in the copy of the engine while its compiler is still there.
var (
	//go:embed slim/precompile.go.txt
	precompileSource string
	//go:embed slim/compiled.go.txt
	compiledSource string
	//go:embed slim/program.go.txt
	programSource string
	//go:embed slim/glsl.go.txt
	glslSource string
)

// precompile has the engine in folder to compile its own shaders and those in
// the files to OpenGL's language for browsers, and then takes the compiler out.
func precompile(to string, files []string) error {
	write := func(name, text string) error {
		name = filepath.Join(to, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return err
		}
		return os.WriteFile(name, []byte(text), 0o644)
	}
	const compiler = "internal/precompile"
	if err := write(compiler+"/main.go", precompileSource); err != nil {
		return err
	}
	run := exec.Command("go", "run", "./"+compiler)
	for _, file := range files {
		file, err := filepath.Abs(file)
		if err != nil {
			return err
		}
		run.Args = append(run.Args, file)
	}
	run.Dir = to
	run.Env = append(os.Environ(), "GOOS=", "GOARCH=", "GOEXPERIMENT=", "GOFLAGS=-mod=mod", "GOWORK=off", "CGO_ENABLED=0")
	var problems bytes.Buffer
	run.Stderr = &problems
	table, err := run.Output()
	if err != nil {
		return fmt.Errorf("compiling shaders: %w\n%s", err, problems.String())
	}
	for _, gone := range []string{compiler, "internal/shader", "internal/shaderir/check.go", "internal/shaderir/glsl"} {
		if err := os.RemoveAll(filepath.Join(to, gone)); err != nil {
			return err
		}
	}
	for name, text := range map[string]string{
		"internal/graphics/shader.go":    changed + compiledSource,
		"internal/graphics/table.go":     string(table),
		"internal/shaderir/program.go":   changed + programSource,
		"internal/shaderir/glsl/glsl.go": changed + glslSource,
	} {
		if err := write(name, text); err != nil {
			return err
		}
	}
	return nil
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
