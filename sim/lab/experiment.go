package lab

import (
	"github.com/scorefield/scorefield/sim/lab/history"
	"github.com/scorefield/scorefield/sim/lab/param"
	"github.com/scorefield/scorefield/sim/lab/scene"
	"github.com/scorefield/scorefield/sim/lab/target"
	"github.com/scorefield/scorefield/sim/lab/view"
)

// Words of the parts that an experiment's user needs.
type (
	// Config is what a person chose; see param.Config.
	Config = param.Config
	// Clock is how many steps were done, of sampling and of training.
	Clock = history.Clock
	// View is what can be seen of an experiment; see view.View.
	View = view.View
	// Version names what a computed picture depends on; see view.Version.
	Version = view.Version
	// Level is a law that particles follow; see view.Level.
	Level = view.Level
	// ClosedForm is a fit beside the network; see view.ClosedForm.
	ClosedForm = view.ClosedForm
	// Probe is what lies under the pointer; see view.Probe.
	Probe = view.Probe
	// Stats are the numbers of an experiment; see view.Stats.
	Stats = view.Stats
	// TrainingStats are those of one network; see view.TrainingStats.
	TrainingStats = view.TrainingStats
	// Diagnostics are numbers of chains; see view.Diagnostics.
	Diagnostics = view.Diagnostics
	// DataStats say what the reader's data are; see view.DataStats.
	DataStats = view.DataStats
	// Film is the way of a picture from noise; see view.Film.
	Film = view.Film
	// ClassPosterior is how likely a picture is to be of each class; see view.ClassPosterior.
	ClassPosterior = view.ClassPosterior
	// Pictures are what an experiment about pictures looks at; see target.Pictures.
	Pictures = target.Pictures
	// Points are a person's own data; package own reads them.
	Points = target.Points
)

// FilmFrames is how many moments a Film has.
const FilmFrames = view.FilmFrames

// PosteriorSteps is how many steps there are to a ClassPosterior.
const PosteriorSteps = view.PosteriorSteps

// Experiment is a density, the networks that learn its score and the clouds of
// particles that sample it. It is not safe for concurrent use. Of the zero value only
// Yield, Restore and Resume may be called, until one of the last two has been.
type Experiment struct {
	parts parts
	view  View
	ahead Clock // see Ahead
	most  func() int
}

// New builds an experiment at step 0, or returns a *param.Error for a setting
// that is not allowed.
func New(c Config) (*Experiment, error) {
	if err := c.Check(); err != nil {
		return nil, err
	}
	e := &Experiment{}
	s := history.Settings{Config: c.WithDefaults()}
	if s.AutoEpsilon == "on" {
		e.autoStep(&s)
	}
	e.parts.begin(s)
	return e, nil
}

// Open builds an experiment from text as Config.Text and State write it. What
// is wrong is returned, what is right is taken: there is always an experiment.
func Open(text string) (*Experiment, []error) {
	e := &Experiment{}
	errs := e.Restore(text)
	return e, errs
}

// Yield has f called between pieces of long work, each of some milliseconds, from the next
// change on: while settings are followed, networks learn and are measured, and Stats are
// taken. f may let others work, but nothing may be asked of the experiment until it returns.
func (e *Experiment) Yield(f func()) {
	e.parts.yield, e.view.Yield = f, f
}

// Limit has most say how many bytes there are for the experiment, in bytes as
// param.Config.Memory counts them: a program may have several, and one memory. Settings that take
// more, and more than those before them, are refused.
func (e *Experiment) Limit(most func() int) { e.most = most }

// room returns a *param.Error where there is none for the filled settings next.
func (e *Experiment) room(next param.Config) error {
	now := e.Config()
	if e.most == nil || next.Memory() <= now.Memory() {
		return nil
	}
	return next.Room(e.most(), func(name string) bool { return next.Get(name) != now.Get(name) })
}

// Config is the present settings, every default filled in.
func (e *Experiment) Config() Config { return e.parts.history.Now().Config }

// Scene is the figure that the experiment belongs to.
func (e *Experiment) Scene() scene.Scene { return e.parts.scene() }

