package main

import (
	"bytes"
	"math"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/scorefield/scorefield/sim/lab"
	"github.com/scorefield/scorefield/sim/lab/param"
)

// several opens figures in one engine and shows them all.
func several(texts ...string) (*Engine, []Shown, []*page) {
	e := NewEngine()
	var shown []Shown
	var pages []*page
	for i, text := range texts {
		p := &page{said: map[string][]any{}}
		p.app = e.Open(i+1, text, nil, "en", func(kind string, value any) { p.said[kind] = append(p.said[kind], value) })
		pages = append(pages, p)
		shown = append(shown, Shown{ID: i + 1, Width: 600, Height: 400, Ratio: 1, Seconds: 1. / 60})
	}
	return e, shown, pages
}

// TestFiguresShareABudget: of figures that all want more steps than a frame has
// time for, every one goes on, and the one under the pointer in every frame.
func TestFiguresShareABudget(t *testing.T) {
	const text = "scene=langevin\nparticles=20000\nspeed=100"
	e, shown, pages := several(text, text, text, text)
	for _, p := range pages {
		p.app.Post(Message{Type: "play"})
	}
	still := 0
	for range 20 {
		list := slices.Clone(shown)
		list[2].Pointed = true
		before := pages[2].app.Controller.Exp.Clock().Sampling
		e.Tick(list)
		if pages[2].app.Controller.Exp.Clock().Sampling == before {
			still++
		}
	}
	if still > 1 { // the first is the one in which it is told to play
		t.Errorf("the figure under the pointer stood still in %d of 20 frames", still)
	}
	for i, p := range pages {
		if n := p.app.Controller.Exp.Clock().Sampling; n < 2 {
			t.Errorf("figure %d did %d steps in 20 frames", i, n)
		}
	}
}

// TestAPanicStopsOneFigure: the others go on, and the page hears of it once.
func TestAPanicStopsOneFigure(t *testing.T) {
	e, shown, pages := several("scene=langevin\nparticles=200", "scene=langevin\nparticles=200")
	for _, p := range pages {
		p.app.Post(Message{Type: "play"})
	}
	e.Tick(slices.Clone(shown))
	pages[0].app.Controller.Exp = nil
	for range 5 {
		ids := e.Tick(slices.Clone(shown))
		if slices.Contains(ids, 1) || !slices.Contains(ids, 2) {
			t.Fatalf("drawn: %v", ids)
		}
		e.Lay(ids, false)
	}
	if n := pages[1].app.Controller.Exp.Clock().Sampling; n < 5 {
		t.Errorf("the other did %d steps", n)
	}
	errs := pages[0].said["error"]
	if len(errs) != 1 || errs[0].(map[string]any)["type"] != "stopped" {
		t.Errorf("said %v", errs)
	}
}

// TestPicturesHaveTheirPlaces: each of its figure's size, none over another; one
// that is alone for long has the whole screen once nothing was drawn for a while.
func TestPicturesHaveTheirPlaces(t *testing.T) {
	const text = "scene=langevin\nparticles=200"
	setClock(t, func() time.Duration { return time.Microsecond }) // there is time for both, however busy the machine is
	e, shown, _ := several(text, text, text)
	shown[1].Width, shown[1].Height, shown[1].Ratio = 900, 500, 2.5
	shown[2].Width = 0 // not to be seen
	ids := e.Tick(slices.Clone(shown))
	if slices.Sort(ids); !slices.Equal(ids, []int{1, 2}) {
		t.Fatalf("drawn: %v", ids)
	}
	pictures, placed := e.Lay(ids, false)
	if len(pictures) != 2 || placed[0].Rect.Overlaps(placed[1].Rect) {
		t.Fatalf("%v", placed)
	}
	for i, p := range placed {
		s := shown[p.ID-1]
		if p.Rect.Dx() != s.Width || p.Rect.Dy() != s.Height || pictures[i].List.W != s.Width || pictures[i].List.H != s.Height {
			t.Errorf("figure %d of %d×%d is at %v", p.ID, s.Width, s.Height, p.Rect)
		}
	}
	if ids := e.Tick(slices.Clone(shown)); len(ids) != 0 {
		t.Errorf("%v is drawn again though nothing has changed", ids)
	}
	for range 300 { // the screen does not change at once
		e.Lay([]int{2}, true)
	}
	for range restedAfter {
		e.Tick(slices.Clone(shown))
	}
	_, placed = e.Lay([]int{2}, true)
	if e.Size() != placed[0].Rect.Max || e.Size().X != 900 {
		t.Errorf("alone: %v on %v", placed, e.Size())
	}
}

