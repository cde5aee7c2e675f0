package lab

import (
	"math"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/scorefield/scorefield/sim/hist"
	"github.com/scorefield/scorefield/sim/internal/testsize"
	"github.com/scorefield/scorefield/sim/lab/keyframe"
)

// pool are shards as a page has them, each in a worker of its own.
type pool struct {
	t      *testing.T
	e      *Experiment
	shards []*Shard
	window Window
}

var window = Window{W: 50, H: 40, X0: -10, Y0: -8, X1: 10, Y1: 8, Keep: 0.8, Bins: [2]int{12, 12}, Lo: [2]float64{-8, -8}, Hi: [2]float64{8, 8}, Shares: true}

// handOver has the particles of an experiment moved by n shards.
func handOver(t *testing.T, e *Experiment, n int) *pool {
	t.Helper()
	p := &pool{t: t, e: e, window: window}
	for _, b := range e.Particles().ShardJobs(n) {
		s, ok := OpenShard(b)
		if !ok {
			t.Fatal("a shard does not understand what it starts from")
		}
		p.shards = append(p.shards, s)
	}
	p.settle()
	return p
}

// settle gives the shards commands until they are where they shall be.
func (p *pool) settle() {
	p.t.Helper()
	for range 100 {
		b := p.e.Particles().Command(p.window)
		if b == nil {
			if !p.e.Particles().Settled() {
				p.t.Fatal("no command, and not settled")
			}
			return
		}
		p.carryOut(b)
	}
	p.t.Fatal("commands without end")
}

// carryOut lets every shard execute a command, the last one first.
func (p *pool) carryOut(command []byte) {
	p.t.Helper()
	for k := len(p.shards) - 1; k >= 0; k-- {
		s := p.shards[k]
		if !s.Execute(command) {
			p.t.Fatal("a command is not understood")
		}
		for !s.Step() {
		}
		if whole := p.e.Particles().Merge(k, s.Report()); whole != (k == 0) {
			p.t.Fatalf("shard %d: whole %v", k, whole)
		}
	}
}

// sample goes n steps on, one at a time, as a figure does.
func (p *pool) sample(n int) {
	p.t.Helper()
	for range n {
		p.e.Sample(1)
		p.settle()
	}
}

// fetched are the positions of a run.
func (p *pool) fetched(k int) []float32 {
	p.t.Helper()
	p.e.Particles().RequestPositions()
	p.settle()
	return slices.Clone(p.e.Particles().Positions(k).Data)
}

