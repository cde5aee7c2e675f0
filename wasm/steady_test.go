package main

import (
	"runtime"
	"runtime/debug"
	"testing"
	"time"

	"github.com/scorefield/scorefield/render"
	"github.com/scorefield/scorefield/sim/lab"
	"github.com/scorefield/scorefield/sim/lab/param"
	"github.com/scorefield/scorefield/sim/lab/scene"
)

// busiest switches on everything that may move in a scene.
const busiest = "\nseed=1\nspeed=1\nmarginals=on\ntrails=on\nflow=on\ncolour=mode\narrows=learned\ncontours=on\nclosed-form=gaussian"

// TestSteadyFramesLeaveNoGarbage: a scene that plays, with everything on that
// moves, allocates nothing for a frame: neither for its steps, nor for the tray,
// nor for the list of triangles.
//
// It is played where it shows what it is about, so that the picture does not
// fill up any more. Left out are the frames in which something is kept for later (a keyframe, a
// value of a trace), and the message that tells the page how the run goes.
func TestSteadyFramesLeaveNoGarbage(t *testing.T) {
	alone(t)
	for _, o := range param.Scenes {
		s, _ := scene.Find(o.Value)
		if testing.Short() && s.Clock == scene.Training {
			continue // trains for some seconds without SIMD
		}
		text := "scene=" + o.Value + busiest
		if s.Pictures { // of which every sampling step is kept: most frames have none, when training is over
			text += "\nspeed=0.1\nunits=32\ntarget-steps=1"
		}
		p := open(text)
		if s.Clock == scene.Sampling {
			advance(p.app.Controller, tellingSteps(s))
		}
		p.app.Post(Message{Type: "play"})
		p.app.reported = time.Now().Add(time.Hour)
		var composer render.Composer
		in := wide
		tick := func() {
			if f := p.app.Tick(in, frameBudget); f != nil {
				composer.Compose(f, 1)
			}
		}
		tick()
		x, y, world := overSomething(&p.app.FrameBuilder)
		for _, kind := range []string{"down", "up"} {
			p.app.Do(Event{Kind: kind, X: x, Y: y})
			tick()
		}
		for range 2 * keepEvery {
			tick()
		}
		frames := 0
		var dirty []lab.Clock
		for range 2 * keepEvery {
			before := p.app.Controller.Exp.Clock()
			n := mallocs(tick)
			if now := p.app.Controller.Exp.Clock(); keeps(before, now) || s.Pictures && now.Sampling != before.Sampling {
				continue
			}
			frames++
			if n != 0 {
				dirty = append(dirty, before)
			}
		}
		if len(dirty) > frames/8 { // Go's runtime allocates now and then by itself
			t.Errorf("%s: allocations in %d of %d frames, from steps %+v", o.Value, len(dirty), frames, dirty)
		}
		if (p.app.FrameBuilder.frame.Probe != nil) != world {
			t.Errorf("%s: the pointer says nothing", o.Value)
		}
		if frames < keepEvery {
			t.Errorf("%s: only %d frames were looked at", o.Value, frames)
		}
	}
}

// overSomething is a place on the screen where the pointer has something to
// say: over a particle if there is one, else near the middle of a world panel.
func overSomething(b *FrameBuilder) (x, y float64, world bool) {
	l := b.frame.Layout()
	for i := range b.frame.Panels {
		if !b.frame.Panels[i].World() {
			continue
		}
		for _, q := range b.frame.Panels[i].Particles {
			for n := range q.At.N {
				x, y = l.ToScreen(i, float64(q.At.At(0, n)), float64(q.At.At(1, n)))
				if hit := render.Pick(&b.frame, x, y, false); hit.World && hit.Handle < 0 {
					return x, y, true
				}
			}
		}
		x, y = l.ToScreen(i, 0.1, 0.1)
		world = true
	}
	return x, y, world
}

// keepEvery and measureEvery are the strides of a run's first keyframes, and of
// a network's and a trace's values, in steps.
const (
	keepEvery    = 16
	measureEvery = 25
)

// keeps reports whether something is kept between two readings of the clock: a
// keyframe before the step that leaves its place, a value after the one that
// arrives.
func keeps(from, to lab.Clock) bool {
	due := func(a, b int) bool {
		for step := a; step < b; step++ {
			if step%keepEvery == 0 || step%measureEvery == 0 || (step+1)%measureEvery == 0 {
				return true
			}
		}
		return false
	}
	return due(from.Sampling, to.Sampling) || due(from.Training, to.Training)
}

// alone keeps the test's own goroutine the only one that allocates: there is
// one processor and no collector.
func alone(t *testing.T) {
	processors, percent := runtime.GOMAXPROCS(1), debug.SetGCPercent(-1)
	t.Cleanup(func() {
		runtime.GOMAXPROCS(processors)
		debug.SetGCPercent(percent)
	})
}

// mallocs is how many objects f allocates.
func mallocs(f func()) uint64 {
	var a, b runtime.MemStats
	runtime.ReadMemStats(&a)
	f()
	runtime.ReadMemStats(&b)
	return b.Mallocs - a.Mallocs
}

// TestStreaksAloneAreStill: a frame in which nothing but streaks has moved is
// worth every pixel; one in which the pointer or a run has gone on is not.
func TestStreaksAloneAreStill(t *testing.T) {
	p := open("scene=langevin\nparticles=100\nflow=on")
	p.ticks(3)
	if f := p.ticks(1); f == nil || !f.Still {
		t.Fatalf("streaks alone: %+v", f)
	}
	if f := p.do(Event{Kind: "move", X: 300, Y: 200}); f == nil || f.Still {
		t.Error("with the pointer")
	}
	p.ticks(3)
	p.app.Post(Message{Type: "play"})
	for range 3 {
		if f := p.ticks(1); f == nil || f.Still {
			t.Error("playing")
		}
	}
}
