package main

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestEveryPythonIsTriedOnce(t *testing.T) {
	bin, home := t.TempDir(), t.TempDir()
	onPath := filepath.Join(bin, "python3")
	ofHome := filepath.Join(home, ".pyenv", "versions", "3.12.1", "bin", "python3")
	for _, file := range []string{onPath, ofHome} {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, nil, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("HOME", home)
	t.Setenv("PATH", bin+string(filepath.ListSeparator)+bin)
	list := interpreters()
	if list[0] != onPath || !slices.Contains(list, ofHome) {
		t.Errorf("%s comes first and %s is in it: %v", onPath, ofHome, list)
	}
	slices.Sort(list)
	if len(slices.Compact(slices.Clone(list))) != len(list) {
		t.Errorf("one is tried twice: %v", list)
	}
}
