package lab

import (
	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/lab/history"
	"github.com/scorefield/scorefield/sim/lab/param"
	"github.com/scorefield/scorefield/sim/lab/particles"
	"github.com/scorefield/scorefield/sim/lab/scene"
	"github.com/scorefield/scorefield/sim/lab/target"
	"github.com/scorefield/scorefield/sim/lab/training"
	"github.com/scorefield/scorefield/sim/lab/view"
)

// parts are those of an experiment, which do not know one another, and the order
// in which they act: the history moves or changes, then the target, the networks
// and the particles follow.
type parts struct {
	history  history.History
	target   target.Target // of the settings that the particles have
	networks *training.Networks
	cloud    particles.Cloud

	weights   int            // training step whose weights drive the particles when they start
	steered   int            // training step of those that drive them now, where networks and particles are coupled
	waiting   bool           // training has not come there yet: the particles have not started
	training  int            // version of the networks; see Training.Version
	beginning int            // see Experiment.Beginning
	version   view.Version   // of the target
	reader    reader         // of pictures
	now       func() float64 // milliseconds, nil where nobody measures
	yield     func()         // see Experiment.Yield; nil where nobody waits
}

func (p *parts) scene() scene.Scene {
	s, _ := scene.Find(p.history.Now().Scene)
	return s
}

func (p *parts) clock() Clock { return Clock{Sampling: p.cloud.Step(), Training: p.networks.Step()} }

// points are the reader's own data, nil if there are none.
func (p *parts) points() *target.Points {
	data, _ := p.history.Now().Data.(*target.Points)
	return data
}

func (p *parts) watch(now func() float64) {
	p.now = now
	p.networks.Watch(now)
}

// begin starts over with the filled settings s, and does the training that comes
// before the first picture.
func (p *parts) begin(s history.Settings) {
	p.history.Begin(s)
	p.build()
	p.train(p.scene().Train)
}

// build makes all parts anew for the present settings, at step 0.
func (p *parts) build() {
	s := p.history.Now()
	p.target = target.New(s.Config, p.points(), p.yield)
	p.networks = training.New(&s.Config, p.target, p.yield)
	p.watch(p.now)
	p.training++
	p.version.Shape++
	p.beginning++
	p.start()
}

// start puts the particles at the start, driven by the networks as they are.
func (p *parts) start() {
	p.version.Target++
	p.weights, p.waiting = 0, false
	if p.networks.Len() > 0 {
		p.weights = p.networks.Step()
	}
	p.steered = p.weights
	if p.coupled() {
		p.weights = max(p.weights, p.history.Now().TrainFirst)
		p.waiting = p.weights > p.steered
	}
	p.cloud.Start(p.setting(p.driver()))
}

// driver is the learned score that drives particles which start now; nil for the
// exact one.
func (p *parts) driver() sim.Scorer {
	c := p.history.Now().Config
	if c.Score != "learned" {
		return nil
	}
	return p.networks.Frozen(&c)
}

func (p *parts) setting(driver sim.Scorer) particles.Setting {
	return particles.Setting{Config: p.history.Now().Config, Target: p.target, Driver: driver, Yield: p.yield}
}

// disturb lets the parts follow a change of the history of some scope.
func (p *parts) disturb(scope param.Scope) {
	switch scope {
	case param.View:
	case param.Live:
		p.forgetFuture()
		p.follow()
	case param.Sampling:
		p.forgetFuture()
		p.retarget()
		p.beginning++
		p.start()
	default:
		p.build()
		p.train(p.scene().Train)
	}
}

// forgetFuture drops what is known of steps after the present ones: they will be
// others.
func (p *parts) forgetFuture() {
	p.cloud.Cut()
	p.networks.Cut()
}

// follow lets the parts go on with the present settings.
func (p *parts) follow() {
	s := p.cloud.Setting()
	if s.Config == p.history.Now().Config {
		return
	}
	p.version.Target++
	p.retarget()
	if p.cloud.Step() == 0 && p.networks.Len() > 0 {
		p.cloud.Start(p.setting(s.Driver)) // a moment of training may have several settings: the last are those of the start
		return
	}
	p.cloud.Use(p.setting(s.Driver))
}

