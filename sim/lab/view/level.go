package view

import (
	"math"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/lab/piece"
	"github.com/scorefield/scorefield/sim/lab/scene"
	"github.com/scorefield/scorefield/sim/langevin"
	"github.com/scorefield/scorefield/sim/metric"
)

// Level is a law that particles follow or a network learns: that of α x + σ z with
// x from the target and z from N(0, I). It is p_σ for α = 1.
type Level struct {
	Alpha float64 // α, 1 but for processes that shrink the data
	Sigma float64 // σ
}

// ScoreSigma is the noise level σ/α of the smoothed target whose score this law has:
// s(x) = s_{σ/α}(x/α)/α.
func (l Level) ScoreSigma() float64 { return l.Sigma / l.Alpha }

// Level is that of the picture: of arrows, maps, the pointer's numbers and what is measured.
// Where networks learn it is the one at which the first of them is measured, and where
// particles move the one that the first run follows at present.
func (v *View) Level() Level {
	switch {
	case v.Scene.Clock == scene.Training && len(v.Networks) > 0:
		return Level{1, v.Networks[0].Sigma}
	case v.Scene.Clock == scene.Sampling:
		return v.RunLevel(0)
	}
	return Level{1, v.Config.Sigma}
}

// RunLevel is what run k follows after the steps it has done.
func (v *View) RunLevel(k int) Level {
	if k < len(v.Runs) {
		return v.levelAfter(k, v.Runs[k].State.N)
	}
	return Level{1, v.Config.Sigma}
}

// levelAfter is what run k follows after n steps.
func (v *View) levelAfter(k int, n uint64) Level {
	kernel := v.Runs[k].Kernel
	if c, ok := kernel.(*langevin.Inpaint); ok { // what follows is p_σ given what is known
		kernel = &c.Annealed
	}
	if m, ok := kernel.(langevin.Marginaler); ok {
		alpha, sigma := m.Marginal(n)
		return Level{alpha, sigma}
	}
	return Level{1, v.Config.Sigma}
}

// Sigma is the noise level at which the picture's scores are drawn and measured.
func (v *View) Sigma() float64 { return v.Level().ScoreSigma() }

// LogDensityAt stores log p_σ at the points x.
func (v *View) LogDensityAt(dst []float32, x sim.Batch, sigma float64) {
	v.LogDensityOf(dst, x, Level{1, sigma})
}

// LogDensityOf stores the log-density of a level at the points x.
func (v *View) LogDensityOf(dst []float32, x sim.Batch, l Level) {
	v.evaluator.LogProb(dst, v.unscaled(x, l), v.Target.Density, float32(l.ScoreSigma()), piece.Of(v.Target.Density), v.Yield)
	if l.Alpha != 1 {
		shift := float32(float64(x.D) * math.Log(l.Alpha))
		for i := range dst {
			dst[i] -= shift
		}
	}
}

// ScoreOf stores what score says at the points x of a level.
func (v *View) ScoreOf(dst, x sim.Batch, score sim.Scorer, l Level) {
	v.evaluator.Score(dst, v.unscaled(x, l), score, float32(l.ScoreSigma()), piece.Of(score), v.Yield)
	if l.Alpha != 1 {
		for i := range dst.Data {
			dst.Data[i] /= float32(l.Alpha)
		}
	}
}

// unscaled is x/α.
func (v *View) unscaled(x sim.Batch, l Level) sim.Batch {
	if l.Alpha == 1 {
		return x
	}
	y := like(&v.scaled, x)
	for i, c := range x.Data {
		y.Data[i] = c / float32(l.Alpha)
	}
	return y
}

// namedAt is the noise level at which Modes names components: the settings', which does not
// change while particles are on their way.
func (v *View) namedAt() float64 { return v.Config.Sigma }

// knownShare is TrueShare, but NaN while a process is under way, for which it would
// have to be computed at every step.
func (v *View) knownShare(k int) (truth, lo, hi float64) {
	if r := &v.Runs[k]; passes(r.Kernel) && r.State.N > 0 && int(r.State.N) < r.Kernel.Total() {
		return math.NaN(), math.NaN(), math.NaN()
	}
	truth, lo, hi, _ = v.TrueShare(k)
	return truth, lo, hi
}

// passes reports whether a kernel's law is another at every step.
func passes(k langevin.Kernel) bool {
	_, karras := k.(*langevin.Karras)
	return karras || scheduleOf(k) != nil
}

// trueShare is what was last computed for a run.
type trueShare struct {
	shape    uint64
	level    Level
	denoised bool // by a last step, from the level
	named    float64
	share    float64
}

// TrueShare is what the share of run k would be in independent draws of the law that the run
// follows at present, by quadrature, and after a last step of denoising in the means to which
// that takes exact draws, with the interval in which it falls 9,999 times of 10,000:
// four binomial standard deviations to either side. It is false where there are not two
// components.
func (v *View) TrueShare(k int) (truth, lo, hi float64, ok bool) {
	m := v.Target.Mixture
	if m == nil || m.K() < 2 || k >= len(v.Runs) {
		return math.NaN(), math.NaN(), math.NaN(), false
	}
	t := &v.truths[k]
	of := trueShare{shape: v.Version.Shape, level: v.RunLevel(k), named: v.namedAt()}
	if f, ok := v.Runs[k].Kernel.(langevin.Finisher); ok {
		if alpha, sigma, done := f.Finished(v.Runs[k].State.N); done {
			of.level, of.denoised = Level{alpha, sigma}, true
		}
	}
	if of.share = t.share; *t != of {
		shares := make([]float64, m.K())
		if of.denoised {
			m.DenoisedShares(shares, of.level.ScoreSigma(), of.named)
		} else {
			m.MarginalShares(shares, of.level.Alpha, of.level.Sigma, of.named)
		}
		of.share = shares[v.Target.Heaviest()]
		*t = of
	}
	lo, hi = metric.Band(t.share, v.Config.Particles, 4)
	return t.share, lo, hi, true
}
