package view

import (
	"math"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/lab/stream"
	"github.com/scorefield/scorefield/sim/langevin"
	"github.com/scorefield/scorefield/sim/matching"
	"github.com/scorefield/scorefield/sim/metric"
)

// Quality says how far the first run's particles are from the law that it follows at
// present, by discrepancies of different kinds: of the first 128 particles to as many
// fresh draws, each beside what two sets of so many draws rarely exceed (their mean and two
// deviations). All are NaN in Brief and with fewer than two particles.
type Quality struct {
	W2, W2Floor   float64 // exact 2-Wasserstein distance, by optimal assignment
	MMD, MMDFloor float64 // squared maximum mean discrepancy, unbiased, with the median distance of draws as bandwidth
	KSD, KSDFloor float64 // squared kernel Stein discrepancy by the exact score, which needs no draws, with the kernel (1 + r²)^−½
}

const (
	qualityPoints = 128
	qualityTrials = 12
)

// qualityOf is what noise floors were computed for.
type qualityOf struct {
	shape, seed uint64
	level       Level
	n           int
}

// floors are those of all discrepancies, and the bandwidth of one.
type floors struct {
	of        qualityOf
	bandwidth float64
	w2        float64
	mmd       float64
}

// unknownQuality is that of nothing.
func unknownQuality() Quality {
	none := math.NaN()
	return Quality{none, none, none, none, none, none}
}

// quality measures.
func (v *View) quality() Quality {
	r := &v.Runs[0]
	n := min(r.State.X.N, qualityPoints)
	if n < 2 || r.Frozen {
		return unknownQuality()
	}
	l, key := v.RunLevel(0), sim.NewKey(v.Config.Seed).Sub(stream.Report)
	x, draws := sim.NewBatch(r.State.X.D, n), sim.NewBatch(r.State.X.D, n)
	sim.CopyPoints(x, 0, r.State.X, 0, n)
	v.drawLaw(draws, l, key.Sub(2), 0)
	f := v.qualityFloors(l, n, key.Sub(3))
	by := metric.Pieces(v.Yield)
	return Quality{W2: by.Wasserstein2(x, draws), W2Floor: f.w2, MMD: by.MMD2(x, draws, f.bandwidth), MMDFloor: f.mmd,
		KSD: v.stein(x, l), KSDFloor: v.steinFloor(l, n)} // of pictures NaN: their score is not known
}

// Stein is the squared kernel Stein discrepancy of the first run's particles from the law
// that they follow, with its noise floor: KSD and KSDFloor of Quality.
func (v *View) Stein() (ksd, floor float64) {
	r := &v.Runs[0]
	n := min(r.State.X.N, qualityPoints)
	if n < 2 || r.Frozen {
		return math.NaN(), math.NaN()
	}
	l := v.RunLevel(0)
	x := sim.NewBatch(r.State.X.D, n)
	sim.CopyPoints(x, 0, r.State.X, 0, n)
	return v.stein(x, l), v.steinFloor(l, n)
}

// steinFloor is what the discrepancy of n exact draws rarely exceeds.
func (v *View) steinFloor(l Level, n int) float64 {
	f := &v.steins
	of := qualityOf{v.Version.Shape, v.Config.Seed, l, n}
	if f.of != of {
		key := sim.NewKey(v.Config.Seed).Sub(stream.Report).Sub(3)
		floor := metric.NoiseFloor(v.Target.Dim(), n, n, qualityTrials, func(dst sim.Batch, first int) { v.drawLaw(dst, l, key, first) },
			func(x, _ sim.Batch) float64 { return v.stein(x, l) })
		f.of, f.ksd = of, floor.High()
	}
	return f.ksd
}

// drawLaw stores the draws number first, first+1, … of the law α x + σ z.
func (v *View) drawLaw(dst sim.Batch, l Level, key sim.Key, first int) {
	v.rand(dst, key.Sub(0), first)
	z := sim.NewBatch(dst.D, dst.N)
	matching.Gaussian.Rand(z, key.Sub(1), first)
	for i, noise := range z.Data {
		dst.Data[i] = float32(float32(l.Alpha)*dst.Data[i]) + float32(float32(l.Sigma)*noise)
	}
}