// TestShardsAreTheSameCloud: particles, counts, shares and histograms of shards
// are those of a local cloud, bit for bit, for every sampler,
// through drags, back and forth in time.
func TestShardsAreTheSameCloud(t *testing.T) {
	for i, text := range []string{"sampler=ula&versus=annealed&steps-per-level=4", "sampler=mala&density=three-modes", "sampler=underdamped",
		"sampler=tempering&levels=3&versus=hmc&leaps=3", "sampler=mala&adapt=on&versus=karras&solver-steps=30", "scene=sde&solver-steps=60", "sampler=corrector&solver-steps=30&density=two-moons"} {
		text += "&particles=5003" // more than a report has positions of by itself
		local, remote := open(t, text), open(t, text)
		local.Sample(5)
		remote.Sample(5)
		p := handOver(t, remote, 3)
		same := func(when string) {
			t.Helper()
			for k := range local.parts.cloud.Len() {
				if !slices.Equal(p.fetched(k), local.Particles().Positions(k).Data) {
					t.Errorf("%s, %s: run %d: the particles differ", text, when, k)
				}
			}
			if a, b := local.State(), remote.State(); a != b {
				t.Errorf("%s, %s: states\n%s\n%s", text, when, a, b)
			}
			if a, b := local.View().Brief(), remote.View().Brief(); a.Share != b.Share && !math.IsNaN(a.Share) || !slices.Equal(a.Shares, b.Shares) || a.Sigma != b.Sigma ||
				math.Abs(a.Epsilon-b.Epsilon) > 1e-12*a.Epsilon || math.Abs(a.Accepted-b.Accepted) > 1e-12 || a.Diverged != b.Diverged {
				t.Errorf("%s, %s: stats\n%+v\n%+v", text, when, a, b)
			}
			if when == "after a drag" && (i == 0 || testsize.Full()) || when == "back at 8" && testsize.Full() { // the slow numbers, of the same particles
				if a, b := local.Stats().SWD, remote.Stats().SWD; a != b {
					t.Errorf("%s, %s: distances %g and %g", text, when, a, b)
				}
			}
			var a, b [12]float32
			local.View().Histogram(a[:], 0, 1, -8, 8)
			remote.View().Histogram(b[:], 0, 1, -8, 8)
			for i := range a {
				if math.Abs(float64(a[i]-b[i])) > 1e-6 {
					t.Errorf("%s, %s: histograms\n%v\n%v", text, when, a, b)
					break
				}
			}
		}
		same("as they were handed over")
		var counts hist.Grid
		counts.Resize(window.W, window.H)
		x := local.Particles().Positions(0)
		counts.Splat(x.Row(0), x.Row(1), window.Affine())
		for range 12 {
			local.Sample(1)
			p.sample(1)
			counts.Fade(window.Keep)
			counts.Splat(x.Row(0), x.Row(1), window.Affine())
			x = local.Particles().Positions(0)
		}
		same("after 12 steps")
		counts.Resize(window.W, window.H) // one picture without trails
		counts.Splat(x.Row(0), x.Row(1), window.Affine())
		p.window.Keep = 0
		p.settle()
		if got, v, _ := remote.Particles().Counts(0); v != p.window || !slices.Equal(got.Bins, counts.Bins) {
			t.Errorf("%s: the counts differ", text)
		}
		for _, e := range []*Experiment{local, remote} {
			must(e.Set("epsilon", "0.02"))
			must(e.Set("mixture", "0.5,-3,-4,1,0,1;0.5,5,5,1,0.5,2"))
		}
		local.Sample(9)
		remote.Sample(9)
		p.settle()
		same("after a drag")
		for _, step := range []int{18, 8, 24} {
			for _, e := range []*Experiment{local, remote} {
				e.Rewind(Clock{Sampling: step})
				e.Sample(step - e.Clock().Sampling)
			}
			p.settle()
			same("back at " + strconv.Itoa(step))
		}
		for _, e := range []*Experiment{local, remote} {
			e.Rewind(Clock{Sampling: 3})
			e.Sample(30 - e.Clock().Sampling)
		}
		if remote.Particles().Remote() {
			t.Errorf("%s: still remote before its session", text)
		}
		same2(t, text, local, remote)
	}
}

func same2(t *testing.T, what string, a, b *Experiment) {
	t.Helper()
	for k := range a.parts.cloud.Len() {
		if !slices.Equal(a.Particles().Positions(k).Data, b.Particles().Positions(k).Data) {
			t.Errorf("%s: local again, run %d differs", what, k)
		}
	}
}

// TestTrailsOfShards fade as those of a local cloud.
func TestTrailsOfShards(t *testing.T) {
	local, remote := open(t, "particles=500"), open(t, "particles=500")
	p := handOver(t, remote, 2)
	var counts hist.Grid
	counts.Resize(window.W, window.H)
	for range 6 {
		x := local.Particles().Positions(0)
		counts.Fade(window.Keep)
		counts.Splat(x.Row(0), x.Row(1), window.Affine())
		if got, _, _ := remote.Particles().Counts(0); !slices.Equal(got.Bins, counts.Bins) {
			t.Fatalf("step %d: the counts differ", remote.Clock().Sampling)
		}
		local.Sample(1)
		p.sample(1)
	}
	_, _, before := remote.Particles().Counts(0)
	p.settle()
	if _, _, stamp := remote.Particles().Counts(0); stamp != before {
		t.Error("a picture that has not changed has another stamp")
	}
}

