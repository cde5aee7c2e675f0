package main

import "github.com/scorefield/scorefield/sim/lab"

// hand is a figure's shard and whether it has an order to carry out.
type hand struct {
	number int
	shard  *lab.Shard
	busy   bool
	steps  int     // since the order came
	spent  float64 // milliseconds that they took
}

func newHand(number int, b []byte) (*hand, bool) {
	shard, ok := lab.NewShard(b)
	return &hand{number: number, shard: shard}, ok
}

// obey takes an order; its steps are done in turns.
func (h *hand) obey(b []byte) bool {
	h.busy, h.steps, h.spent = h.shard.Obey(b), 0, 0
	return h.busy
}

func (h *hand) waits() bool { return h.busy }

// work reports when all of the order is done.
func (h *hand) work(now func() float64, budget float64) Report {
	begin, first, done := now(), h.shard.Clock(), false
	for spent := 0.0; !done && spent < budget; spent = now() - begin {
		done = h.shard.Step()
	}
	h.steps += h.shard.Clock() - first
	r := Report{Kind: "part", Number: h.number, Steps: h.steps}
	if done {
		h.busy, r.Bytes = false, h.shard.Report()
	}
	h.spent += now() - begin
	r.Spent = h.spent
	return r
}
