package lab

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/scorefield/scorefield/sim/internal/testsize"
	"github.com/scorefield/scorefield/sim/lab/own"
	"github.com/scorefield/scorefield/sim/lab/param"
	"github.com/scorefield/scorefield/sim/lab/scene"
)

// A walker does what readers do to an experiment, at random: settings, scenes,
// data, drags, undo, redo, steps, and going back and forth in time. Sizes are
// small, so that many actions are cheap.
type walker struct {
	t   *testing.T
	r   *rand.Rand
	e   *Experiment
	log []string
}

// small keeps networks and clouds small in every scene.
const small = "units=4&hidden-layers=1&batch=4&particles=5"

func newWalker(t *testing.T, seed uint64, text string) *walker {
	w := &walker{t: t, r: rand.New(rand.NewPCG(seed, 9))}
	w.open(text)
	return w
}

func (w *walker) open(text string) {
	w.log = []string{"open " + text}
	e, errs := Open(text)
	if len(errs) > 0 {
		w.t.Fatal(errs)
	}
	w.e = e
}

// fail says how the experiment came here.
func (w *walker) fail(format string, args ...any) {
	w.t.Helper()
	w.t.Fatalf("%s\nafter\n%s", fmt.Sprintf(format, args...), strings.Join(w.log, "\n"))
}

func (w *walker) note(format string, args ...any) {
	w.log = append(w.log, fmt.Sprintf(format, args...))
}

// choose is one of its arguments.
func (w *walker) choose(of ...string) string { return of[w.r.IntN(len(of))] }

// setting is a name=value pair of the table, a cheap one.
func (w *walker) setting() string {
	for {
		p := &param.Table[w.r.IntN(len(param.Table))]
		switch p.Name {
		case "scene", "density", "race", "units", "hidden-layers", "batch", "dataset", "projections", "bandwidth":
			continue // chosen elsewhere, or costly
		case "particles":
			return "particles=" + w.choose("1", "5", "9")
		case "painted":
			return "painted=" + w.choose("", "xxuo") // of no picture's size
		case "mixture":
			return "mixture=" + w.choose("1,0,0,1,0,1", "0.5,-3,-4,1,0,1;0.5,5,5,1,0.5,2")
		case "sigma-min", "sigma-max":
			return w.choose("sigma-min=0.5&sigma-max=5", "sigma-min=1&sigma-max=20", "sigma-min=0.1&sigma-max=9")
		case "levels", "solver-steps", "steps-per-level":
			return p.Name + "=" + w.choose("2", "3", "7")
		}
		switch p.Kind {
		case param.Switch:
			return p.Name + "=" + w.choose("on", "off")
		case param.Choice:
			return p.Name + "=" + p.Options[w.r.IntN(len(p.Options))].Value
		}
		return p.Name + "=" + fmt.Sprint([...]float64{p.Min, math.Max(p.Min, 1), math.Min(p.Max, 3)}[w.r.IntN(3)])
	}
}

// densities are cheap to build.
var densities = []string{"toy", "three-modes", "gaussian", "square", "data", "truncated"}

// act does one thing.
func (w *walker) act() {
	e := w.e
	switch n := w.r.IntN(20); {
	case n < 5:
		text := w.setting()
		if w.r.IntN(4) == 0 {
			text += "&" + w.setting()
		}
		errs := e.Apply(text)
		w.note("set %s: %v", text, errs)
	case n < 6:
		text := "density=" + densities[w.r.IntN(len(densities))]
		w.note("set %s", text)
		must(e.Set("density", text[8:]))
	case n < 7:
		s := scene.All[w.r.IntN(len(scene.All))].Name
		if s == "race" && w.r.IntN(4) > 0 { // six networks
			s = "langevin"
		}
		w.note("scene %s", s)
		if errs := e.Apply("scene=" + s + "&" + small); len(errs) > 0 {
			w.fail("%v", errs)
		}
	case n < 8:
		csv := w.choose("x,y\n1,2\n3,1\n2,5\n", "x,y\n0,0\n4,4\n")
		w.note("data %q", csv)
		if err := bring(e, own.Data{Bytes: []byte(csv), Name: "own"}); (err != nil) != e.Scene().Pictures { // which are not about points
			w.fail("%v", err)
		}
	case n < 9:
		w.note("drag")
		e.Gesture(true)
		for i := range 3 {
			must(e.Set("mixture", fmt.Sprintf("0.5,%d,-4,1,0,1;0.5,5,5,1,0.5,2", i)))
			e.Sample(w.r.IntN(2))
		}
		e.Gesture(false)
	case n < 11:
		w.note("undo %v", e.Undo())
	case n < 12:
		w.note("redo %v", e.Redo())
	case n < 15:
		k := w.r.IntN(8)
		w.note("sample %d", k)
		e.Sample(k)
	case n < 17:
		k := w.r.IntN(5)
		w.note("train %d", k)
		e.Train(k)
	case n < 18:
		w.note("reset")
		e.Reset()
	default:
		w.seek()
	}
	w.note("at %v", e.Clock())
}

// seek goes back or forth on one clock.
func (w *walker) seek() {
	c := w.e.Clock()
	if w.r.IntN(2) == 0 {
		c.Sampling = w.r.IntN(c.Sampling + 3)
	} else {
		c.Training = w.r.IntN(c.Training + 3)
	}
	goal := w.e.Rewind(c)
	w.note("seek %v: %v, from %v", c, goal, w.e.Clock())
	w.e.Advance(goal)
}

