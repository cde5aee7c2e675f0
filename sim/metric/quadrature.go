package metric

import (
	"cmp"
	"math"
	"slices"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/internal/vec"
)

// Quadrature is nodes in the plane with the weights p_σ(x) dx, by which expectations
// under p_σ become sums.
type Quadrature struct {
	X       sim.Batch // 2×N
	Weights []float64 // N; they sum to the mass, 1 but for the error
}

// Exact is a density in the plane with its score.
type Exact interface {
	sim.LogProber
	sim.Scorer
}

// NewQuadrature covers the neighbourhood of draws of p_σ, some thousand or more, by
// squares and puts 5×5 nodes of Gauss and Legendre's rule in each. A square is cut in four
// until its mass and its part of E‖∇log p_σ‖² agree with those of its quarters to the
// relative tolerance (0 is 0.03, which
// in the end leaves errors of a thousandth), or are too small to matter; whatever varies no faster than
// these and over lengths of a half is then integrated as well. So is a square that has
// another mass than its share of the draws says: what is narrow slips through the nodes
// of a square that is not. The first squares have the side 1, or as many times 2 as σ has and as it takes
// to cover draws that are far apart by 2,048 squares. An edge at x = edge,
// beyond which the density is 0, goes along the squares' sides; without one it is 0.
func NewQuadrature(p Exact, sigma float32, draws sim.Batch, edge, tolerance float64) *Quadrature {
	if draws.D != 2 || draws.N == 0 {
		panic(badShape)
	}
	if tolerance == 0 {
		tolerance = 0.03
	}
	c := cubature{p: p, sigma: sigma, tolerance: tolerance, rule: newLegendre5()}
	for _, v := range draws.Data {
		if v-v != 0 {
			panic("metric: draws that are not finite")
		}
	}
	c.total = c.energy(draws)
	c.draws = float64(draws.N)
	for _, s := range c.cover(draws, edge) {
		c.refine(s, deepest+c.doublings)
	}
	return &Quadrature{X: sim.Batch{D: 2, N: len(c.w), Data: append(c.x, c.y...)}, Weights: c.w}
}

// Mean is Σ w f(x) over the nodes; f gets the number of a node.
func (q *Quadrature) Mean(f func(i int) float64) float64 {
	sum := 0.0
	for i, w := range q.Weights {
		sum += w * f(i)
	}
	return sum
}

const (
	unit    = 1.0  // the least side of the first squares
	covers  = 2048 // most of them
	deepest = 12   // halvings of the unit
	around  = 2    // squares that are covered around one with draws
	trivial = 1e-5 // part of the whole that is not worth cutting a square for
	nothing = 1e-8 // and not worth a node
)

// square has its lower left corner at (x, y).
type square struct {
	x, y, side float64
	draws      [][2]float64 // that lie in it
}

// quarters are the four squares that s is cut into.
func (s square) quarters() [4]square {
	h := s.side / 2
	q := [4]square{{x: s.x, y: s.y, side: h}, {x: s.x + h, y: s.y, side: h}, {x: s.x, y: s.y + h, side: h}, {x: s.x + h, y: s.y + h, side: h}}
	for _, d := range s.draws {
		k := 0
		if d[0] >= s.x+h {
			k++
		}
		if d[1] >= s.y+h {
			k += 2
		}
		q[k].draws = append(q[k].draws, d)
	}
	return q
}

// cubature is what is being built.
type cubature struct {
	p         Exact
	sigma     float32
	tolerance float64
	rule      [5][2]float64 // nodes in (0, 1) and weights
	total     float64       // E‖∇log p_σ‖²
	draws     float64       // how many there are
	doublings int           // of the unit, to the side of the first squares
	x, y      []float32
	w         []float64
	scratch   []*patch // for the quarters, and for every depth
}

// patch is the nodes of one square.
type patch struct {
	x, s         sim.Batch
	logp         []float32
	w            []float64
	mass, energy float64 // ∫p and ∫p‖∇log p‖²
}

func newPatch() *patch {
	return &patch{x: sim.NewBatch(2, 25), s: sim.NewBatch(2, 25), logp: make([]float32, 25), w: make([]float64, 25)}
}

// newLegendre5 is Gauss and Legendre's rule of five points on (0, 1).
func newLegendre5() [5][2]float64 {
	a, b := math.Sqrt(5-2*math.Sqrt(10./7))/3, math.Sqrt(5+2*math.Sqrt(10./7))/3
	u, v := (322+13*math.Sqrt(70))/1800, (322-13*math.Sqrt(70))/1800
	return [5][2]float64{{(1 - b) / 2, v}, {(1 - a) / 2, u}, {0.5, 64. / 225}, {(1 + a) / 2, u}, {(1 + b) / 2, v}}
}

