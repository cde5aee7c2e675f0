package main

import (
	"math"
	"strconv"

	"github.com/scorefield/scorefield/render"
	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/lab"
	"github.com/scorefield/scorefield/sim/lab/param"
)

const (
	shownSamples = 64 // particles that are shown as pictures
	shownLessons = 36 // pictures that a network learns from
)

// pictureWords are what figures of pictures write on them.
var pictureWords = struct {
	film                  param.Label // the strip of a picture's way from noise
	quality               param.Label // what a classifier says
	asked                 param.Label // of samples that were asked to be of a class
	read                  param.Label // how well a classifier reads the reader's own
	nameless, few, unread param.Label // why there is no verdict on them: no labels, too few, a classifier that cannot read them
}{
	film: param.Label{EN: "sample %s: x, E[x₀|x], nearest picture learned from", ZH: "第 %s 个样本：x、E[x₀|x]、最近的训练图像"},
	quality: param.Label{EN: "read with confidence %s\nFréchet distance %s\nreal pictures: up to %s, noise %s",
		ZH: "分类器平均置信度 %s\nFréchet 距离 %s\n真实图像至多 %s，噪声 %s"},
	read:     param.Label{EN: "the classifier reads %s% of those held out", ZH: "分类器在留出图像上的正确率为 %s%"},
	nameless: param.Label{EN: "no verdict on your pictures:\nthey have no labels for a classifier to learn", ZH: "你的图像没有评判：\n没有标签，无法训练分类器"},
	few:      param.Label{EN: "no verdict on your pictures:\n%s held out, a classifier is tested on %s", ZH: "你的图像没有评判：\n留出 %s 幅，检验分类器需要 %s 幅"},
	unread:   param.Label{EN: "no verdict on your pictures:\na classifier reads %s% of those held out,\nfor a verdict it takes %s%", ZH: "你的图像没有评判：\n分类器在留出图像上的正确率仅 %s%，\n评判需要 %s%"},
	asked:    param.Label{EN: "%s% are what was asked for", ZH: "%s% 与索取的类别相符"},
}

// album is what panels of pictures are made of.
type album struct {
	lessons, samples gallery
	film             film
}

// gallery is a sheet of pictures that knows what it was made of.
type gallery struct {
	render.Sheet
	pictures render.Pictures
	of       pictured
}

// pictured names what pictures were made of.
type pictured struct {
	version lab.Version
	step    int
	sample  int
	painted string
}

// film is the strip of one sample's way from noise.
type film struct {
	render.Ladder
	rows [3]render.Pictures // the sample, E[x₀|x], and what of it is nearest to that which was learned from
	made pictured
	step [lab.FilmFrames]int // at which the run is at each level
	name title
}

// title is a text with the number of a sample in it.
type title struct {
	form string
	n    int
	text string
}

// of is the text, of a form that has the number's place.
func (t *title) of(form string, n int) string {
	if t.form != form || t.n != n {
		*t = title{form, n, fill(form, strconv.Itoa(n))}
	}
	return t.text
}

// lay makes p so many pictures, which are to be filled.
func lay(p *render.Pictures, at *lab.Pictures, n int) {
	if p.H, p.W = at.H, at.W; p.At.D != at.H*at.W || p.At.N != n {
		p.At = sim.NewBatch(at.H*at.W, n)
	}
	p.Stamp++
}

// show puts the first pictures of x, at most n, on a panel.
func (g *gallery) show(p *sheet, ctl *Controller, x sim.Batch, n int, of pictured) {
	at := ctl.Exp.View().Target.Pictures
	if at == nil || x.Empty() {
		return
	}
	if n = min(n, x.N); g.of != of || g.pictures.At.N != n {
		g.of = of
		lay(&g.pictures, at, n)
		sim.CopyPoints(g.pictures.At, 0, x, 0, n)
	}
	g.Pictures = &g.pictures
	p.Sheet = &g.Sheet
}

// shaped is the version of what depends on the target alone.
func shaped(v *lab.View) lab.Version { return lab.Version{Shape: v.Version.Shape} }

// lessons shows what a network learns from.
func (b *FrameBuilder) lessons(p *sheet, ctl *Controller) {
	b.album.lessons.show(p, ctl, ctl.Exp.Training().Draws(), shownLessons, pictured{version: shaped(ctl.Exp.View())})
}

// inkOf is the value that is drawn as ink at a noise level: 1 without noise, and else so much
// more that noise is seen as greys.
func inkOf(sigma float64) float64 { return 1 + 2*sigma }

// samples shows the particles of the first run.
func (b *FrameBuilder) samples(p *sheet, ctl *Controller) {
	v, g := ctl.Exp.View(), &b.album.samples
	step := ctl.Exp.Particles().Steps(0)
	g.pictures.Hi = inkOf(v.RunLevel(0).Sigma)
	g.pictures.Lo = -g.pictures.Hi
	g.show(p, ctl, ctl.Exp.Particles().Positions(0), shownSamples, pictured{lab.Version{Target: v.Version.Target, Shape: v.Version.Shape}, step, ctl.dissected(), v.Config.Painted})
	g.known(v.Config.Painted, ctl.dissected())
	g.Caret = ctl.manipulation.pen.caret
	g.Picked, g.Hot = ctl.dissected(), 0
	g.Cols = columns(v)
	if h := &ctl.manipulation; h.inside && h.hit.Picture >= 0 && h.hit.Panel == p.number {
		g.Hot = 1 + h.hit.Picture
	}
}

