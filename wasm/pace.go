package main

import (
	"math"
	"strconv"
	"time"

	"github.com/scorefield/scorefield/sim/lab"
	"github.com/scorefield/scorefield/sim/lab/param"
	"github.com/scorefield/scorefield/sim/lab/scene"
)

// rate is how fast things went lately, for display only.
type rate struct{ fps, stepNs, trainMs, steps float64 }

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

// goal is a clock that a request waits for. Where something makes the experiment begin again before it
// is reached, the request is answered as far as that has come: it was about another run.
type goal struct {
	sampling, training int
	beginning          int // see lab.Experiment.Beginning
	request            Message
	active             bool
	from               lab.Clock // when it was set
	began              time.Time
}

// goalAfter is n ticks of the scene's clock from now; from where the experiment
// was, if it is still on its way there.
func (ctl *Controller) goalAfter(n int) goal {
	c, ahead := ctl.Exp.Clock(), ctl.Exp.Ahead()
	c.Sampling, c.Training = max(c.Sampling, ahead.Sampling), max(c.Training, ahead.Training)
	g := goal{sampling: c.Sampling, training: c.Training}
	n = max(n, 0)
	switch ctl.Exp.Scene().Clock {
	case scene.Training:
		g.training += n
	default:
		g.sampling += n
	}
	return g
}

// pursue makes g the goal of request m. A goal still waited for is answered as
// far as it came.
func (ctl *Controller) pursue(m Message, g goal) {
	if ctl.goal.active {
		ctl.finish(ctl.goal.request)
	}
	g.request, g.active, g.beginning, g.from, g.began = m, true, ctl.Exp.Beginning(), ctl.Exp.Clock(), now()
	ctl.goal = g
}

// seek goes to a step of the sampling or the training clock, back or forth: of the run that is meant,
// if the request says which, and where nobody has it play, if it is to rest there.
func (ctl *Controller) seek(m Message) {
	c := ctl.Exp.Clock()
	step, err := m.count("step", 0)
	switch clock := m.Fields["clock"]; {
	case err != nil:
	case clock == "training":
		c.Training, err = step, ctl.learns()
	case clock == "sampling" || clock == "":
		c.Sampling = step
	default:
		err = &param.Error{Field: "clock", Value: clock, Range: "sampling, training"}
	}
	if err != nil {
		ctl.reply(m, nil, some(err))
		return
	}
	if run, given := m.Fields["run"]; given && run != strconv.Itoa(ctl.Exp.Beginning()) || m.flag("rest") && ctl.Playing {
		ctl.refuse(m)
		return
	}
	c = ctl.Exp.Rewind(c)
	ctl.pursue(m, goal{sampling: c.Sampling, training: c.Training})
}

// restore makes the experiment that a state describes and goes on to its clock;
// the answer comes when it is there. What is wrong in the state is answered at
// once, what is right is taken.
func (ctl *Controller) restore(m Message) {
	errs := ctl.Exp.Restore(m.Fields["text"])
	ahead := ctl.Exp.Ahead()
	ctl.values(true)
	if len(errs) > 0 {
		ctl.reply(m, nil, errs)
		m = Message{}
	}
	ctl.pursue(m, goal{sampling: ahead.Sampling, training: ahead.Training})
}

// Advance goes on by one frame: towards the goal of a request if there is one,
// else as many steps as the speed asks for, both within the budget of time.
func (ctl *Controller) Advance(budget time.Duration) {
	ctl.budget = budget
	ctl.measure(now())
	ctl.shards.release(ctl.Exp)
	if ctl.busy() {
		ctl.shards.distribute(ctl.Exp, ctl.window)
	}
	switch {
	case ctl.goal.active:
		ctl.chase()
	case ctl.Playing && ctl.Exp.Scene().Rounds:
		ctl.playRounds()
	case ctl.Playing:
		ctl.play()
	}
	if ctl.reads() {
		ctl.read()
	}
	if ctl.weighs() {
		ctl.weigh()
	}
	ctl.shards.command(ctl.Exp, ctl.window, ctl.Playing)
}

// chase works towards the goal and answers the request when it is reached.
func (ctl *Controller) chase() {
	ctl.Changed = true
	over := ctl.goal.beginning != ctl.Exp.Beginning()
	if !over {
		ctl.work(ctl.goal)
	}
	c := ctl.Exp.Clock()
	switch request := ctl.goal.request; {
	case !ctl.Exp.Particles().Settled():
	case over || c.Sampling >= ctl.goal.sampling && c.Training >= ctl.goal.training:
		ctl.goal = goal{}
		ctl.finish(request)
	case c.Training >= ctl.goal.training && ctl.Exp.Particles().Over(): // there are no more steps than these
		wanted := ctl.goal.sampling
		ctl.goal = goal{}
		if request.Type == "seek" {
			ctl.reply(request, nil, some(&param.Error{Field: "step", Value: strconv.Itoa(wanted), Range: "0 … " + strconv.Itoa(c.Sampling)}))
			return
		}
		ctl.finish(request)
	}
}

// finish answers a request whose steps have been done.
func (ctl *Controller) finish(m Message) {
	if m.Type == "" {
		return
	}
	ctl.reportValues() // who hears that the steps are done finds the settings that are there now
	value, errs := ctl.answer(m)
	ctl.reply(m, value, errs)
}

// fetch answers a request that needs all positions, when they are here.
func (ctl *Controller) fetch(m Message) {
	ctl.Exp.Particles().RequestPositions()
	if ctl.Exp.Particles().Settled() {
		ctl.finish(m)
		return
	}
	c := ctl.Exp.Clock()
	ctl.pursue(m, goal{sampling: c.Sampling, training: c.Training})
}

