package main

import "github.com/scorefield/scorefield/sim/lab"

// trainingClient has an experiment's networks trained in a worker, so that the picture
// never waits for them. It asks the page for a worker when there is something
// to train; until one has come, and where there can be none, the controller trains in
// slices between frames.
type trainingClient struct {
	say     func(kind string, value any)
	wanted  bool // the page knows that a worker would be welcome
	here    bool // a worker listens
	begun   bool // and has the job of the experiment as it is
	version int
	goal    int // the step that it was last told to go to
}

// request asks the page for a worker, once.
func (t *trainingClient) request() {
	if !t.wanted {
		t.wanted = true
		t.say("workers", map[string]any{"all": false})
	}
}

// setWorker is told that a worker has come or gone.
func (t *trainingClient) setWorker(here bool) { t.here, t.begun, t.goal = here, false, 0 }

// trainTo lets the worker go to step, from where the experiment is.
func (t *trainingClient) trainTo(e *lab.Experiment, step int) {
	if !t.begun || t.version != e.Training().Version() {
		t.begun, t.version, t.goal = true, e.Training().Version(), 0
		t.say("trainingJob", map[string]any{"version": float64(t.version), "bytes": e.Training().Job()})
	}
	if step = e.Training().Next(step); step != t.goal {
		t.goal = step
		t.say("train", map[string]any{"step": float64(step), "stride": float64(e.Training().KeyframeStride())})
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
	t.begun = t.version == e.Training().Version() && e.Training().Apply(m.Bytes, most)
	return t.begun
}
