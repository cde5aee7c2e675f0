package metric

import (
	"math"

	"github.com/scorefield/scorefield/sim"
)

// Wasserstein2 is the 2-Wasserstein distance of two sets of the same size: the
// root of the mean squared distance under the best assignment. Time grows with
// n³ (some seconds at 2000), memory with n². It is NaN or +Inf where a coordinate is.
func Wasserstein2(x, y sim.Batch) float64 { return Pieces(nil).Wasserstein2(x, y) }

// Wasserstein2 is Wasserstein2 in pieces.
func (yield Pieces) Wasserstein2(x, y sim.Batch) float64 {
	checkPaired(x, y)
	n := x.N
	cost, sum := make([]float64, n*n), 0.0
	for i := range n {
		for j := range n {
			cost[i*n+j] = distance2(x, i, y, j)
			sum += cost[i*n+j]
		}
		yield.pause()
	}
	if sum-sum != 0 { // not finite: no path is the shortest
		return sum
	}
	sum = 0
	for i, j := range yield.assign(cost, n) {
		sum += cost[i*n+j]
	}
	return math.Sqrt(sum / float64(n))
}

// assign returns for every row of the n×n costs its column in the assignment
// of least cost, by shortest augmenting paths with potentials (the Hungarian
// method; Jonker and Volgenant, Computing 1987).
func (yield Pieces) assign(cost []float64, n int) []int {
	h := hungarian{n: n, cost: cost, u: make([]float64, n), v: make([]float64, n+1),
		row: make([]int, n+1), via: make([]int, n+1), least: make([]float64, n+1), done: make([]bool, n+1)}
	for j := range h.row {
		h.row[j] = free
	}
	for i := range n {
		h.augment(i)
		yield.pause()
	}
	columns := make([]int, n)
	for j, i := range h.row[:n] {
		columns[i] = j
	}
	return columns
}

const free = -1

// hungarian is the state of the method: potentials u of rows and v of columns
// with u_i + v_j ≤ cost_ij, equal where row[j] = i. Column n is where the path
// of a new row starts.
type hungarian struct {
	n     int
	cost  []float64
	u, v  []float64
	row   []int     // of each column, free if none
	via   []int     // column before this one on the shortest path
	least []float64 // reduced cost of the shortest path to this column
	done  []bool    // columns whose shortest path is known
}

// augment gives row i a column, changing those of others along the shortest
// path to a free one.
func (h *hungarian) augment(i int) {
	for j := range h.least {
		h.least[j], h.done[j] = math.Inf(1), false
	}
	at := h.n
	h.row[at] = i
	for h.row[at] != free {
		h.done[at] = true
		at = h.advance(at)
	}
	for at != h.n {
		before := h.via[at]
		h.row[at] = h.row[before]
		at = before
	}
}

// advance extends the shortest paths by those through column at, raises the
// potentials so that the nearest column not yet done becomes tight, and returns
// it.
func (h *hungarian) advance(at int) int {
	i := h.row[at]
	delta, next := math.Inf(1), at
	row := h.cost[i*h.n : (i+1)*h.n]
	for j, c := range row {
		if h.done[j] {
			continue
		}
		if r := c - h.u[i] - h.v[j]; r < h.least[j] {
			h.least[j], h.via[j] = r, at
		}
		if h.least[j] < delta {
			delta, next = h.least[j], j
		}
	}
	for j, done := range h.done {
		switch {
		case done:
			h.u[h.row[j]] += delta
			h.v[j] -= delta
		default:
			h.least[j] -= delta
		}
	}
	return next
}
