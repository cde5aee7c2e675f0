package particles

import (
	"slices"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/hist"
	"github.com/scorefield/scorefield/sim/lab/piece"
	"github.com/scorefield/scorefield/sim/lab/protocol"
	"github.com/scorefield/scorefield/sim/lab/target"
)

// MostCompared is how many particles are reported with their positions, for
// distances that are estimated from the first few.
const MostCompared = 2000

// remote is what a cloud knows while workers move its particles. Its clock says
// where they shall be; they are there when all shards have reported.
type remote struct {
	left    int                   // step at which they went
	sizes   []int                 // particles of every shard
	command protocol.ShardCommand // the last one
	changes uint64                // of the cloud, that the shards know of
	orders  []*order              // that shards have not wholly reported, the oldest first
	spare   []*order              // whose memory can be used again
	at      int                   // step of the last whole report, −1 before the first
	window  protocol.Window       // that it was about
	all     bool                  // somebody wants all positions
	have    int                   // the step of which all positions are here, −1 for none
	shared  int                   // the step of which the shares are known, −1 for none
	known   []known               // of every run
	report  protocol.ShardReport  // scratch
	bytes   []byte                // of the last command
}

// mostOrders is how many commands are out at most: while the page takes what the
// shards have reported of one, and draws it, they carry out the next.
const mostOrders = 2

// order is a command that is out, and what has come of it.
type order struct {
	command  protocol.ShardCommand
	waiting  int // shards that have not reported
	reported []bool
	until    int // what is reported of steps after it is of a future that will not come
	tallies  []tally
}

// stale reports whether the particles will not be where the command takes them.
func (o *order) stale() bool { return o.until < o.command.To }

// tally is what shards have reported of one run, for one command.
type tally struct {
	step      int
	lost      []int // particles that had diverged after each step since the report before
	shares    []int
	marginals [2][]int
	head      sim.Batch // the first positions
	sum       hist.Grid
	sigma     float64
	epsilon   mean
	accepted  float64
	exchanged float64
}

// known is what the last whole report said of one run.
type known struct {
	shares    []float64
	marginals [2][]int
	counted   hist.Grid // with the trails of those before
	stamp     uint64
}

// Shardable reports whether workers can move the particles: nothing about them is
// known only here.
func (c *Cloud) Shardable() bool {
	return c.remote == nil && c.setting.Driver == nil &&
		!slices.ContainsFunc(c.runs, func(r *Run) bool { return r.Frozen })
}

// Remote reports whether workers move the particles.
func (c *Cloud) Remote() bool { return c.remote != nil }

// Session is the number of the present stay in workers, 0 if there is none.
func (c *Cloud) Session() int {
	if c.remote == nil {
		return 0
	}
	return c.remote.command.Session
}

// Jobs hands the particles over to n workers and returns what the shard of each
// starts from. state is the experiment as text, by which shards know the
// settings at every step.
func (c *Cloud) Jobs(n int, state string, points *target.Points) [][]byte {
	c.sessions++
	for _, r := range c.runs {
		if r.stop = 0; c.step > 0 || !r.State.V.Empty() || !r.State.Aux.Empty() {
			r.pin()
		} else {
			r.frames.Cut(-1) // the start can be drawn again
		}
		c.pause()
	}
	m := &remote{left: c.step, at: -1, have: -1, shared: -1, changes: c.changes, known: make([]known, len(c.runs))}
	m.command = protocol.ShardCommand{Session: c.sessions, To: c.step, Stops: make([]int, len(c.runs))}
	jobs := make([][]byte, n)
	for k := range jobs {
		lo, hi := k*c.setting.Config.Particles/n, (k+1)*c.setting.Config.Particles/n
		m.sizes = append(m.sizes, hi-lo)
		jobs[k] = c.job(state, points, lo, hi)
	}
	c.remote = m
	for k, r := range c.runs { // what steps are made with is not here until Recall
		r.State.Release()
		r.Kernel = c.setting.kernel(k)
	}
	return jobs
}

