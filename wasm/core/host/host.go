package host

import "slices"

// Host runs the tasks of a worker: for each figure of the page, by its number, at most one that trains
// networks and one that moves a shard of its particles. They take turns.
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

// StartTraining opens a training job for a figure in place of the one that it
// had, and reports whether the bytes were understood.
func (h *Host) StartTraining(figure, version int, job []byte) bool {
	t, ok := newTrainingTask(h, version, job)
	return replace(h, figure, t, ok)
}

// StartShard opens a shard for a figure in place of the one that it had, and
// reports whether the bytes were understood.
func (h *Host) StartShard(figure, index int, job []byte) bool {
	t, ok := newShardTask(index, job)
	return replace(h, figure, t, ok)
}

// replace gives a figure a task in place of the one of that kind that it had.
func replace[T task](h *Host, figure int, t T, ok bool) bool {
	end[T](h, figure)
	if ok {
		h.tasks = append(h.tasks, entry{figure, t})
	}
	return ok
}

// Train lets the training task of a figure go to step, with keyframes at
// multiples of stride. No report goes beyond a multiple of every, unless that is 0.
func (h *Host) Train(figure, step, stride, every int) {
	if t, ok := find[*trainingTask](h, figure); ok {
		t.goal, t.every = step, every
		t.job.Keep(stride)
	}
}

// Command tells the shard of a figure what to do next. It returns false where
// the bytes are not understood.
func (h *Host) Command(figure int, b []byte) bool {
	t, ok := find[*shardTask](h, figure)
	return !ok || t.accept(b)
}

// Release ends the shard task of a figure, whose particles are local again; a
// training task goes on.
func (h *Host) Release(figure int) { end[*shardTask](h, figure) }

// Remove ends the tasks of a figure.
func (h *Host) Remove(figure int) { end[task](h, figure) }

// find is a figure's task of a kind.
func find[T task](h *Host, figure int) (t T, ok bool) {
	for _, e := range h.tasks {
		if t, ok = e.task.(T); ok && e.figure == figure {
			return t, true
		}
	}
	return t, false
}

// end ends a figure's tasks of a kind.
func end[T task](h *Host, figure int) {
	h.tasks = slices.DeleteFunc(h.tasks, func(e entry) bool {
		_, ok := e.task.(T)
		if ok = ok && e.figure == figure; ok {
			e.task.close()
		}
		return ok
	})
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
