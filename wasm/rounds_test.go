package main

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/scorefield/scorefield/render"
	"github.com/scorefield/scorefield/sim/lab"
)

// fewPictures is a scene of rounds that is soon over.
const fewPictures = "scene=digits\nunits=8\nbatch=8\nhidden-layers=1\nsolver-steps=6\ntarget-steps=130\nparticles=20\nspeed=3"

// rounds are the training steps at which the rounds of a figure began that is played to its
// end, tick after tick.
func rounds(t *testing.T, ctl *Controller, tick func()) (starts []int) {
	t.Helper()
	for range 10_000 {
		if s := ctl.Exp.Particles().Starts(); len(starts) == 0 || starts[len(starts)-1] != s {
			starts = append(starts, s)
		}
		if tick(); !ctl.Playing {
			return starts
		}
	}
	t.Fatalf("it plays on at %+v", ctl.Exp.Clock())
	return nil
}

// TestRounds: while a network learns, particles go from noise to pictures again and again,
// each time by what has been learned until then; at the end by all of it. Samples are those
// of an experiment that went there at once, with a worker and without.
func TestRounds(t *testing.T) {
	for _, late := range []int{-1, 0, 4} {
		var p *page
		tick := func() { p.ticks(1) }
		if p = open(fewPictures); late >= 0 {
			s := newWorkerPage(t, fewPictures, late)
			p, tick = s.page, s.tick
		}
		ctl := p.app.Controller
		p.app.Post(Message{Type: "play"})
		tick()
		starts := rounds(t, ctl, tick)
		if len(starts) < 2 || late >= 0 && len(starts) < 3 || starts[0] != 0 || !slices.IsSorted(starts) || starts[len(starts)-1] != 130 {
			t.Errorf("late %d: rounds began at %v", late, starts)
		}
		if c := ctl.Exp.Clock(); c != (lab.Clock{Sampling: 6, Training: 130}) {
			t.Errorf("late %d: it ended at %+v", late, c)
		}
		alone, _ := lab.Open(fewPictures)
		alone.Train(130)
		alone.Reset()
		alone.Sample(6)
		if !slices.Equal(alone.Particles().Positions(0).Data, ctl.Exp.Particles().Positions(0).Data) {
			t.Errorf("late %d: the samples are others than those of the same network", late)
		}
		again, errs := lab.Open(ctl.Exp.State())
		if again.Advance(again.Ahead()); len(errs) > 0 || !slices.Equal(again.Particles().Positions(0).Data, ctl.Exp.Particles().Positions(0).Data) {
			t.Errorf("late %d: the state is of other samples: %v", late, errs)
		}
		p.app.FrameBuilder.Frame(ctl, wide)
		q := ctl.Exp.View().Judged()
		if note := p.app.FrameBuilder.frame.Panels[2].Note; q == nil || !strings.HasPrefix(note, "read with confidence "+decimals(q.Confidence, 2)) || strings.Contains(note, "left") {
			t.Errorf("late %d: at the end: %q", late, note)
		}
		if ctl.stats(ctl.Exp.View().Brief())["pictures"] == nil {
			t.Errorf("late %d: the numbers of a frame do not have what the picture says", late)
		}
		p.app.Post(Message{Type: "play"}) // there is no more to do
		if rounds(t, ctl, tick); ctl.Exp.Clock() != (lab.Clock{Sampling: 6, Training: 130}) {
			t.Errorf("late %d: played on to %+v", late, ctl.Exp.Clock())
		}
	}
}

// TestARoundByHand: who lets the network learn and goes to the end of a round by steps, without ever playing, sees
// the verdict and the classes that playing would have ended with; before its end a round has none.
func TestARoundByHand(t *testing.T) {
	played := open(fewPictures)
	played.app.Post(Message{Type: "play"})
	rounds(t, played.app.Controller, func() { played.ticks(1) })
	p := open(fewPictures)
	ctl := p.app.Controller
	rest := func() (note string, shares []float64) {
		for n := 0; ctl.busy(); n++ {
			if p.ticks(1); n > 2000 {
				t.Fatal("there is no end")
			}
		}
		panel := p.app.FrameBuilder.Frame(ctl, wide).Panels[2]
		return panel.Note, panel.Bars[0].Shares
	}
	p.ask(t, "train", map[string]string{"n": "130"})
	p.ask(t, "reset", nil)
	p.ask(t, "step", map[string]string{"n": "5"})
	if note, shares := rest(); note != "" || shares != nil {
		t.Errorf("a step before the end: %q, %v", note, shares)
	}
	p.ask(t, "step", map[string]string{"n": "1"})
	note, shares := rest()
	panel := played.app.FrameBuilder.Frame(played.app.Controller, wide).Panels[2]
	if note == "" || note != panel.Note || len(shares) != 10 || !slices.Equal(shares, panel.Bars[0].Shares) {
		t.Errorf("by steps %q, %v; by playing %q, %v", note, shares, panel.Note, panel.Bars[0].Shares)
	}
	if p.ask(t, "stats", nil)["value"].(map[string]any)["pictures"] == nil {
		t.Error("the numbers do not have it")
	}
}

