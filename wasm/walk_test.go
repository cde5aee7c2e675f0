package main

import (
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/scorefield/scorefield/sim/lab"
	"github.com/scorefield/scorefield/sim/lab/param"
	"github.com/scorefield/scorefield/sim/lab/scene"
)

// fewOfAll keeps networks small in every scene.
const fewOfAll = "units=8\nhidden-layers=1\nbatch=8\ntrain-first=3"

// leastHere is how many particles a cloud of a walk must have for workers to move it.
const leastHere = 30

// newWorld has some figures, and workers, or none.
func newWorld(t *testing.T, seed uint64, happened map[string]int) *world {
	w := &world{t: t, r: rand.New(rand.NewPCG(seed, 21)), happened: happened}
	clock := rand.New(rand.NewPCG(seed, 22))
	w.sleep = setClock(t, func() time.Duration { return time.Duration(math.Pow(10, 7*clock.Float64())) }) // 1 ns to 10 ms
	w.hiring = w.way(nil)
	w.most = []int{0, 1, 2, 3, 3}[w.r.IntN(5)]
	w.engine = w.newEngine()
	w.note("seed %d, %d workers at most, slices of %v", seed, w.most, w.engine.Slice)
	for range 1 + w.r.IntN(3) {
		w.insert()
	}
	return w
}

// slice is how long figures may work in a frame: they are interrupted wherever they can be, here and there, or not at all.
func (w *world) slice() time.Duration {
	return [...]time.Duration{0, 1, 100 * time.Microsecond, 5 * time.Millisecond}[w.r.IntN(4)]
}

// insert puts another figure into the page.
func (w *world) insert() {
	s := scene.All[w.r.IntN(len(scene.All))].Name
	p := &place{number: len(w.places) + w.runs, text: "scene=" + s + "\n" + w.few() + "\nseed=" + decimal(float64(1+w.r.IntN(100))), seen: w.r.IntN(4) > 0, width: 120 + 40*w.r.IntN(3)}
	w.note("insert %s", s)
	w.places = append(w.places, p)
}

// few keeps networks and clouds small in every scene; some of these are for workers.
func (w *world) few() string {
	return fewOfAll + "\nparticles=" + w.choose("5", "40", "150", "150")
}

// choose is one of its arguments.
func (w *world) choose(of ...string) string { return of[w.r.IntN(len(of))] }

