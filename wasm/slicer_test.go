package main

import (
	"fmt"
	"maps"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/scorefield/scorefield/render"
	"github.com/scorefield/scorefield/sim/lab"
)

// sliced opens a figure in an engine with slices as short as they can be, which interrupts
// work wherever it may be, or with none.
func sliced(t *testing.T, text string, interrupted bool) (*Engine, *page) {
	t.Helper()
	e := NewEngine()
	if interrupted {
		e.Slice = 1
	}
	p := &page{said: map[string][]any{}}
	p.app = e.Open(1, text, nil, "en", func(kind string, value any) { p.said[kind] = append(p.said[kind], value) })
	return e, p
}

// untilAnswered ticks until a message has been answered, and returns the answer and in how many
// frames the figure was at work.
func (p *page) untilAnswered(t *testing.T, e *Engine, m Message) (answer any, frames int) {
	t.Helper()
	before := len(p.said["reply"])
	m.ID = float64(before + 1)
	p.app.Post(m)
	for range 1_000_000 {
		e.Tick([]Shown{{ID: 1, Width: 400, Height: 300, Ratio: 1}})
		if p.app.slicer.Begun() {
			frames++
		}
		if len(p.said["reply"]) > before && !p.app.slicer.Begun() {
			return p.said["reply"][before], frames
		}
		if p.app.stopped != "" {
			t.Fatalf("it has stopped: %s", p.app.stopped)
		}
	}
	t.Fatalf("%s was never answered", m.Type)
	return nil, 0
}

// timeless is an answer without what says how long something took.
func timeless(v any) any {
	m, ok := v.(map[string]any)
	if !ok {
		return v
	}
	m = maps.Clone(m)
	for name, x := range m {
		switch name {
		case "fps", "stepNs", "msPerStep", "remaining":
			delete(m, name)
		default:
			m[name] = timeless(x)
		}
	}
	return m
}

// same reports whether two answers are equal, NaN being NaN.
func same(a, b any) bool { return fmt.Sprint(timeless(a)) == fmt.Sprint(timeless(b)) }

// TestInterruptedWorkIsTheSame: whatever a figure is asked, its answers, its picture and where it
// is do not depend on where its work was interrupted.
func TestInterruptedWorkIsTheSame(t *testing.T) {
	for _, s := range scenes() {
		name := s.(map[string]any)["name"].(string)
		t.Run(name, func(t *testing.T) {
			text := "scene=" + name + "\nparticles=150\nunits=8\nseed=3\ntrails=off" // trails remember the frames
			set := func(text string) Message { return Message{Type: "set", Fields: map[string]string{"text": text}} }
			script := []Message{
				{Type: "look", Fields: map[string]string{"reduced": "true"}}, // streaks go on with every frame
				{Type: "stats"}, {Type: "step", Fields: map[string]string{"n": "30"}}, {Type: "stats"}, {Type: "image"}, set("density=two-moons"),
				{Type: "step", Fields: map[string]string{"n": "5"}}, {Type: "stats"}, {Type: "undo"}, {Type: "stats"}, {Type: "csv"}, {Type: "seek", Fields: map[string]string{"step": "10"}}, {Type: "state"},
				set("units=24\nhidden-layers=2"), {Type: "reset"}, {Type: "stats"}, {Type: "points"},
				{Type: "data", Doubles: []float64{0, 0, 1, 1, 2, 0, 1, 3, 0.5, 0.5}, Fields: map[string]string{"columns": "2"}}, {Type: "stats"}, {Type: "state"},
			}
			if testing.Short() && name != "learn-and-sample" && name != "sde" && name != "integration-by-parts" {
				script = script[:6]
			}
			whole, p := sliced(t, text, false)
			parts, q := sliced(t, text, true)
			interrupted := 0
			for i, m := range script {
				want, _ := p.untilAnswered(t, whole, m)
				got, frames := q.untilAnswered(t, parts, m)
				interrupted += frames
				if !same(got, want) {
					t.Errorf("%d, %s: %v, all at once %v", i, m.Type, timeless(got), timeless(want))
				}
				if m.Type == "image" && name != "sde" /* its ways have a point for every frame */ && !slices.Equal(p.pixels(), q.pixels()) {
					t.Error("another picture")
				}
			}
			if a, b := p.app.Controller.Exp, q.app.Settled().Controller.Exp; a.State() != b.State() || !slices.Equal(a.Particles().Positions(0).Data, b.Particles().Positions(0).Data) {
				t.Errorf("another state:\n%s\n%s", a.State(), b.State())
			}
			if interrupted == 0 {
				t.Error("nothing was ever interrupted")
			}
		})
	}
}

