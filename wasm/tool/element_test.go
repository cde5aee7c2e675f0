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
