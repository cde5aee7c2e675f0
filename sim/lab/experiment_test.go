package lab

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/scorefield/scorefield/sim/internal/mutant"
	"github.com/scorefield/scorefield/sim/lab/own"
	"github.com/scorefield/scorefield/sim/lab/param"
	"github.com/scorefield/scorefield/sim/lab/scene"
)

func open(t *testing.T, text string) *Experiment {
	t.Helper()
	e, errs := Open(text)
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	return e
}

// TestPublishedShares: appendix B.1 of arXiv 1907.05600 with exact scores; the
// gates are four binomial standard deviations wide (article, section 6).
func TestPublishedShares(t *testing.T) {
	e := open(t, "scene=ncsn-fig3")
	e.Sample(1000)
	s := e.Stats()
	if !(0.73 <= s.Share && s.Share <= 0.83) || !(0.45 <= s.Versus.Share && s.Versus.Share <= 0.57) {
		t.Errorf("shares are %g annealed and %g plain", s.Share, s.Versus.Share)
	}
	if s.Verdict == nil || !s.Verdict.Done || !s.Verdict.Held {
		t.Errorf("verdict %+v", s.Verdict)
	}
}

func TestTheVariantExplodesAndFreezes(t *testing.T) {
	e := open(t, "scene=ncsn-fig3")
	for name, value := range e.Scene().Verdict.Variant[0].Set {
		if err := e.Set(name, value); err != nil {
			t.Fatal(err)
		}
	}
	e.Sample(1000)
	s := e.Stats()
	if !s.Frozen || s.Diverged == 0 {
		t.Fatalf("frozen %v with %d diverged", s.Frozen, s.Diverged)
	}
	for _, v := range e.Particles().Positions(0).Data {
		if !(-1e6 <= v && v <= 1e6) {
			t.Fatalf("a frozen run shows %g", v)
		}
	}
}

// TestEveryStepCanBeReachedAgain: back and forth in time, with changes on the
// way, gives the same bits; so does a restored state.
func TestEveryStepCanBeReachedAgain(t *testing.T) {
	for _, sampler := range []string{"ula", "mala", "underdamped", "annealed", "sde", "corrector", "ode-heun"} {
		e := open(t, "scene=langevin&particles=200&sampler="+sampler)
		e.Sample(37)
		must(e.Set("epsilon", "0.1"))
		e.Sample(20)
		must(e.Set("mixture", "0.5,-3,-4,1,0,1;0.5,5,5,1,0.5,2"))
		e.Sample(43)
		want := slices.Clone(e.Particles().Positions(0).Data)
		mid := Clock{Sampling: 50}
		e.Rewind(mid)
		e.Sample(50 - e.Clock().Sampling)
		if c := e.Config(); c.Epsilon != 0.1 || c.Mixture != "" {
			t.Errorf("%s: at step 50 ε is %g, the mixture %q", sampler, c.Epsilon, c.Mixture)
		}
		e.Sample(50)
		if !slices.Equal(e.Particles().Positions(0).Data, want) {
			t.Errorf("%s: replayed particles differ", sampler)
		}
		back := open(t, e.State())
		back.Sample(back.Ahead().Sampling)
		if !slices.Equal(back.Particles().Positions(0).Data, want) {
			t.Errorf("%s: restored particles differ", sampler)
		}
		if back.State() != e.State() {
			t.Errorf("%s: the state is\n%s\nwant\n%s", sampler, back.State(), e.State())
		}
	}
}

func TestUndoOfADragIsOneStep(t *testing.T) {
	e := open(t, "scene=langevin&particles=10&density=three-modes")
	cs := e.View().Components()
	e.Gesture(true)
	for i := range 5 {
		cs[0].Mean[0] += 0.1
		must(e.Set("mixture", param.FormatMixture(cs)))
		e.Sample(i % 2)
	}
	e.Gesture(false)
	after := e.Config().Mixture
	if !e.Undo() || e.Config().Mixture != "" || e.Config().Density != "three-modes" {
		t.Errorf("undone: %q, %q", e.Config().Mixture, e.Config().Density)
	}
	if e.Undo() {
		t.Error("there was a second step of undo")
	}
	if !e.Redo() || e.Config().Mixture != after {
		t.Errorf("redone: %q", e.Config().Mixture)
	}
}

