package main

import (
	"maps"
	"slices"
	"testing"

	"github.com/scorefield/scorefield/render"
	"github.com/scorefield/scorefield/sim/lab"
	"github.com/scorefield/scorefield/sim/lab/scene"
)

// dock is a page with workers that move large clouds. Each reports late ticks
// after its order.
type dock struct {
	*page
	t      *testing.T
	shards map[int]*lab.Shard
	late   int
	mail   [][]Message
}

const workers = 3

func newDock(t *testing.T, text string, late int) *dock {
	d := &dock{page: open(text), t: t, shards: map[int]*lab.Shard{}, late: late}
	d.ticks(1) // a picture, so that it is known what is seen
	d.app.Post(Message{Type: "workers", Fields: map[string]string{"n": decimal(workers)}})
	return d
}

func (d *dock) tick() (f *render.Frame) {
	f = d.ticks(1)
	for _, v := range d.said["shardJob"] {
		m := v.(map[string]any)
		s, ok := lab.OpenShard(m["bytes"].([]byte))
		if !ok {
			d.t.Fatal("a shard is not understood")
		}
		d.shards[int(m["shard"].(float64))] = s
	}
	var out []Message
	for _, v := range d.said["shardCommand"] {
		for _, k := range slices.Sorted(maps.Keys(d.shards)) {
			s := d.shards[k]
			first := s.Clock()
			if !s.Execute(v.(map[string]any)["bytes"].([]byte)) {
				d.t.Fatal("an order is not understood")
			}
			for !s.Step() {
			}
			out = append(out, Message{Type: "shardReport", Bytes: slices.Clone(s.Report()),
				Fields: map[string]string{"number": decimal(float64(k)), "steps": decimal(float64(s.Clock() - first)), "spent": "8"}})
		}
	}
	d.said["shardJob"], d.said["shardCommand"] = nil, nil
	d.mail = append(d.mail, out)
	if len(d.mail) > d.late {
		for _, m := range d.mail[0] {
			d.app.Post(m)
		}
		d.mail = d.mail[1:]
	}
	return f
}

// run posts a message and ticks until it is answered.
func (d *dock) run(kind string, fields map[string]string) any {
	d.t.Helper()
	before := len(d.said["reply"])
	d.app.Post(Message{Type: kind, ID: 1, Fields: fields})
	for i := 0; len(d.said["reply"]) == before; i++ {
		if i > 300 {
			d.t.Fatalf("%s was never answered", kind)
		}
		d.tick()
	}
	return d.said["reply"][before].(map[string]any)["value"]
}

// TestWorkersMoveTheSameCloud: with workers, however late, a large cloud goes
// the way that it goes without, and the figure answers as it would.
func TestWorkersMoveTheSameCloud(t *testing.T) {
	if testing.Short() {
		t.Skip("moves 200,000 particles many times")
	}
	const text = "scene=langevin\nparticles=200000\nmarginals=on"
	const moved = "mixture=0.5,-3,-4,1,0,1;0.5,5,5,1,0.5,2"
	alone := open(text)
	e := alone.app.Controller.Exp
	e.Sample(8)
	must(e.Set("mixture", "0.5,-3,-4,1,0,1;0.5,5,5,1,0.5,2"))
	e.Sample(4)
	want := interleaved(e.View().Samples())
	share := e.Stats().Share
	for _, late := range []int{0, 2} {
		d := newDock(t, text, late)
		exp := d.app.Controller.Exp
		d.run("step", map[string]string{"n": "6"})
		if !exp.Particles().Remote() || len(d.shards) != workers {
			t.Fatalf("late %d: away %v with %d shards", late, exp.Particles().Remote(), len(d.shards))
		}
		d.run("step", map[string]string{"n": "5"})
		d.run("seek", map[string]string{"step": "8"})
		d.run("set", map[string]string{"text": moved})
		d.run("step", map[string]string{"n": "4"})
		if got := d.run("samples", nil).([]float64); !slices.Equal(got, want) {
			t.Errorf("late %d: the particles differ", late)
		}
		if s := d.run("stats", nil).(map[string]any); s["share"] != share || s["step"] != 12.0 || !(s["stepNs"].(float64) > 0) {
			t.Errorf("late %d: stats %v, want share %g", late, s, share)
		}
		if f := d.app.FrameBuilder.Frame(d.app.Controller, wide); len(f.Panels[0].Particles) != 1 || f.Panels[0].Particles[0].Counts == nil {
			t.Errorf("late %d: the picture does not show counts", late)
		}
		d.run("step", map[string]string{"n": "2"})
		d.app.Post(Message{Type: "workers", Fields: map[string]string{"n": "0"}})
		d.tick()
		clear(d.shards)
		if d.run("step", map[string]string{"n": "1"}); exp.Particles().Remote() || exp.Clock().Sampling != 15 {
			t.Errorf("late %d: without workers away %v at step %d", late, exp.Particles().Remote(), exp.Clock().Sampling)
		}
		if late == 0 {
			e.Sample(3)
		}
		if !slices.Equal(exp.Particles().Positions(0).Data, e.Particles().Positions(0).Data) {
			t.Errorf("late %d: home again, the particles differ", late)
		}
	}
}

