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
	Width, Height float64 // device-independent pixels
	Ratio         float64 // device pixels per device-independent pixel; 0 is 1
	Theme         Theme   // its look; 0 is Light
	View          View    // the camera that all panels share
	Panels        []Panel // at most MaxPanels
	Ladder        *Ladder // strip below all panels
	Probe         *Probe  // pointer read-out, shown in all world panels
	Words         Words   // what the picture says by itself; the zero value is English
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
	CX, CY float64 // middle, in units of the world
	Half   float64 // half the side of the square, in units of the world; 0 is 1
}

// Panel is one plot. A panel with Curves is a chart, one with a Sheet shows
// pictures; any other shows the world through the Frame's View. Layers are drawn in
// the order of the fields.
type Panel struct {
	Title     string       // above the plot; empty: none
	Heat      *Heat        // density, error or signed map
	Flow      *Flow        // drift streaks
	Contours  *Contours    // level lines
	Arrows    []*Arrows    // true, learned, difference
	Paths     []*Paths     // trajectories
	Data      *Particles   // data points, drawn as hollow rings
	Particles []*Particles // clouds
	Handles   []Handle     // draggable components
	Dissect   *Dissect     // one step of one particle
	Axes      *Axes        // ticks and labels
	Marginals *Marginals   // histograms above and at the right
	Legend    []LegendItem // in the plot's upper right corner, before the named layers
	Left      bool         // the legend is in the upper left corner: what matters lies at the right
	Readout   []Reading    // what the Probe finds in this panel
	Note      string       // lines in the lower left corner of the plot, of a chart above it; empty: none
	Clock     *Clock       // time of a process, in the lower right corner of the plot
	Numbers   []Number     // on a card in the lower right corner of the plot, above the Clock
	Gauges    []Gauge      // bars below the plot
	Meter     *Meter       // stability of the step, below the plot
	Curves    *Curves      // makes the panel a chart
	Bars      []*Bars      // below the curves of a chart
	Sheet     *Sheet       // makes the panel a sheet of pictures: beside it only Title is shown
}

// World reports whether the panel is a window on the world, neither a chart nor a
// sheet.
func (p *Panel) World() bool { return p.Curves == nil && p.Sheet == nil }

// Rect is a rectangle, in the world (Y up) or on the screen (Y down).
type Rect struct {
	X0, Y0, X1, Y1 float64 // X0 ≤ X1 and Y0 ≤ Y1; on the screen in device-independent pixels unless said
}

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
	NX, NY int       // at least 1 each
	Bounds Rect      // world
	U, V   []float32 // NY×NX each, laid out as Grid's Values: the components
	Stamp  uint64    // differs when U or V do
}

// Scale says how a value becomes a colour or a length.
type Scale uint8

const (
	Linear Scale = iota // in proportion to the value
	Log                 // in proportion to its logarithm
)

// MapKind is what a colour map is made for.
type MapKind uint8

const (
	DensityMap MapKind = iota // from the page's own colour through one soft ramp
	ErrorMap                  // from the page's own colour to alarm; never confused with DensityMap
	SignedMap                 // diverging about the middle of Lo … Hi
	CloudMap                  // particles splatted: ink on light, light on dark
	InkMap                    // pictures: from nothing, where the paper is seen, to ink
	numberMaps = iota
)

// Heat is a grid of values as colours.
type Heat struct {
	Grid   *Grid   // what is shown, or its logarithm
	Map    MapKind // the colours; 0 is DensityMap
	Logs   bool    // Values are natural logarithms of what is shown
	Scale  Scale   // of the colours; 0 is Linear
	Lo, Hi float64 // range of what is shown; both 0: from the values (Linear 0 … max, Log four decades to max, SignedMap ±max)
	// Steps is the number of equal parts of the scale that have one colour each, so
	// that a value can be read off the colour bar; 0 is a continuous scale, at most
	// MaxSteps.
	Steps int
	Bar   bool   // a colour bar at the right of the title's row
	Label string // before the colour bar; empty: none
	// Unit multiplies the colour bar's numbers, where the world's units are not
	// those of the axes; 0 is 1.
	Unit float64
}

// MaxSteps is the number of colours of a stepped scale that can be told apart.
const MaxSteps = 12

// Contours are level lines of a grid, at levels that are chosen so that the region
// above each holds one of the shares in Mass of the grid's total.
type Contours struct {
	Grid   *Grid     // what the lines are of
	Logs   bool      // Values are natural logarithms of a density: what Mass adds up is exp of them
	Mass   []float64 // shares in (0, 1), say 0.5, 0.9
	Labels bool      // lines say their share, as per cent, where there is room
	Role   Role      // colour; 0 is Ink
}

