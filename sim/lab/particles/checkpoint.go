package particles

import (
	"slices"

	"github.com/scorefield/scorefield/sim/lab/protocol"
	"github.com/scorefield/scorefield/sim/langevin"
)

// Home is the last step at which all particles are here: the present one, or
// with workers that from which Recall would go on.
func (c *Cloud) Home() int {
	if c.remote == nil {
		return c.step
	}
	return c.keyframe(c.remote.left)
}

// Sessions is how often workers have moved the particles.
func (c *Cloud) Sessions() int { return c.sessions }

// Record appends to dst where the particles of every run are at step, which is
// Home or one that Keyframe returned for a step before it. The positions alias
// the cloud.
func (c *Cloud) Record(dst []protocol.RunState, step int) []protocol.RunState {
	for _, r := range c.runs {
		dst = append(dst, r.record(step, c.remote == nil && step == c.step))
	}
	return dst
}

// record is the run's state now, or that of its keyframe of step; without one it
// is that of the start.
func (r *Run) record(step int, now bool) protocol.RunState {
	if now {
		s := recorded(&r.State, &r.Info)
		s.Frozen, s.Lost = r.Frozen, r.Lost
		return s
	}
	if f, _, ok := r.frames.Before(step); ok {
		s := recorded(&f.State, &f.info)
		s.Lost = f.info.Diverged
		return s
	}
	return protocol.RunState{Accepted: 1, FirstDiverged: 1}
}

// recorded is a state and what the step to it was.
func recorded(s *langevin.State, i *langevin.Info) protocol.RunState {
	return protocol.RunState{X: s.X, V: s.V, Aux: s.Aux, Step: int(s.N), Sigma: i.Sigma, Epsilon: i.Epsilon,
		Time: i.Time, Accepted: i.Accepted, Exchanged: i.Exchanged, Diverged: i.Diverged, FirstDiverged: i.FirstDiverged + 1}
}

// Resume makes the cloud what Record wrote at step. Its particles move by s, and
// they started under the setting start. It reports whether they are such
// particles; if not, the cloud is not to be used.
func (c *Cloud) Resume(s, start Setting, step, sessions int, runs []protocol.RunState) bool {
	samplers := s.samplers()
	if len(runs) != len(samplers) || !slices.Equal(samplers, start.samplers()) {
		return false
	}
	*c = Cloud{setting: s, score: s.Score(), origin: start, step: step, sessions: sessions, changes: 1}
	for i := range samplers {
		m := &runs[i]
		if m.Step != step && !(m.Frozen && m.Step < step) || m.Lost > s.Config.Particles || m.Diverged > s.Config.Particles || m.FirstDiverged > s.Config.Particles {
			return false
		}
		if m.X.Empty() {
			if m.Step > 0 {
				return false
			}
			begun, _ := start.state(i)
			m.X, m.V, m.Aux = begun.X, begun.V, begun.Aux
		}
		if m.X.D != s.Target.Dim() || m.X.N != s.Config.Particles {
			return false
		}
		r, ok := c.open(i, langevin.State{X: m.X, V: m.V, Aux: m.Aux, N: uint64(m.Step)})
		if !ok {
			return false
		}
		r.Frozen, r.Lost = m.Frozen, m.Lost
		r.Info = langevin.Info{Sigma: m.Sigma, Epsilon: m.Epsilon, Time: m.Time, Accepted: m.Accepted, Exchanged: m.Exchanged,
			Diverged: m.Diverged, FirstDiverged: m.FirstDiverged - 1}
	}
	return true
}

// KeyframeBytes is the memory that keyframes take.
func (c *Cloud) KeyframeBytes() (n int) {
	for _, r := range c.runs {
		n += r.keyframeBytes(0)
	}
	return n
}

// keyframeBytes is the memory of the run's keyframes, but for that of the first few.
func (r *Run) keyframeBytes(but int) (n int) {
	for i, frame := range r.frames.All() {
		if i >= but {
			n += bytesOf(&frame.State)
		}
	}
	return n
}

// bytesOf is the memory of what a state carries along.
func bytesOf(s *langevin.State) int { return 4 * (len(s.X.Data) + len(s.V.Data) + len(s.Aux.Data)) }

// ThinKeyframes gives up keyframes of every run, the densest ones first, and
// reports whether there were any. Those from which workers left stay.
func (c *Cloud) ThinKeyframes() (thinner bool) {
	left := -1
	if c.remote != nil {
		left = c.remote.left
	}
	for _, r := range c.runs {
		thinner = r.frames.Thin(left) || thinner
	}
	return thinner
}
