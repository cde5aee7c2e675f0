package lab

import (
	"slices"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/lab/param"
	"github.com/scorefield/scorefield/sim/lab/scene"
)

// Experiment is a density, the networks that learn its score and the clouds of
// particles that sample it. It is not safe for concurrent use.
type Experiment struct {
	config  Config // with every default filled in
	base    Config // as it was at step 0, before the journal's first entry
	taught  Config // as it was when the networks began
	scene   scene.Scene
	key     sim.Key
	target  target
	fits    []*fit
	runs    []*run
	weights int // training step whose weights drive the particles
	pending int // the same, of a restored state that has not come there
	lesson  int // counts the changes of the networks that were not taken from a report
	report  report
	watch   func() float64
	clock   Clock
	journal journal
	undone  []change
	done    []change
	held    bool    // a gesture goes on
	fresh   bool    // and has changed nothing yet
	ahead   Clock   // where a restored state was, or particles that have come home
	away    *away   // not nil while the particles are elsewhere
	outings int     // how often they have been
	points  *Points // the reader's own data, nil if there are none

	stamp, shape uint64    // count the changes of (density, σ) and of density
	relative     []float32 // weights of the reader's points relative to the mean one
	labels       []uint8   // scratch
	counts       []int     // scratch
	pull         sim.Batch // scratch
	truth, guess sim.Batch // scratch
	nodes        *quadrature
	parts        LossIdentity
	pick         [2]float64
	drawn        drawn
	driver       sim.Scorer // the frozen network that drives the particles
}

// change is a step of undo: parameter Name was set, and the settings From
// became To.
type change struct {
	Name     string
	From, To Config
}

// New builds an experiment at step 0, or returns a *param.Error for a setting
// that is not allowed.
func New(c Config) (*Experiment, error) {
	if err := c.Check(); err != nil {
		return nil, err
	}
	e := &Experiment{}
	e.begin(c.Filled())
	return e, nil
}

// Open builds an experiment from text as Config.Text and State write it. What
// is wrong is returned, what is right is taken: there is always an experiment.
func Open(text string) (*Experiment, []error) {
	e := &Experiment{}
	e.begin(Config{}.Filled())
	errs := e.Restore(text)
	return e, errs
}

// begin starts over with the filled settings c.
func (e *Experiment) begin(c Config) {
	e.base = c
	e.journal, e.clock, e.weights, e.pending = nil, Clock{}, 0, 0
	e.enter(c)
	e.startRuns()
	e.parts, e.drawn = LossIdentity{}, drawn{}
	e.weigh()
	e.Train(e.scene.Train)
}

// enter makes c the settings and builds the target and the networks.
func (e *Experiment) enter(c Config) {
	e.config, e.taught = c, c
	e.scene = c.scene()
	e.key = sim.NewKey(c.Seed)
	e.aim()
	e.fits = newFits(c, e.key, e.target)
	e.Watch(e.watch)
	e.lesson++
}

// Watch gives the experiment a stopwatch in milliseconds, by which traces say
// how long training took. It changes nothing else.
func (e *Experiment) Watch(now func() float64) {
	e.watch = now
	for _, f := range e.fits {
		f.watch = now
	}
}

// aim makes the density of the settings the target.
func (e *Experiment) aim() {
	e.target = newTarget(e.config, e.points)
	e.stamp++
	e.shape++
	e.relative = nil
	if d := e.target.data; d != nil {
		for _, w := range d.Weights() {
			e.relative = append(e.relative, float32(w*float64(len(d.Weights()))))
		}
	}
}

// The purposes for which an experiment draws random numbers.
const (
	streamTraining = iota
	streamStart
	streamNoise
	streamTest
	streamReport
	streamInit
	streamDataset
)

// Config is the present settings, every default filled in.
func (e *Experiment) Config() Config { return e.config }

// Scene is the figure that the experiment belongs to.
func (e *Experiment) Scene() scene.Scene { return e.scene }

// Clock is how many steps were done.
func (e *Experiment) Clock() Clock { return e.clock }

// Train does n training steps of every network.
func (e *Experiment) Train(n int) {
	e.trainTo(e.clock.Training + max(n, 0))
}

