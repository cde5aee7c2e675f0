package param

import (
	"strings"

	"github.com/scorefield/scorefield/sim/lab/scene"
)

// Config is what a person chose, one field for each row of Table (the field's
// name in kebab-case is the parameter's). A zero field stands for the scene's
// default, else the table's, so the zero value is the scene "langevin" at its
// defaults. Ranges are in the table. Lengths and noise levels are in the units
// of the view.
type Config struct {
	Scene    string // name of a scene; "" is langevin
	Seed     uint64 // 1 … 2⁵³ − 1; 0 is 1
	Density  string // name of a target, "mixture" or "data"; "" is the scene's
	Mixture  string // components w,mx,my,sxx,sxy,syy; see ParseMixture. "" is none of one's own
	Pictures string // what a scene of pictures is about: digits, letters or own, the reader's; "" is the scene's
	// ClassSet are those that are learned, a digit or letter each; "" is all.
	ClassSet   string
	Side       string  // of a picture, in pixels: 8, 12 or 16; "" is the scene's
	Labels     string  // on where a network of pictures is told their classes; "" is off
	Class      string  // what it is asked for: all, none or one of them; "" is all
	Likelihood string  // which picture is weighed by the likelihood of each class: off, sample or painted; "" is the scene's
	Guidance   float64 // w of classifier-free guidance; Never is none, 0 is the scene's
	Painted    string  // known pixels that samples complete, x, o or u each; "" is none
	Bandwidth  float64 // h of a kernel on each of the reader's points; 0 lets the data choose
	Score      string  // what drives the particles: exact or learned; "" is exact
	Sigma      float64 // σ of the smoothed target p_σ; 0 is the target itself

	Sampler       string  // of the first run; "" is the scene's
	Versus        string  // of a second run on the same noise, or none; "" is the scene's
	Particles     int     // in each run; 0 is the scene's
	AutoEpsilon   string  // on where ε is the samplers' own choice; "" is off beside an Epsilon, else the scene's
	Epsilon       float64 // ε of x + ε s + √(2ε) z; 0 is the scene's
	VersusEpsilon float64 // ε of the second run; 0 is Epsilon
	Noise         string  // on, or off for the drift alone; "" is on
	Adapt         string  // on where MALA finds the ε of its best acceptance in its first 200 steps; "" is off
	Leaps         int     // leapfrog steps of a Hamiltonian proposal; 0 is 10
	Friction      float64 // γ of the underdamped sampler, per unit of time; 0 is 1
	StartLaw      string  // uniform, normal or data; "" is uniform
	StartWidth    float64 // half side of the box, or deviation of the normal; 0 is the scene's
	SigmaMin      float64 // the least noise level of ladders and processes; 0 is the scene's
	SigmaMax      float64 // the largest; 0 is the scene's
	Levels        int     // L, noise levels of a ladder; 0 is the scene's
	StepsPerLevel int     // T, steps at each of them; 0 is the scene's
	TrainFirst    int     // training steps before particles start, where both move together; 0 is the scene's
	Denoise       string  // on for a last step x + σ²s without noise; "" is off
	Schedule      string  // ve, vp or sub-vp; "" is ve
	Predictor     string  // of reversed equations: euler, reverse-diffusion or ancestral; "" is euler
	Rho           float64 // ρ of Karras's spacing of noise levels; 0 is 7
	Churn         float64 // S_churn of Karras's sampler; Never is none, 0 is the scene's
	SolverSteps   int     // steps of a process from t = 1 to t = 0; 0 is the scene's

	Objective     string  // the loss that is minimised; "" is the scene's
	NoiseLevels   string  // what σ the noise ladder learns at: ladder, log-uniform or log-normal; "" is ladder
	Weighting     string  // of its levels: variance or edm; "" is variance
	Race          string  // on to train every objective side by side; "" is the scene's
	Projection    string  // distribution of the directions v of sliced losses; "" is gaussian
	Projections   int     // directions a point; 0 is 1
	TrainingSigma float64 // σ of the denoising loss, and of all in a race; 0 is 0.5
	Model         string  // vector, residual or energy; "" is the scene's
	Units         int     // of a hidden layer; 0 is the scene's
	HiddenLayers  int     // 0 is 2
	Activation    string  // softplus, silu, tanh or auto (SiLU for the noise ladder, else softplus); "" is auto
	Rate          float64 // of Adam; 0 is the scene's
	RateSteps     int     // steps in which the rate falls to 0; Never keeps it, 0 is the scene's
	Batch         int     // points a training step; 0 is 128
	Averaging     float64 // decay of the weights' moving average; Never is none, 0 is the scene's
	Dataset       int     // size of a finite data set; Never draws fresh points for every batch, 0 is the scene's
	TargetSteps   int     // where playing stops, in steps of the scene's clock; Never does not stop, 0 is the scene's

	ClosedForm string // family of a fit beside the network: gaussian, quartic or kernel; "" is none

	Speed       float64 // steps a frame; 0 is the scene's
	Heat        string  // off, density, log, or of a network learned or curl; "" is density
	Contours    string  // on or off; "" is on
	Arrows      string  // off, true, learned, difference or mean; "" is the scene's
	Flow        string  // on for streaks along the drift; "" is the scene's
	Trails      string  // on or off; "" is on
	Colour      string  // what a particle's colour means; "" is the scene's
	Dissect     int     // number of the particle whose last step is taken apart, or whose way is shown, from 1; Never is none, 0 is the scene's
	Diagnostics string  // on for numbers of the particles as chains; "" is off
	Marginals   string  // on for histograms along the axes; "" is the scene's
	PointX      float64 // where directional derivatives are shown; 0 is 0
	PointY      float64 // the same; 0 is 0
	Nearest     string  // off for no lines to the nearest learned points; "" is on

	TrainingAxis string  // curves over step or ms; "" is step
	HalfWidth    float64 // half the height of the view; 0 is the scene's
	CentreX      float64 // of the view; 0 is 0
	CentreY      float64 // of the view; 0 is 0
}

