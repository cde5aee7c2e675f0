package main

import (
	"github.com/scorefield/scorefield/render"
	"github.com/scorefield/scorefield/sim/lab"
	"github.com/scorefield/scorefield/sim/lab/scene"
)

// layers put what a scene's panel shows on it.
var layers = [...]func(e *Easel, p *sheet, d *Desk){
	scene.Density:       (*Easel).target,
	scene.TrueArrows:    func(e *Easel, p *sheet, d *Desk) { e.arrows(p, d, wantTruth) },
	scene.LearnedArrows: func(e *Easel, p *sheet, d *Desk) { e.arrows(p, d, wantLearned) },
	scene.ErrorMap:      (*Easel).errors,
	scene.ParticlesA:    func(e *Easel, p *sheet, d *Desk) { e.cloud(p, d, 0) },
	scene.ParticlesB:    func(e *Easel, p *sheet, d *Desk) { e.cloud(p, d, 1) },
	scene.Handles:       (*Easel).handles,
	scene.Histograms:    (*Easel).histograms,
	scene.Paths:         (*Easel).paths,
	scene.DataPoints:    (*Easel).points,
	scene.Curves:        (*Easel).losses,
	scene.Yardstick:     (*Easel).yardstick,
	scene.Parts:         (*Easel).parts,
	scene.Slices:        (*Easel).slices,
	scene.Strip:         (*Easel).ladder,
	scene.ShareGauge:    (*Easel).gauges,
	scene.LevelClock:    (*Easel).clock,
	scene.Meter:         (*Easel).stability,
}

// shared reports whether a layer lies below all panels and is on none.
func shared(l scene.Layer) bool { return l == scene.Strip || l == scene.ShareGauge }

// masses are the shares of probability that contour lines enclose.
var masses = []float64{0.1, 0.3, 0.5, 0.7, 0.9, 0.99}

// target shows the density as colour and as lines.
func (e *Easel) target(p *sheet, d *Desk) {
	c := d.Exp.Config()
	e.want[wantDensity] = true
	if c.Heat != "off" {
		p.heat = render.Heat{Grid: &e.density.Grid, Map: render.DensityMap, Logs: true}
		if c.Heat == "log" {
			p.heat.Scale = render.Log
		}
		p.Heat = &p.heat
	}
	if c.Contours == "on" {
		p.contours = render.Contours{Grid: &e.density.Grid, Logs: true, Mass: masses, Labels: len(e.frame.Panels) == 1 && c.Density != "data", Role: render.Muted}
		p.Contours = &p.contours
	}
	if c.Flow == "on" {
		e.want[wantDrift] = true
		p.flow = render.Flow{Streaks: &e.streaks, Role: render.Drift}
		p.Flow = &p.flow
	}
}

// errors shows where the learned score is how far from the true one.
func (e *Easel) errors(p *sheet, _ *Desk) {
	e.want[wantMistake] = true
	p.heat = render.Heat{Grid: &e.mistake.Grid, Map: render.ErrorMap, Scale: render.Log, Lo: 0.01, Hi: 100, Bar: true}
	p.Heat = &p.heat
}