// job is what the shard of the particles lo … hi starts from.
func (c *Cloud) job(state string, points *target.Points, lo, hi int) []byte {
	j := protocol.ShardJob{Session: c.sessions, State: state, Points: points.Message(), Step: c.step, First: lo}
	for _, r := range c.runs {
		j.Runs = append(j.Runs, protocol.ShardRun{X: part(r.State.X, lo, hi), V: part(r.State.V, lo, hi),
			Aux: part(r.State.Aux, lo, hi), Step: int(r.State.N)})
		c.pause()
	}
	b := j.Append(nil)
	c.pause()
	return b
}

// part are the points lo … hi of x: x itself, if these are all.
func part(x sim.Batch, lo, hi int) sim.Batch {
	if lo == 0 && hi == x.N {
		return x
	}
	return copyPoints(x, lo, hi)
}

// copyPoints copies the points lo … hi of x; of no points it is none.
func copyPoints(x sim.Batch, lo, hi int) sim.Batch {
	if x.Empty() {
		return sim.Batch{}
	}
	part := sim.NewBatch(x.D, hi-lo)
	sim.CopyPoints(part, 0, x, lo, hi-lo)
	return part
}

// Settled reports whether the particles are where the clock says and the page
// knows it; without workers they always are.
func (c *Cloud) Settled() bool {
	m := c.remote
	return m == nil || len(m.orders) == 0 && m.at == c.step && m.shared == m.at && (!m.all || m.have == m.at)
}

// Ready reports whether shards can be told to go on: only then may the clock do
// so. While they carry out one command they can have another that lets time go on
// and nothing else. What a change of settings has done is seen first, so that a
// drag is not followed from farther behind.
func (c *Cloud) Ready() bool {
	m := c.remote
	if m == nil || len(m.orders) == 0 {
		return true
	}
	last := m.orders[len(m.orders)-1]
	return len(m.orders) < mostOrders && !last.stale() && !last.command.Positions && !m.all && last.command.State == "" && m.changes == c.changes
}

// RequestPositions asks workers for all positions as they are. They are here
// once the cloud is settled, and until the next step.
func (c *Cloud) RequestPositions() {
	if m := c.remote; m != nil && (len(m.orders) > 0 || m.have != c.step) {
		m.all = true
	}
}

// Command is what all shards are to do next, for a page that wants to see w. It
// is nil where nothing is to be done, or enough is being done. It is given once,
// and the bytes are valid until the next one.
func (c *Cloud) Command(w protocol.Window, state func() string) []byte {
	m := c.remote
	if m == nil || !c.Ready() || !w.Valid(c.setting.Target.Dim()) {
		return nil
	}
	next := protocol.ShardCommand{Session: m.command.Session, To: c.step, Stops: make([]int, len(c.runs)), Positions: m.all, Window: w}
	for i, r := range c.runs {
		next.Stops[i] = r.stop
	}
	if len(m.orders) > 0 {
		if next.To <= m.command.To || !w.Same(m.command.Window) {
			return nil
		}
	} else if m.at == next.To && m.window.Same(w) && m.changes == c.changes && slices.Equal(next.Stops, m.command.Stops) &&
		(!m.all || m.have == m.at) && (!w.Shares || m.shared == m.at) {
		return nil
	}
	if m.changes != c.changes {
		next.State, m.changes = state(), c.changes
	}
	m.command = next
	m.orders = append(m.orders, m.order())
	m.bytes = next.Append(m.bytes[:0])
	return m.bytes
}

// order is the last command, of which nothing has been reported.
func (m *remote) order() *order {
	o := &order{reported: make([]bool, len(m.sizes)), tallies: make([]tally, len(m.known))}
	if n := len(m.spare); n > 0 {
		o, m.spare = m.spare[n-1], m.spare[:n-1]
	}
	o.command, o.waiting, o.until = m.command, len(m.sizes), m.command.To
	clear(o.reported)
	for i := range o.tallies {
		o.tallies[i].begin(o.command.Window)
	}
	return o
}

