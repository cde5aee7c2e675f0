package particles

import (
	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/hist"
	"github.com/scorefield/scorefield/sim/lab/param"
	"github.com/scorefield/scorefield/sim/lab/protocol"
	"github.com/scorefield/scorefield/sim/lab/target"
	"github.com/scorefield/scorefield/sim/langevin"
	"github.com/scorefield/scorefield/sim/metric"
)

// Timeline says which settings hold after the changes that were made at a
// sampling step. A shard does the steps of its cloud without knowing why settings
// change.
type Timeline interface {
	// At are those settings, every default filled in.
	At(step int) param.Config
}

// Shard is some particles of a large cloud, moved in a worker. Noise is a
// function of the particle's number, so that they go the way that they would go
// in the whole cloud, bit for bit. What a shard sends is a count of its
// particles on the page's grid and a few numbers, not positions, unless it is
// asked for them.
type Shard struct {
	cloud    Cloud
	timeline Timeline
	points   *target.Points
	command  protocol.ShardCommand

	labels []uint8 // scratch
	grid   hist.Grid
	report protocol.ShardReport
	bytes  []byte
}

// NewShard opens a shard on a job; ok is false where that is not sound. t are
// the settings that the job's state describes.
func NewShard(j *protocol.ShardJob, t Timeline) (s *Shard, ok bool) {
	points, ok := target.FromMessage(j.Points)
	if !ok {
		return nil, false
	}
	s = &Shard{timeline: t, points: points}
	c := &s.cloud
	c.setting = s.setting(j.Step)
	if len(j.Runs) != len(c.setting.samplers()) {
		return nil, false
	}
	for i := range j.Runs {
		run := &j.Runs[i]
		if run.X.D != c.setting.Target.Dim() || run.X.N > c.setting.Config.Particles || run.Step > j.Step {
			return nil, false
		}
		r, ok := c.open(i, langevin.State{X: run.X, V: run.V, Aux: run.Aux, First: j.First, N: uint64(run.Step)})
		if !ok {
			return nil, false
		}
		r.part = true
		r.pin()
	}
	c.step = j.Step
	s.command.Session, s.command.To = j.Session, j.Step
	return s, true
}

// setting is how particles move after the changes made at step.
func (s *Shard) setting(step int) Setting {
	c := s.timeline.At(step)
	return Setting{Config: c, Target: target.New(c, s.points, nil)}
}

// follow makes the settings those of the present step, if they are others.
func (s *Shard) follow() {
	c := s.timeline.At(s.cloud.step)
	if c == s.cloud.setting.Config {
		return
	}
	next := Setting{Config: c, Target: s.cloud.setting.Target}
	if !target.Same(c, s.cloud.setting.Config) {
		next.Target = target.New(c, s.points, nil)
	}
	s.cloud.Use(next)
}

// Execute begins a command. t is the timeline of its State, and the first
// sampling step at which that differs from the one before; nil where the
// settings are as before. It returns false for a command of another session.
func (s *Shard) Execute(m *protocol.ShardCommand, t Timeline, differs int) bool {
	if m.Session != s.command.Session || len(m.Stops) != len(s.cloud.runs) || !m.Window.Valid(s.cloud.setting.Target.Dim()) {
		return false
	}
	s.command = *m
	least := m.To
	if t != nil {
		least = min(least, differs)
		s.timeline = t
		for _, r := range s.cloud.runs {
			r.frames.Cut(differs)
		}
	}
	for i, r := range s.cloud.runs {
		if r.stop = m.Stops[i]; r.stop > 0 {
			r.frames.Cut(r.stop - 1) // it went on before the cloud was known to be frozen
			if int(r.State.N) >= r.stop {
				least = min(least, r.stop-1)
			}
		}
	}
	s.cloud.Rewind(s.cloud.Keyframe(least))
	s.follow()
	return true
}

// Step does one of the steps of the command and reports whether all are done.
func (s *Shard) Step() (done bool) {
	c := &s.cloud
	if c.step < s.command.To {
		c.Sample(c.step + 1)
		s.follow()
	}
	return c.step >= s.command.To
}

// Clock is how many sampling steps have been done.
func (s *Shard) Clock() int { return s.cloud.step }

// KeyframeBytes is the memory that keyframes take which ThinKeyframes may give up.
func (s *Shard) KeyframeBytes() (n int) {
	for _, r := range s.cloud.runs {
		n += r.keyframeBytes(1)
	}
	return n
}

// ThinKeyframes gives up keyframes of every run, the densest ones first, but for the one that it
// started from: a shard cannot draw it again.
func (s *Shard) ThinKeyframes() {
	for _, r := range s.cloud.runs {
		if steps := r.frames.Steps(); len(steps) > 1 {
			r.frames.Thin(steps[0])
		}
	}
}

// Report is what the page wanted to know, for Cloud.Merge; the bytes are valid
// until the next call.
func (s *Shard) Report() []byte {
	p := &s.report
	p.Session, p.Step = s.command.Session, s.cloud.step
	if p.Runs == nil {
		p.Runs = make([]protocol.RunReport, len(s.cloud.runs))
	}
	for i, r := range s.cloud.runs {
		s.describe(&p.Runs[i], r)
	}
	s.bytes = p.Append(s.bytes[:0])
	for _, r := range s.cloud.runs {
		r.log = r.log[:0]
	}
	return s.bytes
}

// describe stores the numbers of one run, its counts, and its positions: all if
// the command says so, else the first few.
func (s *Shard) describe(p *protocol.RunReport, r *Run) {
	w, x := s.command.Window, r.State.X
	p.Step, p.Sigma, p.Epsilon, p.Accepted = int(r.State.N), r.Info.Sigma, r.Info.Epsilon, r.Info.Accepted*float64(x.N)
	p.Exchanged = r.Info.Exchanged * float64(x.N)
	p.Lost, p.Shares = r.log, s.shares(p.Shares, r)
	for k := range p.Marginals {
		p.Marginals[k] = marginal(p.Marginals[k], w, x, k)
	}
	s.grid.Resize(w.W, w.H)
	s.grid.Splat(x.Row(w.Axis(0)), x.Row(w.Axis(1)), w.Affine())
	p.Bins = s.grid.AppendBinary(p.Bins[:0])
	n := x.N
	if !s.command.Positions {
		n = min(n, max(0, MostCompared-r.State.First))
	}
	p.Positions = p.Positions[:0]
	for j := range x.D {
		p.Positions = append(p.Positions, x.Row(j)[:n])
	}
}

// shares are the numbers of particles in the components, none where the target
// has none or nobody asks.
func (s *Shard) shares(dst []int, r *Run) []int {
	m := s.cloud.setting.Target.Mixture
	if m == nil || !s.command.Window.Shares {
		return dst[:0]
	}
	if len(s.labels) != r.State.X.N {
		s.labels = make([]uint8, r.State.X.N)
	}
	m.Modes(s.labels, r.State.X, float32(s.cloud.setting.Config.Sigma))
	dst = append(dst[:0], make([]int, m.K())...)
	metric.Count(dst, s.labels)
	return dst
}

// marginal counts particles in the window's bins along its direction k.
func marginal(dst []int, w protocol.Window, x sim.Batch, k int) []int {
	dst = append(dst[:0], make([]int, w.Bins[k])...)
	if w.Bins[k] > 0 {
		hist.CountAxis(dst, x.Row(w.Axis(k)), w.Lo[k], w.Hi[k])
	}
	return dst
}
