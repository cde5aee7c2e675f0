package host

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/scorefield/scorefield/sim/lab"
)

// workers are those of a page, with the mail between them.
type workers struct {
	rnd   *rand.Rand
	now   float64
	hosts map[int]*Host
	mail  []letter
	late  int  // turns that a letter takes at most
	lost  bool // letters may be lost
}

type letter struct {
	from, to, at int
	b            []byte
}

func newWorkers(seed uint64, n, late int) *workers {
	w := &workers{rnd: rand.New(rand.NewPCG(seed, 1)), hosts: map[int]*Host{}, late: late}
	for i := range n {
		w.come(i)
	}
	return w
}

// come adds a worker, whom all others are told of.
func (w *workers) come(number int) {
	h := &Host{Now: func() float64 { w.now += 0.3; return w.now }}
	h.Send = func(to int, b []byte) {
		if !w.lost || w.rnd.IntN(10) > 0 {
			w.mail = append(w.mail, letter{number, to, w.rnd.IntN(w.late + 1), slices.Clone(b)})
		}
	}
	for other, o := range w.hosts {
		o.Join(number)
		h.Join(other)
	}
	w.hosts[number] = h
}

// goes takes a worker away.
func (w *workers) goes(number int) {
	delete(w.hosts, number)
	for _, o := range w.hosts {
		o.Part(number)
	}
}

// turn delivers letters, in order between any two workers, and lets every worker work once.
func (w *workers) turn(take func(r Report)) {
	type way struct{ from, to int }
	var kept []letter
	waits := map[way]bool{}
	came := len(w.mail)
	for _, l := range w.mail[:came] {
		if l.at > 0 || waits[way{l.from, l.to}] {
			l.at--
			waits[way{l.from, l.to}] = true
			kept = append(kept, l)
			continue
		}
		if h := w.hosts[l.to]; h != nil {
			h.Hear(l.from, l.b)
		}
	}
	w.mail = append(kept, w.mail[came:]...)
	for _, k := range w.rnd.Perm(8) {
		if h := w.hosts[k]; h != nil {
			h.worthwhile()
			if r, ok := h.Work(3); ok && r.Bytes != nil {
				take(r)
			}
		}
	}
	w.now += 0.5
}

// worthwhile makes every training step long enough to be shared.
func (h *Host) worthwhile() {
	for _, e := range h.tasks {
		for k := range e.task.(*trainingTask).costs {
			e.task.(*trainingTask).costs[k] = cost{alone: 100, steps: enough}
		}
	}
}

// TestSharedTrainingIsTheSame: with any number of workers, whose letters come late or never, and
// who come and go, a figure's training goes the way that it goes alone, and the others have
// had a part in it.
func TestSharedTrainingIsTheSame(t *testing.T) {
	most := 4
	if testing.Short() {
		most = 3
	}
	for _, c := range []struct {
		text string
		goal int
		want []int // how many of one, two, three, four workers share a step
	}{
		{"scene=matching&units=16&batch=300", 100, []int{1, 2, 3, 3}}, // five leaves: one of four workers has two as well
		{"scene=matching&units=8&batch=128&race=on&hidden-layers=1", 50, []int{1, 2, 2, 4}},
		{"scene=matching&units=8&batch=100&dataset=100&objective=ladder&averaging=0.9", 100, []int{1, 2, 2, 4}},
	} {
		text, goal := c.text, c.goal
		alone := open(t, text)
		alone.Train(goal)
		for n := 1; n <= most; n++ {
			for _, late := range []int{0, 3} {
				w := newWorkers(uint64(n), n, late)
				here, shared := open(t, text), 1
				if !w.hosts[0].StartTraining(4, 9, here.Training().Job()) {
					t.Fatal("not understood")
				}
				w.hosts[0].Train(4, goal, here.Training().KeyframeStride(), 0)
				for turns := 0; here.Clock().Training < goal; turns++ {
					if turns > 20000 {
						t.Fatalf("%s, %d workers, late %d: still at %d", text, n, late, here.Clock().Training)
					}
					w.lost = n%2 == 0 && turns > 20 // when they know one another
					if n > 2 && turns%40 == 20 {    // one of them goes, another comes
						gone := 1 + w.rnd.IntN(n-1)
						w.goes(gone)
						w.come(gone)
					}
					w.turn(func(r Report) {
						if r.Figure != 4 || r.Number != 9 || !here.Training().Apply(r.Bytes, goal) {
							t.Fatalf("%s, %d workers, late %d: a report is not applied", text, n, late)
						}
						shared = max(shared, r.Workers)
					})
				}
				for k := range here.Training().Networks() {
					a, b := here.Training().Trace(k), alone.Training().Trace(k)
					if !slices.Equal(a.Fisher, b.Fisher) || !slices.Equal(a.Step, b.Step) {
						t.Errorf("%s, %d workers, late %d: network %d goes another way", text, n, late, k)
					}
				}
				if (shared > 1) != (n > 1) {
					t.Errorf("%s, %d workers, late %d: %d shared a step", text, n, late, shared)
				}
				if want := c.want[n-1]; late == 0 && shared < want {
					t.Errorf("%s, %d workers: only %d shared a step", text, n, shared)
				}
			}
		}
	}
}

