package main

import (
	"math"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/scorefield/scorefield/render"
	"github.com/scorefield/scorefield/sim/lab"
	"github.com/scorefield/scorefield/sim/lab/scene"
)

// staged opens learn-and-sample at one of its stages, small, with more settings.
func staged(stage int, more string) *page {
	s, _ := scene.Find("learn-and-sample")
	text := "scene=learn-and-sample\nunits=8\nbatch=16\nparticles=100\ndataset=200\n"
	for name, value := range s.Stages[stage].Set {
		text += name + "=" + value + "\n"
	}
	return open(text + more)
}

// TestAStageSaysWhatIsToCome: for which training step particles wait, how long it will take once
// the pace is known, and at the end what the samples are worth.
func TestAStageSaysWhatIsToCome(t *testing.T) {
	p := staged(2, "train-first=40\nsteps-per-level=2\nspeed=4")
	note := func() string { return p.app.FrameBuilder.frame.Panels[1].Note }
	p.ticks(1)
	if want := "particles start at step 40"; note() != want {
		t.Errorf("before it plays: %q, want %q", note(), want)
	}
	ctl := p.app.Controller
	steps, _ := ctl.left()
	if steps != 60 {
		t.Errorf("%d steps are left of 40 and 20", steps)
	}
	p.app.Post(Message{Type: "play"})
	p.ticks(1)
	now := time.Now()
	ctl.pace = pace{at: now.Add(-2 * time.Second), steps: ctl.Exp.Clock().Training - 20} // ten steps a second
	ctl.Rate.steps = 0
	ctl.measure(now)
	steps, _ = ctl.left()
	if got, want := ctl.remaining(), float64(steps)/10; math.Abs(got-want) > 1e-9 {
		t.Errorf("%v s remain, want %v", got, want)
	}
	// The first steps after a wait, as for a worker, say nothing of the pace: the interval began
	// before they did.
	was := ctl.Rate.steps
	ctl.pace = pace{at: now.Add(-time.Second), steps: ctl.Exp.Clock().Training}
	ctl.measure(now)
	ctl.pace.steps--
	ctl.measure(now.Add(time.Second))
	if ctl.Rate.steps != was {
		t.Errorf("after a wait the pace is %v, it was %v", ctl.Rate.steps, was)
	}
	ctl.pace.steps -= 10
	if ctl.measure(now.Add(2 * time.Second)); math.Abs(ctl.Rate.steps-was) > 1e-9 {
		t.Errorf("at ten steps a second the pace is %v", ctl.Rate.steps)
	}
	for seconds, want := range map[int]string{1: "about 1 s left", 89: "about 89 s left", 90: "about 2 min left", 465: "about 8 min left", 5399: "about 90 min left", 5400: "about 2 h left", 80_000: "about 22 h left"} {
		if got := left("en", seconds); got != want {
			t.Errorf("of %d s it says %q, want %q", seconds, got, want)
		}
	}
	ctl.Changed = true
	if p.app.FrameBuilder.Frame(ctl, wide); !strings.Contains(note(), "about "+strconv.Itoa(int(math.Ceil(ctl.remaining())))+" s left") {
		t.Errorf("while it waits: %q", note())
	}
	for range 10_000 {
		if p.ticks(1); !ctl.Playing {
			break
		}
	}
	s := ctl.Exp.Stats()
	if !s.Over || !strings.HasPrefix(note(), "unlike exact draws\nsliced W₂ "+decimals(s.SWD, 2)) || !strings.HasSuffix(note(), decimals(s.SWDFloor, 2)) {
		t.Errorf("at the end, %v: %q, W₂ %v, floor %v", s.Over, note(), s.SWD, s.SWDFloor)
	}
	if ctl.remaining() != 0 {
		t.Errorf("%v s remain at the end", ctl.remaining())
	}
}