// TestBarsOfClasses: at the end of a round the shares of the samples and the posterior of the
// picked one stand as bars, with what the numbers of the run say; a
// sample that moves has none.
func TestBarsOfClasses(t *testing.T) {
	p := open(fewPictures + "\ndissect=3")
	ctl, b := p.app.Controller, &p.app.FrameBuilder
	bars := func() (shares, posterior *render.Bars) {
		t.Helper()
		list := b.Frame(ctl, wide).Panels[2].Bars
		if len(list) != 2 {
			t.Fatalf("%d rows of bars", len(list))
		}
		return list[0], list[1]
	}
	if s, q := bars(); s.Shares != nil || q.Shares != nil || ctl.busy() { // nothing has been learned
		t.Errorf("before anything %v, %v, busy %v", s.Shares, q.Shares, ctl.busy())
	}
	p.app.Post(Message{Type: "play"})
	rounds(t, ctl, func() { p.ticks(1) })
	for n := 0; ctl.busy(); n++ {
		if p.ticks(1); n > 2*lab.PosteriorSteps {
			t.Fatal("there is no end")
		}
	}
	s, q := bars()
	stats := ctl.Exp.Stats()
	if !slices.Equal(s.Shares, stats.Pictures.Shares) || len(s.Names) != 10 || s.Names[7] != "7" || math.Abs(s.Lines[0]-0.1) > 1e-9 || math.Abs(s.Lines[1]-0.04) > 1e-9 {
		t.Errorf("shares %+v, %v", s, stats.Pictures.Shares)
	}
	if !slices.Equal(q.Shares, stats.Posterior.Probability) || stats.Posterior.Sample != 3 {
		t.Errorf("posterior %+v, %+v", q, stats.Posterior)
	}
	best := stats.Posterior.Likeliest()
	if want := "p(class | sample 3): " + s.Names[best] + ", "; !strings.HasPrefix(q.Title, want) {
		t.Errorf("it is called %q, want %q…", q.Title, want)
	}
	ctl.Exp.Reset()
	if ctl.Exp.Sample(2); !ctl.weighs() {
		t.Error("a sample that rests has no posterior")
	}
	if ctl.Playing = true; ctl.weighs() {
		t.Error("a sample that moves has one")
	}
	ctl.Playing = false
	if errs := ctl.Exp.Apply("likelihood=off"); len(errs) > 0 || ctl.weighs() || len(b.Frame(ctl, wide).Panels[2].Bars) != 1 {
		t.Errorf("switched off: %v", errs)
	}
}

// TestRoundsPause: nothing goes on while a figure does not play, and what a worker did in
// the meantime is dropped.
func TestRoundsPause(t *testing.T) {
	s := newWorkerPage(t, fewPictures+"\ntarget-steps=0", 2)
	s.ask("play", nil)
	for range 40 {
		s.tick()
	}
	s.ask("pause", nil)
	s.tick()
	at := s.app.Controller.Exp.Clock()
	for range 10 {
		s.tick()
	}
	if now := s.app.Controller.Exp.Clock(); at.Training == 0 || now != at {
		t.Errorf("paused at %+v, now at %+v", at, now)
	}
	s.run("seek", map[string]string{"step": "3"})
	if now := s.app.Controller.Exp.Clock(); now != (lab.Clock{Sampling: 3, Training: at.Training}) {
		t.Errorf("at %+v after a seek", now)
	}
}

// sampleAt is where on the screen a picture of the frame's samples is, or with film a level
// of the film.
func sampleAt(t *testing.T, b *FrameBuilder, is func(render.Hit) bool) (x, y float64) {
	t.Helper()
	for y = 1; y < b.frame.Height; y += 3 {
		for x = 1; x < b.frame.Width; x += 3 {
			if is(render.Pick(&b.frame, x, y, false)) {
				return x, y
			}
		}
	}
	t.Fatal("it is nowhere")
	return 0, 0
}

// TestASampleIsPicked by a press or by the keyboard, and its film leads to its moments.
func TestASampleIsPicked(t *testing.T) {
	p := open(fewPictures)
	ctl, b := p.app.Controller, &p.app.FrameBuilder
	ctl.Exp.Train(5)
	ctl.Exp.Reset()
	ctl.Exp.Sample(6)
	p.ticks(1)
	press := func(is func(render.Hit) bool) {
		t.Helper()
		x, y := sampleAt(t, b, is)
		for _, kind := range []string{"move", "down", "up"} {
			p.do(Event{Kind: kind, X: x, Y: y})
		}
		p.ticks(5)
	}
	press(func(h render.Hit) bool { return h.Panel == 1 && h.Picture == 6 })
	if got := ctl.Exp.Config().Dissect; got != 7 || b.frame.Panels[1].Sheet.Picked != 7 {
		t.Errorf("sample %d is picked", got)
	}
	press(func(h render.Hit) bool { return h.Panel == 0 && h.Picture == 2 }) // what is learned from is no sample
	p.do(Event{Kind: "key", Detail: "n"})
	p.do(Event{Kind: "key", Detail: "n"})
	p.do(Event{Kind: "key", Detail: "p"})
	if got := ctl.Exp.Config().Dissect; got != 8 {
		t.Errorf("by keys, sample %d", got)
	}
	for _, level := range []int{3, 0, lab.FilmFrames - 1} {
		press(func(h render.Hit) bool { return h.Level == level })
		p.app.Do(Event{Kind: "leave"})
		p.ticks(5)
		f := ctl.Exp.View().Film(7)
		if now := ctl.Exp.Clock(); now.Sampling != f.Step[level] || now.Training != 5 || b.frame.Ladder.Film[0].N() != f.Frames || int(b.frame.Ladder.Now) < level {
			t.Errorf("level %d: at %+v, the film shows %d frames up to %g", level, now, b.frame.Ladder.Film[0].N(), b.frame.Ladder.Now)
		}
	}
}
