// Package piece does long work in pieces of some milliseconds, between which others may
// work: with the same results, to the last bit, as all at once.
package piece

import (
	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/langevin"
)

// Work is that of a piece, in weights of a network times points: some milliseconds in a browser.
const Work = 16_000_000

const (
	panel     = 16   // points that a network takes at a time
	points    = 128  // of a density of which nothing is known
	most      = 4096 // points that are worth a piece, however little each is
	perKernel = 10   // weights that take as long as a kernel or a component
	ofEnergy  = 3    // times a network, for its score is a derivative
)

// Of is how many points a density or a network, or whatever has as many weights, is evaluated at
// in a piece.
func Of(score any) int { return Times(score, 1) }

// Times is how many points are so where each is evaluated n times: of a network whole panels, for
// it takes as long for a part of one.
func Times(score any, n int) int {
	cost := 0
	switch s := score.(type) {
	case *langevin.Bounded:
		return Times(s.Of, n)
	case interface{ Params() []float32 }:
		cost = len(s.Params())
		if _, energy := score.(interface {
			UnnormalisedLogProb(dst []float32, x sim.Batch, sigma float32)
		}); energy {
			cost *= ofEnergy
		}
	case interface{ Points() sim.Batch }:
		cost = perKernel * s.Points().N
	case interface{ K() int }:
		cost = perKernel * s.K()
	default:
		return max(points/n, 1)
	}
	return min(max(Work/max(n*cost, 1)/panel*panel, panel), most)
}

// Pictures is how many pictures of any size that a page allows are drawn or scaled in some
// milliseconds.
const Pictures = 256

// Particles is how many of them are counted along an axis in some milliseconds.
const Particles = 1 << 17

// Each calls f with n numbers from 0 on, so many at a time: those from first on, in order. It
// calls yield after each. Without yield f gets all at once.
func Each(n, atOnce int, yield func(), f func(first, n int)) {
	if yield == nil {
		f(0, n)
		return
	}
	for first := 0; first < n; first += atOnce {
		f(first, min(atOnce, n-first))
		yield()
	}
}

// Evaluator evaluates densities and scores, and draws, in pieces, so many points at a time. What they say
// of a point depends on no other. The zero value is ready.
type Evaluator struct{ x, s sim.Batch }

// Score stores what score says at the points x in dst.
func (e *Evaluator) Score(dst, x sim.Batch, score sim.Scorer, sigma float32, atOnce int, yield func()) {
	e.each(x, atOnce, yield, func(first int, at sim.Batch) {
		if at.N == x.N {
			score.Score(dst, at, sigma)
			return
		}
		Fit(&e.s, x.D, at.N)
		score.Score(e.s, at, sigma)
		sim.CopyPoints(dst, first, e.s, 0, at.N)
	})
}

// LogProb stores log p_σ at the points x in dst.
func (e *Evaluator) LogProb(dst []float32, x sim.Batch, p sim.LogProber, sigma float32, atOnce int, yield func()) {
	e.each(x, atOnce, yield, func(first int, at sim.Batch) { p.LogProb(dst[first:first+at.N], at, sigma) })
}

// Moder says which of its components a point belongs to.
type Moder interface {
	// Modes stores in dst, of length x.N, which component each row of x belongs to at noise level sigma.
	Modes(dst []uint8, x sim.Batch, sigma float32)
}

// Modes stores in dst which component of m each of the points x belongs to.
func (e *Evaluator) Modes(dst []uint8, x sim.Batch, m Moder, sigma float32, atOnce int, yield func()) {
	e.each(x, atOnce, yield, func(first int, at sim.Batch) { m.Modes(dst[first:first+at.N], at, sigma) })
}

// Rand stores the draws number first, first+1, … of the stream key in dst.
func (e *Evaluator) Rand(dst sim.Batch, p sim.Density, key sim.Key, first, atOnce int, yield func()) {
	if yield == nil || dst.N <= atOnce {
		p.Rand(dst, key, first)
		pause(yield)
		return
	}
	Each(dst.N, atOnce, yield, func(at, n int) {
		Fit(&e.x, dst.D, n)
		p.Rand(e.x, key, first+at)
		sim.CopyPoints(dst, at, e.x, 0, n)
	})
}

// each calls f with the points x, or if they are many and others may work between, with so many of them
// at a time, those from first on.
func (e *Evaluator) each(x sim.Batch, atOnce int, yield func(), f func(first int, at sim.Batch)) {
	if yield == nil || x.N <= atOnce {
		f(0, x)
		pause(yield)
		return
	}
	Each(x.N, atOnce, yield, func(first, n int) {
		Fit(&e.x, x.D, n)
		sim.CopyPoints(e.x, 0, x, first, n)
		f(first, e.x)
	})
}

func pause(yield func()) {
	if yield != nil {
		yield()
	}
}

// Fit makes b a batch of d×n, in its memory where that suffices.
func Fit(b *sim.Batch, d, n int) {
	if cap(b.Data) < d*n {
		*b = sim.NewBatch(d, n)
		return
	}
	*b = sim.Batch{D: d, N: n, Data: b.Data[:d*n]}
}
