package render

import "github.com/scorefield/scorefield/sim"

// Trail keeps the recent positions of a cloud. Its owner pushes; the Frame that
// shows it only reads.
type Trail struct {
	Length int // positions kept; 0 is 6

	n, len, head int
	x, y         []float32 // ring of Length blocks of n
}

// Push adds the positions of a cloud (2×N). Another N starts a new trail. It
// allocates only then.
func (t *Trail) Push(at sim.Batch) {
	if at.D < 2 {
		panic(badShape)
	}
	k := t.keep()
	if at.N != t.n || len(t.x) != k*at.N {
		t.n, t.len, t.head = at.N, 0, 0
		t.x, t.y = grow(t.x, k*at.N), grow(t.y, k*at.N)
	}
	t.head = (t.head + 1) % k
	copy(t.x[t.head*t.n:], at.Row(0))
	copy(t.y[t.head*t.n:], at.Row(1))
	t.len = min(t.len+1, k)
}

// Clear forgets everything: after a reset or a jump in time.
func (t *Trail) Clear() { t.len = 0 }

func (t *Trail) keep() int {
	if t.Length > 0 {
		return t.Length
	}
	return 6
}

// back returns the positions pushed k pushes ago (0 is the latest).
func (t *Trail) back(k int) (x, y []float32) {
	n := t.keep()
	at := (t.head - k + n) % n * t.n
	return t.x[at : at+t.n], t.y[at : at+t.n]
}
