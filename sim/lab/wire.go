package lab

import (
	"encoding/binary"
	"math"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/matching"
)

// build names the sources that a program was built from; the linker sets it. Two
// programs of different age on one page, one of them from a cache, would not do
// the same steps: they refuse one another's bytes.
var build = ""

// writer and reader carry plain values between the threads of a page as bytes,
// little endian. A reader that comes to its end too early says so once, in bad,
// and reads zeros.
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
	for _, x := range v {
		w.b = binary.LittleEndian.AppendUint32(w.b, math.Float32bits(x))
	}
}

type reader struct {
	b   []byte
	bad bool
}

// take is the next n bytes, nil where there are too few.
func (r *reader) take(n int) []byte {
	if n < 0 || n > len(r.b) {
		r.b, r.bad = nil, true
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

// many is a count of things of so many bytes each, no more than there can be.
func (r *reader) many(size int) int {
	n := r.count()
	if n > len(r.b)/size {
		r.b, r.bad = nil, true
		return 0
	}
	return n
}

func (r *reader) counts(dst []int) []int { return r.added(dst[:0]) }

// added reads counts and adds them to those of dst, which may have fewer.
func (r *reader) added(dst []int) []int {
	for i := range r.many(4) {
		if i == len(dst) {
			dst = append(dst, 0)
		}
		dst[i] += r.count()
	}
	return dst
}

func (r *reader) numbers(dst []float64) []float64 {
	dst = dst[:0]
	for range r.many(8) {
		dst = append(dst, r.number())
	}
	return dst
}

func (r *reader) floats(dst []float32) []float32 {
	n := r.many(4)
	dst = append(dst[:0], make([]float32, n)...)
	r.into(dst)
	return dst
}

// into reads as many floats as dst has room for.
func (r *reader) into(dst []float32) {
	b := r.take(4 * len(dst))
	for i := range dst {
		if b != nil {
			dst[i] = math.Float32frombits(binary.LittleEndian.Uint32(b[4*i:]))
		}
	}
}

func (w *writer) checkpoint(c *matching.Checkpoint) { w.b = c.AppendBinary(w.b) }

func (r *reader) checkpoint(c *matching.Checkpoint) {
	rest, ok := c.ReadBinary(r.b)
	r.b, r.bad = rest, r.bad || !ok
}

// points are the reader's data as a kernel estimate needs them; nil is none.
func (w *writer) points(p *Points) {
	if p == nil {
		p = &Points{}
	}
	w.floats(p.at.Data)
	w.numbers(p.w)
	w.number(p.width)
}

func (r *reader) points() *Points {
	p := &Points{at: sim.Batch{D: 2, Data: r.floats(nil)}, w: r.numbers(nil), width: r.number()}
	p.at.N = len(p.at.Data) / 2
	if len(p.w) == 0 {
		p.w = nil
	}
	r.bad = r.bad || len(p.at.Data)%2 != 0 || p.w != nil && len(p.w) != p.at.N
	if p.at.N == 0 || r.bad {
		return nil
	}
	return p
}
