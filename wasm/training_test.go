package main

import (
	"slices"
	"testing"

	"github.com/scorefield/scorefield/sim/lab"
	"github.com/scorefield/scorefield/sim/lab/param"
	"github.com/scorefield/scorefield/sim/lab/scene"
)

// workerPage is a page with a worker. Its reports come late ticks after the steps
// were asked for.
type workerPage struct {
	*page
	t       *testing.T
	job     *lab.TrainingJob
	version float64
	goal    int
	stride  int
	every   int
	late    int
	mail    []Message
}

func newWorkerPage(t *testing.T, text string, late int) *workerPage {
	s := &workerPage{page: open(text), t: t, late: late}
	s.ask("workers", map[string]string{"n": "1"})
	return s
}

// ask posts a message without waiting for its reply.
func (s *workerPage) ask(kind string, fields map[string]string) {
	s.app.Post(Message{Type: kind, Fields: fields})
}

// tick is a frame of the figure, and as much of the worker's time.
func (s *workerPage) tick() {
	s.ticks(1)
	for _, v := range s.said["trainingJob"] {
		m := v.(map[string]any)
		job, ok := lab.OpenTrainingJob(m["bytes"].([]byte))
		if !ok {
			s.t.Fatal("not understood")
		}
		s.job, s.version, s.goal = job, m["version"].(float64), 0
	}
	for _, v := range s.said["train"] {
		m := v.(map[string]any)
		s.goal, s.stride, s.every = int(m["step"].(float64)), int(m["stride"].(float64)), int(m["every"].(float64))
	}
	s.said["trainingJob"], s.said["train"] = nil, nil
	var out Message
	if s.job != nil && s.job.Step() < s.goal {
		to := min(s.job.Step()+13, s.goal)
		if s.every > 0 {
			to = min(to, (s.job.Step()/s.every+1)*s.every)
		}
		s.job.Train(to, s.stride)
		out = Message{Type: "trainingReport", Fields: map[string]string{"number": decimal(s.version), "steps": "13", "spent": "26"}, Bytes: slices.Clone(s.job.Report())}
	}
	s.mail = append(s.mail, out)
	if len(s.mail) > s.late {
		if s.mail[0].Type != "" {
			s.app.Post(s.mail[0])
		}
		s.mail = s.mail[1:]
	}
}

// run posts a request and ticks until it is answered.
func (s *workerPage) run(kind string, fields map[string]string) {
	s.t.Helper()
	before := len(s.said["reply"])
	s.app.Post(Message{Type: kind, ID: 1, Fields: fields})
	for i := 0; len(s.said["reply"]) == before; i++ {
		if i > 2000 {
			s.t.Fatalf("late %d: %s was never answered", s.late, kind)
		}
		s.tick()
	}
}

// TestAWorkerTrainsACoupledScene: with a worker, however late, and however far ahead of the
// particles, these go the way that they go without.
func TestAWorkerTrainsACoupledScene(t *testing.T) {
	const text = "scene=learn-and-sample\nunits=8\nbatch=16\nparticles=20\ndataset=50\ntarget-steps=0\ntrain-first=5"
	for _, late := range []int{0, 1, 5} {
		s, alone := newWorkerPage(t, text, late), open(text)
		ctl, exp := s.app.Controller, alone.app.Controller.Exp
		same := func(what string) {
			t.Helper()
			at := ctl.Exp.Clock()
			exp.Advance(exp.Rewind(at))
			if exp.Clock() != at || !slices.Equal(ctl.Exp.Particles().Positions(0).Data, exp.Particles().Positions(0).Data) {
				t.Fatalf("late %d, %s: particles at %+v are others than at %+v without a worker", late, what, at, exp.Clock())
			}
		}
		s.run("step", map[string]string{"n": "5"})
		same("step")
		s.ask("play", nil)
		for i := 0; ctl.Exp.Clock().Sampling < 150; i++ {
			if s.tick(); i > 2000 {
				t.Fatalf("late %d: it plays, and is at %+v", late, ctl.Exp.Clock())
			}
		}
		s.run("pause", nil)
		same("play")
		at := ctl.Exp.Clock()
		for range 20 {
			s.tick()
		}
		if ctl.Exp.Clock() != at {
			t.Errorf("late %d: paused at %+v, now at %+v", late, at, ctl.Exp.Clock())
		}
		s.run("train", map[string]string{"n": "40"})
		if got := ctl.Exp.Clock().Training; got != at.Training+40 {
			t.Errorf("late %d: 40 steps from %d to %d", late, at.Training, got)
		}
		same("train")
		s.run("seek", map[string]string{"step": "60"})
		same("seek back")
		s.run("seek", map[string]string{"step": "170"})
		same("seek forth")
		s.run("restore", map[string]string{"text": ctl.Exp.State()})
		same("restore")
		s.run("set", map[string]string{"text": "mixture=0.5,-3,-4,1,0,1;0.5,5,5,1,0.5,2"})
		exp.Apply("mixture=0.5,-3,-4,1,0,1;0.5,5,5,1,0.5,2")
		s.run("step", map[string]string{"n": "40"})
		same("a component was moved")
	}
}