// energy is the mean ‖∇log p_σ‖² over draws.
func (c *cubature) energy(draws sim.Batch) float64 {
	s := sim.NewBatch(2, draws.N)
	c.p.Score(s, draws, c.sigma)
	sum := 0.0
	for _, v := range s.Data {
		sum += float64(v) * float64(v)
	}
	return sum / float64(draws.N)
}

// cover is the first squares: those with draws and what lies around them, row by
// row.
func (c *cubature) cover(draws sim.Batch, edge float64) []square {
	points := make([][2]float64, draws.N)
	for i := range points {
		points[i] = [2]float64{float64(draws.At(0, i)), float64(draws.At(1, i))}
	}
	side := unit
	for 2*side <= float64(c.sigma) { // p_σ does not bend within it
		c.doublings++
		side *= 2
	}
	taken := cells(points, edge, side)
	for len(taken) > covers {
		c.doublings++
		side *= 2
		taken = cells(points, edge, side)
	}
	for range deepest + c.doublings + 2 {
		c.scratch = append(c.scratch, newPatch())
	}
	at := make([][2]int, 0, len(taken))
	for cell := range taken {
		at = append(at, cell)
	}
	slices.SortFunc(at, func(a, b [2]int) int { return cmp.Or(cmp.Compare(a[1], b[1]), cmp.Compare(a[0], b[0])) })
	squares := make([]square, len(at))
	for k, cell := range at {
		squares[k] = square{edge + side*float64(cell[0]), side * float64(cell[1]), side, taken[cell]}
	}
	return squares
}

// cells are the squares of a side, by column and row, that have points or lie around such,
// with the points in each.
func cells(points [][2]float64, edge, side float64) map[[2]int][][2]float64 {
	taken := map[[2]int][][2]float64{}
	for _, p := range points {
		x, y := int(math.Floor((p[0]-edge)/side)), int(math.Floor(p[1]/side))
		if own := [2]int{x, y}; len(taken[own]) > 0 {
			taken[own] = append(taken[own], p)
			continue
		}
		for dy := -around; dy <= around; dy++ {
			for dx := -around; dx <= around; dx++ {
				cell := [2]int{x + dx, y + dy}
				if _, there := taken[cell]; !there {
					taken[cell] = nil
				}
			}
		}
		taken[[2]int{x, y}] = append(taken[[2]int{x, y}], p)
	}
	return taken
}

// measure puts the nodes of s in f.
func (c *cubature) measure(f *patch, s square) {
	for i := range f.w {
		f.x.Set(0, i, float32(s.x+s.side*c.rule[i%5][0]))
		f.x.Set(1, i, float32(s.y+s.side*c.rule[i/5][0]))
	}
	c.p.LogProb(f.logp, f.x, c.sigma)
	c.p.Score(f.s, f.x, c.sigma)
	f.mass, f.energy = 0, 0
	for i := range f.w {
		f.w[i] = 0
		if f.logp[i] < -80 { // −Inf, or far below what could matter
			continue
		}
		f.w[i] = s.side * s.side * c.rule[i%5][1] * c.rule[i/5][1] * vec.Exp64(float64(f.logp[i]))
		a, b := float64(f.s.At(0, i)), float64(f.s.At(1, i))
		f.mass += f.w[i]
		f.energy += float64(f.w[i] * float64(float64(a*a)+float64(b*b)))
	}
}

// refine keeps the nodes of s, or those of its quarters refined.
func (c *cubature) refine(s square, depth int) {
	whole, part := c.scratch[depth+1], c.scratch[0]
	c.measure(whole, s)
	mass, energy := 0.0, 0.0
	for _, q := range s.quarters() {
		c.measure(part, q)
		mass += part.mass
		energy += part.energy
	}
	if depth == 0 || c.close(whole.mass, mass, 1) && c.close(whole.energy, energy, c.total) && c.likely(mass, len(s.draws)) {
		c.keep(whole)
		return
	}
	for _, q := range s.quarters() {
		c.refine(q, depth-1)
	}
}

// close reports whether a and b agree, or differ by too little of the whole.
func (c *cubature) close(a, b, whole float64) bool {
	return math.Abs(a-b) <= max(c.tolerance*b, trivial*whole)
}

// likely reports whether so many draws may lie in a square of this mass: the count is
// binomial, and farther than six deviations from its mean, and one, once in 10⁸ squares.
func (c *cubature) likely(mass float64, draws int) bool {
	mean := mass * c.draws
	return math.Abs(float64(draws)-mean) <= 6*math.Sqrt(mean)+6
}

// keep adds the nodes of f that have weight.
func (c *cubature) keep(f *patch) {
	for i, w := range f.w {
		a, b := float64(f.s.At(0, i)), float64(f.s.At(1, i))
		if w*max(1, (a*a+b*b)/c.total) > nothing {
			c.x, c.y, c.w = append(c.x, f.x.At(0, i)), append(c.y, f.x.At(1, i)), append(c.w, w)
		}
	}
}
