package lab

import (
	"math"
	"slices"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/lab/history"
	"github.com/scorefield/scorefield/sim/lab/protocol"
	"github.com/scorefield/scorefield/sim/lab/target"
	"github.com/scorefield/scorefield/sim/lab/training"
	"github.com/scorefield/scorefield/sim/lab/view"
)

// Checkpoint is the whole experiment as it is, but for its keyframes, as bytes
// that this build of the program understands: unlike those of State its steps
// need not be done again. See OpenCheckpoint.
//
// While workers move the particles it is the experiment as Recall would leave
// it.
func (e *Experiment) Checkpoint() []byte {
	b, _ := e.AppendCheckpoint(nil, math.MaxInt)
	return b
}

// AppendCheckpoint appends Checkpoint's bytes to dst, copying particles once, where they are no more
// than about most. Otherwise dst stays as it is, and ok is false.
func (e *Experiment) AppendCheckpoint(dst []byte, most int) (b []byte, ok bool) {
	m := e.parts.checkpoint(e.ahead)
	if m.Size() > most {
		return dst, false
	}
	return m.Append(dst), true
}

// OpenCheckpoint is the experiment that Checkpoint's bytes describe. It goes on
// from there with the same bits, and every step can be reached again; what is
// seen of the last step alone (View.Dissect) is known again after the next. ok is
// false for other bytes, and for those of another build. The clock of Watch is
// not in them.
func OpenCheckpoint(b []byte) (e *Experiment, ok bool) {
	e = &Experiment{}
	if !e.Resume(b) {
		return nil, false
	}
	return e, true
}

// Resume makes e what OpenCheckpoint would be. If it returns false, e is not to be used.
func (e *Experiment) Resume(b []byte) bool {
	var m protocol.Checkpoint
	if !m.Read(b) {
		return false
	}
	e.ahead = Clock{Sampling: m.Ahead[0], Training: m.Ahead[1]}
	return e.parts.resume(&m)
}

// KeyframeBytes is the memory that is spent on reaching earlier steps fast.
func (e *Experiment) KeyframeBytes() int {
	return e.parts.cloud.KeyframeBytes() + e.parts.networks.KeyframeBytes()
}

// LimitKeyframes gives up keyframes, the densest ones first, until they take most
// bytes or fewer. Every step can still be reached; it is farther to go. What
// stays in any case is one for each network, and with workers the particles as
// they left.
func (e *Experiment) LimitKeyframes(most int) {
	cloud, networks := &e.parts.cloud, e.parts.networks
	for e.KeyframeBytes() > most {
		if cloud.KeyframeBytes() >= networks.KeyframeBytes() && cloud.ThinKeyframes() {
			continue
		}
		if !networks.ThinKeyframes() && !cloud.ThinKeyframes() {
			return
		}
	}
}

// checkpoint are the parts as data, which aliases them. ahead is the moment to
// go on to; of particles with workers it is the present one.
func (p *parts) checkpoint(ahead Clock) *protocol.Checkpoint {
	at := p.clock()
	if p.cloud.Remote() {
		ahead = at
		at = p.keyframes(p.onPath(Clock{Sampling: p.cloud.Home(), Training: at.Training}))
	}
	state := p.state()
	state.Now, state.Moved = at, true
	m := &protocol.Checkpoint{State: state.Text(), Ahead: [2]int{ahead.Sampling, ahead.Training}, Sessions: p.cloud.Sessions()}
	var own []*target.Points
	place := func(data any) int {
		points := data.(*target.Points)
		k := slices.Index(own, points)
		if k < 0 {
			k = len(own)
			own = append(own, points)
		}
		return k + 1
	}
	if points := p.points(); points != nil {
		m.Own = place(points)
	}
	m.Undo = p.history.UndoState(place)
	for _, points := range own {
		m.Data = append(m.Data, points.Pack())
	}
	p.networks.Record(&m.Training, at.Training)
	m.Driver = training.Weights(p.cloud.Setting().Driver)
	m.Runs = p.cloud.Record(nil, at.Sampling)
	return m
}

// resume makes the parts what a checkpoint says, and reports whether it is sound.
// If not, they are not to be used.
func (p *parts) resume(m *protocol.Checkpoint) bool {
	s, errs := history.Parse(m.State)
	data := make([]any, len(m.Data))
	for i, b := range m.Data {
		points, ok := target.Unpack(b)
		if !ok {
			return false
		}
		data[i] = points
	}
	if len(errs) > 0 || !s.Moved || m.Own > len(data) {
		return false
	}
	var own any
	if m.Own > 0 {
		own = data[m.Own-1]
	}
	p.history.Restore(s, own)
	if !p.history.RestoreUndo(&m.Undo, data) {
		return false
	}
	base := p.history.Now().Config
	p.history.Move(Clock{Training: s.Now.Training})
	start := p.history.Now().Config
	p.history.Move(s.Now)
	c := p.history.Now().Config

	began := target.New(base, p.points(), p.yield)
	p.target = began
	if !target.Same(base, c) {
		p.target = target.New(c, p.points(), p.yield)
	}
	networks, ok := training.Resume(&base, began, p.target, &m.Training, p.yield)
	if !ok || m.Training.Step != s.Now.Training {
		return false
	}
	p.networks = networks
	var driver sim.Scorer
	if c.Score == "learned" {
		if driver, ok = networks.Driver(&c, m.Driver); !ok {
			return false
		}
	}
	p.weights, p.waiting = s.Weights, s.Now.Training < s.Weights
	p.training, p.version = 1, view.Version{Target: 1, Shape: 1}

	origin := p.setting(driver)
	origin.Config, origin.Target = base, began
	if networks.Len() > 0 {
		origin.Config = start
		if origin.Target = p.target; !target.Same(start, c) {
			origin.Target = target.New(start, p.points(), p.yield)
		}
	}
	return p.cloud.Resume(p.setting(driver), origin, s.Now.Sampling, m.Sessions, m.Runs)
}
