package lab

import (
	"math"

	"github.com/scorefield/scorefield/sim"
)

// Histogram stores in bins the density of run k's particles along an axis in
// equal bins over lo … hi.
func (e *Experiment) histogram(bins []float32, k, axis int, lo, hi float64) {
	clear(bins)
	x := e.positions(k)
	if x.Empty() || !(hi > lo) {
		return
	}
	if e.away != nil {
		e.away.marginal(bins, k, axis, lo, hi)
		return
	}
	e.counts = resize(e.counts, len(bins))
	clear(e.counts)
	tally(e.counts, x.Row(axis), lo, hi)
	asDensity(bins, e.counts, x.N, lo, hi)
}

// asDensity makes the counts of n particles in equal bins over lo … hi a
// density.
func asDensity(bins []float32, counts []int, n int, lo, hi float64) {
	for i, c := range counts {
		bins[i] = float32(float64(c) * float64(len(bins)) / (hi - lo) / float64(n))
	}
}

// acrossNodes is how many points the marginal's integral takes.
const acrossNodes = 161

// Marginal stores in curve the target's marginal density along an axis at
// equal steps over lo … hi: the integral over the other coordinate by the
// trapezoidal rule, on three times that range.
func (e *Experiment) marginal(curve []float32, axis int, lo, hi float64) {
	n := len(curve)
	x := sim.NewBatch(2, n*acrossNodes)
	logp := make([]float32, x.N)
	mid, reach := (lo+hi)/2, 1.5*(hi-lo)
	step := 2 * reach / (acrossNodes - 1)
	for i := range x.N {
		x.Set(axis, i, float32(lo+(hi-lo)*float64(i%n)/float64(n-1)))
		x.Set(1-axis, i, float32(mid-reach+step*float64(i/n)))
	}
	e.logDensity(logp, x)
	clear(curve)
	for i, l := range logp {
		curve[i%n] += float32(step * math.Exp(float64(l)))
	}
}
