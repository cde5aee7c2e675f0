package main

import (
	"time"

	"github.com/scorefield/scorefield/sim/lab/scene"
)

// rate is how fast things went lately, for display only.
type rate struct{ fps, stepNs, trainMs float64 }

// smooth moves *v a tenth of the way to x.
func smooth(v *float64, x float64) {
	if *v == 0 {
		*v = x
	}
	*v += (x - *v) / 10
}

// frame counts one frame that came after seconds.
func (r *rate) frame(seconds float64) {
	if seconds > 0 {
		smooth(&r.fps, 1/seconds)
	}
}

// goal is a clock that a request waits for.
type goal struct {
	sampling, training int
	request            Message
	active             bool
}

// goalAfter is n ticks of the scene's clock from now; from where the experiment
// was, if it is still on its way there.
func (d *Desk) goalAfter(n int) goal {
	c, ahead := d.Exp.Clock(), d.Exp.Ahead()
	c.Sampling, c.Training = max(c.Sampling, ahead.Sampling), max(c.Training, ahead.Training)
	g := goal{sampling: c.Sampling, training: c.Training}
	n = max(n, 0)
	switch d.Exp.Scene().Clock {
	case scene.Training:
		g.training += n
	default:
		g.sampling += n
	}
	return g
}

// pursue makes g the goal of request m. A goal still waited for is answered as
// far as it came.
func (d *Desk) pursue(m Message, g goal) {
	if d.goal.active {
		d.finish(d.goal.request)
	}
	g.request, g.active = m, true
	d.goal = g
}

// seek goes to a step of the sampling or the training clock, back or forth.
func (d *Desk) seek(m Message) {
	c := d.Exp.Clock()
	step := max(int(m.number("step", 0)), 0)
	if m.Fields["clock"] == "training" {
		c.Training = step
	} else {
		c.Sampling = step
	}
	d.Exp.Rewind(c)
	d.pursue(m, goal{sampling: c.Sampling, training: c.Training})
}

// restore makes the experiment that a state describes and goes on to its clock;
// the answer comes when it is there. What is wrong in the state is answered at
// once, what is right is taken.
func (d *Desk) restore(m Message) {
	errs := d.Exp.Restore(m.Fields["text"])
	ahead := d.Exp.Ahead()
	d.values(true)
	if len(errs) > 0 {
		d.reply(m, nil, errs)
		m = Message{}
	}
	d.pursue(m, goal{sampling: ahead.Sampling, training: ahead.Training})
}

// budget is the time of a frame that steps may take.
const budget = 10 * time.Millisecond

// Advance goes on by one frame: towards the goal of a request if there is one,
// else as many steps as the speed asks for, both within the budget.
func (d *Desk) Advance() {
	d.crew.rest(d.Exp)
	if d.busy() {
		d.crew.leave(d.Exp, d.window)
	}
	switch {
	case d.goal.active:
		d.chase()
	case d.Playing:
		d.play()
	}
	d.crew.order(d.Exp, d.window, d.Playing)
}

// chase works towards the goal and answers the request when it is reached.
func (d *Desk) chase() {
	d.Changed = true
	d.work(d.goal)
	c := d.Exp.Clock()
	if c.Sampling >= d.goal.sampling && c.Training >= d.goal.training && d.Exp.Settled() {
		request := d.goal.request
		d.goal = goal{}
		d.finish(request)
	}
}

// finish answers a request whose steps have been done.
func (d *Desk) finish(m Message) {
	if m.Type == "" {
		return
	}
	value, errs := d.answer(m)
	d.reply(m, value, errs)
}

// fetch answers a request that needs all positions, when they are here.
func (d *Desk) fetch(m Message) {
	d.Exp.Fetch()
	if d.Exp.Settled() {
		d.finish(m)
		return
	}
	c := d.Exp.Clock()
	d.pursue(m, goal{sampling: c.Sampling, training: c.Training})
}

// staff notes how many workers there are. Particles whose workers have gone
// start from where they left home.
func (d *Desk) staff(n int) {
	d.tutor.turn(n > 0)
	d.crew.turn(n)
	if !d.Exp.Away() {
		return
	}
	d.Exp.Return()
	if !d.goal.active {
		d.pursue(Message{}, d.goalAfter(0))
	}
}

// moved takes what a worker sends of a cloud.
func (d *Desk) moved(m Message) {
	if ms, steps := d.crew.hear(d.Exp, m); steps > 0 {
		smooth(&d.Rate.stepNs, 1e6*ms/float64(steps*max(d.Exp.Moving(), 1)))
	}
}

// play owes the clock speed steps a frame and pays whole ones.
func (d *Desk) play() {
	c := d.Exp.Config()
	d.debt = min(d.debt+c.Speed, 2*c.Speed+1)
	n := int(d.debt)
	d.debt -= float64(n)
	g := d.goalAfter(n)
	if d.tutor.here && g.training > d.Exp.Clock().Training {
		g.training = d.tutor.ahead(d.Exp, n)
	}
	if c.TargetSteps > 0 {
		g.sampling, g.training = min(g.sampling, max(c.TargetSteps, d.Exp.Clock().Sampling)), min(g.training, max(c.TargetSteps, d.Exp.Clock().Training))
	}
	if n > 0 && g.sampling == d.Exp.Clock().Sampling && g.training == d.Exp.Clock().Training || d.Exp.Over() {
		d.stop()
		return
	}
	d.Changed = d.Changed || n > 0
	d.work(g)
}

// stop ends playing at the end of a run, so that nothing is left to animate.
func (d *Desk) stop() {
	d.Playing = false
	d.say("frame", d.stats(d.Exp.Stats()))
}

// work advances the experiment towards g in small pieces until the budget is
// spent, and measures both kinds of steps.
func (d *Desk) work(g goal) {
	begin := time.Now()
	for time.Since(begin) < budget {
		c := d.Exp.Clock()
		switch {
		case c.Training < g.training && d.tutor.here:
			d.tutor.teach(d.Exp, g.training)
			return // what follows needs the weights
		case c.Training < g.training:
			d.tutor.want()
			d.Rate.trained(func() { d.Exp.Train(1) })
		case c.Sampling < g.sampling && d.Exp.Away():
			if d.Exp.Idle() {
				d.Exp.Sample(d.crew.atOnce(g.sampling - c.Sampling))
			}
			return // the workers do it
		case c.Sampling < g.sampling:
			d.Rate.sampled(d.Exp.Moving(), func() { d.Exp.Sample(1) })
		default:
			return
		}
	}
}

// taught takes what a worker reports, as far as steps are still wanted.
func (d *Desk) taught(m Message) {
	most := -1
	switch {
	case d.goal.active:
		most = d.goal.training
	case d.Playing:
		most = d.tutor.goal
	}
	if d.tutor.take(d.Exp, m, most) {
		smooth(&d.Rate.trainMs, m.number("spent", 0)/max(m.number("steps", 1), 1))
	}
}

// stopwatch counts milliseconds from now on.
func stopwatch() func() float64 {
	begin := time.Now()
	return func() float64 { return time.Since(begin).Seconds() * 1e3 }
}

func (r *rate) trained(step func()) {
	begin := time.Now()
	step()
	smooth(&r.trainMs, time.Since(begin).Seconds()*1e3)
}

func (r *rate) sampled(particles int, step func()) {
	begin := time.Now()
	step()
	smooth(&r.stepNs, float64(time.Since(begin).Nanoseconds())/float64(max(particles, 1)))
}
