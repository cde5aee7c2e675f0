package main

import (
	"math"
	"slices"

	"github.com/scorefield/scorefield/render"
	"github.com/scorefield/scorefield/sim/lab"
	"github.com/scorefield/scorefield/sim/lab/param"
)

// charts are what the numbers beside the world are made of.
type charts struct {
	excess [][]float64 // per network: its loss above the optimum
	hist   [2]marginals
}

// marginals know what their true curves were computed for.
type marginals struct {
	render.Marginals
	target uint64
	level  lab.Level
	box    render.Rect
}

// chart makes p a chart over training steps, to be filled.
func (p *sheet) chart(ctl *Controller) *render.Curves {
	c := &p.curves
	*c = render.Curves{Series: c.Series[:0], Levels: c.Levels[:0], XLabel: words.step.In(ctl.Lang), XWhole: true}
	p.Curves = c
	return c
}

// along is what curves of training are drawn over: the steps of t, or the time
// that they have taken.
func along(c *render.Curves, ctl *Controller, t *lab.Trace) []float64 {
	if ctl.Exp.Config().TrainingAxis == "ms" {
		c.XLabel, c.XWhole = words.ms.In(ctl.Lang), false
		return t.Spent
	}
	return t.Step
}

// losses are each network's loss with the least that it can be.
func (b *FrameBuilder) losses(p *sheet, ctl *Controller) {
	c := p.chart(ctl)
	n := ctl.Exp.Training().Networks()
	if n == 1 {
		t, optimum := ctl.Exp.Training().Trace(0), ctl.Exp.Training().Optimum(0)
		if !math.IsNaN(optimum) {
			c.Levels = append(c.Levels, render.Level{Name: words.optimum.In(ctl.Lang), Y: optimum, Role: render.Truth})
		}
		c.Series = append(c.Series, lossOf(ctl, t, along(c, ctl, t), t.Loss, render.Learned))
		if f := ctl.Exp.View().ClosedForm(); f != nil && t.Objective != "ladder" { // every loss at one level is its optimum and the divergence
			b.closed.level(c, ctl, f, optimum+f.Fisher)
		}
		if !math.IsNaN(t.HeldOut[t.Last()]) {
			x := along(c, ctl, t)
			c.Series = append(c.Series, render.Series{Name: words.heldOut.In(ctl.Lang), X: x[1:], Y: t.HeldOut[1:], Role: render.Cat(1)})
		}
		return
	}
	// Losses of different objectives share an axis only above their optima.
	c.YLog = true
	h := &b.charts
	h.excess = resize(h.excess, n)
	for i := range n {
		t := ctl.Exp.Training().Trace(i)
		h.excess[i] = above(h.excess[i][:0], t.Loss, ctl.Exp.Training().Optimum(i))
		c.Series = append(c.Series, lossOf(ctl, t, along(c, ctl, t), h.excess[i], render.Cat(i)))
	}
}

// lossOf is the curve of y over x; the first value is before any step.
func lossOf(ctl *Controller, t *lab.Trace, x, y []float64, role render.Role) render.Series {
	return render.Series{Name: ctl.choice(param.Objectives, t.Objective), X: x[1:], Y: y[1:], Role: role}
}

// above appends y − base to dst.
func above(dst, y []float64, base float64) []float64 {
	for _, v := range y {
		dst = append(dst, v-base)
	}
	return dst
}

// yardstick is the Fisher divergence of every network to the truth.
func (b *FrameBuilder) yardstick(p *sheet, ctl *Controller) {
	c := p.chart(ctl)
	c.YLog = true
	for i := range ctl.Exp.Training().Networks() {
		t := ctl.Exp.Training().Trace(i)
		c.Series = append(c.Series, render.Series{Name: ctl.choice(param.Objectives, t.Objective), X: along(c, ctl, t), Y: t.Fisher, Role: render.Cat(i)})
	}
	if f := ctl.Exp.View().ClosedForm(); f != nil {
		b.closed.level(c, ctl, f, f.Fisher)
	}
}

