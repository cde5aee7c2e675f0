package langevin

import "github.com/scorefield/scorefield/sim"

const (
	badShape   = "langevin: bad shape"
	noScore    = "langevin: a kernel without a Score"
	noTarget   = "langevin: a kernel without a Target"
	noSchedule = "langevin: a process without a Schedule"
	noModel    = "langevin: a divergence without a Model"

	negativeSteps = "langevin: a negative number of steps"
	notReady      = "langevin: Step before Init"
)

// require panics with the message unless what a kernel needs is there.
func require(there bool, message string) {
	if !there {
		panic(message)
	}
}

// State is a cloud of particles between two steps: everything that a kernel
// carries along. Set X, Key and First, then call the kernel's Init.
type State struct {
	X     sim.Batch // positions
	V     sim.Batch // velocities; empty unless a kernel has momentum
	Aux   sim.Batch // what else a kernel keeps of each particle, in rows of its own meaning; empty unless it does
	S     sim.Batch // report: the scores that the last step used, which are those at Previous
	Key   sim.Key   // of the noise; positions are drawn from another one
	First int       // number of the first particle; 0 unless a run is split over states
	N     uint64    // steps done

	lastX, lastV, lastAux sim.Batch // before the last step
	noise                 noise
}

// CopyFrom makes s a copy of src with memory of its own, reusing what it has.
// Reports of the last step are not copied: S, if it has been allocated, is 0,
// and Previous equals X.
func (s *State) CopyFrom(src *State) {
	s.Key, s.First, s.N = src.Key, src.First, src.N
	assign(&s.X, src.X)
	assign(&s.V, src.V)
	assign(&s.Aux, src.Aux)
	if !s.lastX.Empty() {
		assign(&s.lastX, src.X)
		assign(&s.lastV, src.V)
		assign(&s.lastAux, src.Aux)
	}
	clear(s.S.Data)
}

// Previous is the positions before the last step, aliasing the state; it is
// empty before Init.
func (s *State) Previous() sim.Batch { return s.lastX }

// Undo takes the last step back, once: positions, velocities, Aux and N are
// what they were. It panics if there is no step to take back.
func (s *State) Undo() {
	if s.N == 0 || !s.lastX.Like(s.X) {
		panic("langevin: no step to undo")
	}
	s.N--
	s.X.Data, s.lastX.Data = s.lastX.Data, s.X.Data
	s.V.Data, s.lastV.Data = s.lastV.Data, s.V.Data
	s.Aux.Data, s.lastAux.Data = s.lastAux.Data, s.Aux.Data
	copy(s.lastX.Data, s.X.Data)
	copy(s.lastV.Data, s.V.Data)
	copy(s.lastAux.Data, s.Aux.Data)
}

// init allocates what every kernel needs. A state that has just been made, or
// whose shape has changed, has Previous equal to X.
func (s *State) init() {
	if len(s.X.Data) != s.X.D*s.X.N {
		panic(badShape)
	}
	reshape(&s.S, s.X.D, s.X.N)
	if !s.lastX.Like(s.X) {
		assign(&s.lastX, s.X)
	}
}

// Release gives up what a step is made with, and the reports of the last one: the kernel's Init
// prepares s again.
func (s *State) Release() {
	s.S, s.lastX, s.lastV, s.lastAux = sim.Batch{}, sim.Batch{}, sim.Batch{}, sim.Batch{}
	s.noise = noise{}
}

// swap makes the positions that a step has written to lastX the present ones.
func (s *State) swap() { s.X.Data, s.lastX.Data = s.lastX.Data, s.X.Data }

// ready panics unless Init has seen the state as it is.
func (s *State) ready() { require(s.S.Like(s.X) && s.lastX.Like(s.X), notReady) }

// done ends a step.
func (s *State) done(info Info) Info {
	s.N++
	info.Diverged, info.FirstDiverged = Diverged(s.X)
	return info
}

// ended reports whether a kernel of total steps has come to its end, in which
// case the step is only counted.
func (s *State) ended(total int) bool {
	if total == 0 || s.N < uint64(total) {
		return false
	}
	copy(s.lastX.Data, s.X.Data)
	return true
}

// reshape gives b a shape, keeping its memory where that suffices.
func reshape(b *sim.Batch, d, n int) {
	if cap(b.Data) < d*n {
		b.Data = make([]float32, d*n)
	}
	*b = sim.Batch{D: d, N: n, Data: b.Data[:d*n]}
}

// assign makes dst a copy of src.
func assign(dst *sim.Batch, src sim.Batch) {
	reshape(dst, src.D, src.N)
	copy(dst.Data, src.Data)
}
