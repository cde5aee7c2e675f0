package langevin

import (
	"math"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/internal/vec"
)

// block is how many particles' noise is drawn at a time; two blocks of it stay
// in the first cache.
const block = 512

// noise is the memory for a block of two coordinates.
type noise struct{ a, b [block]float32 }

// move stores c X + ε S + r z in the spare positions and makes them the present
// ones, z being the noise of step N. r = 0 leaves the noise out.
func (s *State) move(c, eps, r float64) {
	dst, x := s.lastX, s.X
	if c != 1 {
		vec.Scale(dst.Data, float32(c), x.Data)
		x = dst
	}
	if r == 0 {
		vec.Drift(dst.Data, x.Data, s.S.Data, float32(eps))
		s.swap()
		return
	}
	key := s.Key.Sub(s.N)
	for j := 0; j < x.D; j += 2 {
		for lo := 0; lo < x.N; lo += block {
			hi := min(lo+block, x.N)
			za, zb := s.normal(key.Sub(uint64(j/2)), lo, hi)
			vec.Langevin(dst.Row(j)[lo:hi], x.Row(j)[lo:hi], s.S.Row(j)[lo:hi], za, float32(eps), float32(r))
			if j+1 < x.D {
				vec.Langevin(dst.Row(j + 1)[lo:hi], x.Row(j + 1)[lo:hi], s.S.Row(j + 1)[lo:hi], zb, float32(eps), float32(r))
			}
		}
	}
	s.swap()
}

// addNoise adds r z to dst, which has X's shape, z being the noise of step N.
func (s *State) addNoise(dst sim.Batch, r float64) {
	if r == 0 {
		return
	}
	key := s.Key.Sub(s.N)
	for j := 0; j < dst.D; j += 2 {
		for lo := 0; lo < dst.N; lo += block {
			hi := min(lo+block, dst.N)
			za, zb := s.normal(key.Sub(uint64(j/2)), lo, hi)
			vec.Axpy(dst.Row(j)[lo:hi], float32(r), za)
			if j+1 < dst.D {
				vec.Axpy(dst.Row(j + 1)[lo:hi], float32(r), zb)
			}
		}
	}
}

// normal draws two numbers for each of the particles lo … hi−1.
func (s *State) normal(key sim.Key, lo, hi int) (a, b []float32) {
	a, b = s.noise.a[:hi-lo], s.noise.b[:hi-lo]
	vec.Normal(a, b, uint64(key), uint32(s.First+lo))
	return a, b
}

// root is √(2ε), the size of the noise in a Langevin step.
func root(eps float64) float64 { return math.Sqrt(2 * eps) }