// TestPositionsWaitForSteps: what moves particles is not cut short by a request
// for all of them, and they are those after it.
func TestPositionsWaitForSteps(t *testing.T) {
	d := newDock(t, "scene=langevin\nparticles=200000", 1)
	d.run("step", map[string]string{"n": "1"})
	before := len(d.said["reply"])
	d.app.Post(Message{Type: "step", ID: 1, Fields: map[string]string{"n": "4"}})
	d.tick()
	d.app.Post(Message{Type: "samples", ID: 2})
	for i := 0; len(d.said["reply"]) < before+2 && i < 100; i++ {
		d.tick()
	}
	if s := d.run("stats", nil).(map[string]any); s["step"] != 5.0 {
		t.Errorf("step %v", s["step"])
	}
	alone := open("scene=langevin\nparticles=200000")
	alone.app.Controller.Exp.Sample(5)
	replies := d.said["reply"]
	if got, ok := replies[before+1].(map[string]any)["value"].([]float64); !ok || !slices.Equal(got, interleaved(alone.app.Controller.Exp.View().Samples())) {
		t.Error("the positions are not those after the steps")
	}
}

// TestPausedWorkersComeToRest, and a camera that moves gets other counts all the
// same.
func TestPausedWorkersComeToRest(t *testing.T) {
	d := newDock(t, "scene=langevin\nparticles=200000", 1)
	d.run("step", map[string]string{"n": "2"})
	for range 5 {
		d.tick()
	}
	if d.app.Controller.busy() {
		t.Error("a figure whose steps are done is busy")
	}
	_, before, _ := d.app.Controller.Exp.Particles().Counts(0)
	d.run("set", map[string]string{"text": "half-width=4"})
	for range 8 {
		d.tick()
	}
	_, after, _ := d.app.Controller.Exp.Particles().Counts(0)
	if !(after.X1 < before.X1) || d.app.Controller.Exp.Clock().Sampling != 2 {
		t.Errorf("counted over %+v, then %+v", before, after)
	}
}

