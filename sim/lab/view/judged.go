package view

import (
	"github.com/scorefield/scorefield/sim/lab/evaluation"
	"github.com/scorefield/scorefield/sim/langevin"
)

// judgement is what was last said of the first run.
type judgement struct {
	of      *langevin.State
	step    uint64
	version Version
	by      *evaluation.Evaluator
	quality evaluation.Quality
}

// Judged is what a classifier says about the first run's pictures: nil in the plane, before
// it has learned to read (lab.Experiment.LearnToRead), where the run has fewer than two
// particles and where it is frozen. It is valid until the next call.
func (v *View) Judged() *evaluation.Quality {
	r, j := &v.Runs[0], &v.judged
	if v.Judge == nil || r.State.X.N < 2 || r.Frozen || r.Counted != nil {
		return nil
	}
	version := Version{Target: v.Version.Target, Shape: v.Version.Shape}
	if j.of != r.State || j.step != r.State.N || j.version != version || j.by != v.Judge {
		*j = judgement{r.State, r.State.N, version, v.Judge, v.Judge.Evaluate(r.State.X)}
	}
	return &j.quality
}
