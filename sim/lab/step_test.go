package lab

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/scorefield/scorefield/sim/internal/testsize"
	"github.com/scorefield/scorefield/sim/lab/own"
	"github.com/scorefield/scorefield/sim/lab/param"
	"github.com/scorefield/scorefield/sim/lab/scene"
)

// TestEveryPairRuns: every density, and every file that people were seen to have, by
// every sampler in every scene whose clock is sampling, at its defaults 2,000 steps: ε
// is below the sampler's limit and no particle diverges. (The scene's second run is
// there beside its own sampler.) One pair in 7, at less than full length in 97, and
// all of them with ./build.sh test --all.
func TestEveryPairRuns(t *testing.T) {
	type law struct {
		name string
		data *Points
	}
	var laws []law
	for _, d := range param.Densities {
		laws = append(laws, law{name: d.Value})
	}
	for _, c := range inputs(t) {
		if points, err := own.Read(own.Data{Bytes: c.data, Name: c.File}, nil); err == nil {
			laws = append(laws, law{c.File, points})
		}
	}
	stride, pair, runs := testsize.Of(97, 7, 1), 0, 0
	for _, s := range scene.All {
		if s.Clock != scene.Sampling || s.Pictures { // whose score is learned, and whose densities are none of these
			continue
		}
		for _, sampler := range param.Samplers {
			for _, l := range laws {
				if pair++; pair%stride > 0 {
					continue
				}
				text := "scene=" + s.Name + "\nscore=exact\nparticles=4\nsampler=" + sampler.Value
				if own, _ := s.Default("sampler"); sampler.Value != own { // which the second run goes with
					text += "\nversus=none"
				}
				e := open(t, text)
				var err error
				if l.data != nil {
					err = e.Use(l.data)
				} else {
					err = e.Set("density", l.name)
				}
				if err != nil {
					t.Fatal(err)
				}
				e.Sample(2000)
				runs++
				for k := range e.parts.cloud.Len() {
					setting := e.parts.cloud.Setting()
					limit := e.View().StepLimit(k)
					if _, steps := setting.AutoEpsilon(k); steps && !math.IsNaN(limit) && !(e.View().Runs[k].Info.Epsilon > 0) {
						t.Errorf("%s, %s, %s: run %d does not move", s.Name, sampler.Value, l.name, k)
					}
					eps := e.Config().Epsilon
					if v := e.Config().VersusEpsilon; k == 1 && v > 0 {
						eps = v
					}
					if r := e.Particles().Run(k); r.Diverged > 0 || r.Frozen || eps >= limit {
						t.Errorf("%s, %s, %s: run %d: %d diverged, frozen %v, ε = %v with the limit %v", s.Name, sampler.Value, l.name, k, r.Diverged, r.Frozen, eps, limit)
					}
				}
			}
		}
	}
	if runs < 15 {
		t.Errorf("only %d pairs were run", runs)
	}
}

// TestAutoFollows what it is for, and a number that a person sets stays.
func TestAutoFollows(t *testing.T) {
	e := open(t, "particles=10")
	is := func(when string, auto string, first, second float64) {
		t.Helper()
		if c := e.Config(); c.AutoEpsilon != auto || c.Epsilon != first || c.VersusEpsilon != second {
			t.Errorf("%s: %s, ε = %v and %v, want %s, %v and %v", when, c.AutoEpsilon, c.Epsilon, c.VersusEpsilon, auto, first, second)
		}
	}
	is("the toy", "on", 0.05, 0) // a 40th of 2 v, v = 1
	e.Sample(5)
	must(e.Set("density", "eight-gaussians"))
	is("v = ¼", "on", 0.013, 0) // 0.0125 to two digits
	must(e.Set("sigma", "1"))
	is("smoothed, v = ¼ + 1", "on", 0.062, 0)
	must(e.Set("sampler", "mala"))
	is("corrected, a quarter of 2 v", "on", 0.62, 0)
	must(e.Set("versus", "ula"))
	is("beside one that is not", "on", 0.62, 0.062)
	must(e.Set("sampler", "sde"))
	is("a process has no ε of its own", "on", 0.05, 0.062)
	must(e.Set("epsilon", "0.2"))
	is("a number of one's own", "off", 0.2, 0)
	must(e.Set("density", "pinwheel"))
	is("it stays", "off", 0.2, 0)
	e.Undo()
	e.Undo()
	is("taken back", "on", 0.05, 0.062)
	must(e.Set("auto-epsilon", "off"))
	is("the number stays when the switch goes off", "off", 0.05, 0.062)
	must(e.Set("sampler", "mala"))
	must(e.Set("auto-epsilon", "on"))
	is("on again", "on", 0.62, 0.062)
	must(e.Set("scene", "ncsn-fig3"))
	is("the published step", "on", 0.05, 0)
	if errs := e.Apply("epsilon=0.3&sigma-max=10"); errs != nil {
		t.Fatal(errs)
	}
	is("set with others", "off", 0.3, 0)
}

