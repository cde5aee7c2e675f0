package lab_test

import (
	"math"
	"strings"
	"testing"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/density"
	"github.com/scorefield/scorefield/sim/lab"
	"github.com/scorefield/scorefield/sim/lab/param"
)

// opened is an experiment on a text without mistakes.
func opened(t *testing.T, text string) *lab.Experiment {
	t.Helper()
	e, errs := lab.Open(text)
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	return e
}

// TestExactDrawsHaveTheirTrueShare: particles that are exact draws lie within the band
// around the truth, four standard deviations to either side, which all of these few cases
// do but for one in a thousand; components overlap, or σ is large, so that the
// truth is far from the weight.
func TestExactDrawsHaveTheirTrueShare(t *testing.T) {
	for _, c := range []struct {
		text string
		want float64 // by erfc, 0 where there is no such formula
	}{
		{"mixture=0.3,0,0,1,0,1;0.7,1.5,0,1,0,1", 0.7619742},
		{"mixture=0.3,0,0,1,0,1;0.7,0,0,9,0,9", 0},
		{"density=eight-gaussians", 0.125},
		{"density=toy", 0.8},
	} {
		e := opened(t, "start-law=data\n"+c.text)
		s := e.Stats()
		if !(s.ShareLow <= s.Share && s.Share <= s.ShareHigh) {
			t.Errorf("%s: share %v outside %v … %v", c.text, s.Share, s.ShareLow, s.ShareHigh)
		}
		if c.want > 0 && math.Abs(s.TrueShare-c.want) > 1e-5 {
			t.Errorf("%s: truth %v, want %v", c.text, s.TrueShare, c.want)
		}
	}
	// The toy smoothed by σ = 10, of which chains have no exact start: the truth alone.
	// 0.8 Φ((d/2 − a)/s) + 0.2 Φ(−(d/2 + a)/s) with a = −s² log 4/d, d = 10√2, s² = 101.
	e := opened(t, "density=toy\nsigma=10")
	if got := e.Stats().TrueShare; math.Abs(got-0.885664) > 1e-5 {
		t.Errorf("toy at σ = 10: truth %v, want 0.885664", got)
	}
}

// TestTruthFollowsTheProcess: in an annealed run and along a process exact draws of what the
// run follows at a step, named as particles are, have the true share that is stated there.
func TestTruthFollowsTheProcess(t *testing.T) {
	const n = 40_000
	mixture := "mixture=0.3,-1,0,1,0,1;0.7,1.5,1,1,0.3,2"
	for _, c := range []struct {
		text  string
		steps []int
	}{
		{"scene=annealed\nsteps-per-level=10\nparticles=100\n" + mixture, []int{0, 10, 55, 100}},
		{"scene=sde\nsolver-steps=50\nparticles=100\n" + mixture, []int{0, 20, 40, 50}},
		{"scene=sde\nschedule=vp\nsolver-steps=50\nparticles=100\n" + mixture, []int{0, 20, 40, 50}},
	} {
		e := opened(t, c.text)
		x, z, labels := sim.NewBatch(2, n), sim.NewBatch(2, n), make([]uint8, n)
		m, _ := density.NewMixture([]float64{0.3, 0.7}, [][]float64{{-1, 0}, {1.5, 1}}, [][]float64{{1, 0, 0, 1}, {1, 0.3, 0.3, 2}})
		unit, _ := density.NewMixture([]float64{1}, [][]float64{{0, 0}}, [][]float64{{1, 0, 0, 1}})
		for _, step := range c.steps {
			e.Sample(step - e.Clock().Sampling)
			l := e.View().RunLevel(0)
			m.Rand(x, sim.NewKey(1), 0)
			unit.Rand(z, sim.NewKey(2), 0)
			for i, v := range z.Data {
				x.Data[i] = float32(l.Alpha*float64(x.Data[i]) + l.Sigma*float64(v))
			}
			e.View().Modes(labels, x)
			share := 0.0
			for _, k := range labels {
				share += float64(k) / n
			}
			truth := e.Stats().TrueShare
			if tol := 4 * math.Sqrt(truth*(1-truth)/n); !(math.Abs(share-truth) <= tol) {
				t.Errorf("%q at %d, %+v: %v of exact draws, truth %v ± %v", c.text, step, l, share, truth, tol)
			}
		}
	}
}

