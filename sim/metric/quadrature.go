package metric

import (
	"math"

	"github.com/scorefield/scorefield/sim"
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
// these and over lengths of a half is then integrated as well. An edge at x = edge,
// beyond which the density is 0, goes along the squares' sides; without one it is 0.
func NewQuadrature(p Exact, sigma float32, draws sim.Batch, edge, tolerance float64) *Quadrature {
	if draws.D != 2 || draws.N == 0 {
		panic(badShape)
	}
	if tolerance == 0 {
		tolerance = 0.03
	}
	c := cubature{p: p, sigma: sigma, tolerance: tolerance, rule: newLegendre5()}
	for i := range c.scratch {
		c.scratch[i] = newPatch()
	}
	c.total = c.energy(draws)
	for _, s := range c.cover(draws, edge) {
		c.refine(s, deepest)
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
	side    = 1.0  // of the first squares
	deepest = 9    // halvings
	around  = 2    // squares that are covered around one with draws
	trivial = 1e-5 // part of the whole that is not worth cutting a square for
	nothing = 1e-8 // and not worth a node
)

// square has its lower left corner at (x, y).
type square struct{ x, y, side float64 }

// quarters are the four squares that s is cut into.
func (s square) quarters() [4]square {
	h := s.side / 2
	return [4]square{{s.x, s.y, h}, {s.x + h, s.y, h}, {s.x, s.y + h, h}, {s.x + h, s.y + h, h}}
}

// cubature is what is being built.
type cubature struct {
	p         Exact
	sigma     float32
	tolerance float64
	rule      [5][2]float64 // nodes in (0, 1) and weights
	total     float64       // E‖∇log p_σ‖²
	x, y      []float32
	w         []float64
	scratch   [deepest + 2]*patch
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
	low, high := [2]int{math.MaxInt, math.MaxInt}, [2]int{math.MinInt, math.MinInt}
	at := make([][2]int, draws.N)
	for i := range at {
		for j, origin := range [2]float64{edge, 0} {
			at[i][j] = int(math.Floor((float64(draws.At(j, i)) - origin) / side))
			low[j], high[j] = min(low[j], at[i][j]-around), max(high[j], at[i][j]+around)
		}
	}
	w, h := high[0]-low[0]+1, high[1]-low[1]+1
	taken := make([]bool, w*h)
	for _, a := range at {
		for dy := -around; dy <= around; dy++ {
			for dx := -around; dx <= around; dx++ {
				taken[(a[1]+dy-low[1])*w+a[0]+dx-low[0]] = true
			}
		}
	}
	var squares []square
	for k, yes := range taken {
		if yes {
			squares = append(squares, square{edge + side*float64(low[0]+k%w), side * float64(low[1]+k/w), side})
		}
	}
	return squares
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
		f.w[i] = s.side * s.side * c.rule[i%5][1] * c.rule[i/5][1] * math.Exp(float64(f.logp[i]))
		a, b := float64(f.s.At(0, i)), float64(f.s.At(1, i))
		f.mass += f.w[i]
		f.energy += f.w[i] * (a*a + b*b)
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
	if depth == 0 || c.close(whole.mass, mass, 1) && c.close(whole.energy, energy, c.total) {
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

// keep adds the nodes of f that have weight.
func (c *cubature) keep(f *patch) {
	for i, w := range f.w {
		a, b := float64(f.s.At(0, i)), float64(f.s.At(1, i))
		if w*max(1, (a*a+b*b)/c.total) > nothing {
			c.x, c.y, c.w = append(c.x, f.x.At(0, i)), append(c.y, f.x.At(1, i)), append(c.w, w)
		}
	}
}