// parts is explicit minus implicit loss, which is one constant for every model.
func (b *FrameBuilder) parts(p *sheet, ctl *Controller) {
	c := p.chart(ctl)
	h := ctl.Exp.Training().Identity()
	c.YLabel = words.value.In(ctl.Lang)
	c.Series = append(c.Series,
		render.Series{Name: ctl.choice(param.Objectives, "explicit"), X: h.Step, Y: h.Explicit, Role: render.Cat(0)},
		render.Series{Name: ctl.choice(param.Objectives, "implicit"), X: h.Step, Y: h.Implicit, Role: render.Cat(1)},
		render.Series{Name: words.difference.In(ctl.Lang), X: h.Step, Y: h.Difference, Role: render.Cat(2)})
	if len(h.Step) > 0 {
		c.Levels = append(c.Levels, render.Level{Name: "½E‖s‖²", Y: h.Constant, Role: render.Truth})
	}
}

// slices is the running mean of vᵀJv over many v at the picked point, with the
// exact trace.
func (b *FrameBuilder) slices(p *sheet, ctl *Controller) {
	c := p.chart(ctl)
	s := ctl.Exp.View().TraceEstimates(ctl.Exp.Config().PointX, ctl.Exp.Config().PointY)
	c.XLog, c.XLabel, c.YLabel = true, words.directions.In(ctl.Lang), words.traces.In(ctl.Lang)
	laws, _ := param.Find("projection")
	for i, law := range s {
		at := slices.IndexFunc(laws.Options, func(o param.Option) bool { return o.Value == law.Name })
		c.Series = append(c.Series, render.Series{Name: laws.Options[at].Label.In(ctl.Lang), X: law.Count, Y: law.Mean, Role: render.Cat(i)})
	}
	if len(s) > 0 {
		c.Levels = append(c.Levels, render.Level{Name: words.trace.In(ctl.Lang), Y: s[0].Trace, Role: render.Truth})
		c.Y0, c.Y1 = s[0].Trace-3*s[0].Deviation/2, s[0].Trace+3*s[0].Deviation/2
	}
}

const bins = 48 // of the marginal along the shorter side of what is visible

// histograms are the marginals of the panel's particles with the true ones, which fill computes.
func (b *FrameBuilder) histograms(p *sheet, ctl *Controller) {
	if ctl.Exp.Config().Marginals != "on" {
		return
	}
	for k := range b.clouds {
		if len(p.Particles) > 0 && p.Particles[0] == &b.clouds[k].Particles {
			p.Marginals = &b.charts.hist[k].Marginals
		}
	}
}

// marginals counts the particles of both runs along the axes, over what is visible; the true curves are
// integrals and are computed only where they are others.
func (b *FrameBuilder) marginals(ctl *Controller, box render.Rect) {
	for k := range b.charts.hist {
		m, shown := &b.charts.hist[k], false
		for i := range b.frame.Panels {
			shown = shown || b.frame.Panels[i].Marginals == &m.Marginals
		}
		if !shown {
			continue
		}
		target, level := ctl.Exp.View().Version.Target, rounded(ctl, k, curveLevels)
		fresh := m.box != box || m.target != target || m.level != level
		m.box, m.target, m.level = box, target, level
		nx, ny := shape(box, bins)
		if o := &b.charts.hist[0]; k > 0 && fresh && o.box == box && o.target == target && o.level == level { // both follow the same
			m.X.Curve, m.Y.Curve = append(m.X.Curve[:0], o.X.Curve...), append(m.Y.Curve[:0], o.Y.Curve...)
			fresh = false
		}
		marginal(&m.X, ctl.Exp, k, 0, nx, box.X0, box.X1, fresh)
		marginal(&m.Y, ctl.Exp, k, 1, ny, box.Y0, box.Y1, fresh)
	}
}

func marginal(m *render.Marginal, exp *lab.Experiment, run, axis, bins int, lo, hi float64, fresh bool) {
	m.Lo, m.Hi = lo, hi
	m.Bins = resize(m.Bins, bins)
	exp.View().Histogram(m.Bins, run, axis, lo, hi)
	if fresh {
		m.Curve = resize(m.Curve, 2*bins+1)
		exp.View().Marginal(m.Curve, followed(exp.View(), run), axis, lo, hi)
	}
}
