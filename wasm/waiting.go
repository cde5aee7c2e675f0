package main

import "time"

// noticeable is how long a request may take until the page is told how far it has come.
const noticeable = time.Second

// reportWaiting tells the page how far the request has come that takes so long, from 0 to 1, and
// how many seconds it will still take if it goes on like this, so that a person sees it and
// can stop it; and once that there is none any more.
func (ctl *Controller) reportWaiting() {
	g := ctl.goal
	spent := since(g.began)
	if !g.active || spent < noticeable {
		if ctl.waiting {
			ctl.say("waiting", nil)
		}
		ctl.waiting = false
		return
	}
	ctl.waiting = true
	at := ctl.Exp.Clock()
	done := float64(at.Sampling - g.from.Sampling + at.Training - g.from.Training)
	all := float64(g.sampling - g.from.Sampling + g.training - g.from.Training)
	ctl.say("waiting", map[string]any{"share": done / all, "left": spent.Seconds() * (all - done) / done})
}
