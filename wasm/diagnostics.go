package main

import (
	"math"

	"github.com/scorefield/scorefield/render"
	"github.com/scorefield/scorefield/sim/lab"
)

// diagnostics are numbers of chains as they were last measured.
type diagnostics struct {
	lab.Diagnostics
	of   diagnosticsOf
	rows []render.Number
}

// diagnosticsOf is what was measured.
type diagnosticsOf struct {
	block         int  // of steps
	gone          bool // a step has been done: before it no move was accepted or refused
	version       uint64
	sampler, lang string
	known         bool
}

const (
	// measuredEvery is how many steps lie between two measurements at least, which take some
	// milliseconds, and measuredFrames how many frames.
	measuredEvery  = 50
	measuredFrames = 30
	// mostRHat is what R̂ is not to exceed: between the 1.1 of Gelman et al. (Bayesian Data
	// Analysis, 3rd edition, section 11.5) and the 1.01 of Vehtari et al. (2021), which is
	// for longer chains.
	mostRHat = 1.05
)

// numbers puts what is known of the chains on a panel: measured anew now and then while the
// particles move, and where they rest.
func (b *FrameBuilder) numbers(p *sheet, ctl *Controller) {
	if ctl.Exp.Config().Diagnostics != "on" {
		return
	}
	v, d := ctl.Exp.View(), &b.diagnostics
	step := ctl.Exp.Particles().Steps(0)
	of := diagnosticsOf{step, step > 0, v.Version.Target, v.Runs[0].Sampler, ctl.Lang, true}
	if ctl.Playing {
		of.block = step / max(measuredEvery, int(measuredFrames*ctl.Exp.Config().Speed))
	}
	if d.of != of {
		d.of = of
		d.Diagnostics = ctl.Exp.Diagnostics()
		d.rows = d.appendRows(d.rows[:0], v, ctl.Lang)
	}
	p.Numbers = append(p.Numbers, d.rows...)
}

// appendRows appends what the sampler has. A value that is not known, before the first step and
// while workers have the particles, keeps its row, so that the plot, whose room some figures
// leave to the rows, stays as it is.
func (d *diagnostics) appendRows(rows []render.Number, v *lab.View, in string) []render.Number {
	replicas := d.of.sampler == "tempering"
	if replicas || !math.IsNaN(d.Best) {
		rows = append(rows, render.Number{Name: words.accepted.In(in), Value: d.Accepted, Beside: words.best.In(in), Than: d.Best, Percent: true})
	}
	if replicas {
		rows = append(rows, render.Number{Name: words.exchanged.In(in), Value: d.Exchanged, Percent: true})
	}
	if v.Runs[0].Kernel.Total() == 0 { // chains, which do not come to an end
		rows = append(rows,
			render.Number{Name: "R̂", Value: d.RHat, Beside: "≤", Than: mostRHat, Bad: d.RHat > mostRHat},
			render.Number{Name: words.ess.In(in), Value: d.ESS})
	}
	return append(rows, render.Number{Name: "KSD²", Value: d.KSD, Beside: words.floor.In(in), Than: d.KSDFloor, Bad: d.KSD > d.KSDFloor})
}
