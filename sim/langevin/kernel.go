package langevin

import "github.com/scorefield/scorefield/sim"

// A Kernel is a rule by which particles move. Its fields are settings, and how
// far it has come follows from State.N alone, so that a kernel with other
// settings may continue from a state at any step.
type Kernel interface {
	// Init prepares s, whose positions X are set, for Step. It keeps X and N
	// and fills what is missing. Nothing is allocated after it. It panics if the
	// kernel lacks what it cannot do without: a score, a schedule, levels.
	Init(s *State)
	// Step does one step. Beyond Total it moves nothing and only counts.
	Step(s *State) Info
	// Total is the number of steps until the kernel has come to its end, 0 if
	// it has none.
	Total() int
}

// Target is a density that a Metropolis correction can be made for.
type Target interface {
	sim.Scorer
	sim.LogProber
}

// Info is what a step reports, for display.
type Info struct {
	Sigma         float64 // noise level of the score that was used
	Epsilon       float64 // size of the step: ε, or g²h of a reversed diffusion, or the time h of a flow
	Time          float64 // t in [0, 1] after the step of a process with a schedule, else 0
	Accepted      float64 // share of particles that moved; 1 where there is no correction
	Exchanged     float64 // share of exchanges between replicas that took place; 0 without replicas
	Diverged      int     // particles that diverged: not finite, or farther than DivergenceRadius from the origin
	FirstDiverged int     // index in X of the first of them, −1 if there is none
}