// Arrows are a vector field's arrows, centred on the grid's nodes. A vector of
// length m is drawn with length L·m/(m+ref), L the spacing of the nodes and ref the
// median length: never too long, never turned, so that near and far fields read at once.
type Arrows struct {
	Field  *Field // the vectors
	From   *Field // nil, or as many nodes as Field has; differences: arrows run from the tips of From's to the tips of Field's
	Role   Role   // colour; 0 is Ink
	Name   string // legend entry, if any
	Legend bool   // lengths explained by two sample arrows
	Weak   bool   // drawn faintly, as a background for another field
	// Displaced: the vectors are ways through the world, drawn in full length from the nodes on.
	Displaced bool
}

// Flow draws the streaks that its Streaks have traced.
type Flow struct {
	Streaks *Streaks // the tracers, advanced by their owner; nil: nothing is drawn
	Role    Role     // colour; 0 is Ink
}

// Coloring says what a particle's colour tells.
type Coloring uint8

const (
	Plain   Coloring = iota // all alike, in the role of the cloud
	ByClass                 // Class: mode, chain; also told by the marker's shape
	ByValue                 // Value: speed, age, in [0, 1]
)

// Particles is a cloud. Up to DiscLimit points are discs with a clean edge;
// above, they are counted on a grid and toned.
type Particles struct {
	At      sim.Batch  // 2×N (further dimensions are ignored)
	Counts  *Counts    // in the place of all that follows, where the particles are elsewhere
	Stamp   uint64     // differs when the positions do; splatted trails fade once a Stamp
	Color   Coloring   // 0 is Plain
	Class   []uint8    // N, categories as in Cat; ByClass
	Value   []float32  // N, in [0, 1]; ByValue
	Values  ValueScale // what Value means, for the legend
	Role    Role       // colour of Plain; 0 is Ink
	Radius  float64    // device-independent pixels; 0 chooses by N
	Trail   *Trail     // recent positions, drawn as fading tails behind discs
	Fade    float64    // share of a splatted trail kept per Stamp; 0 is 0.8, negative is none
	Hollow  bool       // rings instead of discs
	Name    string     // legend entry, if any
	Weights []float32  // N or empty: a disc's area is so many times that of Radius
	Weak    bool       // drawn faintly, to be compared with another cloud
}

// ValueScale says what the colours of ByValue mean: the legend shows them between
// the two numbers. Without a Name it shows nothing.
type ValueScale struct {
	Name   string  // of the quantity, with its unit
	Lo, Hi float64 // the quantity where Value is 0 and where it is 1
}

// DiscLimit is the number of particles up to which each is drawn as a disc.
const DiscLimit = 10_000

// Part is a grip of a handle.
type Part uint8

const (
	NoPart     Part = iota // none
	MeanPart               // the disc in the middle
	MajorPart              // end of the longer axis: length and direction
	MinorPart              // end of the shorter axis: length
	WeightPart             // knob on the ring around the mean
)

// Handle is a draggable component: mean, covariance ellipse (one standard
// deviation) and weight.
type Handle struct {
	X, Y       float64    // mean, world
	Cov        [3]float64 // covariance xx, xy, yy in squared units of the world; all 0: a bare point
	Weight     float64    // in [0, 1]: ring around the mean; 0: no ring
	Hot        Part       // under the pointer, drawn larger; NoPart: none
	Selected   bool       // grips are shown
	Focused    bool       // has the keyboard: dashed outer ring
	FocusPart  Part       // the grip that the keyboard moves
	Hollow     bool       // the mean is a ring: particles that have come to it are seen
	MarkerOnly bool       // drawn as a cross: a pick, not a component
}

// Dissect is the step x → x + εs + √(2ε)z of one particle, taken apart.
type Dissect struct {
	X, Y    float64    // position before the step, world
	Drift   [2]float64 // ε s(x), in units of the world
	Noise   [2]float64 // √(2ε) z, in units of the world
	Epsilon float64    // ε, for Numbers
	Numbers bool       // the parts' values, in both conventions (ε and α = 2ε)
}

// Axes are what surrounds a world plot.
type Axes struct {
	Ticks  bool   // numbers along the lower and left edges
	XLabel string // name of the horizontal axis; empty: none
	YLabel string // name of the vertical axis, reading upwards; empty: none
	Units  Units  // of the numbers
}

// Units are those of the numbers along the axes, where they are not the world's:
// world_j = (number_j − Mid_j) · Scale_j. The zero value is the world's own.
type Units struct {
	Mid   [2]float64 // the numbers at the world's origin
	Scale [2]float64 // of the world's units for one of the axis's; 0: the world's own
}

// Marginals are histograms of the particles' coordinates with the true curves.
type Marginals struct {
	X, Y Marginal // above the plot and at its right; without Bins and Curve: not shown
}

// Marginal is one of them; counts and curve are densities on the same scale.
type Marginal struct {
	Lo, Hi float64   // world range of the bins and of the curve
	Bins   []float32 // density in each of equal bins over Lo … Hi, any number of them
	Curve  []float32 // true density at equal steps from Lo to Hi, ends included
}

// LegendItem is one line of a legend.
type LegendItem struct {
	Name string // what the sign stands for
	Role Role   // the sign's colour; 0 is Ink
	Mark Mark   // the sign; 0 is LineMark
}