func (s *workerPage) step() int { return s.app.Controller.Exp.Clock().Training }

// TestStepsAreAnsweredWithAWorker: in every scene that learns, whatever clock is
// asked for and however late the worker is, and with its score learned where
// particles can follow that, an answer comes and the steps are done.
func TestStepsAreAnsweredWithAWorker(t *testing.T) {
	const small = "\nunits=8\nbatch=8\nhidden-layers=1\nparticles=40"
	for _, sc := range scene.All {
		for _, late := range []int{0, 3} {
			s := newWorkerPage(t, "scene="+sc.Name+small, late)
			if c := s.app.Controller.Exp.Config(); !c.Learns() {
				break
			}
			for _, r := range []struct{ kind, by string }{{"step", "3"}, {"train", "20"}, {"step", "40"}} {
				before, c := len(s.said["reply"]), s.app.Controller.Exp.Clock()
				s.app.Post(Message{Type: r.kind, ID: 1, Fields: map[string]string{"n": r.by}})
				for i := 0; len(s.said["reply"]) == before; i++ {
					if i > 2000 {
						t.Fatalf("%s, late %d: %s %s from %+v was never answered, now at %+v", sc.Name, late, r.kind, r.by, c, s.app.Controller.Exp.Clock())
					}
					s.tick()
				}
				if s.app.Controller.Exp.Clock() == c {
					t.Errorf("%s, late %d: %s %s from %+v did nothing", sc.Name, late, r.kind, r.by, c)
				}
			}
		}
	}
}

// TestAWorkerTrainsTheSame: with a worker, however late, a figure goes the way
// that it goes without, through pauses, single steps, changes and scrubbing;
// every step that was asked for is there, and none that was not.
func TestAWorkerTrainsTheSame(t *testing.T) {
	const text = "scene=matching\nunits=16\nspeed=7"
	for _, late := range []int{0, 1, 5} {
		s := newWorkerPage(t, text, late)
		s.ask("play", nil)
		for range 12 {
			s.tick()
		}
		s.ask("pause", nil)
		s.tick()
		at := s.step()
		for range 8 {
			s.tick()
		}
		if at == 0 || s.step() != at {
			t.Fatalf("late %d: paused at %d, now at %d", late, at, s.step())
		}
		run := func(kind string, fields map[string]string, want int) {
			t.Helper()
			if s.run(kind, fields); s.step() != want {
				t.Errorf("late %d: after %s the step is %d, want %d", late, kind, s.step(), want)
			}
		}
		run("step", map[string]string{"n": "1"}, at+1)
		run("train", map[string]string{"n": "40"}, at+41)
		run("set", map[string]string{"text": "mixture=0.5,-3,-4,1,0,1;0.5,5,5,1,0.5,2"}, at+41)
		run("train", map[string]string{"n": "10"}, at+51)
		run("seek", map[string]string{"step": decimal(float64(at + 45)), "clock": "training"}, at+45)
		run("set", map[string]string{"text": "rate=0.01"}, 0)
		run("step", map[string]string{"n": "30"}, 30)

		alone := open(text)
		alone.app.Controller.Exp.Apply("mixture=0.5,-3,-4,1,0,1;0.5,5,5,1,0.5,2\nrate=0.01")
		alone.app.Controller.Exp.Train(30)
		if a, b := *alone.app.Controller.Exp.Training().Trace(0), *s.app.Controller.Exp.Training().Trace(0); !slices.Equal(a.Fisher, b.Fisher) {
			t.Errorf("late %d: traces %v and %v", late, a.Fisher, b.Fisher)
		}
		if late == 0 && s.app.Controller.Rate.trainMs != 2 {
			t.Errorf("%g ms a step, the worker said 2", s.app.Controller.Rate.trainMs)
		}
	}
}

// TestAWorkerIsKeptBusy: while a figure plays, one that reports at once does
// all the steps that the speed asks for, and one that is late is not left idle.
func TestAWorkerIsKeptBusy(t *testing.T) {
	for _, late := range []int{0, 2} {
		s := newWorkerPage(t, "scene=matching\nunits=16\nspeed=5", late)
		s.ask("play", nil)
		const frames = 20
		for range frames {
			s.tick()
		}
		if want := 5 * (frames - 3*(late+1)); s.step() < want || s.step() > 5*frames {
			t.Errorf("late %d: %d steps in %d frames at speed 5", late, s.step(), frames)
		}
	}
}

