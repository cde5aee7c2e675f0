package history

import (
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"github.com/scorefield/scorefield/sim/internal/mutant"
	"github.com/scorefield/scorefield/sim/lab/param"
)

// settings reads those of text.
func settings(t testing.TB, text string) Settings {
	t.Helper()
	c, errs := param.ParseConfig(text)
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	return Settings{Config: c.WithDefaults()}
}

// set changes settings at a moment.
func set(t testing.TB, h *History, c Clock, text string) param.Scope {
	t.Helper()
	next := h.Now()
	var errs []error
	if next.Config, errs = next.Changed(text); len(errs) > 0 {
		t.Fatal(errs)
	}
	scope, err := h.Change(c, next)
	if err != nil {
		t.Fatal(err)
	}
	return scope
}

// restored is the history that the text of h describes, at the moment c.
func restored(t testing.TB, h *History, c Clock) *History {
	t.Helper()
	s, errs := Parse(h.State(c, 0, true).Text())
	if len(errs) > 0 {
		t.Fatalf("%v in\n%s", errs, h.State(c, 0, true).Text())
	}
	back := &History{}
	back.Restore(s, h.Now().Data)
	back.Move(c)
	return back
}

// live are changes that a run goes on with.
var live = []string{"sigma=0", "sigma=2", "sigma=5", "epsilon=0.1", "epsilon=0.05", "noise=off", "noise=on", "friction=2", "bandwidth=1", "density=ring",
	"density=toy", "mixture=1,0,0,1,0,1", "mixture=1,0,0,1,0,1;2,3,4,1,0.5,2", "density=mixture", "sigma=3&noise=off", "heat=off&sigma=1", "heat=log"}

// TestSettingsAtAStepAreThoseOfTheJournal: for a random journal, going forth,
// going back and restoring a text give the same settings at every moment, with
// networks (two clocks) and without.
func TestSettingsAtAStepAreThoseOfTheJournal(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for run := range 300 {
		h, c := &History{}, Clock{}
		learns := run%2 == 1
		h.Begin(settings(t, map[bool]string{false: "particles=3", true: "scene=matching"}[learns]))
		forward := map[Clock]Settings{}
		for range 1 + r.IntN(12) {
			c.Sampling += r.IntN(3)
			if learns {
				c.Training += r.IntN(3)
			}
			if next := h.Now(); true {
				var errs []error
				if next.Config, errs = next.Changed(live[r.IntN(len(live))]); len(errs) > 0 {
					t.Fatal(errs)
				}
				if learns && param.Disturbance(h.Now().Config, next.Config) > param.Live {
					continue
				}
				if _, err := h.Change(c, next); err != nil {
					t.Fatal(err)
				}
			}
			forward[c] = h.Now()
		}
		for _, at := range []Clock{c, {c.Sampling / 2, c.Training / 2}, {c.Sampling, c.Training / 2}, {c.Sampling / 2, c.Training}, {}, c} {
			at = h.OnPath(at)
			h.Move(at)
			if a, b := h.Now().Config, restored(t, h, at).Now().Config; a != b {
				t.Fatalf("run %d: at %v back there is\n%s\nand restored\n%s", run, at, a.Text(), b.Text())
			}
			was, ok := forward[at]
			if heat := h.Now().Heat; ok { // views are the same at all times
				was.Heat = heat
				if was != h.Now() {
					t.Fatalf("run %d: at %v there was\n%s\nand is\n%s", run, at, was.Text(), h.Now().Text())
				}
			}
		}
	}
}

