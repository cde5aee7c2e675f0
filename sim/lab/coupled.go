package lab

// In a coupled scene the score that drives the particles is the learned one of
// this very moment. There both clocks go along one path, so that a run is still a
// function of settings, seed and journal, and networks may be trained elsewhere:
// particles that start at training step w take their step k = 0, 1, … under the weights
// of training step
//
//	⌊(w+k)/block⌋·block + block,
//
// and training goes no further until they have. A step of one clock pulls the
// other along.

// block is how many steps are taken with the same weights: as many as a page takes
// between two pictures, and lie between keyframes.
const block = 16

// lead is how many blocks a worker may learn ahead of the particles.
const lead = 3

// coupled reports whether networks learn while particles move.
func (p *parts) coupled() bool {
	return p.networks.Len() > 0 && p.history.Now().Score == "learned" && p.scene().Coupled
}

// locked reports whether they do so now: the particles have started.
func (p *parts) locked() bool { return !p.waiting && p.coupled() }

// due is the training step whose weights the next sampling step is taken with.
func (p *parts) due() int { return dueAfter(p.weights, p.cloud.Step()) }

// dueAfter is due of particles that have started at training step w and done k
// steps.
func dueAfter(w, k int) int { return ((w+k)/block + 1) * block }

// steer makes the weights of now those that drive the particles.
func (p *parts) steer() {
	p.networks.Copy(p.cloud.Setting().Driver)
	p.cloud.Redirect()
	p.steered = p.networks.Step()
}

// along is how far both clocks can go towards to at once.
func (p *parts) along(to Clock) Clock {
	c, due := p.clock(), p.due()
	moves, learns := to.Sampling > c.Sampling, to.Training > c.Training
	switch {
	case c.Training < due && moves:
		return Clock{Sampling: c.Sampling, Training: due}
	case c.Training < due:
		return Clock{Sampling: c.Sampling, Training: min(to.Training, due)}
	case learns:
		return Clock{Sampling: due - p.weights, Training: c.Training}
	}
	return Clock{Sampling: min(to.Sampling, due-p.weights), Training: c.Training}
}

// ahead is how far networks may be trained elsewhere before their particles have
// followed: a change of settings lies no farther.
func (p *parts) ahead() int {
	to := p.due() + lead*block
	if at, ok := p.history.Next(); ok {
		to = min(to, max(at.Training, p.networks.Step()))
	}
	return to
}

// lockstep is the last moment of the path nowhere beyond c, which has reached the
// start of the particles.
func (p *parts) lockstep(c Clock) Clock {
	c.Sampling = min(c.Sampling, max(c.Training/block*block-p.weights, 0))
	c.Training = min(c.Training, dueAfter(p.weights, c.Sampling))
	return c
}
