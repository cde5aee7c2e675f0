package main

import (
	"time"

	"github.com/scorefield/scorefield/sim/lab"
)

// shardPool has the particles of a large cloud moved by all workers of the page.
// They send counts, which the frame builder draws in the place of particles. Until
// workers have come, and where there can be none, the cloud stays at home.
type shardPool struct {
	say    func(kind string, value any)
	wanted bool    // the page knows that workers would be welcome
	n      int     // workers that listen
	spent  float64 // milliseconds of the slowest that has reported, for the present order
	step   float64 // milliseconds that a step has taken lately
	shared time.Time
	outing int // that the workers know of
}

// turn notes how many workers there are now.
func (c *shardPool) turn(n int) { c.n, c.step = n, 0 }

// at is how many workers move the particles at present.
func (c *shardPool) at(e *lab.Experiment) int {
	if e.Particles().Remote() {
		return c.n
	}
	return 0
}

// rest lets the workers forget a cloud that has come home.
func (c *shardPool) rest(e *lab.Experiment) {
	if e.Particles().Session() == 0 && c.outing != 0 {
		c.outing = 0
		c.say("release", map[string]any{})
	}
}

// leave sends the particles away where they are many and there are workers.
func (c *shardPool) leave(e *lab.Experiment, v lab.Window) {
	if !e.Particles().Shardable() {
		return
	}
	if !c.wanted {
		c.wanted = true
		c.say("workers", map[string]any{"all": true})
	}
	if c.n == 0 || v.W == 0 {
		return
	}
	for k, b := range e.Particles().ShardJobs(c.n) {
		c.say("shardJob", map[string]any{"shard": float64(k), "bytes": b})
	}
	c.outing = e.Particles().Session()
}

// order lets the workers do what there is to do. While time goes on the shares
// are counted as often as the page hears of them.
func (c *shardPool) order(e *lab.Experiment, v lab.Window, playing bool) {
	v.Shares = !playing || time.Since(c.shared) >= tellEvery
	if b := e.Particles().Command(v); b != nil {
		if v.Shares {
			c.shared = time.Now()
		}
		c.spent = 0
		c.say("shardCommand", map[string]any{"bytes": b})
	}
}

// atOnce is how many of n steps one order should hold: as many as take a
// frame or two.
func (c *shardPool) atOnce(n int) int {
	const most = 30 // milliseconds
	if c.step == 0 {
		return 1
	}
	return min(n, max(1, int(most/c.step)))
}

// hear takes what a worker sends. When all have reported it returns how long
// the steps of the order took.
func (c *shardPool) hear(e *lab.Experiment, m Message) (ms float64, steps int) {
	c.spent = max(c.spent, m.number("spent", 0))
	steps = int(m.number("steps", 0))
	if !e.Particles().Merge(int(m.number("number", -1)), m.Bytes) || steps == 0 {
		return 0, 0
	}
	smooth(&c.step, c.spent/float64(steps))
	return c.spent, steps
}