// alike reports what differs between two experiments; nothing must.
func alike(a, b *Experiment) string {
	switch {
	case a.Clock() != b.Clock():
		return fmt.Sprintf("clocks %v and %v", a.Clock(), b.Clock())
	case a.Config() != b.Config():
		return "settings\n" + a.Config().Text() + "\nand\n" + b.Config().Text()
	case a.State() != b.State():
		return "states\n" + a.State() + "\nand\n" + b.State()
	}
	for k := range a.parts.cloud.Len() {
		if !same32(a.Particles().Positions(k).Data, b.Particles().Positions(k).Data) {
			return fmt.Sprintf("particles of run %d", k)
		}
		if x, y := a.parts.cloud.Run(k).Info, b.parts.cloud.Run(k).Info; fmt.Sprint(x) != fmt.Sprint(y) { // of shares that may be NaN
			return fmt.Sprintf("the last step of run %d: %+v and %+v", k, x, y)
		}
	}
	for k := range a.Training().Networks() {
		if !same32(a.parts.networks.At(k).Model.Params(), b.parts.networks.At(k).Model.Params()) {
			return fmt.Sprintf("weights of network %d", k)
		}
	}
	return ""
}

// same32 compares bits: what has diverged may be NaN.
func same32(a, b []float32) bool {
	return slices.EqualFunc(a, b, func(x, y float32) bool { return math.Float32bits(x) == math.Float32bits(y) })
}

// restored is the experiment that the text of w's describes, with its data.
func (w *walker) restored() *Experiment {
	back := &Experiment{}
	back.parts.begin(w.e.parts.history.Now())
	text := w.e.State()
	if errs := back.Restore(text); len(errs) > 0 {
		w.fail("%v in the state\n%s", errs, text)
	}
	back.Advance(w.e.Clock())
	return back
}

// check holds the invariants: restoring gives the same experiment, so does going
// back and forth, undo and redo cancel, and numbers are numbers; all of them, slow ones too, are asked for
// where there is time.
func (w *walker) check(all bool) {
	e := w.e
	if d := alike(e, w.restored()); d != "" {
		w.fail("restored: %s", d)
	}
	at, back := e.Clock(), w.restored()
	c := Clock{Sampling: w.r.IntN(at.Sampling + 1), Training: w.r.IntN(at.Training + 1)}
	back.Rewind(c)
	back.Advance(at)
	if d := alike(e, back); d != "" {
		w.fail("from %v back and forth over %v: %s", at, c, d)
	}
	s := e.View().Brief()
	if all {
		s = e.Stats()
	}
	for _, v := range append([]float64{s.Sigma, s.ScoreSigma, s.Epsilon, s.Accepted}, s.Shares...) {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			w.fail("stats are %+v", s)
		}
	}
	if s.Limit <= 0 || math.IsInf(s.Limit, 0) { // NaN is a sampler without a limit
		w.fail("stats are %+v", s)
	}
	before := e.parts.history.Now()
	if !e.Undo() {
		return
	}
	if e.Redo(); e.parts.history.Now() != before {
		w.fail("undo and redo give\n%s\nafter\n%s", e.Config().Text(), before.Text())
	}
	w.note("undo, redo: at %v", e.Clock())
}

// TestARandomWalk: whatever is done, in whatever order, nothing panics and an
// experiment stays what its state says.
func TestARandomWalk(t *testing.T) {
	actions := testsize.Of(1000, 10_000, 200_000)
	const walk = 50 // actions between two new beginnings
	for k := range actions / walk {
		w := newWalker(t, uint64(k), "scene="+scene.All[k%len(scene.All)].Name+"&"+small)
		for i := range walk {
			w.act()
			if i%10 == 9 {
				w.check(i == walk-1)
			}
		}
	}
	t.Logf("%d actions", actions)
}

// TestUndoneOffThePath: what is undone and made again while an experiment goes back and forth on its two
// clocks, also where it has not been with both, leaves what its state says.
func TestUndoneOffThePath(t *testing.T) {
	walks := testsize.Of(40, 200, 10_000)
	scenes := []string{"learn-and-sample", "matching", "projections", "sde"}
	for k := range walks {
		w := newWalker(t, uint64(4_000_000+k), "scene="+scenes[k%len(scenes)]+"&"+small)
		for range 30 {
			e := w.e
			switch w.r.IntN(6) {
			case 0:
				text := w.choose("auto-epsilon=on", "auto-epsilon=off", "epsilon=0.01", "epsilon=0.02", "noise=off", "noise=on", "rate=0.01")
				w.note("set %s: %v", text, e.Apply(text))
			case 1:
				w.note("undo %v", e.Undo())
			case 2:
				w.note("redo %v", e.Redo())
			case 3:
				e.Sample(3)
				w.note("sample 3")
			case 4:
				e.Train(3)
				w.note("train 3")
			default:
				w.seek()
			}
			w.note("at %v", e.Clock())
			if d := alike(e, w.restored()); d != "" {
				w.fail("restored: %s", d)
			}
		}
	}
}

// TestStatesOfAllScenesReadBack: getState, setState, getState are equal, and so
// are particles and weights, for random states of every scene.
func TestStatesOfAllScenesReadBack(t *testing.T) {
	states := 1000
	if !testsize.Full() {
		states = 100
	}
	for k := range states {
		w := newWalker(t, uint64(1_000_000+k), "scene="+scene.All[k%len(scene.All)].Name+"&"+small)
		for range 6 {
			w.act()
		}
		if d := alike(w.e, w.restored()); d != "" {
			w.fail("restored: %s", d)
		}
	}
	t.Logf("%d states", states)
}
