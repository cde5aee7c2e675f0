package protocol

import (
	"math"
	"slices"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/hist"
)

// ShardJob is what some particles of every run start from.
type ShardJob struct {
	Session int        // number of the stay in workers; commands and reports carry it
	State   string     // the experiment as text, for its settings at every step
	Points  Points     // the reader's data, by which the target may be made
	Step    int        // sampling steps done
	First   int        // number of the first particle
	Runs    []ShardRun // of each sampler
}

// ShardRun is some particles of one run.
type ShardRun struct {
	X    sim.Batch // D×N
	V    sim.Batch // velocities, D×N; empty without momentum
	Aux  sim.Batch // what else a sampler keeps, N points; empty without
	Step int       // steps done; fewer than the job's in a frozen run
}

// Append appends the job to b, which grows once at most but for the reader's points.
func (j *ShardJob) Append(b []byte) []byte {
	n := 1<<10 + len(j.State)
	for _, run := range j.Runs {
		n += 1<<6 + 4*(len(run.X.Data)+len(run.V.Data)+len(run.Aux.Data))
	}
	w := begin(slices.Grow(b, n), shardJob)
	w.count(j.Session)
	w.text(j.State)
	j.Points.append(&w)
	w.count(j.Step)
	w.count(j.First)
	w.count(len(j.Runs))
	for _, run := range j.Runs {
		w.batch(run.X)
		w.batch(run.V)
		w.batch(run.Aux)
		w.count(run.Step)
	}
	return w.b
}

// Read makes j what Append wrote, and reports whether b is that.
func (j *ShardJob) Read(b []byte) bool {
	r := open(b, shardJob)
	j.Session, j.State = r.count(), r.text()
	j.Points.read(&r)
	j.Step, j.First = r.count(), r.count()
	j.Runs = resize(j.Runs, r.length(7*4))
	for i := range j.Runs {
		run := &j.Runs[i]
		run.X, run.V, run.Aux, run.Step = r.batch(), r.batch(), r.batch(), r.count()
		if !goTogether(run.X, run.V, run.Aux) {
			r.fail()
		}
	}
	return r.done()
}

// goTogether reports whether velocities and what else a sampler keeps are of the
// particles x.
func goTogether(x, v, aux sim.Batch) bool {
	return (v.Empty() || v.Like(x)) && (aux.Empty() || aux.N == x.N)
}

// Window is what a page wants to see of a cloud that workers move: their counts
// on a grid over two of the coordinates, and along both.
type Window struct {
	Axes           [2]int     // coordinates to the right and upwards; both 0 stands for 0 and 1
	W, H           int        // bins of the grid
	X0, Y0, X1, Y1 float64    // the part of the plane that it covers; its first row is at Y1
	Keep           float64    // share of the counts that stays from step to step, in [0, 1)
	Bins           [2]int     // of the marginals to the right and upwards, 0 for none
	Lo, Hi         [2]float64 // where they begin and end
	Shares         bool       // count the components' shares too, which costs as much as a step
}

// Axis is the coordinate along direction k of the picture, 0 to the right and 1
// upwards.
func (v Window) Axis(k int) int {
	if v.Axes == [2]int{} {
		return k
	}
	return v.Axes[k]
}

// Same reports whether pictures of two windows are of the same things.
func (v Window) Same(o Window) bool {
	v.Shares = o.Shares
	return v == o
}

// Affine takes places in the plane to bins.
func (v Window) Affine() hist.Affine {
	sx, sy := float64(v.W)/(v.X1-v.X0), float64(v.H)/(v.Y0-v.Y1)
	return hist.Affine{SX: float32(sx), OX: float32(-v.X0 * sx), SY: float32(sy), OY: float32(-v.Y1 * sy)}
}

// mostBins bounds what one report carries.
const mostBins = 1 << 22

// Valid reports whether there is anything to count on, in d coordinates.
func (v Window) Valid(d int) bool {
	for _, x := range [...]float64{v.X0, v.Y0, v.X1, v.Y1, v.Lo[0], v.Lo[1], v.Hi[0], v.Hi[1]} {
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return false
		}
	}
	return v.W > 0 && v.H > 0 && v.W <= mostBins/v.H && v.X1 > v.X0 && v.Y1 > v.Y0 && min(v.Bins[0], v.Bins[1]) >= 0 && max(v.Bins[0], v.Bins[1]) <= mostBins &&
		v.Axis(0) >= 0 && v.Axis(0) < d && v.Axis(1) >= 0 && v.Axis(1) < d
}

