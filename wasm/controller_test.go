package main

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/scorefield/scorefield/render"
	"github.com/scorefield/scorefield/sim/lab/scene"
)

// screen is a figure of usual size, and what the program said to the page.
type page struct {
	app  *Figure
	said map[string][]any
}

func open(text string) *page {
	p := &page{said: map[string][]any{}}
	p.app = newFigure(text, "en", func(kind string, value any) { p.said[kind] = append(p.said[kind], value) })
	return p
}

// frameBudget is the time of a frame that a figure's steps may take in tests.
const frameBudget = 10 * time.Millisecond

var wide = Viewport{Width: 800, Height: 600, Ratio: 1, Seconds: 1. / 60}

func (p *page) ticks(n int) (f *render.Frame) {
	for range n {
		if g := p.app.Tick(wide, frameBudget); g != nil {
			f = g
		}
	}
	return f
}

// do has the reader do something, and ticks once.
func (p *page) do(e Event) *render.Frame {
	p.app.Do(e)
	return p.ticks(1)
}

// pixels are those of the picture that was asked for last.
func (p *page) pixels() (pix []byte) {
	for _, b := range p.said["band"] {
		m := b.(map[string]any)
		if m["y"] == 0. {
			pix = nil
		}
		if m["y"] != float64(len(pix)/4)/m["width"].(float64) {
			return nil // out of order
		}
		pix = append(pix, m["rgba"].([]byte)...)
	}
	return pix
}

// ask sends a message, ticks until it is answered and returns the answer.
func (p *page) ask(t *testing.T, kind string, fields map[string]string) map[string]any {
	t.Helper()
	id := float64(len(p.said["reply"]) + 1)
	before := len(p.said["reply"])
	p.app.Post(Message{Type: kind, ID: id, Fields: fields})
	for range 10_000 {
		p.ticks(1)
		if len(p.said["reply"]) > before {
			return p.said["reply"][before].(map[string]any)
		}
	}
	t.Fatalf("%s was never answered", kind)
	return nil
}

// TestThePageKnowsTheSettings: whatever has changed them, who is answered finds those that are there
// now: also after steps, back or forth, past a change that the journal has of an earlier time.
func TestThePageKnowsTheSettings(t *testing.T) {
	for _, scene := range []string{"langevin", "projections", "annealed", "matching"} {
		clock := "sampling"
		if scene == "projections" || scene == "matching" {
			clock = "training"
		}
		p := open("scene=" + scene + "\nparticles=50\nunits=8\nbatch=8\ntrain-first=0")
		knows := func(where string) {
			t.Helper()
			said := slices.Concat(p.said["opened"], p.said["values"])
			want := values(p.app.Controller.Exp.Config())
			for name, v := range said[len(said)-1].(map[string]any) {
				if v != want[name] {
					t.Errorf("%s, %s: the page knows %s = %v, it is %v", scene, where, name, v, want[name])
				}
			}
		}
		start := strconv.Itoa(p.app.Controller.Exp.Clock().Training)
		if clock == "sampling" {
			start = "0"
		}
		p.ask(t, "step", map[string]string{"n": "4"})
		p.ask(t, "set", map[string]string{"text": "epsilon=0.02"})
		p.ask(t, "step", map[string]string{"n": "4"})
		later := p.app.Controller.Exp.State()
		p.ask(t, "seek", map[string]string{"step": start, "clock": clock})
		knows("back")
		p.ask(t, "step", map[string]string{"n": "6"})
		knows("forth")
		p.ask(t, "seek", map[string]string{"step": "0", "clock": clock})
		knows("at 0")
		p.ask(t, "restore", map[string]string{"text": later})
		knows("restored")
		p.ask(t, "reset", nil)
		knows("reset")
		fresh := open(later)
		for fresh.app.Controller.Exp.State() != later {
			fresh.ticks(1)
		}
		fresh.ask(t, "brief", nil)
		p = fresh
		p.ask(t, "step", map[string]string{"n": "1"})
		knows("of a link")
	}
}

