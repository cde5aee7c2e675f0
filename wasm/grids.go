package main

import (
	"math"

	"github.com/scorefield/scorefield/render"
	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/lab"
)

// mesh is what a grid of either kind was made from.
type mesh struct {
	nodes sim.Batch // 2×(NX·NY), rows from the bottom up
	made  lab.Version
	box   render.Rect
	fresh bool
}

// lay places nx×ny nodes over box, the outer ones on its edges, and reports
// whether values must be computed anew.
func (m *mesh) lay(v lab.Version, box render.Rect, nx, ny int) bool {
	moved := m.box != box || m.nodes.N != nx*ny
	if m.fresh && m.made == v && !moved {
		return false
	}
	if m.nodes.N != nx*ny {
		m.nodes = sim.NewBatch(2, nx*ny)
	}
	if moved {
		x, y := m.nodes.Row(0), m.nodes.Row(1)
		for k := range x {
			x[k] = float32(box.X0 + box.W()*float64(k%nx)/float64(nx-1))
			y[k] = float32(box.Y0 + box.H()*float64(k/nx)/float64(ny-1))
		}
	}
	m.made, m.box, m.fresh = v, box, true
	return true
}

// grid is a render.Grid that knows what it was made from.
type grid struct {
	render.Grid
	mesh
}

// stale makes the grid nx×ny nodes over box and reports whether its Values at
// the nodes must be computed: they are v's by then.
func (g *grid) stale(v lab.Version, box render.Rect, nx, ny int) bool {
	if !g.lay(v, box, nx, ny) {
		return false
	}
	g.NX, g.NY, g.Bounds = nx, ny, box
	g.Values = resize(g.Values, nx*ny)
	g.Stamp++
	return true
}

// field is a render.Field that knows what it was made from.
type field struct {
	render.Field
	mesh
	score sim.Batch
}

// stale is that of a grid; what must be computed is the score.
func (g *field) stale(v lab.Version, box render.Rect, nx, ny int) bool {
	if !g.lay(v, box, nx, ny) {
		return false
	}
	if g.score.N != nx*ny {
		g.score = sim.NewBatch(2, nx*ny)
	}
	g.NX, g.NY, g.Bounds = nx, ny, box
	g.U, g.V = g.score.Row(0), g.score.Row(1)
	g.Stamp++
	return true
}

// rightHeavy reports whether a grid of log densities has more of its mass in the
// upper right quarter than in the upper left.
func (g *grid) rightHeavy() bool {
	more := 0.0
	for k, v := range g.Values {
		i, j := k%g.NX, k/g.NX
		switch p := math.Exp(float64(v)); {
		case 2*j < g.NY:
		case 2*i >= g.NX:
			more += p
		default:
			more -= p
		}
	}
	return more > 0
}