func (v *Window) append(w *writer) {
	for _, n := range []int{v.Axes[0], v.Axes[1], v.W, v.H, v.Bins[0], v.Bins[1]} {
		w.count(n)
	}
	for _, x := range []float64{v.X0, v.Y0, v.X1, v.Y1, v.Keep, v.Lo[0], v.Lo[1], v.Hi[0], v.Hi[1]} {
		w.number(x)
	}
	w.flag(v.Shares)
}

func (v *Window) read(r *reader) {
	for _, n := range []*int{&v.Axes[0], &v.Axes[1], &v.W, &v.H, &v.Bins[0], &v.Bins[1]} {
		*n = r.count()
	}
	for _, x := range []*float64{&v.X0, &v.Y0, &v.X1, &v.Y1, &v.Keep, &v.Lo[0], &v.Lo[1], &v.Hi[0], &v.Hi[1]} {
		*x = r.number()
	}
	v.Shares = r.flag()
}

// ShardCommand is what all shards are to do next: go to a step, with another
// history if State is not "", and report what a window shows.
type ShardCommand struct {
	Session   int    // of the job
	To        int    // sampling step
	Stops     []int  // for each run one more than the step at which it is frozen, 0 is none
	Positions bool   // report all positions
	State     string // the experiment as text, "" where it is as before
	Window    Window // what is to be seen
}

// Append appends the command to b.
func (c *ShardCommand) Append(b []byte) []byte {
	w := begin(b, shardCommand)
	w.count(c.Session)
	w.count(c.To)
	w.counts(c.Stops)
	w.flag(c.Positions)
	w.text(c.State)
	c.Window.append(&w)
	return w.b
}

// Read makes c what Append wrote, and reports whether b is that.
func (c *ShardCommand) Read(b []byte) bool {
	r := open(b, shardCommand)
	c.Session, c.To, c.Stops = r.count(), r.count(), r.counts(c.Stops)
	c.Positions, c.State = r.flag(), r.text()
	c.Window.read(&r)
	return r.done()
}

// ShardReport is what is seen of a shard's particles.
type ShardReport struct {
	Session int         // of the command
	Step    int         // sampling step that the shard has come to
	Runs    []RunReport // of each sampler
}

// RunReport is what is seen of the particles of one run.
type RunReport struct {
	Step           int         // steps done
	Sigma, Epsilon float64     // noise level and size of the last step
	Accepted       float64     // sum over the shard's particles
	Exchanged      float64     // the same of replicas that took part in an exchange
	Lost           []int       // particles that had diverged after each step since the last report
	Shares         []int       // particles in each component; empty where nobody asked
	Marginals      [2][]int    // particles in each bin to the right and upwards
	Bins           []byte      // counts on the window's grid, see hist.Grid.MergeBinary
	Positions      [][]float32 // D rows: of all particles, or of the first few that distances are estimated from
}

// Append appends the report to b.
func (p *ShardReport) Append(b []byte) []byte {
	w := begin(b, shardReport)
	w.count(p.Session)
	w.count(p.Step)
	w.count(len(p.Runs))
	for i := range p.Runs {
		p.Runs[i].append(&w)
	}
	return w.b
}

// Read makes p what Append wrote, reusing its memory, and reports whether b is
// that. Bins alias b.
func (p *ShardReport) Read(b []byte) bool {
	r := open(b, shardReport)
	p.Session, p.Step = r.count(), r.count()
	p.Runs = resize(p.Runs, r.length(4*8+7*4))
	for i := range p.Runs {
		p.Runs[i].read(&r)
	}
	return r.done()
}

func (n *RunReport) append(w *writer) {
	w.count(n.Step)
	w.number(n.Sigma)
	w.number(n.Epsilon)
	w.number(n.Accepted)
	w.number(n.Exchanged)
	w.counts(n.Lost)
	w.counts(n.Shares)
	for _, bins := range n.Marginals {
		w.counts(bins)
	}
	w.count(len(n.Bins))
	w.b = append(w.b, n.Bins...)
	w.count(len(n.Positions))
	for _, row := range n.Positions {
		w.floats(row)
	}
}

func (n *RunReport) read(r *reader) {
	n.Step, n.Sigma, n.Epsilon, n.Accepted, n.Exchanged = r.count(), r.number(), r.number(), r.number(), r.number()
	n.Lost, n.Shares = r.counts(n.Lost), r.counts(n.Shares)
	for k := range n.Marginals {
		n.Marginals[k] = r.counts(n.Marginals[k])
	}
	n.Bins = r.take(r.count())
	n.Positions = resize(n.Positions, r.length(4))
	for j := range n.Positions {
		n.Positions[j] = r.floats(n.Positions[j])
	}
}