// begin makes room for what the shards will report.
func (t *tally) begin(w protocol.Window) {
	t.step, t.epsilon, t.accepted, t.exchanged = 0, mean{}, 0, 0
	t.lost, t.shares = t.lost[:0], t.shares[:0]
	for k := range t.marginals {
		t.marginals[k] = t.marginals[k][:0]
	}
	t.sum.Resize(w.W, w.H)
}

// Merge takes the report of shard k and reports whether it was the last one of a
// command: the picture is another then. What comes of a session before is ignored. What is
// not understood, or not about the first command of which k has not reported, ends the
// session, see Recall: nobody waits for a report that has been missed.
func (c *Cloud) Merge(k int, b []byte) (whole bool) {
	m := c.remote
	if m == nil || k < 0 || k >= len(m.sizes) {
		return false
	}
	i := slices.IndexFunc(m.orders, func(o *order) bool { return !o.reported[k] })
	if i < 0 {
		return false
	}
	o := m.orders[i]
	understood := m.report.Read(b)
	if understood && m.report.Session != o.command.Session {
		return false
	}
	if !understood || m.report.Step != o.command.To || !c.merge(k, o) {
		c.Recall()
		return true
	}
	o.reported[k] = true
	if o.waiting--; o.waiting > 0 {
		return false
	}
	m.orders = slices.Delete(m.orders, i, i+1) // the oldest: every shard has reported of those before
	m.spare = append(m.spare, o)
	if o.stale() {
		c.freeze(o)
	} else {
		c.conclude(o)
	}
	return true
}

// merge adds the report of shard k to the tallies of its command, and reports
// whether it is of such runs.
func (c *Cloud) merge(k int, o *order) bool {
	m, lo := c.remote, 0
	for _, n := range m.sizes[:k] {
		lo += n
	}
	if len(m.report.Runs) != len(c.runs) {
		return false
	}
	for i := range o.tallies {
		if !o.tallies[i].add(&m.report.Runs[i], c.runs[i].State.X, lo, m.sizes[k], o.command.Positions) {
			return false
		}
	}
	return true
}

// add adds what a shard of n particles reports of one run; x are the run's
// positions here, the shard's from lo on. All positions are stored there, the
// first few kept until every shard has reported.
func (t *tally) add(p *protocol.RunReport, x sim.Batch, lo, n int, all bool) bool {
	if len(p.Positions) != x.D {
		return false
	}
	t.step, t.sigma = p.Step, p.Sigma
	t.epsilon.add(p.Epsilon, n)
	t.accepted += p.Accepted
	t.exchanged += p.Exchanged
	t.lost, t.shares = addCounts(t.lost, p.Lost), addCounts(t.shares, p.Shares)
	for k := range t.marginals {
		t.marginals[k] = addCounts(t.marginals[k], p.Marginals[k])
	}
	if !t.sum.MergeBinary(p.Bins) {
		return false
	}
	dst := x
	if !all {
		piece.Fit(&t.head, x.D, min(x.N, MostCompared))
		dst = t.head
	}
	for j, row := range p.Positions {
		if len(row) > n || len(row) > max(dst.N-lo, 0) {
			return false
		}
		if len(row) > 0 {
			copy(dst.Row(j)[lo:], row)
		}
	}
	return true
}

// mean is that of numbers that most samplers give to all particles alike, and then it is
// that number.
type mean struct {
	first, sum float64
	n          int
	differ     bool
}

// add adds the number v of n particles.
func (m *mean) add(v float64, n int) {
	if m.n == 0 {
		m.first = v
	}
	m.differ = m.differ || v != m.first
	m.sum += float64(v * float64(n))
	m.n += n
}

func (m *mean) value() float64 {
	if m.differ {
		return m.sum / float64(m.n)
	}
	return m.first
}

// addCounts adds counts to those of dst, which may have fewer.
func addCounts(dst, counts []int) []int {
	for i, n := range counts {
		if i == len(dst) {
			dst = append(dst, 0)
		}
		dst[i] += n
	}
	return dst
}