// setting is a name=value pair of the table, a cheap one.
func (w *world) setting() string {
	for {
		p := &param.Table[w.r.IntN(len(param.Table))]
		switch p.Name {
		case "scene", "race", "units", "hidden-layers", "dataset", "projections", "bandwidth", "train-first", "target-steps", "density", "side", "particles", "batch":
			continue // chosen elsewhere, or costly
		case "painted":
			return "painted=" + w.choose("", "xxuo") // of no picture's size
		case "mixture":
			return "mixture=" + w.choose("1,0,0,1,0,1", "0.5,-3,-4,1,0,1;0.5,5,5,1,0.5,2")
		case "sigma-min", "sigma-max":
			return w.choose("sigma-min=0.5\nsigma-max=5", "sigma-min=1\nsigma-max=20", "sigma-min=0.1\nsigma-max=9")
		case "levels", "solver-steps", "steps-per-level":
			return p.Name + "=" + w.choose("2", "3", "7")
		case "speed":
			return "speed=" + w.choose("0.3", "1", "3")
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

// pictures are rows of a file of the reader's pictures, with labels.
func (w *world) pictures() string {
	var b strings.Builder
	for range 25 + w.r.IntN(10) {
		fmt.Fprintf(&b, "%d", w.r.IntN(3))
		for range 64 {
			fmt.Fprintf(&b, ",%d", 255*w.r.IntN(2))
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// message is something that a script or a button asks for.
func (w *world) message(r *run) (kind string, fields map[string]string, more []byte) {
	some := decimal(float64(w.r.IntN(9)))
	set := func(text string) (string, map[string]string, []byte) {
		return "set", map[string]string{"text": text}, nil
	}
	switch n := w.r.IntN(40); {
	case n < 5:
		text := w.setting()
		if w.r.IntN(4) == 0 {
			text += "\n" + w.setting()
		}
		return set(text)
	case n < 6:
		return set(w.choose("density=toy", "density=three-modes", "density=square", "density=data", "density=truncated", "batch=4", "batch=100", "side=8", "dataset=0", "dataset=50", "target-steps=0", "target-steps=20"))
	case n < 8:
		return set("particles=" + w.choose("1", "9", "40", "150"))
	case n < 13:
		s := scene.All[w.r.IntN(len(scene.All))].Name
		if s == "race" && w.r.IntN(3) > 0 { // six networks
			s = "langevin"
		}
		return set("scene=" + s + "\n" + w.few())
	case n < 19:
		return "play", nil, nil
	case n < 20:
		return "pause", nil, nil
	case n < 23:
		return "step", map[string]string{"n": some}, nil
	case n < 25:
		return "train", map[string]string{"n": some}, nil
	case n < 27:
		return "seek", map[string]string{"step": decimal(float64(w.r.IntN(25))), "clock": w.choose("sampling", "training")}, nil
	case n < 28:
		return "reset", map[string]string{"seed": w.choose("", "5")}, nil
	case n < 30:
		return w.choose("undo", "undo", "redo"), nil, nil
	case n < 31:
		if r.f.Controller != nil {
			if c := r.f.Controller.Exp.Config(); c.OfPictures() {
				return "data", map[string]string{"name": "own"}, []byte(w.pictures())
			}
		}
		return "data", map[string]string{"name": "own"}, []byte(w.choose("x,y\n1,2\n3,1\n2,5\n", "x,y\n0,0\n4,4\n", "x,y\n1,two\n", "1;2\n3;4\n5;5\n1;0\n"))
	case n < 32:
		return w.choose("forget", "points", "link", "sketch", "view", "run", "ask", "brief", "engage"), map[string]string{"on": w.choose("true", "false")}, nil
	case n < 33:
		if r.f.Controller == nil || r.f.slicer.Begun() {
			return "ask", nil, nil
		}
		return "restore", map[string]string{"text": r.f.Controller.Exp.State()}, nil
	case n < 36:
		return w.choose("state", "samples", "samples", "csv", "stats"), nil, nil
	case n < 38:
		return "file", map[string]string{"kind": w.choose("particles", "loss", "weights", "go", "numpy", "nonsense")}, nil
	case n < 39:
		return "image", map[string]string{"width": "90", "height": "70"}, nil
	}
	return "look", map[string]string{"dark": w.choose("true", "false"), "lang": w.choose("en", "zh")}, nil
}

// event is something that the reader's hand does over a picture.
func (w *world) event(p *place) Event {
	return Event{Kind: w.choose("move", "move", "down", "up", "leave", "cancel", "wheel", "key", "key"), Pointer: w.r.IntN(2), Touch: w.r.IntN(3) == 0,
		X: float64(w.r.IntN(p.width)), Y: float64(w.r.IntN(p.width * 3 / 4)), Wheel: float64(w.r.IntN(200) - 100), Shift: w.r.IntN(4) == 0,
		Detail: w.choose("ArrowLeft", "ArrowUp", "+", "-", "0", "Enter", "Escape", "n", "p", "z", "y", ".", ",", "Home")}
}

// act does one thing to the world, or lets things happen.
func (w *world) act() {
	i := w.r.IntN(len(w.places))
	p := w.places[i]
	r := p.run
	switch n := w.r.IntN(50); {
	case r == nil && n < 20:
		w.note("open figure %d", w.runs+1)
		w.open(p)
	case r != nil && n < 8:
		kind, fields, more := w.message(r)
		w.note("figure %d: %s %v %.60q", r.id, kind, fields, more)
		r.ask(kind, fields, more...)
	case r != nil && n < 11:
		e := w.event(p)
		w.note("figure %d: %+v", r.id, e)
		r.f.guard(func() { r.f.Do(e) })
		r.awake = true
	case n < 12:
		p.seen = !p.seen
		w.note("place %d: seen %v", p.number, p.seen)
	case n < 13 && r != nil && len(r.asked) > 0:
		for _, number := range slices.Sorted(maps.Keys(r.asked)) {
			if w.r.IntN(2) == 0 {
				w.note("figure %d: cancel %s", r.id, r.asked[number])
				r.cancel(number)
				break
			}
		}
	case n < 14 && r != nil && !r.opening && w.r.IntN(3) == 0:
		if !w.engine.Working(r.id) {
			r.last = r.whereIsIt([]float64{0, 1e12}[w.r.IntN(2)])
			w.healthy()
			w.note("figure %d: kept, %d bytes", r.id, len(r.last.checkpoint))
		}
	case n < 15 && w.r.IntN(6) == 0:
		if len(w.workers) > 0 {
			k := w.workers[w.r.IntN(len(w.workers))]
			w.note("worker %d is lost", k.number)
			w.lose(k)
			w.happened["lost"]++
		}
	case n < 16 && w.r.IntN(8) == 0:
		if r != nil {
			r.close()
		}
		w.note("place %d is removed", p.number)
		w.places = slices.Delete(w.places, i, i+1)
		w.insert()
	case n < 17 && w.r.IntN(12) == 0:
		suddenly := w.r.IntN(2) == 0
		w.note("the program is lost, suddenly %v", suddenly)
		w.restart(suddenly)
		w.happened["restarted"]++
	default:
		for range 1 + w.r.IntN(12) {
			w.pass()
		}
	}
}

// rest has the figures open, answers what they owe, and stops them.
func (w *world) rest() {
	w.note("rest")
	for _, p := range w.places {
		if p.run == nil {
			w.open(p)
		}
	}
	w.until(func() bool { return w.owes() == "" }, w.owes)
	for _, stop := range []string{"pause", "step"} { // steps to where it is, if it is on its way there
		for _, p := range w.places {
			p.run.ask(stop, map[string]string{"n": "0"})
		}
		w.until(func() bool { return w.owes() == "" && !w.noise() }, w.owes)
	}
}

// check holds what is always so of figures at rest: what a figure is does not depend on who has made
// its steps, nor on how it came there, and numbers are numbers.
func (w *world) check() {
	for _, p := range w.places {
		r := p.run
		number := r.demand("samples", nil)
		w.until(func() bool { return w.owes() == "" }, w.owes)
		exp := r.f.Settled().Controller.Exp
		state := exp.State()
		samples, _ := r.answers[number].(map[string]any)["value"].([]float64)
		alone := new(lab.Experiment)
		if errs := alone.Restore(state); len(errs) > 0 {
			w.fail("figure %d: %v in its state\n%s", r.id, errs, state)
		}
		alone.Advance(alone.Ahead())
		if a, b := exp.Clock(), alone.Clock(); a != b {
			w.fail("figure %d is at %v, one of its state at %v\n%s", r.id, a, b, state)
		}
		if exp.Config() != alone.Config() || exp.State() != alone.State() {
			w.fail("figure %d is\n%s\none of its state\n%s", r.id, exp.State(), alone.State())
		}
		if want := interleaved(alone.View().Samples()); !slices.EqualFunc(samples, want, sameBits) {
			w.fail("figure %d has other particles than one of its state, remote %v\n%s", r.id, exp.Particles().Remote(), state)
		}
		a, _ := exp.Training().Weights()
		b, _ := alone.Training().Weights()
		if !slices.Equal(a, b) {
			w.fail("figure %d has other weights than one of its state\n%s", r.id, state)
		}
		s, t := exp.View().Brief(), alone.View().Brief()
		if fmt.Sprint(s.Step, s.Shares, s.Diverged, s.Frozen, s.Sigma) != fmt.Sprint(t.Step, t.Shares, t.Diverged, t.Frozen, t.Sigma) {
			w.fail("figure %d says %+v, one of its state %+v\n%s", r.id, s, t, state)
		}
		for _, v := range append([]float64{s.Sigma, s.ScoreSigma, s.Epsilon, s.Accepted}, s.Shares...) {
			if math.IsNaN(v) || math.IsInf(v, 0) {
				w.fail("figure %d: stats are %+v", r.id, s)
			}
		}
	}
}

func sameBits(a, b float64) bool { return math.Float64bits(a) == math.Float64bits(b) }

// TestAHostileWalk: whatever is asked of the figures of a page, in whatever order, whenever workers
// report, come and go, and the program with them: nothing stops, every answer comes, and a figure
// stays what its state says, bit for bit as if it had been alone.
func TestAHostileWalk(t *testing.T) {
	actions := 8000
	if testing.Short() {
		actions = 1600
	}
	if os.Getenv("SCOREFIELD_ALL") != "" {
		actions = 400_000
	}
	const walk, leg = 800, 200 // actions of a world, and until it rests
	happened := map[string]int{}
	for seed := range actions / walk {
		t.Run(strconv.Itoa(seed), func(t *testing.T) {
			w := newWorld(t, uint64(seed), happened)
			defer w.close()
			for n := range walk {
				if w.act(); n%leg == leg-1 {
					w.rest()
					w.check()
				}
			}
		})
	}
	t.Logf("%d actions: %v", actions, happened)
	for _, kind := range []string{"reply", "trainingReport", "shardReport", "release", "band", "idle", "lost", "restarted"} {
		if happened[kind] == 0 && !testing.Short() {
			t.Errorf("there was no %s", kind)
		}
	}
}