func TestAMistakeChangesNothing(t *testing.T) {
	e := open(t, "particles=50")
	e.Sample(3)
	before, x := e.State(), slices.Clone(e.Particles().Positions(0).Data)
	for _, bad := range [][2]string{{"epsilon", "NaN"}, {"epsilon", "-1"}, {"nonsense", "1"}, {"sigma-min", "99"}, {"mixture", "1,2"}} {
		if e.Set(bad[0], bad[1]) == nil {
			t.Errorf("%v was accepted", bad)
		}
	}
	if err := bring(e, own.Data{Bytes: []byte("x,y\n1,2\n3,oops\n"), Name: "bad.csv"}); err == nil {
		t.Error("bad data were accepted")
	}
	if e.State() != before || !slices.Equal(e.Particles().Positions(0).Data, x) {
		t.Error("a mistake has changed the experiment")
	}
}

func TestEverySceneAndDensityRuns(t *testing.T) {
	for _, s := range scene.All {
		e := open(t, "particles=50&scene="+s.Name)
		e.Train(2)
		e.Sample(2)
		e.Stats()
		for i, p := range param.Densities {
			if s.Clock == scene.Training && i%7 != 0 {
				continue // each builds networks and what measures them
			}
			if err := e.Set("density", p.Value); err != nil {
				t.Errorf("%s: %v", s.Name, err)
			}
		}
	}
}

// TestEverySceneLearnsByEveryObjective, in whatever order they are chosen. (The losses of
// integration by parts are of one score: to ask a network with noise levels for them was a
// panic.)
func TestEverySceneLearnsByEveryObjective(t *testing.T) {
	for _, s := range scene.All {
		for _, race := range []string{"off", "on"} {
			if race == "on" && s.Clock != scene.Training {
				continue
			}
			e := open(t, small+"&scene="+s.Name+"&race="+race)
			for _, o := range param.Objectives {
				err := e.Set("objective", o.Value)
				if s.Pictures && o.Value != "ladder" { // what their sampler needs, see TestPicturesGoWithLearnedScores
					if err == nil {
						t.Errorf("%s learns by %s", s.Name, o.Value)
					}
					continue
				}
				must(err)
				e.Train(25)
				e.Stats()
				if race == "on" {
					break
				}
			}
		}
	}
}

// TestOwnDataAttractParticles: kernels of deviation 0.1 in the view are some 0.6
// of the reader's units wide, so nearly all particles end within 5 of a point.
func TestOwnDataAttractParticles(t *testing.T) {
	e := open(t, "scene=own-data&particles=500&bandwidth=0.1")
	if err := bring(e, own.Data{Bytes: []byte("x;y;w\n0;0;1\n10;0;3\n0;20;1\n"), Name: "three.csv"}); err != nil {
		t.Fatal(err)
	}
	e.Sample(400)
	x, w := e.View().Data()
	if x.N != 3 || len(w) != 3 {
		t.Fatalf("%d points, %d weights", x.N, len(w))
	}
	d, data := e.View().Samples()
	if d != 2 || len(data) != 1000 {
		t.Fatalf("samples are %d×%d", d, len(data)/max(d, 1))
	}
	near := 0
	for i := range 500 {
		a, b := float64(data[i]), float64(data[500+i])
		for _, p := range [][2]float64{{0, 0}, {10, 0}, {0, 20}} {
			if (a-p[0])*(a-p[0])+(b-p[1])*(b-p[1]) < 25 {
				near++
				break
			}
		}
	}
	if near < 400 {
		t.Errorf("only %d of 500 particles are within 5 of the reader's points, in the reader's units", near)
	}
}

