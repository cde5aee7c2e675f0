// Package export writes an experiment as a program that somebody else can run:
// in Go with this library, to the last bit, and as a NumPy script that needs
// nothing but NumPy and spells every formula out, within a tolerance that it
// states. Both end with the numbers that were shown, beside their own.
//
// Texts are put together piece by piece: the page's program has this package in
// it and no engine for templates.
package export

import (
	"math"
	"strconv"
	"strings"

	"github.com/scorefield/scorefield/sim/lab"
	"github.com/scorefield/scorefield/sim/lab/scene"
)

// number is a number that an experiment shows.
type number struct {
	name  string  // as it is printed
	field string  // of lab.Stats, in Go
	value float64 // never NaN
}

// shown are the numbers of an experiment: those of its clock.
func shown(e *lab.Experiment) []number {
	s := e.Stats()
	var list []number
	add := func(name, field string, v float64) {
		if !math.IsNaN(v) && !math.IsInf(v, 0) {
			list = append(list, number{name, field, v})
		}
	}
	switch e.Scene().Clock {
	case scene.Training:
		if t := s.Training; t != nil {
			add("training steps", "float64(s.Training.Step)", float64(t.Step))
			add("loss", "s.Training.Loss", t.Loss)
			add("optimum", "s.Training.Optimum", t.Optimum)
			add("error", "s.Training.Fisher", t.Fisher)
			add("RMSE over the view", "s.Training.Grid", t.Grid)
		}
	default:
		add("steps", "float64(s.Step)", float64(s.Step))
		add("sigma", "s.Sigma", s.Sigma)
		add("epsilon", "s.Epsilon", s.Epsilon)
		add("share of the heavy mode", "s.Share", s.Share)
		if v := s.Versus; v != nil {
			add("share of the heavy mode, second sampler", "s.Versus.Share", v.Share)
		}
		add("accepted", "s.Accepted", s.Accepted)
		add("diverged", "float64(s.Diverged)", float64(s.Diverged))
		add("sliced distance to the target", "s.SWD", s.SWD)
		if t := s.Training; t != nil {
			add("training steps", "float64(s.Training.Step)", float64(t.Step))
			add("loss", "s.Training.Loss", t.Loss)
		}
		if q := s.Pictures; q != nil {
			add("confidence of the classifier", "s.Pictures.Confidence", q.Confidence)
			add("Fréchet distance", "s.Pictures.Distance", q.Distance)
		}
	}
	return list
}

// literal is a number with all its digits.
func literal(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }

// title is one line that says what the experiment is.
func title(e *lab.Experiment) string {
	return e.Scene().Label.EN + " (scene " + e.Scene().Name + ", seed " + strconv.FormatUint(e.Config().Seed, 10) + ")"
}

// lines are those of the experiment as text.
func lines(e *lab.Experiment) []string {
	return strings.Split(strings.TrimRight(e.State(), "\n"), "\n")
}
