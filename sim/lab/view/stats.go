package view

import (
	"math"
	"slices"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/lab/piece"
	"github.com/scorefield/scorefield/sim/lab/stream"
	"github.com/scorefield/scorefield/sim/lab/target"
	"github.com/scorefield/scorefield/sim/langevin"
	"github.com/scorefield/scorefield/sim/metric"
)

// Stats are the numbers of an experiment, for read-outs and scripts. What
// has no value is NaN (null on a page).
type Stats struct {
	Scene     string  // its name
	Seed      uint64  // of all random numbers
	Step      int     // of the scene's clock
	Particles int     // in each run
	Sigma     float64 // noise level of the last step
	// ScoreSigma is the noise level at which scores are drawn and measured, and which the
	// first run follows.
	ScoreSigma         float64
	Epsilon            float64        // its step size ε
	Limit              float64        // the ε from which the sampler's steps diverge; NaN for one that has no limit
	Shares             []float64      // of the particles in each component, nil where there are none
	Share              float64        // of the heaviest component, the lower index on ties
	TrueShare          float64        // what Share is in exact draws of the law that the run follows; NaN in Brief while that changes at every step
	ShareLow           float64        // TrueShare less four standard deviations of so many draws
	ShareHigh          float64        // and more
	SWD                float64        // sliced W₂ of the particles to draws of the target; NaN in Brief
	SWDFloor           float64        // what SWD of so many exact draws rarely exceeds: their mean and two deviations; NaN in Brief
	Quality                           // discrepancies of the first run
	ESS                float64        // effective draws of a chain of the first run in 1,000 steps; NaN in Brief and for what is no chain, see Experiment.Stats
	RHat               float64        // R̂ of such chains from where the particles are
	LogLikelihood      float64        // of a process: mean log-density of 32 fresh draws by its probability flow; NaN in Brief and for other samplers
	ExactLogLikelihood float64        // the same by the density itself
	BestAcceptance     float64        // of a sampler that Metropolis's rule corrects, at which it mixes fastest; NaN for others
	Accepted           float64        // share of particles that moved in the last step
	Diverged           int            // particles that have diverged
	Astray             int            // particles that a frozen run has lost from the picture; see View.Astray
	Frozen             bool           // the run stays at its last good state
	Earlier            bool           // the picture of a frozen run is one before that; see View.Picture
	Over               bool           // every run has come to its end
	Training           *TrainingStats // of the first network, nil where there is none
	Versus             *RunStats      // of the second run, nil where there is none
	Verdict            *VerdictStats  // nil where nothing was published
	Data               *DataStats     // of the reader's own data, nil where they are not the density, and in Brief
	// Pictures is what a classifier says about pictures; nil in Brief, and see View.Judged.
	Pictures *PictureQuality
	// Posterior is how likely a picture is to be of each class, where the settings ask for that;
	// in Brief it is nil until it has been found. See View.Posterior.
	Posterior *ClassPosterior
}

// DataStats say what the reader's data are.
type DataStats struct {
	target.Facts         // what was understood of the file
	Name         string  // of the file
	Kernels      int     // that the points became
	Bandwidth    float64 // h of each, in the view's units
	Side         int     // of pictures, as they are kept; 0 of points
	Classes      string  // a letter or digit for each class of pictures, "" without labels
	Print        string  // fingerprint
	Choosable    bool    // its columns can be chosen anew
}

// RunStats are those of one run.
type RunStats struct {
	Sampler string  // its name
	Share   float64 // of the heaviest component
	// TrueShare, ShareLow and ShareHigh are as in Stats.
	TrueShare, ShareLow, ShareHigh float64
	Accepted                       float64 // share of particles that moved in the last step
	Diverged                       int     // particles that have diverged
	Frozen                         bool    // it stays at its last good state
}

// TrainingStats are those of one network.
type TrainingStats struct {
	Objective string  // by which it learns
	Step      int     // training steps done
	Loss      float64 // mean over the last 25 steps
	HeldOut   float64 // on a finite data set: the loss on draws or points that it does not learn from; else NaN
	// Nearness is how near samples of the network are to the points that it has learned
	// from; see View.Nearness. NaN in Brief.
	Nearness float64
	Optimum  float64 // the expected loss of the exact score; NaN on a finite data set, where it is no bound
	Fisher   float64 // ½E‖s_θ − s‖² on draws of p_σ
	// Curl is the root mean square of ∂s_y/∂x − ∂s_x/∂y on fresh draws, 0 of a gradient;
	// NaN in Brief and outside of the plane.
	Curl float64
	Grid float64 // root mean square of ‖s_θ − s‖ over the view
	// ClosedForm is the fit that the settings ask for, nil where they ask for none.
	ClosedForm *ClosedForm
}

