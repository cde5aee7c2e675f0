package bench

import (
	"math"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/density"
	"github.com/scorefield/scorefield/sim/langevin"
	"github.com/scorefield/scorefield/sim/matching"
	"github.com/scorefield/scorefield/sim/score"
)

// Growth is work whose size can be chosen: how its time grows is compared with how the
// number of its operations does.
type Growth struct {
	Name  string             // axis/work
	Sizes []int              // rising
	Make  func(n int) func() // prepares work of size n, and returns one round
	// Operations is how many a round of size n takes. An operation is what a vector
	// instruction does to one of its four numbers: arithmetic, a load or a store. An instruction for a
	// single number counts for four, a quotient or a root for six, which is how much longer
	// processors take for one than for a product.
	Operations func(n int) float64
	// Single, if it is there, is how many of these are for numbers that come and go one by one: what one of them
	// takes against the others is fitted to the times, and says why they grow otherwise.
	Single func(n int) float64
}

// Operations counted in the source of sim/internal/vec, of one number each.
const (
	opsProduct  = 2.75                 // multiply-add of a dense kernel: 16 instructions and six loads for eight vectors
	opsExp      = 42                   // of which 16 loads of constants
	opsSoftplus = opsExp + 2*6 + 36    // value and derivative
	opsNormal   = 70                   // hash and half of logarithm, root, sine and cosine
	opsMove     = 2 * 4                // a number from one place to another by itself
	opsStep     = 6 + 14               // the quotient of two sums, the step, and whether the particle is lost
	opsAdam     = 2*6 + 19             // quotient, root
	opsSum      = 1 + 4                // of a weight's gradient: cleared in a leaf, added to that of another
	opsPoint    = 6*opsMove + 14*4 + 6 // a coordinate's way into the network and its residual out of it
	opsTerm     = 15 + opsExp + 12     // a component in the plane: difference, form, maximum, exponential, sums, what is kept
)

// Growths are all axes along which work grows, in the order of the report.
func Growths() []Growth {
	return []Growth{
		{"particles/langevin-K2", []int{1_000, 10_000, 100_000, 1_000_000}, func(n int) func() { return move(named("toy"), n) },
			func(n int) float64 { return float64(n) }, nil},
		{"components/langevin", []int{8, 16, 32, 64, 128}, growComponents,
			func(k int) float64 { return 2*(opsNormal+opsStep) + float64(k)*opsTerm }, nil},
		{"kernels/score", []int{250, 500, 1_000, 2_000, 4_000, 8_000}, growKernels,
			func(k int) float64 { return float64(k) }, nil},
		{"width/denoising-128", []int{64, 128, 256, 512, 1024}, func(w int) func() { return growStep(2, w, 128) },
			func(w int) float64 { return stepOperations(2, w, 128) }, nil},
		{"batch/denoising", []int{64, 128, 256, 512, 1024, 2048, 4096}, func(n int) func() { return growStep(2, 128, n) },
			func(n int) float64 { return stepOperations(2, 128, n) }, nil},
		{"dimension/denoising-128", []int{2, 8, 32, 128, 784}, func(d int) func() { return growStep(d, 128, 128) },
			func(d int) float64 { return stepOperations(d, 128, 128) },
			func(d int) float64 { return 128 * float64(d) * (opsNormal + opsPoint) }}, // coordinates of a point lie a batch apart in memory
		// What follows goes number by number, here and in its count; the plane has kernels of its own. A pair
		// of points takes 26 instructions a coordinate and an exponential, a score 1.5 products a
		// pair of coordinates.
		{"dimension/kernel-score", []int{16, 64, 256, 784}, growKernelDimension,
			func(d int) float64 { return 26*float64(d) + 150 }, nil},
		{"dimension/gaussian-score", []int{16, 64, 256, 784}, growGaussian,
			func(d int) float64 { return 3*float64(d)*float64(d) + 20*float64(d) + 80 }, nil},
	}
}

// growComponents is a step of Langevin dynamics of a cloud under a mixture of k components on a circle.
func growComponents(n int) func() {
	w, means, covs := make([]float64, n), make([][]float64, n), make([][]float64, n)
	for i := range n {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / float64(n))
		w[i], means[i], covs[i] = 1, []float64{6 * cos, 6 * sin}, []float64{0.5, 0.1, 0.1, 0.5}
	}
	m, err := density.NewMixture(w, means, covs)
	if err != nil {
		panic(err)
	}
	return move(m, 2*probes)
}

