package main

import (
	"math"

	"github.com/scorefield/scorefield/render"
	"github.com/scorefield/scorefield/sim/lab"
)

const (
	errorNodes = 64               // of the network, along each side
	truthNodes = 2*errorNodes - 1 // of the map and of the exact score: one more between every two
)

// errorMap is ‖s_θ − s‖ over the view. Between modes the exact score turns within
// the distance of two nodes, where single values would be beads on a string: a value
// of the map is the root mean square about its node. The network, which is smooth and
// dear, is evaluated at fewer nodes and interpolated.
type errorMap struct {
	shown   grid
	learned field
	truth   field
	square  []float64 // truthNodes²: ‖s_θ − s‖² at the nodes of truth
}

// update computes what has changed.
func (m *errorMap) update(v *lab.View, box render.Rect) {
	learned := v.Version
	learned.Level = v.Level()
	exact := lab.Version{Target: learned.Target, Level: learned.Level}
	if !m.shown.stale(learned, box, truthNodes, truthNodes) {
		return
	}
	if m.truth.stale(exact, box, truthNodes, truthNodes) {
		v.TrueScore(m.truth.score, m.truth.nodes)
	}
	if m.learned.stale(learned, box, errorNodes, errorNodes) {
		v.LearnedScore(m.learned.score, m.learned.nodes)
	}
	m.square = resize(m.square, truthNodes*truthNodes)
	for k := range m.square {
		i, j := k%truthNodes, k/truthNodes
		du := m.between(m.learned.U, i, j) - float64(m.truth.U[k])
		dv := m.between(m.learned.V, i, j) - float64(m.truth.V[k])
		m.square[k] = du*du + dv*dv
	}
	for k := range m.shown.Values {
		m.shown.Values[k] = float32(math.Sqrt(m.about(k%truthNodes, k/truthNodes)))
	}
}

// between interpolates values on the network's nodes to node (i, j): one of them, or
// in the middle of two or four.
func (m *errorMap) between(values []float32, i, j int) float64 {
	x0, y0, x1, y1 := i/2, j/2, (i+1)/2, (j+1)/2
	at := func(x, y int) float64 { return float64(values[y*errorNodes+x]) }
	return (at(x0, y0) + at(x1, y0) + at(x0, y1) + at(x1, y1)) / 4
}

// about is the mean square about node (i, j) with weights 1, 2, 3, 2, 1 each way;
// beyond the edges there is nothing.
func (m *errorMap) about(i, j int) (mean float64) {
	sum := 0.0
	for dj := -2; dj <= 2; dj++ {
		for di := -2; di <= 2; di++ {
			if x, y := i+di, j+dj; x >= 0 && x < truthNodes && y >= 0 && y < truthNodes {
				w := float64((3 - max(di, -di)) * (3 - max(dj, -dj)))
				sum, mean = sum+w, mean+w*m.square[y*truthNodes+x]
			}
		}
	}
	return mean / sum
}
