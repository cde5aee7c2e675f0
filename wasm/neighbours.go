package main

import (
	"github.com/scorefield/scorefield/render"
	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/lab"
)

// mostNeighbours is how many lines of each kind there are: few enough to see them one
// by one.
const mostNeighbours = 40

// neighbours are lines from samples of a network, and from points that it has not
// seen, to the nearest points that it has learned from. Where those of the samples are
// as long as the others the network generalises; where they shrink to nothing it has
// learned the points by heart. See lab.View.Nearness.
type neighbours struct {
	samples, held render.Paths
	of            [2]*float32 // the held-out and the learned points of the held lines
}

// neighbours shows them on the panel of run k.
func (b *FrameBuilder) neighbours(p *sheet, ctl *Controller, k int) {
	v := ctl.Exp.View()
	if k != 0 || ctl.Exp.Config().Nearest == "off" || !v.Follows() {
		return
	}
	n := &b.near
	if of := [2]*float32{&v.Held.Data[0], &v.Learned.Data[0]}; of != n.of {
		n.of = of
		join(&n.held, v.Held, v)
	}
	join(&n.samples, v.Runs[0].State.X, v)
	n.held.Role, n.samples.Role = render.Truth, render.Alarm
	n.held.Width, n.samples.Width = 1.4, 1.4
	p.Paths = append(p.Paths, &n.held, &n.samples)
	p.Legend = append(p.Legend, render.LegendItem{Name: words.sampleNear.In(ctl.Lang), Role: render.Alarm},
		render.LegendItem{Name: words.heldOutNear.In(ctl.Lang), Role: render.Truth})
}

// join makes lines from the first points of x to the nearest learned points.
func join(lines *render.Paths, x sim.Batch, v *lab.View) {
	n := min(x.N, mostNeighbours)
	lines.N, lines.K, lines.Ends = n, 2, true
	lines.X, lines.Y = resize(lines.X, 2*n), resize(lines.Y, 2*n)
	for i := range n {
		near := v.NearestLearned(x, i)
		lines.X[i], lines.Y[i] = x.At(0, i), x.At(1, i)
		lines.X[n+i], lines.Y[n+i] = v.Learned.At(0, near), v.Learned.At(1, near)
	}
	lines.Stamp++
}
