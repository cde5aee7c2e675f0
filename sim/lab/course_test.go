package lab

import (
	"math"
	"slices"
	"strconv"
	"testing"
)

// learn lets a course go to step in pieces and the experiment take its reports.
func learn(t *testing.T, e *Experiment, step, piece int) {
	t.Helper()
	c, ok := OpenTrainingJob(e.Training().Job())
	if !ok {
		t.Fatal("the course does not understand what it starts from")
	}
	for e.Clock().Training < step {
		c.Train(e.Training().Next(min(c.Step()+piece, step)), e.Training().KeyframeStride())
		if !e.Training().Apply(c.Report(), step) {
			t.Fatalf("a report of step %d was not taken at %d", c.Step(), e.Clock().Training)
		}
	}
}

var taught = []string{
	"scene=matching", "scene=matching&objective=ladder&averaging=0.9", "scene=matching&model=energy&units=32&dataset=50",
	"scene=race&units=16", "scene=integration-by-parts&units=16", "scene=projections&units=16",
}

// TestACourseIsTheSameTraining: weights, traces, keyframes and losses are those
// of an experiment that trains itself, bit for bit, also after a drag and when
// it goes back in time.
func TestACourseIsTheSameTraining(t *testing.T) {
	for _, text := range taught {
		alone, away := open(t, text), open(t, text)
		start := alone.Clock().Training
		alone.Train(60)
		learn(t, away, start+60, 17)
		same(t, text, alone, away)
		for _, e := range []*Experiment{alone, away} {
			must(e.Set("mixture", "0.5,-3,-4,1,0,1;0.5,5,5,1,0.5,2"))
		}
		alone.Train(20)
		learn(t, away, start+80, 20)
		same(t, text+", dragged", alone, away)
		for _, e := range []*Experiment{alone, away} {
			e.Rewind(Clock{Training: start + 40})
		}
		alone.Train(start + 50 - alone.Clock().Training)
		learn(t, away, start+50, 3)
		same(t, text+", rewound", alone, away)
	}
}

func same(t *testing.T, what string, a, b *Experiment) {
	t.Helper()
	if a.Clock() != b.Clock() {
		t.Fatalf("%s: clocks %v and %v", what, a.Clock(), b.Clock())
	}
	for i := range a.fits {
		f, g := a.fits[i], b.fits[i]
		if !slices.Equal(f.model.Params(), g.model.Params()) {
			t.Errorf("%s: the weights of %s differ", what, f.objective)
		}
		if !slices.Equal(f.frames.steps, g.frames.steps) {
			t.Errorf("%s: keyframes at %v and %v", what, f.frames.steps, g.frames.steps)
		}
		for j, column := range f.trace.columns() {
			if !slices.EqualFunc(*column, *g.trace.columns()[j], alike) {
				t.Errorf("%s: column %d of the trace: %v and %v", what, j, *column, *g.trace.columns()[j])
			}
		}
		if f.trace.sum != g.trace.sum || f.trace.count != g.trace.count {
			t.Errorf("%s: %d losses sum to %g and %d to %g", what, f.trace.count, f.trace.sum, g.trace.count, g.trace.sum)
		}
	}
	if p, q := a.parts, b.parts; !slices.Equal(p.Step, q.Step) || !slices.Equal(p.Difference, q.Difference) || p.Constant != q.Constant {
		t.Errorf("%s: parts\n%v\n%v", what, p, q)
	}
}

func alike(x, y float64) bool { return x == y || math.IsNaN(x) && math.IsNaN(y) }

// TestACourseOnTheReadersData has the same points, weighted and smoothed alike.
func TestACourseOnTheReadersData(t *testing.T) {
	alone, away := open(t, "scene=matching&units=16"), open(t, "scene=matching&units=16")
	for _, e := range []*Experiment{alone, away} {
		if err := e.UseCSV("x,y,weight\n1,2,1\n3,1,2\n2,5,1\n0,1,4\n", "own.csv"); err != nil {
			t.Fatal(err)
		}
	}
	alone.Train(60)
	learn(t, away, 60, 25)
	same(t, "own data", alone, away)
}