// columns are those of the samples: where each class is asked for in turn, one of each, of few
// classes as many of each as make the sheet about square, and of letters two rows; else as many
// as make pictures largest.
func columns(v *lab.View) int {
	if !v.Config.Told() || v.Config.Class != "all" {
		return 0
	}
	n := len(v.Config.Classes())
	if n > mostColumns {
		return n / 2
	}
	shown := min(v.Config.Particles, shownSamples)
	return n * max(int(math.Round(math.Sqrt(float64(shown))/float64(n))), 1)
}

// mostColumns is how many pictures beside one another can still be read.
const mostColumns = 16

// overSample is the sample under the pointer, −1 for none.
func (ctl *Controller) overSample() int {
	h := &ctl.manipulation
	if h.hit.Picture < 0 || h.hit.Panel >= len(ctl.shown.Panels) || ctl.shown.Panels[h.hit.Panel].Sheet != &ctl.builder.album.samples.Sheet {
		return -1
	}
	return h.hit.Picture
}

// look makes a sample, counted from 0, the one whose way is shown.
func (ctl *Controller) look(i int) {
	n := min(ctl.Exp.Config().Particles, shownSamples)
	ctl.dissect(1 + (i+n)%n)
}

// filmStrip shows the way of a sample from noise below all panels.
func (b *FrameBuilder) filmStrip(_ *sheet, ctl *Controller) {
	v, s := ctl.Exp.View(), &b.album.film
	at := v.Target.Pictures
	if at == nil || v.Learned.Empty() {
		return
	}
	f := v.Film(ctl.dissected() - 1)
	step := ctl.Exp.Particles().Steps(0)
	of := pictured{version: lab.Version{Target: v.Version.Target, Shape: v.Version.Shape}, step: step, sample: ctl.dissected()}
	if s.made != of || s.Film == nil {
		s.made, s.step = of, f.Step
		s.develop(v, f, at)
	}
	s.Now = -1
	for k := range f.Frames { // as far as the next level
		s.Now = float64(k)
		if k+1 < len(f.Step) && f.Step[k+1] > f.Step[k] {
			s.Now += min(float64(step-f.Step[k])/float64(f.Step[k+1]-f.Step[k]), 1) * 0.999
		}
	}
	s.Hot = 0
	if h := &ctl.manipulation; h.inside && h.hit.Level >= 0 {
		s.Hot = 1 + h.hit.Level
	}
	s.Label, s.Title = "σ = ", s.name.of(pictureWords.film.In(ctl.Lang), ctl.dissected())
	b.frame.Ladder = &s.Ladder
}

// filmNames are those of the rows; the title says what the third one is.
var filmNames = []string{"x", "E[x₀|x]", ""}

// develop makes the rows of a film.
func (s *film) develop(v *lab.View, f *lab.Film, at *lab.Pictures) {
	s.Sigmas, s.Names = append(s.Sigmas[:0], f.Sigma[:]...), filmNames
	s.Film = s.Film[:0]
	for k := range s.rows {
		lay(&s.rows[k], at, f.Frames)
		s.Film = append(s.Film, &s.rows[k])
	}
	for k := range f.Frames {
		ink := float32(inkOf(f.Sigma[k]))
		for j := range f.X.D {
			s.rows[0].At.Set(j, k, f.X.At(j, k)/ink)
			s.rows[1].At.Set(j, k, f.Mean.At(j, k))
			s.rows[2].At.Set(j, k, v.Learned.At(j, f.Nearest[k]))
		}
	}
}

// scrub goes to where the run was, or will be, at a level of the film.
func (ctl *Controller) scrub(level int) {
	step := ctl.builder.album.film.step[min(max(level, 0), lab.FilmFrames-1)]
	c := ctl.Exp.Clock()
	if step == c.Sampling {
		return
	}
	ctl.Playing = false
	c.Sampling = step
	c = ctl.Exp.Rewind(c)
	ctl.pursue(Message{}, goal{sampling: c.Sampling, training: c.Training})
}

// pictureStats are what the page is told of what a classifier says; nil without one.
func pictureStats(q *lab.PictureQuality) any {
	if q == nil {
		return nil
	}
	shares := make([]any, len(q.Shares))
	for i, v := range q.Shares {
		shares[i] = v
	}
	return map[string]any{"accuracy": q.Accuracy, "confidence": q.Confidence, "asked": q.Asked, "shares": shares, "leastShare": q.LeastShare(), "distance": q.Distance, "floor": q.Floor.High(), "noise": q.Noise}
}

// posteriorStats are what the page is told of how likely a picture is to be of each class; nil
// where that is not known.
func posteriorStats(p *lab.ClassPosterior) any {
	if p == nil {
		return nil
	}
	probabilities, logs := make([]any, len(p.Probability)), make([]any, len(p.LogProb))
	for i, v := range p.Probability {
		probabilities[i], logs[i] = v, p.LogProb[i]
	}
	return map[string]any{"sample": float64(p.Sample), "sigma": p.Sigma, "likeliest": float64(p.Likeliest()), "probabilities": probabilities, "logProb": logs}
}
