package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestScriptsInASCII: what is escaped means the same, beyond 16 bits too, and nothing else is.
func TestScriptsInASCII(t *testing.T) {
	for script, want := range map[string]string{
		"// ── A rule ──\n": "// -- A rule --\n",
		"`${n} 步：“ε”\\n`":   "`${n} \\u6b65\\uff1a\\u201c\\u03b5\\u201d\\n`",
		"/[×–]/u.test('𝛔')": "/[\\u00d7\\u2013]/u.test('\\ud835\\uded4')",
	} {
		if got := escaped(script); got != want {
			t.Errorf("%q becomes %q, want %q", script, got, want)
		}
	}
}

// TestNothingIsEscapedTwice: behind a backslash, and in a raw template, an escape would be read as other signs than
// what it stands for.
func TestNothingIsEscapedTwice(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("..", "element", "*.js"))
	if err != nil || len(files) < 20 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		script := string(b)
		if strings.Contains(script, "String.raw") {
			t.Errorf("%s has a raw template", file)
		}
		for i, r := range script {
			if r >= 0x80 && i > 0 && script[i-1] == '\\' {
				t.Errorf("%s has a backslash before %q", file, r)
			}
		}
	}
}
