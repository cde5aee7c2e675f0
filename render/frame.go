package render

import "github.com/scorefield/scorefield/sim"

// Frame is the tray: everything that one picture shows, as plain data. The zero
// value of every field means "not shown" or the default beside it. What a Frame
// points to is read while it is drawn and never modified, except Streaks and
// Trail, which their owner advances.
//
// Grids and batches carry a Stamp: a picture's parts are computed anew when the
// pointer or its Stamp differs from the last picture's, and reused otherwise.
type Frame struct {
	Width, Height float64 // device-independent pixels; a Game fills them in from Input when 0
	Ratio         float64 // device pixels per device-independent pixel; 0 is 1
	Theme         Theme
	View          View    // the camera that all panels share
	Panels        []Panel // at most MaxPanels
	Ladder        *Ladder // strip below all panels
	Probe         *Probe  // pointer read-out, shown in all world panels
	Still         bool    // but for streaks it is the last frame: worth all of the screen's pixels
}

// MaxPanels is the number of panels that a Frame can show.
const MaxPanels = 4

// Theme is one of the looks.
type Theme uint8

const (
	Light        Theme = iota // dark ink on a light page
	Dark                      // luminous ink on a dark page
	LightStrong               // high contrast on white
	DarkStrong                // high contrast on black
	numberThemes = iota
)

// ThemeOf returns the theme for a page's look.
func ThemeOf(dark, contrast bool) Theme {
	switch {
	case dark && contrast:
		return DarkStrong
	case contrast:
		return LightStrong
	case dark:
		return Dark
	}
	return Light
}

// View is a camera: the square of half side Half around (CX, CY) is always
// visible, and as much more of the world as the plot's shape allows.
type View struct {
	CX, CY float64
	Half   float64 // 0 is 1
}

// Panel is one plot. A panel with Curves is a chart; any other shows the world
// through the Frame's View. Layers are drawn in the order of the fields.
type Panel struct {
	Title     string       // Latin letters, digits and signs that the stroke font knows
	Heat      *Heat        // density, error or signed map
	Flow      *Flow        // drift streaks
	Contours  *Contours    // level lines
	Arrows    []*Arrows    // true, learned, difference
	Paths     []*Paths     // trajectories
	Data      *Particles   // data points, drawn as hollow rings
	Particles []*Particles // clouds
	Handles   []Handle     // draggable components
	Dissect   *Dissect     // one step of one particle
	Axes      *Axes        // ticks, labels, scale bar
	Marginals *Marginals   // histograms above and at the right
	Legend    []LegendItem
	Readout   []Reading // what the Probe finds in this panel
	Note      string    // one line in the lower left corner of the plot
	Gauges    []Gauge   // bars below the plot
	Meter     *Meter    // stability of the step, below the plot
	Curves    *Curves   // makes the panel a chart
}

// Chart reports whether the panel is a chart and not a window on the world.
func (p *Panel) Chart() bool { return p.Curves != nil }

// Rect is a rectangle, in the world (Y up) or on the screen (Y down).
type Rect struct{ X0, Y0, X1, Y1 float64 }

// Grid is a scalar field sampled on a regular grid over Bounds. The outer
// nodes lie on the edges: node (i, j) is at X0 + i(X1−X0)/(NX−1), Y0 + j(Y1−Y0)/(NY−1).
type Grid struct {
	NX, NY int       // at least 2 each
	Bounds Rect      // world
	Values []float32 // NY×NX: Values[j*NX+i], rows from the bottom up; NaN is a hole
	Stamp  uint64    // differs when Values do
}

// Field is a vector field on a grid like Grid's.
type Field struct {
	NX, NY int
	Bounds Rect
	U, V   []float32 // NY×NX each: the components
	Stamp  uint64
}

// Scale says how a value becomes a colour or a length.
type Scale uint8

const (
	Linear Scale = iota
	Log
)

// MapKind is what a colour map is made for.
type MapKind uint8

const (
	DensityMap MapKind = iota // from the page's own colour through one soft ramp
	ErrorMap                  // from the page's own colour to alarm; never confused with DensityMap
	SignedMap                 // diverging about the middle of Lo … Hi
	CloudMap                  // particles splatted: ink on light, light on dark
	numberMaps = iota
)

