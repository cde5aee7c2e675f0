package main

// Host runs the tasks of a worker: at most one for each figure of the page, by
// the figure's number. They take turns.
type Host struct {
	Now   func() float64           // milliseconds
	Send  func(peer int, b []byte) // to another worker; the bytes are valid until it returns
	tasks []entry
	last  int // index of the task that ran last, modulo their number
	peers []*peer
	jobs  int // that were opened here
}

// entry is a figure's task.
type entry struct {
	figure int
	task   task
}

// task is a training task or a shard task.
type task interface {
	// busy reports whether the task has not come to where it was told to go.
	busy() bool
	// pending reports whether there is work to do at present.
	pending(now float64) bool
	// wait is how many milliseconds the task waits for other workers at most, if
	// nothing comes of them; 0 where it does not.
	wait(now float64) float64
	// run works for about budget milliseconds, or until nothing is pending.
	run(now func() float64, budget float64) Report
	// close is called when the task is over.
	close()
}

// Report is the outcome of one turn.
type Report struct {
	Figure int
	Kind   string  // trainingReport or shardReport
	Number int     // version of the training, or index of the shard in its cloud
	Bytes  []byte  // for the figure's experiment, valid until the next turn; nil while the command is unfinished
	Steps  int     // done since the last bytes
	Spent  float64 // milliseconds that they took

	Trained float64 // milliseconds of them that networks took to learn, without what they are measured by
	Workers int     // that shared the last training step
	Wanted  int     // workers that should share one, if there were so many
	Wait    float64 // nothing is to be done but to wait for other workers, no longer than so many milliseconds
}

// StartTraining opens a training job for a figure in place of whatever task it
// had, and reports whether the bytes were understood.
func (h *Host) StartTraining(figure, version int, job []byte) bool {
	t, ok := newTrainingTask(h, version, job)
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
		t.goal, t.every = step, every
		t.job.Keep(stride)
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
			e.task.close()
			h.tasks = append(h.tasks[:i], h.tasks[i+1:]...)
			return
		}
	}
}

// Work runs the next task that has something to do, for about budget
// milliseconds; ok is false if there is none, and none will be without a message.
func (h *Host) Work(budget float64) (report Report, ok bool) {
	now := h.Now()
	for range h.tasks {
		h.last++
		e := h.tasks[h.last%len(h.tasks)]
		if e.task.pending(now) {
			report = e.task.run(h.Now, budget)
			h.limitKeyframes(mostKeyframes)
			report.Figure, report.Wait = e.figure, h.wait()
			return report, true
		}
	}
	report.Wait = h.wait()
	return report, report.Wait > 0
}

// wait is how many milliseconds there is nothing to do but to wait for other workers; 0
// where there is something, or nobody to wait for.
func (h *Host) wait() float64 {
	now := h.Now()
	if h.pending(now) {
		return 0
	}
	least := 0.0
	for _, e := range h.tasks {
		if w := e.task.wait(now); w > 0 && (least == 0 || w < least) {
			least = w
		}
	}
	return least
}
