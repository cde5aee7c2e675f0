package lab

import (
	"math"
	"slices"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/lab/scene"
	"github.com/scorefield/scorefield/sim/metric"
)

// Stats are the numbers of an experiment, for read-outs and scripts. What
// cannot be said is NaN (null on a page).
type Stats struct {
	Scene     string
	Seed      uint64
	Step      int // of the scene's clock
	Particles int
	Sigma     float64 // noise level of the last step
	Epsilon   float64 // its step size
	Limit     float64 // the ε from which steps diverge
	Shares    []float64
	Share     float64 // of the heaviest component, the lower index on ties
	SWD       float64 // sliced W₂ of the particles to draws of the target; NaN in Brief
	Accepted  float64
	Diverged  int
	Frozen    bool
	Over      bool // the sampler has come to its end
	Training  *TrainingStats
	Versus    *RunStats
	Verdict   *VerdictStats
}

// RunStats are those of one cloud.
type RunStats struct {
	Sampler  string
	Share    float64
	Accepted float64
	Diverged int
	Frozen   bool
}

// TrainingStats are those of one network.
type TrainingStats struct {
	Objective string
	Step      int
	Loss      float64 // smoothed over some hundred steps
	Optimum   float64 // the least that this loss can be
	Fisher    float64 // ½E‖s_θ − s‖² on the data
	Grid      float64 // root mean square of ‖s_θ − s‖ over the view
}

// VerdictStats hold a published figure's interval against the result.
type VerdictStats struct {
	Source, Quantity string
	Value, Low, High float64
	After            int
	Done, Held       bool
}

// stats measures everything, the slow numbers too.
func (e *Experiment) stats() Stats {
	s := e.brief()
	s.SWD = e.slicedDistance()
	return s
}

// Brief is Stats without what takes more than a fraction of a frame.
func (e *Experiment) brief() Stats {
	c, r := e.config, e.runs[0]
	s := Stats{Scene: c.Scene, Seed: c.Seed, Step: e.step(), Particles: c.Particles, Sigma: r.info.Sigma, Epsilon: r.info.Epsilon,
		Limit: e.stepLimit(), Accepted: r.info.Accepted, Diverged: r.lost, Frozen: r.frozen, Over: e.Over(), SWD: math.NaN()}
	if r.state.N == 0 {
		s.Sigma, s.Epsilon, s.Accepted = e.sigma(), c.Epsilon, 1
	}
	shares, heavy := e.shares(0)
	s.Shares, s.Share = slices.Clone(shares), heavy
	if len(e.runs) > 1 {
		v := e.runStats(1)
		s.Versus = &v
	}
	if len(e.fits) > 0 {
		s.Training = e.fits[0].stats()
	}
	s.Verdict = e.verdict(s)
	return s
}

// Step is the number of steps of the scene's clock that can be seen: of
// particles that are elsewhere it is that of the last report.
func (e *Experiment) step() int {
	switch {
	case e.scene.Clock == scene.Training:
		return e.clock.Training
	case e.away != nil && e.away.at >= 0:
		return e.away.at
	}
	return e.clock.Sampling
}

// Networks is how many networks learn.
func (e *Experiment) networks() int { return len(e.fits) }

// Trace is the history of network k, aliasing it.
func (e *Experiment) trace(k int) *Trace { return &e.fits[k].trace }

// Run are the numbers of run k.
func (e *Experiment) runStats(k int) RunStats {
	if k >= len(e.runs) {
		return RunStats{}
	}
	r := e.runs[k]
	_, share := e.shares(k)
	return RunStats{Sampler: r.sampler, Share: share, Accepted: r.info.Accepted, Diverged: r.lost, Frozen: r.frozen}
}

// heaviest is the index of the component with the largest weight, the lower on
// ties.
func (e *Experiment) heaviest() int {
	m, best := e.target.mixture, 0
	for k := range m.K() {
		if m.Weight(k) > m.Weight(best) {
			best = k
		}
	}
	return best
}

// shares are those of run k in the components and that of the heaviest; NaN
// where the target has none.
func (e *Experiment) shares(k int) (all []float64, heavy float64) {
	if e.target.mixture == nil {
		return nil, math.NaN()
	}
	r := e.runs[k]
	if e.away != nil { // as the shards have counted them
		if len(r.count.shares) != e.target.mixture.K() {
			return nil, math.NaN()
		}
		return r.count.shares, r.count.shares[e.heaviest()]
	}
	if c := r.count; c.shares == nil || c.step != r.state.N || c.stamp != e.stamp {
		r.count = count{r.state.N, e.stamp, e.countShares(c.shares, r.particles())}
	}
	return r.count.shares, r.count.shares[e.heaviest()]
}

// countShares labels every particle by its component. dst gives its memory to
// the result.
func (e *Experiment) countShares(dst []float64, x sim.Batch) []float64 {
	if len(e.labels) != x.N {
		e.labels = make([]uint8, x.N)
	}
	e.modes(e.labels, x)
	dst = slices.Grow(dst[:0], e.target.mixture.K())[:e.target.mixture.K()]
	metric.Shares(dst, e.labels)
	return dst
}

// TrueShare is the weight of the heaviest component with the interval in which
// independent draws fall 9,999 times of 10,000: four binomial standard
// deviations to either side.
func (e *Experiment) trueShare() (truth, lo, hi float64, ok bool) {
	if e.target.mixture == nil || e.target.mixture.K() < 2 {
		return 0, 0, 0, false
	}
	truth = e.target.mixture.Weight(e.heaviest())
	lo, hi = metric.Band(truth, e.config.Particles, 4)
	return truth, lo, hi, true
}

// mostCompared is how many particles the sliced distance looks at.
const mostCompared = 2000

// slicedDistance is the sliced W₂ of the first particles to as many draws of
// the target, over 32 directions.
func (e *Experiment) slicedDistance() float64 {
	x := e.runs[0].particles()
	n := min(x.N, mostCompared)
	a, b := sim.NewBatch(x.D, n), sim.NewBatch(x.D, n)
	sim.CopyPoints(a, 0, x, 0, n)
	e.target.density.Rand(b, e.key.Sub(streamReport), 0)
	return metric.SlicedWasserstein2(a, b, metric.Directions(x.D, 32, e.key.Sub(streamReport)))
}

// verdict holds the result of a published figure against its interval.
func (e *Experiment) verdict(s Stats) *VerdictStats {
	v := e.scene.Verdict
	if v == nil {
		return nil
	}
	value := s.Share
	if v.Quantity == "error" {
		value = math.NaN()
		if s.Training != nil {
			value = s.Training.Fisher
		}
	}
	return &VerdictStats{v.Source, v.Quantity, value, v.Low, v.High, v.After, s.Step >= v.After, v.Low <= value && value <= v.High}
}