// TestWorkersHaveTheNextOrder: where an order takes a frame longer than the one in which it is
// given, a figure that plays goes on by a step a frame all the same; what the reader drags
// meanwhile stands in the state, by which the particles are the same without workers.
func TestWorkersHaveTheNextOrder(t *testing.T) {
	if testing.Short() {
		t.Skip("moves 200,000 particles many times")
	}
	const text = "scene=langevin\nparticles=200000\nspeed=1"
	d := newDock(t, text, 1)
	exp := d.app.Controller.Exp
	d.run("step", map[string]string{"n": "1"})
	d.run("play", nil)
	before, ticks := exp.Clock().Sampling, 30
	for range ticks {
		d.tick()
	}
	if steps := exp.Clock().Sampling - before; steps < ticks-2 {
		t.Errorf("%d steps in %d frames", steps, ticks)
	}
	for i := range 6 {
		d.app.Post(Message{Type: "set", ID: 1, Fields: map[string]string{"text": "epsilon=0.0" + decimal(float64(2+i))}})
		d.tick()
		d.tick()
	}
	d.run("pause", nil)
	got := d.run("samples", nil).([]float64)
	alone := open(exp.State())
	for alone.app.Controller.busy() {
		alone.ticks(1)
	}
	if c := alone.app.Controller.Exp.Clock(); c != exp.Clock() {
		t.Fatalf("alone at %+v, with workers at %+v", c, exp.Clock())
	}
	if !slices.Equal(got, interleaved(alone.app.Controller.Exp.View().Samples())) {
		t.Error("the particles are not those of the state")
	}
}

// TestNoOrderGoesBeyondTheEnd of a ladder, though the page hears late that it has come there.
func TestNoOrderGoesBeyondTheEnd(t *testing.T) {
	if testing.Short() {
		t.Skip("moves 200,000 particles many times")
	}
	d := newDock(t, "scene=langevin\nsampler=annealed\nparticles=200000\nlevels=3\nsteps-per-level=3", 2)
	exp := d.app.Controller.Exp
	end := exp.Particles().Total()
	d.run("step", map[string]string{"n": "50"}) // in orders of several steps
	if c := exp.Clock().Sampling; c != end || !exp.Particles().Remote() {
		t.Errorf("at step %d of %d, with workers %v", c, end, exp.Particles().Remote())
	}
}

// TestOrdersLastUntilTheNextFrame, however seldom frames come, within bounds: who drags or pauses waits for
// what has been ordered.
func TestOrdersLastUntilTheNextFrame(t *testing.T) {
	p := shardPool{step: 5} // milliseconds
	for _, c := range []struct {
		fps  float64
		n    int
		want int
	}{{60, 1000, 6}, {20, 1000, 10}, {12.5, 1000, 16}, {3, 1000, 20}, {0, 1000, 20}, {20, 4, 4}} {
		if got := p.atOnce(c.n, c.fps); got != c.want {
			t.Errorf("at %g frames a second %d of %d steps, want %d", c.fps, got, c.n, c.want)
		}
	}
	p.step = 400
	if got := p.atOnce(1000, 60); got != 1 {
		t.Errorf("of the longest steps %d", got)
	}
}

// TestCloudsThatNobodySeesStayAtHome: who goes from a large cloud that workers move to a scene that shows none, with as
// many particles, is answered: workers are asked for counts on the picture's grid, and there was none.
func TestCloudsThatNobodySeesStayAtHome(t *testing.T) {
	for _, s := range scene.All {
		if s.Shows(scene.ParticlesA) || s.Pictures {
			continue
		}
		d := newDock(t, "scene=langevin\nparticles=200000", 0)
		d.run("step", map[string]string{"n": "1"})
		d.run("play", nil)
		d.app.Post(Message{Type: "set", Fields: map[string]string{"text": "scene=" + s.Name + "\nparticles=200000\nunits=8\nbatch=8\nhidden-layers=1"}})
		d.app.Post(Message{Type: "play"})
		for range 3 {
			d.tick()
		}
		if n := len(d.run("samples", nil).([]float64)); n != 400_000 {
			t.Errorf("%s: %d numbers of 200,000 particles", s.Name, n)
		}
	}
}

// TestSmallCloudsStayAtHome: nobody is asked for workers.
func TestSmallCloudsStayAtHome(t *testing.T) {
	p := open("scene=langevin\nparticles=20000")
	p.ask(t, "step", map[string]string{"n": "3"})
	if len(p.said["workers"]) != 0 {
		t.Error("20,000 particles ask for workers")
	}
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
