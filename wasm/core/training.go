package main

import "github.com/scorefield/scorefield/sim/lab"

// trainingTask trains the networks of a figure.
type trainingTask struct {
	version      int // of the training: reports carry it back
	job          *lab.TrainingJob
	goal, stride int // the step to go to, and the distance of keyframes
	every        int // reports end at multiples of it; 0 is anywhere
}

func newTrainingTask(version int, b []byte, now func() float64) (*trainingTask, bool) {
	job, ok := lab.OpenTrainingJob(b)
	if ok {
		job.Watch(now)
	}
	return &trainingTask{version: version, job: job}, ok
}

func (t *trainingTask) pending() bool { return t.job.Step() < t.goal }

// run reports at the end of every turn, so that the picture shows the progress.
func (t *trainingTask) run(now func() float64, budget float64) Report {
	begin, first := now(), t.job.Step()
	for spent := 0.0; t.pending() && spent < budget; spent = now() - begin {
		t.job.Train(t.job.Step()+1, t.stride)
		if t.every > 0 && t.job.Step()%t.every == 0 {
			break
		}
	}
	steps := t.job.Step() - first
	return Report{Kind: "trainingReport", Number: t.version, Bytes: t.job.Report(), Steps: steps, Spent: now() - begin}
}