// TestAFileIsReadAgain: the memory of a reader's file belongs to the figure, which reads it again
// where another reading is asked for, and goes to no other message.
func TestAFileIsReadAgain(t *testing.T) {
	p := open("scene=own-data")
	given := 0
	p.app.Recycle = func(b []byte) {
		given++
		clear(b)
	}
	p.app.Post(Message{Type: "data", ID: 1, Bytes: []byte("1,500;2,500\n3,100;4,700\n2,200;9,100\n6,400;1,300\n")})
	p.app.Post(Message{Type: "shardReport", Bytes: []byte{1, 2, 3}})
	p.ticks(1)
	readings := p.said["reply"][0].(map[string]any)["value"].(map[string]any)["readings"].([]any)
	if given != 1 || len(readings) == 0 {
		t.Fatalf("the memory of %d messages is given back, of one it may be; readings %v", given, readings)
	}
	for _, r := range readings {
		if m := p.ask(t, "data", map[string]string{"reading": r.(map[string]any)["key"].(string)}); m["error"] != nil {
			t.Errorf("%v: %v", r, m["error"])
		}
	}
}

func TestStepsAreDoneBeforeTheyAreAnswered(t *testing.T) {
	p := open("scene=langevin\nparticles=1280")
	p.ask(t, "step", map[string]string{"n": "1000"})
	s := p.ask(t, "stats", nil)["value"].(map[string]any)
	if s["step"] != 1000.0 {
		t.Fatalf("step %v", s["step"])
	}
	// Plain Langevin keeps the start's halves: the gate of the published run.
	if share := s["share"].(float64); share < 0.45 || share > 0.57 {
		t.Errorf("share %g", share)
	}
}

func TestMistakesAreSaidAndLoseNothing(t *testing.T) {
	p := open("scene=langevin\nparticles=100\nepsilon=-3\nspeeed=2")
	p.ticks(1)
	if len(p.said["error"]) != 2 {
		t.Fatalf("said %v", p.said["error"])
	}
	p.ask(t, "step", map[string]string{"n": "5"})
	x := slices.Clone(p.app.Controller.Exp.Particles().Positions(0).Data)
	for _, m := range []struct{ kind, name, value, field string }{
		{"set", "text", "epsilon=NaN", "epsilon"},
		{"set", "text", "particles=5000000", "particles"},
		{"data", "text", "a,b\n1,2\n3,four\n", "line 3, column 2"},
		{"data", "text", "1,2\n", "data"},
		{"conquer", "", "", "message"},
	} {
		r := p.ask(t, m.kind, map[string]string{m.name: m.value})
		e, _ := r["error"].(map[string]any)
		if e == nil || !strings.Contains(e["field"].(string), m.field) || e["message"] == "" {
			t.Errorf("%s %s: %v", m.kind, m.value, r)
		}
	}
	if !slices.Equal(x, p.app.Controller.Exp.Particles().Positions(0).Data) {
		t.Error("a mistake moved particles")
	}
}

func TestPausedFiguresComeToRest(t *testing.T) {
	p := open("scene=langevin\nparticles=100")
	p.ask(t, "play", nil)
	if p.ticks(10) == nil {
		t.Error("a playing figure draws nothing")
	}
	p.ask(t, "pause", nil)
	p.ticks(5)
	if f := p.ticks(2 * calmTicks); f != nil {
		t.Error("a paused figure draws on")
	}
	if len(p.said["idle"]) == 0 {
		t.Error("the page never hears that nothing is left to animate")
	}
}

