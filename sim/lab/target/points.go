package target

import (
	"errors"
	"slices"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/density"
	"github.com/scorefield/scorefield/sim/lab/param"
)

// Points are the reader's own data, centred and scaled to the view. They do not
// change once they are made.
type Points struct {
	Name      string           // of the file, or ""
	Total     int              // points that were read; more than are kept are merged
	At        sim.Batch        // D×N, in the units of the view
	Weights   []float64        // N, relative; nil is equal weights
	Centring  density.Centring // the way back to the reader's units
	Bandwidth float64          // h that the data choose for themselves
}

const (
	// mostKept is how many points a kernel estimate is played with: a score costs
	// one exponential per point.
	mostKept = 2000
	// half is the half-width of the view that data are scaled to.
	half = 3
)

// NewPoints brings points in the reader's units into the view, merging them
// where there are more than 2,000.
func NewPoints(p density.Points, name string) *Points {
	total := len(p.XY)
	p, _ = p.Thin(mostKept)
	at, centre := p.Fit(half)
	return &Points{Name: name, Total: total, At: at, Weights: p.W, Centring: centre, Bandwidth: density.LeaveOneOut(at, p.W)}
}

// ReadCSV reads points from text; see density.ReadCSV. The error is a
// *param.Error.
func ReadCSV(text, name string) (*Points, error) {
	p, err := density.ReadCSV(text)
	return read(p, err, name)
}

// FromFloats takes the points x₀, y₀, x₁, y₁, …; see density.FromFloats. The
// error is a *param.Error.
func FromFloats(xy []float32, name string) (*Points, error) {
	p, err := density.FromFloats(xy)
	return read(p, err, name)
}

func read(p density.Points, err error, name string) (*Points, error) {
	if err != nil {
		return nil, inBothLanguages(err)
	}
	return NewPoints(p, name), nil
}

// density is the kernel estimate of the points; bandwidth 0 is their own.
func (p *Points) density(bandwidth float64) sim.Density {
	if bandwidth == 0 {
		bandwidth = p.Bandwidth
	}
	return density.NewData(p.At, p.Weights, bandwidth)
}

// Out turns points of the view, D×N, into the reader's units, in place.
func (p *Points) Out(x sim.Batch) {
	for i := range x.N {
		out := p.Centring.Out([2]float64{float64(x.At(0, i)), float64(x.At(1, i))})
		x.Set(0, i, float32(out[0]))
		x.Set(1, i, float32(out[1]))
	}
}

// Sound reports whether a kernel estimate can be made of points that came from
// elsewhere: there are some, all finite, with a weight each and a bandwidth.
func (p *Points) Sound() bool {
	finite := func(v float64) bool { return v-v == 0 }
	total := 0.0
	for _, w := range p.Weights {
		if !(w >= 0) || !finite(w) {
			return false
		}
		total += w
	}
	return p.At.D > 0 && p.At.N > 0 && p.At.N <= mostKept && len(p.At.Data) == p.At.D*p.At.N &&
		(p.Weights == nil || len(p.Weights) == p.At.N && total > 0 && finite(total)) &&
		p.Bandwidth >= 0 && finite(p.Bandwidth) &&
		!slices.ContainsFunc(p.At.Data, func(v float32) bool { return v-v != 0 })
}

// inBothLanguages says in both languages what density says in one.
func inBothLanguages(err error) error {
	var in *density.InputError
	if !errors.As(err, &in) {
		return &param.Error{Field: "data", Why: param.Label{EN: err.Error(), ZH: err.Error()}}
	}
	return &param.Error{Field: in.Field(), Value: in.Value, Range: in.Range(), Why: param.Label{EN: in.Error(), ZH: chinese(in)}}
}
