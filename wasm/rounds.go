package main

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/scorefield/scorefield/sim/lab"
)

// In a scene of rounds (scene.Scene) networks learn all the time, and particles move by what
// these knew when the particles started. When they have come to their end they start again,
// by what has been learned since. When that is may depend on how fast a machine is; what a
// round shows does not, for it is a function of the training step at which it began, which
// is part of the state.

const (
	// leastApart is how many training steps lie between the starts of two rounds at least, and
	// mostRounds how many rounds there are while a network learns to its end: a finished
	// sheet stands still until enough has been learned to see it.
	leastApart, mostRounds = 50, 15
	// roundSteps is how long a round lasts by a sampler that comes to no end.
	roundSteps = 400
	// learnedAhead is how many milliseconds of learning a worker is told of at once: large
	// networks report some times a second, and it should wait for no frame in between.
	learnedAhead = 250
	// mostUnseen is for how many frames without a picture particles go on: they are there to be seen.
	mostUnseen = 2
	// learningBudget is the time of a frame in which the classes of a picture are weighed while a
	// network learns.
	learningBudget = 4 * time.Millisecond
)

// learning reports whether networks learn while the figure plays.
func (ctl *Controller) learning() bool {
	if !ctl.Playing || !ctl.Exp.Scene().Rounds {
		return false
	}
	end := ctl.Exp.Config().TargetSteps
	return end <= 0 || ctl.Exp.Clock().Training < end
}

// spares reports whether pictures are to leave time for what the figure does: its networks learn, or
// who has asked for steps waits until they are done.
func (ctl *Controller) spares() bool {
	return ctl.learning() || ctl.goal.active && ctl.Exp.Scene().Rounds
}

// playRounds goes on with both clocks by one frame.
func (ctl *Controller) playRounds() {
	e, end := ctl.Exp, ctl.Exp.Config().TargetSteps
	ready := e.LearnToRead(1) || !e.Judges()
	learned, news := !ctl.learning(), e.Clock().Training-e.Particles().Starts()
	if over := ctl.roundOver(); over && (news >= max(leastApart, end/mostRounds) || learned && news > 0) {
		e.Reset()
	} else if over && learned && ready {
		ctl.stop()
		return
	}
	if !ctl.roundOver() && ctl.unseen <= mostUnseen {
		ctl.Changed = true
		ctl.debt = min(ctl.debt+e.Config().Speed, 2*e.Config().Speed+1)
		n := int(ctl.debt)
		ctl.debt -= float64(n)
		ctl.work(goal{sampling: e.Clock().Sampling + n, training: e.Clock().Training})
	}
	if !learned {
		ctl.learn(end)
	}
}

// roundOver reports whether the particles have come to their end.
func (ctl *Controller) roundOver() bool {
	return ctl.Exp.Particles().Over() || ctl.Exp.Particles().Total() == 0 && ctl.Exp.Clock().Sampling >= roundSteps
}

// reads reports whether the classifier is still to learn to read for the verdict on pictures that are at their end
// though nobody plays: who has gone there step by step sees it, too.
func (ctl *Controller) reads() bool {
	if ctl.Playing || ctl.goal.active || !ctl.Exp.Scene().Rounds || !ctl.roundOver() || !ctl.Exp.Judges() {
		return false
	}
	_, known := ctl.Exp.ReadingAccuracy()
	return !known
}

// read goes on with that.
func (ctl *Controller) read() {
	for deadline := ctl.slicer.Now().Add(ctl.budget); !ctl.Exp.LearnToRead(1) && ctl.reads() && ctl.slicer.Now().Before(deadline); {
		ctl.slicer.Yield()
	}
	ctl.Changed = ctl.Changed || !ctl.reads()
}