// TestNumbersOfRestStay: once a figure at rest has said its slow numbers, neither another size of its place nor the
// pointer over it takes them back, for what is measured is the same; then it comes to rest again. (A line of numbers
// that became shorter let the picture grow, which was another size, and so on without end.) What is new is said.
func TestNumbersOfRestStay(t *testing.T) {
	p := open("scene=annealed\nparticles=100")
	p.ask(t, "step", map[string]string{"n": "5"})
	slow := func() (all, slow int) {
		for _, f := range p.said["frame"] {
			if all++; !math.IsNaN(f.(map[string]any)["w2"].(float64)) {
				slow++
			}
		}
		return all, slow
	}
	rest := func(sizes ...float64) {
		idle := len(p.said["idle"])
		for n := 0; len(p.said["idle"]) == idle; n++ {
			at := wide
			at.Height = sizes[n%len(sizes)]
			if n > 30 {
				at.Height = sizes[0]
			}
			p.app.reported = time.Time{} // long ago
			if p.app.Tick(at, frameBudget); n > 200 {
				t.Fatal("it does not come to rest")
			}
		}
	}
	rest(600)
	if _, n := slow(); n == 0 {
		t.Fatal("the slow numbers are never said")
	}
	p.said["frame"] = nil
	rest(600, 580)
	p.app.Do(Event{Kind: "move", X: 300, Y: 200})
	rest(600)
	if all, _ := slow(); all > 0 {
		t.Errorf("nothing has changed, and numbers are said %d times", all)
	}
	p.app.Post(Message{Type: "set", Fields: map[string]string{"text": "epsilon=0.02"}})
	p.ticks(1)
	rest(600)
	if all, n := slow(); n != 1 || all < 2 {
		t.Errorf("after a change numbers are said %d times, the slow ones %d times", all, n)
	}
}

func TestDraggingAComponentAndUndo(t *testing.T) {
	p := open("scene=langevin\nparticles=100")
	f := p.ticks(2)
	l := f.Layout()
	x, y := l.ToScreen(0, 5, 5)
	p.do(Event{Kind: "move", X: x, Y: y})
	p.do(Event{Kind: "down", X: x, Y: y})
	for range 5 {
		x -= 20
		p.do(Event{Kind: "move", X: x, Y: y})
	}
	p.do(Event{Kind: "up", X: x, Y: y})
	moved := p.app.Controller.Exp.View().Components()[1].Mean
	if want, _ := l.ToWorld(0, x, y); moved[0] > want+0.2 || moved[0] < want-0.2 {
		t.Errorf("the component is at %v, want x = %g", moved, want)
	}
	p.ask(t, "undo", nil)
	if got := p.app.Controller.Exp.View().Components()[1].Mean; got != [2]float64{5, 5} {
		t.Errorf("after undo the component is at %v", got)
	}
}

func TestStateRoundTripThroughThePage(t *testing.T) {
	p := open("scene=annealed\nparticles=64\nseed=9")
	p.ask(t, "step", map[string]string{"n": "30"})
	p.ask(t, "set", map[string]string{"text": "epsilon=0.02"})
	p.ask(t, "step", map[string]string{"n": "30"})
	text := p.ask(t, "state", nil)["value"].(string)
	want := slices.Clone(p.app.Controller.Exp.Particles().Positions(0).Data)
	q := open("")
	q.ask(t, "restore", map[string]string{"text": text})
	q.ticks(100)
	if !slices.Equal(q.app.Controller.Exp.Particles().Positions(0).Data, want) {
		t.Error("the restored figure shows other particles")
	}
}

func TestImageIsThePicture(t *testing.T) {
	p := open("scene=langevin\nparticles=500")
	p.ticks(2)
	v := p.ask(t, "image", map[string]string{"scale": "0.5"})["value"].(map[string]any)
	pix := p.pixels()
	if v["width"] != 400.0 || v["height"] != 300.0 || len(pix) != 4*400*300 {
		t.Fatalf("%v×%v, %d bytes", v["width"], v["height"], len(pix))
	}
	if slices.Max(pix) == slices.Min(pix) {
		t.Error("the picture is blank")
	}
}

// TestAPictureIsDrawnInPieces: between two places where it may be interrupted no more pixels are
// drawn than take some ten milliseconds, however large it is.
func TestAPictureIsDrawnInPieces(t *testing.T) {
	const most = 16384
	p := open("scene=langevin\nparticles=500")
	p.ticks(2)
	say, drawn, longest := p.app.say, 0, 0
	p.app.slicer.passing = func() { drawn = 0 }
	p.app.say = func(kind string, value any) {
		if kind == "band" {
			drawn += len(value.(map[string]any)["rgba"].([]byte)) / 4
			longest = max(longest, drawn)
		}
		say(kind, value)
	}
	for _, scale := range []string{"1", "2.5"} {
		p.ask(t, "image", map[string]string{"scale": scale})
		if len(p.pixels()) < 8*most {
			t.Fatalf("scale %s: a picture of %d pixels needs no pieces", scale, len(p.pixels())/4)
		}
		if longest > most {
			t.Errorf("scale %s: %d pixels without a pause, at most %d may be", scale, longest, most)
		}
	}
}