// TestUndoAndRedoCancel, wherever the experiment has gone in between; and where it
// never went back, undoing everything gives the settings of the beginning.
func TestUndoAndRedoCancel(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 1))
	more := append([]string{"particles=7", "particles=9", "seed=2", "scene=annealed", "scene=langevin", "score=learned&objective=ladder", "score=exact", "objective=ladder"}, live...)
	for run := range 400 {
		h, c := &History{}, Clock{}
		h.Begin(settings(t, "particles=3"))
		begin := h.Now()
		moment := func(scope param.Scope) {
			switch {
			case scope >= param.Training:
				c = Clock{}
			case scope == param.Sampling:
				c.Sampling = 0
			}
			h.Move(c)
		}
		for range 25 {
			switch r.IntN(8) {
			case 0:
				if run%2 == 0 {
					break // these never go back
				}
				c = h.OnPath(Clock{r.IntN(c.Sampling + 1), c.Training})
				h.Move(c)
			case 1:
				c.Sampling += r.IntN(4)
				if at, ok := h.Next(); ok && !c.Reached(at) && (c.Sampling > at.Sampling || c.Training > at.Training) {
					h.Cut(c)
				}
				h.Move(c)
			case 2:
				before, state := h.Now(), h.State(c, 0, true).Text()
				scope, ok := h.Undo(c)
				if !ok {
					break
				}
				moment(scope)
				again, ok := h.Redo(c)
				moment(again)
				if !ok || h.Now() != before {
					t.Fatalf("run %d: before undo\n%s\nafter redo\n%s", run, state, h.State(c, 0, true).Text())
				}
			case 3:
				if scope, ok := h.Undo(c); ok {
					moment(scope)
				}
			case 4:
				if scope, ok := h.Redo(c); ok {
					moment(scope)
				}
			default:
				moment(set(t, h, c, more[r.IntN(len(more))]))
			}
			if back := restored(t, h, c); back.Now() != h.Now() {
				t.Fatalf("run %d: at %v\n%s\nrestored\n%s", run, c, h.Now().Text(), back.Now().Text())
			}
		}
		for run%2 == 0 && len(h.done) > 0 {
			scope, _ := h.Undo(c)
			moment(scope)
		}
		if run%2 == 0 && h.Now() != begin {
			t.Fatalf("run %d: undone to\n%s", run, h.Now().Text())
		}
	}
}

// TestUndoTakesBackWhatWasDone: shortest ways to what went wrong before.
func TestUndoTakesBackWhatWasDone(t *testing.T) {
	h := &History{}
	h.Begin(settings(t, ""))
	set(t, h, Clock{}, "epsilon=0.3")
	set(t, h, Clock{}, "particles=77")
	set(t, h, Clock{}, "scene=annealed")
	h.Undo(Clock{})
	if now := h.Now(); now.Scene != "langevin" || now.Epsilon != 0.3 || now.Particles != 77 {
		t.Errorf("another scene undone gives\n%s", now.Text())
	}

	h.Begin(settings(t, ""))
	set(t, h, Clock{}, "sigma=2")
	set(t, h, Clock{Sampling: 100}, "sigma=5")
	set(t, h, Clock{Sampling: 100}, "heat=off")
	h.Move(Clock{Sampling: 50})
	h.Undo(Clock{Sampling: 50})
	if now := h.Now(); now.Sigma != 2 || now.Heat != "density" {
		t.Errorf("at step 50 σ is %g, the heat map %s", now.Sigma, now.Heat)
	}
	h.Undo(Clock{Sampling: 50}) // σ 5 lies ahead
	h.Move(Clock{Sampling: 100})
	if now := h.Now(); now.Sigma != 2 {
		t.Errorf("undone before it happened, σ is %g at step 100", now.Sigma)
	}
	h.Move(Clock{Sampling: 50})
	h.Redo(Clock{Sampling: 50})
	if h.Move(Clock{Sampling: 100}); h.Now().Sigma != 5 {
		t.Errorf("redone before it happens, σ is %g at step 100", h.Now().Sigma)
	}

	one, two := new(int), new(int)
	h.Begin(settings(t, "sigma=2"))
	for _, data := range []any{one, two} {
		next := h.Now()
		next.Config, _ = next.Changed("density=data")
		next.Data = data
		if scope, err := h.Change(Clock{}, next); err != nil || scope != param.All {
			t.Errorf("data: %v, %v", scope, err)
		}
	}
	set(t, h, Clock{}, "sigma=1")
	for _, want := range []struct {
		data    any
		density string
		sigma   float64
	}{{two, "data", 2}, {one, "data", 2}, {nil, "toy", 2}} {
		h.Undo(Clock{})
		if now := h.Now(); now.Data != want.data || now.Density != want.density || now.Sigma != want.sigma {
			t.Errorf("undone to %s with data %v, σ %g", now.Density, now.Data != nil, now.Sigma)
		}
	}
}

// TestStepsOutOfOrderAreRefused: on either clock.
func TestStepsOutOfOrderAreRefused(t *testing.T) {
	for _, text := range []string{"at=20,0,epsilon=0.1&at=10,0,epsilon=0.2", "at=20,0,epsilon=0.1&at=10,5,epsilon=0.2", "at=5,9,epsilon=0.1&at=6,8,sigma=1"} {
		s, errs := Parse(text)
		if len(errs) != 1 || len(s.Journal) != 1 {
			t.Errorf("%s: %v, %v", text, errs, s.Journal)
		}
	}
	if s, errs := Parse("at=5,9,epsilon=0.1&at=5,9,sigma=1&at=5,10,sigma=2&at=6,10,sigma=3"); len(errs) > 0 || len(s.Journal) != 4 {
		t.Error(errs, s.Journal)
	}
}

