// Package evaluation judges sets of pictures by a classifier that has learned to read
// the pictures which they should be like.
//
// Its weights are kept nowhere: they are a function of the pictures alone, to the last
// bit, that does not even depend on the seed of an experiment, so that all are measured
// with one scale. Learning them takes a worker of the page a second at 8×8 pixels.
package evaluation

import (
	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/lab/piece"
	"github.com/scorefield/scorefield/sim/matching"
	"github.com/scorefield/scorefield/sim/metric"
	"github.com/scorefield/scorefield/sim/score"
)

const (
	steps  = 300 // of learning to read
	trials = 6   // sets of fresh pictures that a floor is of
)

// The streams of pictures. No picture is in two of them.
const (
	initial  sim.Key = iota + 0x6c617373 // of the first weights
	learning                             // that the classifier learns from
	heldOut                              // the reference
	fresh                                // that are judged in the place of samples
	noise                                // no pictures at all
)

// Evaluator judges pictures of so many pixels, by a classifier with the hidden layers
// 128 and 64. It is ready after some calls of Step. An Evaluator is not safe for
// concurrent use.
type Evaluator struct {
	shown    matching.Labelled // what it learns from
	tested   matching.Labelled // what it does not
	tests    int               // how many of them
	reader   *score.Classifier
	trainer  matching.ClassifierTrainer
	real     metric.Reading // of the reference
	spread   *metric.Spread // of its features
	accuracy float64
	scales   map[int]Scale // of so many pictures
}

// Scale is what the squared Fréchet distances of sets of N pictures to the reference
// are to be compared with.
type Scale struct {
	Floor metric.Floor // of real pictures, drawn as those learned from: what exact samples would have
	Noise float64      // of white noise
}

// New returns an Evaluator of pictures, points of R^dim with one of so many classes, at least 2.
// Those that shown draws it learns to read from, and so many, two at least, that tested draws are held out: for the
// accuracy, and what others are compared with. Both may be the same draws where these have no end.
func New(shown, tested matching.Labelled, tests, dim, classes int) *Evaluator {
	e := &Evaluator{shown: shown, tested: tested, tests: tests, reader: score.NewClassifier(score.ClassifierConfig{Dim: dim, Classes: classes}, initial), scales: map[int]Scale{}}
	e.trainer = matching.ClassifierTrainer{Model: e.reader, Data: shown, Key: learning, Rate: matching.Rate{Base: 2e-3, Decay: matching.Cosine, Steps: steps}}
	return e
}

// Steps is how many steps of learning to read there are.
func Steps() int { return steps }

// Step does n more steps of learning to read, as far as there are any, and reports
// whether the Evaluator is ready. How they are divided among calls makes no difference. It
// calls yield, unless that is nil, between pieces of work of some milliseconds.
func (e *Evaluator) Step(n int, yield func()) (ready bool) {
	for range min(n, steps-e.trainer.Steps()) {
		e.trainer.Step(1)
		if yield != nil {
			yield()
		}
	}
	if e.trainer.Steps() < steps {
		return false
	}
	if e.real.Labels == nil {
		x, labels := e.draw(e.tested, e.tests, heldOut, 0, yield)
		real := e.read(x, yield)
		e.spread = metric.SpreadOf(real.Features, yield)
		e.real, e.accuracy = real, real.Accuracy(labels)
	}
	return true
}

// Accuracy is the part of the pictures held out that the classifier reads rightly. It panics before the Evaluator is ready.
func (e *Evaluator) Accuracy() float64 {
	e.check()
	return e.accuracy
}

func (e *Evaluator) check() {
	if e.real.Labels == nil {
		panic("evaluation: not ready")
	}
}

// Quality is what an Evaluator says about N pictures.
type Quality struct {
	N          int       // how many they were
	Accuracy   float64   // of the classifier, on pictures held out
	Confidence float64   // mean over pictures of the largest p(class | x)
	Shares     []float64 // of each class: the part of the pictures for which it is the likeliest
	Labels     []uint8   // N: that class
	Distance   float64   // squared Fréchet distance of the features to those of the pictures held out
	Scale                // what Distance is to be compared with
}

// LeastShare is the smallest of the shares.
func (q *Quality) LeastShare() float64 { return metric.Reading{Shares: q.Shares}.LeastShare() }

// Evaluate judges the pictures x, at least two. It panics before the Evaluator is ready. It
// yields on the way, as Step does.
func (e *Evaluator) Evaluate(x sim.Batch, yield func()) Quality {
	e.check()
	r := e.read(x, yield)
	return Quality{N: x.N, Accuracy: e.accuracy, Confidence: r.Confidence, Shares: r.Shares, Labels: r.Labels,
		Distance: e.spread.Frechet(r.Features, yield), Scale: e.Scale(x.N, yield)}
}

// Scale is that of sets of n pictures. It is computed once for every n, by drawing and
// judging seven of them. It yields on the way, as Step does.
func (e *Evaluator) Scale(n int, yield func()) Scale {
	e.check()
	s, ok := e.scales[n]
	if !ok {
		values := make([]float64, trials)
		for i := range values {
			x, _ := e.draw(e.shown, n, fresh, i*n, yield)
			values[i] = e.spread.Frechet(e.read(x, yield).Features, yield)
		}
		s.Floor = metric.FloorOf(values)
		x := sim.NewBatch(e.reader.Dim(), n)
		matching.Gaussian.Rand(x, noise, 0)
		s.Noise = e.spread.Frechet(e.read(x, yield).Features, yield)
		e.scales[n] = s
	}
	return s
}

// draw are so many pictures of a source, number first and on of a stream, with their labels.
func (e *Evaluator) draw(from matching.Labelled, n int, key sim.Key, first int, yield func()) (x sim.Batch, labels []uint8) {
	x, labels = sim.NewBatch(e.reader.Dim(), n), make([]uint8, n)
	var part sim.Batch
	piece.Each(n, piece.Pictures, yield, func(at, n int) {
		piece.Fit(&part, x.D, n)
		from(part, labels[at:at+n], key, first+at)
		sim.CopyPoints(x, at, part, 0, n)
	})
	return x, labels
}

// read is what the classifier says about the pictures x.
func (e *Evaluator) read(x sim.Batch, yield func()) metric.Reading {
	return metric.Read(&inPieces{Reader: e.reader, yield: yield}, x)
}

// inPieces is a classifier that reads some pictures at a time.
type inPieces struct {
	metric.Reader
	yield   func()
	x, read sim.Batch // of a piece
}

func (p *inPieces) Probabilities(dst, x sim.Batch) { p.each(dst, x, p.Reader.Probabilities) }

func (p *inPieces) Features(dst, x sim.Batch) { p.each(dst, x, p.Reader.Features) }

func (p *inPieces) each(dst, x sim.Batch, read func(dst, x sim.Batch)) {
	piece.Each(x.N, piece.Pictures, p.yield, func(first, n int) {
		piece.Fit(&p.x, x.D, n)
		piece.Fit(&p.read, dst.D, n)
		sim.CopyPoints(p.x, 0, x, first, n)
		read(p.read, p.x)
		sim.CopyPoints(dst, first, p.read, 0, n)
	})
}