// Clock is how many steps were done.
func (e *Experiment) Clock() Clock { return e.parts.clock() }

// Beginning numbers the beginnings of what runs: it is another one after whatever has sampling or
// training start again (settings, data, Undo, Redo, Reset, Restore), and the same after steps, back
// or forth. A step that was to be reached before is none of what runs after.
func (e *Experiment) Beginning() int { return e.parts.beginning }

// Training is the part that learns.
func (e *Experiment) Training() Training { return Training{e} }

// Particles is the part that samples.
func (e *Experiment) Particles() Particles { return Particles{e} }

// View is what can be seen, valid until the experiment changes.
func (e *Experiment) View() *View {
	e.parts.snapshot(&e.view.Snapshot)
	return &e.view
}

// Stats measures everything, the slow numbers too. ESS and R̂ are of copies of the first
// 16 particles, which go on for 512 steps.
func (e *Experiment) Stats() Stats {
	s := e.View().Stats()
	if e.Scene().Clock == scene.Sampling {
		s.ESS, s.RHat = e.parts.cloud.Mixing(0, e.parts.yield)
	}
	return s
}

// Diagnostics measures the chains of the first run: what of Stats is about them.
func (e *Experiment) Diagnostics() Diagnostics {
	d := e.View().Diagnostics()
	d.ESS, d.RHat = e.parts.cloud.Mixing(0, e.parts.yield)
	return d
}

// Set gives parameter name the value text. What it disturbs starts again (see
// param.Disturbance); a live change is journalled and the run goes on. An error
// is a *param.Error and leaves everything as it was.
func (e *Experiment) Set(name, text string) error {
	next := e.parts.history.Now()
	if err := next.Config.Change(name, text); err != nil {
		return err
	}
	e.chooseStep(&next)
	return e.change(next)
}

// Apply sets every name=value pair of text, or returns every mistake and changes
// nothing: a set is checked and applied as a whole, and is one step of undo.
// Another scene brings its own defaults.
func (e *Experiment) Apply(text string) []error {
	next := e.parts.history.Now()
	c, errs := next.Changed(text)
	if len(errs) > 0 {
		return errs
	}
	next.Config = c
	e.chooseStep(&next)
	if err := e.change(next); err != nil {
		return []error{err}
	}
	return nil
}

// change makes next the settings, as one step of undo.
func (e *Experiment) change(next history.Settings) error {
	now := e.parts.history.Now().Config
	if err := suit(&next, &now); err != nil {
		return err
	}
	if next == e.parts.history.Now() {
		return nil
	}
	if err := e.room(next.Config); err != nil {
		return err
	}
	scope, err := e.parts.history.Change(e.Clock(), next)
	if err == nil {
		e.disturb(scope)
	}
	return err
}

// Gesture makes all changes of the same parameters until Gesture(false) one step
// of undo: a drag.
func (e *Experiment) Gesture(on bool) { e.parts.history.Gesture(on) }

// Undo takes the last change back and reports whether there was one.
func (e *Experiment) Undo() bool {
	scope, ok := e.parts.history.Undo(e.Clock())
	if ok {
		e.disturb(scope)
	}
	return ok
}

// Redo makes the change that Undo took back.
func (e *Experiment) Redo() bool {
	scope, ok := e.parts.history.Redo(e.Clock())
	if ok {
		e.disturb(scope)
	}
	return ok
}

// Undoable reports whether Undo and Redo have something to do.
func (e *Experiment) Undoable() (undo, redo bool) { return e.parts.history.Undoable() }

// disturb lets the parts follow a change of the history of some scope.
func (e *Experiment) disturb(scope param.Scope) {
	if scope != param.View {
		e.ahead = Clock{}
	}
	e.parts.disturb(scope)
}

// Reset goes back to step 0 with the present settings and the same seed. Where
// particles run, what has been learned is kept.
func (e *Experiment) Reset() {
	e.ahead = Clock{}
	e.parts.reset()
}

// CSV is the first run's particles, one a line, in the reader's units where
// the density is the reader's data. The settings stand in comment lines above,
// so that the file says how it was made; the same state gives the same bytes.
func (e *Experiment) CSV() string { return table(e.marked().Text(), e.View()) }
