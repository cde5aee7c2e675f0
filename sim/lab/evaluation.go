package lab

import (
	"github.com/scorefield/scorefield/sim/lab/evaluation"
	"github.com/scorefield/scorefield/sim/lab/target"
	"github.com/scorefield/scorefield/sim/lab/view"
)

// PictureQuality is what a classifier says about samples; see view.PictureQuality.
type PictureQuality = view.PictureQuality

// reader is the classifier of an experiment's pictures, as far as it has learned to read
// them.
type reader struct {
	of        *target.Pictures
	evaluator *evaluation.Evaluator
	ready     bool
}

// LearnToRead lets the classifier by which samples are judged do n more steps of learning to
// read the experiment's pictures, and reports whether it is ready: from then on View.Judged
// has numbers. It is the same classifier however the steps are divided, and nothing but
// those numbers follows from it. There is none in the plane, and of the reader's own pictures
// only where these have labels, see Judges.
func (e *Experiment) LearnToRead(n int) (ready bool) {
	p := &e.parts
	at := p.target.Pictures
	if !e.Judges() {
		return false
	}
	if p.reader.of != at {
		c, r := e.Config(), at.ToRead()
		p.reader = reader{of: at, evaluator: evaluation.New(r.Shown, r.Tested, r.Tests, at.H*at.W, len(c.Classes()))}
	}
	if !p.reader.ready {
		p.reader.ready = p.reader.evaluator.Step(n, p.yield)
	}
	return p.reader.ready && e.Judges()
}

// LeastAccuracy is the part of the pictures held out that a classifier must read rightly for its
// word to count, and LeastTests how many these must be: with 50 the part is known to a tenth (two standard
// errors, at 0.9).
const LeastAccuracy, LeastTests = 0.9, 50

// Judges reports whether there is such a classifier, or will be one: not of pictures without
// labels, not of so few that it cannot be tested, and not if it does not read them.
func (e *Experiment) Judges() bool {
	at := e.parts.target.Pictures
	if at == nil || at.ToRead().Tests < LeastTests {
		return false
	}
	accuracy, known := e.ReadingAccuracy()
	return !known || accuracy >= LeastAccuracy
}

// ReadingAccuracy is the part of the pictures held out that the classifier reads rightly, once it
// has learned to read.
func (e *Experiment) ReadingAccuracy() (accuracy float64, known bool) {
	r := &e.parts.reader
	if r.of == nil || r.of != e.parts.target.Pictures || !r.ready {
		return 0, false
	}
	return r.evaluator.Accuracy(), true
}

// Tests is how many pictures test the classifier, 0 where they have no labels.
func (e *Experiment) Tests() int {
	if at := e.parts.target.Pictures; at != nil {
		return at.ToRead().Tests
	}
	return 0
}

// judge is the evaluator of the present pictures, nil until it is ready.
func (p *parts) judge() *evaluation.Evaluator {
	if p.reader.of != p.target.Pictures || !p.reader.ready || p.reader.evaluator.Accuracy() < LeastAccuracy {
		return nil
	}
	return p.reader.evaluator
}
