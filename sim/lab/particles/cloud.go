// Package particles has the runs of an experiment: how particles start and move,
// their keyframes, and the shards in which workers move large clouds with the
// same bits. It knows nothing of training; the score that drives particles comes
// in as an argument.
package particles

import (
	"slices"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/lab/keyframe"
	"github.com/scorefield/scorefield/sim/langevin"
)

// Cloud is the runs of an experiment, all at the same step: one for each
// sampler, on the same noise. They are moved here, or by workers.
type Cloud struct {
	setting  Setting
	score    sim.Scorer // that drives the particles
	origin   Setting    // when the particles started
	runs     []*Run
	step     int
	remote   *remote // not nil while workers move the particles
	sessions int     // how often they have
	changes  uint64  // of the settings, which workers are told of
}

// Start puts the particles of every sampler at the start, at step 0. Workers
// have no part in these.
func (c *Cloud) Start(s Setting) {
	c.setting, c.score, c.origin, c.step, c.remote = s, s.Score(), s, 0, nil
	c.changes++
	c.runs = c.runs[:0]
	for k, name := range s.samplers() {
		state, kernel := s.state(k)
		c.add(name, state, kernel)
		c.pause()
	}
}

// pause lets others work between the runs, each of which takes long of a large cloud.
func (c *Cloud) pause() {
	if c.setting.Yield != nil {
		c.setting.Yield()
	}
}

// open adds run k, which goes on from a state that came from elsewhere, without its key; ok is
// false where what the sampler keeps with it is another's.
func (c *Cloud) open(k int, from langevin.State) (r *Run, ok bool) {
	came, kernel := from.Aux, c.setting.kernel(k)
	from.Key = c.setting.key()
	kernel.Init(&from)
	r = c.add(c.setting.samplers()[k], from, kernel)
	return r, came.Empty() || r.State.Aux.Like(came)
}

// add adds a run that starts from a state, which k has prepared.
func (c *Cloud) add(sampler string, state langevin.State, k langevin.Kernel) *Run {
	r := &Run{Sampler: sampler, State: state, Kernel: k}
	c.runs = append(c.runs, r)
	size := bytesOf(&r.State) / max(r.State.X.N, 1) * c.setting.Config.Particles // of a frame of the whole cloud
	r.frames.Most = keyframe.Affordable(size)
	if c.setting.Target.Pictures != nil { // whose way from noise is shown
		r.frames.First = 1
	}
	r.Info.Accepted = 1
	return r
}

// Len is how many runs there are.
func (c *Cloud) Len() int { return len(c.runs) }

// Run is run k.
func (c *Cloud) Run(k int) *Run { return c.runs[k] }

// Step is how many sampling steps have been done, or asked of workers.
func (c *Cloud) Step() int { return c.step }

// Setting is how the particles move.
func (c *Cloud) Setting() *Setting { return &c.setting }

// Score is the score that drives the particles.
func (c *Cloud) Score() sim.Scorer { return c.score }

// Use makes s the setting of runs that go on.
func (c *Cloud) Use(s Setting) {
	c.setting, c.score = s, s.Score()
	c.changes++
	for k, r := range c.runs {
		if r.Kernel = s.kernel(k); c.remote == nil {
			r.Kernel.Init(&r.State)
		}
	}
}

// Redirect lets runs go on by a Driver that has become another function.
func (c *Cloud) Redirect() {
	c.changes++
	for _, r := range c.runs {
		if c.remote == nil {
			r.Kernel.Init(&r.State)
		}
	}
}

// Sample goes on to step: at once, or when workers have done so.
func (c *Cloud) Sample(step int) {
	if c.remote == nil {
		for _, r := range c.runs {
			r.sampleTo(step)
			c.pause()
		}
	}
	c.step = max(c.step, step)
}

// Over reports whether every run has come to its end: the last level of a
// ladder, t = 0 of a process, or a freeze.
func (c *Cloud) Over() bool {
	return !slices.ContainsFunc(c.runs, func(r *Run) bool { return !r.Frozen && !r.Over() })
}

// End is the step at which every run has come to its end, 0 where one has none.
func (c *Cloud) End() (step int) {
	for _, r := range c.runs {
		total := r.Kernel.Total()
		if total == 0 {
			return 0
		}
		step = max(step, total)
	}
	return step
}

// Keyframe is the last step at or before step from which all runs can go on.
// Workers go back to any step of their session.
func (c *Cloud) Keyframe(step int) int {
	if step >= c.step || c.remote != nil && step >= c.remote.left {
		return min(step, c.step)
	}
	return c.keyframe(step)
}

// keyframe is the last step at or before step of which all runs have a
// keyframe, or 0, from which they can start again.
func (c *Cloud) keyframe(step int) int {
	return keyframe.Common(len(c.runs), step, func(k, step int) int { return c.runs[k].keyframe(step) })
}

// Rewind goes back to step, which Keyframe returned. To go back to before a
// session of workers ends it.
func (c *Cloud) Rewind(step int) {
	switch {
	case step >= c.step:
	case c.remote != nil && step >= c.remote.left:
		c.step = step
		c.remote.rewind(c.runs, step)
	default:
		c.release()
		c.back(step)
	}
}

// back puts every run at its keyframe of step, or at the start where it has none.
func (c *Cloud) back(step int) {
	for k, r := range c.runs {
		if !r.rewind(step) && !r.part {
			start, _ := c.origin.state(k)
			r.restart(start)
		}
		if r.State.Previous().Empty() { // workers had it
			r.Kernel.Init(&r.State)
		}
	}
	c.step = step
}

// Cut forgets the keyframes after the present step: their future will not come.
func (c *Cloud) Cut() {
	for _, r := range c.runs {
		r.frames.Cut(c.step)
	}
	c.changes++
}