// TestPicturesHaveBounds: sides and area are judged before anything is made, also where their product
// is beyond what an integer holds.
func TestPicturesHaveBounds(t *testing.T) {
	p := open("scene=langevin\nparticles=10")
	p.ticks(2)
	for _, size := range []map[string]string{{"width": "4294967296", "height": "4294967296"}, {"width": "1", "height": "64000000"}, {"width": "100", "height": "70000"}, {"width": "8001", "height": "8000"},
		{"scale": "1e9"}, {"scale": "1e300"}, {"scale": "0"}, {"scale": "-1"}, {"scale": "NaN"}, {"width": "NaN", "height": "NaN", "scale": "NaN"}} {
		e, _ := p.ask(t, "image", size)["error"].(map[string]any)
		if e == nil || e["field"] != "image" || e["range"] == "" || len(p.said["band"]) > 0 {
			t.Errorf("%v: %v, %d bands", size, e, len(p.said["band"]))
		}
	}
}

// TestASideAloneKeepsTheShape: of a picture that only one side is asked of, and that has the shape of what is shown.
func TestASideAloneKeepsTheShape(t *testing.T) {
	p := open("scene=langevin\nparticles=10")
	p.ticks(2)
	whole := p.ask(t, "image", nil)["value"].(map[string]any)
	shape := whole["width"].(float64) / whole["height"].(float64)
	for _, size := range []map[string]string{{"width": "300"}, {"height": "300"}} {
		v, _ := p.ask(t, "image", size)["value"].(map[string]any)
		side, wide := 300., size["width"] != ""
		if v == nil || wide && v["width"] != side || !wide && v["height"] != side || math.Abs(v["width"].(float64)/v["height"].(float64)/shape-1) > 0.01 {
			t.Errorf("%v: %v × %v, and the whole is %v × %v", size, v["width"], v["height"], whole["width"], whole["height"])
		}
	}
}

func TestEverySceneDraws(t *testing.T) {
	for _, s := range scenes() {
		name := s.(map[string]any)["name"].(string)
		p := open("particles=200\nscene=" + name)
		f := p.ticks(1)
		p.ask(t, "play", nil)
		p.ticks(2)
		if f == nil || len(f.Panels) == 0 {
			t.Errorf("%s draws nothing", name)
		}
		if e := p.said["error"]; len(e) > 0 {
			t.Errorf("%s: %v", name, e)
		}
	}
}

// TestDifferenceArrows: the setting shows where the learned score is off.
func TestDifferenceArrows(t *testing.T) {
	p := open("scene=matching\nunits=8\narrows=difference")
	f := p.ticks(1)
	if f == nil {
		t.Fatal("nothing is drawn")
	}
	for _, a := range f.Panels[0].Arrows {
		if a.From != nil {
			return
		}
	}
	t.Error("no arrow runs from the true score to the learned")
}

// TestOneFigureShowsEveryScene: the stand-alone page goes from scene to scene
// in one program, wide and narrow, and every frame can be drawn.
func TestOneFigureShowsEveryScene(t *testing.T) {
	p := open("particles=200")
	var c render.Composer
	narrow := Viewport{Width: 360, Height: 480, Ratio: 2, Seconds: 1. / 60}
	for range 2 {
		for _, s := range scenes() {
			name := s.(map[string]any)["name"].(string)
			p.ask(t, "set", map[string]string{"text": "scene=" + name})
			p.ask(t, "play", nil)
			for _, in := range []Viewport{wide, wide, narrow, wide} {
				if f := p.app.Tick(in, frameBudget); f != nil {
					c.Compose(f, in.Ratio)
				}
			}
		}
	}
}