// TestLongWorkIsInterrupted: what takes longer than a frame has enough places where it can be
// interrupted. How many there are does not depend on how fast the machine is, nor on whether it has vectors: without them
// the largest networks, which then take most, are left to the run with them.
func TestLongWorkIsInterrupted(t *testing.T) {
	const largest = "units=256\nhidden-layers=6"
	left := func(text string) bool { return testing.Short() && strings.Contains(text, "hidden-layers=6") }
	t.Run("opening", func(t *testing.T) {
		for text, least := range map[string]int{"scene=projections": 200, "scene=matching\n" + largest: 45, "scene=integration-by-parts\n" + largest: 90} {
			if left(text) {
				continue
			}
			e, p := sliced(t, text, true)
			if p.app.Controller != nil || len(p.said["opened"]) > 0 {
				t.Fatalf("%q was opened at once", text)
			}
			frames := 0
			for ; len(p.said["opened"]) == 0 && p.app.stopped == ""; frames++ {
				e.Tick([]Shown{{ID: 1}})
			}
			if frames < least {
				t.Errorf("%q: %d pieces, wanted %d", text, frames, least)
			}
		}
	})
	t.Run("requests", func(t *testing.T) {
		for _, c := range []struct {
			text  string
			m     Message
			least int
		}{
			{"scene=matching", Message{Type: "set", Fields: map[string]string{"text": largest}}, 45},
			{"scene=matching", Message{Type: "set", Fields: map[string]string{"text": "race=on\nunits=100\nhidden-layers=6"}}, 50},
			{"scene=langevin", Message{Type: "stats"}, 500},
			{"scene=own-data", Message{Type: "stats"}, 40},
			{"scene=sde", Message{Type: "stats"}, 60},
			{"scene=matching\n" + largest, Message{Type: "stats"}, 30},
			{"scene=own-data", Message{Type: "data", Bytes: []byte(strings.Repeat("1.25,3.5\n2.5,1.75\n3,4.25\n", 10_000))}, 2*30_000/4096 + 30_000/16384},
			{"scene=digits\nside=16\nunits=8\nhidden-layers=1\npictures=letters", Message{Type: "stats"}, 256},
			{"scene=score-field", Message{Type: "image", Fields: map[string]string{"width": "2000", "height": "1500", "scale": "2"}}, 45},
		} {
			if left(c.text + c.m.Fields["text"]) {
				continue
			}
			e, p := sliced(t, c.text, true)
			p.untilAnswered(t, e, Message{Type: "run"})
			if _, frames := p.untilAnswered(t, e, c.m); frames < c.least {
				t.Errorf("%q, %s %v: %d pieces, wanted %d", c.text, c.m.Type, c.m.Fields, frames, c.least)
			}
		}
	})
}

// TestWhatComesDuringWork: messages and events that come while a figure is at work are dealt with
// afterwards and in order, requests can be cancelled, and who must know how it is gets to know.
func TestWhatComesDuringWork(t *testing.T) {
	e, p := sliced(t, "scene=projections\nunits=8", true)
	tick := func() { e.Tick([]Shown{{ID: 1, Width: 400, Height: 300, Ratio: 1}}) }
	p.app.Post(Message{Type: "state", ID: 1})
	p.app.Post(Message{Type: "step", ID: 2, Fields: map[string]string{"n": "100000"}})
	p.app.Post(Message{Type: "state", ID: 3})
	p.app.Cancel(3)
	tick()
	if !p.app.slicer.Begun() || len(p.said["reply"]) > 0 {
		t.Fatal("the figure is not at work")
	}
	if n := len(p.app.Settled().Controller.Exp.State()); n == 0 || p.app.slicer.Begun() {
		t.Fatal("it does not say how it is")
	}
	for len(p.said["reply"]) == 0 {
		tick()
	}
	p.app.Post(Message{Type: "stats", ID: 4})
	for !p.app.slicer.Begun() {
		tick()
	}
	p.app.Cancel(2)
	for n := 0; n < 10_000 && len(p.said["reply"]) < 3; n++ {
		tick()
	}
	var order []float64
	for _, r := range p.said["reply"] {
		order = append(order, r.(map[string]any)["id"].(float64))
	}
	if !slices.Equal(order, []float64{1, 4, 2}) && !slices.Equal(order, []float64{1, 2, 4}) {
		t.Errorf("answers to %v", order)
	}
}

