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
	frame       render.Frame
	mark        render.Probe      // where the reader points
	want        [numberGrids]bool // grids that the present panels show
	density     [2]grid           // log p_σ that the runs follow; without runs the first
	rightHeavy  bool              // there is more of it in the upper right corner than in the upper left
	mistake     errorMap          // ‖s_θ − s‖
	truth       field
	learned     field
	drift       field // finer than truth: what streaks follow
	closed      closedField
	means       [2]field // exact and learned: from x to E[x₀|x]
	learnedLog  learnedLog
	diagnostics diagnostics
	curl        grid
	streaks     render.Streaks
	clouds      [2]cloud
	data        cloud
	batch       cloud
	some        struct { // see dataName
		of         [2]int
		name, text string
	}
	progress progress
	sheets   [render.MaxPanels]sheet
	own      []param.Component
	axes     render.Axes
	strip    strip
	meter    render.Meter
	charts   charts
	ways     ways
	way      ways // of one particle
	near     neighbours
	album    album
	round    roundNote
	classes  classBars
	found    [2]lab.Probe // under the pointer, of the runs' levels
}

// sheet is a panel of the frame with the memory of what its layers show.
type sheet struct {
	*render.Panel
	number   int  // in the frame
	run      int  // whose level it shows
	learned  bool // it shows the network's score
	alone    bool // no other panel shows the world or a chart
	heat     render.Heat
	contours render.Contours
	flow     render.Flow
	arrows   [3]render.Arrows
	dissect  render.Dissect
	clock    render.Clock
	curves   render.Curves
}

// The grids that panels share.
const (
	wantDensity = iota // of the first run
	wantOther          // of the second
	wantMistake
	wantTruth
	wantLearned
	wantDrift
	wantClosed
	wantTrueMean
	wantLearnedMean
	wantLearnedLog
	wantCurl
	numberGrids
)

const (
	heatNodes  = 112 // along each side of what is visible
	driftNodes = 40
	arrowNodes = 15 // along the shorter side
	meanNodes  = 9  // the same of arrows in full length
	curlNodes  = 41 // along each side
)

// Frame is the tray for the present state of the controller.
func (b *FrameBuilder) Frame(ctl *Controller, at Viewport) *render.Frame {
	c := ctl.Exp.Config()
	f := &b.frame
	f.Width, f.Height, f.Ratio = at.Width, at.Height, at.Ratio
	f.Theme = render.ThemeOf(ctl.Dark, ctl.Strong)
	f.View = camera(c)
	f.Words = ctl.words()
	f.Probe, f.Ladder = nil, nil
	if mark, ok := ctl.manipulation.probe(); ok {
		b.mark, f.Probe = mark, &b.mark
		for k := range b.found {
			ctl.Exp.View().Probe(&b.found[k], followed(ctl.Exp.View(), k), f.Probe.X, f.Probe.Y)
		}
	}
	b.want = [numberGrids]bool{}
	scene := ctl.Exp.Scene()
	f.Panels = resize(f.Panels, len(scene.Panels))
	n := 0
	for _, s := range scene.Panels {
		b.sheets[n].Panel, b.sheets[n].number = &f.Panels[n], n
		if b.panel(&b.sheets[n], s, ctl) {
			n++
		}
	}
	f.Panels = f.Panels[:n]
	b.fill(ctl)
	for i := range f.Panels {
		f.Panels[i].Left = b.rightHeavy && f.Panels[i].World() && f.Panels[i].Dissect == nil // whose card is there
	}
	return f
}

func resize[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	return s[:n]
}

// titleOf is the title of a panel: the scene's, but where that names a sampler and the
// reader has chosen another the name of that one.
func titleOf(s scene.Panel, ctl *Controller) string {
	name, run := "sampler", 0
	switch {
	case s.Title.EN == "" || !s.Has(scene.ParticlesA) && !s.Has(scene.ParticlesB):
		return s.Title.In(ctl.Lang)
	case s.Has(scene.ParticlesB):
		name, run = "versus", 1
	}
	runs := ctl.Exp.View().Runs
	p, _ := param.Find(name)
	if run < len(runs) && runs[run].Sampler != p.DefaultIn(ctl.Exp.Scene()) {
		for i := range p.Options {
			if o := &p.Options[i]; o.Value == runs[run].Sampler {
				return o.Label.In(ctl.Lang)
			}
		}
	}
	return s.Title.In(ctl.Lang)
}

