// Package mutant makes hostile bytes out of good ones, for tests: many in little time, and the
// same in every run. The coverage-guided search of go test -fuzz begins at the same seeds and
// finds deeper ones, slowly; what it finds is kept under testdata/fuzz.
package mutant

import (
	"math/rand/v2"
	"os"
	"strconv"
	"testing"
)

// longest is how long a mutant may be at most, in bytes.
const longest = 1 << 13

// Each calls f with mutants of the seeds, and with every seed as it is: 10,000 in all, 1,000
// under -short, or as many as SCOREFIELD_FUZZ says. Where one execution costs as much as many,
// share is the divisor of that number. A mutant that fails the test is said.
func Each(t *testing.T, share int, seeds [][]byte, f func(b []byte)) {
	t.Helper()
	n := 10_000
	if asked, err := strconv.Atoi(os.Getenv("SCOREFIELD_FUZZ")); err == nil {
		n = asked
	} else if testing.Short() {
		n = 1000
	}
	var b []byte
	defer func() {
		if t.Failed() {
			t.Logf("the mutant is %q", b)
		}
	}()
	for _, seed := range seeds {
		b = seed
		f(b)
	}
	m := maker{r: rand.New(rand.NewPCG(uint64(len(seeds)), 7)), seeds: seeds}
	for range n / share {
		b = m.make()
		f(b)
		if t.Failed() {
			return
		}
	}
	t.Logf("%d executions", len(seeds)+n/share)
}

// Seeds are texts as seeds.
func Seeds(texts []string) [][]byte {
	list := make([][]byte, len(texts))
	for i, text := range texts {
		list[i] = []byte(text)
	}
	return list
}

type maker struct {
	r     *rand.Rand
	seeds [][]byte
}

// extremes are what readers of text stumble over.
var extremes = []string{"0", "-0", "1", "-1", "NaN", "Infinity", "1e400", "-1e-400", "9007199254740993", "18446744073709551616", "99999999999999999999999", "0x10", "1_0", "\x00", "\xff", "\ufeff", "é", "🙂",
	"\"", "'", "\\", "\\u", "\\ud800", "{", "}", "[", "]", ",", ";", ":", "=", "&", "\t", "\r", "\n", "\r\n", "\n\n", "at=", "now=", "data=", "v=2", "null", "true", "[[[[[[[[", "{\"\":"}

// make is a seed with one to six changes.
func (m *maker) make() []byte {
	r := m.r
	b := append([]byte(nil), m.seeds[r.IntN(len(m.seeds))]...)
	for range 1 + r.IntN(6) {
		b = m.change(b)
	}
	return b[:min(len(b), longest)]
}

func (m *maker) change(b []byte) []byte {
	r := m.r
	if len(b) == 0 {
		return m.insert(b, 0)
	}
	from := r.IntN(len(b))
	to := from + 1 + r.IntN(min(len(b)-from, 40))
	switch r.IntN(10) {
	case 0:
		b[from] ^= 1 << r.IntN(8)
	case 1:
		b[from] = byte(r.Uint32())
	case 2: // a count, or part of one, out of all bounds
		for i := from; i < min(from+4, len(b)); i++ {
			b[i] = byte(255 * r.IntN(2))
		}
	case 3:
		return append(b[:from], b[to:]...)
	case 4:
		return b[:from]
	case 5: // a part again
		return splice(b, to, b[from:to])
	case 6: // very often
		part := append([]byte(nil), b[from:to]...)
		for range 1 + r.IntN(100) {
			if len(b) > longest {
				break
			}
			b = splice(b, from, part)
		}
	case 7: // a part of another seed
		other := m.seeds[r.IntN(len(m.seeds))]
		if len(other) > 0 {
			at := r.IntN(len(other))
			return splice(b, from, other[at:min(len(other), at+60)])
		}
	default:
		if r.IntN(2) == 0 { // in the place of a part
			b = append(b[:from], b[to:]...)
			from = min(from, len(b))
		}
		return m.insert(b, from)
	}
	return b
}

func (m *maker) insert(b []byte, at int) []byte {
	return splice(b, at, []byte(extremes[m.r.IntN(len(extremes))]))
}

// splice is b with part put in at an index, in memory of its own.
func splice(b []byte, at int, part []byte) []byte {
	out := make([]byte, 0, len(b)+len(part))
	return append(append(append(out, b[:at]...), part...), b[at:]...)
}
