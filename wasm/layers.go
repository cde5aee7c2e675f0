package main

import (
	"math"
	"slices"
	"strconv"

	"github.com/scorefield/scorefield/render"
	"github.com/scorefield/scorefield/sim/lab"
	"github.com/scorefield/scorefield/sim/lab/scene"
)

// layers put what a scene's panel shows on it.
var layers = [...]func(b *FrameBuilder, p *sheet, ctl *Controller){
	scene.Density:       (*FrameBuilder).target,
	scene.TrueArrows:    func(b *FrameBuilder, p *sheet, ctl *Controller) { b.arrows(p, ctl, wantTruth) },
	scene.LearnedArrows: (*FrameBuilder).learnedArrows,
	scene.ErrorMap:      (*FrameBuilder).errors,
	scene.ParticlesA:    func(b *FrameBuilder, p *sheet, ctl *Controller) { b.cloud(p, ctl, 0) },
	scene.ParticlesB:    func(b *FrameBuilder, p *sheet, ctl *Controller) { b.cloud(p, ctl, 1) },
	scene.Handles:       (*FrameBuilder).handles,
	scene.Histograms:    (*FrameBuilder).histograms,
	scene.Paths:         (*FrameBuilder).paths,
	scene.DataPoints:    (*FrameBuilder).points,
	scene.Curves:        (*FrameBuilder).losses,
	scene.Yardstick:     (*FrameBuilder).yardstick,
	scene.Parts:         (*FrameBuilder).parts,
	scene.Slices:        (*FrameBuilder).slices,
	scene.PickedPoint:   (*FrameBuilder).pickedPoint,
	scene.Strip:         (*FrameBuilder).ladder,
	scene.ShareGauge:    (*FrameBuilder).gauges,
	scene.LevelClock:    (*FrameBuilder).clock,
	scene.Meter:         (*FrameBuilder).stability,
	scene.Minibatch:     (*FrameBuilder).minibatch,
	scene.Ghost:         (*FrameBuilder).ghost,
	scene.Progress:      (*FrameBuilder).outlook,
	scene.TimeClock:     (*FrameBuilder).time,
	scene.OnePath:       (*FrameBuilder).path,

	scene.TrainingPictures: (*FrameBuilder).lessons,
	scene.SamplePictures:   (*FrameBuilder).samples,
	scene.ClassShares:      (*FrameBuilder).classShares,
	scene.ClassPosterior:   (*FrameBuilder).classPosterior,
	scene.Film:             (*FrameBuilder).filmStrip,
}

// shared reports whether a layer lies below all panels and is on none.
func shared(l scene.Layer) bool {
	return l == scene.Strip || l == scene.ShareGauge || l == scene.Film
}

// lone reports whether a scene has one panel, beside what lies below all panels.
func lone(s scene.Scene) bool {
	n := 0
	for _, p := range s.Panels {
		if !slices.ContainsFunc(p.Layers, shared) {
			n++
		}
	}
	return n == 1
}

// masses are the shares of probability that contour lines enclose.
var masses = []float64{0.1, 0.3, 0.5, 0.7, 0.9, 0.99}

// target shows the density as colour and as lines.
func (b *FrameBuilder) target(p *sheet, ctl *Controller) {
	c := ctl.Exp.Config()
	b.want[wantDensity+p.run] = true
	switch {
	case c.Heat == "off":
	case c.Heat == "learned" && p.learned:
		b.want[wantLearnedLog] = true
		p.heat = render.Heat{Grid: &b.learnedLog.Grid, Map: render.DensityMap, Logs: true, Scale: render.Log, Bar: true, Label: "pθ"}
		p.Heat = &p.heat
	case c.Heat == "curl" && p.learned:
		b.want[wantCurl] = true
		p.heat = render.Heat{Grid: &b.curl.Grid, Map: render.SignedMap, Bar: true, Label: "∂sy/∂x − ∂sx/∂y"}
		p.Heat = &p.heat
	default:
		p.heat = render.Heat{Grid: &b.density[p.run].Grid, Map: render.DensityMap, Logs: true}
		if c.Heat == "log" {
			p.heat.Scale = render.Log
		}
		p.heat.Bar, p.heat.Label = true, "p"
		if q := ctl.Exp.View().OwnPoints(); q != nil {
			p.heat.Unit = q.Centring.Scale[0] * q.Centring.Scale[1]
		}
		p.Heat = &p.heat
	}
	if c.Contours == "on" {
		b.contours(p, p.alone && c.Density != "data", render.Muted)
		if p.contours.Labels && b.frame.Width >= roomy {
			p.Legend = append(p.Legend, render.LegendItem{Name: words.mass.In(ctl.Lang), Role: render.Muted})
		}
	}
	if v := ctl.Exp.View(); c.Flow == "on" && followed(v, p.run) == v.Level() {
		b.want[wantDrift] = true
		p.flow = render.Flow{Streaks: &b.streaks, Role: render.Drift}
		p.Flow = &p.flow
		p.Legend = append(p.Legend, render.LegendItem{Name: words.flow.In(ctl.Lang), Role: render.Drift})
	}
}