// TestTheScreenShrinksAtRest: not while something is drawn in every frame, for that waits until the
// graphics card has drawn all, however long the screen has been too large.
func TestTheScreenShrinksAtRest(t *testing.T) {
	e, shown, _ := several("scene=langevin\nparticles=20")
	e.Tick(shown)
	e.Lay([]int{1}, true)
	large := e.Size()
	shown[0].Width, shown[0].Height = 300, 200
	for range 600 {
		e.Tick(shown)
		if e.Lay([]int{1}, true); e.Size() != large {
			t.Fatalf("the screen became %v while something was drawn in every frame", e.Size())
		}
	}
	for range restedAfter {
		e.Tick(shown)
	}
	if e.Lay([]int{1}, true); e.Size() == large {
		t.Errorf("after a rest the screen is still %v", e.Size())
	}
}

// TestAPictureIsPrepared: what the first picture of a figure needs is made in two
// parts before it is seen; then it is drawn, the same as of one that was not
// prepared, and nothing is made twice. No step is done meanwhile.
func TestAPictureIsPrepared(t *testing.T) {
	const text = "scene=langevin\nparticles=200"
	e, shown, pages := several(text, text)
	pages[0].app.Post(Message{Type: "play"})
	for parts, more := 1, true; more; parts++ {
		if more = e.Prepare(shown[0]); more != (parts < 2) {
			t.Fatalf("after part %d there is another: %v", parts, more)
		}
	}
	f := pages[0].app
	if n := f.Controller.Exp.Clock().Sampling; n != 0 {
		t.Errorf("%d steps were done", n)
	}
	grid := &f.FrameBuilder.density[0]
	made := grid.Stamp
	f.Post(Message{Type: "pause"})
	e.Tick(slices.Clone(shown)) // how many it returns depends on how long that took
	for _, p := range pages {
		if !p.app.display.Stale() {
			t.Fatal("a picture that was prepared is not to be drawn")
		}
	}
	pictures, _ := e.Lay([]int{1, 2}, false)
	if made != 1 || grid.Stamp != made {
		t.Errorf("its map was made %d times, and then %d times", made, grid.Stamp)
	}
	if a, b := pictures[0].List, pictures[1].List; !slices.Equal(a.Vertices, b.Vertices) || !slices.Equal(a.Indices, b.Indices) || a.W != b.W {
		t.Error("prepared it is another picture")
	}
	if e.Prepare(Shown{ID: 7, Width: 10, Height: 10, Ratio: 1}) {
		t.Error("there is something to prepare of a figure that is not there")
	}
}

// TestASlowScreenWaits: what cannot be drawn in time is drawn in the next frame,
// also where all figures go on moving, and whichever the reader points at.
func TestASlowScreenWaits(t *testing.T) {
	const text = "scene=langevin\nparticles=200"
	e, shown, pages := several(text, text, text)
	for _, p := range pages {
		p.app.Post(Message{Type: "play"})
	}
	shown[1].Pointed = true
	e.perMega = 1000 // ms
	drawn := map[int]int{}
	for range 30 {
		ids := e.Tick(slices.Clone(shown))
		if len(ids) != 1 {
			t.Fatalf("%v at once", ids)
		}
		drawn[ids[0]]++
		e.Lay(ids, false)
	}
	for id := range shown {
		if drawn[id+1] < 8 {
			t.Errorf("drawn so often: %v", drawn)
		}
	}
}

