package main

import "github.com/scorefield/scorefield/sim/lab"

// pupil is a figure's course and how far it shall go.
type pupil struct {
	lesson       int
	course       *lab.Course
	goal, stride int
}

func newPupil(lesson int, b []byte, now func() float64) (*pupil, bool) {
	course, ok := lab.NewCourse(b)
	if ok {
		course.Watch(now)
	}
	return &pupil{lesson: lesson, course: course}, ok
}

func (p *pupil) waits() bool { return p.course.Step() < p.goal }

// work reports at the end of every turn: the picture shows how learning goes.
func (p *pupil) work(now func() float64, budget float64) Report {
	begin, first := now(), p.course.Step()
	for spent := 0.0; p.waits() && spent < budget; spent = now() - begin {
		p.course.Train(p.course.Step()+1, p.stride)
	}
	steps := p.course.Step() - first
	return Report{Kind: "report", Number: p.lesson, Bytes: p.course.Report(), Steps: steps, Spent: now() - begin}
}