// TestWhoHasWorkDoesNotHelp: two figures with a worker each do not hold one another up; when one
// of them has done its own, it helps.
func TestWhoHasWorkDoesNotHelp(t *testing.T) {
	const goal = 6000
	w := newWorkers(1, 2, 0)
	const text = "scene=matching&units=8&hidden-layers=1&batch=64"
	var here [2]*lab.Experiment
	for i := range here {
		here[i] = open(t, text)
		w.hosts[i].StartTraining(i, 1, here[i].Training().Job())
	}
	w.hosts[0].Train(0, goal, 16, 0)
	w.hosts[1].Train(1, 200, 16, 0)
	var shared [2]int
	both, after := 0, 0
	for range 20000 {
		if here[0].Clock().Training == goal && here[1].Clock().Training == 200 {
			break
		}
		w.turn(func(r Report) {
			here[r.Figure].Training().Apply(r.Bytes, goal)
			shared[r.Figure] = r.Workers
			switch ended := here[1].Clock().Training == 200; {
			case r.Workers > 1 && !ended:
				both++
			case r.Workers > 1 && ended:
				after++
			}
		})
	}
	if here[0].Clock().Training != goal || here[1].Clock().Training != 200 {
		t.Fatalf("at %d and %d", here[0].Clock().Training, here[1].Clock().Training)
	}
	if both > 0 || after == 0 {
		t.Errorf("%d reports of shared steps while both had work, %d afterwards", both, after)
	}
}

// TestAnEndedTrainingIsForgotten by those who helped.
func TestAnEndedTrainingIsForgotten(t *testing.T) {
	w := newWorkers(1, 3, 0)
	e := open(t, "scene=matching&units=16&batch=300")
	w.hosts[0].StartTraining(1, 1, e.Training().Job())
	w.hosts[0].Train(1, 50, 16, 0)
	helpers := func() (n int) {
		for _, h := range w.hosts {
			for _, p := range h.peers {
				n += len(p.helpers)
			}
		}
		return n
	}
	for range 30 {
		w.turn(func(Report) {})
	}
	if helpers() != 2 {
		t.Fatalf("%d helpers", helpers())
	}
	w.hosts[0].Remove(1)
	for range 3 {
		w.turn(func(Report) {})
	}
	if helpers() != 0 {
		t.Errorf("%d helpers after the end", helpers())
	}
}

// TestCosts: sharing is chosen where the arithmetic outweighs the messages, with as many as
// that pays for; where the machine turns out slower it is given up, and tried again.
func TestCosts(t *testing.T) {
	leaves := func(all int) func(int) (int, int) {
		return func(workers int) (int, int) { return all, (all + workers - 1) / workers }
	}
	const bytes = 4 * 17282
	for _, c := range []struct {
		alone        float64
		all, helpers int
		want         int
	}{
		{0.05, 4, 7, 0}, {0.6, 4, 1, 0}, {0.9, 4, 1, 1}, {0.9, 4, 7, 3}, {2.6, 8, 7, 7}, {2.6, 8, 1, 1}, {2.6, 8, 0, 0}, {2.6, 1, 7, 0},
	} {
		k := cost{alone: c.alone, steps: enough}
		if got := k.best(c.helpers, bytes, leaves(c.all)); got != c.want {
			t.Errorf("%+v: %d helpers", c, got)
		}
	}
	k := cost{}
	for i := range enough {
		if k.measured() {
			t.Fatalf("measured after %d steps", i)
		}
		k.was(1, 8, 8, bytes, 0)
	}
	if !k.measured() || k.best(1, bytes, leaves(8)) != 1 {
		t.Fatal("a step of a millisecond is not shared")
	}
	for range 100 {
		k.was(1.2, 8, 4, bytes, 1) // slower than alone
	}
	if k.best(1, bytes, leaves(8)) != 0 {
		t.Error("sharing goes on though it does not pay")
	}
	rested := 0
	for k.give(); !k.measured(); rested++ {
		k.was(1, 8, 8, bytes, 0)
	}
	if rested != leastRest || k.best(1, bytes, leaves(8)) != 1 {
		t.Errorf("tried again after %d steps", rested)
	}
	for k.give(); !k.measured(); rested++ {
	}
	if rested != 3*leastRest {
		t.Errorf("the second time after %d steps in all", rested)
	}
}