// TestAShardedCloudFreezes at the step at which a local one would, and moves
// again when it goes back to before.
func TestAShardedCloudFreezes(t *testing.T) {
	const text = "particles=5900&epsilon=2.3&versus=mala"
	local, remote := open(t, text), open(t, text)
	p := handOver(t, remote, 4)
	for range 3 {
		local.Sample(40)
		remote.Sample(40)
		p.settle()
	}
	a, b := local.View().Brief(), remote.View().Brief()
	if !a.Frozen || !b.Frozen || a.Diverged != b.Diverged {
		t.Fatalf("local %v with %d lost, remote %v with %d", a.Frozen, a.Diverged, b.Frozen, b.Diverged)
	}
	for k := range local.parts.cloud.Len() {
		if !slices.Equal(p.fetched(k), local.Particles().Positions(k).Data) {
			t.Errorf("run %d: frozen elsewhere", k)
		}
	}
	for _, e := range []*Experiment{local, remote} {
		e.Rewind(Clock{Sampling: 20})
		e.Sample(20 - e.Clock().Sampling)
	}
	p.settle()
	if local.View().Brief().Frozen || remote.View().Brief().Frozen || !slices.Equal(p.fetched(0), local.Particles().Positions(0).Data) {
		t.Error("back in time it is not where it was")
	}
	local.Sample(100)
	remote.Sample(100)
	p.settle()
	if !remote.View().Brief().Frozen || !slices.Equal(p.fetched(0), local.Particles().Positions(0).Data) {
		t.Error("it does not freeze again")
	}
}

// TestWhatShardsDoNotUnderstand is refused, and what the page does not ends the
// session: the cloud can go on by itself.
func TestWhatShardsDoNotUnderstand(t *testing.T) {
	e := open(t, "particles=300")
	e.Sample(20)
	p := handOver(t, e, 2)
	start := open(t, "particles=300").Particles().ShardJobs(1)[0]
	for n := 0; n < len(start); n += 1 + n/3 {
		if _, ok := OpenShard(start[:n]); ok {
			t.Fatalf("a shard on %d of %d bytes", n, len(start))
		}
	}
	e.Sample(1)
	b := e.Particles().Command(window)
	for n := 0; n < len(b); n += 7 {
		if p.shards[0].Execute(b[:n]) {
			t.Fatalf("%d of %d bytes are a command", n, len(b))
		}
	}
	if e.Particles().Command(window) != nil {
		t.Error("a command was given twice")
	}
	for _, s := range p.shards {
		s.Execute(b)
		s.Step()
	}
	report := slices.Clone(p.shards[0].Report())
	for range 2 { // the same half twice is no whole either
		if e.Particles().Merge(0, report) || e.Particles().Settled() {
			t.Error("half a cloud is a whole one")
		}
	}
	if !e.Particles().Merge(1, report[:len(report)/2]) || e.Particles().Remote() {
		t.Error("half a report does not bring the cloud local")
	}
	if e.Particles().Merge(1, report) {
		t.Error("a report was taken at local")
	}
	e.Sample(25 - e.Clock().Sampling)
	alone := open(t, "particles=300")
	alone.Sample(25)
	same2(t, "after a broken report", alone, e)
}

// TestChangesThatStartAgainEndTheSession: another seed or number of particles.
func TestChangesThatStartAgainEndTheSession(t *testing.T) {
	e := open(t, "particles=300")
	handOver(t, e, 2)
	must(e.Set("start-width", "3"))
	if e.Particles().Remote() || e.Particles().Session() != 0 {
		t.Error("it is still remote")
	}
	p := handOver(t, e, 2)
	p.sample(3)
	alone := open(t, "particles=300&start-width=3")
	alone.Sample(3)
	if !slices.Equal(p.fetched(0), alone.Particles().Positions(0).Data) {
		t.Error("the second session is not of the same particles")
	}
}

// both does the same to a local cloud and to a remote one.
func both(local, remote *Experiment, f func(e *Experiment)) {
	f(local)
	f(remote)
}

func goTo(step int) func(e *Experiment) {
	return func(e *Experiment) {
		e.Rewind(Clock{Sampling: step})
		e.Sample(step - e.Clock().Sampling)
	}
}

