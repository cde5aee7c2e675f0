package main

import (
	"math"

	"github.com/scorefield/scorefield/render"
	"github.com/scorefield/scorefield/sim/lab"
	"github.com/scorefield/scorefield/sim/lab/scene"
)

// Easel turns an experiment into the tray that render draws. What is costly
// (grids over the view) is kept until the target, σ, the network or the camera
// changes. The zero value is ready.
type Easel struct {
	frame   render.Frame
	want    [numberGrids]bool // grids that the present panels show
	density grid              // log p_σ
	mistake grid              // ‖s_θ − s‖
	truth   field
	learned field
	drift   field // finer than truth: what streaks follow
	streaks render.Streaks
	clouds  [2]cloud
	data    cloud
	sheets  [render.MaxPanels]sheet
	own     []lab.Component
	axes    render.Axes
	strip   strip
	meter   render.Meter
	charts  charts
	ways    ways
	hands   hands
	found   lab.Probe // under the pointer
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

// Frame is the tray for the present state of the desk.
func (e *Easel) Frame(d *Desk, in render.Input) *render.Frame {
	c := d.Exp.Config()
	f := &e.frame
	f.Width, f.Height, f.Ratio = in.Width, in.Height, in.Ratio
	f.Theme = render.ThemeOf(d.Dark, d.Strong)
	f.View = render.View{CX: c.CentreX, CY: c.CentreY, Half: c.HalfWidth}
	f.Probe, f.Ladder = e.hands.probe(), nil
	if f.Probe != nil {
		d.Exp.Probe(&e.found, f.Probe.X, f.Probe.Y)
	}
	e.want = [numberGrids]bool{}
	scene := d.Exp.Scene()
	f.Panels = resize(f.Panels, len(scene.Panels))
	n := 0
	for _, s := range scene.Panels {
		e.sheets[n].Panel = &f.Panels[n]
		if e.panel(&e.sheets[n], s, d) {
			n++
		}
	}
	f.Panels = f.Panels[:n]
	e.fill(d)
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
func (e *Easel) panel(p *sheet, s scene.Panel, d *Desk) bool {
	*p.Panel = render.Panel{Title: s.Title, Arrows: p.Arrows[:0], Paths: p.Paths[:0], Particles: p.Particles[:0], Handles: p.Handles[:0],
		Gauges: p.Gauges[:0], Legend: p.Legend[:0], Readout: p.Readout[:0]}
	own := false
	for _, l := range s.Layers {
		layers[l](e, p, d)
		own = own || !shared(l)
	}
	if own && !p.Chart() {
		e.axes.Ticks = true
		p.Axes = &e.axes
		if e.frame.Probe != nil {
			p.Readout = readings(p.Readout, &e.found, s)
		}
	}
	return own
}

// fill computes the grids that the panels want over what is visible.
func (e *Easel) fill(d *Desk) {
	box, ok := e.visible()
	if !ok {
		return
	}
	v := d.Exp.Version()
	exact, learned := lab.Version{Target: v.Target}, v
	nx, ny := shape(box, arrowNodes)
	if e.want[wantDensity] && e.density.stale(exact, box, heatNodes, heatNodes) {
		d.Exp.LogDensity(e.density.Values, e.density.nodes)
	}
	if e.want[wantMistake] && e.mistake.stale(learned, box, mistakeNodes, mistakeNodes) {
		d.Exp.Mistake(e.mistake.Values, e.mistake.nodes)
	}
	if e.want[wantTruth] && e.truth.stale(exact, box, nx, ny) {
		d.Exp.TrueScore(e.truth.score, e.truth.nodes)
	}
	if e.want[wantLearned] && e.learned.stale(learned, box, nx, ny) {
		d.Exp.LearnedScore(e.learned.score, e.learned.nodes)
	}
	if e.want[wantDrift] && e.drift.stale(exact, box, driftNodes, driftNodes) {
		d.Exp.TrueScore(e.drift.score, e.drift.nodes)
	}
}

// visible is the part of the world that the panels show, the same for all.
func (e *Easel) visible() (render.Rect, bool) {
	l := e.frame.Layout()
	for i := range e.frame.Panels {
		if !e.frame.Panels[i].Chart() && i < l.N {
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
