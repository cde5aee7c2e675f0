package lab

import (
	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/density"
	"github.com/scorefield/scorefield/sim/lab/param"
)

// target is the density that an experiment is about.
type target struct {
	density sim.Density
	mixture *density.Mixture // the same, where it is a mixture with few components
	data    *density.Data    // the same, where it is the reader's points
}

// newTarget builds the density that c names. Settings have passed Check.
func newTarget(c Config, own *Points) target {
	var d sim.Density
	switch {
	case c.Density == "mixture":
		d = newMixture(c.Mixture)
	case c.Density == "data" && own != nil:
		d = own.density(c.Bandwidth)
	case c.Density == "data":
		d = sample().density(c.Bandwidth)
	default:
		named, err := density.ByName(c.Density)
		must(err)
		d = named
	}
	t := target{density: d}
	if m, ok := d.(*density.Mixture); ok && m.K() <= MostComponents {
		t.mixture = m
	}
	if data, ok := d.(*density.Data); ok && c.Density == "data" {
		t.data = data
	}
	return t
}

// sample stands for the reader's data until there are some: 160 draws of two
// moons.
func sample() *Points {
	moons, err := density.ByName("two-moons")
	must(err)
	x := sim.NewBatch(2, 160)
	moons.Rand(x, sim.NewKey(1), 0)
	var p density.Points
	for i := range x.N {
		p.XY = append(p.XY, [2]float64{float64(x.At(0, i)), float64(x.At(1, i))})
	}
	return newPoints(p, "two moons")
}

// newMixture is the mixture that text describes; without text, the article's.
func newMixture(text string) sim.Density {
	if text == "" {
		text = toyMixture
	}
	cs, err := ParseMixture(text)
	must(err)
	weights, means, covs := make([]float64, len(cs)), make([][]float64, len(cs)), make([][]float64, len(cs))
	for i, c := range cs {
		weights[i], means[i] = c.Weight, c.Mean[:]
		covs[i] = []float64{c.Cov[0], c.Cov[1], c.Cov[1], c.Cov[2]}
	}
	m, err := density.NewMixture(weights, means, covs)
	must(err)
	return m
}

const toyMixture = "0.2,-5,-5,1,0,1;0.8,5,5,1,0,1"

// components appends those of the target to dst, none where it is no mixture
// in the plane.
func (t target) components(dst []Component) []Component {
	if t.mixture == nil {
		return dst
	}
	for k := range t.mixture.K() {
		mean, cov := t.mixture.Mean(k), t.mixture.Cov(k)
		dst = append(dst, Component{t.mixture.Weight(k), [2]float64{mean[0], mean[1]}, [3]float64{cov[0], cov[1], cov[3]}})
	}
	return dst
}

// Points are the reader's own data, in the view's units.
type Points struct {
	Name   string
	Total  int // points that were read; more than are kept are merged
	at     sim.Batch
	w      []float64
	centre density.Centring
	width  float64 // bandwidth that the data choose
}

// mostKept is how many points a kernel estimate is played with: a score costs
// one exponential per point.
const mostKept = 2000

// dataHalf is the half-width of the view that data are scaled to.
const dataHalf = 3

func newPoints(p density.Points, name string) *Points {
	total := len(p.XY)
	p, _ = p.Thin(mostKept)
	at, centre := p.Fit(dataHalf)
	return &Points{Name: name, Total: total, at: at, w: p.W, centre: centre, width: density.LeaveOneOut(at, p.W)}
}

func (p *Points) density(bandwidth float64) sim.Density {
	if bandwidth == 0 {
		bandwidth = p.width
	}
	return density.NewData(p.at, p.w, bandwidth)
}

// UseCSV makes the points in text the density; see density.ReadCSV. The error
// is a *param.Error, and then nothing changes.
func (e *Experiment) UseCSV(text, name string) error {
	p, err := density.ReadCSV(text)
	return e.use(p, err, name)
}

// UseFloats makes the points x₀, y₀, x₁, y₁, … the density.
func (e *Experiment) UseFloats(xy []float32, name string) error {
	p, err := density.FromFloats(xy)
	return e.use(p, err, name)
}

func (e *Experiment) use(p density.Points, err error, name string) error {
	if err != nil {
		return dataError(err)
	}
	e.points = newPoints(p, name)
	next := e.config
	must(next.Set("density", "data"))
	next.Mixture = ""
	e.begin(next.Filled())
	return nil
}

// dataError says in both languages what density says in one.
func dataError(err error) error {
	in, ok := err.(*density.InputError)
	if !ok {
		return &param.Error{Field: "data", Why: param.Label{EN: err.Error(), ZH: err.Error()}}
	}
	return &param.Error{Field: in.Field(), Value: in.Value, Range: in.Range(), Why: param.Label{EN: in.Error(), ZH: chinese(in)}}
}