// TestTrainingGoesOnWithoutItsWorker in slices, from where it was.
func TestTrainingGoesOnWithoutItsWorker(t *testing.T) {
	s := newWorkerPage(t, "scene=matching\nunits=16\nspeed=3", 0)
	s.ask("play", nil)
	for range 5 {
		s.tick()
	}
	at := s.step()
	s.ask("workers", map[string]string{"n": "0"})
	s.ticks(5)
	if s.step() < at+3 {
		t.Errorf("from %d to %d without a worker", at, s.step())
	}
}

// TestNobodyAsksForAWorkerInVain: the page hears of it when there is something
// to train, once.
func TestNobodyAsksForAWorkerInVain(t *testing.T) {
	p := open("scene=langevin\nparticles=50")
	p.ask(t, "step", map[string]string{"n": "5"})
	if n := len(p.said["workers"]); n != 0 {
		t.Errorf("a sampler asked %d times for a worker", n)
	}
	p = open("scene=matching\nunits=16")
	p.ask(t, "step", map[string]string{"n": "5"})
	if n := len(p.said["workers"]); n != 1 {
		t.Errorf("training asked %d times for a worker", n)
	}
}

// TestHeavyTrainingIsAWorkers: a training step that is too long for a frame waits for a
// worker and holds nothing up meanwhile, neither as a request nor when the figure plays;
// where there is none, it is refused with a sentence, and smaller steps are done.
func TestHeavyTrainingIsAWorkers(t *testing.T) {
	const text = "scene=matching\nunits=16\nbatch=8192\nprojections=64\nhidden-layers=1" // 16·6 weights at 524,288 points
	heavy := func() *page {
		p := open(text)
		if c := p.app.Controller.Exp.Config(); c.StepWork() <= param.HeavyStep {
			t.Fatalf("%d is not heavy", c.StepWork())
		}
		return p
	}
	step := func(p *page) int { return p.app.Controller.Exp.Clock().Training }

	p := heavy()
	p.app.Post(Message{Type: "train", ID: 1, Fields: map[string]string{"n": "1"}})
	p.ticks(20)
	if step(p) != 0 || len(p.said["reply"]) > 0 || len(p.said["workers"]) != 1 {
		t.Fatalf("before the page has said whether there is a worker: step %d, said %v", step(p), p.said["reply"])
	}
	p.app.Post(Message{Type: "pause", ID: 2})
	p.ticks(1)
	if len(p.said["reply"]) != 2 {
		t.Errorf("pause does not end it: %v", p.said["reply"])
	}

	without := map[string]string{"n": "0"}
	p = heavy()
	p.app.Post(Message{Type: "workers", Fields: without})
	r := p.ask(t, "train", map[string]string{"n": "1"})
	if e, _ := r["error"].(map[string]any); e == nil || e["type"] != "setting" || len(e["message"].(string)) < 50 || step(p) != 0 {
		t.Errorf("without workers: %v, step %d", r, step(p))
	}
	p.ask(t, "play", nil)
	p.ticks(20)
	if len(p.said["error"]) != 1 || p.app.Controller.Playing || step(p) != 0 {
		t.Errorf("played without workers: said %v, plays %v, step %d", p.said["error"], p.app.Controller.Playing, step(p))
	}
	p.ask(t, "set", map[string]string{"text": "projections=1"})
	if r := p.ask(t, "train", map[string]string{"n": "2"}); r["error"] != nil || step(p) != 2 {
		t.Errorf("small steps without workers: %v, step %d", r, step(p))
	}

	s := newWorkerPage(t, text, 0)
	s.app.Post(Message{Type: "train", ID: 1, Fields: map[string]string{"n": "1"}})
	for range 5 {
		s.tick()
	}
	if s.step() != 1 || len(s.said["reply"]) != 1 {
		t.Errorf("with a worker: step %d, said %v", s.step(), s.said["reply"])
	}
}

// TestAWorkerTrainsWhatParticlesWaitFor: where particles are driven by what is being learned, a
// request for steps of theirs asks for no training itself, and what a worker trains for it is taken;
// they are those of an experiment that trains itself.
func TestAWorkerTrainsWhatParticlesWaitFor(t *testing.T) {
	const text = "scene=learn-and-sample\nparticles=100\nunits=8\nbatch=8"
	for _, late := range []int{0, 3} {
		s := newWorkerPage(t, text, late)
		s.app.Post(Message{Type: "step", ID: 1, Fields: map[string]string{"n": "20"}})
		for range 300 {
			if s.tick(); len(s.said["reply"]) > 0 {
				break
			}
		}
		e := s.app.Controller.Exp
		if at := e.Clock(); len(s.said["reply"]) != 1 || at.Sampling != 20 {
			t.Fatalf("late %d: at %v, said %v", late, at, s.said["reply"])
		}
		alone, _ := lab.Open(text)
		alone.Advance(e.Clock())
		if !slices.Equal(alone.Particles().Positions(0).Data, e.Particles().Positions(0).Data) {
			t.Errorf("late %d: other particles than without a worker", late)
		}
	}
}
