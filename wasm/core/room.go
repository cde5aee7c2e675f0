package main

import "github.com/scorefield/scorefield/sim/lab"

// Room is what a worker works on: a course for each figure that has enrolled,
// by the figure's number. They take turns.
type Room struct {
	Now    func() float64 // milliseconds
	pupils []*pupil
	turn   int
}

// pupil is a figure's course and how far it shall go.
type pupil struct {
	id, lesson   int
	course       *lab.Course
	goal, stride int
}

// Enrol opens a course for figure id, in the place of the one it had, and
// reports whether its bytes were understood.
func (r *Room) Enrol(id, lesson int, b []byte) bool {
	r.Leave(id)
	course, ok := lab.NewCourse(b)
	if ok {
		course.Watch(r.Now)
		r.pupils = append(r.pupils, &pupil{id: id, lesson: lesson, course: course})
	}
	return ok
}

// Teach lets the course of figure id go to step, with keyframes at multiples of
// stride.
func (r *Room) Teach(id, step, stride int) {
	for _, p := range r.pupils {
		if p.id == id {
			p.goal, p.stride = step, stride
		}
	}
}

// Leave ends the course of figure id.
func (r *Room) Leave(id int) {
	for i, p := range r.pupils {
		if p.id == id {
			r.pupils = append(r.pupils[:i], r.pupils[i+1:]...)
			return
		}
	}
}

// Report is what one turn has brought.
type Report struct {
	ID, Lesson int
	Bytes      []byte  // for lab's Take; good until the next turn
	Steps      int     // done in this turn
	Spent      float64 // milliseconds
}

// Turn trains the next figure that waits for steps, for so many milliseconds
// or until it is where it shall be; ok is false if nobody waits.
func (r *Room) Turn(budget float64) (report Report, ok bool) {
	for range r.pupils {
		r.turn++
		p := r.pupils[r.turn%len(r.pupils)]
		if p.course.Step() < p.goal {
			return p.train(r.Now, budget), true
		}
	}
	return Report{}, false
}

func (p *pupil) train(now func() float64, budget float64) Report {
	begin, first := now(), p.course.Step()
	for spent := 0.0; p.course.Step() < p.goal && spent < budget; spent = now() - begin {
		p.course.Train(p.course.Step()+1, p.stride)
	}
	steps := p.course.Step() - first
	return Report{p.id, p.lesson, p.course.Report(), steps, now() - begin}
}
