package view

import (
	"math"

	"github.com/scorefield/scorefield/sim/lab/evaluation"
	"github.com/scorefield/scorefield/sim/langevin"
)

// judgement is what was last said of the first run.
type judgement struct {
	of      *langevin.State
	step    uint64
	version Version
	by      *evaluation.Evaluator
	quality PictureQuality
}

// PictureQuality is what a classifier says about samples.
type PictureQuality struct {
	evaluation.Quality
	Asked float64 // the part that is read as it was asked for; NaN where nothing was
}

// Judged is what a classifier says about the first run's pictures: nil in the plane, before
// it has learned to read (lab.Experiment.LearnToRead), where the run has fewer than two
// particles and where it is frozen. It is valid until the next call.
func (v *View) Judged() *PictureQuality {
	r, j := &v.Runs[0], &v.judged
	if v.Judge == nil || r.State.X.N < 2 || r.Frozen || r.Counted != nil {
		return nil
	}
	version := Version{Target: v.Version.Target, Shape: v.Version.Shape}
	if j.of != r.State || j.step != r.State.N || j.version != version || j.by != v.Judge {
		q := PictureQuality{Quality: v.Judge.Evaluate(r.State.X, v.Yield)}
		q.Asked = v.asAsked(q.Labels)
		*j = judgement{r.State, r.State.N, version, v.Judge, q}
	}
	return &j.quality
}

// asAsked is the part of samples that are read as the class they were asked to be of; NaN where
// they were asked for none.
func (v *View) asAsked(labels []uint8) float64 {
	if !v.Config.Told() || v.Config.Class == "none" {
		return math.NaN()
	}
	n := 0
	for i, l := range labels {
		if int(l) == v.Config.ClassOf(i) {
			n++
		}
	}
	return float64(n) / float64(len(labels))
}
