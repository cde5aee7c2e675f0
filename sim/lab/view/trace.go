package view

import (
	"math"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/lab/stream"
	"github.com/scorefield/scorefield/sim/matching"
)

// TraceEstimate is the estimate vᵀJv of a trace at a point, from directions v of
// one distribution.
type TraceEstimate struct {
	Name      string    // of the distribution
	Count     []float64 // numbers of directions, rising by a tenth
	Mean      []float64 // of vᵀJv over so many
	Trace     float64   // exact, tr J
	Deviation float64   // of one vᵀJv, by the distribution's formula

	distribution matching.Distribution
}

// mostDirections is how many are drawn.
const mostDirections = 2048

// compared are the distributions that TraceEstimates draws from.
var compared = [...]matching.Distribution{matching.Gaussian, matching.Rademacher, matching.Sphere}

// traceEstimates are the last estimates, what they are of, and their memory.
type traceEstimates struct {
	seed      uint64
	version   Version
	x, y      float64
	list      []TraceEstimate
	along     []sim.Batch // 2×mostDirections for each distribution, the same at every point
	at, basis sim.Batch   // 2×2: the point twice, and e₁, e₂
	s, jv     sim.Batch
	sigma     [1]float32
}

// TraceEstimates draws directions of every distribution at the point (x, y)
// under the first network, in the plane and at the picture's level. The result is valid until the next
// call.
func (v *View) TraceEstimates(x, y float64) []TraceEstimate {
	if len(v.Networks) == 0 || v.Target.Dim() != 2 {
		return nil
	}
	t := &v.traces
	if t.list == nil || t.seed != v.Config.Seed {
		*t = traceEstimates{seed: v.Config.Seed}
		t.draw(sim.NewKey(v.Config.Seed).Sub(stream.Report))
	} else if t.version == v.Version && t.x == x && t.y == y {
		return t.list
	}
	t.version, t.x, t.y = v.Version, x, y
	j := t.jacobian(v.Networks[0].Model, v.Sigma())
	for i := range t.list {
		t.list[i].estimate(t.along[i], j)
	}
	return t.list
}

// draw draws the directions of every distribution.
func (t *traceEstimates) draw(key sim.Key) {
	for _, d := range compared {
		v := sim.NewBatch(2, mostDirections)
		d.Rand(v, key.Sub(uint64(d)), 0)
		t.along, t.list = append(t.along, v), append(t.list, TraceEstimate{Name: d.String(), distribution: d})
	}
	t.at, t.s, t.jv = sim.NewBatch(2, 2), sim.NewBatch(2, 2), sim.NewBatch(2, 2)
	t.basis = sim.FromPoints([]float64{1, 0}, []float64{0, 1})
}

// estimate adds up vᵀJv and keeps the mean at counts that rise by a tenth.
func (e *TraceEstimate) estimate(v sim.Batch, j [4]float64) {
	e.Trace, e.Deviation = j[0]+j[3], math.Sqrt(e.distribution.TraceVariance(j[:], 2))
	e.Count, e.Mean = e.Count[:0], e.Mean[:0]
	sum, next := 0.0, 1.0
	for i := range v.N {
		a, b := float64(v.At(0, i)), float64(v.At(1, i))
		sum += a*(j[0]*a+j[1]*b) + b*(j[2]*a+j[3]*b)
		if n := float64(i + 1); n >= next {
			e.Count, e.Mean = append(e.Count, n), append(e.Mean, sum/n)
			next = max(next*1.1, next+1)
		}
	}
}

// jacobian is ∂s_θ/∂x at the point and, where the model is conditional, at σ;
// row-major.
func (t *traceEstimates) jacobian(m matching.Model, sigma float64) [4]float64 {
	for i := range t.at.N {
		t.at.Set(0, i, float32(t.x))
		t.at.Set(1, i, float32(t.y))
	}
	t.sigma[0] = float32(sigma)
	m.Eval(t.s, t.jv, t.at, t.basis, t.sigma[:])
	return [4]float64{float64(t.jv.At(0, 0)), float64(t.jv.At(0, 1)), float64(t.jv.At(1, 0)), float64(t.jv.At(1, 1))}
}
