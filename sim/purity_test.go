package sim_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestNoFunctionDiffersBetweenPlatforms: math.Exp, Pow, Tanh and the like have
// other bits in a browser than on amd64, and FMA is what nobody should ask for.
// They stand nowhere in the rooms through which particles and weights go.
func TestNoFunctionDiffersBetweenPlatforms(t *testing.T) {
	differ := []string{"Exp", "Pow", "Tanh", "Sinh", "Cosh", "FMA", "Gamma", "Hypot"}
	for _, room := range []string{".", "internal/vec", "density", "score", "matching", "langevin", "hist"} {
		files, err := filepath.Glob(filepath.Join(room, "*.go"))
		if err != nil || len(files) == 0 {
			t.Fatalf("no files were read in %s", room)
		}
		for _, name := range files {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(file, func(n ast.Node) bool {
				if s, ok := n.(*ast.SelectorExpr); ok {
					if x, ok := s.X.(*ast.Ident); ok && x.Name == "math" && slices.Contains(differ, s.Sel.Name) {
						t.Errorf("%s: math.%s", name, s.Sel.Name)
					}
				}
				return true
			})
		}
	}
}
