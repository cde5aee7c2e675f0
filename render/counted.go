package render

import (
	"math"

	"github.com/scorefield/scorefield/sim/hist"
)

// Counts are particles that somebody else has counted: the cells of a grid over
// a part of the world.
type Counts struct {
	Grid  *hist.Grid // how many are in each cell; its first row is at the top
	World Rect       // the part that the grid covers
	N     int        // particles of the cloud
	Keep  float64    // share of the counts that stays from step to step, in [0, 1)
	Stamp uint64     // differs when the counts do
}

// CountingGrid is the grid on which particles of panel i should be counted to
// be drawn as sharply as the screen can show them.
func (f *Frame) CountingGrid(i int) (w, h int, world Rect) {
	l := f.Layout()
	plot, ratio := l.Cells[i].Plot, f.Ratio
	if ratio <= 0 {
		ratio = 1
	}
	cell := cloudCell(plot, ratio)
	w, h = int(math.Ceil(plot.W()/cell)), int(math.Ceil(plot.H()/cell))
	world.X0, world.Y1 = l.ToWorld(i, plot.X0, plot.Y0)
	world.X1, world.Y0 = l.ToWorld(i, plot.X0+float64(w)*cell, plot.Y0+float64(h)*cell)
	return w, h, world
}

// draw draws counts where they are in the world: while the camera moves they
// move with it, until there are others.
func (p *Counts) draw(c *plot, q *cloud) {
	q.reset()
	if q.texture.W != p.Grid.W || q.texture.H != p.Grid.H || q.stamp != p.Stamp {
		q.stamp = p.Stamp
		q.take(p.Grid, p.N, p.Keep)
	}
	a, b := c.at(p.World.X0, p.World.Y1), c.at(p.World.X1, p.World.Y0)
	q.drawOnto(c, p.Grid, Rect{float64(a.X), float64(a.Y), float64(b.X), float64(b.Y)})
}