// TestReportsThatDoNotFollowAreRefused and change nothing.
func TestReportsThatDoNotFollowAreRefused(t *testing.T) {
	e := open(t, "scene=matching&units=16")
	c, ok := OpenTrainingJob(e.Training().Job())
	if !ok {
		t.Fatal("no course")
	}
	c.Train(10, 16)
	first := slices.Clone(c.Report())
	c.Train(20, 16)
	second := slices.Clone(c.Report())
	before := slices.Clone(e.fits[0].model.Params())
	refused := map[string][]byte{"the second before the first": second, "no bytes": nil, "half": first[:len(first)/2], "more": append(slices.Clone(first), 0)}
	other, _ := OpenTrainingJob(open(t, "scene=matching&units=20").Training().Job())
	other.Train(10, 16)
	refused["another network's"] = other.Report()
	for why, b := range refused {
		if e.Training().Apply(b, 100) {
			t.Errorf("%s: taken", why)
		}
	}
	if e.Training().Apply(first, 9) {
		t.Error("a report of step 10 was taken where 9 was asked for")
	}
	if !slices.Equal(before, e.fits[0].model.Params()) || e.Clock().Training != 0 {
		t.Error("a refused report changed the experiment")
	}
	if !e.Training().Apply(first, 10) || !e.Training().Apply(second, 20) {
		t.Error("reports in their order are refused")
	}
	for n := range 40 {
		if _, ok := OpenTrainingJob(e.Training().Job()[:n*20]); ok {
			t.Fatalf("a course on %d bytes", n*20)
		}
	}
}

// TestARestoredRunStartsWhereItsWeightsWere, also when they are learned
// elsewhere.
func TestARestoredRunStartsWhereItsWeightsWere(t *testing.T) {
	e := open(t, "scene=langevin&score=learned&particles=50&units=16")
	e.Train(30)
	e.Reset()
	e.Sample(7)
	e.Train(20)
	back := open(t, e.State())
	learn(t, back, back.Ahead().Training, 33)
	back.Sample(back.Ahead().Sampling)
	if !slices.Equal(back.Particles().Positions(0).Data, e.Particles().Positions(0).Data) {
		t.Error("the particles differ")
	}
	same(t, "restored", e, back)
}

// TestAStopwatchTimesEveryNetwork, and nothing else follows from it.
func TestAStopwatchTimesEveryNetwork(t *testing.T) {
	e := open(t, "scene=race&units=16")
	ticks := 0.0
	e.Watch(func() float64 { ticks++; return ticks })
	e.Train(50)
	e.Rewind(Clock{Training: 26})
	for k := range e.Training().Networks() {
		trace := e.Training().Trace(k)
		if got := strconv.FormatFloat(trace.Spent[len(trace.Spent)-1], 'g', -1, 64); got != "0" && got != "25" {
			t.Errorf("%s: %s ticks until step %g", trace.Objective, got, trace.Step[len(trace.Step)-1])
		}
	}
	plain := open(t, "scene=race&units=16")
	plain.Train(50)
	if e.Train(50 - e.Clock().Training); !slices.Equal(e.fits[1].model.Params(), plain.fits[1].model.Params()) {
		t.Error("a stopwatch changed the weights")
	}
}

// TestAnotherBuildIsRefused: a program from a cache may be older than the page.
func TestAnotherBuildIsRefused(t *testing.T) {
	e := open(t, "scene=matching&units=16")
	course, shard := e.Training().Job(), open(t, "particles=100").Particles().ShardJobs(1)[0]
	build = "another"
	defer func() { build = "" }()
	if _, ok := OpenTrainingJob(course); ok {
		t.Error("a course was opened on another build's bytes")
	}
	if _, ok := OpenShard(shard); ok {
		t.Error("a shard was opened on another build's bytes")
	}
}