// TestSlowFramesStayShort: however seldom frames come, what figures do in one leaves
// room for a picture below the 50 ms from which a frame is felt to be late.
func TestSlowFramesStayShort(t *testing.T) {
	const picture, most = 25 * time.Millisecond, 50 * time.Millisecond
	e := &Engine{Slice: 15 * time.Millisecond}
	for _, seconds := range []float64{0, 1. / 120, 1. / 60, 0.03, 0.05, 0.07, 0.1, 1} {
		for n := 1; n <= 3; n++ {
			shown := make([]Shown, n)
			shown[n-1].Seconds = seconds
			if work := max(e.slice(shown), budgetOf(shown)); work+picture > most {
				t.Errorf("%d figures, %g s after the last frame, work for %v", n, seconds, work)
			}
		}
	}
}

// TestThePressCounts: what was under the pointer when it went down is what
// moves, however far it has gone when the program gets to it.
func TestThePressCounts(t *testing.T) {
	p := open("scene=langevin\nparticles=100")
	l := p.ticks(2).Layout()
	x, y := l.ToScreen(0, 5, 5)
	p.app.Do(Event{Kind: "move", X: x, Y: y})
	p.app.Do(Event{Kind: "down", X: x, Y: y})
	p.app.Do(Event{Kind: "move", X: x - 30, Y: y})
	p.app.Do(Event{Kind: "move", X: x - 60, Y: y})
	p.app.Do(Event{Kind: "up", X: x - 60, Y: y})
	p.ticks(1)
	want, _ := l.ToWorld(0, x-60, y)
	if got := p.app.Controller.Exp.View().Components()[1].Mean[0]; got < want-0.1 || got > want+0.1 {
		t.Errorf("the component is at x = %g, want %g", got, want)
	}
	c := p.app.Controller.Exp.Config()
	if c.CentreX != 0 || c.CentreY != 0 {
		t.Error("the view was moved")
	}
	values := p.said["values"]
	if len(values) == 0 || values[len(values)-1].(map[string]any)["mixture"] != c.Mixture || c.Mixture == "" {
		t.Error("the page does not know what is shown")
	}
}

// TestNothingLiesUnderThePointerBeforeThePicture: whatever a reader does to a figure that has been opened and has drawn
// nothing yet, it goes on, and no press does anything.
func TestNothingLiesUnderThePointerBeforeThePicture(t *testing.T) {
	for _, s := range scenes() {
		name := s.(map[string]any)["name"].(string)
		for _, touch := range []bool{false, true} {
			p := open("scene=" + name + "\nparticles=20\nunits=8\nhidden-layers=1")
			before := p.app.Controller.Exp.State()
			for _, kind := range []string{"wheel", "down", "move", "up", "cancel", "leave"} {
				p.app.Do(Event{Kind: kind, Pointer: 1, X: 300, Y: 550, Touch: touch, Wheel: 100})
			}
			p.app.Do(Event{Kind: "down", Pointer: 1, X: 300, Y: 550, Touch: touch})
			e := NewEngine()
			e.figures[1] = p.app // which says so if it stops
			e.Tick([]Shown{{ID: 1, Width: 800, Height: 600, Ratio: 1}})
			if p.app.stopped != "" || p.app.Controller.Exp.State() != before {
				t.Errorf("%s, touch %v: %q, and\n%s\nbecomes\n%s", name, touch, p.app.stopped, before, p.app.Controller.Exp.State())
			}
		}
	}
}

// TestKeysAreNotLost: two presses between two frames are two presses.
func TestKeysAreNotLost(t *testing.T) {
	p := open("scene=langevin\nparticles=100")
	p.ticks(2)
	before := p.app.Controller.Exp.View().Components()[1].Mean
	for _, key := range []string{"n", "n", "ArrowRight", "ArrowRight"} {
		p.app.Do(Event{Kind: "key", Detail: key})
	}
	p.ticks(1)
	step := p.app.Controller.Exp.Config().HalfWidth / 25
	after := p.app.Controller.Exp.View().Components()[1].Mean
	if d := after[0] - before[0] - 2*step; d < -1e-6 || d > 1e-6 {
		t.Errorf("moved by %g, want %g", after[0]-before[0], 2*step)
	}
	if len(p.said["change"]) == 0 {
		t.Error("the page does not hear of it")
	}
}

