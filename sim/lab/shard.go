package lab

import (
	"math"

	"github.com/scorefield/scorefield/sim/lab/history"
	"github.com/scorefield/scorefield/sim/lab/param"
	"github.com/scorefield/scorefield/sim/lab/particles"
	"github.com/scorefield/scorefield/sim/lab/protocol"
)

// Shard is some particles of a large cloud, moved in a worker; see
// particles.Shard. It reads the bytes that come and knows the history that they
// speak of.
type Shard struct {
	shard   *particles.Shard
	state   history.State // that the last text described
	command protocol.ShardCommand
}

// OpenShard opens a shard on what Particles.ShardJobs wrote; ok is false for
// other bytes.
func OpenShard(b []byte) (s *Shard, ok bool) {
	var job protocol.ShardJob
	if !job.Read(b) {
		return nil, false
	}
	state, errs := history.Parse(job.State)
	if len(errs) > 0 {
		return nil, false
	}
	shard, ok := particles.NewShard(&job, newTimeline(state))
	return &Shard{shard: shard, state: state}, ok
}

// Execute begins what a command of Particles.Command says. It returns false for
// bytes that are none, of another session, or of a history that is not one of
// the same runs.
func (s *Shard) Execute(b []byte) bool {
	if !s.command.Read(b) {
		return false
	}
	if s.command.State == "" {
		return s.shard.Execute(&s.command, nil, 0)
	}
	state, errs := history.Parse(s.command.State)
	if len(errs) > 0 || param.Disturbance(s.state.Base, state.Base) > param.Live {
		return false
	}
	differs, ok := s.state.Journal.Differ(state.Journal)
	if !ok {
		differs = s.command.To
	}
	if !s.shard.Execute(&s.command, newTimeline(state), differs) {
		return false
	}
	s.state = state
	return true
}

// Step does one of the steps of the command and reports whether all are done.
func (s *Shard) Step() (done bool) { return s.shard.Step() }

// Clock is how many sampling steps have been done.
func (s *Shard) Clock() int { return s.shard.Clock() }

// KeyframeBytes is the memory that is spent on reaching earlier steps fast, beyond what a shard
// cannot do without.
func (s *Shard) KeyframeBytes() int { return s.shard.KeyframeBytes() }

// LimitKeyframes gives up keyframes, the densest ones first, until they take most bytes or fewer.
// Every step of the session can still be reached; it is farther to go.
func (s *Shard) LimitKeyframes(most int) {
	for s.KeyframeBytes() > max(most, 0) {
		s.shard.ThinKeyframes()
	}
}

// Report is what the page wanted to know, for Particles.Merge; the bytes are
// valid until the next call.
func (s *Shard) Report() []byte { return s.shard.Report() }

// timeline are the settings of a history at every sampling step. Training is
// over wherever particles are moved in shards.
type timeline struct{ history history.History }

func newTimeline(s history.State) *timeline {
	t := &timeline{}
	t.history.Restore(s, nil)
	return t
}

func (t *timeline) At(step int) param.Config {
	t.history.Move(Clock{Sampling: step, Training: math.MaxInt})
	return t.history.Now().Config
}
