package lab

import (
	"slices"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/hist"
	"github.com/scorefield/scorefield/sim/langevin"
)

// ShardThreshold is how many particles a cloud must have to be worth moving elsewhere.
const ShardThreshold = 200_000

// away is what an experiment knows while its particles are moved by Shards. Its
// clock says where they shall be; they are there when all have reported.
type away struct {
	left    int   // step at which they went
	sizes   []int // particles of every shard
	order   order // given last
	stamp   uint64
	waiting int // shards that have not reported
	heard   []bool
	at      int    // step of the last whole report, −1 before the first
	window  Window // that it was about
	all     bool   // somebody wants all positions
	have    int    // the step of which all positions are here, −1 for none
	shared  int    // the step of which the shares are known, −1 for none
	void    bool   // the order that is out is of a future that will not come
	clouds  []tallied
	w       writer
}

// tallied is what shards have said of one run.
type tallied struct {
	n          int
	log        []int // particles that had diverged after each step since the last whole report
	shares     []int
	marginals  [2][]int     // of the report that is coming in
	known      [2][]int     // of the last whole one
	head       [2][]float32 // the first positions of the report that is coming in
	sum        hist.Grid    // of the report that is coming in
	counted    hist.Grid    // with the trails of those before
	accepted   float64
	sigma, eps float64
	stamp      uint64
}

// MayLeave reports whether the particles are many and can be moved elsewhere.
func (e *Experiment) shardable() bool {
	return e.away == nil && e.config.Particles >= ShardThreshold && e.driver == nil && e.pending == 0 && !slices.ContainsFunc(e.runs, func(r *run) bool { return r.frozen })
}

// Away reports whether the particles are moved elsewhere.
func (e *Experiment) isRemote() bool { return e.away != nil }

// Outing is the number of the present stay elsewhere, 0 at home.
func (e *Experiment) session() int {
	if e.away == nil {
		return 0
	}
	return e.away.order.outing
}

// Depart sends the particles away and returns what each of n shards starts
// from.
func (e *Experiment) shardJobs(n int) [][]byte {
	e.outings++
	for _, r := range e.runs {
		r.pin()
		r.stop = 0
	}
	a := &away{left: e.clock.Sampling, at: -1, have: -1, shared: -1, stamp: e.stamp, heard: make([]bool, n), clouds: make([]tallied, len(e.runs))}
	a.order = order{outing: e.outings, to: e.clock.Sampling, stops: make([]int, len(e.runs))}
	starts := make([][]byte, n)
	for k := range starts {
		lo, hi := k*e.config.Particles/n, (k+1)*e.config.Particles/n
		a.sizes = append(a.sizes, hi-lo)
		starts[k] = e.provisions(lo, hi)
	}
	e.away = a
	return starts
}

// provisions are all that the shard of particles lo … hi starts from.
func (e *Experiment) provisions(lo, hi int) []byte {
	var w writer
	w.text(build)
	w.count(e.outings)
	w.text(e.State())
	w.points(e.points)
	w.count(e.clock.Sampling)
	w.count(lo)
	for _, r := range e.runs {
		w.count(hi - lo)
		w.floats(slice(r.state.X, lo, hi).Data)
		w.floats(slice(r.state.V, lo, hi).Data)
		w.count(int(r.state.N))
	}
	return w.b
}

// slice copies the points lo … hi of x; of no points it is none.
func slice(x sim.Batch, lo, hi int) sim.Batch {
	if x.Empty() {
		return sim.Batch{}
	}
	part := sim.NewBatch(x.D, hi-lo)
	sim.CopyPoints(part, 0, x, lo, hi-lo)
	return part
}

// Settled reports whether the particles are where the clock says and the page
// has heard of it; at home they always are.
func (e *Experiment) settled() bool {
	a := e.away
	return a == nil || a.waiting == 0 && a.at == e.clock.Sampling && a.shared == a.at && (!a.all || a.have == a.at)
}

// Idle reports whether no order is being carried out: only then may the clock
// go on.
func (e *Experiment) idle() bool { return e.away == nil || e.away.waiting == 0 }

// Fetch asks for all positions as they are. Particles, Samples and CSV are true
// once the experiment is settled, and until the next step.
func (e *Experiment) requestPositions() {
	if e.away != nil {
		e.away.all = true
	}
}

// Order is what all shards are to do next, for a page that wants to see v. It
// is nil where nothing is to be done, or something is still being done. It is
// given once, and the bytes are good until the next one.
func (e *Experiment) command(v Window) []byte {
	a := e.away
	if a == nil || a.waiting > 0 || !v.good() {
		return nil
	}
	o := order{outing: a.order.outing, to: e.clock.Sampling, stops: make([]int, len(e.runs)), all: a.all, window: v}
	for i := range e.runs {
		o.stops[i] = e.runs[i].stop
	}
	if a.at == o.to && a.window.same(v) && a.stamp == e.stamp && slices.Equal(o.stops, a.order.stops) &&
		(!a.all || a.have == a.at) && (!v.Shares || a.shared == a.at) {
		return nil
	}
	if a.stamp != e.stamp {
		o.text, a.stamp = e.State(), e.stamp
	}
	a.order, a.waiting = o, len(a.sizes)
	clear(a.heard)
	for i := range a.clouds {
		a.clouds[i].begin(v)
	}
	a.w.b = a.w.b[:0]
	o.write(&a.w)
	return a.w.b
}

// begin makes room for what the shards will report.
func (t *tallied) begin(v Window) {
	t.n, t.accepted = 0, 0
	t.log = t.log[:0]
	t.shares = t.shares[:0]
	for axis := range t.marginals {
		t.marginals[axis] = t.marginals[axis][:0]
	}
	t.sum.Resize(v.W, v.H)
}

