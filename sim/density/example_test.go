package density_test

import (
	"fmt"
	"math"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/density"
)

// A density answers three questions at every noise level: log p, its gradient,
// and draws. The score of N(0, I) points home with the distance; smoothed by
// σ = √3 its variance is 1 + 3 and the score a quarter.
func Example() {
	d, err := density.NewMixture([]float64{1}, [][]float64{{0, 0}}, [][]float64{{1, 0, 0, 1}})
	if err != nil {
		fmt.Println(err)
		return
	}
	x := sim.FromPoints([]float64{-1, 0}, []float64{2, 0})
	score := sim.NewBatch(2, 2)
	for _, sigma := range []float32{0, float32(math.Sqrt(3))} {
		d.Score(score, x, sigma)
		fmt.Printf("σ = %.2f: score %.2f and %.2f along x\n", sigma, score.At(0, 0), score.At(0, 1))
	}
	// Output:
	// σ = 0.00: score 1.00 and -2.00 along x
	// σ = 1.73: score 0.25 and -0.50 along x
}

func ExampleByName() {
	d, err := density.ByName("ring")
	if err != nil {
		fmt.Println(err)
		return
	}
	x := sim.NewBatch(2, 10_000)
	d.Rand(x, sim.NewKey(1), 0)
	inside := 0
	for i := range x.N {
		if r := math.Hypot(float64(x.At(0, i)), float64(x.At(1, i))); r > 4 && r < 6 {
			inside++
		}
	}
	fmt.Printf("%d %% of the draws lie within 1 of the circle of radius 5\n", inside/100)
	_, err = density.ByName("ringg")
	fmt.Println(err)
	// Output:
	// 98 % of the draws lie within 1 of the circle of radius 5
	// density: "ringg" is no density; allowed: toy, three-modes, eight-gaussians, grid, gaussian, square, checkerboard, ring, rings, two-moons, pinwheel, swiss-roll, spirals, banana, funnel, squiggle, smiley, heart, truncated
}

// A reader's own points, to a density and back to the reader's units. Package
// table reads them from files.
func ExamplePoints() {
	points := density.Points{XY: [][2]float64{{100, 20}, {104, 20}, {102, 21}}, W: []float64{1, 1, 2}}
	way := points.Centre(8, points.Unlike())
	x := points.In(way).Batch()
	d := density.NewData(x, points.W, density.LeaveOneOut(x, points.W))
	fmt.Println("in view:", x.Row(0))
	mean, _ := d.Moments(0)
	fmt.Println("the mean, in the reader's units:", way.Out([2]float64(mean)))
	// Output:
	// in view: [-6.4 6.4 0]
	// the mean, in the reader's units: [102 20.5]
}

// A kernel estimate is exact at every noise level, without training: as σ grows
// the score of two points becomes that of the one Gaussian around their mean.
func ExampleData() {
	d := density.NewData(sim.FromPoints([]float64{-1, 0}, []float64{1, 0}), nil, 0)
	x, score := sim.FromPoints([]float64{3, 0}), sim.NewBatch(2, 1)
	for _, sigma := range []float32{0.5, 10} {
		d.Score(score, x, sigma)
		fmt.Printf("σ = %v: σ²s = %.2f\n", sigma, sigma*sigma*score.At(0, 0))
	}
	// Output:
	// σ = 0.5: σ²s = -2.00
	// σ = 10: σ²s = -2.97
}

// The darkness of a picture is mass: this one is black on its left half.
func ExampleNewImage() {
	d, err := density.NewImage(4, 2, []float32{
		1, 1, 0, 0,
		1, 1, 0, 0,
	}, 5)
	if err != nil {
		fmt.Println(err)
		return
	}
	mean, _ := d.Moments(0)
	fmt.Println("the mean lies at", mean)
	// Output:
	// the mean lies at [-2 0]
}

// Integration by parts has a boundary term where a density ends at an edge:
// E[∂ log p/∂x] is not 0 but −∫p(edge, y)dy, here −√(2/π).
func ExampleTruncated() {
	d := density.NewTruncated([2]float64{0, 0}, 1, 0)
	x := sim.NewBatch(2, 200_000)
	d.Rand(x, sim.NewKey(1), 0)
	score := sim.NewBatch(2, x.N)
	d.Score(score, x, 0)
	sum := 0.0
	for _, s := range score.Row(0) {
		sum += float64(s)
	}
	fmt.Printf("E[∂ log p/∂x] = %.1f\n", sum/float64(x.N))
	// Output:
	// E[∂ log p/∂x] = -0.8
}

// Of two overlapping components the heavier one takes more than its weight.
func ExampleMixture_Shares() {
	one := []float64{1, 0, 0, 1}
	m, _ := density.NewMixture([]float64{0.3, 0.7}, [][]float64{{0, 0}, {1.5, 0}}, [][]float64{one, one})
	shares := make([]float64, m.K())
	m.Shares(shares, 0)
	fmt.Printf("%.3f\n", shares)
	// Output: [0.238 0.762]
}

// A picture is a point whose coordinates are its pixels, and its label says what it shows.
func ExampleGlyphs() {
	g, err := density.NewGlyphs(8, density.Digits)
	if err != nil {
		fmt.Println(err)
		return
	}
	x, label := sim.NewBatch(g.Dim(), 1), make([]uint8, 1)
	g.Rand(x, sim.NewKey(1), 0)
	g.Labels(label, sim.NewKey(1), 0)
	fmt.Printf("%c\n", g.Alphabet()[label[0]])
	for row := range g.Side() {
		for column := range g.Side() {
			ink := (x.At(row*g.Side()+column, 0) + 1) / 2 // 0 … 1
			fmt.Printf("%c", []rune("·░▒▓█")[int(4.99*ink)])
		}
		fmt.Println()
	}
	// Output:
	// 9
	// ····░···
	// ··▒█▓█··
	// ··█··█··
	// ··█·░█··
	// ··▒███··
	// ····▒▒··
	// ····▓░··
	// ····░···
}
