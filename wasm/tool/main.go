// Command tool is what build.sh cannot do in a line of shell, in plain Go so
// that building needs nothing else: hashing inputs, packing programs, escaping
// scripts, making the page in one file and the folder for
// embedding, counting tests and running benchmarks.
package main

import (
	"fmt"
	"os"
)

var commands = map[string]func(args []string) error{
	"sum":     sum,
	"gzip":    pack,
	"ascii":   ascii,
	"article": lesson,
	"embed":   embed,
	"bundle":  bundle,
	"ratios":  ratios,
	"presets": presets,
	"reserve": reserve,
	"lengths": lengths,
	"lines":   lines,
	"sizes":   sizes,
	"count":   count,
	"summary": summary,
	"slim":    slim,
	"bench":   bench,
}

func main() {
	if len(os.Args) < 2 || commands[os.Args[1]] == nil {
		fmt.Fprintln(os.Stderr, "tool: for the use of build.sh")
		os.Exit(2)
	}
	if err := commands[os.Args[1]](os.Args[2:]); err != nil {
		if err != errTold {
			fmt.Fprintln(os.Stderr, "build.sh:", err)
		}
		os.Exit(1)
	}
}

// need returns an error unless there are n arguments at least.
func need(args []string, n int) error {
	if len(args) < n {
		return fmt.Errorf("%d arguments, want %d", len(args), n)
	}
	return nil
}