// Never is the TargetSteps that do not stop, the Averaging that does not average, the
// RateSteps in which a rate does not fall, the Guidance that does not guide, the Churn that adds no noise, the Dataset that has no end and the Dissect of
// nobody, each "0" as text.
const Never = -1

// Set gives parameter name the value text, or returns an *Error that says what
// is wrong and leaves c as it was. A mixture of one's own is a density, and
// another density has none: setting one of them sets the other.
func (c *Config) Set(name, text string) error {
	p, ok := Find(name)
	if !ok {
		return Unknown(name, text)
	}
	if err := p.Check(text); err != nil {
		return err
	}
	if name == "mixture" && text != "" {
		if _, err := ParseMixture(text); err != nil {
			return err
		}
	}
	if name == "painted" && strings.Trim(text, "xou") != "" {
		return &Error{Field: name, Value: clip(text), Range: "x, o, u"}
	}
	if name == "painted" && strings.Trim(text, "u") == "" {
		text = "" // nothing is known
	}
	p.Assign(c, text)
	switch {
	case name == "side":
		c.Painted = "" // it is of other pixels
	case name == "pictures":
		c.ClassSet = "" // they are of other pictures
	case name == "mixture" && text != "":
		c.Density = "mixture"
	case name == "density" && text != "mixture":
		c.Mixture = ""
	}
	return nil
}

// Get returns the value of parameter name as text: the field's own, or where
// that is zero the default. Unknown names give "".
func (c *Config) Get(name string) string {
	p, ok := Find(name)
	if !ok {
		return ""
	}
	return p.value(c)
}

// value is the parameter's value in c as text.
func (p *Param) value(c *Config) string {
	if text, given := p.format(c); given {
		return text
	}
	switch {
	case p.Name == "density" && c.Mixture != "":
		return "mixture"
	case p.Name == "auto-epsilon" && c.Epsilon != 0:
		return "off"
	}
	return p.DefaultIn(c.scene())
}

// DefaultIn is the parameter's default in a scene, as text.
func (p *Param) DefaultIn(s scene.Scene) string {
	if p.Name == "scene" {
		return p.Default
	}
	if text, ok := s.Default(p.Name); ok {
		return text
	}
	return p.Default
}

// DefaultOf is the parameter's default in the scene of c, as text.
func (p *Param) DefaultOf(c *Config) string { return p.DefaultIn(c.scene()) }

