package lab

import (
	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/langevin"
)

// run is one cloud of particles on its way.
type run struct {
	sampler string
	kernel  langevin.Kernel
	state   langevin.State
	info    langevin.Info
	frozen  bool
	lost    int // particles that had diverged when the run froze, or have now
	frames  keyframes[*langevin.State]
	count   count

	part bool  // these are not all particles of the cloud: others judge when it is lost
	stop int   // one more than the step at which they have decided to freeze it; 0 is none
	log  []int // of a part: how many had diverged after every step since the last report
}

// count is what was last counted of a run: its shares in the components.
type count struct {
	step, stamp uint64
	shares      []float64
}

// tolerated is the share of diverged particles at which a run is frozen at its
// last good state: one in a thousand.
const tolerated = 1000

// sampleTo advances the run to step, or to where it freezes.
func (r *run) sampleTo(step int) {
	for int(r.state.N) < step && !r.halted() {
		r.keep()
		r.info = r.kernel.Step(&r.state)
		r.lost = r.info.Diverged
		if r.part {
			r.log = append(r.log, r.lost)
		} else if gone(r.lost, r.state.X.N) {
			r.state.Undo()
			r.frozen = true
		}
	}
}

// halted reports whether the run goes no further.
func (r *run) halted() bool { return r.frozen || r.stop > 0 && int(r.state.N) >= r.stop-1 }

// gone reports whether a cloud of n particles of which some have diverged is
// lost.
func gone(lost, n int) bool { return lost*tolerated > n }

// keep stores a keyframe when one is due.
func (r *run) keep() {
	if step := int(r.state.N); r.frames.due(step) {
		frame := new(langevin.State)
		frame.CopyFrom(&r.state)
		r.frames.put(step, frame)
	}
}

// rewind goes back to the nearest keyframe at or before step and returns the
// step it is at.
func (r *run) rewind(step int) int {
	frame, at, ok := r.frames.before(step)
	if !ok {
		return int(r.state.N)
	}
	r.state.CopyFrom(frame)
	r.frozen, r.lost = false, 0
	r.info = langevin.Info{Accepted: 1}
	return at
}

// pin keeps the present state as a keyframe, due or not.
func (r *run) pin() {
	r.frames.cut(int(r.state.N))
	if _, at, ok := r.frames.before(int(r.state.N)); !ok || at != int(r.state.N) {
		frame := new(langevin.State)
		frame.CopyFrom(&r.state)
		r.frames.put(int(r.state.N), frame)
	}
}

// use gives the run another kernel, which goes on from where the run is.
func (r *run) use(k langevin.Kernel) {
	r.kernel = k
	k.Init(&r.state)
}

// particles are the positions, aliasing the run.
func (r *run) particles() sim.Batch { return r.state.X }

// over reports whether the sampler has come to its end.
func (r *run) over() bool {
	total := r.kernel.Total()
	return total > 0 && int(r.state.N) >= total
}