// TestAPictureDuringWork: the page may ask for a figure's picture at any time, of every scene.
// Where it is at work its frame is half made: the picture is the last one, or of the work's end
// where there is none of that size.
func TestAPictureDuringWork(t *testing.T) {
	asked := 0
	for _, scene := range scenes() {
		name := scene.(map[string]any)["name"].(string)
		e, p := sliced(t, "scene="+name+"\nunits=8\nparticles=60\ntarget-steps=4", true)
		width, drawn, last := 400, false, []render.Vertex(nil)
		for i, set := range []map[string]string{nil, {"particles": "900"}, {"particles": "20"}, {"units": "16"}} {
			if set != nil {
				p.app.Post(Message{Type: "set", ID: float64(10 + i), Fields: set})
			}
			p.app.Post(Message{Type: "image", ID: float64(20 + i), Fields: map[string]string{"width": "900", "height": "700"}})
			for n := range 150 {
				due := e.Tick([]Shown{{ID: 1, Width: width, Height: 300, Ratio: 1}})
				if drawn = drawn || len(due) > 0; !drawn {
					continue // nobody asks before there is a first one
				}
				begun := p.app.slicer.Begun()
				pictures, _ := e.Lay([]int{1}, true)
				if p.app.stopped != "" || len(pictures) != 1 || pictures[0].List.W != e.sizes[0].X {
					t.Fatalf("%s: %q after %v and %d frames", name, p.app.stopped, set, n)
				}
				list := pictures[0].List
				if begun && p.app.slicer.Begun() {
					if asked++; !slices.Equal(list.Vertices, last) {
						t.Fatalf("%s: another picture after %v and %d frames", name, set, n)
					}
				}
				last = append(last[:0], list.Vertices...)
				if n%50 == 49 {
					width ^= 64
				}
			}
		}
		e.Close(1)
	}
	if asked < 100 {
		t.Errorf("asked during work %d times", asked)
	}
}

// TestSettledWorkIsDrawn: what a figure has done for who had to know at once how it is, is
// seen like what it does in slices.
func TestSettledWorkIsDrawn(t *testing.T) {
	for _, settled := range []bool{false, true} {
		e, p := sliced(t, "scene=score-field\nflow=off", true)
		rest := func() (drawn bool) {
			for range 1000 {
				if len(e.Tick([]Shown{{ID: 1, Width: 400, Height: 300, Ratio: 1}})) > 0 {
					e.Lay([]int{1}, true)
					drawn = true
				}
			}
			return drawn
		}
		rest()
		p.app.Post(Message{Type: "set", ID: 1, Fields: map[string]string{"text": "density=ring"}})
		for !p.app.slicer.Begun() {
			e.Tick([]Shown{{ID: 1, Width: 400, Height: 300, Ratio: 1}})
		}
		if settled {
			p.app.Settled()
		}
		if !rest() {
			t.Errorf("settled: %v: the new density is not drawn", settled)
		}
	}
}

// TestClosedFiguresLeaveNothing: a figure that is closed while it is at work, or at rest, leaves no
// goroutine behind.
func TestClosedFiguresLeaveNothing(t *testing.T) {
	before := runtime.NumGoroutine()
	for _, ticks := range []int{0, 3, 100_000} {
		e, p := sliced(t, "scene=langevin\nparticles=50", true)
		p.app.Post(Message{Type: "stats", ID: 1})
		for n := 0; n < ticks && len(p.said["reply"]) == 0; n++ {
			e.Tick([]Shown{{ID: 1, Width: 400, Height: 300, Ratio: 1}})
		}
		e.Close(1)
		if e.Tick([]Shown{{ID: 1}}); e.Figure(1) != nil {
			t.Error("it is still there")
		}
	}
	for n := 0; n < 1_000_000 && runtime.NumGoroutine() > before; n++ {
		runtime.Gosched()
	}
	if n := runtime.NumGoroutine(); n > before {
		t.Errorf("%d goroutines, before %d", n, before)
	}
}

