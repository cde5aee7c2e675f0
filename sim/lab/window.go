package lab

import (
	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/hist"
)

// Window is what a page wants to see of a cloud whose particles are elsewhere:
// their counts on a grid, and along both axes.
type Window struct {
	W, H           int     // bins of the grid
	X0, Y0, X1, Y1 float64 // the part of the world that it covers; its first row is at Y1
	Keep           float64 // share of the counts that stays from step to step
	Bins           int     // of the marginals, 0 for none
	CX, CY, Half   float64 // they go from CX − Half to CX + Half, and so for CY
	Shares         bool    // count the components' shares too, which costs as much as a step
}

// same reports whether pictures of two windows are of the same things.
func (v Window) same(o Window) bool {
	v.Shares = o.Shares
	return v == o
}

// affine takes places in the world to bins.
func (v Window) affine() hist.Affine {
	sx, sy := float64(v.W)/(v.X1-v.X0), float64(v.H)/(v.Y0-v.Y1)
	return hist.Affine{SX: float32(sx), OX: float32(-v.X0 * sx), SY: float32(sy), OY: float32(-v.Y1 * sy)}
}

// good reports whether there is anything to count on.
func (v Window) good() bool {
	return v.W > 0 && v.H > 0 && v.W*v.H <= mostBins && v.X1 > v.X0 && v.Y1 > v.Y0 && v.Bins >= 0 && v.Bins <= mostBins
}

// mostBins bounds what one message carries.
const mostBins = 1 << 22

// marginal counts particles along an axis.
func (v Window) marginal(x sim.Batch, axis int) []int {
	counts := make([]int, v.Bins)
	if v.Bins == 0 {
		return counts
	}
	lo := [2]float64{v.CX, v.CY}[axis] - v.Half
	tally(counts, x.Row(axis), lo, lo+2*v.Half)
	return counts
}

// tally counts values in equal bins over lo … hi.
func tally(counts []int, values []float32, lo, hi float64) {
	scale := float64(len(counts)) / (hi - lo)
	for _, v := range values {
		if b := (float64(v) - lo) * scale; b >= 0 && b < float64(len(counts)) {
			counts[int(b)]++
		}
	}
}

func (v Window) write(w *writer) {
	w.count(v.W)
	w.count(v.H)
	w.count(v.Bins)
	for _, x := range []float64{v.X0, v.Y0, v.X1, v.Y1, v.Keep, v.CX, v.CY, v.Half} {
		w.number(x)
	}
	w.flag(v.Shares)
}

func (v *Window) read(r *reader) {
	v.W, v.H, v.Bins = r.count(), r.count(), r.count()
	for _, x := range []*float64{&v.X0, &v.Y0, &v.X1, &v.Y1, &v.Keep, &v.CX, &v.CY, &v.Half} {
		*x = r.number()
	}
	v.Shares = r.flag()
	r.bad = r.bad || !v.good()
}

// order is what shards are to do next: go to a step, with a changed history if
// there is text, and report what a window shows.
type order struct {
	outing int
	to     int
	stops  []int // for each run one more than the step at which it is frozen, 0 is none
	all    bool  // report all positions
	text   string
	window Window
}

func (o *order) write(w *writer) {
	w.count(o.outing)
	w.count(o.to)
	w.counts(o.stops)
	w.flag(o.all)
	w.text(o.text)
	o.window.write(w)
}

func (o *order) read(r *reader) bool {
	o.outing, o.to, o.stops = r.count(), r.count(), r.counts(nil)
	o.all, o.text = r.flag(), r.text()
	o.window.read(r)
	return !r.bad && len(r.b) == 0
}