// TestTruthOfDenoisedParticles: where components overlap, a last step of denoising leaves
// other shares than those of p. Of two round ones of the same size the boundary of p_σ goes to
// that of p, so that the shares stay p_σ's: with a = σ² + 1, d = 1.5 and log 7/3 between the
// weights 0.3 Φ(b/√a) + 0.7 Φ((b + d)/√a), b = a log(7/3)/d − d/2. Runs that mix well are within
// their band, which p's share is not.
func TestTruthOfDenoisedParticles(t *testing.T) {
	const mixture = "\nparticles=4000\nmixture=0.3,0,0,1,0,1;0.7,1.5,0,1,0,1"
	const lopsided = "\nparticles=4000\nmixture=0.3,0,0,1,0,1;0.7,0.5,0,3,1,2"
	for _, text := range []string{
		"scene=annealed\nsigma-min=1\nsigma-max=3\nlevels=4\nepsilon=0.1\nsteps-per-level=40\ndenoise=on",
		"scene=sde\nsigma-min=1\nsolver-steps=60\ndenoise=on\nsampler=sde",
		"scene=sde\nsigma-min=1\nsolver-steps=60\nsampler=karras",
		"scene=sde\nsigma-min=0.8\nchurn=20\nsolver-steps=60\nsampler=karras",
		"scene=sde\nsigma-min=1\nsolver-steps=60\ndenoise=on\nsampler=corrector",
		"scene=sde\nschedule=vp\nsolver-steps=200\ndenoise=on\nsampler=sde",
	} {
		for _, m := range []string{mixture, lopsided} {
			e := opened(t, text+m)
			e.Sample(e.Particles().Total())
			s := e.Stats()
			if !(s.ShareLow <= s.Share && s.Share <= s.ShareHigh) {
				t.Errorf("%q: share %v outside %v … %v", text+m, s.Share, s.ShareLow, s.ShareHigh)
			}
			if at1 := strings.Contains(text, "sigma-min=1\n"); at1 && m == mixture && math.Abs(s.TrueShare-denoisedTruth) > 1e-3 {
				t.Errorf("%q: truth %v, want %v", text, s.TrueShare, denoisedTruth)
			}
		}
	}
}

// denoisedTruth is 0.3 Φ(b/√2) + 0.7 Φ((b + d)/√2) with b = 2 log(7/3)/d − d/2 and d = 1.5.
var denoisedTruth = func() float64 {
	d := 1.5
	b := 2*math.Log(7./3)/d - d/2
	phi := func(x float64) float64 { return math.Erfc(-x/math.Sqrt2) / 2 }
	return 0.3*phi(b/math.Sqrt2) + 0.7*phi((b+d)/math.Sqrt2)
}()

// TestPictureFollowsTheParticles: densities and scores in the picture are those of the law
// that particles follow, by differences of the log-density and by its mass.
func TestPictureFollowsTheParticles(t *testing.T) {
	for _, text := range []string{"scene=annealed\nparticles=10", "scene=sde\nparticles=10\nsigma-max=5", "scene=sde\nparticles=10\nschedule=vp"} {
		e := opened(t, text)
		for _, step := range []int{0, 150, 350} {
			e.Sample(step - e.Clock().Sampling)
			v := e.View()
			level := v.Level()
			if s := e.Stats(); s.ScoreSigma != level.ScoreSigma() || v.Runs[0].State.N > 0 && e.Config().Sampler == "annealed" && s.ScoreSigma != s.Sigma {
				t.Errorf("%q at %d: scoreSigma %v, level %+v, σ of the step %v", text, step, s.ScoreSigma, level, s.Sigma)
			}
			const n, h = 241, 0.5 // a lattice over ±60
			x, logp, mass := sim.NewBatch(2, n*n), make([]float32, n*n), 0.0
			for i := range x.N {
				x.Set(0, i, float32(h*float64(i%n-n/2)))
				x.Set(1, i, float32(h*float64(i/n-n/2)))
			}
			v.LogDensityOf(logp, x, v.Level())
			for _, l := range logp {
				mass += h * h * math.Exp(float64(l))
			}
			if math.Abs(mass-1) > 0.02 { // at σ = 20 some lies outside
				t.Errorf("%q at %d: mass %v", text, step, mass)
			}
			s := sim.NewBatch(2, x.N)
			v.TrueScore(s, x)
			for i := n*n/2 - 2*n; i < n*n/2+2*n; i += 17 {
				want := (float64(logp[i+1]) - float64(logp[i-1])) / (2 * h)
				if got := float64(s.At(0, i)); logp[i] > -20 && math.Abs(got-want) > 0.3*(1+math.Abs(want)) { // differences over h
					t.Errorf("%q at %d, x = (%v, %v): score %v, difference %v", text, step, x.At(0, i), x.At(1, i), got, want)
				}
			}
		}
	}
}

// TestLimitIsTheSamplers: 2v for Langevin dynamics, none where Metropolis's rule corrects or a
// schedule chooses the steps; of densities that are no mixture, too.
func TestLimitIsTheSamplers(t *testing.T) {
	for text, want := range map[string]float64{
		"sampler=ula":          2,
		"sampler=ula\nsigma=1": 4,
		"sampler=underdamped":  2,
		"sampler=mala":         math.NaN(),
		"sampler=sde":          math.NaN(),
		"sampler=hmc":          math.NaN(),
		"sampler=tempering":    math.NaN(),
		"sampler=karras":       math.NaN(),
		"sampler=ode-heun":     math.NaN(),
		"density=square":       0.02,
		"density=truncated":    12.5,
		"scene=annealed\nsigma-min=0.1\nsigma-max=10":        0.0202,
		"scene=annealed\nsigma-min=0.1\nsampler=mala":        math.NaN(),
		"sampler=mala\nepsilon=5\nparticles=1000\nsigma=0.5": math.NaN(),
	} {
		if got := opened(t, text).Stats().Limit; math.Abs(got-want) > 1e-9 || math.IsNaN(got) != math.IsNaN(want) {
			t.Errorf("%q: limit %v, want %v", text, got, want)
		}
	}
}