// Mark is the sign in a legend.
type Mark uint8

const (
	LineMark  Mark = iota // a curve
	ArrowMark             // a vector field
	DiscMark              // a cloud
	RingMark              // points drawn as rings
)

// Probe is the pointer's place in the world.
type Probe struct {
	X, Y float64 // world
}

// Reading is a number or a vector at the Probe.
type Reading struct {
	Name   string  // what is read, before the equals sign
	X, Y   float64 // the value; Y of a Vector only
	Vector bool    // two numbers in parentheses and not one
	Role   Role    // colour of what it is about; 0 is Ink
}

// Gauge compares a share with its truth on a bar from 0 to 1.
type Gauge struct {
	Name   string  // before the number; empty: none
	Share  float64 // in [0, 1]: the bar's length
	Truth  float64 // in [0, 1]: the line across
	Lo, Hi float64 // binomial band about the truth, in [0, 1]; both 0: none
	Role   Role    // the bar's colour; 0 is Ink
}

// Bars are shares of classes, one bar each, with what they are to be held against.
type Bars struct {
	Title  string    // above them; empty: none
	Names  []string  // K, below the bars; empty: none
	Shares []float64 // K, in [0, 1]; empty: not known yet
	Top    float64   // the share that is as high as there is room; 0: the largest of Shares and Lines
	Lines  []float64 // shares at which there is a line across: the first is what they should be, others are bounds
	Best   bool      // the largest is marked
	Role   Role      // colour of the bars; 0 is Ink
}

// Meter shows a step size against its stability limit, on a log axis from Limit/1000 to
// 2·Limit.
type Meter struct {
	Epsilon float64 // the step size ε
	Limit   float64 // the step diverges from here on: 2v, v the least variance; not above 0: no meter
	Numbers bool    // under the powers of ten and the limit
}

// Paths are N trajectories of K points.
type Paths struct {
	N, K  int       // paths, points of each
	X, Y  []float32 // world, K×N: X[k*N+i] is point k of path i
	Role  Role      // colour; 0 is Ink
	Width float64   // device-independent pixels; 0 is 1
	Ends  bool      // a disc at the last point
	Stamp uint64    // differs when X or Y do
}

// Pictures are N pictures of H×W grey values.
type Pictures struct {
	At     sim.Batch // (H·W)×N: point i is picture i, row by row from the top left; NaN is a hole
	H, W   int       // pixels, at least 1
	Lo, Hi float64   // the values of paper and of ink, which others are cut to; both 0: −1 and 1
	Stamp  uint64    // differs when At does
}

// Sheet shows pictures in rows, each as large as the plot allows.
type Sheet struct {
	Pictures *Pictures // what is shown; nil or none: nothing
	Cols     int       // pictures in a row; 0: as many as make them largest
	Picked   int       // 1 + the picture that is looked at, framed; 0: none
	Hot      int       // 1 + the picture under the pointer, framed weakly; 0: none
	Caret    int       // 1 + the pixel of the picked picture that the keyboard is at; 0: none
}

// Ladder is a strip of small multiples over the noise levels: heat maps of a plane,
// or pictures, as on a film.
type Ladder struct {
	Sigmas []float64 // L, in the order of the run
	Label  string    // before the first σ, as "σ = "; empty: none
	Title  string    // one line above the multiples; empty: none
	Grids  []*Grid   // L or empty: a small heat map each
	Logs   bool      // Values are natural logarithms of what is shown
	Scale  Scale     // of the colours; 0 is Linear
	Lo, Hi float64   // one range for all multiples; both 0: each has its own, as a Heat has
	Peaks  bool      // the greatest value of each multiple is written in it
	Now    float64   // level in 0 … L, fractional within a level; negative: none
	Hot    int       // 1 + the level under the pointer; 0: none
	// Film has rows of pictures in the place of Grids: picture k of each is at level
	// k. A row may have fewer than L, while the run has not come so far.
	Film  []*Pictures
	Names []string // of the rows of Film, before them; empty: none
}

// Curves is a chart of lines over a common axis.
type Curves struct {
	Series         []Series // the curves, later ones over earlier ones
	Levels         []Level  // known values
	XLog, YLog     bool     // logarithmic axes: values that are not above 0 are left out
	XWhole         bool     // x counts: its numbers are whole
	XLabel, YLabel string   // names of the axes; empty: none
	X0, X1, Y0, Y1 float64  // ranges, in the units of the data; equal ends: from the data and the levels
}

// Series is one curve: straight lines between points.
type Series struct {
	Name string    // written beside its right end; empty: none
	X, Y []float64 // equal lengths; NaN breaks the line
	Role Role      // colour; 0 is Ink
	Weak bool      // thin and faint: the raw values behind a smoothed line
}

// Level is a known value drawn as a dashed line across a chart.
type Level struct {
	Name string  // written over the line
	Y    float64 // the value
	Role Role    // colour; 0 is Ink
}
