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
// those numbers follows from it. There is none in the plane, and none of the reader's own
// pictures, which may show anything.
func (e *Experiment) LearnToRead(n int) (ready bool) {
	p := &e.parts
	at := p.target.Pictures
	if !e.Judges() {
		return false
	}
	if p.reader.of != at {
		c := e.Config()
		p.reader = reader{of: at, evaluator: evaluation.New(at.Draw, at.H*at.W, len(c.Classes()))}
	}
	if !p.reader.ready {
		p.reader.ready = p.reader.evaluator.Step(n)
	}
	return p.reader.ready
}

// Judges reports whether there is such a classifier.
func (e *Experiment) Judges() bool {
	at := e.parts.target.Pictures
	return at != nil && at.Own == nil
}

// judge is the evaluator of the present pictures, nil until it is ready.
func (p *parts) judge() *evaluation.Evaluator {
	if p.reader.of != p.target.Pictures || !p.reader.ready {
		return nil
	}
	return p.reader.evaluator
}