// Heat is a grid of values as colours.
type Heat struct {
	Grid   *Grid
	Map    MapKind
	Logs   bool    // Values are natural logarithms of what is shown
	Scale  Scale   // of the colours
	Lo, Hi float64 // range of what is shown; both 0: from the values (Linear 0 … max, Log four decades, SignedMap ±max)
	Bar    bool    // a colour bar at the panel's right
	Label  string  // over the colour bar
}

// Contours are level lines of a grid. With Mass set, levels are chosen so that
// the region above each holds that share of the grid's total.
type Contours struct {
	Grid   *Grid
	Logs   bool      // Values are natural logarithms of a density (needed for Mass)
	Mass   []float64 // shares in (0, 1), say 0.5, 0.9; labelled as per cent
	Levels []float64 // further levels, in the units of Values
	Labels bool
	Role   Role
}

// Arrows are a vector field's arrows, centred on the grid's nodes. A vector of
// length m is drawn with length L·m/(m+Ref), L the spacing of the nodes: never
// too long, never turned, so that near and far fields read at once.
type Arrows struct {
	Field  *Field
	From   *Field  // differences: arrows run from the tips of From's to the tips of Field's
	Ref    float64 // length drawn at half size; 0 is the median length of Field
	Role   Role
	Name   string // legend entry, if any
	Legend bool   // lengths explained by two sample arrows
	Weak   bool   // drawn faintly, as a background for another field
}

// Flow draws the streaks that its Streaks have traced.
type Flow struct {
	Streaks *Streaks
	Role    Role
}

// Coloring says what a particle's colour tells.
type Coloring uint8

const (
	Plain   Coloring = iota
	ByClass          // Class: mode, chain; also told by the marker's shape
	ByValue          // Value: speed, age, in [0, 1]
)

// Particles is a cloud. Up to DiscLimit points are discs with a clean edge;
// above, they are counted on a grid and toned.
type Particles struct {
	At      sim.Batch // 2×N (further dimensions are ignored)
	Counts  *Counts   // in the place of all that follows, where the particles are elsewhere
	Stamp   uint64    // differs when the positions do; splatted trails fade once a Stamp
	Color   Coloring
	Class   []uint8   // N; ByClass
	Value   []float32 // N, in [0, 1]; ByValue
	Role    Role      // colour of Plain
	Radius  float64   // device-independent pixels; 0 chooses by N
	Trail   *Trail    // recent positions, drawn as fading tails behind discs
	Splat   int       // discs up to this many; 0 is DiscLimit
	Fade    float64   // share of a splatted trail kept per Stamp; 0 is 0.8, negative is none
	Hollow  bool      // rings instead of discs
	Name    string    // legend entry, if any
	Weights []float32 // N or empty: disc area
}

// DiscLimit is the number of particles up to which each is drawn as a disc.
const DiscLimit = 10_000

// Part is a grip of a handle.
type Part uint8

const (
	NoPart     Part = iota
	MeanPart        // the disc in the middle
	MajorPart       // end of the longer axis: length and direction
	MinorPart       // end of the shorter axis: length
	WeightPart      // knob on the ring around the mean
)

// Handle is a draggable component: mean, covariance ellipse (one standard
// deviation) and weight.
type Handle struct {
	X, Y       float64    // mean
	Cov        [3]float64 // xx, xy, yy; all 0: a bare point
	Weight     float64    // in [0, 1]: ring around the mean; 0: no ring
	Hot        Part       // under the pointer, drawn larger
	Selected   bool       // grips are shown
	Focused    bool       // has the keyboard: dashed outer ring
	FocusPart  Part       // the grip that the keyboard moves
	Label      string     // beside the mean
	MeanOnly   bool       // no grips for shape
	Fixed      bool       // cannot be moved: no grips, muted
	NoEllipse  bool       // the ellipse is not drawn
	MarkerOnly bool       // drawn as a cross: a pick, not a component
}