// TestAPanicDuringWork stops the figure, and no other, as it does at once.
func TestAPanicDuringWork(t *testing.T) {
	e, p := sliced(t, "scene=langevin\nparticles=50", true)
	p.untilAnswered(t, e, Message{Type: "run"})
	p.app.Controller.picture = func(float64, float64, float64) (map[string]any, error) {
		p.app.slicer.Yield()
		panic("broken")
	}
	p.app.Post(Message{Type: "image", ID: 9})
	for range 20 {
		e.Tick([]Shown{{ID: 1, Width: 400, Height: 300, Ratio: 1}})
	}
	if p.app.stopped != "broken" || len(p.said["error"]) != 1 {
		t.Errorf("stopped %q, said %v", p.app.stopped, p.said["error"])
	}
}

// TestStatsYield: an experiment of its own yields as well, and its numbers are the same.
func TestStatsYield(t *testing.T) {
	a, errs := lab.Open("scene=learn-and-sample\nunits=16\nparticles=200")
	b := new(lab.Experiment)
	n := 0
	b.Yield(func() { n++ })
	if errs = append(errs, b.Restore("scene=learn-and-sample\nunits=16\nparticles=200")...); len(errs) > 0 {
		t.Fatal(errs)
	}
	a.Train(30)
	b.Train(30)
	if x, y := fmt.Sprintf("%+v", a.Stats().Quality), fmt.Sprintf("%+v", b.Stats().Quality); x != y || strings.Contains(x, "NaN") || !reflect.DeepEqual(a.Checkpoint(), b.Checkpoint()) {
		t.Errorf("%s, with interruptions %s", x, y)
	}
	if n < 100 {
		t.Errorf("it yielded %d times", n)
	}
}

// TestWhatComesWhileAllIsMeasured: at rest a figure is measured, in many slices, and then the page need not
// tick it any more: not before it has dealt with what the reader did meanwhile.
func TestWhatComesWhileAllIsMeasured(t *testing.T) {
	e, p := sliced(t, "scene=langevin\nparticles=150\ntrails=off", true)
	tick := func() { e.Tick([]Shown{{ID: 1, Width: 400, Height: 300, Ratio: 1}}) }
	for n := 0; !p.app.open || !p.app.Controller.measuring; n++ {
		if tick(); n > 1_000_000 {
			t.Fatal("it is never measured")
		}
	}
	p.app.Do(Event{Kind: "move", X: 150, Y: 120})
	for n := 0; len(p.said["idle"]) == 0; n++ {
		if tick(); n > 1_000_000 {
			t.Fatal("it never comes to rest")
		}
	}
	if told := p.said["pointer"]; len(told) == 0 || told[len(told)-1].(map[string]any)["x"] == nil {
		t.Errorf("the page need not tick it, and of the pointer it has heard %v", told)
	}
}

// TestMeasuringIsNotHurried: while a figure is measured it says that it works, so that nobody asks
// where it is, which would do all the rest at once; what the page asks of its frame meanwhile is
// answered, and the measurement goes on with the same results.
func TestMeasuringIsNotHurried(t *testing.T) {
	const text = "scene=langevin\nparticles=150\nseed=3\ntrails=off"
	at, whole := sliced(t, text, false)
	want, _ := whole.untilAnswered(t, at, Message{Type: "stats"})
	e, p := sliced(t, text, true)
	p.untilAnswered(t, e, Message{Type: "run"})
	ctl := p.app.Controller
	p.app.Post(Message{Type: "stats", ID: 2})
	looked := 0
	for range 1_000_000 {
		e.Tick([]Shown{{ID: 1, Width: 400, Height: 300, Ratio: 1}})
		if len(p.said["reply"]) > 1 {
			break
		}
		if ctl.measuring {
			looked++
			if !e.Working(1) {
				t.Fatal("it is measured, and says that nothing waits")
			}
			p.app.slicer.Hold(func() {
				if _, ok := ctl.Plane(200, 150); !ok || ctl.Grips(1, 1) {
					t.Fatal("its frame is not what it was")
				}
			})
		}
	}
	if got := p.said["reply"][1]; looked < 3 || fmt.Sprint(timeless(got.(map[string]any)["value"])) != fmt.Sprint(timeless(want.(map[string]any)["value"])) {
		t.Errorf("after %d slices: %v, want %v", looked, got, want)
	}
	if ctl.measuring || e.Working(1) {
		t.Error("it is still measured")
	}
}