// TestTheViewIsReset by key and by request, without a complaint.
func TestTheViewIsReset(t *testing.T) {
	for _, reset := range []func(p *page){
		func(p *page) { p.app.Do(Event{Kind: "key", Detail: "Home"}) },
		func(p *page) { p.app.Do(Event{Kind: "key", Detail: "0"}) },
		func(p *page) { p.app.Post(Message{Type: "view", ID: 7}) },
	} {
		p := open("scene=own-data\nparticles=100")
		first := p.app.Controller.Exp.Config()
		p.ask(t, "set", map[string]string{"text": "half-width=2\ncentre-x=1\ncentre-y=-1"})
		reset(p)
		p.ticks(1)
		c := p.app.Controller.Exp.Config()
		if c.HalfWidth != first.HalfWidth || c.CentreX != first.CentreX || c.CentreY != first.CentreY {
			t.Errorf("%g around %g, %g", c.HalfWidth, c.CentreX, c.CentreY)
		}
		if e := p.said["error"]; len(e) > 0 {
			t.Errorf("said %v", e)
		}
	}
}

// TestSeekEndsWithTheRun: a step that the run never comes to is refused with how
// far it goes, and so is what is no number of steps.
func TestSeekEndsWithTheRun(t *testing.T) {
	p := open("scene=sde\nparticles=50\nsolver-steps=20")
	e, _ := p.ask(t, "seek", map[string]string{"step": "1000000"})["error"].(map[string]any)
	end := p.app.Controller.Exp.Clock().Sampling
	if e == nil || e["field"] != "step" || !strings.HasSuffix(e["range"].(string), " "+strconv.Itoa(end)) || end < 20 || end > 200 {
		t.Errorf("%v, ended at %d", e, end)
	}
	for _, c := range []struct{ kind, name, value string }{{"step", "n", "-1"}, {"step", "n", "2.5"}, {"train", "n", "many"}, {"seek", "step", "1e12"}, {"seek", "clock", "noon"}} {
		if e, _ := p.ask(t, c.kind, map[string]string{c.name: c.value})["error"].(map[string]any); e == nil || e["field"] != c.name || e["value"] != c.value {
			t.Errorf("%s %s: %v", c.kind, c.value, e)
		}
	}
}

// TestACancelledRequestIsForgotten, whether it has begun or not.
func TestACancelledRequestIsForgotten(t *testing.T) {
	p := open("scene=langevin\nparticles=2000")
	p.app.Post(Message{Type: "step", ID: 1, Fields: map[string]string{"n": "90000000"}})
	p.app.Post(Message{Type: "stats", ID: 2})
	p.app.Cancel(2)
	p.ticks(2)
	p.app.Cancel(1)
	at := p.app.Controller.Exp.Clock()
	if p.ticks(3); p.app.Controller.Exp.Clock() != at {
		t.Error("it goes on")
	}
	p.ask(t, "stats", nil)
}

// TestThePointersNumbersFollow: the pointer rests and σ changes.
func TestThePointersNumbersFollow(t *testing.T) {
	p := open("scene=langevin\nparticles=100")
	l := p.ticks(2).Layout()
	x, y := l.ToScreen(0, 4, 4)
	p.do(Event{Kind: "move", X: x, Y: y})
	before := p.said["pointer"][len(p.said["pointer"])-1].(map[string]any)["p"]
	p.ask(t, "set", map[string]string{"text": "sigma=3"})
	p.ticks(2)
	if now := p.said["pointer"][len(p.said["pointer"])-1].(map[string]any)["p"]; now == before {
		t.Error("the page still has the old p")
	}
}

