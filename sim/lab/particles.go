package lab

import (
	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/hist"
	"github.com/scorefield/scorefield/sim/lab/protocol"
	"github.com/scorefield/scorefield/sim/lab/view"
)

// Window is what a page wants to see of a cloud that workers move; see
// protocol.Window.
type Window = protocol.Window

// Particles is the part of an experiment that samples: its runs, moved here or
// in the shards of workers.
type Particles struct{ e *Experiment }

// Positions are those of run k, aliasing it; empty where there is no such run.
func (p Particles) Positions(k int) sim.Batch {
	if k >= p.e.parts.cloud.Len() {
		return sim.Batch{}
	}
	return p.e.parts.cloud.Run(k).State.X
}

// Steps is how many steps the particles of run k have done, as Positions has
// them.
func (p Particles) Steps(k int) int { return int(p.e.parts.cloud.Run(k).State.N) }

// Run are the numbers of run k.
func (p Particles) Run(k int) view.RunStats { return p.e.View().Run(k) }

// Moved is how many particles a sampling step moves, in all runs.
func (p Particles) Moved() int { return p.e.parts.cloud.Len() * p.e.Config().Particles }

// Over reports whether sampling has come to its end, where that is the scene's
// clock: every run is at the last level of a ladder, at t = 0 of a process, or
// frozen.
func (p Particles) Over() bool { return p.e.View().Over }

// Starts is the training step at which the particles of a learned score started, or
// will start; 0 for those that have not waited.
func (p Particles) Starts() int { return p.e.parts.weights }

// Total is how many steps the first run's sampler has, 0 for one without an end.
func (p Particles) Total() int { return p.e.parts.cloud.Run(0).Kernel.Total() }

// Shardable reports whether workers can move the particles: nothing about them is
// known only here.
func (p Particles) Shardable() bool { return !p.e.parts.waiting && p.e.parts.cloud.Shardable() }

// Remote reports whether workers move the particles.
func (p Particles) Remote() bool { return p.e.parts.cloud.Remote() }

// Session is the number of the present stay in workers, 0 if there is none.
func (p Particles) Session() int { return p.e.parts.cloud.Session() }

// ShardJobs hands the particles over to n workers and returns what the Shard of
// each starts from.
func (p Particles) ShardJobs(n int) [][]byte {
	return p.e.parts.cloud.Jobs(n, p.e.State(), p.e.parts.points())
}

// Settled reports whether the particles are where the clock says and the page
// knows it; without workers they always are.
func (p Particles) Settled() bool { return p.e.parts.cloud.Settled() }

// Ready reports whether shards can be told to go on, in the midst of one command
// with the next: only then may the clock do so.
func (p Particles) Ready() bool { return p.e.parts.cloud.Ready() }

// End is the sampling step at which every run has come to its end, 0 where there
// is none.
func (p Particles) End() int { return p.e.parts.cloud.End() }

// RequestPositions asks workers for all positions as they are. Positions,
// Samples and CSV are true once the experiment is settled, and until the next
// step.
func (p Particles) RequestPositions() { p.e.parts.cloud.RequestPositions() }

// Command is what all shards are to do next, for a page that wants to see w. It
// is nil where nothing is to be done, or enough is being done. It is given once,
// and the bytes are valid until the next one.
func (p Particles) Command(w Window) []byte { return p.e.parts.cloud.Command(w, p.e.State) }

// Merge takes the report of shard k and reports whether it was the last one of a
// command: the picture is another then. What is not about the first command of
// which k has not reported is ignored; what is not understood ends the session, as
// Recall does.
func (p Particles) Merge(k int, report []byte) (whole bool) {
	remote, at := p.Remote(), p.e.Clock()
	whole = p.e.parts.cloud.Merge(k, report)
	if remote && !p.Remote() {
		p.recalled(at)
	}
	return whole
}

// Recall ends the session of workers. The experiment is where it was when that
// began, or before, and can go on from there without them, to where it was
// (Ahead).
func (p Particles) Recall() {
	if !p.Remote() {
		return
	}
	at := p.e.Clock()
	p.e.parts.cloud.Recall()
	p.recalled(at)
}

func (p Particles) recalled(at Clock) {
	p.e.parts.recalled()
	p.e.ahead = at
}

// Counts are the particles of run k, counted by workers on the grid of the last
// window, with a stamp that changes when they do; nil without workers.
func (p Particles) Counts(k int) (counts *hist.Grid, w Window, stamp uint64) {
	return p.e.parts.cloud.Counts(k)
}
