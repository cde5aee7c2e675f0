package metric

import "github.com/scorefield/scorefield/sim"

// Fisher is ½ mean ‖a_i − b_i‖² of two scores at the same points: on samples of
// p the Fisher divergence ½E‖s_θ − ∇log p‖², which explicit score matching
// minimises; on a lattice the same without the weight p, which shows what
// training does not see. The root mean square error is √(2F).
func Fisher(a, b sim.Batch) float64 {
	checkPaired(a, b)
	sum := 0.0
	for i, v := range a.Data {
		e := float64(v) - float64(b.Data[i])
		sum += e * e
	}
	return sum / 2 / float64(a.N)
}

// FisherBetween is the Fisher divergence of two scorers at σ on the points x.
func FisherBetween(a, b sim.Scorer, x sim.Batch, sigma float32) float64 {
	at, bt := sim.NewBatch(x.D, x.N), sim.NewBatch(x.D, x.N)
	a.Score(at, x, sigma)
	b.Score(bt, x, sigma)
	return Fisher(at, bt)
}

// Lattice is the n×n points of a square lattice on [cx−half, cx+half] ×
// [cy−half, cy+half], its border included, row by row from the lowest.
func Lattice(cx, cy, half float64, n int) sim.Batch {
	if n < 0 {
		panic(badShape)
	}
	x := sim.NewBatch(2, n*n)
	for r := range n {
		for c := range n {
			x.Set(0, r*n+c, float32(node(cx, half, c, n)))
			x.Set(1, r*n+c, float32(node(cy, half, r, n)))
		}
	}
	return x
}

// node is place i of n from centre − half to centre + half.
func node(centre, half float64, i, n int) float64 {
	return centre + half*(2*float64(i)/float64(max(n-1, 1))-1)
}
