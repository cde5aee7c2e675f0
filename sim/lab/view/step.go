package view

import (
	"math"
	"slices"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/langevin"
)

// Dissection is the last step x → x + εs + √(2ε)z of one particle, taken apart
// in the first two coordinates.
type Dissection struct {
	X, Y    float64    // before the step
	Drift   [2]float64 // εs
	Noise   [2]float64 // √(2ε)z
	Epsilon float64    // ε
}

// Dissect takes the last step of particle i of run k apart. It is false before
// the first step and for samplers whose step is another.
func (v *View) Dissect(k, i int) (d Dissection, ok bool) {
	if k >= len(v.Runs) {
		return d, false
	}
	r := &v.Runs[k]
	before := r.State.Previous()
	if r.State.N == 0 || i < 0 || i >= before.N || before.D < 2 || (r.Sampler != "ula" && r.Sampler != "annealed") {
		return d, false
	}
	d = Dissection{X: float64(before.At(0, i)), Y: float64(before.At(1, i)), Epsilon: r.Info.Epsilon}
	for j := range 2 {
		d.Drift[j] = d.Epsilon * float64(r.State.S.At(j, i))
		d.Noise[j] = float64(r.State.X.At(j, i)) - float64(before.At(j, i)) - d.Drift[j]
	}
	return d, true
}

// StepLimit is the ε from which run k diverges: its sampler's own limit on the target.
// It is NaN for a sampler that has none, as those that Metropolis's rule corrects.
func (v *View) StepLimit(k int) float64 {
	d, known := v.Target.Density.(langevin.MinVariancer)
	if k >= len(v.Runs) || !known {
		return math.NaN()
	}
	if l, ok := v.Runs[k].Kernel.(langevin.Limited); ok {
		return l.Limit(d)
	}
	return math.NaN()
}

// NoiseScale is the standard deviation of what noise does to a coordinate in a
// step of run k at present: √(2ε), or g√h for a process.
func (v *View) NoiseScale(k int) float64 {
	r := &v.Runs[k]
	switch k := r.Kernel.(type) {
	case *langevin.FlowODE:
		return 0
	case *langevin.Karras:
		if k.Churn == 0 {
			return 0
		}
		return r.Info.Sigma * math.Sqrt(2*k.Churn/float64(max(k.Total(), 1))) // σ √((1 + γ)² − 1) for small γ
	}
	s := scheduleOf(r.Kernel)
	if s == nil {
		return math.Sqrt(2 * r.Info.Epsilon)
	}
	t, _ := v.Time(k)
	return s.Diffusion(t) / math.Sqrt(float64(v.Config.SolverSteps))
}

// Time is the t of the process that run k reverses, from 1 to 0; ok is false where it
// reverses none.
func (v *View) Time(k int) (t float64, ok bool) {
	if k >= len(v.Runs) || scheduleOf(v.Runs[k].Kernel) == nil {
		return 0, false
	}
	r := &v.Runs[k]
	return max(1-float64(r.State.N)/float64(max(r.Kernel.Total(), 1)), 0), true
}

// scheduleOf is the noising process that a kernel reverses, nil for others.
func scheduleOf(k langevin.Kernel) sim.Schedule {
	if p := processOf(k); p != nil {
		return p.Schedule
	}
	return nil
}

// processOf is the process that a kernel reverses, nil for others.
func processOf(k langevin.Kernel) *langevin.Process {
	switch k := k.(type) {
	case *langevin.ReverseSDE:
		return &k.Process
	case *langevin.PredictorCorrector:
		return &k.Process
	case *langevin.FlowODE:
		return &k.Process
	}
	return nil
}

// AppendLevels appends to dst the noise levels of the settings, rising.
func (v *View) AppendLevels(dst []float64) []float64 {
	return sim.AppendLadder(dst, v.Config.SigmaMin, v.Config.SigmaMax, v.Config.Levels)
}

// Ladder appends to dst the noise levels of the annealed run in its own order,
// from the largest, and tells how many of them it has gone through; there are
// none without such a run, and now is −1.
func (v *View) Ladder(dst []float64) (sigmas []float64, now float64) {
	for _, r := range v.Runs {
		k, ok := r.Kernel.(*langevin.Annealed)
		if c, completes := r.Kernel.(*langevin.Inpaint); completes {
			k, ok = &c.Annealed, true
		}
		if ok {
			dst = append(dst, k.Levels...)
			slices.Reverse(dst[len(dst)-len(k.Levels):])
			return dst, min(float64(r.State.N)/float64(max(v.Config.StepsPerLevel, 1)), float64(len(k.Levels)))
		}
	}
	return dst, -1
}

// LevelOf is where σ lies among the levels, in levels; −1 below all of them.
func (v *View) LevelOf(sigma float64) float64 {
	c := &v.Config
	if sigma < c.SigmaMin || c.Levels < 2 || c.SigmaMin == c.SigmaMax {
		return -1
	}
	top := float64(c.Levels - 1)
	return min(top*math.Log(sigma/c.SigmaMin)/math.Log(c.SigmaMax/c.SigmaMin), top) + 0.5
}