// roomy is the width from which a picture has room for what explains itself on a
// second look.
const roomy = 480

// contours puts the density's lines on a panel.
func (b *FrameBuilder) contours(p *sheet, labels bool, role render.Role) {
	p.contours = render.Contours{Grid: &b.density[p.run].Grid, Logs: true, Mass: masses, Labels: labels, Role: role}
	p.Contours = &p.contours
}

// errors shows where the learned score is how far from the true one, with the
// density's lines above it. The scale is the same at every step, so that one sees
// the error shrink.
func (b *FrameBuilder) errors(p *sheet, _ *Controller) {
	b.want[wantMistake], b.want[wantDensity] = true, true
	p.heat = render.Heat{Grid: &b.mistake.shown.Grid, Map: render.ErrorMap, Scale: render.Log, Lo: 0.1, Hi: 10, Steps: 6, Bar: true}
	p.Heat = &p.heat
	b.contours(p, false, render.Ink)
}

// arrows shows the true or the learned score where the settings ask for it.
func (b *FrameBuilder) arrows(p *sheet, ctl *Controller, which int) {
	n, show, in := len(p.Arrows), ctl.Exp.Config().Arrows, ctl.Lang
	if show == "off" || n == len(p.arrows) {
		return
	}
	a := &p.arrows[n]
	switch {
	case show == "mean":
		if v := ctl.Exp.View(); v.Sigma() == 0 {
			p.Note = words.noNoise.In(in) // and there is no way to go
		}
		if which == wantTruth {
			b.want[wantTrueMean] = true
			*a = render.Arrows{Field: &b.means[0].Field, Displaced: true, Role: render.Truth, Name: words.trueMean.In(in)}
		} else {
			b.want[wantLearnedMean] = true
			*a = render.Arrows{Field: &b.means[1].Field, Displaced: true, Role: render.Learned, Name: words.learnedMean.In(in)}
		}
	case which == wantLearned && show == "difference": // from the tip of the true arrow to that of the learned
		b.want[wantTruth], b.want[wantLearned] = true, true
		*a = render.Arrows{Field: &b.learned.Field, From: &b.truth.Field, Role: render.Alarm, Name: words.mistake.In(in)}
	case which == wantTruth:
		b.want[wantTruth] = true
		*a = render.Arrows{Field: &b.truth.Field, Role: render.Truth, Name: words.truth.In(in)}
	default:
		b.want[wantLearned] = true
		*a = render.Arrows{Field: &b.learned.Field, Role: render.Learned, Name: words.learned.In(in)}
	}
	a.Legend = p.alone && !a.Displaced && b.frame.Width >= roomy // how long an arrow of ‖s‖ = 1 is, say
	p.Arrows = append(p.Arrows, a)
	if n > 0 { // the first is a background for the second
		p.arrows[0].Weak = true
	}
}

// learnedArrows shows the network's score, and that of the fit beside it.
func (b *FrameBuilder) learnedArrows(p *sheet, ctl *Controller) {
	b.arrows(p, ctl, wantLearned)
	f := ctl.Exp.View().ClosedForm()
	if f == nil {
		return
	}
	if f.Err != nil {
		p.Note = words.noFit.In(ctl.Lang)
		return
	}
	if show, n := ctl.Exp.Config().Arrows, len(p.Arrows); show != "off" && show != "mean" && n < len(p.arrows) {
		b.want[wantClosed] = true
		p.arrows[n] = render.Arrows{Field: &b.closed.Field, Role: closedRole, Name: b.closed.name(ctl, f)}
		p.Arrows = append(p.Arrows, &p.arrows[n])
	}
}