// trainTo trains to step. On the way it lets particles start at the weights
// that drove them in a restored state.
func (e *Experiment) trainTo(step int) {
	if e.pending > e.clock.Training && e.pending <= step {
		e.advance(e.pending)
		e.arrive()
	}
	e.advance(step)
}

// arrive lets restored particles start at the weights that drove them.
func (e *Experiment) arrive() {
	if e.pending > 0 && e.pending == e.clock.Training {
		ahead := e.ahead // they are still on their way there
		e.pending = 0
		e.startRuns()
		e.ahead = ahead
	}
}

// advance trains every network to step, stopping where they are measured.
func (e *Experiment) advance(step int) {
	e.lesson++
	for e.clock.Training < step {
		stop := min(step, (e.clock.Training/measureEvery+1)*measureEvery)
		for _, f := range e.fits {
			f.trainTo(stop)
		}
		e.clock.Training = stop
		if stop%measureEvery == 0 {
			e.weigh()
		}
	}
}

// Sample does n sampling steps of every cloud.
func (e *Experiment) Sample(n int) {
	e.sampleTo(e.clock.Sampling + max(n, 0))
}

// sampleTo goes on to step, with the journal's changes on the way.
func (e *Experiment) sampleTo(step int) {
	for e.clock.Sampling < step {
		stop := min(step, e.nextEntry())
		for _, r := range e.runs {
			if e.away == nil {
				r.sampleTo(stop)
			}
		}
		e.clock.Sampling = stop
		e.replay()
	}
}

// nextEntry is the sampling step of the first entry still ahead.
func (e *Experiment) nextEntry() int {
	for _, entry := range e.journal {
		if entry.At.Sampling > e.clock.Sampling {
			return entry.At.Sampling
		}
	}
	return int(^uint(0) >> 1)
}

// replay applies the entries that were made at the present sampling step.
func (e *Experiment) replay() {
	next := e.config
	for _, entry := range e.journal {
		if entry.At.Sampling == e.clock.Sampling {
			must(next.Set(entry.Name, entry.Value))
		}
	}
	if next != e.config {
		e.adopt(next.Filled())
	}
}

// Set gives parameter name the value text. What it disturbs starts again (see
// param.Scope); a live change is journalled and the run goes on. An error
// leaves everything as it was.
func (e *Experiment) Set(name, text string) error {
	next := e.config
	if err := next.Set(name, text); err != nil {
		return err
	}
	if err := next.Check(); err != nil {
		return err
	}
	if next = next.Filled(); next == e.config {
		return nil
	}
	e.note(change{name, e.config, next})
	e.turn(name, next)
	return nil
}

// Gesture makes all changes of one parameter until Hold(false) one step of undo:
// a drag.
func (e *Experiment) Gesture(on bool) { e.held, e.fresh = on, on }

// note remembers a change for Undo.
func (e *Experiment) note(c change) {
	e.undone = nil
	if n := len(e.done); n > 0 && e.held && !e.fresh && e.done[n-1].Name == c.Name {
		e.done[n-1].To = c.To
		return
	}
	e.fresh = false
	e.done = append(e.done, c)
	if len(e.done) > mostUndone {
		e.done = e.done[1:]
	}
}

const mostUndone = 200

// turn makes next the settings, with the least disturbance that the change of
// parameter name allows.
func (e *Experiment) turn(name string, next Config) {
	switch e.scope(name) {
	case param.View:
		e.config = next
		assign(e.base.field(name), next.Get(name))
	case param.Live:
		e.live(next)
	case param.Sampling:
		e.config = next
		e.startRuns()
	default:
		if name == "scene" { // another scene brings its own defaults
			next = Config{Scene: next.Scene, Seed: next.Seed}.Filled()
		}
		e.begin(next)
	}
}

// scope is the parameter's, but where nothing is trained particles may flow
// from one density to another.
func (e *Experiment) scope(name string) param.Scope {
	if name == "density" && len(e.fits) == 0 {
		return param.Live
	}
	p, _ := param.Find(name)
	return p.Scope
}

// live journals what differs between the settings and next, and goes on with
// next.
func (e *Experiment) live(next Config) {
	e.journal.cut(e.clock)
	e.ahead = Clock{}
	for _, r := range e.runs { // a future that will not come
		r.frames.cut(e.clock.Sampling)
	}
	for _, p := range param.Table {
		if value := next.Get(p.Name); value != e.config.Get(p.Name) && e.scope(p.Name) == param.Live {
			e.journal.add(Entry{e.clock, p.Name, value})
		}
	}
	e.adopt(next)
}