// conclude makes of the shards' reports of a command what is known of the runs.
func (c *Cloud) conclude(o *order) {
	m := c.remote
	stepped, moved := m.at != o.command.To, !m.window.Same(o.command.Window)
	for i, r := range c.runs {
		m.known[i].conclude(r, &o.tallies[i], &o.command, stepped, moved, c.setting.Config.Particles)
	}
	m.at, m.window = o.command.To, o.command.Window
	if m.window.Shares {
		m.shared = m.at
	}
	c.freeze(o)
	if o.command.Positions && m.at == o.command.To { // and not frozen before
		m.have, m.all = m.at, false
	}
}

// conclude makes a whole report t of run r, of n particles, what is shown.
func (q *known) conclude(r *Run, t *tally, command *protocol.ShardCommand, stepped, moved bool, n int) {
	w := &command.Window
	if moved {
		q.counted.Resize(w.W, w.H)
	}
	if stepped || moved {
		q.counted.Fade(w.Keep)
		q.counted.Merge(&t.sum)
		q.stamp++
	}
	if !command.Positions {
		sim.CopyPoints(r.State.X, 0, t.head, 0, t.head.N)
	}
	r.State.N = uint64(t.step)
	q.marginals, t.marginals = t.marginals, q.marginals
	if len(t.lost) > 0 {
		r.Info.Sigma, r.Info.Epsilon = t.sigma, t.epsilon.value()
		r.Info.Accepted, r.Info.Exchanged = t.accepted/float64(n), t.exchanged/float64(n)
	}
	if w.Shares {
		q.shares = q.shares[:0]
		for _, count := range t.shares {
			q.shares = append(q.shares, float64(count)/float64(n))
		}
	}
}

// freeze stops runs of which too many particles were lost. What was lost before the
// past to which the cloud has gone back meanwhile is reported once, so that it is read
// of a future that will not come too.
func (c *Cloud) freeze(o *order) {
	for i, r := range c.runs {
		t := &o.tallies[i]
		first := t.step - len(t.lost) + 1
		for k, lost := range t.lost {
			if r.Frozen || first+k > o.until {
				break
			}
			r.Lost = lost
			if diverged(lost, c.setting.Config.Particles) {
				r.Frozen, r.stop = true, first+k
				c.remote.at, c.remote.shared = -1, -1 // the shards have gone too far
				c.remote.discard(first + k - 1)
			}
		}
	}
}

// rewind forgets that runs were frozen: their shards go back in time, to step.
func (m *remote) rewind(runs []*Run, step int) {
	for _, r := range runs {
		r.thaw()
		r.stop = 0
	}
	m.at, m.have, m.shared = -1, -1, -1
	m.discard(step)
}

// discard makes what shards still report of steps after this one of no account.
func (m *remote) discard(step int) {
	for _, o := range m.orders {
		o.until = min(o.until, step)
	}
}

// Recall ends the session of workers. The particles are where they were when it
// began, or before, and can go on from there without workers.
func (c *Cloud) Recall() {
	if c.remote == nil {
		return
	}
	left := c.remote.left
	c.release()
	c.back(c.keyframe(left))
}

// release forgets the shards and what they have decided.
func (c *Cloud) release() {
	if c.remote == nil {
		return
	}
	c.remote = nil
	for _, r := range c.runs {
		r.stop = 0
	}
}

// Seen is the step of what is known of the particles: with workers that of the
// last whole report.
func (c *Cloud) Seen() int {
	if c.remote != nil && c.remote.at >= 0 {
		return c.remote.at
	}
	return c.step
}

// Counts are the particles of run k, counted by workers on the grid of the last
// window, with a stamp that changes when they do; nil without workers.
func (c *Cloud) Counts(k int) (counts *hist.Grid, w protocol.Window, stamp uint64) {
	if c.remote == nil || k >= len(c.runs) || c.remote.known[k].stamp == 0 {
		return nil, protocol.Window{}, 0
	}
	return &c.remote.known[k].counted, c.remote.window, c.remote.known[k].stamp
}

// Counted is what workers have counted of run k; nil without workers.
func (c *Cloud) Counted(k int) (shares []float64, marginals [2][]int) {
	if c.remote == nil {
		return nil, marginals
	}
	return c.remote.known[k].shares, c.remote.known[k].marginals
}