// VerdictStats hold a published figure's interval against the result.
type VerdictStats struct {
	Source    string  // paper, section
	Quantity  string  // what is published: share or error
	Value     float64 // the result
	Low, High float64 // the interval, inclusive
	After     int     // steps after which it holds
	Done      bool    // so many have been done
	Held      bool    // the result lies in the interval
}

// Stats measures everything, the slow numbers too.
func (v *View) Stats() Stats {
	s := v.Brief()
	v.pause()
	s.TrueShare, s.ShareLow, s.ShareHigh, _ = v.TrueShare(0)
	if s.Versus != nil {
		v.pause()
		s.Versus.TrueShare, s.Versus.ShareLow, s.Versus.ShareHigh, _ = v.TrueShare(1)
	}
	v.pause()
	s.SWD, s.SWDFloor = v.slicedDistance(), v.slicedFloor()
	if s.Training != nil {
		v.pause()
		s.Training.Nearness, s.Training.Curl = v.Nearness(), v.rotation()
	}
	v.pause()
	s.Quality = v.quality()
	v.pause()
	s.LogLikelihood, s.ExactLogLikelihood = v.logLikelihoods(0)
	s.Data, s.Pictures = v.DataStats(), v.Judged()
	for v.WeighClasses() {
		v.pause()
	}
	s.Posterior, _ = v.Posterior()
	return s
}

// Brief is Stats without what takes more than a fraction of a frame.
func (v *View) Brief() Stats {
	c, r := &v.Config, &v.Runs[0]
	s := Stats{Scene: c.Scene, Seed: c.Seed, Step: v.Step, Particles: c.Particles, Sigma: r.Info.Sigma, Epsilon: r.Info.Epsilon,
		Limit: v.StepLimit(0), ScoreSigma: v.Sigma(), Accepted: r.Info.Accepted, Diverged: r.Lost, Astray: v.Astray(0), Frozen: r.Frozen, Earlier: v.earlier(0), Over: v.Over, SWD: math.NaN(), SWDFloor: math.NaN(),
		Quality: unknownQuality(), LogLikelihood: math.NaN(), ExactLogLikelihood: math.NaN(), ESS: math.NaN(), RHat: math.NaN(), BestAcceptance: v.BestAcceptance(0)}
	if r.State.N == 0 {
		s.Sigma, s.Epsilon, s.Accepted = v.Sigma(), c.Epsilon, 1
	}
	shares, heavy := v.sharesOf(0)
	s.Shares, s.Share = slices.Clone(shares), heavy
	s.TrueShare, s.ShareLow, s.ShareHigh = v.knownShare(0)
	if len(v.Runs) > 1 {
		versus := v.Run(1)
		s.Versus = &versus
	}
	if len(v.Networks) > 0 {
		n := &v.Networks[0]
		s.Training = &TrainingStats{Objective: n.Objective, Step: n.Steps, Loss: n.Loss, HeldOut: n.HeldOut, Nearness: math.NaN(), Curl: math.NaN(), Optimum: n.Exact.Optimum(), Fisher: n.Fisher, Grid: n.Grid, ClosedForm: v.ClosedForm()}
	}
	s.Verdict = v.verdict(&s)
	return s
}

// DataStats say what the reader's data are, nil where they are not the density.
func (v *View) DataStats() *DataStats {
	p := v.Target.Own
	if p == nil {
		return nil
	}
	s := &DataStats{Facts: p.Facts, Name: p.Name, Kernels: p.At.N, Print: p.Print(), Choosable: p.Source != nil && (p.Album == nil || len(p.Facts.Readings) > 0)}
	if own := v.Target.Pictures; own != nil {
		s.Side, s.Classes = p.Album.Side, p.Classes
		s.Summary = p.Sized(own.H)
		return s
	}
	s.Bandwidth = v.Target.Data.Bandwidth()
	return s
}