// cloud is what a run's particles need beside their positions.
type cloud struct {
	render.Particles
	trail    render.Trail
	step     int // that the trail has come to
	followed int // particles that it is of
	labels   []uint8
	values   []float32
	counts   render.Counts
	ages     ages
}

// longest is how many strides of noise at least must fit into the half view:
// jumps right across leave no trail but a tangle.
const longest = 12

// cloud shows the particles of run k.
func (b *FrameBuilder) cloud(p *sheet, ctl *Controller, k int) {
	if ctl.Exp.Particles().Positions(k).Empty() {
		return
	}
	if k == 0 {
		b.numbers(p, ctl)
	}
	at, step := ctl.Exp.View().Picture(k)
	c := ctl.Exp.Config()
	cl := &b.clouds[k]
	cl.At, cl.Role, cl.Trail, cl.Color, cl.Fade = at, render.Ink, nil, render.Plain, -1
	cl.Weak, cl.Name = false, ""
	if ctl.Exp.Scene().Coupled {
		cl.Role, cl.Name = render.Learned, words.followers.In(ctl.Lang)
	}
	if c.Trails == "on" && ctl.Exp.View().NoiseScale(k) < b.frame.View.Half/longest {
		cl.Trail, cl.Fade = &cl.trail, 0
	}
	p.Particles = append(p.Particles, &cl.Particles)
	if !cl.counted(ctl, k) {
		cl.follow(step)
		if at.N <= render.DiscLimit { // more are counted, and have no colours
			b.colour(p, cl, ctl, k, c.Colour)
		}
		if step == ctl.Exp.Particles().Steps(k) {
			b.dissect(p, ctl, k)
			b.neighbours(p, ctl, k)
		}
	}
	if c.Colour != "plain" && at.N > render.DiscLimit {
		p.Note = words.uncoloured.In(ctl.Lang)
	}
	if r := ctl.Exp.Particles().Run(k); r.Frozen {
		p.Note = words.diverged.In(ctl.Lang)
		if step < ctl.Exp.Particles().Steps(k) { // not so where workers have the particles, and after a checkpoint
			p.Note = words.lost.In(ctl.Lang)
		}
	}
}

// ghost shows the particles of the second run faintly: what those of the first would do
// by the exact score, or another sampler.
func (b *FrameBuilder) ghost(p *sheet, ctl *Controller) {
	n := len(p.Particles)
	if b.cloud(p, ctl, 1); len(p.Particles) == n {
		return
	}
	cl := &b.clouds[1]
	cl.Weak, cl.Trail, cl.Fade, cl.Color, cl.Role, cl.Name = true, nil, -1, render.Plain, render.Truth, words.ghost.In(ctl.Lang)
}

// follow adds the positions at step to the trail, which only unbroken steps
// make longer.
func (cl *cloud) follow(step int) {
	if step == cl.step && cl.followed == cl.At.N && cl.Stamp != 0 {
		return
	}
	if step != cl.step+1 {
		cl.trail.Clear()
	}
	if cl.At.N <= render.DiscLimit { // the trails of more are those of their counts
		cl.trail.Push(cl.At)
	}
	cl.step, cl.followed = step, cl.At.N
	cl.Stamp++
}

// colour says what a particle's colour tells.
func (b *FrameBuilder) colour(p *sheet, cl *cloud, ctl *Controller, k int, by string) {
	if by != "age" {
		cl.ages.forget()
	}
	switch by {
	case "mode":
		cl.labels = resize(cl.labels, cl.At.N)
		if ctl.Exp.View().Modes(cl.labels, cl.At) {
			cl.Color, cl.Class = render.ByClass, cl.labels
		} else {
			p.Note = words.modeless.In(ctl.Lang)
		}
	case "chain":
		cl.labels = resize(cl.labels, cl.At.N)
		for i := range cl.labels {
			cl.labels[i] = uint8(i % 8)
		}
		cl.Color, cl.Class = render.ByClass, cl.labels
	case "speed":
		cl.values = resize(cl.values, cl.At.N)
		ctl.Exp.View().Speeds(cl.values, k)
		cl.Color, cl.Value = render.ByValue, cl.values
		cl.Values = render.ValueScale{Name: words.speed.In(ctl.Lang), Hi: math.Inf(1)}
	case "age":
		cl.labels = resize(cl.labels, cl.At.N)
		if !ctl.Exp.View().Modes(cl.labels, cl.At) {
			clear(cl.labels) // one mode
		}
		cl.ages.grow(ctl.Exp.Particles().Steps(k), cl.labels)
		cl.Color, cl.Value = render.ByValue, cl.ages.shares()
		cl.Values = render.ValueScale{Name: words.age.In(ctl.Lang), Hi: math.Inf(1)}
	}
}

