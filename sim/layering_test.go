package sim_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const (
	module = "github.com/scorefield/scorefield/"
	ebiten = "github.com/hajimehoshi/ebiten/v2"
)

// allowed is the floor plan: what the files of each room may import beside the
// standard library. A trailing "..." allows everything below. Test files may
// import more (gonum, and the rooms they compare), but never upwards: see
// above.
var allowed = map[string][]string{
	"sim":                   {},
	"sim/internal/testsize": {}, // of tests
	"sim/internal/mutant":   {}, // of tests
	"sim/internal/tables":   {}, // of tests
	"sim/internal/vec":      {"simd/archsimd"},
	"sim/hist":              {"sim", "sim/internal/vec"},
	"sim/density":           {"sim", "sim/internal/vec"},
	"sim/table":             {},
	"sim/score":             {"sim", "sim/internal/vec"},
	"sim/matching":          {"sim", "sim/internal/vec"},
	"sim/langevin":          {"sim", "sim/internal/vec"},
	"sim/metric":            {"sim", "sim/internal/vec"},
	"sim/fit":               {"sim"},
	"sim/lab/lang":          {},
	"sim/lab/stream":        {},
	"sim/lab/keyframe":      {},
	"sim/lab/piece":         {"sim", "sim/langevin"},
	"sim/lab/scene":         {"sim/lab/lang"},
	"sim/lab/param":         {"sim/lab/lang", "sim/lab/scene"},
	"sim/lab/history":       {"sim/lab/param", "sim/lab/protocol"},
	"sim/lab/protocol":      {"sim", "sim/internal/vec", "sim/matching", "sim/hist"},
	"sim/lab/target":        {"sim", "sim/density", "sim/langevin", "sim/lab/param", "sim/lab/piece", "sim/lab/protocol"},
	"sim/lab/own":           {"sim", "sim/density", "sim/table", "sim/lab/param", "sim/lab/target"},
	"sim/lab/training": {"sim", "sim/density", "sim/score", "sim/matching", "sim/metric", "sim/lab/scene", "sim/lab/param", "sim/lab/stream",
		"sim/lab/keyframe", "sim/lab/piece", "sim/lab/protocol", "sim/lab/target"},
	"sim/lab/particles": {"sim", "sim/langevin", "sim/score", "sim/hist", "sim/metric", "sim/lab/param", "sim/lab/stream",
		"sim/lab/keyframe", "sim/lab/piece", "sim/lab/posterior", "sim/lab/protocol", "sim/lab/target"},
	"sim/lab/evaluation": {"sim", "sim/score", "sim/matching", "sim/metric", "sim/lab/piece"},
	"sim/lab/posterior":  {"sim", "sim/langevin", "sim/score"},
	"sim/lab/view": {"sim", "sim/langevin", "sim/matching", "sim/hist", "sim/metric", "sim/lab/evaluation", "sim/fit", "sim/lab/scene", "sim/lab/param", "sim/lab/stream",
		"sim/lab/piece", "sim/lab/posterior", "sim/lab/target"},
	"sim/lab": {"sim", "sim/hist", "sim/lab/evaluation", "sim/lab/piece", "sim/lab/scene", "sim/lab/param", "sim/lab/history", "sim/lab/protocol", "sim/lab/target",
		"sim/lab/training", "sim/lab/particles", "sim/lab/view"},
	"sim/lab/export": {"sim", "sim/density", "sim/lab", "sim/lab/param", "sim/lab/scene"},
	"render":         {"sim", "sim/hist", ebiten + "..."},
	"wasm": {"sim", "sim/hist", "sim/lab", "sim/lab/own", "sim/lab/param", "sim/lab/export", "sim/lab/scene", "render", "syscall/js", "wasm/article", // for posters, not in the page's program
		ebiten + "..."},
	"wasm/article":     {"sim/lab/param", "sim/lab/scene"},
	"wasm/core":        {"wasm/core/host", "syscall/js"},
	"wasm/core/host":   {"sim/lab"},
	"wasm/bench":       {"sim", "sim/density", "sim/score", "sim/matching", "sim/langevin", "sim/hist", "sim/lab/evaluation"},
	"wasm/bench/ours":  {"wasm/bench", "syscall/js"},
	"wasm/bench/judge": {"sim", "wasm/bench"},
}