// learn has the networks go on, to step end at most unless that is 0: a worker without a
// pause, and where there is none for the rest of the frame.
func (ctl *Controller) learn(end int) {
	now, most := ctl.Exp.Clock().Training, math.MaxInt
	if end > 0 {
		most = end
	}
	switch {
	case ctl.training.here:
		ctl.training.trainTo(ctl.Exp, min(ctl.training.ahead(ctl.Exp, ctl.trainedIn(learnedAhead)), most))
	default:
		ctl.work(goal{sampling: ctl.Exp.Clock().Sampling, training: min(now+ctl.trainedIn(1000/max(ctl.Rate.fps, 1)), most)})
	}
}

// trainedIn is about how many training steps are done in so many milliseconds, and one more.
func (ctl *Controller) trainedIn(ms float64) int {
	if r := &ctl.Rate; r.trainMs > 0 {
		return 1 + int(min(ms/r.trainMs, 1000))
	}
	return 1
}

// roundNote is how long a scene of rounds still learns, and what came of the last round.
type roundNote struct {
	of      roundOf // what the verdict is of
	judges  bool    // there was one, or to be one
	verdict string
	shares  []float64 // of classes, then; nil where there is no verdict
	seconds int       // that are left
	text    string
}

// roundOf names a round and a language.
type roundOf struct {
	shape, target uint64 // versions
	zh            bool
}

// note is the present text.
func (r *roundNote) note(ctl *Controller) string {
	v, seconds := ctl.Exp.View(), 0
	of := roundOf{v.Version.Shape, v.Version.Target, ctl.Lang == "zh"}
	changed := false
	switch {
	case r.of == of && r.judges == ctl.Exp.Judges():
	case ctl.roundOver() && v.Judge != nil:
		r.of, r.verdict, changed = of, ctl.judged(), true
		r.shares = nil
		if q := v.Judged(); q != nil {
			r.shares = slices.Clone(q.Shares)
		}
	case r.of.shape != of.shape || r.of.zh != of.zh || r.judges != ctl.Exp.Judges(): // it is of other pictures, in another language, or of none
		of.target = 0
		r.of, r.verdict, r.shares, changed = of, ctl.unjudged(), nil, true
	}
	r.judges = ctl.Exp.Judges()
	if left := ctl.remaining(); left > 0 {
		seconds = int(math.Ceil(left))
	}
	if !changed && seconds == r.seconds {
		return r.text
	}
	if r.seconds, r.text = seconds, r.verdict; seconds > 0 {
		r.text = strings.TrimSuffix(left(ctl.Lang, seconds)+"\n"+r.verdict, "\n")
	}
	return r.text
}

// unjudged says why there will be no verdict; "" where there will be one.
func (ctl *Controller) unjudged() string {
	e := ctl.Exp
	accuracy, read := e.ReadingAccuracy()
	switch {
	case e.Judges():
		return ""
	case read:
		return fill(pictureWords.unread.In(ctl.Lang), decimals(100*accuracy, 1), decimals(100*lab.LeastAccuracy, 0))
	case e.Tests() == 0:
		return pictureWords.nameless.In(ctl.Lang)
	}
	return fill(pictureWords.few.In(ctl.Lang), strconv.Itoa(e.Tests()), strconv.Itoa(lab.LeastTests))
}

// judged is what the classifier says of the samples as they are.
func (ctl *Controller) judged() string {
	q := ctl.Exp.View().Judged()
	if q == nil {
		return ""
	}
	said := fill(pictureWords.quality.In(ctl.Lang), decimals(q.Confidence, 2), decimals(q.Distance, 1), decimals(q.Floor.High(), 1), decimals(q.Noise, 0))
	if q.Asked == q.Asked {
		said += "\n" + fill(pictureWords.asked.In(ctl.Lang), decimals(100*q.Asked, 0))
	}
	if ctl.Exp.View().Target.Pictures.Own != nil {
		said += "\n" + fill(pictureWords.read.In(ctl.Lang), decimals(100*q.Accuracy, 1))
	}
	return said
}