// dataName is what the points are called: with how many of them are shown, where these are not
// all of a data set that was drawn.
func (b *FrameBuilder) dataName(ctl *Controller, shown int, drawn bool) string {
	name, all := words.data.In(ctl.Lang), ctl.Exp.Config().Dataset
	if !drawn || all <= shown {
		return name
	}
	if of := [2]int{shown, all}; b.some.of != of || b.some.name != name {
		b.some.of, b.some.name = of, name
		b.some.text = name + " (" + strconv.Itoa(shown) + " / " + strconv.Itoa(all) + ")"
	}
	return b.some.text
}

// drawRadius is that of the rings of a network's data points, which lie under
// arrows and over maps.
const drawRadius = 2.2

// points shows the reader's data, or what a network learns from.
func (b *FrameBuilder) points(p *sheet, ctl *Controller) {
	at, weights := ctl.Exp.View().Data()
	if at.Empty() {
		at = ctl.Exp.Training().Draws()
	}
	if at.Empty() {
		return
	}
	b.data.At, b.data.Hollow, b.data.Role, b.data.Weights, b.data.Name = at, true, render.Muted, weights, b.dataName(ctl, at.N, weights == nil)
	b.data.Radius = 0
	if weights == nil {
		b.data.Radius = drawRadius
		if b.frame.Width < roomy {
			b.data.Radius = drawRadius / 1.5
		}
	}
	p.Data = &b.data.Particles
}

// time shows how far the process of the panel's run has come.
func (b *FrameBuilder) time(p *sheet, ctl *Controller) {
	v := ctl.Exp.View()
	if t, ok := v.Time(p.run); ok {
		p.clock = render.Clock{T: t, Sigma: v.RunLevel(p.run).Sigma}
		p.Clock = &p.clock
	}
}

// minibatch lights up the points that a network learned from in the last step.
func (b *FrameBuilder) minibatch(p *sheet, ctl *Controller) {
	at := ctl.Exp.Training().Minibatch()
	if at.Empty() {
		return
	}
	b.batch.At, b.batch.Role, b.batch.Name = at, render.Drift, words.batch.In(ctl.Lang)
	b.batch.Radius = b.data.Radius
	p.Particles = append(p.Particles, &b.batch.Particles)
}

// handles shows the components of the mixture; those of a preset become the
// reader's own at the first drag. Particles that have come to a mean are seen.
func (b *FrameBuilder) handles(p *sheet, ctl *Controller) {
	b.own = ctl.Exp.View().AppendComponents(b.own[:0])
	for i, c := range b.own {
		p.Handles = append(p.Handles, ctl.manipulation.marked(i, render.Handle{X: c.Mean[0], Y: c.Mean[1], Cov: c.Cov, Weight: c.Weight, Hollow: len(p.Particles) > 0}))
	}
}

// pickedPoint marks the place that the scene is about.
func (b *FrameBuilder) pickedPoint(p *sheet, ctl *Controller) {
	c := ctl.Exp.Config()
	p.Handles = append(p.Handles, ctl.manipulation.marked(0, render.Handle{X: c.PointX, Y: c.PointY, MarkerOnly: true}))
}

// stability shows ε against the limit 2v of the narrowest component.
func (b *FrameBuilder) stability(p *sheet, ctl *Controller) {
	limit := ctl.Exp.View().StepLimit(0)
	if !(limit > 0) {
		return
	}
	b.meter = render.Meter{Epsilon: ctl.Exp.Config().Epsilon, Limit: limit, Numbers: true}
	p.Meter = &b.meter
}