// TestStatesKeepTheirStep: the number that auto stood for is in the journal and in the
// text; a text of before there was the switch has it off, and the numbers of then.
func TestStatesKeepTheirStep(t *testing.T) {
	e := open(t, "particles=30&seed=4")
	e.Sample(20)
	must(e.Set("density", "ring"))
	e.Sample(20)
	must(e.Set("epsilon", "0.01"))
	e.Sample(20)
	state := e.State()
	for _, line := range []string{"auto-epsilon=on", "epsilon=0.05", "at=20,0,density=ring", "at=20,0,epsilon=0.008", "at=40,0,auto-epsilon=off", "at=40,0,epsilon=0.01"} {
		if !slices.Contains(strings.Split(state, "\n"), line) {
			t.Errorf("no %s in\n%s", line, state)
		}
	}
	// Of a program that chose other numbers, the particles are those of that program.
	other := strings.Replace(strings.Replace(state, "epsilon=0.008", "epsilon=0.007", 1), "\nepsilon=0.05", "\nepsilon=0.04", 1)
	for _, text := range []string{state, other} {
		again := open(t, text)
		again.Advance(again.Ahead())
		if again.State() != text {
			t.Errorf("became\n%s\nfrom\n%s", again.State(), text)
		}
		if same := slices.Equal(again.Particles().Positions(0).Data, e.Particles().Positions(0).Data); same != (text == state) {
			t.Errorf("the same particles: %v", same)
		}
		must(again.Set("heat", "off"))
		if again.Rewind(Clock{}); again.Config().AutoEpsilon != "on" || text == other && again.Config().Epsilon != 0.04 {
			t.Errorf("at step 0 ε is %v, auto %s", again.Config().Epsilon, again.Config().AutoEpsilon)
		}
	}
	for text, want := range map[string]float64{
		"v=1&scene=langevin&seed=1&density=checkerboard&particles=30": 0.05, "v=1&scene=own-data&seed=1&density=ring&particles=30": 0.002,
		"v=1&scene=langevin&seed=1&density=ring&epsilon=0.02&particles=30": 0.02, "v=1&scene=annealed&seed=1&versus=mala&particles=30": 0.05,
	} {
		old := open(t, text)
		if c := old.Config(); c.AutoEpsilon != "off" || c.Epsilon != want || c.VersusEpsilon != 0 {
			t.Errorf("%s: auto %s, ε = %v and %v", text, c.AutoEpsilon, c.Epsilon, c.VersusEpsilon)
		}
		if must(old.Set("density", "pinwheel")); old.Config().Epsilon != want {
			t.Errorf("%s: ε became %v", text, old.Config().Epsilon)
		}
	}
}

// TestADragWithItsStepIsOneChange: ε follows the width of a component that is
// dragged, and undo takes the whole drag back.
func TestADragWithItsStepIsOneChange(t *testing.T) {
	e := open(t, "particles=30&mixture=1,0,0,1,0,1")
	before := e.Config()
	e.Gesture(true)
	for _, m := range []string{"1,1,0,1,0,1", "1,1,0,0.5,0,1", "1,1,0,0.2,0,1"} {
		must(e.Set("mixture", m))
		e.Sample(3)
	}
	e.Gesture(false)
	if e.Config().Epsilon != 0.01 {
		t.Errorf("ε = %v at v = 0.2", e.Config().Epsilon)
	}
	after := e.Config()
	if !e.Undo() || e.Config() != before || e.Undo() {
		t.Errorf("undone to %s", e.Config().Text())
	}
	if !e.Redo() || e.Config() != after {
		t.Errorf("redone to %s", e.Config().Text())
	}
}