// TestAResetAnswersWhatWaits: nobody waits for steps that will not be done.
func TestAResetAnswersWhatWaits(t *testing.T) {
	p := open("scene=langevin\nparticles=2000")
	p.app.Post(Message{Type: "step", ID: 1, Fields: map[string]string{"n": "1000000"}})
	p.ticks(2)
	p.app.Post(Message{Type: "reset", ID: 2})
	p.ticks(2)
	if len(p.said["reply"]) != 2 {
		t.Errorf("%d of 2 requests were answered", len(p.said["reply"]))
	}
}

// TestWhatWaitsEndsWithItsRun: whatever waits for steps in a scene (a request, a state on its way back) is
// answered, once, when another scene comes or the run begins anew, and moves no step of what runs then.
func TestWhatWaitsEndsWithItsRun(t *testing.T) {
	const small = "particles=20\nunits=8\nbatch=8\nhidden-layers=1\ntrain-first=0\nlevels=50"
	var names []string
	for _, s := range scenes() {
		names = append(names, s.(map[string]any)["name"].(string))
	}
	for i, name := range names {
		var changes []string
		for _, k := range []int{1, 4, 7} {
			changes = append(changes, "scene="+names[(i+k)%len(names)])
		}
		if s, _ := scene.Find(name); s.Clock == scene.Still {
			continue // nothing runs
		} else if s.Clock == scene.Sampling {
			changes = append(changes, "particles=30") // networks stay as they are
		}
		changes = append(changes, "seed=7", "reset")
		for k, change := range changes {
			for n, kind := range []string{"restore", "open", "step", "train", "seek"} {
				if n != (i+k)%5 && (k > 0 || testing.Short()) {
					continue // by turns
				}
				p := open("scene=" + name + "\n" + small)
				ctl := p.app.Controller
				if kind == "train" && ctl.Exp.Training().Networks() == 0 {
					continue // it is refused at once
				}
				m := Message{Type: kind, ID: 1, Fields: map[string]string{"n": "100000", "step": "100000"}}
				text := ctl.Exp.State()
				if k := strings.Index(text, "\nnow="); k >= 0 {
					text = text[:k]
				}
				text += "\nnow=100000,0,0"
				if ctl.Exp.Scene().Clock == scene.Training {
					text = strings.Replace(text, "now=100000,0,", "now=0,100000,", 1)
					m.Fields["clock"] = "training"
				}
				answers := 1
				switch m.Fields["text"] = text; kind {
				case "open":
					p, answers = open(text), 0
					ctl = p.app.Controller
				default:
					p.app.Post(m)
				}
				p.app.Tick(wide, 1) // a step or so
				if !ctl.busy() {
					t.Errorf("%s, %s: nothing waits", name, kind)
					continue
				}
				if change == "reset" {
					p.app.Post(Message{Type: "reset"})
				} else {
					p.app.Post(Message{Type: "set", Fields: map[string]string{"text": change}})
				}
				p.app.Tick(wide, 1)
				p.app.Tick(wide, 1)
				now := ctl.Exp.Clock()
				p.ticks(2)
				kept := change == "reset" || change == "particles=30" // what has been learned
				if c := ctl.Exp.Clock(); ctl.goal.active || c != now || c.Sampling > 0 || c.Training != ctl.Exp.Scene().Train && !kept {
					t.Errorf("%s, %s, then %s: it goes on, %+v and then %+v", name, kind, change, now, c)
				}
				if len(p.said["reply"]) != answers {
					t.Errorf("%s, %s, then %s: answered %d times", name, kind, change, len(p.said["reply"]))
				}
			}
		}
	}
}

