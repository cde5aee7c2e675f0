package main

import (
	"github.com/scorefield/scorefield/render"
	"github.com/scorefield/scorefield/sim"
)

const (
	mostPaths  = 60  // particles whose way is drawn
	mostPoints = 400 // points of a way; then every second one is dropped
)

// ways are the trajectories of the first particles of a run so far.
type ways struct {
	render.Paths
	step, stride int
}

// follow adds the present positions if the run has gone on. A run that has
// gone back starts anew.
func (w *ways) follow(at sim.Batch, step, most int) {
	n := min(at.N, most)
	if step < w.step || n != w.N || w.K == 0 {
		w.Paths = render.Paths{N: n, X: resize(w.X, n*mostPoints)[:0], Y: resize(w.Y, n*mostPoints)[:0], Stamp: w.Stamp}
		w.stride = 1
	} else if step < w.step+w.stride {
		return
	}
	w.X, w.Y = append(w.X, at.Row(0)[:n]...), append(w.Y, at.Row(1)[:n]...)
	w.K, w.step = w.K+1, step
	w.Stamp++
	if w.K == mostPoints {
		w.thin()
	}
}

// thin keeps every second point.
func (w *ways) thin() {
	k := 0
	for from := 0; from < w.K; from += 2 {
		copy(w.X[k*w.N:(k+1)*w.N], w.X[from*w.N:])
		copy(w.Y[k*w.N:(k+1)*w.N], w.Y[from*w.N:])
		k++
	}
	w.K, w.X, w.Y = k, w.X[:k*w.N], w.Y[:k*w.N]
	w.stride *= 2
}

// paths shows the ways of the panel's run.
func (b *FrameBuilder) paths(p *sheet, ctl *Controller) {
	for k := range b.clouds {
		if len(p.Particles) == 1 && p.Particles[0] == &b.clouds[k].Particles {
			x, step := ctl.Exp.View().Picture(k)
			b.ways.follow(x, step, mostPaths)
			b.ways.Role, b.ways.Width = render.Drift, 1.2
			p.Paths = append(p.Paths, &b.ways.Paths)
		}
	}
}

// path shows the way of one particle of the panel's run so far.
func (b *FrameBuilder) path(p *sheet, ctl *Controller) {
	at := ctl.Exp.Particles().Positions(p.run)
	if at.Empty() || len(p.Particles) == 0 || p.Particles[0].Counts != nil {
		return
	}
	b.way.follow(at, ctl.Exp.Particles().Steps(p.run), 1)
	b.way.Role, b.way.Width, b.way.Ends = render.Noise, 1.6, true
	p.Paths = append(p.Paths, &b.way.Paths)
	p.Legend = append(p.Legend, render.LegendItem{Name: words.path.In(ctl.Lang), Role: render.Noise})
}

// dissect shows the last step of the picked particle taken apart.
func (b *FrameBuilder) dissect(p *sheet, ctl *Controller, run int) {
	s, ok := ctl.Exp.View().Dissect(run, ctl.dissected()-1)
	if !ok {
		return
	}
	p.dissect = render.Dissect{X: s.X, Y: s.Y, Drift: s.Drift, Noise: s.Noise, Epsilon: s.Epsilon, Numbers: true}
	p.Dissect = &p.dissect
}