// TestTwoFingers pinch about their middle and pan with it; a finger whose touch
// is cancelled has not clicked.
func TestTwoFingers(t *testing.T) {
	var g gestures
	touch := func(kind string, pointer int, x, y float64) Input {
		return g.input(Event{Kind: kind, Pointer: pointer, X: x, Y: y, Touch: true})
	}
	if in := touch("down", 1, 100, 100); !in.Pressed || !in.Down || !in.Inside {
		t.Errorf("%+v", in)
	}
	if in := touch("down", 2, 200, 100); in.Down || in.Pinch != 1 {
		t.Errorf("%+v", in)
	}
	if in := touch("move", 2, 320, 100); in.Pinch != 2.2 || in.PanX != 60 || in.PinchX != 210 {
		t.Errorf("%+v", in)
	}
	if in := touch("up", 2, 320, 100); in.Down || in.Released || in.Inside {
		t.Errorf("the finger that is left points: %+v", in)
	}
	if in := touch("up", 1, 100, 100); in.Down || in.Released {
		t.Errorf("%+v", in)
	}
	touch("down", 3, 50, 50)
	if in := touch("cancel", 3, 50, 50); in.Down || in.Released {
		t.Errorf("%+v", in)
	}
	touch("down", 4, 50, 50)
	if in := touch("up", 4, 51, 50); !in.Released {
		t.Errorf("%+v", in)
	}
}

// TestCursors: the pointer's shape says what a press would do.
func TestCursors(t *testing.T) {
	p := open("scene=langevin\nparticles=100")
	l := p.ticks(2).Layout()
	x, y := l.ToScreen(0, 5, 5)
	u, v := l.ToScreen(0, 0, -6)
	for _, c := range []struct {
		kind, shape string
		x, y        float64
	}{{"move", "grab", x, y}, {"down", "grabbing", x, y}, {"up", "grab", x, y}, {"move", "crosshair", u, v}, {"down", "grabbing", u, v}, {"up", "crosshair", u, v}, {"leave", "default", 0, 0}} {
		p.do(Event{Kind: c.kind, X: c.x, Y: c.y})
		p.ticks(1)
		if got := p.said["cursor"][len(p.said["cursor"])-1]; got != c.shape {
			t.Errorf("%s at %.0f, %.0f: %v, want %s", c.kind, c.x, c.y, got, c.shape)
		}
	}
	if !p.app.Controller.Grips(x, y) || p.app.Controller.Grips(u, v) {
		t.Error("a finger scrolls what it should drag, or drags what it should scroll")
	}
}

// TestACheckpointGoesOnWithTheSameBits: a figure that is opened at a checkpoint in
// another program is where it was without a step, and goes on as the first does;
// bytes that are none are reported, and the figure begins with its settings.
func TestACheckpointGoesOnWithTheSameBits(t *testing.T) {
	for _, text := range []string{"scene=annealed\nparticles=64\nseed=9", "scene=matching\nseed=3\nunits=16"} {
		e, shown, pages := several(text)
		first := pages[0]
		first.ask(t, "step", map[string]string{"n": "40"})
		bytes, ok := e.Checkpoint(e.Figure(1), math.Inf(1))
		if bytes = slices.Clone(bytes); !ok {
			t.Error("there is none")
		}
		if b, ok := e.Checkpoint(e.Figure(1), 1000); ok {
			t.Errorf("%d bytes of 1000", len(b))
		}
		second := &page{said: map[string][]any{}}
		other := NewEngine()
		second.app = other.Open(7, "scene=langevin", bytes, "en", func(kind string, value any) { second.said[kind] = append(second.said[kind], value) })
		exp := func(p *page) string { return p.app.Controller.Exp.State() }
		if exp(first) != exp(second) {
			t.Errorf("opened at\n%s\nnot at\n%s", exp(second), exp(first))
		}
		first.ask(t, "step", map[string]string{"n": "10"})
		second.ask(t, "step", map[string]string{"n": "10"})
		if exp(first) != exp(second) || !slices.Equal(first.app.Controller.Exp.Particles().Positions(0).Data, second.app.Controller.Exp.Particles().Positions(0).Data) {
			t.Error("goes on in another way")
		}
		if a, b := first.app.Controller.Exp.Stats().Training, second.app.Controller.Exp.Stats().Training; a != nil && (a.Loss != b.Loss || a.Fisher != b.Fisher) {
			t.Errorf("has learned %+v, not %+v", b, a)
		}
		bytes[len(bytes)/2] ^= 1
		third := &page{said: map[string][]any{}}
		third.app = other.Open(8, text, bytes, "en", func(kind string, value any) { third.said[kind] = append(third.said[kind], value) })
		shown[0].ID = 8
		other.Tick(shown)
		if len(third.said["error"]) != 1 {
			t.Errorf("%d errors of damaged bytes", len(third.said["error"]))
		}
	}
}

