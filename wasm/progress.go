package main

import (
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/scorefield/scorefield/sim/lab"
)

// progress is the note of a scene that learns and samples: how long that still takes, and at
// the end what came of it.
type progress struct {
	texts map[progressOf]string // of late
}

// mostTexts is how many are kept: some for every second of a stage.
const mostTexts = 100

// progressOf is what a text was made of.
type progressOf struct {
	training, seconds int
	ended, zh         bool
	version           lab.Version
}

// outlook puts the note on a panel.
func (b *FrameBuilder) outlook(p *sheet, ctl *Controller) {
	switch {
	case !ctl.learnsAndSamples() || p.Note != "":
		return
	case ctl.Exp.Scene().Rounds:
		p.Note = b.round.note(ctl)
		return
	}
	of := progressOf{ended: ctl.ended(), zh: ctl.Lang == "zh"}
	if of.ended {
		of.version = ctl.Exp.View().Version
	} else {
		of.training, of.seconds = ctl.waitsFor(), int(math.Ceil(ctl.remaining()))
	}
	text, known := b.progress.texts[of]
	if !known {
		if text = ctl.note(of); b.progress.texts == nil || len(b.progress.texts) >= mostTexts {
			b.progress.texts = map[progressOf]string{}
		}
		b.progress.texts[of] = text
	}
	p.Note = text
}

// learnsAndSamples reports whether a scene does both, and comes to an end.
func (ctl *Controller) learnsAndSamples() bool {
	s := ctl.Exp.Scene()
	return s.Coupled || s.Rounds
}

// note is the sentence.
func (ctl *Controller) note(of progressOf) string {
	if of.ended {
		return ctl.outcome()
	}
	var parts []string
	if of.training > 0 {
		parts = append(parts, words.waits.In(ctl.Lang)+strconv.Itoa(of.training))
	}
	if of.seconds > 0 {
		parts = append(parts, left(ctl.Lang, of.seconds))
	}
	return strings.Join(parts, "\n")
}

// left says how long something still takes, as the line of numbers below the figure does (words.js).
func left(lang string, seconds int) string {
	unit, n := words.second, seconds
	switch {
	case seconds >= 5400:
		unit, n = words.hour, (seconds+1800)/3600
	case seconds >= 90:
		unit, n = words.minute, (seconds+30)/60
	}
	return fill(words.about.In(lang), fill(unit.In(lang), strconv.Itoa(n)))
}

// outcome is what came of a stage: share and sliced W₂ with what exact draws would have.
func (ctl *Controller) outcome() string {
	s := ctl.Exp.Stats()
	verdict := words.unlike
	if !(s.SWD > s.SWDFloor) && !(s.Share < s.ShareLow) && !(s.Share > s.ShareHigh) { // shares are NaN where there are none
		verdict = words.alike
	}
	return verdict.In(ctl.Lang) + "\n" + fill(words.distance.In(ctl.Lang), decimals(s.SWD, 2), decimals(s.SWDFloor, 2))
}

func decimals(v float64, n int) string { return strconv.FormatFloat(v, 'f', n, 64) }

// fill puts values in the places of a text that are marked %s.
func fill(text string, values ...string) string {
	for _, v := range values {
		text = strings.Replace(text, "%s", v, 1)
	}
	return text
}

// waitsFor is the training step for which particles wait, 0 where they do not.
func (ctl *Controller) waitsFor() int {
	if w := ctl.Exp.Particles().Starts(); w > ctl.Exp.Clock().Training {
		return w
	}
	return 0
}

// left is how many steps the stage of a coupled scene still has, training before the
// particles start and then both together, and a scene of rounds until it has learned; ok is
// false where it has no end.
func (ctl *Controller) left() (steps int, ok bool) {
	end := ctl.Exp.Config().TargetSteps
	if ctl.Exp.Scene().Rounds {
		return max(end-ctl.Exp.Clock().Training, 0), end > 0
	}
	if total := ctl.Exp.Particles().Total(); total > 0 && (end <= 0 || total < end) {
		end = total
	}
	if !ctl.Exp.Scene().Coupled || end <= 0 {
		return 0, false
	}
	steps = max(end-ctl.Exp.Clock().Sampling, 0)
	if w := ctl.waitsFor(); w > 0 {
		steps += w - ctl.Exp.Clock().Training
	}
	return steps, true
}

// ended reports whether a stage has come to its end; of rounds that is the end of the last
// one.
func (ctl *Controller) ended() bool {
	steps, ok := ctl.left()
	if ctl.Exp.Scene().Rounds {
		return ok && steps == 0 && ctl.roundOver()
	}
	return ok && steps == 0
}

// remaining is how many seconds the stage will still take at the pace of late; NaN where
// that is not known.
func (ctl *Controller) remaining() float64 {
	steps, ok := ctl.left()
	if !ok || !(ctl.Rate.steps > 0) {
		return math.NaN()
	}
	return float64(steps) / ctl.Rate.steps
}

// pace is when the clocks of a playing figure were looked at last, and where they were.
type pace struct {
	at     time.Time
	steps  int
	waited bool // until then nothing had moved: a worker was still to come
}

// paceEvery is how long the clocks go on between two looks at them.
const paceEvery = 250 * time.Millisecond

// measure notes how far the clocks have come.
func (ctl *Controller) measure(now time.Time) {
	if !ctl.Playing || !ctl.learnsAndSamples() {
		ctl.pace = pace{}
		return
	}
	c := ctl.Exp.Clock()
	steps := max(c.Sampling, c.Training) // of which one goes as fast as the other, once it goes
	if ctl.Exp.Scene().Rounds {
		steps = c.Training
	}
	elapsed := now.Sub(ctl.pace.at)
	if !ctl.pace.at.IsZero() && elapsed < paceEvery {
		return
	}
	d := steps - ctl.pace.steps
	if !ctl.pace.at.IsZero() && !ctl.pace.waited && d > 0 {
		smooth(&ctl.Rate.steps, float64(d)/elapsed.Seconds())
	}
	ctl.pace = pace{at: now, steps: steps, waited: d == 0}
}
