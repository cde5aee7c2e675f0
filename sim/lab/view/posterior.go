package view

import (
	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/lab/posterior"
)

// ClassPosterior is how likely a picture is to be of each class, all as likely beforehand.
type ClassPosterior struct {
	Sample      int       // the picture: this particle of the first run, counted from 1; 0 is what is painted
	Sigma       float64   // noise level at which it is read
	LogProb     []float64 // log p_σ(x | class) of each class, by the probability flow
	Probability []float64 // p(class | x)
}

// Likeliest is the class with the largest probability.
func (p *ClassPosterior) Likeliest() int {
	best := 0
	for k, v := range p.LogProb {
		if v > p.LogProb[best] {
			best = k
		}
	}
	return best
}

// weighing is a ClassPosterior on its way, and of what.
type weighing struct {
	of    weighed
	job   *posterior.Posterior
	found *ClassPosterior // nil until it is there
}

type weighed struct {
	sample  int
	step    uint64
	target  uint64 // version
	painted string
}

// PosteriorSteps is how many steps there are to a Posterior.
const PosteriorSteps = posterior.Steps

// Posterior is that of the picture that the setting likelihood names, as WeighClasses has found
// it, with how many of PosteriorSteps have been done. It is nil before the last of them, and
// where nobody asks for it or there is no such picture.
func (v *View) Posterior() (p *ClassPosterior, done int) {
	w := &v.weighing
	switch of, ok := v.weighed(); {
	case !ok || w.job == nil || w.of != of:
		return nil, 0
	case w.found == nil:
		return nil, w.job.Done()
	}
	return w.found, PosteriorSteps
}

// WeighClasses does the next step towards Posterior and reports whether there are more.
func (v *View) WeighClasses() (more bool) {
	of, ok := v.weighed()
	if !ok {
		return false
	}
	w := &v.weighing
	if w.job == nil || w.of != of {
		x, level := v.weighedPicture(of)
		driver := v.Driver.(interface {
			Posterior(x sim.Batch, sigma float64) *posterior.Posterior
		})
		*w = weighing{of: of, job: driver.Posterior(x, level)}
		return true
	}
	if w.found != nil {
		return false
	}
	if w.job.Step() {
		return true
	}
	w.found = &ClassPosterior{Sample: of.sample, Sigma: w.job.Sigma, LogProb: w.job.LogProb(), Probability: w.job.Probability()}
	return false
}

// WantsPosterior reports whether WeighClasses has something to do.
func (v *View) WantsPosterior() bool {
	of, ok := v.weighed()
	return ok && !(v.weighing.of == of && v.weighing.found != nil)
}

// weighed is what the settings ask for; ok is false where that is nothing.
func (v *View) weighed() (of weighed, ok bool) {
	c, r := &v.Config, &v.Runs[0]
	switch {
	case !c.Told() || c.Likelihood == "off" || r.Counted != nil || v.Version.Training == 0: // or nothing has been learned
		return of, false
	case c.Likelihood == "painted":
		return weighed{target: v.Version.Target, painted: c.Painted}, c.Painted != ""
	}
	return weighed{sample: c.Dissect, step: r.State.N, target: v.Version.Target}, c.Dissect > 0 && c.Dissect <= r.State.X.N && !r.Frozen
}

// weighedPicture is the picture, D×1, and its noise level. What is not painted is paper.
func (v *View) weighedPicture(of weighed) (x sim.Batch, sigma float64) {
	x = sim.NewBatch(v.Target.Dim(), 1)
	if of.sample == 0 {
		for j := range x.D {
			x.Data[j] = -1
			if of.painted[j] == 'x' {
				x.Data[j] = 1
			}
		}
		return x, 0
	}
	l := v.RunLevel(0)
	sim.CopyPoints(x, 0, v.Runs[0].State.X, of.sample-1, 1)
	for j := range x.Data {
		x.Data[j] /= float32(l.Alpha)
	}
	return x, l.ScoreSigma()
}