// staff notes how many workers there are. Particles whose workers have gone
// start from where they left home.
func (ctl *Controller) staff(n int) {
	ctl.training.setWorker(n > 0)
	ctl.shards.setWorkers(n)
	if !ctl.Exp.Particles().Remote() {
		return
	}
	ctl.Exp.Particles().Recall()
	if !ctl.goal.active {
		ctl.pursue(Message{}, ctl.goalAfter(0))
	}
}

// moved takes what a worker sends of a cloud.
func (ctl *Controller) moved(m Message) {
	if ms, steps := ctl.shards.merge(ctl.Exp, m); steps > 0 {
		smooth(&ctl.Rate.stepNs, 1e6*ms/float64(steps*max(ctl.Exp.Particles().Moved(), 1)))
	}
}

// play owes the clock speed steps a frame and pays whole ones.
func (ctl *Controller) play() {
	c := ctl.Exp.Config()
	ctl.debt = min(ctl.debt+c.Speed, 2*c.Speed+1)
	n := int(ctl.debt)
	ctl.debt -= float64(n)
	g := ctl.goalAfter(n)
	if ctl.training.here && g.training > ctl.Exp.Clock().Training {
		g.training = ctl.training.ahead(ctl.Exp, n)
	}
	if c.TargetSteps > 0 {
		g.sampling, g.training = min(g.sampling, max(c.TargetSteps, ctl.Exp.Clock().Sampling)), min(g.training, max(c.TargetSteps, ctl.Exp.Clock().Training))
	}
	if n > 0 && g.sampling == ctl.Exp.Clock().Sampling && g.training == ctl.Exp.Clock().Training || ctl.Exp.Particles().Over() {
		ctl.stop()
		return
	}
	ctl.Changed = ctl.Changed || n > 0
	ctl.work(g)
}

// stop ends playing at the end of a run, so that nothing is left to animate.
func (ctl *Controller) stop() {
	ctl.Playing = false
	ctl.say("frame", ctl.measured())
}

// work advances the experiment towards g in small pieces until the budget is
// spent, and measures both kinds of steps.
func (ctl *Controller) work(g goal) {
	begin := now()
	for n := 0; n == 0 || since(begin) < ctl.budget; n++ { // however little time there is, something is done
		c, leg := ctl.Exp.Clock(), ctl.Exp.Next(lab.Clock{Sampling: g.sampling, Training: g.training})
		switch {
		case c.Training < leg.Training && ctl.training.here && ctl.training.next(ctl.Exp, ctl.most(g)): // it had been done
		case c.Training < leg.Training && ctl.training.here && ctl.Exp.Training().Coupled():
			ctl.training.trainTo(ctl.Exp, ctl.most(g))
			return
		case c.Training < leg.Training && ctl.training.here:
			ctl.training.trainTo(ctl.Exp, leg.Training)
			return // what follows needs the weights
		case c.Training < leg.Training && ctl.heavy():
			ctl.training.request()
			if ctl.training.none {
				ctl.refuseTraining()
			}
			return
		case c.Training < leg.Training:
			ctl.training.request()
			ctl.Rate.trained(ctl.slicer, func() { ctl.Exp.Train(1) })
		case c.Sampling < leg.Sampling && ctl.Exp.Particles().Over() && c.Training >= g.training:
			return // there are no more steps than these
		case c.Sampling < leg.Sampling && ctl.Exp.Particles().Remote():
			n := leg.Sampling - c.Sampling
			if end := ctl.Exp.Particles().End(); end > 0 { // there are no more steps than these
				n = min(n, end-c.Sampling)
			}
			if n > 0 && ctl.Exp.Particles().Ready() {
				ctl.Exp.Sample(ctl.shards.atOnce(n, ctl.Rate.fps))
			}
			return // the workers do it
		case c.Sampling < leg.Sampling:
			ctl.Rate.sampled(ctl.slicer, ctl.Exp.Particles().Moved(), func() { ctl.Exp.Sample(1) })
		default:
			return
		}
		ctl.slicer.Yield()
	}
}

// most is the training step that a goal allows in a coupled scene: without end where
// particles are to go on, for they pull the networks along.
func (ctl *Controller) most(g goal) int {
	if g.sampling > ctl.Exp.Clock().Sampling {
		return math.MaxInt
	}
	return g.training
}

// taught takes what a worker reports, as far as steps are still wanted.
func (ctl *Controller) taught(m Message) {
	most := -1
	switch {
	case ctl.goal.active && ctl.Exp.Training().Coupled():
		most = ctl.most(ctl.goal)
	case ctl.Playing && ctl.Exp.Training().Coupled():
		most = math.MaxInt
	case ctl.goal.active:
		most = ctl.goal.training
	case ctl.Playing:
		most = ctl.training.goal
	}
	if ctl.training.take(ctl.Exp, m, most) {
		smooth(&ctl.Rate.trainMs, m.number("spent", 0)/max(m.number("steps", 1), 1))
	}
}

// stopwatch counts milliseconds of work from now on.
func stopwatch(work *slicer) func() float64 {
	begin := work.Now()
	return func() float64 { return work.Now().Sub(begin).Seconds() * 1e3 }
}

func (r *rate) trained(work *slicer, step func()) {
	begin := work.Now()
	step()
	smooth(&r.trainMs, work.Now().Sub(begin).Seconds()*1e3)
}

func (r *rate) sampled(work *slicer, particles int, step func()) {
	begin := work.Now()
	step()
	smooth(&r.stepNs, float64(work.Now().Sub(begin).Nanoseconds())/float64(max(particles, 1)))
}
