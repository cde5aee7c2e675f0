package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// linesProgram builds testdata/lines as the build does and returns its file.
func linesProgram(t *testing.T) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "lines.wasm")
	build := exec.Command("go", "build", "-trimpath", "-ldflags=-s -w", "-o", file, "./testdata/lines")
	build.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return file
}

// TestAProgramWithoutLines works as before, and its traces name functions that were not inlined, unless
// names are taken out too.
func TestAProgramWithoutLines(t *testing.T) {
	t.Run("lines", func(t *testing.T) {
		withoutTables(t, 0.9, []string{"here main.main ? 0 true\n", "main.falls(", "main.main("}, []string{".go:", "main.stumbles("})
	})
	t.Run("names", func(t *testing.T) { withoutTables(t, 0.84, []string{"runtime."}, []string{"main.falls("}, "names") })
}

// withoutTables takes tables out of a program by lines with these further arguments, which leaves at most
// a share of its packed size, and runs it: it prints what it always does and wanted, and nothing of what is gone.
func withoutTables(t *testing.T, most float64, wanted, gone []string, args ...string) {
	file := linesProgram(t)
	before, err := os.Stat(packed(t, file))
	if err != nil {
		t.Fatal(err)
	}
	if err := lines(append([]string{file}, args...)); err != nil {
		t.Fatal(err)
	}
	after, err := os.Stat(packed(t, file))
	if err != nil {
		t.Fatal(err)
	}
	if share := float64(after.Size()) / float64(before.Size()); share > most {
		t.Errorf("%q leaves %.3f of the program, more than %v", args, share, most)
	}
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("node is missing; install it to run the program")
	}
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	run := exec.Command(node, "--stack-size=8192", filepath.Join(strings.TrimSpace(string(root)), "lib", "wasm", "wasm_exec_node.js"), file)
	run.Env = []string{"HOME=/"} // no more than 8 KiB
	out, err := run.CombinedOutput()
	if exit := (*exec.ExitError)(nil); !errors.As(err, &exit) || exit.ExitCode() != 2 {
		t.Errorf("the program ended with %v, not with a panic", err)
	}
	for _, want := range append(wanted, "sum 200010000\n", "caught runtime error: index out of range [3] with length 0\n", "panic: on purpose") {
		if !strings.Contains(string(out), want) {
			t.Errorf("it did not print %q but\n%s", want, out)
		}
	}
	for _, name := range gone {
		if strings.Contains(string(out), name) {
			t.Errorf("there is %q still:\n%s", name, out)
		}
	}
}

// packed compresses a program as the build does and returns the file's name.
func packed(t *testing.T, file string) string {
	t.Helper()
	to := file + ".gz"
	if err := pack([]string{file, to}); err != nil {
		t.Fatal(err)
	}
	return to
}

// TestLinesAreRefused where a program is not as they are known to be in it.
func TestLinesAreRefused(t *testing.T) {
	whole, err := os.ReadFile(linesProgram(t))
	if err != nil {
		t.Fatal(err)
	}
	at := bytes.Index(whole, []byte{0xf1, 0xff, 0xff, 0xff, 0, 0, 1, 8})
	if at < 0 {
		t.Fatal("the tables' mark is not in the file")
	}
	otherMark := bytes.Clone(whole)
	otherMark[at] = 0xf2
	otherHeader := bytes.Clone(whole)
	copy(otherHeader[at+headerTables:], otherHeader[at+headerFuncs:at+headerFuncs+8])
	for name, file := range map[string][]byte{"no program": []byte("GIF89a"), "cut off": whole[:len(whole)/3], "another mark": otherMark, "another header": otherHeader} {
		at := filepath.Join(t.TempDir(), "wrong.wasm")
		if err := os.WriteFile(at, file, 0o644); err != nil {
			t.Fatal(err)
		}
		if err := lines([]string{at}); err == nil {
			t.Errorf("%s: not refused", name)
		}
		if now, err := os.ReadFile(at); err != nil || !bytes.Equal(now, file) {
			t.Errorf("%s: the file was changed (%v)", name, err)
		}
	}
}
