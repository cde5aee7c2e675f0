package host

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/scorefield/scorefield/sim/lab"
)

// clock goes on by a millisecond at every look.
func clock() func() float64 {
	now := 0.0
	return func() float64 { now++; return now }
}

func open(t *testing.T, text string) *lab.Experiment {
	t.Helper()
	e, errs := lab.Open(text)
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	return e
}

// TestFiguresTakeTurns, and each gets the training that it would do itself.
func TestFiguresTakeTurns(t *testing.T) {
	texts := []string{"scene=matching&units=16", "scene=matching&units=20&seed=5"}
	host := &Host{Now: clock()}
	var here []*lab.Experiment
	for id, text := range texts {
		e := open(t, text)
		here = append(here, e)
		if !host.StartTraining(id, 7+id, e.Training().Job()) {
			t.Fatal("not understood")
		}
		host.Train(id, 60, e.Training().KeyframeStride(), 0)
	}
	turns := []int{}
	for {
		r, ok := host.Work(10)
		if !ok {
			break
		}
		if r.Kind != "trainingReport" || r.Number != 7+r.Figure || r.Steps == 0 || r.Spent < 10 {
			t.Errorf("%+v", r)
		}
		if !here[r.Figure].Training().Apply(r.Bytes, 60) {
			t.Fatal("a report was not applied")
		}
		turns = append(turns, r.Figure)
	}
	if len(turns) < 6 || turns[0] == turns[1] || turns[1] == turns[2] {
		t.Errorf("turns %v", turns)
	}
	for id, text := range texts {
		alone := open(t, text)
		alone.Train(60)
		if a, b := *alone.Training().Trace(0), *here[id].Training().Trace(0); here[id].Clock().Training != 60 || !slices.Equal(a.Fisher, b.Fisher) {
			t.Errorf("figure %d: traces %v and %v", id, a.Fisher, b.Fisher)
		}
	}
}

// TestLargeNetworksReportSeldom: a byte of a report takes its time here and in the page, so that
// one of a large network waits until as much has been learned; there are looks at the mail all the
// while, the last step is reported at once, and the weights are those of one that learns alone.
func TestLargeNetworksReportSeldom(t *testing.T) {
	const text, goal, budget = "scene=digits&units=100&hidden-layers=2&batch=8", 60, 5
	e, alone := open(t, text), open(t, text)
	host := &Host{Now: clock()}
	if !host.StartTraining(1, 1, e.Training().Job()) {
		t.Fatal("not understood")
	}
	host.Train(1, goal, 1<<20, 0)
	reports, quiet, bytes := 0, 0, 0
	for {
		begin := host.Now()
		r, ok := host.Work(budget)
		if !ok {
			break
		}
		if turn := host.Now() - begin; turn > 4*budget {
			t.Errorf("a turn of %g ms", turn)
		}
		if r.Bytes == nil {
			quiet++
			continue
		}
		if last := e.Clock().Training+r.Steps == goal; !last && r.Spent < float64(bytes)/mostReported {
			t.Errorf("%d bytes and %g ms later a report", bytes, r.Spent)
		}
		reports, bytes = reports+1, len(r.Bytes)
		if !e.Training().Apply(r.Bytes, goal) {
			t.Fatal("a report was not applied")
		}
	}
	if bytes < 2*budget*mostReported {
		t.Fatalf("a report of %d bytes may come with every turn", bytes)
	}
	alone.Train(goal)
	if reports < 3 || quiet < reports || e.Clock() != alone.Clock() || !slices.Equal(e.Training().Trace(0).Loss[1:], alone.Training().Trace(0).Loss[1:]) {
		t.Errorf("%d reports, %d turns without, at %+v", reports, quiet, e.Clock())
	}
}

