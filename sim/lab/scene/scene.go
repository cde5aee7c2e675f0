// Package scene lists the figures: what each sets, which controls it shows,
// which panels it has and, for a published figure, the interval in which its
// result must fall. A scene is data; lab runs it and a drawer draws it.
package scene

import (
	"slices"

	"github.com/scorefield/scorefield/sim/lab/lang"
)

// Scene is one figure.
type Scene struct {
	Name     string            // value of the parameter "scene"
	Label    lang.Text         // what a reader is shown
	Set      map[string]string // defaults that differ from the table's
	Controls []string          // parameters shown beside the figure, in order
	Panels   []Panel           // left to right
	Clock    Clock             // what Play and Step advance
	Coupled  bool              // networks learn while particles move by what they have learned
	Rounds   bool              // networks learn while particles move by what was learned when they started, again and again
	Pictures bool              // it is about pictures and not about points of the plane
	Stages   []Variation       // settings that a reader steps through, the first of them the scene's own
	Train    int               // training steps before the first picture, if any
	Verdict  *Verdict          // nil where nothing was published
	About    lang.Text         // one sentence: what to look at
}

// Clock says what time is in a scene.
type Clock uint8

const (
	Sampling Clock = iota // a tick is a sampling step
	Training              // a tick is a training step
	Still                 // nothing moves by itself
)

// Layer is something that a panel shows.
type Layer uint8

const (
	Density          Layer = iota // heat map and contours of the (smoothed) target
	TrueArrows                    // exact score
	LearnedArrows                 // first network's score
	ErrorMap                      // ‖s_θ − s‖ on a log scale
	ParticlesA                    // of the sampler
	ParticlesB                    // of the sampler it is compared with
	Handles                       // components that can be dragged
	Histograms                    // marginals
	Paths                         // of the flow ODE
	DataPoints                    // the reader's own, or the training set
	Curves                        // losses and their optima
	Yardstick                     // Fisher divergence of every objective
	Strip                         // small multiples over σ
	ShareGauge                    // share of the heaviest component, with its truth
	LevelClock                    // where on the ladder
	Meter                         // stability of the step size
	Parts                         // explicit − implicit, step by step
	Slices                        // vᵀJv over many v at a picked point
	PickedPoint                   // where that point is; it can be dragged
	Minibatch                     // the data points of the last training step
	Ghost                         // particles of the second run, faintly under those of the first
	TimeClock                     // t of a process
	OnePath                       // the way of one particle
	Progress                      // how long a scene that learns and samples still takes, and its verdict at the end
	TrainingPictures              // what a network learns from, as a sheet of pictures
	SamplePictures                // particles of the first run, as a sheet of pictures
	ClassShares                   // of the samples, as a classifier reads them
	ClassPosterior                // how likely one picture is to be of each class
	Film                          // the way of one of them from noise, with E[x₀|x] and its nearest training pictures
)

// Panel is one picture of a scene; panels share camera and noise.
type Panel struct {
	Title  lang.Text // above it; drawn on the canvas
	Layers []Layer   // from the background up
}

// Has reports whether the panel shows l.
func (p Panel) Has(l Layer) bool { return slices.Contains(p.Layers, l) }

// Verdict is what a published run must show, held by tests and drawn beside
// the result.
type Verdict struct {
	Source   string      // paper, section
	Quantity string      // name in lab.Stats: "share", "share-versus", "error"
	Low      float64     // inclusive
	High     float64     // inclusive
	After    int         // steps of the scene's clock
	Variant  []Variation // other settings that a button offers
}

// Variation is a named change of settings.
type Variation struct {
	Label lang.Text         // of the button
	Set   map[string]string // parameters and their values as text
	About lang.Text         // of a stage: what to look at
}

// Find returns the scene called name.
func Find(name string) (Scene, bool) {
	i := slices.IndexFunc(All, func(s Scene) bool { return s.Name == name })
	if i < 0 {
		return Scene{}, false
	}
	return All[i], true
}

// Default is the scene's own default of the parameter called name, as text; ok is
// false where the table's default stands.
func (s Scene) Default(name string) (value string, ok bool) {
	value, ok = s.Set[name]
	return value, ok
}

// Shows reports whether a panel of the scene shows l.
func (s Scene) Shows(l Layer) bool {
	return slices.ContainsFunc(s.Panels, func(p Panel) bool { return p.Has(l) })
}

// Ratios are a figure's width over its height in an article, where panels stand
// side by side, and on a phone. What stands below the panels makes it higher.
func (s Scene) Ratios() (wide, narrow float64) {
	n := len(s.Panels)
	below := 0.0
	for _, p := range s.Panels {
		if p.Has(Strip) || p.Has(ShareGauge) {
			n, below = n-1, 0.14
		}
	}
	wide = [...]float64{1: 3. / 2, 2: 2, 3: 5. / 2, 4: 3. / 2}[n]
	narrow = [...]float64{1: 4. / 5, 2: 2. / 3, 3: 1. / 2, 4: 2. / 5}[n]
	return 1 / (1/wide + below), narrow
}
