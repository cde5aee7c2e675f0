package lab

import (
	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/hist"
)

// Training is the part of an experiment that learns: its networks, and the job
// that trains them in a worker.
type Training struct{ e *Experiment }

// Training is the part that learns.
func (e *Experiment) Training() Training { return Training{e} }

// Particles is the part of an experiment that samples: its runs, moved here or
// in the shards of workers.
type Particles struct{ e *Experiment }

// Particles is the part that samples.
func (e *Experiment) Particles() Particles { return Particles{e} }

// View is what can be seen of an experiment: grids, curves, gauges and
// statistics. Nothing in it changes the experiment.
type View struct{ e *Experiment }

// View is what can be seen.
func (e *Experiment) View() View { return View{e} }

// Stats measures everything, the slow numbers too.
func (e *Experiment) Stats() Stats { return e.View().Stats() }

// Stats measures everything, the slow numbers too.
func (p View) Stats() Stats { return p.e.stats() }

// Networks is how many networks learn.
func (p Training) Networks() int { return p.e.networks() }

// Trace is the history of network k, aliasing it.
func (p Training) Trace(k int) *Trace { return p.e.trace(k) }

// Version changes whenever the networks do by another way than Take: what was
// enrolled before is of no use then.
func (p Training) Version() int { return p.e.trainingVersion() }

// Job is all that a Course starts from: settings, data, and where every
// network is.
func (p Training) Job() []byte { return p.e.trainingJob() }

// KeyframeStride is how many training steps lie between the keyframes that Take
// keeps.
func (p Training) KeyframeStride() int { return p.e.keyframeStride() }

// Apply does the steps of a report. It returns false, and changes nothing,
// unless the report goes on from where the experiment is and ends at step most
// or before.
func (p Training) Apply(b []byte, most int) bool { return p.e.applyTrainingReport(b, most) }

// Next is the step at or before step up to which a course may go at once: from
// there restored particles start.
func (p Training) Next(step int) int { return p.e.nextTrainingStop(step) }

// Run are the numbers of run k.
func (p Particles) Run(k int) RunStats { return p.e.runStats(k) }

// Positions are the positions of run k, aliasing it; empty where there is no
// such run or it is not shown.
func (p Particles) Positions(k int) sim.Batch { return p.e.positions(k) }

// Steps is how many steps the particles of run k have done, as Particles has them.
func (p Particles) Steps(k int) int { return p.e.stepsOf(k) }

// Shardable reports whether the particles are many and can be moved elsewhere.
func (p Particles) Shardable() bool { return p.e.shardable() }

// Remote reports whether the particles are moved elsewhere.
func (p Particles) Remote() bool { return p.e.isRemote() }

// Session is the number of the present stay elsewhere, 0 at home.
func (p Particles) Session() int { return p.e.session() }

// ShardJobs sends the particles away and returns what each of n shards starts
// from.
func (p Particles) ShardJobs(n int) [][]byte { return p.e.shardJobs(n) }

// Settled reports whether the particles are where the clock says and the page
// has heard of it; at home they always are.
func (p Particles) Settled() bool { return p.e.settled() }

// Idle reports whether no order is being carried out: only then may the clock
// go on.
func (p Particles) Idle() bool { return p.e.idle() }

// RequestPositions asks for all positions as they are. Particles, Samples and CSV are true
// once the experiment is settled, and until the next step.
func (p Particles) RequestPositions() { p.e.requestPositions() }

// Command is what all shards are to do next, for a page that wants to see v. It
// is nil where nothing is to be done, or something is still being done. It is
// given once, and the bytes are good until the next one.
func (p Particles) Command(v Window) []byte { return p.e.command(v) }

// Merge takes the report of shard k and reports whether it was the last one: the
// picture is another then. What is not about the last order is not taken; what
// is not understood brings the experiment home.
func (p Particles) Merge(k int, b []byte) (whole bool) { return p.e.mergeShardReport(k, b) }

// Recall brings the experiment home without its particles: it stands where it
// was when they went, or before, and can go on from there by itself, to where it
// was (Ahead).
func (p Particles) Recall() { p.e.recallParticles() }

// Counts are the particles of run k, counted on the grid of the last window,
// with a stamp that changes when they do; nil at home.
func (p Particles) Counts(k int) (counts *hist.Grid, v Window, stamp uint64) {
	return p.e.shardCounts(k)
}

// Moved is how many particles a sampling step moves.
func (p Particles) Moved() int { return p.e.moved() }

// Brief is Stats without what takes more than a fraction of a frame.
func (p View) Brief() Stats { return p.e.brief() }

// Step is the number of steps of the scene's clock that can be seen: of
// particles that are elsewhere it is that of the last report.
func (p View) Step() int { return p.e.step() }

