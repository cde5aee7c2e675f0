package main

import (
	"slices"
	"strconv"

	"github.com/scorefield/scorefield/render"
	"github.com/scorefield/scorefield/sim/lab"
	"github.com/scorefield/scorefield/sim/lab/param"
)

// classWords are what stands above the bars of classes.
var classWords = struct {
	shares    param.Label // of the samples of the last round: the least, what is even and what is asked for
	posterior param.Label // of a sample, and of what is painted
	painted   param.Label
}{
	shares:    param.Label{EN: "rarest class of samples: %s % (lines: %s %, %s %)", ZH: "样本最少的一类占 %s%（横线：%s%、%s%）"},
	posterior: param.Label{EN: "p(class | sample %s)", ZH: "p(类别 | 第 %s 个样本)"},
	painted:   param.Label{EN: "p(class | painted)", ZH: "p(类别 | 所画)"},
}

// leastOfEven is the part of an even share that each class is to have at least: 4 % of ten.
const leastOfEven = 0.4

// classBars are the rows of bars below the loss of pictures.
type classBars struct {
	shares, posterior render.Bars
	names             []string // of the classes
	of                string   // that they are of
	balance           filled
	said              posteriorSaid
}

// posteriorSaid is what the title of a posterior was made of, and the title.
type posteriorSaid struct {
	of   *lab.ClassPosterior
	done int
	name string
	text string
}

// filled is a form with values in its places.
type filled struct {
	form   string
	values [3]string
	text   string
}

// of is the text, of a form that has three places.
func (t *filled) of(form string, values ...string) string {
	if v := [3]string(values); t.form != form || t.values != v {
		*t = filled{form, v, fill(form, values...)}
	}
	return t.text
}

// named are the names of the classes.
func (b *classBars) named(c *lab.Config) []string {
	if of := c.Classes(); b.of != of {
		b.of, b.names = of, nil
		for _, r := range of {
			b.names = append(b.names, string(r))
		}
	}
	return b.names
}

// classShares puts the shares of classes among the samples of the last round on a panel.
func (b *FrameBuilder) classShares(p *sheet, ctl *Controller) {
	v, c := ctl.Exp.View(), ctl.Exp.Config()
	if v.Target.Pictures == nil || p.Curves == nil || !ctl.Exp.Judges() {
		return
	}
	s := &b.classes.shares
	s.Names, s.Shares, s.Role = b.classes.named(&c), b.round.shares, render.Ink
	even := 1 / float64(len(s.Names))
	s.Lines = append(s.Lines[:0], even, leastOfEven*even)
	least := "–"
	if len(s.Shares) > 0 {
		least = decimals(100*slices.Min(s.Shares), 0)
	}
	s.Title = b.classes.balance.of(classWords.shares.In(ctl.Lang), least, decimals(100*even, 0), decimals(100*leastOfEven*even, 0))
	p.Bars = append(p.Bars, s)
}

// classPosterior puts how likely one picture is to be of each class on a panel, where the
// settings ask for that.
func (b *FrameBuilder) classPosterior(p *sheet, ctl *Controller) {
	v, c := ctl.Exp.View(), ctl.Exp.Config()
	if v.Target.Pictures == nil || p.Curves == nil || !c.Told() || c.Likelihood == "off" {
		return
	}
	s, found, done := &b.classes.posterior, (*lab.ClassPosterior)(nil), 0
	found, done = v.Posterior()
	*s = render.Bars{Names: b.classes.named(&c), Top: 1, Best: true, Role: render.Learned}
	if found != nil {
		s.Shares = found.Probability
	}
	s.Title = b.classes.said.title(ctl, found, done)
	p.Bars = append(p.Bars, s)
}

// title is the text above a posterior: what it is of, and the likeliest class or how far it has
// come.
func (t *posteriorSaid) title(ctl *Controller, found *lab.ClassPosterior, done int) string {
	c := ctl.Exp.Config()
	name := classWords.painted.In(ctl.Lang)
	if c.Likelihood == "sample" {
		name = fill(classWords.posterior.In(ctl.Lang), strconv.Itoa(c.Dissect))
	}
	if t.text != "" && t.of == found && t.done == done && t.name == name {
		return t.text
	}
	*t = posteriorSaid{of: found, done: done, name: name, text: name}
	switch {
	case found != nil:
		k := found.Likeliest()
		t.text += ": " + c.Classes()[k:k+1] + ", " + decimals(100*found.Probability[k], 1) + " %"
	case done > 0:
		t.text += ": " + strconv.Itoa(100*done/lab.PosteriorSteps) + " % …"
	}
	return t.text
}

// weighs reports whether the posterior of a picture is wanted that is at rest: it is found a
// step a frame or more, and whatever changes the picture ends that.
func (ctl *Controller) weighs() bool {
	if ctl.Exp.Config().Likelihood == "off" || ctl.goal.active || ctl.Playing && !(ctl.Exp.Scene().Rounds && ctl.roundOver()) {
		return false
	}
	return ctl.Exp.View().WantsPosterior()
}

// weigh goes on with it.
func (ctl *Controller) weigh() {
	ctl.Changed = true
	for deadline := ctl.slicer.Now().Add(ctl.budget); ctl.Exp.View().WeighClasses() && ctl.slicer.Now().Before(deadline); {
		ctl.slicer.Yield()
	}
}