// adopt makes next the settings of a run that goes on.
func (e *Experiment) adopt(next Config) {
	was := e.config
	if next == was {
		return
	}
	e.config = next
	e.stamp++
	if next.Density != was.Density || next.Mixture != was.Mixture || next.Bandwidth != was.Bandwidth {
		e.aim()
		for _, f := range e.fits {
			f.follow(e.target)
		}
		e.parts.cut(0)
		e.lesson++
	}
	for _, r := range e.runs {
		r.use(e.kernel(r.sampler))
	}
}

// Undo takes the last change back and reports whether there was one.
func (e *Experiment) Undo() bool {
	c, ok := take(&e.done)
	if ok {
		e.undone = append(e.undone, c)
		e.turn(c.Name, c.From)
	}
	return ok
}

// Redo makes the change that Undo took back.
func (e *Experiment) Redo() bool {
	c, ok := take(&e.undone)
	if ok {
		e.done = append(e.done, c)
		e.turn(c.Name, c.To)
	}
	return ok
}

func take(list *[]change) (c change, ok bool) {
	n := len(*list)
	if n == 0 {
		return c, false
	}
	c = (*list)[n-1]
	*list = (*list)[:n-1]
	return c, true
}

// Apply sets every name=value pair of text; what is wrong is returned, the
// rest is done. A scene goes first, for it brings defaults.
func (e *Experiment) Apply(text string) []error {
	var errs []error
	for _, pair := range sceneFirst(text) {
		if err := e.Set(pair[0], pair[1]); err != nil {
			errs = append(errs, err)
		}
	}
	return errs
}

// Reset goes back to step 0 with the present settings and the same seed. Where
// particles run, what has been learned is kept.
func (e *Experiment) Reset() {
	if e.scene.Clock == scene.Sampling {
		e.startRuns()
		return
	}
	e.begin(e.config)
}

// Rewind goes back so that no clock is beyond c, ready to go on to c: a run is
// put at its nearest keyframe. The journal is kept and will be replayed.
func (e *Experiment) Rewind(c Clock) {
	e.ahead = Clock{}
	if c.Training < e.clock.Training {
		e.rewindTraining(c.Training)
	}
	if c.Sampling < e.clock.Sampling {
		e.rewindSampling(c.Sampling)
	}
}

func (e *Experiment) rewindTraining(step int) {
	e.lesson++
	at := step
	for _, f := range e.fits {
		at = min(at, f.rewind(step))
	}
	for _, f := range e.fits {
		f.rewind(at)
	}
	e.clock.Training = at
}

// rewindSampling puts every run at the same keyframe and its settings at what
// they were there.
func (e *Experiment) rewindSampling(step int) {
	if e.away != nil && step >= e.away.left {
		e.away.recall(e.runs)
		e.clock.Sampling = step
		e.recall(step)
		return
	}
	e.comeHome()
	at := step
	for _, r := range e.runs {
		at = min(at, r.rewind(step))
	}
	for _, r := range e.runs {
		r.rewind(at)
	}
	e.clock.Sampling = at
	e.recall(at)
}

// recall sets the live parameters as they were after the changes made at
// sampling step.
func (e *Experiment) recall(step int) {
	next := e.config
	for _, p := range param.Table {
		if e.scope(p.Name) == param.Live {
			assign(next.field(p.Name), e.base.Get(p.Name))
		}
	}
	for _, entry := range e.journal {
		if entry.At.Sampling <= step {
			must(next.Set(entry.Name, entry.Value))
		}
	}
	e.adopt(next.Filled())
}

// Over reports whether every run has come to its end: the last level of a
// ladder, t = 0 of a reverse process, or a freeze.
func (e *Experiment) Over() bool {
	return e.scene.Clock == scene.Sampling && !slices.ContainsFunc(e.runs, func(r *run) bool { return !r.frozen && !r.over() })
}

// Moving is how many particles a sampling step moves.
func (e *Experiment) moved() int { return len(e.runs) * e.config.Particles }

// must states that a value has passed the table before.
func must(err error) {
	if err != nil {
		panic("lab: " + err.Error())
	}
}
