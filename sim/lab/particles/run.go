package particles

import (
	"github.com/scorefield/scorefield/sim/lab/keyframe"
	"github.com/scorefield/scorefield/sim/langevin"
)

// Run is one cloud of particles on its way.
type Run struct {
	Sampler string          // its name in the table
	Kernel  langevin.Kernel // at the present settings
	State   langevin.State  // positions, and the steps done
	Info    langevin.Info   // of the last step
	Frozen  bool            // it has diverged and stays at its last good state
	Lost    int             // particles that had diverged when it froze, or have now

	frames keyframe.Frames[*frame]
	states []*langevin.State // room of Keyframes

	// Of a shard, which has only some of the particles of a cloud and does not
	// see when the whole is lost:
	part bool
	log  []int // how many had diverged after every step since the last report
	stop int   // one more than the step at which the cloud is frozen; 0 is none
}

// frame is a state that the run can go back to, with what the step to it was.
type frame struct {
	langevin.State
	info langevin.Info
}

// tolerated is the inverse of the share of diverged particles at which a run is
// frozen: one in a thousand.
const tolerated = 1000

// diverged reports whether a cloud of n particles of which some are lost is to
// be frozen.
func diverged(lost, n int) bool { return lost*tolerated > n }

// sampleTo advances the run to step, or to where it freezes.
func (r *Run) sampleTo(step int) {
	for int(r.State.N) < step && !r.halted() {
		r.keep()
		r.Info = r.Kernel.Step(&r.State)
		r.Lost = r.Info.Diverged
		if r.part {
			r.log = append(r.log, r.Lost)
		} else if diverged(r.Lost, r.State.X.N) {
			r.State.Undo()
			r.Frozen = true
		}
	}
}

// halted reports whether the run goes no further.
func (r *Run) halted() bool { return r.Frozen || r.stop > 0 && int(r.State.N) >= r.stop-1 }

// keep stores a keyframe when one is due.
func (r *Run) keep() {
	if step := int(r.State.N); r.frames.Due(step) {
		r.store(step)
	}
}

func (r *Run) store(step int) {
	f := &frame{info: r.Info}
	f.CopyFrom(&r.State)
	r.frames.Put(step, f)
}

// pin keeps the present state as a keyframe, due or not, and forgets those after
// it.
func (r *Run) pin() {
	step := int(r.State.N)
	r.frames.Cut(step)
	if _, at, ok := r.frames.Before(step); !ok || at != step {
		r.store(step)
	}
}

// keyframe is the step of the last keyframe at or before step; where there is
// none, it is the start, but for a shard, which does not know how it started and
// stays at the present step.
func (r *Run) keyframe(step int) int {
	if _, at, ok := r.frames.Before(step); ok {
		return at
	}
	if r.part {
		return int(r.State.N)
	}
	return 0
}

// rewind goes back to the keyframe at or before step and reports whether there
// is one.
func (r *Run) rewind(step int) bool {
	f, _, ok := r.frames.Before(step)
	if ok {
		r.State.CopyFrom(&f.State)
		r.thaw()
		r.Info, r.Lost = f.info, f.info.Diverged
	}
	return ok
}

// restart goes back to the state that the run started from.
func (r *Run) restart(start langevin.State) {
	r.State.CopyFrom(&start)
	r.Kernel.Init(&r.State)
	r.thaw()
}

// Keyframes are the states that the run can go back to, rising; aliased until the next call.
func (r *Run) Keyframes() []*langevin.State {
	clear(r.states) // what was cut is kept by nobody
	r.states = r.states[:0]
	for _, f := range r.frames.All() {
		r.states = append(r.states, &f.State)
	}
	return r.states
}

// thaw forgets that the run was frozen, and its last step.
func (r *Run) thaw() {
	r.Frozen, r.Lost = false, 0
	r.Info = langevin.Info{Accepted: 1}
}

// Over reports whether the sampler has come to its end.
func (r *Run) Over() bool {
	total := r.Kernel.Total()
	return total > 0 && int(r.State.N) >= total
}
