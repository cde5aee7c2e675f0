package main

import (
	"math"

	"github.com/scorefield/scorefield/render"
	"github.com/scorefield/scorefield/sim/lab"
	"github.com/scorefield/scorefield/sim/lab/param"
	"github.com/scorefield/scorefield/sim/lab/scene"
)

// FrameBuilder turns an experiment into the tray that render draws. What is costly
// (grids over the view) is kept until the target, σ, the network or the camera
// changes. The zero value is ready.
type FrameBuilder struct {
	frame        render.Frame
	want         [numberGrids]bool // grids that the present panels show
	density      grid              // log p_σ
	mistake      grid              // ‖s_θ − s‖
	truth        field
	learned      field
	drift        field // finer than truth: what streaks follow
	streaks      render.Streaks
	clouds       [2]cloud
	data         cloud
	sheets       [render.MaxPanels]sheet
	own          []param.Component
	axes         render.Axes
	strip        strip
	meter        render.Meter
	charts       charts
	ways         ways
	manipulation manipulation
	found        lab.Probe // under the pointer
}

// sheet is a panel of the frame with the memory of what its layers show.
type sheet struct {
	*render.Panel
	heat     render.Heat
	contours render.Contours
	flow     render.Flow
	arrows   [2]render.Arrows
	dissect  render.Dissect
	curves   render.Curves
}

// The grids that panels share.
const (
	wantDensity = iota
	wantMistake
	wantTruth
	wantLearned
	wantDrift
	numberGrids
)

const (
	heatNodes    = 112 // along each side of what is visible
	mistakeNodes = 64
	driftNodes   = 40
	arrowNodes   = 15 // along the shorter side
)

// Frame is the tray for the present state of the controller.
func (b *FrameBuilder) Frame(ctl *Controller, in render.Input) *render.Frame {
	c := ctl.Exp.Config()
	f := &b.frame
	f.Width, f.Height, f.Ratio = in.Width, in.Height, in.Ratio
	f.Theme = render.ThemeOf(ctl.Dark, ctl.Strong)
	f.View = render.View{CX: c.CentreX, CY: c.CentreY, Half: c.HalfWidth}
	f.Probe, f.Ladder = b.manipulation.probe(), nil
	if f.Probe != nil {
		ctl.Exp.View().Probe(&b.found, f.Probe.X, f.Probe.Y)
	}
	b.want = [numberGrids]bool{}
	scene := ctl.Exp.Scene()
	f.Panels = resize(f.Panels, len(scene.Panels))
	n := 0
	for _, s := range scene.Panels {
		b.sheets[n].Panel = &f.Panels[n]
		if b.panel(&b.sheets[n], s, ctl) {
			n++
		}
	}
	f.Panels = f.Panels[:n]
	b.fill(ctl)
	return f
}

func resize[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	return s[:n]
}

// panel puts the layers of s on p and reports whether p is a panel of its own;
// a scene's strip over σ lies below all panels and is none.
func (b *FrameBuilder) panel(p *sheet, s scene.Panel, ctl *Controller) bool {
	*p.Panel = render.Panel{Title: s.Title, Arrows: p.Arrows[:0], Paths: p.Paths[:0], Particles: p.Particles[:0], Handles: p.Handles[:0],
		Gauges: p.Gauges[:0], Legend: p.Legend[:0], Readout: p.Readout[:0]}
	own := false
	for _, l := range s.Layers {
		layers[l](b, p, ctl)
		own = own || !shared(l)
	}
	if own && !p.Chart() {
		b.axes.Ticks = true
		p.Axes = &b.axes
		if b.frame.Probe != nil {
			p.Readout = readings(p.Readout, &b.found, s)
		}
	}
	return own
}

// fill computes the grids that the panels want over what is visible.
func (b *FrameBuilder) fill(ctl *Controller) {
	box, ok := b.visible()
	if !ok {
		return
	}
	v := ctl.Exp.View().Version
	exact, learned := lab.Version{Target: v.Target}, v
	nx, ny := shape(box, arrowNodes)
	if b.want[wantDensity] && b.density.stale(exact, box, heatNodes, heatNodes) {
		ctl.Exp.View().LogDensity(b.density.Values, b.density.nodes)
	}
	if b.want[wantMistake] && b.mistake.stale(learned, box, mistakeNodes, mistakeNodes) {
		ctl.Exp.View().ScoreError(b.mistake.Values, b.mistake.nodes)
	}
	if b.want[wantTruth] && b.truth.stale(exact, box, nx, ny) {
		ctl.Exp.View().TrueScore(b.truth.score, b.truth.nodes)
	}
	if b.want[wantLearned] && b.learned.stale(learned, box, nx, ny) {
		ctl.Exp.View().LearnedScore(b.learned.score, b.learned.nodes)
	}
	if b.want[wantDrift] && b.drift.stale(exact, box, driftNodes, driftNodes) {
		ctl.Exp.View().TrueScore(b.drift.score, b.drift.nodes)
	}
}

// visible is the part of the world that the panels show, the same for all.
func (b *FrameBuilder) visible() (render.Rect, bool) {
	l := b.frame.Layout()
	for i := range b.frame.Panels {
		if !b.frame.Panels[i].Chart() && i < l.N {
			return l.World(i), true
		}
	}
	return render.Rect{}, false
}

// shape gives the shorter side of box n nodes and the longer as many at the
// same spacing.
func shape(box render.Rect, n int) (nx, ny int) {
	w, h := box.W(), box.H()
	step := math.Min(w, h) / float64(n-1)
	if !(step > 0) {
		return n, n
	}
	return min(1+int(math.Round(w/step)), 4*n), min(1+int(math.Round(h/step)), 4*n)
}
