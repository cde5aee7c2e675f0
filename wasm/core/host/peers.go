package host

import "github.com/scorefield/scorefield/sim/lab"

// Workers of a page help one another: who has a training step to do asks others for parts of
// it, and does itself what does not come in time. Who helps has nothing else to do. The
// bits of a training do not depend on who helped.

// peer is another worker of the page.
type peer struct {
	number  int
	helpers []*lab.TrainingHelper // what this worker does for the other

	job   int     // what the other has been sent of this worker's, 0 for nothing
	ready bool    // to make parts of it
	out   bool    // an order is out
	until float64 // milliseconds: it is not asked before
	pause float64 // how long it will not be asked when it is late or refuses
}

// A worker that is late, or has work of its own, is not asked again for so many
// milliseconds, and every time for twice as many.
const leastPause, mostPause = 4, 10_000

// rest leaves a peer alone for a while.
func (p *peer) rest(now float64) {
	p.until = now + p.pause
	p.pause = min(2*p.pause, mostPause)
}

// Join is told of another worker.
func (h *Host) Join(number int) {
	h.Part(number)
	h.peers = append(h.peers, &peer{number: number, pause: leastPause})
}

// Part is told that another worker is gone.
func (h *Host) Part(number int) {
	for i, p := range h.peers {
		if p.number == number {
			h.peers = append(h.peers[:i], h.peers[i+1:]...)
			return
		}
	}
}

// Hear takes what another worker says: a job to help with, an order or an answer.
func (h *Host) Hear(number int, b []byte) {
	for _, p := range h.peers {
		if p.number == number {
			h.hear(p, b)
			return
		}
	}
}

func (h *Host) hear(p *peer, b []byte) {
	if a, ok := lab.ReadHelperAnswer(b); ok {
		h.answered(p, a, b)
		return
	}
	if number, helper, answer, ok := lab.OpenTrainingHelper(b); ok {
		p.open(number, helper)
		if answer != nil {
			h.Send(p.number, answer)
		}
		return
	}
	busy := false
	for _, e := range h.tasks {
		busy = busy || e.task.busy()
	}
	for _, helper := range p.helpers {
		if answer := helper.Sum(b, busy); answer != nil {
			h.Send(p.number, answer)
			return
		}
	}
}

// open puts a helper in the place of the one for the same job; nil is none.
func (p *peer) open(number int, helper *lab.TrainingHelper) {
	for i, old := range p.helpers {
		if old.Number == number {
			p.helpers = append(p.helpers[:i], p.helpers[i+1:]...)
			break
		}
	}
	if helper != nil {
		p.helpers = append(p.helpers, helper)
	}
}

// answered takes the answer of a helper.
func (h *Host) answered(p *peer, a lab.HelperAnswer, b []byte) {
	switch {
	case a.Opened && a.Number == p.job:
		p.ready = !a.Refused
	case !a.Opened:
		p.out = false
		if a.Refused {
			p.rest(h.Now())
		}
		for _, e := range h.tasks {
			if t, ok := e.task.(*trainingTask); ok && t.number == a.Number {
				t.hear(p, a, b)
			}
		}
	}
}

// pending reports whether a task has something to do.
func (h *Host) pending(now float64) bool {
	for _, e := range h.tasks {
		if e.task.pending(now) {
			return true
		}
	}
	return false
}