// stein is the kernel Stein discrepancy of x from a level, NaN where its score is not known.
func (v *View) stein(x sim.Batch, l Level) float64 {
	if !v.Target.Known() {
		return math.NaN()
	}
	s := sim.NewBatch(x.D, x.N)
	v.ScoreOf(s, x, v.Target.Density, l)
	return metric.Pieces(v.Yield).SteinDiscrepancy(x, s, 1, -0.5)
}

// qualityFloors are the noise floors of n points.
func (v *View) qualityFloors(l Level, n int, key sim.Key) *floors {
	f := &v.qualities
	of := qualityOf{v.Version.Shape, v.Config.Seed, l, n}
	if f.of == of {
		return f
	}
	by := metric.Pieces(v.Yield)
	draw := func(dst sim.Batch, first int) { v.drawLaw(dst, l, key, first) }
	floor := func(distance func(x, y sim.Batch) float64) float64 {
		return metric.NoiseFloor(v.Target.Dim(), n, n, qualityTrials, draw, distance).High()
	}
	some := sim.NewBatch(v.Target.Dim(), n)
	draw(some, 0)
	h := max(by.MedianDistance(some), math.SmallestNonzeroFloat32)
	*f = floors{of: of, bandwidth: h, w2: floor(by.Wasserstein2),
		mmd: floor(func(x, y sim.Batch) float64 { return by.MMD2(x, y, h) })}
	return f
}

// logLikelihoods are the mean log-density of 32 fresh draws by the probability flow of run
// k's process, with the score that drives it, and the exact one; NaN for other samplers and
// of pictures.
func (v *View) logLikelihoods(k int) (flow, exact float64) {
	p := processOf(v.Runs[k].Kernel)
	if p == nil || !v.Target.Known() { // of pictures it is a trace over many coordinates, too
		return math.NaN(), math.NaN()
	}
	end := v.endOf(p)
	x := sim.NewBatch(v.Target.Dim(), likelihoodDraws)
	v.drawLaw(x, end, sim.NewKey(v.Config.Seed).Sub(stream.Report).Sub(4), 0)
	l := langevin.Likelihood{Process: *p, Terminal: v.Target.Density, Tolerance: 1e-4}
	l.Score = inPieces{v, l.Score}
	by, known := make([]float64, x.N), make([]float32, x.N)
	l.LogProb(by, x)
	v.LogDensityOf(known, x, end)
	for i := range by {
		flow += by[i] / likelihoodDraws
		exact += float64(known[i]) / likelihoodDraws
	}
	return flow, exact
}

const likelihoodDraws = 32

// endOf is the level at which a reversal ends.
func (v *View) endOf(p *langevin.Process) Level {
	t := p.End()
	return Level{p.Schedule.Alpha(t), p.Schedule.Sigma(t)}
}

// rotation is the root mean square of ∂s_y/∂x − ∂s_x/∂y of the first network on fresh draws
// of its level: 0 of a gradient. NaN where there is none, or not in the plane.
func (v *View) rotation() float64 {
	if len(v.Networks) == 0 || v.Target.Dim() != 2 {
		return math.NaN()
	}
	n := &v.Networks[0]
	x, curl := sim.NewBatch(2, qualityPoints), make([]float64, qualityPoints)
	v.drawLaw(x, Level{1, n.Sigma}, sim.NewKey(v.Config.Seed).Sub(stream.Report).Sub(5), 0)
	metric.Curl(curl, inPieces{v, n.Model}, x, float32(n.Sigma), 0)
	return metric.RootMeanSquare(curl)
}

// BestAcceptance is the share of accepted moves at which run k's sampler mixes fastest in
// many dimensions; NaN for samplers that accept every move.
func (v *View) BestAcceptance(k int) float64 {
	switch kernel := v.Runs[k].Kernel.(type) {
	case *langevin.MALA:
		return langevin.BestMALA
	case *langevin.Hamiltonian:
		if kernel.Leaps == 1 {
			return langevin.BestMALA
		}
		return langevin.BestHamiltonian
	}
	return math.NaN()
}
