//go:build !js

package main

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// reading are the methods of an experiment and its parts that what builds frames may use; of a View
// all, for it keeps nothing that the reader chooses.
var reading = map[string][]string{
	"Experiment": {"View", "Config", "Scene", "Clock", "Stats", "Diagnostics", "Judges", "ReadingAccuracy", "Tests", "Training", "Particles"},
	"Training":   {"Trace", "Draws", "Minibatch", "Networks", "Optimum", "Identity"},
	"Particles":  {"Positions", "Counts", "Remote", "Over", "Run", "Steps", "Total", "Starts", "Moved"},
}

// TestWhatBuildsFramesReads: only the controller changes an experiment. Nothing that a method of
// FrameBuilder uses, however far away, calls a method of an experiment that changes it, or
// stores anything in a controller.
func TestWhatBuildsFramesReads(t *testing.T) {
	p := checkTypes(t)
	faults, met := p.faults("FrameBuilder")
	if met < 100 || len(faults) > 0 {
		t.Errorf("%d functions build frames, which do more than reading:\n%s", met, strings.Join(faults, "\n"))
	}
	// the same walk finds what the controller does
	faults, _ = p.faults("Controller")
	for _, want := range []string{"Experiment.Set", "Experiment.Sample", "Experiment.Train", "Particles.Merge", "ctl.Playing ="} {
		if !slices.ContainsFunc(faults, func(f string) bool { return strings.Contains(f, want) }) {
			t.Errorf("the controller is not found to use %s", want)
		}
	}
}

// checkedPackage is this package with its types.
type checkedPackage struct {
	fset  *token.FileSet
	pkg   *types.Package
	info  types.Info
	nodes map[types.Object]ast.Node // functions, and variables of the package
	parts map[*types.Named]bool     // types of a controller and of what it has, but for the builder
}

func checkTypes(t *testing.T) *checkedPackage {
	t.Helper()
	list := exec.Command("go", "list", "-export", "-deps", "-f", "{{.ImportPath}}\t{{.Export}}", ".")
	list.Stderr = os.Stderr
	out, err := list.Output()
	if err != nil {
		t.Fatal(err)
	}
	exports := map[string]string{}
	for line := range bytes.Lines(out) {
		path, file, _ := strings.Cut(strings.TrimSpace(string(line)), "\t")
		exports[path] = file
	}
	p := &checkedPackage{fset: token.NewFileSet(), nodes: map[types.Object]ast.Node{},
		info: types.Info{Uses: map[*ast.Ident]types.Object{}, Defs: map[*ast.Ident]types.Object{}, Types: map[ast.Expr]types.TypeAndValue{}, Selections: map[*ast.SelectorExpr]*types.Selection{}}}
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	var files []*ast.File
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") || strings.HasSuffix(name, "_js.go") {
			continue
		}
		f, err := parser.ParseFile(p.fset, name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, f)
	}
	open := func(path string) (io.ReadCloser, error) { return os.Open(exports[path]) }
	config := types.Config{Importer: importer.ForCompiler(p.fset, "gc", open)}
	if p.pkg, err = config.Check("main", p.fset, files, &p.info); err != nil {
		t.Fatal(err)
	}
	p.parts = map[*types.Named]bool{}
	p.collect(p.pkg.Scope().Lookup("Controller").Type())
	for _, f := range files {
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncDecl:
				p.nodes[p.info.Defs[n.Name]] = n
			case *ast.ValueSpec:
				for _, name := range n.Names {
					p.nodes[p.info.Defs[name]] = n
				}
			}
			return true
		})
	}
	return p
}

// faults are what functions do beside reading that the methods of a type use, directly or not; met is how
// many these are.
func (p *checkedPackage) faults(of string) (faults []string, met int) {
	var queue []types.Object
	seen := map[types.Object]bool{}
	use := func(o types.Object) {
		if f, ok := o.(*types.Func); ok {
			o = f.Origin()
		}
		if o != nil && o.Parent() == p.pkg.Scope() || p.nodes[o] != nil && isFunction(o) {
			if !seen[o] {
				seen[o] = true
				queue = append(queue, o)
			}
		}
	}
	named := p.pkg.Scope().Lookup(of).Type().(*types.Named)
	for m := range named.Methods() {
		use(m)
	}
	for len(queue) > 0 {
		node := p.nodes[queue[0]]
		queue = queue[1:]
		if node == nil {
			continue // a type or a constant
		}
		met++
		ast.Inspect(node, func(n ast.Node) bool {
			fault := ""
			switch n := n.(type) {
			case *ast.Ident:
				o := p.info.Uses[n]
				use(o)
				fault = changes(o)
			case *ast.AssignStmt:
				for _, to := range n.Lhs {
					if p.inController(to) {
						fault = types.ExprString(to) + " ="
					}
				}
			case *ast.IncDecStmt:
				if p.inController(n.X) {
					fault = types.ExprString(n.X) + " ="
				}
			}
			if fault != "" {
				faults = append(faults, fmt.Sprintf("%s: %s", p.fset.Position(n.Pos()), fault))
			}
			return true
		})
	}
	return faults, met
}

func isFunction(o types.Object) bool {
	_, ok := o.(*types.Func)
	return ok
}

// changes says which method of an experiment o is, if it is one that changes it.
func changes(o types.Object) string {
	f, ok := o.(*types.Func)
	if !ok || f.Signature().Recv() == nil || f.Pkg() == nil {
		return ""
	}
	receiver := f.Signature().Recv().Type()
	if q, ok := receiver.(*types.Pointer); ok {
		receiver = q.Elem()
	}
	named, ok := receiver.(*types.Named)
	if !ok {
		return ""
	}
	name := named.Obj().Name()
	switch room := strings.TrimPrefix(f.Pkg().Path(), "github.com/scorefield/scorefield/"); {
	case room == "sim/lab" && reading[name] != nil && !slices.Contains(reading[name], f.Name()):
		return name + "." + f.Name()
	}
	return ""
}

// inController reports whether what is assigned to is part of a controller: a field of one, or of
// something that it has, also where only that is at hand, by its address.
func (p *checkedPackage) inController(to ast.Expr) bool {
	for {
		t := p.info.Types[to].Type
		q, address := t.(*types.Pointer)
		if address {
			t = q.Elem()
		}
		named, _ := t.(*types.Named)
		_, variable := to.(*ast.Ident)
		if named != nil && p.parts[named] && (address || !variable) {
			return true
		}
		switch e := to.(type) {
		case *ast.SelectorExpr:
			to = e.X
		case *ast.IndexExpr:
			to = e.X
		case *ast.StarExpr:
			to = e.X
		case *ast.ParenExpr:
			to = e.X
		default:
			return false
		}
		if v, ok := to.(*ast.Ident); ok && !pointer(p.info.Types[v].Type) {
			return false // a copy
		}
	}
}

func pointer(t types.Type) bool {
	_, ok := t.(*types.Pointer)
	return ok
}

// collect adds the types of this package that values of type t have.
func (p *checkedPackage) collect(t types.Type) {
	if q, ok := t.(*types.Pointer); ok {
		t = q.Elem()
	}
	named, ok := t.(*types.Named)
	if !ok || named.Obj().Pkg() != p.pkg || p.parts[named] || named.Obj().Name() == "FrameBuilder" {
		return
	}
	p.parts[named] = true
	if s, ok := named.Underlying().(*types.Struct); ok {
		for f := range s.Fields() {
			p.collect(f.Type())
		}
	}
}
