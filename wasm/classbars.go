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
	later     param.Label // before the first round has ended
	posterior param.Label // of a sample, and of what is painted
	painted   param.Label
}{
	shares:    param.Label{EN: "rarest class of samples: %s% (lines: %s%, %s%)", ZH: "样本最少的一类占 %s%（横线：%s%、%s%）"},
	later:     param.Label{EN: "classes of samples: after the first round", ZH: "样本的类别：首轮结束后给出"},
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
	balance           balanceTitle
	said              posteriorTitle
}

// balanceTitle is the text above the shares of classes, and what it was made of.
type balanceTitle struct {
	lang        string
	least, even float64
	text        string
}

// of is the text for the least share, negative where there is none yet.
func (t *balanceTitle) of(lang string, least, even float64) string {
	if made := (balanceTitle{lang, least, even, t.text}); t.text != "" && *t == made {
		return t.text
	}
	*t = balanceTitle{lang, least, even, classWords.later.In(lang)}
	if least >= 0 {
		t.text = fill(classWords.shares.In(lang), decimals(100*least, 0), decimals(100*even, 0), decimals(100*leastOfEven*even, 0))
	}
	return t.text
}

// posteriorTitle is the text above a posterior, and what it was made of.
type posteriorTitle struct {
	lang, likelihood, classes string
	sample, done              int
	of                        *lab.ClassPosterior
	text                      string
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
	least := -1.0
	if len(s.Shares) > 0 {
		least = slices.Min(s.Shares)
	}
	s.Title = b.classes.balance.of(ctl.Lang, least, even)
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
	s.Title = b.classes.said.title(ctl.Lang, &c, found, done)
	p.Bars = append(p.Bars, s)
}

// title is the text: what the posterior is of, and the likeliest class or how far it has come.
func (t *posteriorTitle) title(lang string, c *lab.Config, found *lab.ClassPosterior, done int) string {
	made := posteriorTitle{lang: lang, likelihood: c.Likelihood, classes: c.Classes(), sample: c.Dissect, done: done, of: found, text: t.text}
	if t.text != "" && *t == made {
		return t.text
	}
	*t = made
	t.text = classWords.painted.In(lang)
	if c.Likelihood == "sample" {
		t.text = fill(classWords.posterior.In(lang), strconv.Itoa(c.Dissect))
	}
	switch {
	case found != nil:
		k := found.Likeliest()
		t.text += ": " + c.Classes()[k:k+1] + ", " + decimals(100*found.Probability[k], 1) + "%"
	case done > 0:
		t.text += ": " + strconv.Itoa(100*done/lab.PosteriorSteps) + "% …"
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
	budget := ctl.budget
	if ctl.learning() {
		budget = min(budget, learningBudget)
	}
	for deadline := ctl.slicer.Now().Add(budget); ctl.Exp.View().WeighClasses() && ctl.slicer.Now().Before(deadline); {
		ctl.slicer.Yield()
	}
}