// scene is the scene of c, whose defaults stand for zero fields; that of a name
// that does not exist has none.
func (c *Config) scene() scene.Scene {
	name := c.Scene
	if name == "" {
		name = "langevin"
	}
	s, _ := scene.Find(name)
	return s
}

// WithDefaults returns c with every zero field replaced by its default.
func (c Config) WithDefaults() Config {
	from := c
	for i := range Table {
		p := &Table[i]
		if _, given := p.format(&c); !given {
			p.Assign(&c, p.value(&from))
		}
	}
	return c
}

// Check returns an *Error for the first field that is not allowed, in the
// table's order, or for fields that contradict one another.
func (c Config) Check() error {
	for i := range Table {
		p := &Table[i]
		text := p.value(&c)
		if p.Kind == Text && text == "" {
			continue
		}
		if err := c.Set(p.Name, text); err != nil {
			return err
		}
	}
	return c.contradiction(func(string) bool { return false })
}

// contradiction returns an *Error where the largest noise level is less than
// the least, which no range of a single parameter can exclude, or settings have no
// meaning together (see mismatch) or are too much together (see workload and Room). It
// names the one that a person has just chosen.
func (c Config) contradiction(chosen func(name string) bool) error {
	full := c.WithDefaults()
	if full.SigmaMin <= full.SigmaMax {
		if err := full.mismatch(chosen); err != nil {
			return err
		}
		if err := full.workload(chosen); err != nil {
			return err
		}
		return full.Room(MostMemory, chosen)
	}
	least, largest := full.Get("sigma-min"), full.Get("sigma-max")
	if chosen("sigma-max") && !chosen("sigma-min") {
		p, _ := Find("sigma-max")
		return &Error{Field: "sigma-max", Value: largest, Range: least + " … " + number(p.Max)}
	}
	p, _ := Find("sigma-min")
	return &Error{Field: "sigma-min", Value: least, Range: number(p.Min) + " … " + largest}
}

// Learns reports whether networks are trained under the filled settings c: where
// training is the scene's clock, and where learned scores drive the particles.
func (c *Config) Learns() bool {
	return c.scene().Clock == scene.Training || c.Score == "learned"
}

// OfPictures reports whether the experiment is about pictures and not about points of the
// plane: its scene says so.
func (c *Config) OfPictures() bool { return c.scene().Pictures }

// Told reports whether networks are told classes.
func (c *Config) Told() bool { return c.OfPictures() && c.Labels == "on" }

// Classes are the names of the classes of the pictures.
func (c *Config) Classes() string {
	if c.ClassSet != "" {
		return c.ClassSet
	}
	return c.allClasses()
}

func (c *Config) allClasses() string {
	if c.Pictures == "letters" {
		return letterClasses
	}
	return digitClasses
}

// ClassOf is the class, an index in Classes, that sample i is asked to be of; −1 for none.
func (c *Config) ClassOf(i int) int {
	if c.Class == "all" {
		return i % len(c.Classes())
	}
	return strings.Index(c.Classes(), c.Class)
}

// learnsLadder reports whether networks learn on the ladder of noise levels.
func (c *Config) learnsLadder() bool {
	return c.Learns() && (c.Objective == "ladder" || c.Race == "on")
}

// Journalled reports whether a change of the parameter may be made while a run
// goes on, and is then an entry of its journal.
func (p *Param) Journalled() bool { return p.Scope == Live || p.Name == "density" }

// Disturbance is the widest scope of what differs between the filled settings
// from and to: what a change from one to the other makes start again.
func Disturbance(from, to Config) Scope {
	widest := View
	for i := range Table {
		p := &Table[i]
		if p.value(&from) != p.value(&to) {
			widest = max(widest, p.scope(&from, &to))
		}
	}
	if from.Learns() != to.Learns() {
		widest = max(widest, Training)
	}
	return widest
}

// scope is the parameter's, but for two that depend on what is trained.
func (p *Param) scope(from, to *Config) Scope {
	switch p.Name {
	case "density": // networks start again, but not where a component is dragged; particles flow on to another density
		if !from.Learns() && !to.Learns() || to.Density == "mixture" && to.Mixture != from.Mixture {
			return Live
		}
	case "sigma-min", "sigma-max", "levels":
		if from.learnsLadder() || to.learnsLadder() {
			return Training
		}
	}
	return p.Scope
}
