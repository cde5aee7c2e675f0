package view

import (
	"math"
	"slices"

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

// acrossNodes is how many points the marginal's integral takes, and unitReach how far from the middle those
// densities of the plane go that are neither mixtures nor points.
const (
	acrossNodes = 161
	unitReach   = 16.0
)

// Marginal stores in curve the marginal density of a level of a target in the plane along
// an axis at equal steps over lo … hi. Of a mixture it is the mixture of the components' marginals, with mean α μ
// and variance α² Σ + σ² along the axis; of any other the integral over the whole of the other coordinate by the
// trapezoidal rule. It is 0 for other targets.
func (v *View) Marginal(curve []float32, l Level, axis int, lo, hi float64) {
	clear(curve)
	if v.Target.Dim() != 2 {
		return
	}
	n := len(curve)
	place := func(i int) float64 { return lo + (hi-lo)*float64(i)/float64(n-1) }
	if m, ok := v.Target.Density.(gaussians); ok {
		for k := range m.K() {
			mean, variance := l.Alpha*m.Mean(k)[axis], l.Alpha*l.Alpha*m.Cov(k)[3*axis]+l.Sigma*l.Sigma
			top := m.Weight(k) / math.Sqrt(2*math.Pi*variance)
			for i := range curve {
				d := place(i) - mean
				curve[i] += float32(top * math.Exp(-d*d/(2*variance)))
			}
		}
		return
	}
	if v.across.N != n*acrossNodes {
		v.across, v.acrossLogs = sim.NewBatch(2, n*acrossNodes), make([]float32, n*acrossNodes)
	}
	x, logp := v.across, v.acrossLogs
	mid, reach := 0.0, unitReach
	spread := l.Sigma
	if d := v.Target.Data; d != nil {
		row := d.Points().Row(1 - axis)
		least, most := float64(slices.Min(row)), float64(slices.Max(row))
		mid, reach, spread = (least+most)/2, (most-least)/2, math.Hypot(l.Alpha*d.Bandwidth(), l.Sigma)
	}
	first, step := l.Alpha*(mid-reach)-6*spread, 2*(l.Alpha*reach+6*spread)/(acrossNodes-1)
	for i := range x.N {
		x.Set(axis, i, float32(place(i%n)))
		x.Set(1-axis, i, float32(first+step*float64(i/n)))
	}
	v.LogDensityOf(logp, x, l)
	for i, log := range logp {
		curve[i%n] += float32(step * math.Exp(float64(log)))
	}
}

// gaussians are a mixture of them: weights, means and covariances, row by row.
type gaussians interface {
	K() int
	Weight(k int) float64
	Mean(k int) []float64
	Cov(k int) []float64
}
