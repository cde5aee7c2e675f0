package main

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"
	"time"
)

// event is a line of go test -json.
type event struct {
	Action, Package, Test, Output string
	Elapsed                       float64
}

// outcome is how one test ended in one stage.
type outcome struct {
	action string  // pass, fail or skip
	id     string  // package and test, or the stage's name
	why    string  // of a skip, in the test's own words
	took   float64 // seconds; not kept from one stage to the next
	tried  string  // how many inputs of what kind, as a test that tries many says; nor is this
}

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
	outcomes, status := read(os.Stdin, os.Stdout)
	outcomes = settle(outcomes, status, args[1])
	n := tallied(outcomes)
	fmt.Printf("== %s: %d passed, %d failed, %d skipped in %.0f s\n", args[1], n["pass"], n["fail"], n["skip"], time.Since(begin).Seconds())
	for _, o := range slowest(outcomes) {
		fmt.Printf("   %.1f s %s\n", o.took, o.id)
	}
	for _, o := range outcomes {
		if o.tried != "" {
			fmt.Printf("   tried %s: %s\n", o.tried, o.id)
		}
	}
	if err := add(args[0], outcomes); err != nil {
		return err
	}
	if n["fail"] > 0 {
		return fmt.Errorf("%s failed", args[1])
	}
	return nil
}

// settle adds the stage's own outcome where its tests do not tell it: it has
// none, it was skipped as a whole, or it failed although they passed.
func settle(outcomes []outcome, status, stage string) []outcome {
	n := tallied(outcomes)
	switch {
	case status == "skip":
		return append(outcomes, outcome{action: "skip", id: stage, why: "see above"})
	case status != "0" && n["fail"] == 0:
		return append(outcomes, outcome{action: "fail", id: stage, why: ""})
	case len(outcomes) == 0:
		return append(outcomes, outcome{action: "pass", id: stage, why: ""})
	}
	return outcomes
}

// slowest are the ten longest of the tests that took five seconds or more, so
// that a stage which has become slow says where.
func slowest(outcomes []outcome) []outcome {
	var long []outcome
	for _, o := range outcomes {
		_, name, _ := strings.Cut(o.id, " ")
		if o.took >= 5 && !strings.Contains(name, "/") { // a part counts with its test
			long = append(long, o)
		}
	}
	slices.SortStableFunc(long, func(a, b outcome) int { return cmp.Compare(b.took, a.took) })
	return long[:min(10, len(long))]
}

func tallied(outcomes []outcome) map[string]int {
	n := map[string]int{}
	for _, o := range outcomes {
		n[o.action]++
	}
	return n
}

// read follows a stage to its status line.
func read(in io.Reader, out io.Writer) (outcomes []outcome, status string) {
	status = "no status"
	s := stage{out: out, said: map[string][]string{}, failed: map[string]bool{}}
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 1<<26)
	for lines.Scan() {
		line := lines.Text()
		if code, ok := strings.CutPrefix(line, statusLine); ok {
			status = code
			continue
		}
		var e event
		if !strings.HasPrefix(line, "{") || json.Unmarshal([]byte(line), &e) != nil || e.Action == "" {
			fmt.Fprintln(out, line)
			continue
		}
		s.take(e)
	}
	return s.outcomes, status
}

// stage is what is known of a running go test.
type stage struct {
	out      io.Writer
	outcomes []outcome
	said     map[string][]string // by package and test, until it is known whether it failed
	failed   map[string]bool     // packages with a failed test
}

// take counts one event.
func (s *stage) take(e event) {
	id := strings.TrimSpace(e.Package + " " + e.Test)
	switch e.Action {
	case "build-output":
		fmt.Fprint(s.out, e.Output)
	case "output":
		s.said[id] = append(s.said[id], e.Output)
	case "pass", "skip", "fail":
		s.end(e, id)
		delete(s.said, id)
	}
}

// end closes a test or a package. A package that failed without a failed test
// did not build, or stopped outside its tests: that is a failure of its own.
func (s *stage) end(e event, id string) {
	if e.Action == "fail" {
		fmt.Fprint(s.out, strings.Join(s.said[id], ""))
	}
	switch {
	case e.Test != "":
		s.outcomes = append(s.outcomes, outcome{action: e.Action, id: id, why: reason(s.said[id]), took: e.Elapsed, tried: tried(s.said[id])})
		s.failed[e.Package] = s.failed[e.Package] || e.Action == "fail"
	case e.Action == "pass":
		fmt.Fprintf(s.out, "   ok %s %.1f s\n", e.Package, e.Elapsed)
	case e.Action == "fail":
		fmt.Fprintf(s.out, " FAIL %s\n", e.Package)
		if !s.failed[e.Package] {
			s.outcomes = append(s.outcomes, outcome{action: "fail", id: id, why: ""})
		}
	}
}

// reason is the last thing that a test said in its own words.
func reason(said []string) string {
	for _, line := range slices.Backward(said) {
		line = strings.TrimSpace(line)
		if line != "" && !strings.HasPrefix(line, "---") && !strings.HasPrefix(line, "===") {
			return line
		}
	}
	return ""
}

// many is the end of a line in which a test says what it has tried.
var many = regexp.MustCompile(`: (\d+ (?:executions|actions|states|calls|links|tables))\n$`)

// tried is what a test says that it has tried, "" where it says nothing of the kind.
func tried(said []string) string {
	for _, line := range said {
		if m := many.FindStringSubmatch(line); m != nil {
			return m[1]
		}
	}
	return ""
}

// add appends outcomes to a file, one a line, all in one write: stages that run
// side by side write into the same file, and a line of one must not end up within
// a line of the other.
func add(file string, outcomes []outcome) error {
	var lines bytes.Buffer
	for _, o := range outcomes {
		fmt.Fprintf(&lines, "%s\t%s\t%s\n", o.action, o.id, o.why)
	}
	f, err := os.OpenFile(file, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(lines.Bytes())
	if e := f.Close(); err == nil {
		err = e
	}
	return err
}
