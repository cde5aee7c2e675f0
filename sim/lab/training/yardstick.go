package training

import (
	"math"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/lab/piece"
	"github.com/scorefield/scorefield/sim/lab/stream"
	"github.com/scorefield/scorefield/sim/lab/target"
	"github.com/scorefield/scorefield/sim/matching"
	"github.com/scorefield/scorefield/sim/metric"
)

// yardstick is what networks are measured by: draws of p_σ and a lattice, with
// the exact scores there. It has its own memory for the network's scores. Where the score of
// the target is not known, nothing is measured.
type yardstick struct {
	sigma           float32
	draws, lattice  sim.Batch // D×2000 and D×33²
	truth, expected sim.Batch // exact scores at draws and lattice
	learned, across sim.Batch // scratch
	evaluator       piece.Evaluator
}

const (
	yardstickDraws   = 2000
	yardstickLattice = 33
	yardstickHalf    = 8
)

// newYardstick is that of a target at a noise level. It yields on the way.
func newYardstick(t target.Target, sigma float64, yield func()) yardstick {
	if !t.Known() {
		return yardstick{}
	}
	y := yardstick{sigma: float32(sigma), draws: smoothed(t, sigma, yardstickDraws), lattice: lattice(t.Dim())}
	y.truth, y.learned = sim.NewBatch(y.draws.D, y.draws.N), sim.NewBatch(y.draws.D, y.draws.N)
	y.expected, y.across = sim.NewBatch(y.lattice.D, y.lattice.N), sim.NewBatch(y.lattice.D, y.lattice.N)
	y.evaluator.Score(y.truth, y.draws, t.Density, y.sigma, piece.Of(t.Density), yield)
	y.evaluator.Score(y.expected, y.lattice, t.Density, y.sigma, piece.Of(t.Density), yield)
	return y
}

// lattice is a square lattice in the first two of d coordinates; the others are
// 0.
func lattice(d int) sim.Batch {
	square := metric.Lattice(0, 0, yardstickHalf, yardstickLattice)
	if d == square.D {
		return square
	}
	x := sim.NewBatch(d, square.N)
	for j := range min(d, square.D) {
		copy(x.Row(j), square.Row(j))
	}
	return x
}

// smoothed are n draws of p_σ, the same whatever the seed: runs of different
// seeds are measured on the same points.
func smoothed(t target.Target, sigma float64, n int) sim.Batch {
	key := sim.NewKey(stream.Test)
	x, z := sim.NewBatch(t.Dim(), n), sim.NewBatch(t.Dim(), n)
	t.Density.Rand(x, key.Sub(0), 0)
	matching.Gaussian.Rand(z, key.Sub(1), 0)
	for i, v := range z.Data {
		x.Data[i] += float32(float32(sigma) * v)
	}
	return x
}

// measure returns the Fisher divergence of m to the truth on the draws and its
// root mean square error on the lattice; NaN where the truth is not known. It yields on the way.
func (y *yardstick) measure(m Model, yield func()) (fisher, grid float64) {
	if y.draws.Empty() {
		return math.NaN(), math.NaN()
	}
	y.evaluator.Score(y.learned, y.draws, m, y.sigma, piece.Of(m), yield)
	y.evaluator.Score(y.across, y.lattice, m, y.sigma, piece.Of(m), yield)
	return metric.Fisher(y.learned, y.truth), math.Sqrt(2 * metric.Fisher(y.across, y.expected))
}
