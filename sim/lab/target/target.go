// Package target builds the density that an experiment is about from its
// settings and the reader's data.
package target

import (
	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/density"
	"github.com/scorefield/scorefield/sim/lab/param"
)

// Target is the density that an experiment is about. It is built once for each
// change of the settings and read by every part.
type Target struct {
	Density sim.Density      // never nil
	Mixture *density.Mixture // the same, where it is a mixture with few components; else nil
	Data    *density.Data    // the same, where it is a kernel estimate of points; else nil
	Own     *Points          // the reader's points that it is the estimate of, or pictures that it draws; else nil
	// Pictures say what its points are in an experiment about pictures; nil in the plane.
	Pictures *Pictures
}

// New builds the density that the filled settings c name; own are the reader's
// points, nil where there are none. Settings that have not passed Check panic. It calls yield,
// unless that is nil, between pieces of long work.
func New(c param.Config, own *Points, yield func()) Target {
	var t Target
	var d sim.Density
	switch {
	case c.OfPictures():
		t.Pictures = newPictures(c, own, yield)
		if d = (&drawn{Pictures: t.Pictures}); t.Pictures.Own != nil {
			t.Own = own
		}
	case c.Density == "mixture":
		d = newMixture(c.Mixture)
	case c.Density == "data" && own != nil && own.Album == nil:
		d, t.Own = own.density(c.Bandwidth), own
	case c.Density == "data":
		d = example(c.Bandwidth)
	default:
		named, err := density.ByName(c.Density)
		checked(err)
		d = named
	}
	t.Density = d
	if m, ok := d.(*density.Mixture); ok && m.K() <= param.MostComponents {
		t.Mixture = m
	}
	if data, ok := d.(*density.Data); ok && c.Density == "data" {
		t.Data = data
	}
	return t
}

// Same reports whether two filled settings name the same density.
func Same(a, b param.Config) bool {
	if a.OfPictures() || b.OfPictures() {
		return a.OfPictures() == b.OfPictures() && a.Pictures == b.Pictures && a.Side == b.Side && a.Classes() == b.Classes()
	}
	return a.Density == b.Density && a.Mixture == b.Mixture && a.Bandwidth == b.Bandwidth
}

// Known reports whether score and log p of the density are known: of pictures only
// draws are, and what would be measured by the score is not a number.
func (t Target) Known() bool { return t.Pictures == nil }

// Dim is D, the number of coordinates of a point.
func (t Target) Dim() int { return t.Density.Dim() }

// Moments are the mean, D, and the covariance, D×D, of p_σ; ok is false where no formula gives
// them.
func (t Target) Moments(sigma float64) (mean, cov []float64, ok bool) {
	m, ok := t.Density.(interface {
		Moments(sigma float64) (mean, cov []float64)
	})
	if !ok {
		return nil, nil, false
	}
	mean, cov = m.Moments(sigma)
	return mean, cov, true
}

// Cut is where a truncated density ends along its first axis; ok is false for others.
func (t Target) Cut() (at float64, ok bool) {
	c, ok := t.Density.(interface{ Cut() float64 })
	if !ok {
		return 0, false
	}
	return c.Cut(), true
}

// Components appends the components of a mixture in the plane to dst, none
// where the target is another.
func (t Target) Components(dst []param.Component) []param.Component {
	if t.Mixture == nil || t.Dim() != 2 {
		return dst
	}
	for k := range t.Mixture.K() {
		mean, cov := t.Mixture.Mean(k), t.Mixture.Cov(k)
		dst = append(dst, param.Component{Weight: t.Mixture.Weight(k), Mean: [2]float64{mean[0], mean[1]}, Cov: [3]float64{cov[0], cov[1], cov[3]}})
	}
	return dst
}

// Heaviest is the index of the component with the largest weight, the lower on
// ties; 0 where there are none.
func (t Target) Heaviest() int {
	best := 0
	if t.Mixture != nil {
		for k := range t.Mixture.K() {
			if t.Mixture.Weight(k) > t.Mixture.Weight(best) {
				best = k
			}
		}
	}
	return best
}

// exampleDraws is how many points stand for the reader's data.
const exampleDraws = 160

// exampleBandwidth is what Place chooses for them: workers, which need it, need nothing else of Place.
const exampleBandwidth = 0x1.f8eb0a5f25bdcp-04

// example stands for the reader's data until there are some: the estimate of draws of two
// moons, as Place brings them into the view, with their own bandwidth for 0.
func example(bandwidth float64) sim.Density {
	if bandwidth == 0 {
		bandwidth = exampleBandwidth
	}
	x, _ := moons().Fit(half)
	return density.NewData(x, nil, bandwidth)
}

// moons are the draws.
func moons() (p density.Points) {
	d, err := density.ByName("two-moons")
	checked(err)
	x := sim.NewBatch(d.Dim(), exampleDraws)
	d.Rand(x, sim.NewKey(1), 0)
	for i := range x.N {
		p.XY = append(p.XY, [2]float64{float64(x.At(0, i)), float64(x.At(1, i))})
	}
	return p
}

// toyMixture is the article's, which "mixture" stands for without components.
const toyMixture = "0.2,-5,-5,1,0,1;0.8,5,5,1,0,1"

func newMixture(text string) sim.Density {
	if text == "" {
		text = toyMixture
	}
	cs, err := param.ParseMixture(text)
	checked(err)
	weights, means, covs := make([]float64, len(cs)), make([][]float64, len(cs)), make([][]float64, len(cs))
	for i, c := range cs {
		weights[i], means[i] = c.Weight, c.Mean[:]
		covs[i] = []float64{c.Cov[0], c.Cov[1], c.Cov[1], c.Cov[2]}
	}
	m, err := density.NewMixture(weights, means, covs)
	checked(err)
	return m
}

// checked panics on an error that checked settings cannot have.
func checked(err error) {
	if err != nil {
		panic("target: settings have not been checked")
	}
}
