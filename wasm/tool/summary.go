package main

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
)

// summary adds up the outcomes of all stages in the file args[0] and prints
// the closing line.
func summary(args []string) error {
	if err := need(args, 1); err != nil {
		return err
	}
	b, err := os.ReadFile(args[0])
	if err != nil {
		return err
	}
	var outcomes []outcome
	for line := range strings.Lines(string(b)) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(f) < 3 {
			return fmt.Errorf("%s is damaged", args[0])
		}
		outcomes = append(outcomes, outcome{action: f[0], id: f[1], why: f[2]})
	}
	return conclude(os.Stdout, outcomes, os.Getenv("CI") == "true")
}

// errTold is a failure that the closing line has told already.
var errTold = errors.New("tests failed")

// conclude prints what was skipped and the one line that counts everything. A
// test that one stage leaves to another counts as skipped only if it passed in
// none. With strict set a skip is a failure.
func conclude(out io.Writer, outcomes []outcome, strict bool) error {
	n := tallied(outcomes)
	left := skipped(outcomes)
	for _, id := range slices.Sorted(maps.Keys(left)) {
		fmt.Fprintf(out, "skipped: %s: %s\n", id, left[id])
	}
	failed, skips := n["fail"], len(left)
	if strict {
		failed, skips = failed+skips, 0
	}
	fmt.Fprintf(out, "%d passed, %d failed, %d skipped\n", n["pass"], failed, skips)
	if failed > 0 || n["pass"] == 0 {
		return errTold
	}
	return nil
}

// skipped are the tests that were skipped and ran nowhere, with the reason.
func skipped(outcomes []outcome) map[string]string {
	left := map[string]string{}
	for _, o := range outcomes {
		if o.action == "skip" {
			left[o.id] = o.why
		}
	}
	for _, o := range outcomes {
		if o.action != "skip" {
			delete(left, o.id)
		}
	}
	return left
}