// TestTrainingCanBeReachedAgain: weights and traces after going back and forth
// are the same bits.
func TestTrainingCanBeReachedAgain(t *testing.T) {
	for _, text := range []string{"scene=matching&units=16", "scene=race&units=8&batch=32", "scene=matching&objective=ladder&units=16&model=energy"} {
		e := open(t, text)
		e.Train(75)
		want, trace := slices.Clone(e.parts.networks.At(0).Model.Params()), *e.Training().Trace(0)
		loss := trace.Loss[len(trace.Loss)-1]
		e.Rewind(Clock{Training: 40})
		if e.Clock().Training > 40 {
			t.Fatalf("%s: rewound to %d", text, e.Clock().Training)
		}
		e.Train(75 - e.Clock().Training)
		if !slices.Equal(e.parts.networks.At(0).Model.Params(), want) {
			t.Errorf("%s: other weights", text)
		}
		if trace = *e.Training().Trace(0); trace.Step[len(trace.Step)-1] != 75 || e.parts.networks.Step() != 75 || trace.Loss[len(trace.Loss)-1] != loss {
			t.Errorf("%s: the trace ends at %v", text, trace.Step)
		}
	}
}

// TestLearnedScoreDrivesParticles: particles follow the weights of the step at
// which they started, and a restored state does the same.
func TestLearnedScoreDrivesParticles(t *testing.T) {
	e := open(t, "scene=langevin&score=learned&units=16&particles=50")
	e.Train(30)
	e.Reset()
	e.Train(20)
	e.Sample(25)
	want := slices.Clone(e.Particles().Positions(0).Data)
	back := open(t, e.State())
	ahead := back.Ahead()
	back.Train(ahead.Training)
	back.Sample(ahead.Sampling)
	if !slices.Equal(back.Particles().Positions(0).Data, want) {
		t.Error("the restored particles differ")
	}
}

// TestExplicitMinusImplicitIsOneConstant: for the toy, at every step of the
// training, by quadrature; the float32 scores are good to some 1e-6 of the
// losses. For a density cut at a boundary the identity is off by the boundary
// term, which is far larger.
func TestExplicitMinusImplicitIsOneConstant(t *testing.T) {
	gap := func(density string) (worst float64) {
		e := open(t, "scene=integration-by-parts&units=16&density="+density)
		e.Train(3 * 25)
		p := e.Training().Identity()
		if len(p.Step) != 4 {
			t.Fatalf("measured at %v", p.Step)
		}
		for _, d := range p.Difference {
			worst = max(worst, math.Abs(d-p.Constant))
		}
		return worst
	}
	if g := gap("toy"); g > 1e-3 {
		t.Errorf("the difference is off by %g", g)
	}
	if g := gap("truncated"); g < 1e-2 {
		t.Errorf("at a boundary the difference is off by %g only", g)
	}
}

// FuzzState: no text of a state panics; what is accepted is restored to the
// same text.
func FuzzState(f *testing.F) {
	for _, text := range stateSeeds {
		f.Add(text)
	}
	f.Fuzz(stateHolds)
}

// TestMutantsOfStates is FuzzState, many times in little time.
func TestMutantsOfStates(t *testing.T) {
	mutant.Each(t, 10, mutant.Seeds(stateSeeds), func(b []byte) { stateHolds(t, string(b)) })
}

var stateSeeds = []string{
	"v=1\nat=3,0,epsilon=0.1\nat=4,0,mixture=1,0,0,1,0,1\nnow=5,0,0",
	"sampler=mala&at=2,0,density=ring&at=0,3,epsilon=1&now=0,9,",
	"at=&at=-1,2,epsilon=1&now=x&at=9999999999999999999,0,sigma=1",
}

func stateHolds(t *testing.T, text string) {
	for _, size := range []string{"units", "scene", "particles", "objective"} {
		if strings.Contains(text, size) {
			return // sizes and scenes are fuzzed as settings; here they would only cost time
		}
	}
	e, _ := Open("particles=3\n" + text)
	back, errs := Open(e.State())
	if len(errs) > 0 || back.State() != e.State() {
		t.Fatalf("%q became %q (%v)", e.State(), back.State(), errs)
	}
}

// must fails a test that asks for what is not allowed.
func must(err error) {
	if err != nil {
		panic(err)
	}
}
