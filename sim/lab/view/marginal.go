package view

import (
	"math"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/hist"
	"github.com/scorefield/scorefield/sim/lab/piece"
)

// Histogram stores in bins the density of run k's particles along an axis in
// equal bins over lo … hi. Of particles that workers move it is what these have
// counted, zeros where they were asked for another number of bins.
func (v *View) Histogram(bins []float32, k, axis int, lo, hi float64) {
	clear(bins)
	if k >= len(v.Runs) || !(hi > lo) {
		return
	}
	if c := v.Runs[k].Counted; c != nil {
		if counts := c.Marginals[axis]; len(counts) == len(bins) {
			normalise(bins, counts, c.Particles, lo, hi)
		}
		return
	}
	x := v.Runs[k].State.X
	if x.Empty() {
		return
	}
	v.bins = resize(v.bins, len(bins))
	clear(v.bins)
	piece.Each(x.N, piece.Particles, v.Yield, func(first, n int) { hist.CountAxis(v.bins, x.Row(axis)[first:first+n], lo, hi) })
	normalise(bins, v.bins, x.N, lo, hi)
}

// normalise makes the counts of n particles in equal bins over lo … hi a
// density.
func normalise(bins []float32, counts []int, n int, lo, hi float64) {
	for i, c := range counts {
		bins[i] = float32(float64(c) * float64(len(bins)) / (hi - lo) / float64(n))
	}
}

// acrossNodes is how many points the marginal's integral takes.
const acrossNodes = 161

// Marginal stores in curve the marginal density of a level of a target in the plane along
// an axis at equal steps over lo … hi: the integral over the other coordinate by
// the trapezoidal rule, on three times that range. It is 0 for other targets.
func (v *View) Marginal(curve []float32, l Level, axis int, lo, hi float64) {
	clear(curve)
	if v.Target.Dim() != 2 {
		return
	}
	n := len(curve)
	if v.across.N != n*acrossNodes {
		v.across, v.acrossLogs = sim.NewBatch(2, n*acrossNodes), make([]float32, n*acrossNodes)
	}
	x, logp := v.across, v.acrossLogs
	mid, reach := (lo+hi)/2, 1.5*(hi-lo)
	step := 2 * reach / (acrossNodes - 1)
	for i := range x.N {
		x.Set(axis, i, float32(lo+(hi-lo)*float64(i%n)/float64(n-1)))
		x.Set(1-axis, i, float32(mid-reach+step*float64(i/n)))
	}
	v.LogDensityOf(logp, x, l)
	for i, log := range logp {
		curve[i%n] += float32(step * math.Exp(float64(log)))
	}
}
