package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"time"
)

// event is a line of go test -json.
type event struct {
	Action, Package, Test, Output string
	Elapsed                       float64
}

// tally counts outcomes.
type tally struct{ passed, failed, skipped int }

// statusLine ends a stage's output: its exit status, or "skip".
const statusLine = "@@status "

// count reads a stage's output from standard input, shows what matters, adds
// the outcomes to the file args[0] under the name args[1], and fails if the
// stage did. Lines of go test -json are counted test by test; any other stage
// is one test by its exit status.
func count(args []string) error {
	if err := need(args, 2); err != nil {
		return err
	}
	begin := time.Now()
	fmt.Printf("== %s\n", args[1])
	t, status := read(os.Stdin, os.Stdout)
	switch {
	case status == "skip" && os.Getenv("CI") == "true":
		t.failed++
	case status == "skip":
		t.skipped++
	case t.passed+t.failed+t.skipped == 0 && status == "0":
		t.passed++
	case status != "0" && t.failed == 0:
		t.failed++
	}
	fmt.Printf("== %s: %d passed, %d failed, %d skipped in %.0f s\n", args[1], t.passed, t.failed, t.skipped, time.Since(begin).Seconds())
	if err := add(args[0], t); err != nil {
		return err
	}
	if t.failed > 0 {
		return fmt.Errorf("%s failed", args[1])
	}
	return nil
}

// read follows a stage to its status line.
func read(in io.Reader, out io.Writer) (t tally, status string) {
	status = "no status"
	said := map[string]*strings.Builder{}
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 1<<26)
	for lines.Scan() {
		line := lines.Text()
		if s, ok := strings.CutPrefix(line, statusLine); ok {
			status = s
			continue
		}
		var e event
		if !strings.HasPrefix(line, "{") || json.Unmarshal([]byte(line), &e) != nil || e.Action == "" {
			fmt.Fprintln(out, line)
			continue
		}
		t.take(e, said, out)
	}
	return t, status
}

// take counts one event; what a test said is kept until it is known whether it
// failed.
func (t *tally) take(e event, said map[string]*strings.Builder, out io.Writer) {
	id := e.Package + " " + e.Test
	switch e.Action {
	case "output", "build-output":
		if said[id] == nil {
			said[id] = &strings.Builder{}
		}
		said[id].WriteString(e.Output)
		return
	case "pass", "skip", "fail":
	default:
		return
	}
	if e.Action == "fail" && said[id] != nil {
		fmt.Fprint(out, said[id].String())
	}
	delete(said, id)
	switch {
	case e.Test == "" && e.Action == "pass":
		fmt.Fprintf(out, "   ok %s %.1f s\n", e.Package, e.Elapsed)
	case e.Test == "":
	case e.Action == "pass":
		t.passed++
	case e.Action == "skip":
		t.skipped++
	default:
		t.failed++
	}
	if e.Test == "" && e.Action == "fail" {
		fmt.Fprintf(out, " FAIL %s\n", e.Package)
	}
}

func add(file string, t tally) error {
	f, err := os.OpenFile(file, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(f, "%d %d %d\n", t.passed, t.failed, t.skipped)
	if e := f.Close(); err == nil {
		err = e
	}
	return err
}

// summary adds up the file args[0] and prints the closing line.
func summary(args []string) error {
	if err := need(args, 1); err != nil {
		return err
	}
	b, err := os.ReadFile(args[0])
	if err != nil {
		return err
	}
	var sum [3]int
	for line := range strings.Lines(string(b)) {
		for i, f := range strings.Fields(line) {
			n, err := strconv.Atoi(f)
			if err != nil || i > 2 {
				return fmt.Errorf("%s is damaged", args[0])
			}
			sum[i] += n
		}
	}
	fmt.Printf("%d passed, %d failed, %d skipped\n", sum[0], sum[1], sum[2])
	if sum[1] > 0 || sum[0] == 0 {
		return fmt.Errorf("%d failed", sum[1])
	}
	return nil
}
