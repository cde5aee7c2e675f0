package lab

import (
	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/hist"
	"github.com/scorefield/scorefield/sim/langevin"
	"github.com/scorefield/scorefield/sim/metric"
)

// Shard is some particles of a large cloud, moved somewhere else: in a worker.
// Noise is a function of the particle's number, so that they go the way that
// they would go at home, bit for bit. What a shard sends is a count of its
// particles on the page's grid and a few numbers, not positions, unless it is
// asked for them.
type Shard struct {
	e      *Experiment
	order  order
	labels []uint8
	grid   hist.Grid
	w      writer
}

// OpenShard opens a shard on what Depart wrote; ok is false for other bytes.
func OpenShard(b []byte) (s *Shard, ok bool) {
	r := reader{b: b}
	if r.text() != build {
		return nil, false
	}
	e := &Experiment{}
	s = &Shard{e: e}
	s.order.outing = r.count()
	text := r.text()
	e.points = r.points()
	c, entries, _, _, errs := parseState(text)
	if len(errs) > 0 || c.Check() != nil || r.bad {
		return nil, false
	}
	e.enter(c.Filled())
	e.base, e.journal = e.config, entries
	e.clock.Sampling = r.count()
	first := r.count()
	for _, name := range e.config.samplers() {
		part := r.run(name, first, e.key.Sub(streamNoise))
		part.frames.most = affordable(8 * e.config.Particles) // of the whole cloud
		e.runs = append(e.runs, part)
	}
	if r.bad || len(r.b) > 0 {
		return nil, false
	}
	e.recall(e.clock.Sampling)
	for _, run := range e.runs {
		run.use(e.kernel(run.sampler))
		run.pin()
	}
	s.order.to = e.clock.Sampling
	return s, true
}

// run is some particles of a run at the present step.
func (r *reader) run(sampler string, first int, key sim.Key) *run {
	n := r.count()
	x := sim.Batch{D: 2, N: n, Data: r.floats(nil)}
	v := sim.Batch{D: 2, N: n, Data: r.floats(nil)}
	if len(v.Data) == 0 {
		v = sim.Batch{}
	}
	p := &run{sampler: sampler, part: true, state: langevin.State{X: x, V: v, Key: key, First: first, N: uint64(r.count())}}
	p.info.Accepted = 1
	r.bad = r.bad || len(x.Data) != 2*n || len(v.Data) != v.D*v.N
	return p
}

// retell makes the settings at step 0 and the journal those of a state, and
// forgets what came after the first change. It returns the step of that.
func (s *Shard) retell(text string) (step int) {
	c, entries, _, _, _ := parseState(text)
	step = s.e.journal.parts(entries)
	s.e.base, s.e.journal = c.Filled(), entries
	for _, run := range s.e.runs {
		run.frames.cut(step)
	}
	return step
}

// Execute takes an order of the page. It returns false for bytes that are none, or
// of another outing.
func (s *Shard) Execute(b []byte) bool {
	var o order
	if !o.read(&reader{b: b}) || o.outing != s.order.outing || len(o.stops) != len(s.e.runs) {
		return false
	}
	s.order = o
	least := o.to
	if o.text != "" {
		least = min(least, s.retell(o.text))
	}
	for i, run := range s.e.runs {
		run.stop = o.stops[i]
		if run.stop > 0 && int(run.state.N) >= run.stop {
			least = min(least, run.stop-1)
		}
	}
	s.e.Rewind(Clock{Sampling: least})
	if o.text != "" {
		s.e.recall(s.e.clock.Sampling)
	}
	return true
}

// Step does one of the steps of the order and reports whether all are done.
func (s *Shard) Step() (done bool) {
	if s.e.clock.Sampling < s.order.to {
		s.e.sampleTo(s.e.clock.Sampling + 1)
	}
	return s.e.clock.Sampling >= s.order.to
}

// Clock is how many steps have been done.
func (s *Shard) Clock() int { return s.e.clock.Sampling }

// Report is what the page wanted to know, for Hear; the bytes are good until
// the next call.
func (s *Shard) Report() []byte {
	w := &s.w
	w.b = w.b[:0]
	w.count(s.order.outing)
	w.count(s.e.clock.Sampling)
	for _, r := range s.e.runs {
		s.tell(w, r)
	}
	return w.b
}

// tell writes the numbers of one run, its counts, and its positions: all if the
// order says so, else the first few that distances are estimated from.
func (s *Shard) tell(w *writer, r *run) {
	w.count(int(r.state.N))
	w.number(r.info.Sigma)
	w.number(r.info.Epsilon)
	w.number(r.info.Accepted * float64(r.state.X.N))
	w.counts(r.log)
	r.log = r.log[:0]
	w.counts(s.shares(r))
	view := s.order.window
	for axis := range 2 {
		w.counts(view.marginal(r.state.X, axis))
	}
	s.grid.Resize(view.W, view.H)
	s.grid.Splat(r.state.X.Row(0), r.state.X.Row(1), view.affine())
	w.count(2 * len(s.grid.Bins))
	w.b = s.grid.AppendBinary(w.b)
	n := r.state.X.N
	if !s.order.all {
		n = min(n, max(0, mostCompared-r.state.First))
	}
	w.floats(r.state.X.Row(0)[:n])
	w.floats(r.state.X.Row(1)[:n])
}

// shares are the numbers of particles in the components, none where the target
// has none or nobody asks.
func (s *Shard) shares(r *run) []int {
	m := s.e.target.mixture
	if m == nil || !s.order.window.Shares {
		return nil
	}
	if len(s.labels) != r.state.X.N {
		s.labels = make([]uint8, r.state.X.N)
	}
	s.e.modes(s.labels, r.state.X)
	counts := make([]int, m.K())
	metric.Count(counts, s.labels)
	return counts
}
