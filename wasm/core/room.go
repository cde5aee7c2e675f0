package main

// Room is what a worker works on: a job for each figure that has one here, by
// the figure's number. They take turns.
type Room struct {
	Now  func() float64 // milliseconds
	jobs []seat
	turn int
}

// seat is a figure's job.
type seat struct {
	id  int
	job job
}

// job is a course or a shard.
type job interface {
	waits() bool // for work to be done
	work(now func() float64, budget float64) Report
}

// Report is what one turn has brought.
type Report struct {
	ID     int
	Kind   string  // report of a course, part of a cloud
	Number int     // the course's lesson, the shard's place in its cloud
	Bytes  []byte  // for the figure's experiment, good until the next turn; nil if it is not ready yet
	Steps  int     // done since the last bytes
	Spent  float64 // milliseconds that they took
}

// Enrol opens a course for figure id, in the place of what it had, and reports
// whether its bytes were understood.
func (r *Room) Enrol(id, lesson int, b []byte) bool {
	p, ok := newPupil(lesson, b, r.Now)
	return r.sit(id, p, ok)
}

// Depart opens a shard for figure id, in the place of what it had, and reports
// whether its bytes were understood.
func (r *Room) Depart(id, number int, b []byte) bool {
	h, ok := newHand(number, b)
	return r.sit(id, h, ok)
}

func (r *Room) sit(id int, j job, ok bool) bool {
	r.Leave(id)
	if ok {
		r.jobs = append(r.jobs, seat{id, j})
	}
	return ok
}

// Teach lets the course of figure id go to step, with keyframes at multiples of
// stride.
func (r *Room) Teach(id, step, stride int) {
	if p, ok := r.find(id).(*pupil); ok {
		p.goal, p.stride = step, stride
	}
}

// Order is what the shard of figure id does next. It reports false where that
// is not understood.
func (r *Room) Order(id int, b []byte) bool {
	h, ok := r.find(id).(*hand)
	return !ok || h.obey(b)
}

// Rest ends the shard of figure id: its cloud has come home.
func (r *Room) Rest(id int) {
	if _, ok := r.find(id).(*hand); ok {
		r.Leave(id)
	}
}

func (r *Room) find(id int) job {
	for _, s := range r.jobs {
		if s.id == id {
			return s.job
		}
	}
	return nil
}

// Leave ends the job of figure id.
func (r *Room) Leave(id int) {
	for i, s := range r.jobs {
		if s.id == id {
			r.jobs = append(r.jobs[:i], r.jobs[i+1:]...)
			return
		}
	}
}

// Turn works for the next figure that waits, for so many milliseconds or until
// that is done; ok is false if nobody waits.
func (r *Room) Turn(budget float64) (report Report, ok bool) {
	for range r.jobs {
		r.turn++
		s := r.jobs[r.turn%len(r.jobs)]
		if s.job.waits() {
			report = s.job.work(r.Now, budget)
			report.ID = s.id
			return report, true
		}
	}
	return Report{}, false
}