// guarded are packages of the standard library that only some rooms may use.
var guarded = []string{"syscall/js", "simd/archsimd", "unsafe"}

// mayUnsafe are the rooms whose kernels use package unsafe.
var mayUnsafe = []string{"sim/internal/vec"}

func TestImportsFollowTheFloorPlan(t *testing.T) {
	seen := map[string]bool{}
	eachGoFile(t, func(room, file string) {
		if strings.HasSuffix(file, "_test.go") {
			return
		}
		rules, ok := allowed[room]
		if !ok {
			if strings.HasPrefix(room, "sim") || room == "render" {
				t.Errorf("%s: room %s is not in the floor plan", file, room)
			}
			return
		}
		seen[room] = true
		for _, imp := range importsOf(t, file) {
			if !permitted(room, imp, rules) {
				t.Errorf("%s: %s must not import %s", file, room, imp)
			}
		}
	})
	for room := range allowed {
		if !seen[room] {
			t.Errorf("room %s of the floor plan has no files", room)
		}
	}
}

// TestNobodyLooksUp holds the order of the rooms in tests too: what lies below
// never names what lies above.
func TestNobodyLooksUp(t *testing.T) {
	above := func(room string) []string {
		switch {
		case strings.HasPrefix(room, "sim/lab"), room == "sim/testdata":
			return []string{"render", "wasm"}
		case room == "sim": // the root's tests may show how the rooms work together
			return []string{"render", "wasm"}
		case strings.HasPrefix(room, "sim"):
			return []string{"sim/lab", "render", "wasm"}
		case room == "render":
			return []string{"sim/lab", "wasm"}
		}
		return nil
	}
	eachGoFile(t, func(room, file string) {
		for _, imp := range importsOf(t, file) {
			for _, up := range above(room) {
				if rel, ok := strings.CutPrefix(imp, module); ok && (rel == up || strings.HasPrefix(rel, up+"/")) {
					t.Errorf("%s: %s looks up to %s", file, room, imp)
				}
			}
		}
	})
}

func permitted(room, imp string, rules []string) bool {
	if imp == "unsafe" {
		return slices.Contains(mayUnsafe, room)
	}
	if standard(imp) && !slices.Contains(guarded, imp) {
		return true
	}
	for _, rule := range rules {
		full := rule
		if !strings.Contains(rule, ".") && !slices.Contains(guarded, rule) {
			full = module + rule
		}
		if pre, ok := strings.CutSuffix(full, "..."); ok && strings.HasPrefix(imp+"/", strings.TrimSuffix(pre, "/")+"/") {
			return true
		}
		if imp == full {
			return true
		}
	}
	return false
}

// standard: import paths of the standard library have no dot in their first
// element.
func standard(imp string) bool {
	first, _, _ := strings.Cut(imp, "/")
	return !strings.Contains(first, ".")
}

func importsOf(t *testing.T, file string) []string {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	var imps []string
	for _, spec := range f.Imports {
		p, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			t.Fatal(err)
		}
		imps = append(imps, p)
	}
	return imps
}

// eachGoFile calls f with the room (folder below the module) and path of every
// Go file, whatever its build tags.
func eachGoFile(t *testing.T, f func(room, file string)) {
	t.Helper()
	root := ".."
	if _, err := os.Stat(filepath.Join(root, "go.mod")); err != nil {
		t.Fatal("the test must run in its package's folder, with the whole module around it")
	}
	err := filepath.WalkDir(root, func(p string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := e.Name()
		if e.IsDir() {
			if p != root && (strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_") || name == "testdata" || name == "node_modules") {
				return filepath.SkipDir
			}
			return nil
		}
		if path.Ext(name) != ".go" {
			return nil
		}
		rel, err := filepath.Rel(root, filepath.Dir(p))
		if err != nil {
			return err
		}
		f(filepath.ToSlash(rel), p)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
