package lab

import (
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strconv"
	"testing"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/lab/own"
)

// learn lets a job go to step in pieces and the experiment take its reports.
func learn(t *testing.T, e *Experiment, step, piece int) {
	t.Helper()
	c, ok := OpenTrainingJob(e.Training().Job())
	if !ok {
		t.Fatal("the job does not understand what it starts from")
	}
	for e.Clock().Training < step {
		c.Train(e.Training().Next(min(c.Step()+piece, step)), e.Training().KeyframeStride())
		if !e.Training().Apply(c.Report(), step) {
			t.Fatalf("a report of step %d was not taken at %d", c.Step(), e.Clock().Training)
		}
	}
}

var learning = []string{
	"scene=matching", "scene=matching&objective=ladder&averaging=0.9", "scene=matching&model=energy&units=32&dataset=50",
	"scene=race&units=16", "scene=integration-by-parts&units=16", "scene=projections&units=16",
}

// TestATrainingJobIsTheSameTraining: weights, traces, keyframes and losses are those
// of an experiment that trains itself, bit for bit, also after a drag and when
// it goes back in time.
func TestATrainingJobIsTheSameTraining(t *testing.T) {
	for _, text := range learning {
		alone, remote := open(t, text), open(t, text)
		start := alone.Clock().Training
		alone.Train(60)
		learn(t, remote, start+60, 17)
		same(t, text, alone, remote)
		for _, e := range []*Experiment{alone, remote} {
			must(e.Set("mixture", "0.5,-3,-4,1,0,1;0.5,5,5,1,0.5,2"))
		}
		alone.Train(20)
		learn(t, remote, start+80, 20)
		same(t, text+", dragged", alone, remote)
		for _, e := range []*Experiment{alone, remote} {
			e.Rewind(Clock{Training: start + 40})
		}
		alone.Train(start + 50 - alone.Clock().Training)
		learn(t, remote, start+50, 3)
		same(t, text+", rewound", alone, remote)
	}
}

func same(t *testing.T, what string, a, b *Experiment) {
	t.Helper()
	if a.Clock() != b.Clock() {
		t.Fatalf("%s: clocks %v and %v", what, a.Clock(), b.Clock())
	}
	if a.Training().Networks() != b.Training().Networks() {
		t.Fatalf("%s: %d and %d networks", what, a.Training().Networks(), b.Training().Networks())
	}
	for i := range a.Training().Networks() {
		f, g := a.parts.networks.At(i), b.parts.networks.At(i)
		if !slices.Equal(f.Model.Params(), g.Model.Params()) {
			t.Errorf("%s: the weights of %s differ", what, f.Objective)
		}
		if !slices.Equal(f.Keyframes(), g.Keyframes()) {
			t.Errorf("%s: keyframes at %v and %v", what, f.Keyframes(), g.Keyframes())
		}
		if !reflect.DeepEqual(noNaN(f.Trace), noNaN(g.Trace)) {
			t.Errorf("%s: traces\n%+v\n%+v", what, f.Trace, g.Trace)
		}
	}
	if p, q := a.Training().Identity(), b.Training().Identity(); !slices.Equal(p.Step, q.Step) || !slices.Equal(p.Difference, q.Difference) || p.Constant != q.Constant {
		t.Errorf("%s: identities\n%v\n%v", what, p, q)
	}
}

// noNaN is a trace whose values equal themselves where there are none.
func noNaN(t Trace) Trace {
	for _, column := range []*[]float64{&t.Loss, &t.HeldOut} {
		*column = slices.Clone(*column)
		for i, v := range *column {
			if math.IsNaN(v) {
				(*column)[i] = math.Inf(1)
			}
		}
	}
	return t
}

// TestATrainingJobOnTheReadersData has the same points, weighted and smoothed alike.
func TestATrainingJobOnTheReadersData(t *testing.T) {
	alone, remote := open(t, "scene=matching&units=16"), open(t, "scene=matching&units=16")
	for _, e := range []*Experiment{alone, remote} {
		if err := bring(e, own.Data{Bytes: []byte("x,y,weight\n1,2,1\n3,1,2\n2,5,1\n0,1,4\n"), Name: "own.csv"}); err != nil {
			t.Fatal(err)
		}
	}
	alone.Train(60)
	learn(t, remote, 60, 25)
	same(t, "own data", alone, remote)
}