// TestAChangeInThePastStartsAnotherFuture for shards too, whose keyframes of the
// first one are of no use.
func TestAChangeInThePastStartsAnotherFuture(t *testing.T) {
	for _, settle := range []bool{true, false} { // with a command for every move, and with one for all
		local, remote := open(t, "particles=2503"), open(t, "particles=2503")
		p := handOver(t, remote, 3)
		both(local, remote, func(e *Experiment) { e.Sample(24) })
		p.settle()
		both(local, remote, goTo(8))
		if settle {
			p.settle()
		}
		both(local, remote, func(e *Experiment) { must(e.Set("epsilon", "0.3")); e.Sample(16) })
		if settle {
			p.settle()
		}
		for _, step := range []int{20, 8, 24} {
			both(local, remote, goTo(step))
			p.settle()
			if !slices.Equal(p.fetched(0), local.Particles().Positions(0).Data) {
				t.Errorf("at %d the particles differ", step)
			}
		}
	}
}

// TestShardsGoBackToTheirStart after more steps than they keep frames of.
func TestShardsGoBackToTheirStart(t *testing.T) {
	local, remote := open(t, "particles=503"), open(t, "particles=503")
	both(local, remote, func(e *Experiment) { e.Sample(5) })
	p := handOver(t, remote, 3)
	both(local, remote, func(e *Experiment) { e.Sample(keyframe.FirstStride * (keyframe.MostFrames + 3)) })
	p.settle()
	for _, step := range []int{10, 60} {
		both(local, remote, goTo(step))
		p.settle()
		if !slices.Equal(p.fetched(0), local.Particles().Positions(0).Data) || !remote.Particles().Remote() {
			t.Errorf("at %d the particles differ", step)
		}
	}
}

// TestRecalledParticles: without its shards a cloud goes on from where it was handed over, also
// from step 0, and is frozen or not by its own steps.
func TestRecalledParticles(t *testing.T) {
	for _, left := range []int{0, 3} {
		local, remote := open(t, "particles=5003&epsilon=2.3"), open(t, "particles=5003&epsilon=2.3")
		both(local, remote, func(e *Experiment) { e.Sample(left) })
		p := handOver(t, remote, 3)
		both(local, remote, func(e *Experiment) { e.Sample(140) })
		p.settle()
		if !local.View().Brief().Frozen || !remote.View().Brief().Frozen {
			t.Fatal("nothing is frozen")
		}
		remote.Particles().Recall()
		if remote.Clock().Sampling != left {
			t.Errorf("local at step %d, it left at %d", remote.Clock().Sampling, left)
		}
		both(local, remote, goTo(20))
		if !slices.Equal(remote.Particles().Positions(0).Data, local.Particles().Positions(0).Data) {
			t.Errorf("left at %d: at 20 the particles differ", left)
		}
		both(local, remote, goTo(200))
		if a, b := local.View().Brief(), remote.View().Brief(); a.Frozen != b.Frozen || a.Over != b.Over || !slices.Equal(remote.Particles().Positions(0).Data, local.Particles().Positions(0).Data) {
			t.Errorf("left at %d: frozen %v and %v, over %v and %v", left, a.Frozen, b.Frozen, a.Over, b.Over)
		}
	}
}

// TestHistogramsStayWhileShardsWork: what is shown is of the last whole report.
func TestHistogramsStayWhileShardsWork(t *testing.T) {
	e := open(t, "particles=1003")
	p := handOver(t, e, 3)
	p.sample(2)
	var before, during [12]float32
	e.View().Histogram(before[:], 0, 1, -8, 8)
	e.Sample(1)
	b := e.Particles().Command(p.window)
	for k, s := range p.shards {
		e.View().Histogram(during[:], 0, 1, -8, 8)
		if during != before || e.View().Step != 2 {
			t.Fatalf("after %d of %d reports: step %d, %v, was %v", k, len(p.shards), e.View().Step, during, before)
		}
		s.Execute(b)
		s.Step()
		e.Particles().Merge(k, s.Report())
	}
	e.View().Histogram(during[:], 0, 1, -8, 8)
	if during == before || e.View().Step != 3 {
		t.Error("the histogram does not follow")
	}
}

