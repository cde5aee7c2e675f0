package main

import (
	"math"
	"slices"
	"strconv"

	"github.com/scorefield/scorefield/sim/lab"
	"github.com/scorefield/scorefield/sim/lab/param"
)

// trainingClient has an experiment's networks trained in a worker, so that the picture
// never waits for them. It asks the page for a worker when there is something
// to train; until one has come, and where there can be none, the controller trains in
// slices between frames, if a step is short enough for that.
type trainingClient struct {
	say     func(kind string, value any)
	wanted  bool // the page knows that a worker would be welcome
	here    bool // a worker listens
	none    bool // the page has said that there is none
	begun   bool // and has the job of the experiment as it is
	version int
	goal    int       // the step that it was last told to go to
	sharing int       // workers that shared the last step
	held    []Message // reports that wait until particles have come to where they begin
}

// request asks the page for a worker, once.
func (t *trainingClient) request() {
	if !t.wanted {
		t.wanted = true
		t.say("workers", map[string]any{"all": false})
	}
}

// setWorker is told that a worker has come, or gone, or that none will come.
func (t *trainingClient) setWorker(here bool) {
	t.here, t.none, t.goal, t.sharing = here, !here, 0, 1
	t.drop()
}

// drop gives up what the worker has done and is not taken yet.
func (t *trainingClient) drop() { t.begun, t.held = false, nil }

// trainTo lets the worker go to step, from where the experiment is.
func (t *trainingClient) trainTo(e *lab.Experiment, step int) {
	if !t.begun || t.version != e.Training().Version() {
		t.drop()
		t.begun, t.version, t.goal = true, e.Training().Version(), 0
		t.say("trainingJob", map[string]any{"version": float64(t.version), "bytes": e.Training().Job()})
	}
	step, every := e.Training().Ahead(step)
	if step != t.goal {
		t.goal = step
		t.say("train", map[string]any{"step": float64(step), "stride": float64(e.Training().KeyframeStride()), "every": float64(every)})
	}
}

// lead bounds how many frames' steps a worker may be ahead of the picture.
const lead = 4

// ahead is how far the worker may go while n steps are owed to this frame: it
// should not wait for the next frame, nor run away from the clock.
func (t *trainingClient) ahead(e *lab.Experiment, n int) int {
	now := e.Clock().Training
	if !t.begun || t.version != e.Training().Version() {
		return now + n
	}
	return min(max(t.goal, now)+n, max(now+lead*n, t.goal))
}

// take takes a report that goes no further than step most, and reports whether
// it did. A report of what is not wanted any more leaves the worker ahead of
// the experiment: it will need a new job.
func (t *trainingClient) take(e *lab.Experiment, m Message, most int) bool {
	if !t.begun || int(m.number("number", -1)) != t.version {
		return false // of a job before this one
	}
	if t.early(e) {
		m.Bytes = slices.Clone(m.Bytes)
		t.held = append(t.held, m)
		return true
	}
	t.sharing = int(m.number("workers", 1))
	t.apply(e, m, most)
	return t.begun
}

// workers is how many share a training step, 0 where the page does it.
func (t *trainingClient) workers() int {
	if !t.here {
		return 0
	}
	return t.sharing
}

// early reports whether a report must wait for particles.
func (t *trainingClient) early(e *lab.Experiment) bool {
	if t.version != e.Training().Version() {
		return false
	}
	if _, every := e.Training().Ahead(0); every == 0 {
		return false
	}
	return len(t.held) > 0 || e.Training().Next(math.MaxInt) <= e.Clock().Training
}

// apply takes a report, and lets the worker go on where it may be ahead.
func (t *trainingClient) apply(e *lab.Experiment, m Message, most int) {
	if t.version != e.Training().Version() || !e.Training().Apply(m.Bytes, most) {
		t.drop()
		return
	}
	if _, every := e.Training().Ahead(most); every > 0 {
		t.trainTo(e, most)
	}
}

// next takes the first report that has waited, if there is one that goes no further than
// step most, and reports whether the networks have gone on.
func (t *trainingClient) next(e *lab.Experiment, most int) bool {
	if len(t.held) == 0 || !t.begun {
		return false
	}
	m := t.held[0]
	t.held = t.held[1:]
	t.apply(e, m, most)
	return t.begun
}

// learns is the error of a request for training steps where there is no network.
func (ctl *Controller) learns() error {
	if ctl.Exp.Training().Networks() > 0 {
		return nil
	}
	return &param.Error{Field: "train", Why: nothingLearns}
}

// nothingLearns is said to who asks for what only a scene with networks has.
var nothingLearns = param.Label{
	EN: "Nothing is learned in this figure: there is no network to train.",
	ZH: "此图中没有训练：没有可训练的网络。",
}

// heavy reports whether a training step takes so long that only a worker may do it.
func (ctl *Controller) heavy() bool {
	c := ctl.Exp.Config()
	return c.StepWork() > param.HeavyStep
}

// refuseTraining ends what waits for training that only a worker may do, where there is none.
func (ctl *Controller) refuseTraining() {
	c := ctl.Exp.Config()
	errs := some(&param.Error{Field: "batch", Value: strconv.Itoa(c.Batch), Why: heavyAlone})
	request := ctl.goal.request
	ctl.goal = goal{}
	if ctl.Playing {
		ctl.stop()
	}
	ctl.reply(request, nil, errs)
}

// heavyAlone is said where a training step would hold up the page.
var heavyAlone = param.Label{
	EN: "A training step of this size would hold up the page, and there is no worker to do it: choose fewer units, hidden layers, points per step or directions per point.",
	ZH: "这样大的训练步会使页面停顿，而此处没有可用的工作线程：请减少单元、隐藏层、批大小或每点方向数。",
}