// normals are n draws of N(0, I) in d dimensions.
func normals(d, n int, seed uint64) sim.Batch {
	x := sim.NewBatch(d, n)
	langevin.Normal(x, make([]float64, d), 1, sim.NewKey(seed), 0)
	return x
}

func growKernels(n int) func() {
	of, x, s := sim.NewBatch(2, n), sim.NewBatch(2, 256), sim.NewBatch(2, 256)
	d := named("two-moons")
	d.Rand(of, sim.NewKey(1), 0)
	d.Rand(x, sim.NewKey(2), 0)
	estimate := density.NewData(of, nil, 0.3)
	return func() { estimate.Score(s, x, 0.1) }
}

func growKernelDimension(d int) func() {
	estimate, x, s := density.NewData(normals(d, 200, 1), nil, 0.3), normals(d, 4, 2), sim.NewBatch(d, 4)
	return func() { estimate.Score(s, x, 0.1) }
}

// growGaussian is the score of a Gaussian with a full covariance.
func growGaussian(d int) func() {
	mean, cov := make([]float64, d), make([]float64, d*d)
	for i := range d {
		for j := range d {
			cov[i*d+j] = 0.5
		}
		cov[i*d+i] = 1
	}
	m, err := density.NewMixture([]float64{1}, [][]float64{mean}, [][]float64{cov})
	if err != nil {
		panic(err)
	}
	x, s := normals(d, 4, 1), sim.NewBatch(d, 4)
	return func() { m.Score(s, x, 0.1) }
}

// growStep is a denoising step of d→width→width→d, softplus.
func growStep(d, width, batch int) func() {
	tr := &matching.Trainer{Objective: &matching.Denoising{}, Levels: matching.Fixed(0.5), Batch: batch, Key: sim.NewKey(1)}
	tr.Model = score.NewNet(score.Config{Dim: d, Hidden: []int{width, width}}, 1)
	tr.Data = density.NewData(normals(d, 1_000, 1), nil, 0).Rand
	return func() { tr.Step(1) }
}

// stepOperations are those of growStep. Every weight is multiplied forward, in its gradient and, but for
// those of the first layer, backward, for which it is moved once; every input of a layer is moved for the
// gradient. Leaves of the tree have at least two panels, 16 of them are the most.
func stepOperations(d, width, batch int) float64 {
	in, w, n := float64(d), float64(width), float64(batch)
	first, hidden, last := in*w, w*w, w*in
	weights := first + hidden + last + 2*w + in
	products := opsProduct * (2*first + 3*hidden + 3*last)
	units := 2 * w * (opsSoftplus + 4 + 2*opsMove) // slope times adjoint; moved; bias
	leaves := min(mostLeaves, max(1, n/(2*panel)))
	return n*(products+units+in*(opsNormal+opsPoint)) + leaves*opsSum*weights + opsAdam*weights + opsMove*(hidden+last)
}

// As in sim/matching and sim/internal/vec.
const panel, mostLeaves = 16, 16

// Exponent is the least-squares slope of log y over log n: y ∝ n^Exponent.
func Exponent(n []int, y []float64) float64 {
	var mx, my, sxx, sxy float64
	for i := range n {
		mx += math.Log(float64(n[i])) / float64(len(n))
		my += math.Log(y[i]) / float64(len(n))
	}
	for i := range n {
		dx := math.Log(float64(n[i])) - mx
		sxx += dx * dx
		sxy += dx * (math.Log(y[i]) - my)
	}
	return sxy / sxx
}

// Theory is the exponent of g's operations over its sizes.
func (g Growth) Theory() float64 {
	y := make([]float64, len(g.Sizes))
	for i, n := range g.Sizes {
		y[i] = g.Operations(n)
	}
	return Exponent(g.Sizes, y)
}

// Explained is how many times as long as others the operations of Single take, by least squares of the
// relative errors of times y, and the exponent that theory has with that.
func (g Growth) Explained(y []float64) (times, exponent float64) {
	var aa, ab, bb, a1, b1 float64
	single, other := make([]float64, len(y)), make([]float64, len(y))
	for i, n := range g.Sizes {
		single[i], other[i] = g.Single(n), g.Operations(n)-g.Single(n)
		a, b := other[i]/y[i], single[i]/y[i]
		aa, ab, bb, a1, b1 = aa+a*a, ab+a*b, bb+b*b, a1+a, b1+b
	}
	times = (b1*aa - a1*ab) / (a1*bb - b1*ab)
	for i := range other {
		other[i] += times * single[i]
	}
	return times, Exponent(g.Sizes, other)
}