// TestARemovedTaskIsForgotten, and another job begins from its own start.
func TestARemovedTaskIsForgotten(t *testing.T) {
	host, e := &Host{Now: clock()}, open(t, "scene=matching&units=16")
	if host.StartTraining(1, 1, []byte("nonsense")) {
		t.Error("nonsense was started")
	}
	host.StartTraining(1, 1, e.Training().Job())
	host.Train(1, 5, 16, 0)
	host.Work(100)
	host.StartTraining(1, 2, e.Training().Job())
	if _, ok := host.Work(100); ok {
		t.Error("a new job went to the old one's goal")
	}
	host.Train(1, 5, 16, 0)
	host.Remove(1)
	if _, ok := host.Work(100); ok || len(host.tasks) != 0 {
		t.Error("a removed figure is still trained")
	}
}

// TestAFigureLearnsWhileItsCloudMoves: whichever is begun first, neither ends the other, nor does what
// begins one of them anew or lets the cloud go; with the figure both go.
func TestAFigureLearnsWhileItsCloudMoves(t *testing.T) {
	view := lab.Window{W: 20, H: 20, X0: -8, Y0: -8, X1: 8, Y1: 8, Shares: true}
	for _, cloudFirst := range []bool{true, false} {
		host, e := &Host{Now: clock()}, open(t, "scene=matching&units=16&particles=2000")
		learn := func() {
			if !host.StartTraining(1, 1, e.Training().Job()) {
				t.Fatal("the training is not understood")
			}
			host.Train(1, 20, 16, 0)
		}
		move := func() {
			e.Particles().Recall()
			if !host.StartShard(1, 0, e.Particles().ShardJobs(1)[0]) || !host.Command(1, e.Particles().Command(view)) {
				t.Fatal("the cloud is not understood")
			}
		}
		reports := func() map[string]bool {
			kinds := map[string]bool{}
			for r, ok := host.Work(10); ok; r, ok = host.Work(10) {
				if r.Bytes != nil {
					kinds[r.Kind] = true
				}
			}
			return kinds
		}
		first, second := learn, move
		if cloudFirst {
			first, second = move, learn
		}
		for range 2 { // and again
			first()
			second()
			if kinds := reports(); !kinds["trainingReport"] || !kinds["shardReport"] {
				t.Errorf("the cloud first %v: reports %v", cloudFirst, kinds)
			}
		}
		learn()
		host.Release(1)
		if kinds := reports(); !kinds["trainingReport"] || len(host.tasks) != 1 {
			t.Errorf("the cloud has gone, and with it the training: %v", kinds)
		}
		move()
		if host.Remove(1); len(host.tasks) != 0 {
			t.Errorf("%d tasks of a figure that has gone", len(host.tasks))
		}
	}
}

// TestShardTasksMoveACloud: two workers move the halves of a cloud as it would move
// itself, also in turns that are shorter than their commands.
func TestShardTasksMoveACloud(t *testing.T) {
	const text = "particles=2000"
	e, alone := open(t, text), open(t, text)
	view := lab.Window{W: 20, H: 20, X0: -8, Y0: -8, X1: 8, Y1: 8, Shares: true}
	var hosts [2]Host
	for k, b := range e.Particles().ShardJobs(2) {
		hosts[k].Now = clock()
		if !hosts[k].StartShard(3, k, b) {
			t.Fatal("not understood")
		}
	}
	if hosts[0].StartShard(4, 0, []byte("nonsense")) || hosts[0].Command(3, []byte("nonsense")) {
		t.Error("nonsense was understood")
	}
	e.Sample(30)
	e.Particles().RequestPositions()
	b := e.Particles().Command(view)
	turns := 0
	for k := range hosts {
		if !hosts[k].Command(3, b) {
			t.Fatal("a command is not understood")
		}
		for {
			r, ok := hosts[k].Work(7)
			if !ok {
				break
			}
			turns++
			if r.Kind != "shardReport" || r.Figure != 3 || r.Number != k {
				t.Errorf("%+v", r)
			}
			if r.Bytes != nil && (e.Particles().Merge(k, r.Bytes) != (k == 1) || r.Steps != 30 || r.Spent < 30) {
				t.Errorf("host %d: %d steps in %g ms", k, r.Steps, r.Spent)
			}
		}
	}
	hosts[0].StartTraining(5, 1, open(t, "scene=matching&units=16").Training().Job())
	hosts[0].Release(3)
	hosts[0].Release(5)
	if len(hosts[0].tasks) != 1 || hosts[0].tasks[0].figure != 5 {
		t.Errorf("after a release there are %d tasks", len(hosts[0].tasks))
	}
	alone.Sample(30)
	if turns < 8 || !e.Particles().Settled() || !slices.Equal(alone.Particles().Positions(0).Data, e.Particles().Positions(0).Data) {
		t.Errorf("after %d turns the particles are not where they should be", turns)
	}
}