// TestTooLateAFreeze: what shards report of a future that was left does not
// freeze the past.
func TestTooLateAFreeze(t *testing.T) {
	e := open(t, "particles=900&epsilon=2.3")
	p := handOver(t, e, 3)
	p.sample(3)
	e.Sample(140)
	b := e.Particles().Command(p.window)
	e.Rewind(Clock{Sampling: 8})
	e.Sample(8 - e.Clock().Sampling)
	p.carryOut(b)
	p.settle()
	alone := open(t, "particles=900&epsilon=2.3")
	alone.Sample(8)
	if s := e.View().Brief(); s.Frozen || e.Particles().Over() || s.Step != 8 || !slices.Equal(p.fetched(0), alone.Particles().Positions(0).Data) {
		t.Errorf("at step 8: %+v", s)
	}
}

// TestFetchingWhatFreezes waits for the state in which it is frozen.
func TestFetchingWhatFreezes(t *testing.T) {
	local, remote := open(t, "particles=9000&epsilon=2.3"), open(t, "particles=9000&epsilon=2.3")
	p := handOver(t, remote, 3)
	both(local, remote, func(e *Experiment) { e.Sample(140) })
	remote.Particles().RequestPositions()
	p.settle()
	if !remote.View().Brief().Frozen || !slices.Equal(remote.Particles().Positions(0).Data, local.Particles().Positions(0).Data) {
		t.Error("the positions are not those of the frozen cloud")
	}
}

// TestFrozenAtTheFirstStep: there is no step before it, and it stays where it
// started.
func TestFrozenAtTheFirstStep(t *testing.T) {
	const text = "particles=900&epsilon=10&start-width=1000&mixture=1,0,0,0.01,0,0.01"
	local, remote := open(t, text), open(t, text)
	p := handOver(t, remote, 3)
	for range 3 {
		both(local, remote, func(e *Experiment) { e.Sample(1) })
		p.settle()
	}
	if !local.View().Brief().Frozen || !remote.View().Brief().Frozen || !slices.Equal(p.fetched(0), local.Particles().Positions(0).Data) || remote.parts.cloud.Run(0).State.N != 0 {
		t.Errorf("local %v, remote %v at step %d", local.View().Brief().Frozen, remote.View().Brief().Frozen, remote.parts.cloud.Run(0).State.N)
	}
}

// flight has an experiment's shards work while the page goes on: commands are out, and
// each shard carries out its own when it comes to it.
type flight struct {
	*pool
	mail [][][]byte // of each shard, the commands that it has not carried out
}

// give gives the shards what the page has for them, and reports whether it had anything.
func (f *flight) give() bool {
	b := f.e.Particles().Command(f.window)
	for k := range f.shards {
		if b != nil {
			f.mail[k] = append(f.mail[k], slices.Clone(b))
		}
	}
	return b != nil
}

// work lets shard k carry out one command and report.
func (f *flight) work(k int) {
	f.t.Helper()
	if len(f.mail[k]) == 0 {
		return
	}
	if !f.shards[k].Execute(f.mail[k][0]) {
		f.t.Fatal("a command is not understood")
	}
	for !f.shards[k].Step() {
	}
	f.mail[k] = f.mail[k][1:]
	f.e.Particles().Merge(k, f.shards[k].Report())
}

// rest ends all that is out, and what is still to be done.
func (f *flight) rest() {
	f.t.Helper()
	for f.out() > 0 || f.give() {
		for k := range f.shards {
			f.work(k)
		}
	}
	if !f.e.Particles().Settled() {
		f.t.Fatal("no command, and not settled")
	}
}

// out is the most commands that a shard has not carried out.
func (f *flight) out() (n int) {
	for _, mail := range f.mail {
		n = max(n, len(mail))
	}
	return n
}

func takeOff(t *testing.T, e *Experiment, n int) *flight {
	t.Helper()
	return &flight{pool: handOver(t, e, n), mail: make([][][]byte, n)}
}