// retarget builds the target of the present settings, if that is another, and
// turns the networks to it.
func (p *parts) retarget() {
	c := p.history.Now().Config
	if target.Same(c, p.cloud.Setting().Config) {
		return
	}
	p.target = target.New(c, p.points(), p.yield)
	p.networks.Follow(p.target)
	p.training++
	p.version.Shape++
}

// reset goes back to step 0; where particles run, the networks stay.
func (p *parts) reset() {
	if p.scene().Clock != scene.Sampling || p.coupled() {
		p.begin(p.history.Now())
		return
	}
	p.history.Restart(p.clock())
	p.forgetFuture()
	p.beginning++
	p.start()
}

// restore makes the parts those of a state, at step 0.
func (p *parts) restore(s history.State, own *target.Points) {
	var data any
	if own != nil {
		data = own
	}
	p.history.Restore(s, data)
	p.build()
	if p.networks.Len() > 0 && s.Moved {
		p.weights, p.waiting = s.Weights, s.Weights > 0
	}
	p.history.Move(Clock{})
	p.follow()
}

// state is the experiment as data. A figure that is trained before its first
// picture says where it is even at step 0.
func (p *parts) state() history.State {
	c := p.clock()
	return p.history.State(c, p.weights, c != (Clock{}) || p.weights > 0 || p.scene().Train > 0)
}

// train goes on to step, with changes of settings on the way.
func (p *parts) train(step int) {
	for c := p.clock(); c.Training < step; c = p.clock() {
		if p.locked() && c.Training == p.due() { // first the steps that are taken with these weights
			p.sample(p.due() - p.weights)
			continue
		}
		p.training++
		p.networks.Train(p.trainingStop(step))
		p.arrive()
	}
}

// trainingStop is the step at or before step up to which training may go at
// once: particles start there, or settings change.
func (p *parts) trainingStop(step int) int {
	if p.waiting {
		step = min(step, p.weights)
	} else if p.locked() {
		step = min(step, p.due())
	}
	if at, ok := p.history.Next(); ok && at.Sampling <= p.cloud.Step() {
		step = min(step, at.Training)
	}
	return step
}

// sample goes on to step, with changes of settings on the way. Particles that
// wait for weights start with those that there are; where they are coupled to the
// networks, these learn as long.
func (p *parts) sample(step int) {
	switch {
	case step <= p.cloud.Step():
		return
	case p.waiting && p.coupled():
		p.train(p.weights)
	case p.waiting:
		p.leavePath()
		p.start()
	}
	for c := p.clock(); c.Sampling < step; c = p.clock() {
		stop := step
		if p.locked() {
			p.train(p.due())
			c, stop = p.clock(), min(step, p.due()-p.weights)
		}
		if at, ok := p.history.Next(); ok && at.Training <= c.Training {
			stop = min(stop, at.Sampling)
		}
		p.cloud.Sample(stop)
		p.arrive()
	}
}

// arrive does what is to be done at a moment that has just been come to.
func (p *parts) arrive() {
	c := p.clock()
	if at, ok := p.history.Next(); ok && (c.Training > at.Training || c.Sampling > at.Sampling) && !c.Reached(at) {
		p.leavePath()
	}
	if p.history.Move(c) {
		p.follow()
	}
	if p.waiting && c.Training >= p.weights {
		p.start()
	}
	if p.locked() && c.Training == p.due() && p.steered != c.Training {
		p.steer()
	}
}

// leavePath leaves the path on which the experiment was before.
func (p *parts) leavePath() {
	p.history.Cut(p.clock())
	p.forgetFuture()
}

// next is how far the parts can go towards to at once.
func (p *parts) next(to Clock) Clock {
	switch {
	case p.locked():
		to = p.along(to)
	case p.waiting && p.coupled() && to.Sampling > 0:
		to.Training = max(to.Training, p.weights)
	}
	if at, ok := p.history.Next(); ok && to.Reached(at) {
		to = at
	}
	if p.waiting && to.Training >= p.weights {
		to = Clock{Sampling: p.cloud.Step(), Training: p.weights}
	}
	return to
}

