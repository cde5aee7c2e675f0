package render

import (
	"math"

	"github.com/scorefield/scorefield/sim"
)

// Streaks are massless tracers of a vector field: each lives for a limited age,
// leaves a short tail and is then born elsewhere, as on wind maps. Their owner
// advances them; a Flow only shows them. The zero value is ready.
type Streaks struct {
	N     int     // tracers; 0 is 500
	Tail  int     // points of a tail; 0 is 26
	Life  float64 // seconds; 0 is 2.5
	Speed float64 // screen halves per second at the median length; 0 is 0.35
	Key   sim.Key // of the places where they are born

	x, y   []float32 // N×Tail: point k of tracer i is at i*Tail+k, k = 0 the newest
	age    []float32 // N, in [0, 1): share of its life
	births []uint32  // N
	ref    float64   // median length of the field of the last Stamp
	stamp  uint64
	field  *Field
	sorted []float32
}

// Advance moves the tracers along f for the given seconds. They are born
// anywhere in the box. It allocates only when N or Tail change.
func (s *Streaks) Advance(f *Field, box Rect, half, seconds float64) {
	n, tail, life, speed := s.sizes()
	if len(s.age) != n || len(s.x) != n*tail {
		s.x, s.y = grow(s.x, n*tail), grow(s.y, n*tail)
		s.age, s.births = grow(s.age, n), grow(s.births, n)
		for i := range n {
			s.births[i] = 0
			s.respawn(i, tail, box)
			s.age[i] = s.uniform(i, 2) // staggered, so that they do not blink together
		}
	}
	if s.field != f || s.stamp != f.Stamp {
		s.field, s.stamp = f, f.Stamp
		s.ref, s.sorted = medianLength(f, s.sorted)
	}
	for i := range n {
		s.age[i] += float32(seconds / life)
		p := i * tail
		x, y := float64(s.x[p]), float64(s.y[p])
		if s.age[i] >= 1 || x < box.X0 || x > box.X1 || y < box.Y0 || y > box.Y1 {
			s.births[i]++
			s.respawn(i, tail, box)
			continue
		}
		// The midpoint rule, with lengths compressed as those of arrows.
		u, v := s.velocity(f, x, y, half*speed)
		u, v = s.velocity(f, x+u*seconds/2, y+v*seconds/2, half*speed)
		copy(s.x[p+1:p+tail], s.x[p:p+tail-1])
		copy(s.y[p+1:p+tail], s.y[p:p+tail-1])
		s.x[p], s.y[p] = float32(x+u*seconds), float32(y+v*seconds)
	}
}

// sizes are the exported fields with their defaults filled in.
func (s *Streaks) sizes() (n, tail int, life, speed float64) {
	n, tail, life, speed = s.N, s.Tail, s.Life, s.Speed
	if n <= 0 {
		n = 500
	}
	if tail < 2 {
		tail = 26
	}
	if life <= 0 {
		life = 2.5
	}
	if speed <= 0 {
		speed = 0.35
	}
	return n, tail, life, speed
}

// velocity is 2·speed·v/(‖v‖+ref): speed at the median length.
func (s *Streaks) velocity(f *Field, x, y, speed float64) (u, v float64) {
	u, v = f.at(x, y)
	k := 2 * speed / (math.Hypot(u, v) + s.ref + 1e-30)
	return u * k, v * k
}

// respawn puts tracer i at a random place of the box, its tail folded up.
func (s *Streaks) respawn(i, tail int, box Rect) {
	x := float32(box.X0 + (box.X1-box.X0)*float64(s.uniform(i, 0)))
	y := float32(box.Y0 + (box.Y1-box.Y0)*float64(s.uniform(i, 1)))
	for k := i * tail; k < (i+1)*tail; k++ {
		s.x[k], s.y[k] = x, y
	}
	s.age[i] = 0
}

// uniform is the number in [0, 1) for a purpose of the tracer's present life.
func (s *Streaks) uniform(i int, purpose uint64) float32 {
	k := s.Key.Sub(uint64(i)).Sub(uint64(s.births[i])<<2 | purpose)
	return float32(uint64(k)>>40) / (1 << 24)
}