// TestWriterAndReaderShareTheirBounds: however many changes are made, the state
// is read back; and what a text has too many of is an error.
func TestWriterAndReaderShareTheirBounds(t *testing.T) {
	h := &History{}
	h.Begin(settings(t, ""))
	refused := 0
	for i := range MostEntries + 50 {
		next := h.Now()
		next.Sigma = float64(1+i%97) / 4
		if _, err := h.Change(Clock{Sampling: i}, next); err != nil {
			refused++
		}
	}
	c := Clock{Sampling: MostEntries + 50}
	if refused != 50 || len(h.journal) != MostEntries {
		t.Errorf("%d changes were refused, %d are in the journal", refused, len(h.journal))
	}
	if back := restored(t, h, c); back.Now() != h.Now() {
		t.Error("the state reads back as another")
	}
	if h.Undo(c); len(h.journal) > MostEntries {
		t.Errorf("undo makes %d entries", len(h.journal))
	}
	if set(t, h, c, "heat=off"); h.Now().Heat != "off" {
		t.Error("a full journal keeps the picture from changing")
	}

	var b strings.Builder
	for i := range MostEntries + 30 {
		b.WriteString("at=" + strconv.Itoa(i) + ",0,sigma=1\n")
	}
	for _, text := range []string{b.String(), strings.Repeat("at=0,0,sigma=1\n", MostEntries+1), strings.Repeat("at=x\n", 1000)} {
		s, errs := Parse(text)
		for _, err := range errs {
			if err == nil {
				t.Fatal("a mistake that is none")
			}
		}
		if len(s.Journal) > MostEntries || len(errs) > 20 {
			t.Errorf("%d entries and %d mistakes", len(s.Journal), len(errs))
		}
		if again, errs := Parse(s.Text()); len(errs) > 0 || again.Text() != s.Text() {
			t.Error("what was taken does not read back")
		}
	}
}

// TestADragIsOneStep of undo, also one that begins in the past.
func TestADragIsOneStep(t *testing.T) {
	h := &History{}
	h.Begin(settings(t, ""))
	set(t, h, Clock{}, "epsilon=0.1")
	h.Gesture(true)
	for i := range 5 {
		set(t, h, Clock{Sampling: i / 2}, "sigma="+strconv.Itoa(i+1))
	}
	h.Gesture(false)
	c := Clock{Sampling: 2}
	if h.Undo(c); h.Now().Sigma != 0 || h.Now().Epsilon != 0.1 {
		t.Errorf("undone to σ %g, ε %g", h.Now().Sigma, h.Now().Epsilon)
	}
	if h.Redo(c); h.Now().Sigma != 5 {
		t.Errorf("redone to σ %g", h.Now().Sigma)
	}
	h.Move(Clock{})
	if h.Undo(Clock{}); h.Now().Sigma != 0 || len(h.journal) != 2 {
		t.Errorf("from its first step undone to σ %g with %v", h.Now().Sigma, h.journal)
	}
}

// FuzzParse: no text panics, and what is taken reads back the same.
func FuzzParse(f *testing.F) {
	for _, text := range parseSeeds {
		f.Add(text)
	}
	f.Fuzz(parseHolds)
}

// TestMutantsOfHistories is FuzzParse, many times in little time.
func TestMutantsOfHistories(t *testing.T) {
	mutant.Each(t, 10, mutant.Seeds(parseSeeds), func(b []byte) { parseHolds(t, string(b)) })
}

var parseSeeds = []string{
	"v=1\nat=3,0,epsilon=0.1\nat=4,0,mixture=1,0,0,1,0,1\nnow=5,0,0",
	"sampler=mala&at=2,0,density=ring&at=0,3,epsilon=1&now=0,9,",
	"at=&at=-1,2,epsilon=1&now=x&at=9999999999999999999,0,sigma=1&now=0,3,7",
}

func parseHolds(t *testing.T, text string) {
	s, _ := Parse(text)
	again, errs := Parse(s.Text())
	if len(errs) > 0 || again.Text() != s.Text() {
		t.Fatalf("%q became %q (%v)", s.Text(), again.Text(), errs)
	}
	h := &History{}
	h.Restore(s, nil)
	h.Move(h.OnPath(s.Now))
	h.Move(Clock{})
}
