package view

import (
	"math"
	"slices"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/langevin"
)

// astrayAt is how many deviations of what a run follows are out of reach of any draw of it.
const astrayAt = 20

// Astray is how many particles of run k, once it is frozen, are farther from the mean of what the
// run follows than 20 of its deviations: those that have been lost from the picture, of which
// only the fastest have diverged by then. Until then, and where workers have the
// particles, it is how many have diverged.
func (v *View) Astray(k int) int {
	r := &v.Runs[k]
	if !r.Frozen || r.Counted != nil {
		return r.Lost
	}
	return max(v.pictureOf(k).astray, r.Lost)
}

// Picture is where the particles of run k were when they could be seen last, and the step
// of that: now, but of a run that is frozen with most of its particles lost from the
// picture the last keyframe in which they were not.
func (v *View) Picture(k int) (x sim.Batch, step int) {
	r := &v.Runs[k]
	x, step = r.State.X, int(r.State.N)
	if !r.Frozen || r.Counted != nil {
		return x, step
	}
	p := v.pictureOf(k)
	return p.shown(r).X, int(p.shown(r).N)
}

// pictureOf finds it out once for each state, for all particles are looked at.
func (v *View) pictureOf(k int) *picture {
	r, p := &v.Runs[k], &v.pictures[k]
	of := pictured{state: r.State, step: r.State.N, frames: len(r.Earlier), target: v.Version.Target, level: v.RunLevel(k)}
	if p.of == of {
		return p
	}
	found := picture{of: of, astray: v.astray(r.State.X, of.level)}
	if 2*found.astray > r.State.X.N {
		for _, frame := range slices.Backward(r.Earlier) {
			if 2*v.astray(frame.X, v.levelAfter(k, frame.N)) <= frame.X.N {
				found.frame = frame
				break
			}
		}
	}
	*p = found
	return p
}

// earlier reports whether the picture of run k is of an earlier step than its particles. Where
// workers have these, or no keyframe is left, it is not.
func (v *View) earlier(k int) bool {
	_, step := v.Picture(k)
	return step < int(v.Runs[k].State.N)
}

// picture is what was last found for a frozen run.
type picture struct {
	of     pictured
	astray int
	frame  *langevin.State // that is shown; nil is the run's own
}

// pictured is what a picture was found for.
type pictured struct {
	state  *langevin.State
	step   uint64
	frames int
	target uint64 // its version
	level  Level
}

func (p *picture) shown(r *Run) *langevin.State {
	if p.frame == nil {
		return r.State
	}
	return p.frame
}

// astray is how many of x are out of reach of a level.
func (v *View) astray(x sim.Batch, l Level) int {
	mean, cov, known := v.Target.Moments(l.ScoreSigma())
	if !known {
		return 0
	}
	variance := 0.0
	for j := range x.D {
		variance += cov[j*x.D+j]
	}
	reach, n := astrayAt*l.Alpha*math.Sqrt(variance), 0
	var squares [1 << 10]float64 // of distances
	for first := 0; first < x.N; first += len(squares) {
		some := squares[:min(len(squares), x.N-first)]
		clear(some)
		for j := range x.D {
			for i, at := range x.Row(j)[first : first+len(some)] {
				away := float64(at) - l.Alpha*mean[j]
				some[i] += away * away
			}
		}
		for _, square := range some {
			if !(square <= reach*reach) {
				n++
			}
		}
		v.pause()
	}
	return n
}