// TestReportsThatDoNotFollowAreRefused and change nothing.
func TestReportsThatDoNotFollowAreRefused(t *testing.T) {
	e := open(t, "scene=matching&units=16")
	c, ok := OpenTrainingJob(e.Training().Job())
	if !ok {
		t.Fatal("no job")
	}
	c.Train(10, 16)
	first := slices.Clone(c.Report())
	c.Train(20, 16)
	second := slices.Clone(c.Report())
	before := slices.Clone(e.parts.networks.At(0).Model.Params())
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
	if !slices.Equal(before, e.parts.networks.At(0).Model.Params()) || e.Clock().Training != 0 {
		t.Error("a refused report changed the experiment")
	}
	if !e.Training().Apply(first, 10) || !e.Training().Apply(second, 20) {
		t.Error("reports in their order are refused")
	}
	for n := range 40 {
		if _, ok := OpenTrainingJob(e.Training().Job()[:n*20]); ok {
			t.Fatalf("a job on %d bytes", n*20)
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
	e.Training().Watch(func() float64 { ticks++; return ticks })
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
	if e.Train(50 - e.Clock().Training); !slices.Equal(e.parts.networks.At(1).Model.Params(), plain.parts.networks.At(1).Model.Params()) {
		t.Error("a stopwatch changed the weights")
	}
}

// TestAFifthOfTheWeightIsHeldOut: of weighted points those that are held out weigh a
// fifth, and none is learned from; of points that were merged into kernels both parts
// are spread as all are, learned ones and held-out ones, a fifth of them, and none
// stands twice.
func TestAFifthOfTheWeightIsHeldOut(t *testing.T) {
	split := func(d own.Data) (learned, held sim.Batch, p *Points) {
		e := open(t, "scene=matching\nobjective=denoising\nunits=8")
		if err := bring(e, d); err != nil {
			t.Fatal(err)
		}
		learned, held = e.parts.networks.Split()
		return learned, held, e.Points()
	}

	var rows []float64
	for i := range 200 { // two in three weigh 1, the others 30 and more
		w := 1.0
		if i%3 == 0 {
			w = 30 + float64(i)
		}
		rows = append(rows, float64(i), float64(i*i%97), w)
	}
	learned, held, p := split(own.Data{Numbers: rows, Columns: 3, Names: []string{"x", "y", "weight"}})
	if p.Weights == nil {
		t.Fatal("no weights")
	}
	weight, out, sum := map[[2]float32]float64{}, map[[2]float32]bool{}, 0.0
	for i, w := range p.Weights {
		weight[[2]float32{p.At.At(0, i), p.At.At(1, i)}] = w
		sum += w
	}
	for i := range held.N {
		out[[2]float32{held.At(0, i), held.At(1, i)}] = true
	}
	taken := 0.0
	for at := range out {
		taken += weight[at]
	}
	// One that weighs 229 at most does not fit into what is left of a fifth of 8,800; and
	// of the light points, 1 each, systematic resampling may pass over some.
	if share := taken / sum; share > 0.2 || share < 0.17 {
		t.Errorf("%.3f of the weight is held out", share)
	}
	for i := range learned.N {
		if out[[2]float32{learned.At(0, i), learned.At(1, i)}] {
			t.Fatal("a point is learned from and held out")
		}
	}

	r := rand.New(rand.NewPCG(8, 9))
	rows = rows[:0]
	for range 30_000 {
		a, u := 2*math.Pi*r.Float64(), 1+0.05*r.NormFloat64()
		rows = append(rows, 100*u*math.Cos(a), 100*u*math.Sin(a))
	}
	learned, held, p = split(own.Data{Numbers: rows})
	if p.Facts.Accuracy == 0 || p.At.N > 2000 {
		t.Fatalf("%d kernels, accuracy %v", p.At.N, p.Facts.Accuracy)
	}
	if learned.N != 8000 || held.N != 2000 {
		t.Errorf("%d learned, %d held out", learned.N, held.N)
	}
	seen := map[[2]float32]bool{}
	// The ring's radius is 1 ± 0.05 of 100: of n points its mean is known to 0.05/√n,
	// and their own spread about it to 0.05/√(2n); 5 standard errors.
	for name, x := range map[string]sim.Batch{"learned": learned, "held out": held} {
		out, sum, sq := p.Out(x), 0.0, 0.0
		for i := range x.N {
			seen[[2]float32{x.At(0, i), x.At(1, i)}] = true
			u := math.Hypot(out[i], out[x.N+i]) / 100
			sum += u
			sq += u * u
		}
		n := float64(x.N)
		mean := sum / n
		if spread := math.Sqrt(sq/n - mean*mean); math.Abs(mean-1) > 5*0.05/math.Sqrt(n) || math.Abs(spread-0.05) > 5*0.05/math.Sqrt(2*n) {
			t.Errorf("%s: radius %.4f ± %.4f, want 1 ± 0.05", name, mean, spread)
		}
	}
	if len(seen) < 9_990 { // float32 may round two to one
		t.Errorf("%d places of 10,000 points", len(seen))
	}
}

// TestAFifthOfTheDataIsHeldOut: the reader's points are learned from or held out,
// never both; the loss on the second is measured from the start, and a wide network
// with few points comes to do better on the first.
func TestAFifthOfTheDataIsHeldOut(t *testing.T) {
	var xy []float64
	at := map[[2]float32]bool{}
	for i := range 50 {
		a := float64(i) * 2.4 // a spiral: no two points alike
		xy = append(xy, math.Sqrt(float64(i))*math.Cos(a), math.Sqrt(float64(i))*math.Sin(a))
	}
	e := open(t, "scene=matching\nobjective=denoising\ntraining-sigma=0.1\nunits=64\nrate=0.01")
	if err := bring(e, own.Data{Numbers: xy}); err != nil {
		t.Fatal(err)
	}
	learned, held := e.parts.networks.Split()
	if learned.N != 40 || held.N != 10 {
		t.Fatalf("%d learned, %d held out", learned.N, held.N)
	}
	for i := range held.N {
		at[[2]float32{held.At(0, i), held.At(1, i)}] = true
	}
	e.Train(600)
	for i := range learned.N {
		if at[[2]float32{learned.At(0, i), learned.At(1, i)}] {
			t.Error("a point is learned from and held out")
		}
	}
	for i := range 40 {
		if batch := e.Training().Minibatch(); at[[2]float32{batch.At(0, i), batch.At(1, i)}] {
			t.Error("a step has learned from a point that is held out")
		}
	}
	tr := e.Training().Trace(0)
	last := tr.Last()
	if math.IsNaN(tr.HeldOut[0]) || !(tr.HeldOut[last] > tr.Loss[last]+0.2) {
		t.Errorf("held-out loss %v at first; %v at last, where the loss is %v", tr.HeldOut[0], tr.HeldOut[last], tr.Loss[last])
	}
	if s := e.Stats().Training; !math.IsNaN(s.Optimum) || s.HeldOut != tr.HeldOut[last] {
		t.Errorf("%+v", s)
	}
	few := open(t, "scene=matching")
	if err := bring(few, own.Data{Numbers: xy[:20]}); err != nil {
		t.Fatal(err)
	}
	few.Train(30)
	if s := few.Stats().Training; !math.IsNaN(s.HeldOut) {
		t.Errorf("of ten points %v is held out", s.HeldOut)
	}
}

// TestLossesAfterAWayBack: who goes back to any step, or comes back from a checkpoint of it, and on,
// sees the losses and errors of who went straight, to the last bit. (Weights were the same, but a value's losses
// before the keyframe were lost.)
func TestLossesAfterAWayBack(t *testing.T) {
	for _, s := range []string{"matching", "race", "integration-by-parts", "learn-and-sample", "digits"} {
		open := func() *Experiment {
			e, errs := Open("scene=" + s + "\nunits=4\nhidden-layers=1\nbatch=4\nparticles=5\nlevels=2\nprojections=1")
			if len(errs) > 0 {
				t.Fatal(errs)
			}
			return e
		}
		straight := open()
		straight.Train(57)
		for _, way := range []struct{ there, back int }{{22, 16}, {22, 21}, {40, 39}, {40, 26}, {57, 24}, {55, 49}} {
			e := open()
			e.Train(way.there)
			e.Rewind(Clock{Training: way.back})
			c, ok := OpenCheckpoint(e.Checkpoint())
			if !ok {
				t.Fatal("no checkpoint")
			}
			for _, e := range []*Experiment{e, c} {
				e.Train(57 - e.Clock().Training)
				for k := range straight.Training().Networks() {
					got, want := e.Training().Trace(k), straight.Training().Trace(k)
					if !slices.Equal(got.Step, want.Step) || !slices.Equal(got.Loss[1:], want.Loss[1:]) || !slices.Equal(got.Fisher, want.Fisher) && !math.IsNaN(want.Fisher[0]) {
						t.Errorf("%s, network %d, from %d back to %d: %v %v, want %v %v", s, k, way.there, way.back, got.Step, got.Loss, want.Step, want.Loss)
					}
				}
			}
		}
	}
}
