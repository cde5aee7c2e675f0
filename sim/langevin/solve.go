package langevin

import (
	"math"

	"github.com/scorefield/scorefield/sim/internal/vec"
)

// solver carries y along dy/dt = slope(y, t) with an embedded pair of methods.
// The step is the same for all of y: in each element the estimated error of
// the lower order stays within tol (1 + |y|).
type solver struct {
	pair      *tableau
	tol       float64
	slope     func(dst, y []float64, t float64)
	reached   func(y, slope []float64, t float64) // called at a and after every step; may be nil
	k         [7][]float64                        // slopes; the last of a step is the first of the next
	mid, next []float64
}

// maxSteps is where a solver gives up.
const maxSteps = 100_000

// solve carries y from the time a to b and returns the times between the
// steps, a and b among them. Where it gives up, because slopes are not finite,
// the last time is not b.
func (s *solver) solve(y []float64, a, b float64) (times []float64) {
	s.allocate(len(y))
	s.slope(s.k[0], y, a)
	times = s.arrive(nil, y, a)
	for t, h := a, (b-a)/100; t != b && len(times) < maxSteps && math.Abs(h) > 1e-12*math.Abs(b-a); {
		end := t + h
		if math.Abs(1.01*h) >= math.Abs(b-t) {
			h, end = b-t, b
		}
		e := s.tryStep(y, t, h)
		if e <= 1 {
			t = end
			copy(y, s.next)
			copy(s.k[0], s.k[len(s.pair.b)])
			times = s.arrive(times, y, t)
		}
		h *= s.stepFactor(e)
	}
	return times
}

// equalStep carries y from the time a to b in one step of the method, whatever its error.
func (s *solver) equalStep(y []float64, a, b float64) {
	m, h := s.pair, b-a
	for i := range m.b {
		s.add(s.mid, y, h, m.a[i])
		s.slope(s.k[i], s.mid, a+float64(m.c[i]*h))
	}
	s.add(y, y, h, m.b)
}

// arrive appends t, at which y is, to the times.
func (s *solver) arrive(times, y []float64, t float64) []float64 {
	if s.reached != nil {
		s.reached(y, s.k[0], t)
	}
	return append(times, t)
}

func (s *solver) allocate(n int) {
	for i := range s.k {
		s.k[i] = make([]float64, n)
	}
	s.mid, s.next = make([]float64, n), make([]float64, n)
}

// tryStep makes the step from t to t + h and returns its error in units of what is
// allowed.
func (s *solver) tryStep(y []float64, t, h float64) float64 {
	m := s.pair
	for i := 1; i < len(m.b); i++ {
		s.add(s.mid, y, h, m.a[i])
		s.slope(s.k[i], s.mid, t+float64(m.c[i]*h))
	}
	s.add(s.next, y, h, m.b)
	s.slope(s.k[len(m.b)], s.next, t+h)
	clear(s.mid)
	s.add(s.mid, s.mid, h, m.diff)
	return s.largestError()
}

// add stores y + h Σ w_i k_i in dst, which may be y.
func (s *solver) add(dst, y []float64, h float64, w []float64) {
	copy(dst, y)
	for j, b := range w {
		for i, k := range s.k[j] {
			dst[i] += float64(h * b * k)
		}
	}
}

// largestError is the largest error in mid, +Inf if one is not a number.
func (s *solver) largestError() float64 {
	most := 0.0
	for i, e := range s.mid {
		if e = math.Abs(e) / (s.tol + float64(s.tol*math.Abs(s.next[i]))); !(e <= most) {
			most = e
		}
		if math.IsNaN(most) {
			return math.Inf(1)
		}
	}
	return most
}

// stepFactor is what the step should be multiplied by after an error e: e is
// proportional to h to the power of the higher order.
func (s *solver) stepFactor(e float64) float64 {
	f := 0.9 * vec.Exp64(-math.Log(max(e, 1e-9))/float64(s.pair.order))
	return min(5, max(0.2, f))
}