// TestFiguresShareMemoryForKeyframes: all together keep to the budget while they
// play. Who has not been seen for longest gives up first, but nobody anything of
// its state, and every step is reached with the same bits.
func TestFiguresShareMemoryForKeyframes(t *testing.T) {
	most := 200 << 10 // bytes: a keyframe of these clouds takes 1,600
	text := []string{"scene=annealed\nparticles=200\nseed=1", "scene=langevin\nparticles=200\nseed=2", "scene=langevin\nparticles=200\nseed=3", "scene=matching\nunits=8\nseed=4"}
	e, shown, pages := several(text...)
	e.MostKeyframes = most
	exp := func(i int) *lab.Experiment { return pages[i].app.Controller.Exp }
	sum := func() (sum int) {
		for i := range pages {
			sum += exp(i).KeyframeBytes()
		}
		return sum
	}
	free, before := make([]int, len(pages)), make([][]byte, len(pages))
	for i := range pages { // one after the other is seen, and the last of them stays
		exp(i).Sample(700)
		exp(i).Train(700)
		free[i], before[i] = exp(i).KeyframeBytes(), exp(i).Checkpoint()
		seen := slices.Clone(shown)
		for j := range seen {
			if j != i {
				seen[j].Width = 0
			}
		}
		e.Tick(seen)
		if n := sum(); n > most {
			t.Errorf("after figure %d the keyframes take %d bytes", i+1, n)
		}
	}
	if slices.Max(free) > most || free[0]+free[1]+free[2]+free[3] < most*3/2 {
		t.Fatalf("keyframes of %d bytes show nothing", free)
	}
	if n := exp(3).KeyframeBytes(); n != free[3] {
		t.Errorf("who is seen has %d bytes of %d", n, free[3])
	}
	if exp(0).KeyframeBytes() > free[0]/4 {
		t.Errorf("who was seen first has %d bytes of %d", exp(0).KeyframeBytes(), free[0])
	}
	for i := range pages {
		if !bytes.Equal(exp(i).Checkpoint(), before[i]) {
			t.Errorf("figure %d is in another state", i+1)
		}
		alone, errs := lab.Open(text[i])
		if len(errs) > 0 {
			t.Fatal(errs)
		}
		alone.Sample(700)
		alone.Train(700)
		for _, at := range []lab.Clock{{Sampling: 333, Training: 333}, {Sampling: 12, Training: 12}} {
			alone.Advance(alone.Rewind(at))
			exp(i).Advance(exp(i).Rewind(at))
			if exp(i).State() != alone.State() || !slices.Equal(exp(i).Particles().Positions(0).Data, alone.Particles().Positions(0).Data) {
				t.Errorf("figure %d comes back to another state of %v", i+1, at)
			}
			if a, b := exp(i).Stats().Training, alone.Stats().Training; a != nil && (a.Fisher != b.Fisher || a.Grid != b.Grid) {
				t.Errorf("figure %d has learned %+v at %v, not %+v", i+1, a, at, b)
			}
		}
	}

	most = 96 << 10
	e.MostKeyframes = most
	for _, p := range pages[1:3] { // two that are seen share while they play
		p.app.Post(Message{Type: "reset"})
		p.app.Post(Message{Type: "set", Fields: map[string]string{"text": "speed=100"}})
		p.app.Post(Message{Type: "play"})
	}
	for exp(1).Clock().Sampling < 2000 || exp(2).Clock().Sampling < 2000 {
		seen := slices.Clone(shown[1:3])
		e.Tick(seen)
		if n := sum(); n > most {
			t.Fatalf("while two play the keyframes take %d bytes", n)
		}
	}
	if a, b := exp(1).KeyframeBytes(), exp(2).KeyframeBytes(); min(a, b) < most/8 {
		t.Errorf("two that are seen have %d and %d bytes", a, b)
	}
}

