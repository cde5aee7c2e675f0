package lab

import (
	"strconv"
	"strings"

	"github.com/scorefield/scorefield/sim/lab/param"
	"github.com/scorefield/scorefield/sim/lab/scene"
)

// Config is what a reader chose, one field for each parameter of param.Table
// (its text name is the field's name in kebab-case). A zero field stands for
// the scene's default. The zero value is the scene "langevin" at its defaults.
type Config struct {
	Scene     string
	Seed      uint64 // 0 is 1
	Density   string
	Mixture   string // components w,mx,my,sxx,sxy,syy; see ParseMixture
	Bandwidth float64
	Score     string // exact or learned
	Sigma     float64

	Sampler       string
	Versus        string
	Particles     int
	Epsilon       float64 // ε of x + ε s + √(2ε) z
	Noise         string  // on or off
	Friction      float64
	StartLaw      string
	StartWidth    float64
	SigmaMin      float64
	SigmaMax      float64
	Levels        int
	StepsPerLevel int
	Denoise       string
	Schedule      string
	SolverSteps   int

	Objective     string
	Race          string
	Projection    string
	Projections   int
	TrainingSigma float64
	Model         string
	Units         int
	HiddenLayers  int
	Activation    string
	Rate          float64
	Batch         int
	Averaging     float64
	Dataset       int
	TargetSteps   int

	Speed     float64
	Heat      string
	Contours  string
	Arrows    string
	Flow      string
	Trails    string
	Colour    string
	Marginals string

	TrainingAxis string
	HalfWidth    float64
	CentreX      float64
	CentreY      float64
}

// field returns a pointer to the field that holds parameter name, nil if there
// is none.
func (c *Config) field(name string) any {
	switch name {
	case "scene":
		return &c.Scene
	case "seed":
		return &c.Seed
	case "density":
		return &c.Density
	case "mixture":
		return &c.Mixture
	case "bandwidth":
		return &c.Bandwidth
	case "score":
		return &c.Score
	case "sigma":
		return &c.Sigma
	case "sampler":
		return &c.Sampler
	case "versus":
		return &c.Versus
	case "particles":
		return &c.Particles
	case "epsilon":
		return &c.Epsilon
	case "noise":
		return &c.Noise
	case "friction":
		return &c.Friction
	case "start-law":
		return &c.StartLaw
	case "start-width":
		return &c.StartWidth
	case "sigma-min":
		return &c.SigmaMin
	case "sigma-max":
		return &c.SigmaMax
	case "levels":
		return &c.Levels
	case "steps-per-level":
		return &c.StepsPerLevel
	case "denoise":
		return &c.Denoise
	case "schedule":
		return &c.Schedule
	case "solver-steps":
		return &c.SolverSteps
	case "objective":
		return &c.Objective
	case "race":
		return &c.Race
	case "projection":
		return &c.Projection
	case "projections":
		return &c.Projections
	case "training-sigma":
		return &c.TrainingSigma
	case "model":
		return &c.Model
	case "units":
		return &c.Units
	case "hidden-layers":
		return &c.HiddenLayers
	case "activation":
		return &c.Activation
	case "rate":
		return &c.Rate
	case "batch":
		return &c.Batch
	case "averaging":
		return &c.Averaging
	case "dataset":
		return &c.Dataset
	case "target-steps":
		return &c.TargetSteps
	case "speed":
		return &c.Speed
	case "heat":
		return &c.Heat
	case "contours":
		return &c.Contours
	case "arrows":
		return &c.Arrows
	case "flow":
		return &c.Flow
	case "trails":
		return &c.Trails
	case "colour":
		return &c.Colour
	case "marginals":
		return &c.Marginals
	case "training-axis":
		return &c.TrainingAxis
	case "half-width":
		return &c.HalfWidth
	case "centre-x":
		return &c.CentreX
	case "centre-y":
		return &c.CentreY
	}
	return nil
}

// Set gives parameter name the value text, or returns a *param.Error that says
// what is wrong and leaves c as it was.
func (c *Config) Set(name, text string) error {
	p, ok := param.Find(name)
	if !ok {
		return param.Unknown(name, text)
	}
	if err := p.Check(text); err != nil {
		return err
	}
	if name == "mixture" && text != "" {
		if _, err := ParseMixture(text); err != nil {
			return err
		}
	}
	assign(c.field(name), text)
	switch { // a mixture of one's own is a density, and another density has none
	case name == "mixture" && text != "":
		c.Density = "mixture"
	case name == "density" && text != "mixture":
		c.Mixture = ""
	}
	return nil
}