// TrueShare is the weight of the heaviest component with the interval in which
// independent draws fall 9,999 times of 10,000: four binomial standard
// deviations to either side.
func (p View) TrueShare() (truth, lo, hi float64, ok bool) { return p.e.trueShare() }

// LossIdentity is the history of the first network's two losses, measured where the
// scene shows it.
func (p View) LossIdentity() LossIdentity { return p.e.lossIdentity() }

// TraceEstimates draws directions of every law at the point (x, y) under the first
// network. The result is valid until the next call.
func (p View) TraceEstimates(x, y float64) []TraceEstimate { return p.e.traceEstimates(x, y) }

// Pick is the point that the projections are shown at.
func (p View) Pick() (x, y float64) { return p.e.picked() }

// PickAt chooses it.
func (p View) PickAt(x, y float64) { p.e.pickAt(x, y) }

// Version is that of the present state.
func (p View) Version() Version { return p.e.version() }

// Sigma is the noise level of the picture: the settings', or where a network
// without conditioning learns at one, that.
func (p View) Sigma() float64 { return p.e.sigma() }

// LogDensity stores log p_σ at the points x, σ of the settings.
func (p View) LogDensity(dst []float32, x sim.Batch) { p.e.logDensity(dst, x) }

// LogDensityAt is LogDensity at a noise level of its own.
func (p View) LogDensityAt(dst []float32, x sim.Batch, sigma float64) {
	p.e.logDensityAt(dst, x, sigma)
}

// TrueScore stores the exact score at x.
func (p View) TrueScore(dst, x sim.Batch) { p.e.trueScore(dst, x) }

// LearnedScore stores the first network's score at x.
func (p View) LearnedScore(dst, x sim.Batch) { p.e.learnedScore(dst, x) }

// ScoreError stores ‖s_θ − s‖ at x.
func (p View) ScoreError(dst []float32, x sim.Batch) { p.e.scoreError(dst, x) }

// Samples are the positions of the first run, planar, in the reader's units
// where the density is the reader's data.
func (p View) Samples() (d int, data []float32) { return p.e.samples() }

// Data are the reader's data in the view's units, with their weights
// relative to the mean one; empty where the density is another.
func (p View) Data() (sim.Batch, []float32) { return p.e.data() }

// Components are those of a mixture in the plane, nil for another density.
func (p View) Components() []Component { return p.e.components() }

// AppendComponents appends to dst what Components returns.
func (p View) AppendComponents(dst []Component) []Component { return p.e.appendComponents(dst) }

// Modes stores in dst the component that each point most likely belongs to at
// σ, and reports whether the target has components.
func (p View) Modes(dst []uint8, x sim.Batch) bool { return p.e.modes(dst, x) }

// Speeds stores |s(x)|/(1+|s(x)|) for the particles of run k: how strongly
// each is pulled, in [0, 1).
func (p View) Speeds(dst []float32, k int) { p.e.speeds(dst, k) }

// Probe reads the density and its scores at (x, y) into p.
func (v View) Probe(p *Probe, x, y float64) { v.e.probe(p, x, y) }

// Dissect takes the last step of particle i of run k apart. It is false before
// the first step and for samplers whose step is another.
func (p View) Dissect(k, i int) (d Dissection, ok bool) { return p.e.dissect(k, i) }

// StepLimit is the ε from which the present sampler diverges on the narrowest
// component: 2λ, λ the smallest eigenvalue of a covariance; for a ladder the
// least over its levels. 0 where it is not known.
func (p View) StepLimit() float64 { return p.e.stepLimit() }

// NoiseScale is the standard deviation of what noise does to a coordinate in a
// step of run k at present: √(2ε), or g√h for a process.
func (p View) NoiseScale(k int) float64 { return p.e.noiseScale(k) }

// AppendLevels appends to dst the noise levels of the settings, rising.
func (p View) AppendLevels(dst []float64) []float64 { return p.e.appendLevels(dst) }

// Ladder appends to dst the noise levels of the annealed run in its own order,
// from the largest, and tells how many of them it has gone through; there are
// none without such a run.
func (p View) Ladder(dst []float64) (sigmas []float64, now float64) { return p.e.ladder(dst) }

// LevelOf is where σ lies among the levels, in levels; −1 below all of them.
func (p View) LevelOf(sigma float64) float64 { return p.e.levelOf(sigma) }

// Histogram stores in bins the density of run k's particles along an axis in
// equal bins over lo … hi.
func (p View) Histogram(bins []float32, k, axis int, lo, hi float64) {
	p.e.histogram(bins, k, axis, lo, hi)
}

// Marginal stores in curve the target's marginal density along an axis at
// equal steps over lo … hi: the integral over the other coordinate by the
// trapezoidal rule, on three times that range.
func (p View) Marginal(curve []float32, axis int, lo, hi float64) { p.e.marginal(curve, axis, lo, hi) }