// TestAMissedReportEndsTheSession: a report of the command after the one that is waited for
// means that the first will not come, and nobody waits for it.
func TestAMissedReportEndsTheSession(t *testing.T) {
	local, remote := open(t, "particles=2503"), open(t, "particles=2503")
	f := takeOff(t, remote, 2)
	for range 2 {
		both(local, remote, func(e *Experiment) { e.Sample(3) })
		if !f.give() {
			t.Fatal("no command")
		}
	}
	f.shards[0].Execute(f.mail[0][0])
	for !f.shards[0].Step() {
	}
	f.shards[0].Report() // gets lost
	f.mail[0] = f.mail[0][1:]
	f.work(0)
	if remote.Particles().Remote() {
		t.Error("it waits for a report that has been missed")
	}
	goTo(6)(remote)
	same2(t, "after a missed report", local, remote)
}

// TestShardsHaveTheNextCommand while what they report of one is taken, and no more than
// that; whatever the reader does meanwhile the particles are those of a local cloud.
func TestShardsHaveTheNextCommand(t *testing.T) {
	const text = "particles=2503&versus=mala"
	local, remote := open(t, text), open(t, text)
	f := takeOff(t, remote, 3)
	same := func(when string) {
		t.Helper()
		f.rest()
		remote.Particles().RequestPositions()
		f.rest()
		same2(t, when, local, remote)
		if a, b := local.State(), remote.State(); a != b {
			t.Errorf("%s: states\n%s\n%s", when, a, b)
		}
	}
	goOn := func(n int) {
		t.Helper()
		both(local, remote, func(e *Experiment) { e.Sample(n) })
		if !f.give() {
			t.Fatal("no command")
		}
	}
	goOn(3)
	if !remote.Particles().Ready() {
		t.Fatal("nothing can be done while one command is out")
	}
	goOn(4)
	if remote.Particles().Ready() || f.out() != 2 || f.give() {
		t.Fatal("a third command can be given")
	}
	f.work(2)
	f.work(2) // the second command before others have done the first
	f.work(0)
	if remote.View().Step != 0 {
		t.Errorf("step %d is shown before all have come to it", remote.View().Step)
	}
	f.work(1)
	if remote.View().Step != 3 || remote.Particles().Settled() || !remote.Particles().Ready() {
		t.Errorf("step %d is shown where all have come to 3", remote.View().Step)
	}
	goOn(2)
	same("after three commands")

	goOn(2)
	goOn(2)
	both(local, remote, func(e *Experiment) { must(e.Set("epsilon", "0.03")) })
	if remote.Particles().Ready() {
		t.Error("time can go on in old settings")
	}
	f.work(0)
	f.work(1)
	f.work(2)
	if remote.Particles().Ready() || f.give() {
		t.Error("a change is given into a command that is carried out")
	}
	for k := range f.shards {
		f.work(k)
	}
	goOn(3)
	if remote.Particles().Ready() || f.give() {
		t.Error("time goes on before it is seen what a change has done")
	}
	same("after a change")

	goOn(5)
	goOn(5)
	both(local, remote, goTo(remote.Clock().Sampling-7)) // into the midst of the first of the two
	if f.give() {
		t.Error("a command into the past before the future has been given up")
	}
	f.work(1)
	same("back in time")

	goOn(4)
	f.work(1)
	goOn(4)
	f.work(1)
	remote.Particles().RequestPositions()
	if remote.Particles().Ready() || f.give() {
		t.Error("positions are asked for in the midst of steps")
	}
	same("asked for in the midst")

	goOn(2)
	goOn(2)
	f.window.X1++
	if f.give() {
		t.Error("a camera that moves is given before what is out")
	}
	same("under another camera")
	if _, v, _ := remote.Particles().Counts(0); v != f.window {
		t.Errorf("counted over %+v, not %+v", v, f.window)
	}

	goOn(2)
	goOn(2)
	f.work(0)
	remote.Particles().Recall()
	both(local, remote, goTo(local.Clock().Sampling))
	same2(t, "recalled from the midst of two commands", local, remote)
}