// Hear takes the report of shard k and reports whether it was the last one: the
// picture is another then. What is not about the last order is not taken; what
// is not understood brings the experiment home.
func (e *Experiment) mergeShardReport(k int, b []byte) (whole bool) {
	a, r := e.away, &reader{b: b}
	if a == nil || k < 0 || k >= len(a.sizes) || a.heard[k] || a.waiting == 0 || r.count() != a.order.outing || r.count() != a.order.to {
		return false
	}
	lo := 0
	for _, n := range a.sizes[:k] {
		lo += n
	}
	for i := range a.clouds {
		a.clouds[i].hear(r, e.runs[i].state.X, lo, a.order.all)
	}
	if r.bad || len(r.b) > 0 {
		e.recallParticles()
		return true
	}
	a.heard[k] = true
	if a.waiting--; a.waiting == 0 {
		e.gather()
	}
	return a.waiting == 0
}

// hear adds what a shard says of one run; x are the run's positions at home,
// the shard's from lo on. All positions are stored there, the first few kept
// until the report is whole.
func (t *tallied) hear(r *reader, x sim.Batch, lo int, all bool) {
	t.n = r.count()
	t.sigma, t.eps = r.number(), r.number()
	t.accepted += r.number()
	t.log = r.added(t.log)
	t.shares = r.added(t.shares)
	for axis := range t.marginals {
		t.marginals[axis] = r.added(t.marginals[axis])
	}
	bins := r.take(r.count())
	r.bad = r.bad || !t.sum.MergeBinary(bins)
	for axis := range 2 {
		row := x.Row(axis)
		if !all {
			t.head[axis] = resize(t.head[axis], min(x.N, mostCompared))
			row = t.head[axis]
		}
		n := r.many(4)
		if r.bad || n > max(len(row)-lo, 0) {
			r.bad = true
			return
		}
		if n > 0 {
			r.into(row[lo : lo+n])
		}
	}
}

// gather makes of the shards' reports what is known of the clouds.
func (e *Experiment) gather() {
	a := e.away
	if a.void {
		a.void = false
		return
	}
	stepped := a.at != a.order.to
	for i, r := range e.runs {
		t := &a.clouds[i]
		if !a.window.same(a.order.window) {
			t.counted.Resize(a.order.window.W, a.order.window.H)
		}
		if stepped || !a.window.same(a.order.window) {
			t.counted.Fade(a.order.window.Keep)
			t.counted.Merge(&t.sum)
			t.stamp++
		}
		if !a.order.all {
			copy(r.state.X.Row(0), t.head[0])
			copy(r.state.X.Row(1), t.head[1])
		}
		r.state.N = uint64(t.n)
		t.known, t.marginals = t.marginals, t.known
		if len(t.log) > 0 {
			r.info.Sigma, r.info.Epsilon, r.info.Accepted = t.sigma, t.eps, t.accepted/float64(e.config.Particles)
		}
		if a.order.window.Shares {
			r.count = count{shares: portions(r.count.shares, t.shares, e.config.Particles)}
		}
	}
	a.at, a.window = a.order.to, a.order.window
	if a.window.Shares {
		a.shared = a.at
	}
	for i, r := range e.runs {
		e.judge(r, a.clouds[i].log)
	}
	if a.order.all && a.at == a.order.to { // and not frozen before
		a.have, a.all = a.at, false
	}
}

// judge freezes a run before the first step after which the cloud was lost.
func (e *Experiment) judge(r *run, log []int) {
	if r.frozen {
		return
	}
	first := int(r.state.N) - len(log) + 1
	for i, lost := range log {
		r.lost = lost
		if gone(lost, e.config.Particles) {
			r.frozen, r.stop = true, first+i
			e.away.at, e.away.shared = -1, -1 // the shards have gone too far
			return
		}
	}
}

// portions are counts as shares of n.
func portions(dst []float64, counts []int, n int) []float64 {
	dst = dst[:0]
	for _, c := range counts {
		dst = append(dst, float64(c)/float64(n))
	}
	return dst
}

// recall forgets that runs were frozen: their shards go back in time.
func (a *away) recall(runs []*run) {
	for _, r := range runs {
		r.frozen, r.lost, r.stop = false, 0, 0
		r.info = langevin.Info{Accepted: 1}
	}
	a.at, a.have, a.shared, a.void = -1, -1, -1, a.waiting > 0
}

// Return brings the experiment home without its particles: it stands where it
// was when they went, or before, and can go on from there by itself, to where it
// was (Ahead).
func (e *Experiment) recallParticles() {
	if e.away == nil {
		return
	}
	left, at := e.away.left, e.clock
	e.comeHome()
	e.rewindSampling(left)
	e.ahead = at
}

// comeHome forgets the shards and what they have decided.
func (e *Experiment) comeHome() {
	if e.away == nil {
		return
	}
	e.away = nil
	for _, r := range e.runs {
		r.stop = 0
	}
}

// Counted are the particles of run k, counted on the grid of the last window,
// with a stamp that changes when they do; nil at home.
func (e *Experiment) shardCounts(k int) (counts *hist.Grid, v Window, stamp uint64) {
	if e.away == nil || k >= len(e.away.clouds) || e.away.clouds[k].stamp == 0 {
		return nil, Window{}, 0
	}
	return &e.away.clouds[k].counted, e.away.window, e.away.clouds[k].stamp
}

// marginal is a histogram as the shards have counted it, as a density over
// lo … hi; zeros where they were asked for another number of bins.
func (a *away) marginal(bins []float32, k, axis int, lo, hi float64) {
	counts, n := a.clouds[k].known[axis], 0
	for _, size := range a.sizes {
		n += size
	}
	if len(counts) == len(bins) {
		asDensity(bins, counts, n, lo, hi)
	}
}
