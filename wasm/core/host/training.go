package host

import "github.com/scorefield/scorefield/sim/lab"

// trainingTask trains the networks of a figure, alone or with the help of other workers.
type trainingTask struct {
	host    *Host
	version int // of the training: reports carry it back
	job     *lab.TrainingJob
	bytes   []byte // what it was opened from
	number  int    // of the job, among those of this worker
	goal    int    // the step to go to
	every   int    // reports end at multiples of it; 0 is anywhere

	costs    []cost  // of each network's steps
	network  int     // that does the step which has begun
	crew     []*peer // who have been asked for parts of it; none where no step has begun, or it is not shared
	deadline float64 // when it goes on without what has not come
	shared   int     // workers that shared the last step
	wanted   int     // workers that should share a step if there were so many

	since    float64 // when the present turn began; negative where there is none
	spent    float64 // milliseconds of turns before it, since the last report
	trained  float64 // milliseconds of learning since the last report
	reported int     // the step of the last report
	pause    float64 // milliseconds of turns between the last report and the next
}

// mostReported is how many bytes of reports there are in a millisecond of work, at most. A
// byte is copied some six times between a network here and the page's, in about 2 ns, so
// that reports of the largest networks take a twentieth of the time; those of small ones
// come with every turn.
const mostReported = 20_000

func newTrainingTask(h *Host, version int, b []byte) (*trainingTask, bool) {
	job, ok := lab.OpenTrainingJob(b)
	if !ok {
		return nil, false
	}
	job.Watch(h.Now)
	h.jobs++
	return &trainingTask{host: h, version: version, job: job, bytes: b, number: h.jobs, since: -1,
		costs: make([]cost, max(job.Networks(), 1)), shared: 1, wanted: 1, reported: job.Step()}, true
}

func (t *trainingTask) pending(now float64) bool {
	if len(t.crew) > 0 {
		return t.job.Complete() || now >= t.deadline
	}
	return t.busy()
}

func (t *trainingTask) busy() bool { return len(t.crew) > 0 || t.job.Step() < t.goal }

// wait is how many milliseconds the task waits for others at most, 0 where it does not.
func (t *trainingTask) wait(now float64) float64 {
	if len(t.crew) == 0 {
		return 0
	}
	return max(t.deadline-now, 1)
}

// run reports at the end of a turn, so that the picture shows the progress, but large networks
// not of every turn; a turn that is interrupted by waiting for other workers goes on in the
// next call.
func (t *trainingTask) run(now func() float64, budget float64) Report {
	if t.since < 0 {
		t.since = now()
	}
	r := Report{Kind: "trainingReport", Number: t.version}
	for {
		if !t.advance(now) {
			return r // others are at work
		}
		if !t.whole() {
			continue
		}
		turn := now() - t.since
		if t.awaited() || turn >= budget && t.spent+turn >= t.pause {
			break
		}
		if turn >= budget {
			t.spent, t.since = t.spent+turn, -1
			return r
		}
	}
	r.Workers, r.Wanted, r.Trained = t.shared, t.wanted, t.trained
	r.Bytes, r.Steps = t.job.Report(), t.job.Step()-t.reported
	r.Spent = t.spent + now() - t.since
	t.reported, t.since, t.spent, t.trained = t.job.Step(), -1, 0, 0
	t.pause = float64(len(r.Bytes)) / mostReported
	return r
}

// awaited reports whether the page can do nothing before it has a report of this step.
func (t *trainingTask) awaited() bool {
	return t.job.Step() >= t.goal || t.every > 0 && t.job.Step()%t.every == 0
}

// whole reports whether all networks have done the same steps.
func (t *trainingTask) whole() bool { return len(t.crew) == 0 && t.job.Next() == 0 }

// advance does a step of a network, or begins one that others share, or ends such a one. It
// returns false while others are still at work.
func (t *trainingTask) advance(now func() float64) bool {
	if len(t.crew) > 0 {
		if !t.job.Complete() && now() < t.deadline {
			return false
		}
		t.finish(now())
		return true
	}
	t.network = t.job.Next()
	crew := t.choose(now())
	crew = crew[:t.job.Begin(1+len(crew))-1]
	if len(crew) == 0 {
		t.finish(now())
		return true
	}
	for i, p := range crew {
		p.out = true
		t.host.Send(p.number, t.job.Order(i+1, t.number))
	}
	t.crew = crew
	t.job.Own()
	// Waiting costs no more than it would take to make the other parts here.
	all, most := t.job.Leaves(1 + len(crew))
	c := &t.costs[t.network]
	t.deadline = now() + c.alone*float64(all-most)/float64(all) + 2*c.messages(4*t.job.Weights(), len(crew))
	return false
}

// finish does the step that has begun.
func (t *trainingTask) finish(now float64) {
	helpers := len(t.crew)
	all, most := t.job.Leaves(1 + helpers)
	bytes := 4 * t.job.Weights()
	late := !t.job.Complete() // what has not come is made here
	for _, p := range t.crew {
		if p.out {
			p.rest(now)
		}
	}
	before := t.job.Spent(t.network)
	t.job.Finish()
	spent := t.job.Spent(t.network) - before
	t.trained += spent
	t.shared, t.crew = 1, t.crew[:0]
	if !late {
		t.shared = 1 + helpers
		t.costs[t.network].was(spent, all, most, bytes, helpers)
	}
}

// hear takes what a helper has made, or that it did not.
func (t *trainingTask) hear(p *peer, a lab.HelperAnswer, b []byte) {
	if t.job.Take(b, t.number) {
		p.pause = leastPause
		return
	}
	if a.Refused {
		t.deadline = 0 // nothing more will come of it
	}
}

// choose is who should share the next step.
func (t *trainingTask) choose(now float64) []*peer {
	c := &t.costs[t.network]
	if !c.measured() {
		return nil
	}
	bytes := 4 * t.job.Weights()
	t.wanted = 1 + c.best(mostHelpers, bytes, t.job.Leaves)
	if t.wanted == 1 {
		if c.slow > 1 {
			c.give()
		}
		return nil
	}
	if t.host.crowded(t, now) {
		return nil
	}
	crew := t.crew[:0]
	for _, p := range t.host.peers {
		switch {
		case p.job != t.number:
			p.job, p.ready = t.number, false
			t.host.Send(p.number, lab.TrainingHelperJob(t.number, t.bytes))
		case p.ready && !p.out && now >= p.until:
			crew = append(crew, p)
		}
	}
	return crew[:c.best(len(crew), bytes, t.job.Leaves)]
}

// mostHelpers is as many as a page may have.
const mostHelpers = 7

// crowded reports whether another task of this worker has something to do: then no others
// wait for it.
func (h *Host) crowded(t *trainingTask, now float64) bool {
	for _, e := range h.tasks {
		if e.task != t && e.task.pending(now) {
			return true
		}
	}
	return false
}

// close lets helpers forget the job.
func (t *trainingTask) close() {
	for _, p := range t.host.peers {
		if p.job == t.number {
			p.job, p.ready = 0, false
			t.host.Send(p.number, lab.TrainingHelperJob(t.number, nil))
		}
	}
}