// TestAShardHasTheNextCommand before it has carried out one, carries out both in order, and
// says so where the second is none.
func TestAShardHasTheNextCommand(t *testing.T) {
	const text = "particles=2000"
	e, alone := open(t, text), open(t, text)
	view := lab.Window{W: 20, H: 20, X0: -8, Y0: -8, X1: 8, Y1: 8, Shares: true}
	host := Host{Now: clock()}
	if !host.StartShard(3, 0, e.Particles().ShardJobs(1)[0]) {
		t.Fatal("not understood")
	}
	give := func(n int) {
		e.Sample(n)
		if b := e.Particles().Command(view); b == nil || !host.Command(3, slices.Clone(b)) {
			t.Fatal("a command is not given")
		}
	}
	work := func(whole int) (last Report) {
		for whole > 0 {
			r, ok := host.Work(7)
			if !ok {
				t.Fatal("nothing to be done")
			}
			if r.Bytes != nil {
				last, whole = r, whole-1
				if len(r.Bytes) > 0 && !e.Particles().Merge(0, r.Bytes) {
					t.Error("a report is not taken")
				}
			}
		}
		return last
	}
	give(20)
	host.Work(7) // it has begun
	give(30)
	if r := work(1); r.Steps != 20 || e.Particles().Settled() {
		t.Errorf("%d steps in the first report", r.Steps)
	}
	if r := work(1); r.Steps != 30 || !e.Particles().Settled() {
		t.Errorf("%d steps in the second report", r.Steps)
	}
	if _, ok := host.Work(7); ok {
		t.Error("there is more")
	}
	e.Particles().RequestPositions()
	give(0)
	work(1)
	alone.Sample(50)
	if !slices.Equal(alone.Particles().Positions(0).Data, e.Particles().Positions(0).Data) {
		t.Error("the particles are not where they should be")
	}
	give(20)
	host.Command(3, []byte("nonsense"))
	if r := work(2); r.Kind != "shardReport" || len(r.Bytes) != 0 {
		t.Errorf("of nonsense it reports %d bytes", len(r.Bytes))
	}
	e.Sample(1)
	e.Particles().Command(view)
	if !e.Particles().Merge(0, []byte{}) || e.Particles().Remote() {
		t.Error("a report without bytes does not end the session")
	}
}