// TestASeekIsOfItsRun, if it says which: where another has begun, by the same messages of a frame or before, it is refused and moves
// nothing, also what is on its way to where a state was; whoever goes on or back has the same run.
func TestASeekIsOfItsRun(t *testing.T) {
	for _, begins := range []Message{{Type: "reset"}, {Type: "set", Fields: map[string]string{"text": "start-width=3"}}, {Type: "set", Fields: map[string]string{"text": "seed=5"}},
		{Type: "undo"}, {Type: "restore", Fields: map[string]string{"text": "scene=langevin\nparticles=20\nnow=300,0,0"}}, {Type: "data", Fields: map[string]string{"text": "1,2\n3,4\n5,1\n"}}} {
		p := open("scene=langevin\nparticles=20")
		p.ask(t, "set", map[string]string{"text": "start-width=4"})
		p.ask(t, "step", map[string]string{"n": "9"})
		run := p.ask(t, "run", nil)["value"].(float64)
		seek := map[string]string{"step": "4", "run": decimal(run)}
		if p.ask(t, "seek", seek)["error"] != nil || p.ask(t, "seek", map[string]string{"step": "12", "run": decimal(run)})["error"] != nil || p.app.Controller.Exp.Clock().Sampling != 12 {
			t.Errorf("its own run: at %+v", p.app.Controller.Exp.Clock())
		}
		p.app.Post(begins)
		refused, _ := p.ask(t, "seek", seek)["error"].(map[string]any)
		for p.app.Controller.busy() {
			p.ticks(1)
		}
		want := 0
		if begins.Type == "restore" {
			want = 300
		}
		if at := p.app.Controller.Exp.Clock().Sampling; refused == nil || refused["type"] != "cancelled" || at != want {
			t.Errorf("%s: %v, at step %d, want %d", begins.Type, refused, at, want)
		}
	}
}

// TestASeekThatIsToRestDoesSo: while the figure plays, by a key that the reader has pressed, it is refused, for
// what is asked next would be of another step.
func TestASeekThatIsToRestDoesSo(t *testing.T) {
	p := open("scene=langevin\nparticles=20")
	seek := map[string]string{"step": "4", "rest": "true"}
	if e := p.ask(t, "seek", seek)["error"]; e != nil {
		t.Error(e)
	}
	p.ask(t, "play", nil)
	if e, _ := p.ask(t, "seek", seek)["error"].(map[string]any); e == nil || e["type"] != "cancelled" {
		t.Errorf("it is not refused: %v", e)
	}
}

// TestOnlyNetworksTrain: who asks for training steps, by one message or the other, gets them, or hears in both languages
// that nothing learns there, and nothing moves. (The clock of training had gone on, and a worker got an empty job.)
func TestOnlyNetworksTrain(t *testing.T) {
	learn := 0
	for _, s := range scene.All {
		p := open("scene=" + s.Name + "\nparticles=20\nunits=8\nbatch=8\nhidden-layers=1")
		e := p.app.Controller.Exp
		for kind, fields := range map[string]map[string]string{"train": {"n": "2"}, "seek": {"clock": "training", "step": "1"}} {
			for lang, want := range map[string]string{"en": "Nothing is learned", "zh": "没有可训练的网络"} {
				p.ask(t, "look", map[string]string{"lang": lang})
				before := e.Clock()
				wrong, _ := p.ask(t, kind, fields)["error"].(map[string]any)
				switch networks := e.Training().Networks(); {
				case networks > 0 && wrong != nil:
					t.Errorf("%s, %s: %v", s.Name, kind, wrong)
				case networks > 0:
					learn++
				case wrong == nil || wrong["field"] != "train" || !strings.Contains(wrong["message"].(string), want) || e.Clock() != before:
					t.Errorf("%s, %s: %v, at %+v", s.Name, kind, wrong, e.Clock())
				}
			}
		}
	}
	if learn < 4*5 {
		t.Errorf("%d have learned", learn)
	}
}

