// Package evaluation judges sets of pictures by a classifier that has learned to read
// the pictures which they should be like.
//
// Its weights are kept nowhere: they are a function of the pictures alone, to the last
// bit, that does not even depend on the seed of an experiment, so that all are measured
// with one scale. Learning them takes a worker of the page a second at 8×8 pixels.
package evaluation

import (
	"github.com/scorefield/scorefield/sim"
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
// whether the Evaluator is ready. How they are divided among calls makes no difference.
func (e *Evaluator) Step(n int) (ready bool) {
	if n = min(n, steps-e.trainer.Steps()); n > 0 {
		e.trainer.Step(n)
	}
	if e.trainer.Steps() < steps {
		return false
	}
	if e.real.Labels == nil {
		x, labels := sim.NewBatch(e.reader.Dim(), e.tests), make([]uint8, e.tests)
		e.tested(x, labels, heldOut, 0)
		e.real = metric.Read(e.reader, x)
		e.accuracy = e.real.Accuracy(labels)
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

// Evaluate judges the pictures x, at least two. It panics before the Evaluator is ready.
func (e *Evaluator) Evaluate(x sim.Batch) Quality {
	e.check()
	r := metric.Read(e.reader, x)
	return Quality{N: x.N, Accuracy: e.accuracy, Confidence: r.Confidence, Shares: r.Shares, Labels: r.Labels,
		Distance: metric.Frechet(e.real.Features, r.Features), Scale: e.Scale(x.N)}
}

// Scale is that of sets of n pictures. It is computed once for every n, by drawing and
// judging seven of them.
func (e *Evaluator) Scale(n int) Scale {
	e.check()
	s, ok := e.scales[n]
	if !ok {
		x, labels := sim.NewBatch(e.reader.Dim(), n), make([]uint8, n)
		values := make([]float64, trials)
		for i := range values {
			e.shown(x, labels, fresh, i*n)
			values[i] = e.distance(x)
		}
		s.Floor = metric.FloorOf(values)
		matching.Gaussian.Rand(x, noise, 0)
		s.Noise = e.distance(x)
		e.scales[n] = s
	}
	return s
}

func (e *Evaluator) distance(x sim.Batch) float64 {
	features := sim.NewBatch(e.reader.FeatureDim(), x.N)
	e.reader.Features(features, x)
	return metric.Frechet(e.real.Features, features)
}