// TestAFreezeWithMoreOnTheWay is that of a local cloud, whenever it is heard of: also when
// particles had been lost in steps of a future that was left, and after those that
// shards did beyond it.
func TestAFreezeWithMoreOnTheWay(t *testing.T) {
	const text = "particles=5900&epsilon=2.3&versus=mala"
	frozen := 0 // the step at which a local cloud is
	for e := open(t, text); !e.View().Brief().Frozen; frozen = e.Clock().Sampling {
		e.Sample(1)
	}
	for _, c := range []struct {
		name  string
		first int // steps of the first command; the second has 30
		back  int // where it goes meanwhile, 0: nowhere
	}{
		{"by the first", frozen + 9, 0},
		{"by the second", frozen - 2, 0},
		{"by the first, given up", frozen + 9, frozen + 7},
		{"by the second, given up", frozen - 2, frozen + 20},
		{"by neither", frozen + 9, frozen - 3},
	} {
		local, remote := open(t, text), open(t, text)
		f := takeOff(t, remote, 3)
		for _, n := range []int{c.first, 30} {
			both(local, remote, func(e *Experiment) { e.Sample(n) })
			f.give()
		}
		if c.back > 0 {
			both(local, remote, goTo(c.back))
		}
		same := func(when string) {
			t.Helper()
			f.rest()
			remote.Particles().RequestPositions()
			f.rest()
			same2(t, c.name+", "+when, local, remote)
			if a, b := local.View().Brief(), remote.View().Brief(); a.Frozen != b.Frozen || a.Diverged != b.Diverged {
				t.Errorf("%s, %s: local %v with %d lost, remote %v with %d", c.name, when, a.Frozen, a.Diverged, b.Frozen, b.Diverged)
			}
		}
		same("at first")
		for _, step := range []int{frozen + 25, frozen + 9, frozen - 1, frozen + 30} {
			both(local, remote, goTo(step))
			same("at " + strconv.Itoa(step))
		}
	}
}

// BenchmarkShard is a step of a million particles, as a worker does it: moved
// and counted at 800×600.
func BenchmarkShard(b *testing.B) {
	e, _ := Open("particles=1000000")
	s, ok := OpenShard(e.Particles().ShardJobs(1)[0])
	if !ok {
		b.Fatal("no shard")
	}
	v := window
	v.W, v.H, v.Shares, v.Bins = 800, 600, false, [2]int{}
	n := 0
	for b.Loop() {
		e.Sample(1)
		s.Execute(e.Particles().Command(v))
		for !s.Step() {
		}
		e.Particles().Merge(0, s.Report())
		n++
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "steps/s")
}

// BenchmarkShares is what of a step of a million particles the worker with the longest share does, of
// 1, 2, 4 and 8 workers: how it falls with them is the speed-up that there can be.
func BenchmarkShares(b *testing.B) {
	workers := []int{1, 2, 4, 8}
	for b.Loop() {
		longest := make([]float64, len(workers))
		for i, k := range workers {
			longest[i] = longestShare(b, k)
			b.ReportMetric(1e3*longest[i], "ms/share-of-"+strconv.Itoa(k))
		}
		b.ReportMetric(longest[0]/longest[1], "speed-up-of-2")
		b.ReportMetric(math.Log(longest[3]/longest[0])/math.Log(8), "exponent")
		b.ReportMetric(-1, "theory-exponent")
	}
	b.ReportMetric(0, "ns/op")
}

// longestShare is the seconds of a step that one of so many workers needs, the least of some steps.
func longestShare(b *testing.B, workers int) float64 {
	e, _ := Open("particles=1000000")
	var shards []*Shard
	for _, job := range e.Particles().ShardJobs(workers) {
		s, ok := OpenShard(job)
		if !ok {
			b.Fatal("no shard")
		}
		shards = append(shards, s)
	}
	v := window
	v.W, v.H, v.Shares, v.Bins = 800, 600, false, [2]int{}
	least := make([]float64, workers)
	for round := range 20 {
		e.Sample(1)
		command := e.Particles().Command(v)
		for i, s := range shards {
			begin := time.Now()
			s.Execute(command)
			for !s.Step() {
			}
			bytes := s.Report()
			if t := time.Since(begin).Seconds(); round == 0 || t < least[i] {
				least[i] = t
			}
			e.Particles().Merge(i, bytes)
		}
	}
	return slices.Max(least)
}
