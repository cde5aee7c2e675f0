package main

import (
	"slices"
	"testing"

	"github.com/scorefield/scorefield/sim/lab"
)

// clock goes on by a millisecond at every look.
func clock() func() float64 {
	now := 0.0
	return func() float64 { now++; return now }
}

func open(t *testing.T, text string) *lab.Experiment {
	t.Helper()
	e, errs := lab.Open(text)
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	return e
}

// TestFiguresTakeTurns, and each gets the training that it would do itself.
func TestFiguresTakeTurns(t *testing.T) {
	texts := []string{"scene=matching&units=16", "scene=matching&units=20&seed=5"}
	room := &Room{Now: clock()}
	var here []*lab.Experiment
	for id, text := range texts {
		e := open(t, text)
		here = append(here, e)
		if !room.Enrol(id, 7+id, e.Enrol()) {
			t.Fatal("not understood")
		}
		room.Teach(id, 60, e.KeyframeStride())
	}
	turns := []int{}
	for {
		r, ok := room.Turn(10)
		if !ok {
			break
		}
		if r.Kind != "report" || r.Number != 7+r.ID || r.Steps == 0 || r.Spent < 10 {
			t.Errorf("%+v", r)
		}
		if !here[r.ID].Take(r.Bytes, 60) {
			t.Fatal("a report was not taken")
		}
		turns = append(turns, r.ID)
	}
	if len(turns) < 6 || turns[0] == turns[1] || turns[1] == turns[2] {
		t.Errorf("turns %v", turns)
	}
	for id, text := range texts {
		alone := open(t, text)
		alone.Train(60)
		if a, b := *alone.Trace(0), *here[id].Trace(0); here[id].Clock().Training != 60 || !slices.Equal(a.Fisher, b.Fisher) {
			t.Errorf("figure %d: traces %v and %v", id, a.Fisher, b.Fisher)
		}
	}
}

// TestWhoLeavesIsForgotten, and who enrols again begins again.
func TestWhoLeavesIsForgotten(t *testing.T) {
	room, e := &Room{Now: clock()}, open(t, "scene=matching&units=16")
	if room.Enrol(1, 1, []byte("nonsense")) {
		t.Error("nonsense was enrolled")
	}
	room.Enrol(1, 1, e.Enrol())
	room.Teach(1, 5, 16)
	room.Turn(100)
	room.Enrol(1, 2, e.Enrol())
	if _, ok := room.Turn(100); ok {
		t.Error("a new course went to the old one's goal")
	}
	room.Teach(1, 5, 16)
	room.Leave(1)
	if _, ok := room.Turn(100); ok || len(room.jobs) != 0 {
		t.Error("a figure that has left is still taught")
	}
}

// TestHandsMoveACloud: two workers move the halves of a cloud as it would move
// itself, also in turns that are shorter than their orders.
func TestHandsMoveACloud(t *testing.T) {
	const text = "particles=2000"
	e, alone := open(t, text), open(t, text)
	view := lab.Window{W: 20, H: 20, X0: -8, Y0: -8, X1: 8, Y1: 8, Shares: true}
	var rooms [2]Room
	for k, b := range e.Depart(2) {
		rooms[k].Now = clock()
		if !rooms[k].Depart(3, k, b) {
			t.Fatal("not understood")
		}
	}
	if rooms[0].Depart(4, 0, []byte("nonsense")) || rooms[0].Order(3, []byte("nonsense")) {
		t.Error("nonsense was understood")
	}
	e.Sample(30)
	e.Fetch()
	b := e.Order(view)
	turns := 0
	for k := range rooms {
		if !rooms[k].Order(3, b) {
			t.Fatal("an order is not understood")
		}
		for {
			r, ok := rooms[k].Turn(7)
			if !ok {
				break
			}
			turns++
			if r.Kind != "part" || r.ID != 3 || r.Number != k {
				t.Errorf("%+v", r)
			}
			if r.Bytes != nil && (e.Hear(k, r.Bytes) != (k == 1) || r.Steps != 30 || r.Spent < 30) {
				t.Errorf("room %d: %d steps in %g ms", k, r.Steps, r.Spent)
			}
		}
	}
	rooms[0].Enrol(5, 1, open(t, "scene=matching&units=16").Enrol())
	rooms[0].Rest(3)
	rooms[0].Rest(5)
	if len(rooms[0].jobs) != 1 || rooms[0].jobs[0].id != 5 {
		t.Errorf("after a rest there are %d jobs", len(rooms[0].jobs))
	}
	alone.Sample(30)
	if turns < 8 || !e.Settled() || !slices.Equal(alone.Particles(0).Data, e.Particles(0).Data) {
		t.Errorf("after %d turns the particles are not where they should be", turns)
	}
}