// TestStepsHaveAThirdOfSlowFrames: ten milliseconds where frames come quickly, and where
// drawing holds them up a third of the time between them, but never so much that
// steps and what belongs to a frame were a task of 50, which comes sooner where there are
// several.
func TestStepsHaveAThirdOfSlowFrames(t *testing.T) {
	for seconds, want := range map[float64]time.Duration{0: 10, 1. / 60: 10, 0.03: 10, 0.045: 15, 0.06: 20, 3: 20} {
		if got := budgetOf([]Shown{{Seconds: seconds}}); got.Round(time.Millisecond) != want*time.Millisecond {
			t.Errorf("%v s after the frame before: %v", seconds, got)
		}
		if got := budgetOf([]Shown{{Seconds: seconds / 2}, {Seconds: seconds}}); got.Round(time.Millisecond) != min(want, 15)*time.Millisecond {
			t.Errorf("two, %v s after the frame before: %v", seconds, got)
		}
	}
}

// TestFiguresShareTheMemory: what all together would take more than there is for is refused where
// it is asked for, by a setting, a state or a figure that is opened, and changes nothing; less
// than before is always allowed. Where another figure has gone there is its room.
func TestFiguresShareTheMemory(t *testing.T) {
	const most = 14_000_000 // bytes: 4,000,000 are counted for each, and 80 for a particle
	e, shown, pages := several("particles=30000", "particles=20")
	e.MostMemory = most
	second := pages[1].app.Controller.Exp
	if errs := second.Apply("particles=60000"); len(errs) != 1 || second.Config().Particles != 20 {
		t.Errorf("%v, %d particles", errs, second.Config().Particles)
	} else if e := errs[0].(*param.Error); e.Field != "particles" || e.Value != "60000" || e.Range != "1 … 45000" || !strings.Contains(e.Error(), "9 MB of memory, and there is room for 8 MB here") {
		t.Errorf("%+v", e)
	} else if errs := second.Apply("particles=45000"); len(errs) > 0 {
		t.Errorf("as many as it says: %v", errs)
	}
	if errs := second.Restore("particles=50000"); len(errs) != 1 || second.Config().Particles != 20_000 {
		t.Errorf("a state: %v, %d particles", errs, second.Config().Particles)
	}

	p := &page{said: map[string][]any{}}
	p.app = e.Open(3, "particles=30000", nil, "en", func(kind string, value any) { p.said[kind] = append(p.said[kind], value) })
	e.Tick(append(shown, Shown{ID: 3}))
	third := p.app.Controller.Exp
	if errs := p.said["error"]; third.Config().Particles != 20_000 || len(errs) != 1 || errs[0].(map[string]any)["field"] != "particles" {
		t.Errorf("opened with %d, and %v is said", third.Config().Particles, errs)
	}
	e.MostMemory = 1
	if errs := third.Apply("particles=20001"); len(errs) != 1 {
		t.Error("more than there is")
	}
	if errs := third.Apply("particles=19999"); len(errs) > 0 {
		t.Errorf("less than before: %v", errs)
	}
	e.MostMemory = most
	e.Close(1)
	e.Close(3)
	if errs := second.Apply("particles=60000"); len(errs) > 0 {
		t.Errorf("alone: %v", errs)
	}
}

// TestDensitiesAreMadeInATick: maps and lines, which take longest of a picture, are made where a
// figure's work may be interrupted, and not when the picture is laid out.
func TestDensitiesAreMadeInATick(t *testing.T) {
	e, shown, pages := several("scene=sde\nparticles=50")
	e.Tick(shown)
	e.Lay([]int{1}, true)
	pages[0].app.Post(Message{Type: "set", Fields: map[string]string{"text": "density=ring"}})
	warmed := 0
	pages[0].app.slicer.passing = func() {
		at := make([]uintptr, 12)
		frames := runtime.CallersFrames(at[:runtime.Callers(2, at)])
		for f, more := frames.Next(); more; f, more = frames.Next() {
			if strings.HasSuffix(f.Function, "(*Display).Warm") {
				warmed++
			}
		}
	}
	e.Tick(shown)
	if warmed < 10 { // two maps of some hundred thousand texels, and the lines of twelve levels
		t.Errorf("%d places in the making of maps and lines", warmed)
	}
	warmed = 0
	if e.Lay([]int{1}, true); warmed > 0 {
		t.Error("laying the picture out was interrupted")
	}
}
