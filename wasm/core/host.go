package main

// Host runs the tasks of a worker: at most one for each figure of the page, by
// the figure's number. They take turns.
type Host struct {
	Now   func() float64 // milliseconds
	tasks []entry
	last  int // index of the task that ran last, modulo their number
}

// entry is a figure's task.
type entry struct {
	figure int
	task   task
}

// task is a training task or a shard task.
type task interface {
	// pending reports whether there is work to do.
	pending() bool
	// run works for about budget milliseconds, or until nothing is pending.
	run(now func() float64, budget float64) Report
}

// Report is the outcome of one turn.
type Report struct {
	Figure int
	Kind   string  // trainingReport or shardReport
	Number int     // version of the training, or index of the shard in its cloud
	Bytes  []byte  // for the figure's experiment, valid until the next turn; nil while the command is unfinished
	Steps  int     // done since the last bytes
	Spent  float64 // milliseconds that they took
}

// StartTraining opens a training job for a figure in place of whatever task it
// had, and reports whether the bytes were understood.
func (h *Host) StartTraining(figure, version int, job []byte) bool {
	t, ok := newTrainingTask(version, job, h.Now)
	return h.replace(figure, t, ok)
}

// StartShard opens a shard for a figure in place of whatever task it had, and
// reports whether the bytes were understood.
func (h *Host) StartShard(figure, index int, job []byte) bool {
	t, ok := newShardTask(index, job)
	return h.replace(figure, t, ok)
}

func (h *Host) replace(figure int, t task, ok bool) bool {
	h.Remove(figure)
	if ok {
		h.tasks = append(h.tasks, entry{figure, t})
	}
	return ok
}

// Train lets the training task of a figure go to step, with keyframes at
// multiples of stride. No report goes beyond a multiple of every, unless that is 0.
func (h *Host) Train(figure, step, stride, every int) {
	if t, ok := h.find(figure).(*trainingTask); ok {
		t.goal, t.stride, t.every = step, stride, every
	}
}

// Command tells the shard of a figure what to do next. It returns false where
// the bytes are not understood.
func (h *Host) Command(figure int, b []byte) bool {
	t, ok := h.find(figure).(*shardTask)
	return !ok || t.accept(b)
}

// Release ends the shard task of a figure, whose particles are local again; a
// training task goes on.
func (h *Host) Release(figure int) {
	if _, ok := h.find(figure).(*shardTask); ok {
		h.Remove(figure)
	}
}

func (h *Host) find(figure int) task {
	for _, e := range h.tasks {
		if e.figure == figure {
			return e.task
		}
	}
	return nil
}

// Remove ends the task of a figure.
func (h *Host) Remove(figure int) {
	for i, e := range h.tasks {
		if e.figure == figure {
			h.tasks = append(h.tasks[:i], h.tasks[i+1:]...)
			return
		}
	}
}

// Work runs the next task that has something to do, for about budget
// milliseconds; ok is false if there is none.
func (h *Host) Work(budget float64) (report Report, ok bool) {
	for range h.tasks {
		h.last++
		e := h.tasks[h.last%len(h.tasks)]
		if e.task.pending() {
			report = e.task.run(h.Now, budget)
			report.Figure = e.figure
			return report, true
		}
	}
	return Report{}, false
}
