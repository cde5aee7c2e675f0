package main

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// ebiten is the engine's module.
const ebiten = "github.com/hajimehoshi/ebiten/v2"

// slim copies the engine into folder args[0], without what the page never uses
// of it, and writes a go.mod beside it, args[1], that uses the copy. Left out
// are:
//
//   - text/template, which keeps every exported method of everything in a
//     program, since a template could call it, and the compiler of shaders with
//     Go's own parser: the engine's shaders and those in the files args[2:] are
//     compiled here (slim_shaders.go);
//   - help for debugging: pictures and archives of its images, and who drew;
//   - keys, pointers and game pads: what the reader does on the engine's canvas
//     is none of its business (page/frame.js).
func slim(args []string) error {
	if err := need(args, 2); err != nil {
		return err
	}
	dir, err := module(ebiten)
	if err != nil {
		return err
	}
	to := args[0]
	if err := os.RemoveAll(to); err != nil {
		return err
	}
	if err := os.CopyFS(to, os.DirFS(dir)); err != nil {
		return err
	}
	if err := rewrite(filepath.Join(to, "internal/builtinshader/shader.go"), withoutTemplate); err != nil {
		return err
	}
	if err := precompile(to, args[2:]); err != nil {
		return err
	}
	for _, c := range cuts {
		if err := rewrite(filepath.Join(to, c.file), c.apply); err != nil {
			return err
		}
	}
	return replaced(to, args[1])
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
const changed = `// This file was changed by Scorefield's build, so that programs do not link what
// they never use: shaders are compiled when they are built, there is no input and
// no help for debugging. The original is Ebitengine's.

`

// rewrite changes a file of the copy.
func rewrite(file string, change func(string) (string, error)) error {
	old, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	text, err := change(string(old))
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	whole, err := format.Source([]byte(changed + text))
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	return os.WriteFile(file, whole, 0o644)
}

// cut is a file of the engine of which some functions are left out, and some do
// nothing: body has what is in the place of what they did, or of a variable's
// value. Methods have the name of the receiver's type before theirs.
type cut struct {
	file string
	body map[string]string
	gone []string
}

var cuts = []cut{
	{file: "internal/shaderir/type.go", gone: []string{"descendantLocalVars", "localVariableType", "Program.LocalVariableType"}},
	{file: "internal/debug/caller.go", body: map[string]string{"FirstCaller": `return "", 0, CallerTypeNone`}},
	{file: "internal/graphicscommand/image.go", body: map[string]string{"Image.dumpTo": "return nil"}},
	{file: "internal/graphicscommand/image_js.go", body: map[string]string{"DumpImages": `return "", nil`}},
	{file: "imagedumper.go", body: map[string]string{"imageDumper.update": "return nil", "imageDumper.dump": "return nil"},
		gone: []string{"datetimeForFilename", "takeScreenshot", "dumpInternalImages", "envScreenshotKey", "envInternalImagesKey"}},
	{file: "internal/ui/ui_js.go", body: map[string]string{"UserInterface.setWindowEventHandlers": "", "UserInterface.setCanvasEventHandlers": ""}},
	{file: "internal/ui/keys_js.go", body: map[string]string{"uiKeyToJSCode": "map[Key]js.Value{}"}},
	{file: "internal/gamepad/gamepad.go", body: map[string]string{"Update": "return nil"}},
}

func (c cut) apply(text string) (string, error) {
	set := token.NewFileSet()
	f, err := parser.ParseFile(set, c.file, text, 0)
	if err != nil {
		return "", err
	}
	at := func(p token.Pos) int { return set.Position(p).Offset }
	found := 0
	for i := len(f.Decls) - 1; i >= 0; i-- { // from the end, so that offsets stay
		switch d := f.Decls[i].(type) {
		case *ast.FuncDecl:
			name := functionName(d)
			if body, ok := c.body[name]; ok {
				text = text[:at(d.Body.Lbrace)+1] + "\n" + body + "\n" + text[at(d.Body.Rbrace):]
				found++
			} else if slices.Contains(c.gone, name) {
				text = text[:at(d.Pos())] + text[at(d.End()):]
				found++
			}
		case *ast.GenDecl:
			v, ok := d.Specs[0].(*ast.ValueSpec)
			if !ok || len(d.Specs) != 1 || len(v.Values) != 1 {
				continue
			}
			if value, ok := c.body[v.Names[0].Name]; ok {
				text = text[:at(v.Values[0].Pos())] + value + text[at(v.Values[0].End()):]
				found++
			}
		}
	}
	if found != len(c.body)+len(c.gone) {
		return "", fmt.Errorf("only %d of %v and %v are there: the engine has changed", found, c.body, c.gone)
	}
	return withoutIdleImports(text)
}

// functionName is the name of a function, or Type.Name of a method.
func functionName(d *ast.FuncDecl) string {
	if d.Recv == nil {
		return d.Name.Name
	}
	t := d.Recv.List[0].Type
	if p, ok := t.(*ast.StarExpr); ok {
		t = p.X
	}
	name, ok := t.(*ast.Ident)
	if !ok {
		return ""
	}
	return name.Name + "." + d.Name.Name
}

// withoutIdleImports leaves out the imports of which a file uses nothing.
func withoutIdleImports(text string) (string, error) {
	set := token.NewFileSet()
	f, err := parser.ParseFile(set, "", text, 0)
	if err != nil {
		return "", err
	}
	used := map[string]bool{}
	ast.Inspect(f, func(n ast.Node) bool {
		if s, ok := n.(*ast.SelectorExpr); ok {
			if x, ok := s.X.(*ast.Ident); ok {
				used[x.Name] = true
			}
		}
		return true
	})
	for i := len(f.Imports) - 1; i >= 0; i-- {
		spec := f.Imports[i]
		name, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return "", err
		}
		name = path.Base(name)
		if spec.Name != nil {
			name = spec.Name.Name
		}
		if name != "_" && !used[name] {
			text = text[:set.Position(spec.Pos()).Offset] + text[set.Position(spec.End()).Offset:]
		}
	}
	return text, nil
}