// panel puts the layers of s on p and reports whether p is a panel of its own;
// a scene's strip over σ lies below all panels and is none.
func (b *FrameBuilder) panel(p *sheet, s scene.Panel, ctl *Controller) bool {
	*p.Panel = render.Panel{Title: titleOf(s, ctl), Arrows: p.Arrows[:0], Paths: p.Paths[:0], Particles: p.Particles[:0], Handles: p.Handles[:0],
		Bars: p.Bars[:0], Gauges: p.Gauges[:0], Numbers: p.Numbers[:0], Legend: p.Legend[:0], Readout: p.Readout[:0]}
	own := false
	p.run = 0
	if s.Has(scene.ParticlesB) {
		p.run = 1
	}
	p.alone, p.learned = lone(ctl.Exp.Scene()), s.Has(scene.LearnedArrows)
	for _, l := range s.Layers {
		layers[l](b, p, ctl)
		own = own || !shared(l)
	}
	if own && p.World() {
		b.axes = render.Axes{Ticks: true}
		if q := ctl.Exp.View().OwnPoints(); q != nil && !q.Centring.None() {
			b.axes.XLabel, b.axes.YLabel = q.Facts.X, q.Facts.Y
			b.axes.Units = render.Units(q.Centring)
		}
		p.Axes = &b.axes
		if b.frame.Probe != nil {
			p.Readout = readings(p.Readout, &b.found[p.run], s)
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
	b.marginals(ctl, box)
	v := ctl.Exp.View().Version
	v.Level = near(ctl, 0)
	exact, learned := lab.Version{Target: v.Target, Level: v.Level}, v
	nx, ny := shape(box, arrowNodes)
	for k := range b.density {
		g, shown := &b.density[k], lab.Version{Target: v.Target, Level: near(ctl, k)}
		if b.want[wantDensity+k] && g.stale(shown, box, heatNodes, heatNodes) {
			ctl.Exp.View().LogDensityOf(g.Values, g.nodes, followed(ctl.Exp.View(), k))
			if k == 0 {
				b.rightHeavy = g.rightHeavy()
			}
		}
	}
	if b.want[wantMistake] {
		b.mistake.update(ctl.Exp.View(), box)
	}
	if b.want[wantTruth] && b.truth.stale(exact, box, nx, ny) {
		ctl.Exp.View().TrueScore(b.truth.score, b.truth.nodes)
	}
	if b.want[wantLearned] && b.learned.stale(learned, box, nx, ny) {
		ctl.Exp.View().LearnedScore(b.learned.score, b.learned.nodes)
	}
	mx, my := shape(box, meanNodes)
	if b.want[wantTrueMean] && b.means[0].stale(exact, box, mx, my) {
		ctl.Exp.View().TrueMean(b.means[0].score, b.means[0].nodes)
	}
	if b.want[wantLearnedMean] && b.means[1].stale(learned, box, mx, my) {
		ctl.Exp.View().LearnedMean(b.means[1].score, b.means[1].nodes)
	}
	if b.want[wantLearnedLog] {
		b.learnedLog.update(ctl.Exp.View(), learned, box)
		for i := range b.frame.Panels {
			if p := &b.frame.Panels[i]; p.Heat != nil && p.Heat.Grid == &b.learnedLog.Grid && p.Note == "" {
				p.Note = b.learnedLog.note(ctl)
			}
		}
	}
	if b.want[wantCurl] && b.curl.stale(learned, box, curlNodes, curlNodes) {
		ctl.Exp.View().LearnedCurl(b.curl.Values, b.curl.nodes)
	}
	if b.want[wantClosed] {
		b.closed.update(ctl.Exp.View(), exact, box, nx, ny)
	}
	if b.want[wantDrift] && b.drift.stale(exact, box, driftNodes, driftNodes) {
		ctl.Exp.View().TrueScore(b.drift.score, b.drift.nodes)
	}
}

// followed is the level of the picture, or in scenes that sample that of run k.
func followed(v *lab.View, k int) lab.Level {
	if v.Scene.Clock == scene.Sampling {
		return v.RunLevel(k)
	}
	return v.Level()
}

const (
	fineLevels   = 50  // steps of a picture's σ in a factor e: it is drawn anew at each
	curveLevels  = 16  // the same of marginals, which are integrals
	coarseLevels = 5   // the same of densities whose map costs a frame
	manyPoints   = 300 // from which on that is so
)

// near is followed, rounded so that a map is not computed anew for every change of σ that
// nobody sees.
func near(ctl *Controller, k int) lab.Level { return rounded(ctl, k, fineLevels) }

// rounded is near with so many steps of σ in a factor e.
func rounded(ctl *Controller, k int, steps float64) lab.Level {
	v := ctl.Exp.View()
	l := followed(v, k)
	if v.Scene.Clock != scene.Sampling || l.Sigma == 0 {
		return l
	}
	if d := v.Target.Data; d != nil && len(d.Weights()) > manyPoints {
		steps = coarseLevels
	}
	return lab.Level{Alpha: 1, Sigma: math.Exp(math.Round(steps*math.Log(l.ScoreSigma())) / steps)}
}

// visible is the part of the world that the panels show, the same for all.
func (b *FrameBuilder) visible() (render.Rect, bool) {
	l := b.frame.Layout()
	for i := range b.frame.Panels {
		if b.frame.Panels[i].World() && i < l.N {
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

// Animate advances what moves by itself though no step is done: streaks that
// follow the drift. It reports whether there is anything.
func (b *FrameBuilder) Animate(ctl *Controller, at Viewport) bool {
	if ctl.Exp.Config().Flow != "on" || b.drift.NX == 0 || !b.want[wantDrift] || ctl.Still {
		return false
	}
	b.streaks.Advance(&b.drift.Field, b.drift.Bounds, b.frame.View.Half, min(at.Seconds, 0.05))
	return true
}