// rewind goes back to the last moment on the path of which there are keyframes
// and that lies nowhere beyond c, and returns the moment from there to go on to.
func (p *parts) rewind(c Clock) (goal Clock) {
	now := p.clock()
	goal = p.onPath(now.Earlier(c))
	if at := p.keyframes(goal); at != now {
		p.goBack(at)
	}
	if c.Sampling > now.Sampling {
		goal.Sampling = c.Sampling
	}
	if c.Training > now.Training {
		goal.Training = c.Training
	}
	return goal
}

// onPath is the last moment nowhere beyond c at which the experiment has been.
// Particles have not moved before the training step whose weights drive them.
func (p *parts) onPath(c Clock) Clock {
	c = p.history.OnPath(c)
	switch {
	case c.Training < p.weights:
		c.Sampling = 0
	case p.coupled():
		c = p.lockstep(c)
	}
	return p.history.OnPath(c)
}

// keyframes is the last moment on the path nowhere beyond c of which there are
// keyframes.
func (p *parts) keyframes(c Clock) Clock {
	for {
		at := p.onPath(Clock{Sampling: p.cloud.Keyframe(c.Sampling), Training: p.networks.Keyframe(c.Training)})
		if at == c {
			return c
		}
		c = at
	}
}

// goBack puts all parts at a moment that keyframes returned.
func (p *parts) goBack(c Clock) {
	if c.Training < p.networks.Step() {
		p.training++
		p.networks.Rewind(c.Training)
	}
	p.cloud.Rewind(c.Sampling)
	p.waiting = c.Training < p.weights
	if p.history.Move(c) {
		p.follow()
	}
	p.steered = -1
	if p.locked() && (c.Training == p.due() || c.Training == p.weights+c.Sampling) {
		p.steer()
	}
}

// recalled puts the parts at a moment on the path after particles have come back
// from workers.
func (p *parts) recalled() { p.goBack(p.keyframes(p.onPath(p.clock()))) }

// snapshot stores what can be seen in s, reusing its memory.
func (p *parts) snapshot(s *view.Snapshot) {
	s.Config, s.Scene, s.Target, s.Points = p.history.Now().Config, p.scene(), p.target, p.points()
	s.Version = p.version
	s.Version.Training = p.networks.Step()
	s.Over = s.Scene.Clock == scene.Sampling && p.cloud.Over()
	s.Driver = p.cloud.Score()
	if s.Step = p.cloud.Seen(); s.Scene.Clock == scene.Training {
		s.Step = p.networks.Step()
	}
	s.Learned, s.Held = p.networks.Split()
	if s.Sample = (sim.Batch{}); s.Config.ClosedForm != "none" {
		s.Sample = p.networks.Sample()
	}
	if p.target.Pictures != nil {
		s.Learned = p.networks.Draws()
	}
	s.Judge = p.judge()
	s.Networks = s.Networks[:0]
	for k := range p.networks.Len() {
		n := p.networks.At(k)
		t, last := &n.Trace, n.Trace.Last()
		s.Networks = append(s.Networks, view.Network{Objective: n.Objective, Steps: p.networks.Step(), Sigma: n.Sigma, Model: n.Model,
			Loss: t.Loss[last], HeldOut: t.HeldOut[last], Fisher: t.Fisher[last], Grid: t.Grid[last], Exact: n})
	}
	s.Runs = s.Runs[:0]
	for k := range p.cloud.Len() {
		r := p.cloud.Run(k)
		run := view.Run{Sampler: r.Sampler, Kernel: r.Kernel, State: &r.State, Info: r.Info, Lost: r.Lost, Frozen: r.Frozen}
		if r.Frozen || p.target.Pictures != nil {
			run.Earlier = r.Keyframes()
		}
		if p.cloud.Remote() {
			shares, marginals := p.cloud.Counted(k)
			run.Counted = &view.Counted{Shares: shares, Marginals: marginals, Particles: s.Config.Particles}
		}
		s.Runs = append(s.Runs, run)
	}
}