// Run are the numbers of run k.
func (v *View) Run(k int) RunStats {
	if k >= len(v.Runs) {
		return RunStats{}
	}
	r := &v.Runs[k]
	_, share := v.sharesOf(k)
	s := RunStats{Sampler: r.Sampler, Share: share, Accepted: r.Info.Accepted, Diverged: r.Lost, Frozen: r.Frozen}
	s.TrueShare, s.ShareLow, s.ShareHigh = v.knownShare(k)
	return s
}

// shareCount is what was last counted of a run.
type shareCount struct {
	of      *langevin.State
	step    uint64
	version uint64 // of the target and σ
	shares  []float64
}

// sharesOf are the shares of run k in the components and that of the heaviest;
// NaN where the target has none, or workers have not counted them.
func (v *View) sharesOf(k int) (all []float64, heavy float64) {
	m, r := v.Target.Mixture, &v.Runs[k]
	if m == nil {
		return nil, math.NaN()
	}
	if r.Counted != nil {
		if all = r.Counted.Shares; len(all) != m.K() {
			return nil, math.NaN()
		}
		return all, all[v.Target.Heaviest()]
	}
	c := &v.shares[k]
	if c.of != r.State || c.step != r.State.N || c.version != v.Version.Target {
		c.of, c.step, c.version = r.State, r.State.N, v.Version.Target
		c.shares = resize(c.shares, m.K())
		v.labels = resize(v.labels, r.State.X.N)
		v.evaluator.Modes(v.labels, r.State.X, m, float32(v.namedAt()), piece.Of(m), v.Yield)
		metric.Shares(c.shares, v.labels)
	}
	return c.shares, c.shares[v.Target.Heaviest()]
}

const (
	// mostCompared is how many particles the sliced distance looks at; workers
	// report as many with their positions.
	mostCompared = 2000
	// slices of the sliced distance.
	comparedDirections = 32
)

// slicedDistance is the sliced W₂ of the first particles to as many draws of
// the target, over 32 directions.
func (v *View) slicedDistance() float64 {
	x := v.Runs[0].State.X
	n := min(x.N, mostCompared)
	key := sim.NewKey(v.Config.Seed).Sub(stream.Report)
	a, b := sim.NewBatch(x.D, n), sim.NewBatch(x.D, n)
	sim.CopyPoints(a, 0, x, 0, n)
	v.rand(b, key, 0)
	return metric.Pieces(v.Yield).SlicedWasserstein2(a, b, metric.Directions(x.D, comparedDirections, key))
}

// rand stores the draws number first, first+1, … of the target.
func (v *View) rand(dst sim.Batch, key sim.Key, first int) {
	v.evaluator.Rand(dst, v.Target.Density, key, first, piece.Pictures, v.Yield)
}

// floorTrials is how many pairs of sets of draws the noise floor is estimated from.
const floorTrials = 12

// floorOf is what a noise floor was computed for.
type floorOf struct {
	shape, seed uint64
	n           int
}

// slicedFloor is what slicedDistance would be of exact draws in the place of the
// particles: it varies from set to set, and only more than this says something.
func (v *View) slicedFloor() float64 {
	of := floorOf{v.Version.Shape, v.Config.Seed, min(v.Runs[0].State.X.N, mostCompared)}
	if v.floor.of == of {
		return v.floor.high
	}
	key := sim.NewKey(v.Config.Seed).Sub(stream.Report)
	draws, along := key.Sub(1), metric.Directions(v.Target.Dim(), comparedDirections, key)
	floor := metric.NoiseFloor(v.Target.Dim(), of.n, of.n, floorTrials,
		func(dst sim.Batch, first int) { v.rand(dst, draws, first) },
		func(x, y sim.Batch) float64 { return metric.Pieces(v.Yield).SlicedWasserstein2(x, y, along) })
	v.floor.of, v.floor.high = of, floor.High()
	return v.floor.high
}

// verdict holds the result of a published figure against its interval.
func (v *View) verdict(s *Stats) *VerdictStats {
	p := v.Scene.Verdict
	if p == nil {
		return nil
	}
	value := s.Share
	if p.Quantity == "error" {
		value = math.NaN()
		if s.Training != nil {
			value = s.Training.Fisher
		}
	}
	return &VerdictStats{p.Source, p.Quantity, value, p.Low, p.High, p.After, s.Step >= p.After, p.Low <= value && value <= p.High}
}
