package main

import (
	"cmp"
	"time"

	"github.com/scorefield/scorefield/sim/lab"
	"github.com/scorefield/scorefield/sim/lab/scene"
)

// shardPool has the particles of a large cloud moved by all workers of the page.
// They send counts, which the frame builder draws in the place of particles. Until
// workers have come, and where there can be none, the experiment moves the cloud itself.
type shardPool struct {
	say     func(kind string, value any)
	least   int     // particles that a cloud must have; 0: leastShared
	wanted  bool    // the page knows that workers would be welcome
	n       int     // workers that listen
	spent   float64 // milliseconds of the slowest that has reported since the last whole report
	step    float64 // milliseconds that a step has taken lately
	shared  time.Time
	session int // of remote particles that the workers know of
}

// leastShared is how many particles a cloud must have for workers to be worth it.
const leastShared = 200_000

// large reports whether a cloud of so many particles is one for workers.
func (c *shardPool) large(particles int) bool { return particles >= cmp.Or(c.least, leastShared) }

// setWorkers is told how many workers there are now.
func (c *shardPool) setWorkers(n int) { c.n, c.step = n, 0 }

// at is how many workers move the particles at present.
func (c *shardPool) at(e *lab.Experiment) int {
	if e.Particles().Remote() {
		return c.n
	}
	return 0
}

// release lets the workers forget a cloud that the experiment moves itself again.
func (c *shardPool) release(e *lab.Experiment) {
	if e.Particles().Session() == 0 && c.session != 0 {
		c.session = 0
		c.say("release", map[string]any{})
	}
}

// distribute sends the particles to the workers where they are many, there are workers, and the scene
// shows them: of what nobody sees no counts are asked. (v may be of the picture of another scene.)
func (c *shardPool) distribute(e *lab.Experiment, v lab.Window) {
	if !c.large(e.Config().Particles) || !e.Particles().Shardable() || !e.Scene().Shows(scene.ParticlesA) {
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
	c.session = e.Particles().Session()
}

// command has the workers do what there is to do. While time goes on the shares
// are counted as often as the page hears of them.
func (c *shardPool) command(e *lab.Experiment, v lab.Window, playing bool) {
	v.Shares = !playing || since(c.shared) >= reportEvery
	if b := e.Particles().Command(v); b != nil {
		if v.Shares {
			c.shared = now()
		}
		c.say("shardCommand", map[string]any{"bytes": b})
	}
}

// atOnce is how many of n steps one command should hold, where there are so many frames
// a second: as many as take a frame or two, so that workers have something to do until the next.
func (c *shardPool) atOnce(n int, fps float64) int {
	const least, most = 30, 100 // milliseconds
	if c.step == 0 {
		return 1
	}
	return min(n, max(1, int(min(max(1000/max(fps, 1), least), most)/c.step)))
}

// merge takes what a worker sends. When all have reported it returns how long
// the steps of the command took.
func (c *shardPool) merge(e *lab.Experiment, m Message) (ms float64, steps int) {
	c.spent = max(c.spent, m.number("spent", 0))
	if !e.Particles().Merge(int(m.number("number", -1)), m.Bytes) {
		return 0, 0
	}
	ms, c.spent = c.spent, 0
	if steps = int(m.number("steps", 0)); steps > 0 {
		smooth(&c.step, ms/float64(steps))
	}
	return ms, steps
}
