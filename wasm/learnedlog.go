package main

import (
	"math"

	"github.com/scorefield/scorefield/render"
	"github.com/scorefield/scorefield/sim/lab"
)

// learnedNodes is how many there are of a learned log-density, along each side.
const learnedNodes = 49

// learnedLog is the log-density whose gradient fits a network's score best over the view,
// with what of the score is no gradient.
type learnedLog struct {
	grid
	rotational float64 // in [0, 1]
	said       struct {
		percent int
		lang    string
		text    string
	}
}

// update computes it over box where it is another.
func (g *learnedLog) update(v *lab.View, version lab.Version, box render.Rect) {
	if g.stale(version, box, learnedNodes, learnedNodes) {
		g.rotational = v.LearnedLogDensity(g.Values, g.nodes, learnedNodes, learnedNodes, box.W()/(learnedNodes-1), box.H()/(learnedNodes-1))
	}
}

// note says how much of the score the last picture's density leaves out, in whole per cent.
func (g *learnedLog) note(ctl *Controller) string {
	if percent := int(math.Round(100 * g.rotational)); g.said.text == "" || g.said.percent != percent || g.said.lang != ctl.Lang {
		g.said.percent, g.said.lang = percent, ctl.Lang
		g.said.text = fill(words.rotational.In(ctl.Lang), decimals(100*g.rotational, 0))
	}
	return g.said.text
}