// TestPauseEndsEveryRequest that waits for steps, a restored state among them, which is gone on
// to by the next one.
func TestPauseEndsEveryRequest(t *testing.T) {
	const moves, learns = "scene=langevin\nparticles=2000", "scene=matching\nunits=16"
	for _, c := range []struct {
		of, kind string
		fields   map[string]string
	}{
		{moves, "step", map[string]string{"n": "1000000"}},
		{learns, "train", map[string]string{"n": "1000000"}},
		{moves, "seek", map[string]string{"step": "1000000"}},
		{learns, "seek", map[string]string{"step": "1000000", "clock": "training"}},
		{moves, "restore", map[string]string{"text": moves + "\nnow=1000000,0,0"}},
		{moves, "restore", map[string]string{"text": learns + "\nnow=0,1000000,0"}},
	} {
		p := open(c.of)
		p.app.Post(Message{Type: c.kind, ID: 7, Fields: c.fields})
		p.ticks(3)
		if len(p.said["reply"]) > 0 {
			t.Fatalf("%s %v is answered before its steps are done: %v", c.kind, c.fields, p.said["reply"])
		}
		p.app.Post(Message{Type: "pause", ID: 8})
		p.ticks(1)
		if len(p.said["reply"]) != 2 || p.app.Controller.busy() {
			t.Errorf("%s %v goes on after a pause, said %v", c.kind, c.fields, p.said["reply"])
			continue
		}
		r := p.said["reply"][0].(map[string]any)
		if e, _ := r["error"].(map[string]any); r["id"] != 7.0 || e == nil || e["type"] != "cancelled" {
			t.Errorf("%s %v: %v", c.kind, c.fields, r)
		}
	}

	p := open("scene=langevin\nparticles=500")
	p.ask(t, "step", map[string]string{"n": "2000"})
	text, x := p.ask(t, "state", nil)["value"].(string), slices.Clone(p.app.Controller.Exp.Particles().Positions(0).Data)
	p = open("scene=langevin\nparticles=500")
	p.app.Post(Message{Type: "restore", ID: 1, Fields: map[string]string{"text": text}})
	p.app.Post(Message{Type: "pause", ID: 2})
	p.ticks(1)
	p.ask(t, "step", map[string]string{"n": "0"})
	if !slices.Equal(x, p.app.Controller.Exp.Particles().Positions(0).Data) {
		t.Error("the next request does not go on to where the state was")
	}
}

// TestWaitingIsTold: of a request that takes longer than a moment the page hears how far it has
// come, and when it is over.
func TestWaitingIsTold(t *testing.T) {
	p := open("scene=langevin\nparticles=100")
	p.app.Post(Message{Type: "step", ID: 1, Fields: map[string]string{"n": "100000000"}})
	p.ticks(3)
	if len(p.said["waiting"]) > 0 {
		t.Error("it is told at once")
	}
	p.app.Controller.goal.began = time.Now().Add(-time.Hour)
	p.app.reported = time.Time{}
	p.ticks(1)
	at, _ := p.said["waiting"][0].(map[string]any)
	share, left := at["share"].(float64), at["left"].(float64)
	if step := float64(p.app.Controller.Exp.Clock().Sampling); share != step/1e8 || left < 3600*(1/share-1) || left > 3700*(1/share-1) {
		t.Errorf("after an hour and %v steps: %v", step, at)
	}
	p.app.Post(Message{Type: "pause"})
	p.ticks(2)
	if n := len(p.said["waiting"]); n < 2 || p.said["waiting"][n-1] != nil {
		t.Errorf("at the end it is told %v", p.said["waiting"])
	}
}

// TestPanelsNameTheirSampler: a panel whose title names the scene's sampler names the
// one that the reader has chosen.
func TestPanelsNameTheirSampler(t *testing.T) {
	for text, want := range map[string][2]string{"scene=annealed": {"plain Langevin", "annealed Langevin"},
		"scene=annealed&versus=tempering": {"parallel tempering", "annealed Langevin"}, "scene=sde&sampler=karras": {"Karras, Heun with churn", "probability-flow ODE"}} {
		f := newFigure("particles=20&"+text, "en", func(string, any) {})
		frame := f.FrameBuilder.Frame(f.Controller, wide)
		if got := [2]string{frame.Panels[0].Title, frame.Panels[1].Title}; got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

// TestAtRestEverythingIsMeasured: while particles move the page hears the fast numbers, at
// rest all of them.
func TestAtRestEverythingIsMeasured(t *testing.T) {
	p := open("particles=200")
	p.ask(t, "step", map[string]string{"n": "5"})
	p.ticks(2 * calmTicks)
	last := p.said["frame"][len(p.said["frame"])-1].(map[string]any)
	for _, name := range []string{"rhat", "ess", "w2", "w2Floor", "mmd", "mmdFloor", "ksd", "ksdFloor"} {
		if v, ok := last[name].(float64); !ok || math.IsNaN(v) {
			t.Errorf("at rest %s is %v", name, last[name])
		}
	}
}
