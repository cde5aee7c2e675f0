package lab

import (
	"github.com/scorefield/scorefield/sim/lab/history"
	"github.com/scorefield/scorefield/sim/lab/param"
)

// Train does n training steps of every network. In a coupled scene (scene.Scene) it
// pulls the particles along, and Sample the networks.
func (e *Experiment) Train(n int) { e.parts.train(e.Clock().Training + max(n, 0)) }

// Sample does n sampling steps of every run.
func (e *Experiment) Sample(n int) { e.parts.sample(e.Clock().Sampling + max(n, 0)) }

// Next is how far the experiment can go towards to at once, training first and
// then sampling, without leaving the path on which it was before: settings
// change there, or particles start. Further steps on either clock alone would
// start another future.
func (e *Experiment) Next(to Clock) Clock { return e.parts.next(to) }

// Advance goes on to a moment along the path on which the experiment was before:
// after Rewind or Restore it is then as it was, bit for bit. A clock that is
// beyond to stays.
func (e *Experiment) Advance(to Clock) {
	for c := e.Clock(); !c.Reached(to); c = e.Clock() {
		leg := e.Next(to)
		e.parts.train(max(leg.Training, c.Training))
		e.parts.sample(max(leg.Sampling, c.Sampling))
	}
}

// Rewind goes back so that no clock is beyond c, and returns the moment to
// Advance to: c, or where the experiment has never been there, the last moment
// before it. Runs and networks are put at their nearest keyframes. The journal is
// kept and will be replayed.
func (e *Experiment) Rewind(c Clock) Clock {
	e.ahead = Clock{}
	return e.parts.rewind(c)
}

// Ahead is the moment that a restored state was at, or an experiment whose
// workers have gone; to Advance there gives the same particles and weights, bit
// for bit. It is zero when there is none, and after a change or a rewind.
func (e *Experiment) Ahead() Clock { return e.ahead }

// State is the whole experiment as text: the settings at step 0, the journal
// as at=… lines and the clock as now=sampling,training,weights (the training step
// whose weights drive the particles). The reader's data are in it as the kernels
// that they became, 2,000 at most. It is small; restoring it does the steps
// again.
func (e *Experiment) State() string {
	s := e.parts.state()
	if p := e.parts.points(); p != nil && usesData(&s) {
		s.Data = p.Text()
	}
	return s.Text()
}

// Restore makes e the experiment that text describes, at step 0 and with its
// journal ahead; Ahead is where it was. Every mistake is returned, what is right
// is taken; of settings for which there is no room (see Limit) scene and seed are. Where the text has no data, or has the fingerprint of others only,
// the reader's own stay what they are.
func (e *Experiment) Restore(text string) []error {
	s, errs := history.Parse(text)
	own, err := e.restoreData(&s)
	if err != nil {
		errs = append(errs, err)
	}
	if err := e.room(s.Base); err != nil {
		errs = append(errs, err)
		s.Base = param.Config{Scene: s.Base.Scene, Seed: s.Base.Seed}.WithDefaults()
	}
	if s.Base.AutoEpsilon == "on" && !(param.Gives(text, "v") && param.Gives(text, "epsilon")) {
		settings := history.Settings{Config: s.Base}
		if own != nil {
			settings.Data = own
		}
		e.autoStep(&settings)
		s.Base = settings.Config
	}
	e.parts.restore(s, own)
	e.ahead = s.Now
	if !s.Moved { // a text without a clock is a figure at its beginning
		e.ahead = Clock{}
		e.parts.train(e.Scene().Train)
	}
	return errs
}
