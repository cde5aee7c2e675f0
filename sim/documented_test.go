package sim_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestEverythingExportedIsDocumented: every exported type, function, method,
// constant, variable and field of the library has a comment of its own, before
// it or at the end of its line. Several names in one declaration share one.
func TestEverythingExportedIsDocumented(t *testing.T) {
	read := 0
	eachLibraryFile(t, func(room string, fset *token.FileSet, file *ast.File) {
		eachExported(file, func(name string, at token.Pos, comments ...*ast.CommentGroup) {
			read++
			for _, c := range comments {
				if strings.TrimSpace(c.Text()) != "" {
					return
				}
			}
			t.Errorf("%s: %s has no comment", fset.Position(at), name)
		})
	})
	if read < 300 {
		t.Errorf("only %d exported names were found", read)
	}
}

// TestDocumentationShowsNoInternalType: what importers read names nothing that
// they cannot import.
func TestDocumentationShowsNoInternalType(t *testing.T) {
	eachLibraryFile(t, func(room string, fset *token.FileSet, file *ast.File) {
		if strings.Contains(room, "internal") {
			return
		}
		internal := map[string]bool{}
		for _, spec := range file.Imports {
			if p, err := strconv.Unquote(spec.Path.Value); err == nil && strings.Contains(p, "/internal/") {
				name := path.Base(p)
				if spec.Name != nil {
					name = spec.Name.Name
				}
				internal[name] = true
			}
		}
		eachVisible(file, func(n ast.Node) {
			ast.Inspect(n, func(n ast.Node) bool {
				if s, ok := n.(*ast.SelectorExpr); ok {
					if x, ok := s.X.(*ast.Ident); ok && internal[x.Name] {
						t.Errorf("%s: the documentation shows %s.%s", fset.Position(s.Pos()), x.Name, s.Sel.Name)
					}
				}
				return true
			})
		})
	})
}

// eachLibraryFile calls f with every Go file of sim and render but tests,
// whatever its build tags, and checks that each room has a package comment.
func eachLibraryFile(t *testing.T, f func(room string, fset *token.FileSet, file *ast.File)) {
	t.Helper()
	described := map[string]bool{}
	eachGoFile(t, func(room, name string) {
		if strings.HasSuffix(name, "_test.go") || !(room == "sim" || strings.HasPrefix(room, "sim/") || room == "render") {
			return
		}
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, name, nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		described[room] = described[room] || file.Doc.Text() != ""
		f(room, fset, file)
	})
	for _, room := range slices.Sorted(maps.Keys(described)) {
		if !described[room] {
			t.Errorf("package %s has no comment", room)
		}
	}
}

// eachExported calls f with every exported name of a file, where it stands and
// the comments that may be its own.
func eachExported(file *ast.File, f func(name string, at token.Pos, comments ...*ast.CommentGroup)) {
	for _, decl := range file.Decls {
		switch d := decl.(type) {
		case *ast.FuncDecl:
			if receiver, ok := exportedFunc(d); ok {
				f(receiver+d.Name.Name, d.Pos(), d.Doc)
			}
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				alone := d.Doc
				if len(d.Specs) > 1 {
					alone = nil // the group's comment is of the group
				}
				switch s := spec.(type) {
				case *ast.ValueSpec:
					for _, n := range s.Names {
						if n.IsExported() {
							f(n.Name, n.Pos(), s.Doc, s.Comment, alone)
						}
					}
				case *ast.TypeSpec:
					if s.Name.IsExported() {
						f(s.Name.Name, s.Pos(), s.Doc, s.Comment, alone)
						eachField(s.Name.Name, s.Type, f)
					}
				}
			}
		}
	}
}

// eachField calls f with the exported fields and methods of a struct or an
// interface, and of structs without a name in it.
func eachField(of string, typ ast.Expr, f func(name string, at token.Pos, comments ...*ast.CommentGroup)) {
	ast.Inspect(typ, func(n ast.Node) bool {
		field, ok := n.(*ast.Field)
		if !ok {
			_, function := n.(*ast.FuncType)
			return !function
		}
		for _, n := range field.Names {
			if n.IsExported() {
				f(of+"."+n.Name, n.Pos(), field.Doc, field.Comment)
			}
		}
		return len(field.Names) == 0 || slices.ContainsFunc(field.Names, (*ast.Ident).IsExported)
	})
}

// eachVisible calls f with every part of a file that documentation shows.
func eachVisible(file *ast.File, f func(ast.Node)) {
	for _, decl := range file.Decls {
		switch d := decl.(type) {
		case *ast.FuncDecl:
			if _, ok := exportedFunc(d); ok {
				f(d.Type)
			}
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				switch s := spec.(type) {
				case *ast.ValueSpec:
					if slices.ContainsFunc(s.Names, (*ast.Ident).IsExported) {
						f(s)
					}
				case *ast.TypeSpec:
					if s.Name.IsExported() {
						eachVisibleType(s.Type, f)
					}
				}
			}
		}
	}
}

// eachVisibleType is eachVisible for a type: a struct's unexported fields are
// not shown.
func eachVisibleType(typ ast.Expr, f func(ast.Node)) {
	s, ok := typ.(*ast.StructType)
	if !ok {
		f(typ)
		return
	}
	for _, field := range s.Fields.List {
		if len(field.Names) == 0 || slices.ContainsFunc(field.Names, (*ast.Ident).IsExported) {
			eachVisibleType(field.Type, f)
		}
	}
}

// exportedFunc reports whether d is a function or a method that documentation
// shows, and returns what stands before its name.
func exportedFunc(d *ast.FuncDecl) (receiver string, ok bool) {
	if d.Recv == nil {
		return "", d.Name.IsExported()
	}
	typ := d.Recv.List[0].Type
	if p, ok := typ.(*ast.StarExpr); ok {
		typ = p.X
	}
	if g, ok := typ.(*ast.IndexExpr); ok {
		typ = g.X
	}
	id, isName := typ.(*ast.Ident)
	if !isName {
		return "", false
	}
	return id.Name + ".", id.IsExported() && d.Name.IsExported()
}