// TestAFrozenRunSaysHowManyAreLost: beyond the step size's limit every particle of a Gaussian
// leaves, and when the first have diverged all others are far outside; below it none is astray.
func TestAFrozenRunSaysHowManyAreLost(t *testing.T) {
	e := opened(t, "scene=langevin\ndensity=gaussian\nparticles=2000\nepsilon=9")
	e.Sample(400)
	s := e.Stats()
	if !s.Frozen || s.Astray < 1990 || s.Diverged > 100 {
		t.Errorf("frozen %v, %d astray, %d diverged", s.Frozen, s.Astray, s.Diverged)
	}
	// The picture is the last keyframe that has most of them, and goes with the run.
	x, step := e.View().Picture(0)
	near := 0
	for i := range x.N {
		if math.Hypot(float64(x.At(0, i)), float64(x.At(1, i))) < 80 { // 20 deviations of both coordinates, 57 away, and the corners of the start
			near++
		}
	}
	if state := e.Particles().Steps(0); step >= state || near < x.N/2 {
		t.Errorf("%d of %d particles are in the picture, of step %d of %d", near, x.N, step, state)
	}
	if !s.Earlier {
		t.Error("an earlier picture is said to be the last one")
	}
	// What says it in every frame looks at all particles once.
	looks := 0
	e.Yield(func() { looks++ })
	if b := e.View().Brief(); b.Astray != s.Astray || looks > 0 {
		t.Errorf("%d astray, then %d, and %d pieces of particles were looked at again", s.Astray, b.Astray, looks)
	}
	e.Yield(nil)
	// A checkpoint has no keyframes: what comes back from it is the last state.
	back, ok := lab.OpenCheckpoint(e.Checkpoint())
	if !ok {
		t.Fatal("no checkpoint")
	}
	if _, step := back.View().Picture(0); step != back.Particles().Steps(0) || back.Stats().Earlier || !back.Stats().Frozen {
		t.Errorf("after a checkpoint the picture is of step %d of %d; %+v", step, back.Particles().Steps(0), back.Stats())
	}
	e.Rewind(lab.Clock{})
	if _, step := e.View().Picture(0); step != e.Particles().Steps(0) || e.Stats().Earlier {
		t.Errorf("thawed at step %d the picture is of %d", e.Particles().Steps(0), step)
	}
	few := opened(t, "scene=langevin\ndensity=funnel\nparticles=500\nepsilon=1") // too large a step in the neck alone
	few.Sample(400)
	if s := few.Stats(); !s.Frozen || s.Earlier || s.Astray < 50 || s.Astray > 200 {
		t.Errorf("few particles are lost: %d, frozen %v, an earlier picture %v", s.Astray, s.Frozen, s.Earlier)
	}
	e = opened(t, "scene=langevin\ndensity=gaussian\nparticles=2000")
	e.Sample(100)
	if s := e.Stats(); s.Frozen || s.Astray != 0 {
		t.Errorf("frozen %v, %d astray", s.Frozen, s.Astray)
	}
}

// TestTraceEstimatesAreOfTheLearnedScore at the picture's noise level, whatever the
// objective: their trace is that of finite differences. Those are off by h²/6 of the
// third derivatives, which are below 20 here, and by 2⁻²³|s|/h of single precision,
// less than 10⁻³ in all.
func TestTraceEstimatesAreOfTheLearnedScore(t *testing.T) {
	for _, o := range param.Objectives {
		e := opened(t, "scene=projections&units=8&seed=5&sigma=0.7&objective="+o.Value)
		e.Train(20)
		const h = 1. / 64
		at := sim.FromPoints([]float64{0.7 + h, -0.4}, []float64{0.7 - h, -0.4}, []float64{0.7, -0.4 + h}, []float64{0.7, -0.4 - h})
		s := sim.NewBatch(2, 4)
		e.View().LearnedScore(s, at)
		want := float64(s.At(0, 0)-s.At(0, 1)+s.At(1, 2)-s.At(1, 3)) / (2 * h)
		for _, got := range e.View().TraceEstimates(0.7, -0.4) {
			if math.Abs(got.Trace-want) > 1e-3 {
				t.Errorf("%s, %s: trace %g, want %g", o.Value, got.Name, got.Trace, want)
			}
		}
	}
}