// arrows shows the true or the learned score where the settings ask for it.
func (e *Easel) arrows(p *sheet, d *Desk, which int) {
	n, show := len(p.Arrows), d.Exp.Config().Arrows
	if show == "off" || n == len(p.arrows) {
		return
	}
	e.want[which] = true
	a := &p.arrows[n]
	switch {
	case which == wantLearned && show == "difference": // from the tip of the true arrow to that of the learned
		e.want[wantTruth] = true
		*a = render.Arrows{Field: &e.learned.Field, From: &e.truth.Field, Role: render.Alarm, Name: "error"}
	case which == wantTruth:
		*a = render.Arrows{Field: &e.truth.Field, Role: render.Truth, Name: "true"}
	default:
		*a = render.Arrows{Field: &e.learned.Field, Role: render.Learned, Name: "learned"}
	}
	p.Arrows = append(p.Arrows, a)
	if n > 0 { // the first is a background for the second
		p.arrows[0].Weak = true
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
func (e *Easel) cloud(p *sheet, d *Desk, k int) {
	at := d.Exp.Particles(k)
	if at.Empty() {
		return
	}
	c := d.Exp.Config()
	cl := &e.clouds[k]
	cl.At, cl.Role, cl.Trail, cl.Color, cl.Fade = at, render.Ink, nil, render.Plain, -1
	if c.Trails == "on" && d.Exp.Stride(k) < e.frame.View.Half/longest {
		cl.Trail, cl.Fade = &cl.trail, 0
	}
	p.Particles = append(p.Particles, &cl.Particles)
	if !cl.counted(d, k) {
		cl.follow(d.Exp.At(k))
		if at.N <= render.DiscLimit { // more are counted, and have no colours
			e.colour(cl, d, k, c.Colour)
		}
		e.dissect(p, d, k)
	}
	if r := d.Exp.Run(k); r.Frozen {
		p.Note = "diverged: frozen at its last finite state"
	}
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
func (e *Easel) colour(cl *cloud, d *Desk, k int, by string) {
	if by != "age" {
		cl.ages.forget()
	}
	switch by {
	case "mode":
		cl.labels = resize(cl.labels, cl.At.N)
		if d.Exp.Modes(cl.labels, cl.At) {
			cl.Color, cl.Class = render.ByClass, cl.labels
		}
	case "chain":
		cl.labels = resize(cl.labels, cl.At.N)
		for i := range cl.labels {
			cl.labels[i] = uint8(i % 8)
		}
		cl.Color, cl.Class = render.ByClass, cl.labels
	case "speed":
		cl.values = resize(cl.values, cl.At.N)
		d.Exp.Speeds(cl.values, k)
		cl.Color, cl.Value = render.ByValue, cl.values
	case "age":
		cl.labels = resize(cl.labels, cl.At.N)
		if !d.Exp.Modes(cl.labels, cl.At) {
			clear(cl.labels) // one mode
		}
		cl.ages.grow(d.Exp.At(k), cl.labels)
		cl.Color, cl.Value = render.ByValue, cl.ages.shares()
	}
}

// points shows the reader's data or the training set.
func (e *Easel) points(p *sheet, d *Desk) {
	at, weights := d.Exp.Points()
	if at.Empty() {
		return
	}
	e.data.At, e.data.Hollow, e.data.Role, e.data.Weights = at, true, render.Muted, weights
	p.Data = &e.data.Particles
}

// handles shows the components of the mixture; those of a preset become the
// reader's own at the first drag.
func (e *Easel) handles(p *sheet, d *Desk) {
	e.own = d.Exp.AppendComponents(e.own[:0])
	for i, c := range e.own {
		p.Handles = append(p.Handles, e.hands.dress(i, render.Handle{X: c.Mean[0], Y: c.Mean[1], Cov: c.Cov, Weight: c.Weight}))
	}
}

// stability shows ε against the limit 2v of the narrowest component.
func (e *Easel) stability(p *sheet, d *Desk) {
	limit := d.Exp.StepLimit()
	if limit <= 0 {
		return
	}
	e.meter = render.Meter{Epsilon: d.Exp.Config().Epsilon, Limit: limit}
	p.Meter = &e.meter
}

// gauges puts the share of the heavy mode below the panels that show a run.
func (e *Easel) gauges(_ *sheet, d *Desk) {
	truth, lo, hi, ok := d.Exp.TrueShare()
	if !ok {
		return
	}
	for i := range e.frame.Panels {
		p := &e.frame.Panels[i]
		for k := range e.clouds {
			if len(p.Particles) == 1 && p.Particles[0] == &e.clouds[k].Particles {
				p.Gauges = append(p.Gauges[:0], render.Gauge{Name: "share", Share: d.Exp.Run(k).Share, Truth: truth, Lo: lo, Hi: hi, Role: render.Ink})
			}
		}
	}
}

// clock shows where on the ladder the annealed run is.
func (e *Easel) clock(_ *sheet, d *Desk) {
	s := &e.strip
	s.Sigmas, s.Now = d.Exp.Ladder(s.Sigmas[:0])
	if len(s.Sigmas) > 0 {
		e.multiples(d)
	}
}

// strip is the row of small multiples over σ.
type strip struct {
	render.Ladder
	grids []grid
}

const stripNodes = 40

// ladder shows the density at every level and where σ lies among them.
func (e *Easel) ladder(_ *sheet, d *Desk) {
	s := &e.strip
	s.Sigmas, s.Now = d.Exp.AppendLevels(s.Sigmas[:0]), d.Exp.LevelOf(d.Exp.Config().Sigma)
	e.multiples(d)
}

// multiples fills the strip with the density at each of its levels.
func (e *Easel) multiples(d *Desk) {
	s, v := &e.strip, e.frame.View
	box := render.Rect{X0: v.CX - v.Half, Y0: v.CY - v.Half, X1: v.CX + v.Half, Y1: v.CY + v.Half}
	s.grids = resize(s.grids, len(s.Sigmas))
	s.Grids = s.Grids[:0]
	for i, sigma := range s.Sigmas {
		g := &s.grids[i]
		if g.stale(lab.Version{Shape: d.Exp.Version().Shape, Level: sigma}, box, stripNodes, stripNodes) {
			d.Exp.LogDensityAt(g.Values, g.nodes, sigma)
		}
		s.Grids = append(s.Grids, &g.Grid)
	}
	s.Logs, s.Hot = true, 0
	e.frame.Ladder = &s.Ladder
}
