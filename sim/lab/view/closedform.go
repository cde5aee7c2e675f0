package view

import (
	"cmp"
	"math"
	"slices"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/fit"
	"github.com/scorefield/scorefield/sim/lab/stream"
	"github.com/scorefield/scorefield/sim/matching"
	"github.com/scorefield/scorefield/sim/metric"
)

// ClosedForm is the model of a family whose implicit loss is quadratic, so that score
// matching on a sample is linear equations: what a network is held against.
type ClosedForm struct {
	Family string     // by its name in the table
	Points int        // that it was fitted to
	Model  sim.Scorer // of p_σ itself, which it has as its σ = 0; nil where there is no fit
	Fisher float64    // ½E‖s − ∇log p_σ‖² on the draws by which networks are measured; NaN where there is no fit
	Err    error      // why there is none
}

// closedForm is the last fit, and what it is of.
type closedForm struct {
	ClosedForm
	of    closedFormOf
	known bool
}

type closedFormOf struct {
	family      string
	shape, seed uint64
	sigma       float64
	sample      *float32 // of the points; another data set is elsewhere
	n           int
}

// kernelCentres is how many of its points a kernel fit has kernels on: the first ones.
const kernelCentres = 60

// ClosedForm is the fit that the settings ask for, to points of the sample that the first
// network learns from, noised to the level at which that is measured; nil where they ask
// for none or nothing learns. It is of the plane: in more dimensions there is no fit.
func (v *View) ClosedForm() *ClosedForm {
	if v.Sample.Empty() || len(v.Networks) == 0 {
		return nil
	}
	sigma := v.Networks[0].Sigma
	of := closedFormOf{v.Config.ClosedForm, v.Version.Shape, v.Config.Seed, sigma, &v.Sample.Data[0], v.Sample.N}
	if f := &v.closed; !f.known || f.of != of {
		*f = closedForm{ClosedForm: v.fitClosedForm(of.family, Level{1, sigma}), of: of, known: true}
	}
	return &v.closed.ClosedForm
}

func (v *View) fitClosedForm(family string, l Level) ClosedForm {
	f := ClosedForm{Family: family, Points: v.Sample.N, Fisher: math.NaN()}
	x := v.noised(v.Sample, l.Sigma)
	v.pause()
	switch {
	case x.D != 2:
		f.Err = &fit.Error{Field: "dimension", Value: "not 2", Want: "the plane"}
	case family == "gaussian":
		f.Model, f.Err = scorer(fit.NewGaussian(x))
	case family == "quartic":
		f.Model, f.Err = scorer(fit.NewExponential(fit.NewPolynomial(2, 4), x, 0))
	default:
		f.Model, f.Err = scorer(v.bestKernel(x))
	}
	if f.Err != nil {
		f.Model = nil
		return f
	}
	draws := sim.NewBatch(x.D, fisherDraws)
	v.drawLaw(draws, l, sim.NewKey(stream.Test), 0)
	truth, fitted := sim.NewBatch(x.D, fisherDraws), sim.NewBatch(x.D, fisherDraws)
	v.ScoreOf(truth, draws, v.Target.Density, l)
	v.ScoreOf(fitted, draws, f.Model, Level{Alpha: 1})
	f.Fisher = metric.Fisher(fitted, truth)
	return f
}

// fisherDraws are as many as networks are measured on, and the same.
const fisherDraws = 2000

// scorer makes a model of any family a score.
func scorer[M sim.Scorer](m M, err error) (sim.Scorer, error) { return m, err }

// noised are the points x with noise of deviation sigma, the same at every call.
func (v *View) noised(x sim.Batch, sigma float64) sim.Batch {
	if sigma == 0 {
		return x
	}
	y, z := x.Clone(), sim.NewBatch(x.D, x.N)
	matching.Gaussian.Rand(z, sim.NewKey(v.Config.Seed).Sub(stream.Report).Sub(6), 0)
	for i, noise := range z.Data {
		y.Data[i] += float32(float32(sigma) * noise)
	}
	return y
}

// bestKernel fits a kernel expansion to the points, of the width h whose fit to the first
// half of them has the least implicit loss on the other half: of five from a sixth of the
// points' deviation on, each twice the one before. Where all points have singular
// equations it is the next best.
func (v *View) bestKernel(x sim.Batch) (m *fit.Exponential, err error) {
	half := x.N / 2
	first, second := sim.NewBatch(x.D, half), sim.NewBatch(x.D, x.N-half)
	sim.CopyPoints(first, 0, x, 0, half)
	sim.CopyPoints(second, 0, x, half, x.N-half)
	centres := sim.NewBatch(x.D, min(kernelCentres, x.N))
	sim.CopyPoints(centres, 0, x, 0, centres.N)
	type width struct{ h, loss float64 }
	var widths []width
	for k := range 5 {
		h := math.Ldexp(deviationOf(x)/6, k)
		if m, err = fit.NewInducing(first, centres, fit.Settings{Bandwidth: h, Lambda: kernelPenalty}); err == nil {
			widths = append(widths, width{h, m.Loss(second)})
		}
		v.pause()
	}
	slices.SortFunc(widths, func(a, b width) int { return cmp.Compare(a.loss, b.loss) })
	for _, w := range widths {
		if m, err = fit.NewInducing(x, centres, fit.Settings{Bandwidth: w.h, Lambda: kernelPenalty}); err == nil {
			return m, nil
		}
	}
	return nil, err
}

// kernelPenalty is λ of ½λ‖f‖² beside the mean loss.
const kernelPenalty = 1e-3

// deviationOf is the root mean variance of a coordinate.
func deviationOf(x sim.Batch) float64 {
	sum := 0.0
	for j := range x.D {
		mean, square := 0.0, 0.0
		for _, v := range x.Row(j) {
			mean += float64(v) / float64(x.N)
		}
		for _, v := range x.Row(j) {
			square += (float64(v) - mean) * (float64(v) - mean)
		}
		sum += square / float64(x.N)
	}
	return math.Sqrt(sum / float64(max(x.D, 1)))
}
