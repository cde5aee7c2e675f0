package main

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

// TestOneNameOneFunction: the element's files are joined inside one function, where of two
// functions of one name the last would be called by all.
func TestOneNameOneFunction(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("..", "element", "*.js"))
	if err != nil || len(files) < 20 {
		t.Fatal(files, err)
	}
	function := regexp.MustCompile(`(?m)^(?:async )?function\*? (\w+)`)
	where := map[string]string{}
	for _, file := range files {
		script, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range function.FindAllSubmatch(script, -1) {
			name := string(m[1])
			if other, ok := where[name]; ok {
				t.Errorf("%s is in %s and in %s", name, other, file)
			}
			where[name] = file
		}
	}
	if len(where) < 50 {
		t.Errorf("only %d functions", len(where))
	}
}

// TestNoStreamIsCompiled: WebAssembly is compiled of bytes that are all there. Leaving a page while
// a stream made by script was compiled has stopped WebAssembly for all pages after it in a Firefox of
// November 2026; with 153.8.0esr it does so no more (40 pages left at 1 to 100 % of the program, with
// three ways to compile what comes), so that a run in that browser cannot tell.
func TestNoStreamIsCompiled(t *testing.T) {
	var files []string
	for _, folder := range []string{"element", "page", "package"} {
		list, err := filepath.Glob(filepath.Join("..", folder, "*.*js"))
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, list...)
	}
	bytes := 0
	for _, file := range files {
		script, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if m := regexp.MustCompile(`(compile|instantiate)Streaming`).Find(script); m != nil {
			t.Errorf("%s: %s", file, m)
		}
		bytes += len(regexp.MustCompile(`WebAssembly\.compile\(`).FindAll(script, -1))
	}
	if len(files) < 30 || bytes != 1 {
		t.Errorf("%d scripts compile %d programs", len(files), bytes)
	}
}
