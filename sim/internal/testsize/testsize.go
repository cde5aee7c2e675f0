// Package testsize says how long tests run.
package testsize

import (
	"os"
	"testing"
)

// Full reports whether a test runs at its full length: with the vector kernels,
// and not under -short. Without vectors the same computations, to the same bits,
// take ten times as long, and go test ./... is to end within its ten minutes on
// a busy machine.
func Full() bool { return vectors && !testing.Short() }

// All reports whether tests do all that can be done, which takes hours:
// ./build.sh test --all.
func All() bool { return os.Getenv("SCOREFIELD_ALL") != "" }

// Of is how much a test does: short where it does not run at its full length, all where it does all
// that can be done.
func Of(short, full, all int) int {
	switch {
	case All():
		return all
	case Full():
		return full
	}
	return short
}
