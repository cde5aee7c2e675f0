package main

import (
	"github.com/scorefield/scorefield/render"
	"github.com/scorefield/scorefield/sim/lab"
)

// counted shows a run whose particles are elsewhere, and reports whether there
// is one: once workers have counted them, as they have.
func (cl *cloud) counted(ctl *Controller, k int) bool {
	cl.Counts = nil
	if !ctl.Exp.Particles().Remote() {
		return false
	}
	if grid, v, stamp := ctl.Exp.Particles().Counts(k); grid != nil {
		cl.counts = render.Counts{Grid: grid, World: render.Rect{X0: v.X0, Y0: v.Y0, X1: v.X1, Y1: v.Y1},
			N: cl.At.N, Keep: v.Keep, Stamp: stamp}
		cl.Counts = &cl.counts
	}
	return cl.Counts != nil
}

// Window is what the panels need to know of a cloud that is elsewhere. All panels share the camera; the first with
// particles speaks for them.
func (b *FrameBuilder) Window(c lab.Config) lab.Window {
	for i := range b.frame.Panels {
		p := &b.frame.Panels[i]
		if len(p.Particles) == 0 {
			continue
		}
		w, h, box := b.frame.CountingGrid(i)
		v := lab.Window{W: w, H: h, X0: box.X0, Y0: box.Y0, X1: box.X1, Y1: box.Y1, Keep: p.Particles[0].Keep()}
		if seen, ok := b.visible(); ok && c.Marginals == "on" {
			v.Lo, v.Hi = [2]float64{seen.X0, seen.Y0}, [2]float64{seen.X1, seen.Y1}
			v.Bins[0], v.Bins[1] = shape(seen, bins)
		}
		return v
	}
	return lab.Window{}
}