// assign stores text, which Check has passed, in a field.
func assign(field any, text string) {
	switch f := field.(type) {
	case *string:
		*f = text
	case *float64:
		*f, _ = strconv.ParseFloat(text, 64)
	case *int:
		*f, _ = strconv.Atoi(text)
	case *uint64:
		*f, _ = strconv.ParseUint(text, 10, 64)
	}
}

// Get returns the value of parameter name as text: the field's own, or where
// that is zero the scene's default. Unknown names give "".
func (c *Config) Get(name string) string {
	if f := c.field(name); given(f) {
		return format(f)
	}
	p, _ := param.Find(name)
	if name == "scene" {
		return p.Default
	}
	if name == "density" && c.Mixture != "" {
		return "mixture"
	}
	return c.scene().Default(p)
}

// given reports whether a field is not zero.
func given(field any) bool {
	switch f := field.(type) {
	case *string:
		return *f != "" && *f != "0"
	case *float64:
		return *f != 0
	case *int:
		return *f != 0
	case *uint64:
		return *f != 0
	}
	return false
}

func format(field any) string {
	switch f := field.(type) {
	case *string:
		return *f
	case *float64:
		return strconv.FormatFloat(*f, 'g', -1, 64)
	case *int:
		return strconv.Itoa(*f)
	case *uint64:
		return strconv.FormatUint(*f, 10)
	}
	return ""
}

func (c *Config) scene() scene.Scene {
	name := c.Scene
	if name == "" {
		name = "langevin"
	}
	s, _ := scene.Find(name)
	return s
}

// Filled returns c with every zero field replaced by its default.
func (c Config) Filled() Config {
	for _, p := range param.Table {
		if f := c.field(p.Name); !given(f) {
			assign(f, c.Get(p.Name))
		}
	}
	return c
}

// Check returns a *param.Error for the first field that is not allowed, in the
// table's order, or for fields that contradict one another.
func (c Config) Check() error {
	for _, p := range param.Table {
		text := c.Get(p.Name)
		if p.Kind == param.Text && text == "" {
			continue
		}
		if err := c.Set(p.Name, text); err != nil {
			return err
		}
	}
	full := c.Filled()
	if full.SigmaMin > full.SigmaMax {
		return &param.Error{Field: "sigma-min", Value: format(&full.SigmaMin), Range: "0.001 … " + format(&full.SigmaMax)}
	}
	return nil
}

// TextVersion is the version of the text form.
const TextVersion = 1

const (
	mostText  = 1 << 16 // bytes of settings that ParseConfig reads
	separator = "\n"
)

// Text is the flat form of c, "v=1" and then one name=value a line, scene and
// seed always, else only what differs from the scene's default.
func (c Config) Text() string {
	var b strings.Builder
	b.WriteString("v=" + strconv.Itoa(TextVersion))
	for _, p := range param.Table {
		text := c.Get(p.Name)
		if p.Name == "scene" || p.Name == "seed" || text != c.scene().Default(p) {
			b.WriteString(separator + p.Name + "=" + text)
		}
	}
	return b.String()
}

// ParseConfig reads what Text writes: name=value pairs separated by line ends
// or ampersands, in any order. Every mistake is reported; pairs that are
// right are taken all the same, so that one misspelt name loses nothing.
func ParseConfig(text string) (Config, []error) {
	var c Config
	if len(text) > mostText {
		return c, []error{&param.Error{Field: "settings", Value: strconv.Itoa(len(text)) + " bytes",
			Range: "at most " + strconv.Itoa(mostText) + " bytes", What: param.Damaged}}
	}
	return c, c.Merge(text)
}

// Apply sets every name=value pair of text and returns what was wrong.
func (c *Config) Merge(text string) []error {
	var errs []error
	note := func(err error) {
		if err != nil && len(errs) < 20 {
			errs = append(errs, err)
		}
	}
	for pair := range pairs(text) {
		name, value, ok := strings.Cut(pair, "=")
		name, value = strings.TrimSpace(name), strings.TrimSpace(value)
		switch {
		case !ok:
			note(&param.Error{Field: "settings", Value: name, Range: "name=value", What: param.Damaged})
		case name == "v":
			note(checkVersion(value))
		default:
			note(c.Set(name, value))
		}
	}
	return errs
}

func checkVersion(v string) error {
	if v == strconv.Itoa(TextVersion) {
		return nil
	}
	return &param.Error{Field: "v", Value: v, Range: "v=" + strconv.Itoa(TextVersion), What: param.Damaged}
}

// pairs yields the non-empty pieces of text between line ends and ampersands.
func pairs(text string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for piece := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == '\n' || r == '\r' || r == '&' }) {
			if piece = strings.TrimSpace(piece); piece != "" && !yield(piece) {
				return
			}
		}
	}
}

// on reads a switch.
func on(text string) bool { return text == "on" }