// TestCommandsKeepTheirOrder beside figures that take turns with the cloud, whenever they come
// and whenever their reports are taken: none is missed, and the particles are where they would go alone.
func TestCommandsKeepTheirOrder(t *testing.T) {
	const text, goal = "particles=500", 40
	view := lab.Window{W: 20, H: 20, X0: -8, Y0: -8, X1: 8, Y1: 8, Shares: true}
	alone := open(t, text)
	alone.Sample(goal)
	for seed := range uint64(20) {
		r := rand.New(rand.NewPCG(seed, 17))
		e, host := open(t, text), Host{Now: clock()}
		if !host.StartShard(1, 0, e.Particles().ShardJobs(1)[0]) {
			t.Fatal("not understood")
		}
		for other := range r.IntN(3) {
			host.StartTraining(2+other, 1, open(t, "scene=matching&units=16").Training().Job())
			host.Train(2+other, 1e6, 1<<20, 0)
		}
		var mail [][]byte // reports on their way
		for turns := 0; e.Clock().Sampling < goal || !e.Particles().Settled(); turns++ {
			if turns == 10_000 {
				t.Fatalf("seed %d: it never comes to step %d, but stays at %d", seed, goal, e.View().Step)
			}
			switch r.IntN(3) {
			case 0:
				if e.Particles().Ready() && e.Clock().Sampling < goal {
					e.Sample(min(1+r.IntN(3), goal-e.Clock().Sampling))
				}
				if b := e.Particles().Command(view); b != nil && !host.Command(1, slices.Clone(b)) {
					t.Fatal("a command is not understood")
				}
			case 1:
				if report, ok := host.Work(float64(1 + r.IntN(5))); ok && report.Figure == 1 && report.Bytes != nil {
					mail = append(mail, slices.Clone(report.Bytes))
				}
			case 2:
				if len(mail) > 0 {
					e.Particles().Merge(0, mail[0])
					mail = mail[1:]
				}
			}
			if !e.Particles().Remote() {
				t.Fatalf("seed %d: the session has ended", seed)
			}
		}
		e.Particles().RequestPositions()
		host.Command(1, slices.Clone(e.Particles().Command(view)))
		for !e.Particles().Settled() {
			if report, _ := host.Work(5); report.Figure == 1 && report.Bytes != nil {
				e.Particles().Merge(0, report.Bytes)
			}
		}
		if !slices.Equal(alone.Particles().Positions(0).Data, e.Particles().Positions(0).Data) {
			t.Errorf("seed %d: the particles are not where they should be", seed)
		}
	}
}

// TestShardsShareTheirKeyframes: a worker keeps no more of them than it may, every shard the one
// that it started from, and each goes back as if it had all.
func TestShardsShareTheirKeyframes(t *testing.T) {
	texts := []string{"particles=2000", "particles=2000&versus=mala&seed=2", "particles=1000&seed=3"}
	view := lab.Window{W: 20, H: 20, X0: -8, Y0: -8, X1: 8, Y1: 8, Shares: true}
	var host Host
	host.Now = clock()
	var here, alone []*lab.Experiment
	work := func() {
		for k, e := range here {
			if b := e.Particles().Command(view); b != nil && !host.Command(k, b) {
				t.Fatal("a command is not understood")
			}
		}
		for {
			r, ok := host.Work(7)
			if !ok {
				return
			}
			if r.Bytes != nil && !here[r.Figure].Particles().Merge(0, r.Bytes) {
				t.Fatal("a report is not taken")
			}
		}
	}
	sum := func() (n int) {
		for _, e := range host.tasks {
			n += e.task.(*shardTask).shard.KeyframeBytes()
		}
		return n
	}
	for k, text := range texts {
		here, alone = append(here, open(t, text)), append(alone, open(t, text))
		here[k].Sample(5)
		alone[k].Sample(5)
		if !host.StartShard(k, 0, here[k].Particles().ShardJobs(1)[0]) {
			t.Fatal("not understood")
		}
	}
	for _, e := range here {
		e.Sample(200)
	}
	work()
	before := sum()
	for _, most := range []int{before * 3 / 4, before / 4, 0} {
		if host.limitKeyframes(most); sum() > most {
			t.Errorf("%d bytes of keyframes, %d are allowed of %d", sum(), most, before)
		}
		for k, e := range here {
			to := lab.Clock{Sampling: 7 + 40*k}
			e.Advance(e.Rewind(to))
			alone[k].Advance(alone[k].Rewind(to))
			e.Particles().RequestPositions()
		}
		work()
		for k, e := range here {
			if !e.Particles().Settled() || !slices.Equal(alone[k].Particles().Positions(0).Data, e.Particles().Positions(0).Data) {
				t.Errorf("figure %d is not where it was at step %d", k, e.Clock().Sampling)
			}
			e.Sample(100)
			alone[k].Sample(100)
		}
		work()
	}
}