// Dissect is the step x → x + εs + √(2ε)z of one particle, taken apart.
type Dissect struct {
	X, Y    float64    // position before the step
	Drift   [2]float64 // ε s(x)
	Noise   [2]float64 // √(2ε) z
	Epsilon float64
	Numbers bool // the parts' values, in both conventions (ε and α = 2ε)
}

// Axes are what surrounds a world plot.
type Axes struct {
	Ticks    bool // numbers along the lower and left edges
	Lines    bool // faint lines through the ticks
	ScaleBar bool // a bar of a round length in the plot's lower right corner
	XLabel   string
	YLabel   string
}

// Marginals are histograms of the particles' coordinates with the true curves.
type Marginals struct{ X, Y Marginal }

// Marginal is one of them; counts and curve are densities on the same scale.
type Marginal struct {
	Lo, Hi float64   // world range of the bins and of the curve
	Bins   []float32 // density in each of equal bins over Lo … Hi
	Curve  []float32 // true density at equal steps, ends included
}

// LegendItem is one line of a legend.
type LegendItem struct {
	Name string
	Role Role
	Mark Mark
}

// Mark is the sign in a legend.
type Mark uint8

const (
	LineMark Mark = iota
	DashMark
	ArrowMark
	DiscMark
	RingMark
	BandMark
)

// Probe is the pointer's place in the world.
type Probe struct{ X, Y float64 }

// Reading is a number or a vector at the Probe.
type Reading struct {
	Name   string
	X, Y   float64 // Y of a Vector only
	Vector bool
	Role   Role
}

// Gauge compares a share with its truth on a bar from 0 to 1.
type Gauge struct {
	Name   string
	Share  float64
	Truth  float64
	Lo, Hi float64 // binomial band about the truth; both 0: none
	Frozen bool    // the weights no longer change
	Role   Role
}

// Meter shows a step size against its stability limit on a log axis.
type Meter struct {
	Epsilon float64
	Limit   float64 // diverges from here on, 2v
	Lo, Hi  float64 // range of the axis; both 0: Limit/1000 … 2·Limit
	Inflate float64 // predicted stationary variance over the true, 1/(1−ε/(2v)); 0: computed from Limit
}

// Paths are N trajectories of K points.
type Paths struct {
	N, K   int
	X, Y   []float32 // K×N: X[k*N+i] is point k of path i
	Upto   int       // draw the points before this one; 0 is K
	Class  []uint8   // N or empty
	Role   Role
	Width  float64 // device-independent pixels; 0 is 1
	Dashed bool
	Closed bool
	Ends   bool // a disc at the last point drawn
	Stamp  uint64
}

// Ladder is a strip of small multiples over the noise levels.
type Ladder struct {
	Sigmas []float64 // L, in the order of the run
	Grids  []*Grid   // L or empty: a small heat map each
	Logs   bool      // Values are natural logarithms of what is shown
	Now    float64   // level in 0 … L, fractional within a level; negative: none
	Frozen float64   // level at which the weights froze; 0: not shown
	Hot    int       // 1 + the level under the pointer; 0: none
}

// Curves is a chart of lines over a common axis.
type Curves struct {
	Series         []Series
	Levels         []Level
	XLog, YLog     bool
	XLabel, YLabel string
	X0, X1, Y0, Y1 float64 // ranges; equal ends: from the data
	Cursor         float64 // vertical line at this x, if CursorOn
	CursorOn       bool
}

// SeriesKind says how a series is drawn.
type SeriesKind uint8

const (
	LineSeries SeriesKind = iota
	DotSeries
	BarSeries  // bars from 0, centred on X
	BandSeries // between Y and Y2
)

// Series is one curve.
type Series struct {
	Name  string // written at its right end
	Kind  SeriesKind
	X, Y  []float64 // equal lengths; NaN breaks the line
	Y2    []float64 // BandSeries
	Role  Role
	Dash  bool
	Weak  bool // thin and faint: the raw values behind a smoothed line
	Loose bool // its values do not widen the chart's ranges
}

// Level is a known value drawn as a dashed line across a chart.
type Level struct {
	Name string
	Y    float64
	Role Role
}
