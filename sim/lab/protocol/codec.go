package protocol

import (
	"encoding/binary"
	"math"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/internal/vec"
	"github.com/scorefield/scorefield/sim/matching"
)

// A writer appends plain values to its bytes, little endian. Lists carry their
// length.
type writer struct{ b []byte }

func (w *writer) count(n int) { w.b = binary.LittleEndian.AppendUint32(w.b, uint32(n)) }

func (w *writer) flag(on bool) {
	if on {
		w.count(1)
		return
	}
	w.count(0)
}

func (w *writer) number(v float64) {
	w.b = binary.LittleEndian.AppendUint64(w.b, math.Float64bits(v))
}

func (w *writer) text(s string) {
	w.count(len(s))
	w.b = append(w.b, s...)
}

func (w *writer) counts(v []int) {
	w.count(len(v))
	for _, n := range v {
		w.count(n)
	}
}

func (w *writer) numbers(v []float64) {
	w.count(len(v))
	for _, x := range v {
		w.number(x)
	}
}

func (w *writer) floats(v []float32) {
	w.count(len(v))
	w.b = vec.AppendFloats(w.b, v)
}

func (w *writer) batch(x sim.Batch) {
	w.count(x.D)
	w.floats(x.Data)
}

func (w *writer) checkpoint(c *matching.Checkpoint) { w.b = c.AppendBinary(w.b) }

// A reader takes what a writer wrote. Bytes that end too early, or are not what
// they should be, set bad; from then on everything is zero or empty, and loops
// over lists have nothing to do. No list is longer than the bytes that came, so
// work and memory are bounded by them.
type reader struct {
	b   []byte
	bad bool
}

// fail drops what is left.
func (r *reader) fail() { r.b, r.bad = nil, true }

// done reports whether everything was understood and nothing is left.
func (r *reader) done() bool { return !r.bad && len(r.b) == 0 }

// take is the next n bytes, nil where there are too few.
func (r *reader) take(n int) []byte {
	if n < 0 || n > len(r.b) {
		r.fail()
		return nil
	}
	head := r.b[:n]
	r.b = r.b[n:]
	return head
}

func (r *reader) count() int {
	if b := r.take(4); b != nil {
		return int(binary.LittleEndian.Uint32(b))
	}
	return 0
}

func (r *reader) flag() bool { return r.count() == 1 }

func (r *reader) number() float64 {
	if b := r.take(8); b != nil {
		return math.Float64frombits(binary.LittleEndian.Uint64(b))
	}
	return 0
}

func (r *reader) text() string { return string(r.take(r.count())) }

// length is that of a list whose elements take size bytes each at least.
func (r *reader) length(size int) int {
	n := r.count()
	if n > len(r.b)/size {
		r.fail()
		return 0
	}
	return n
}

func (r *reader) counts(dst []int) []int {
	dst = dst[:0]
	for range r.length(4) {
		dst = append(dst, r.count())
	}
	return dst
}

func (r *reader) numbers(dst []float64) []float64 {
	dst = dst[:0]
	for range r.length(8) {
		dst = append(dst, r.number())
	}
	return dst
}

func (r *reader) floats(dst []float32) []float32 {
	n := r.length(4)
	dst = resize(dst, n)
	vec.Floats(dst, r.take(4*n))
	return dst
}

// batch reads points of as many coordinates as they have.
func (r *reader) batch() sim.Batch {
	x := sim.Batch{D: r.count(), Data: r.floats(nil)}
	if len(x.Data) == 0 {
		return sim.Batch{}
	}
	if x.D == 0 || len(x.Data)%x.D != 0 {
		r.fail()
		return sim.Batch{}
	}
	x.N = len(x.Data) / x.D
	return x
}

func (r *reader) checkpoint(c *matching.Checkpoint) {
	rest, ok := c.ReadBinary(r.b)
	if r.b = rest; !ok {
		r.fail()
	}
}

// resize gives s n elements, keeping its memory where that suffices.
func resize[T any](s []T, n int) []T {
	if cap(s) < n {
		return append(s[:cap(s)], make([]T, n-cap(s))...)
	}
	return s[:n]
}