// gauges puts the share of the heavy mode below the panels that show a run.
func (b *FrameBuilder) gauges(_ *sheet, ctl *Controller) {
	for i := range b.frame.Panels {
		p := &b.frame.Panels[i]
		for k := range b.clouds {
			cl := &b.clouds[k].Particles
			if !slices.Contains(p.Particles, cl) {
				continue
			}
			truth, lo, hi, ok := ctl.Exp.View().TrueShare(k)
			if !ok {
				return
			}
			name := cl.Name
			if name == "" {
				name = words.share.In(ctl.Lang)
			}
			p.Gauges = append(p.Gauges, render.Gauge{Name: name, Share: ctl.Exp.Particles().Run(k).Share, Truth: truth, Lo: lo, Hi: hi, Role: cl.Role})
		}
	}
}

// clock shows where on the ladder the annealed run is, and without one where the σ
// is at which particles follow a network of all levels.
func (b *FrameBuilder) clock(_ *sheet, ctl *Controller) {
	s := &b.strip
	s.Sigmas, s.Now = ctl.Exp.View().Ladder(s.Sigmas[:0])
	switch c := ctl.Exp.Config(); {
	case len(s.Sigmas) > 0:
		b.multiples(ctl)
	case c.Score == "learned" && c.Objective == "ladder":
		b.ladder(nil, ctl)
		slices.Reverse(s.Sigmas)
		slices.Reverse(s.Grids)
		if s.Now >= 0 {
			s.Now = float64(len(s.Sigmas)) - s.Now
		}
	}
}

// strip is the row of small multiples over σ.
type strip struct {
	render.Ladder
	grids []grid
	title struct { // of some of the levels
		form      string
		some, all int
		text      string
	}
}

const (
	stripNodes = 40
	// mostMultiples is how many levels a strip shows at most: more have no room for
	// a picture, and the density of each is some thousand points.
	mostMultiples = 40
	// stripDecades is how far below the greatest density of all its levels a strip's
	// colours reach.
	stripDecades = 4
)

// ladder shows the density at every level and where σ lies among them.
func (b *FrameBuilder) ladder(_ *sheet, ctl *Controller) {
	s := &b.strip
	s.Sigmas, s.Now = ctl.Exp.View().AppendLevels(s.Sigmas[:0]), ctl.Exp.View().LevelOf(ctl.Exp.Config().Sigma)
	b.multiples(ctl)
}

// thin leaves so many of the strip's levels, evenly and with both ends, where there are
// more, and says so. A level that is left stands for those up to the next.
func (s *strip) thin(most int, form string) {
	all := len(s.Sigmas)
	if all <= most {
		return
	}
	place := func(k int) int { return k * (all - 1) / (most - 1) }
	now := s.Now
	for k := range most {
		first, next := place(k), all
		if k+1 < most {
			next = place(k + 1)
		}
		if s.Sigmas[k] = s.Sigmas[first]; now >= float64(first) && now <= float64(next) {
			s.Now = float64(k) + (now-float64(first))/float64(next-first)
		}
	}
	s.Sigmas = s.Sigmas[:most]
	if t := &s.title; t.form != form || t.some != most || t.all != all {
		t.form, t.some, t.all = form, most, all
		t.text = s.Title + fill(form, strconv.Itoa(most), strconv.Itoa(all))
	}
	s.Title = s.title.text
}

// multiples fills the strip with the density at each of its levels.
func (b *FrameBuilder) multiples(ctl *Controller) {
	s, v := &b.strip, b.frame.View
	s.Title = words.strip.In(ctl.Lang)
	s.thin(mostMultiples, words.someLevels.In(ctl.Lang))
	box := render.Rect{X0: v.CX - v.Half, Y0: v.CY - v.Half, X1: v.CX + v.Half, Y1: v.CY + v.Half}
	s.grids = resize(s.grids, len(s.Sigmas))
	s.Grids = s.Grids[:0]
	peak := math.Inf(-1)
	for i, sigma := range s.Sigmas {
		g := &s.grids[i]
		if g.stale(lab.Version{Shape: ctl.Exp.View().Version.Shape, Level: lab.Level{Alpha: 1, Sigma: sigma}}, box, stripNodes, stripNodes) {
			ctl.Exp.View().LogDensityAt(g.Values, g.nodes, sigma)
		}
		s.Grids = append(s.Grids, &g.Grid)
		peak = max(peak, float64(slices.Max(g.Values)))
	}
	s.Logs, s.Hot, s.Label, s.Peaks = true, 0, "σ = ", true
	s.Scale, s.Hi = render.Log, math.Exp(peak)
	s.Lo = s.Hi * math.Pow(10, -stripDecades)
	b.frame.Ladder = &s.Ladder
}