// TestTrainingGoesOnBeyondTheEnd: where particles have come to their end a network can still be
// trained, and the request is answered.
func TestTrainingGoesOnBeyondTheEnd(t *testing.T) {
	p := staged(2, "train-first=0\nsteps-per-level=1\nlevels=2")
	p.ask(t, "step", map[string]string{"n": "10"})
	at := p.app.Controller.Exp.Clock().Training
	if p.ask(t, "train", map[string]string{"n": "50"}); p.app.Controller.Exp.Clock().Training < at+50 {
		t.Errorf("trained from %d to %d", at, p.app.Controller.Exp.Clock().Training)
	}
}

// TestMultiplesChooseSigma: a press on a multiple sets the σ that is written under it, in whatever
// order they stand; where a run goes through them by itself it goes to the first step of that
// level, forwards and back, and where particles wait for training it does nothing.
func TestMultiplesChooseSigma(t *testing.T) {
	for name, p := range map[string]*page{"ladder": open("scene=ladder"), "second stage": staged(1, "sigma=1")} {
		f := p.ticks(1)
		l := f.Layout()
		for k, sigma := range f.Ladder.Sigmas {
			x, y := middleOf(&l, k)
			p.do(Event{Kind: "down", X: x, Y: y})
			p.do(Event{Kind: "up", X: x, Y: y})
			if got := p.app.Controller.Exp.Config().Sigma; math.Abs(got/sigma-1) > 1e-5 {
				t.Errorf("%s: multiple %d is of σ = %v and sets %v", name, k, sigma, got)
			}
			if f := p.app.FrameBuilder.frame; f.Ladder.Now < float64(k) || f.Ladder.Now > float64(k+1) {
				t.Errorf("%s: multiple %d is chosen, %v is marked", name, k, f.Ladder.Now)
			}
		}
	}
	p := open("scene=annealed\nparticles=10\nsteps-per-level=7")
	f := p.ticks(1)
	l := f.Layout()
	for _, level := range []int{2, 5, 1, 0} {
		x, y := middleOf(&l, level)
		p.do(Event{Kind: "down", X: x, Y: y})
		p.do(Event{Kind: "up", X: x, Y: y})
		p.ticks(20)
		c := p.app.Controller.Exp.Config()
		if at := p.app.Controller.Exp.Clock().Sampling; at != 7*level || c.Sigma != 0 {
			t.Errorf("a press on level %d leads to step %d, σ = %v", level, at, c.Sigma)
		}
		if now := p.app.FrameBuilder.frame.Ladder.Now; now != float64(level) {
			t.Errorf("level %d is pressed, %v is marked", level, now)
		}
	}
	p = staged(2, "")
	f = p.ticks(1)
	l = f.Layout()
	x, y := middleOf(&l, 2)
	p.do(Event{Kind: "down", X: x, Y: y})
	p.do(Event{Kind: "up", X: x, Y: y})
	p.ticks(5)
	if e := p.app.Controller.Exp; e.Config().Sigma != 0 || e.Clock() != (lab.Clock{}) {
		t.Errorf("while particles wait, a press leads to %+v, σ = %v", e.Clock(), e.Config().Sigma)
	}
}

// middleOf is a place in the k-th multiple of a layout's ladder.
func middleOf(l *render.Layout, k int) (x, y float64) {
	y = (l.Strip.Y0 + l.Strip.Y1) / 2
	for x = l.Strip.X0; x < l.Strip.X1; x++ {
		if at, ok := l.LevelAt(x, y); ok && at == k {
			return x + 3, y
		}
	}
	return x, y
}

// TestDataPointsSayHowManyTheyAre: where not all points of a data set are shown.
func TestDataPointsSayHowManyTheyAre(t *testing.T) {
	for text, want := range map[string]string{
		"scene=matching\nunits=8\ndataset=3000": "data points (1000 / 3000)",
		"scene=matching\nunits=8\ndataset=300":  "data points",
		"scene=matching\nunits=8":               "data points",
	} {
		if got := open(text).ticks(1).Panels[0].Data.Name; got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
