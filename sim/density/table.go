package density

import (
	"math"

	"github.com/scorefield/scorefield/sim"
)

// A Table reads the score of a density of the plane off a grid of exact scores,
// bilinearly, which costs the same however many points the density has. Log p
// and draws are the density's own, and so is the score outside the grid.
//
// A node is computed when a point first needs it, for one σ at a time. Its value
// does not depend on when that was, so a run can be replayed and split.
//
// With a the distance of the nodes, each component s of the score is wrong by at
// most
//
//	a²/8 (max |∂²s/∂x²| + max |∂²s/∂y²|)
//
// over the cell. Of a kernel estimate of variance v, ∂²s is a third central
// moment of the points under the responsibilities, over v³: about 1/v^1.5 where
// points are dense, so the error is about (a²/v)/4 of the score's own size
// 1/√v; and more where far points take over from each other, on lines that have
// next to no mass. Deviation measures it.
type Table struct {
	Of    sim.Density // of the plane
	Half  float64     // the grid covers |x|, |y| ≤ Half; 0 is 8
	Cells int         // along a side; 0 is 512

	sigma          float32
	ready          bool
	origin, a, inv float32   // −Half, the cells' side and its inverse
	n              int       // nodes along a side
	sx, sy         []float32 // n×n, y major; sx is NaN where not computed yet
	nodes          []int32   // to be computed
	late           []int32   // points that wait for them
	outside        []int32   // points off the grid
	at, score      sim.Batch // scratch for both
}

// Dim is 2.
func (t *Table) Dim() int { return 2 }

// LogProb stores the exact log p_σ.
func (t *Table) LogProb(dst []float32, x sim.Batch, sigma float32) { t.Of.LogProb(dst, x, sigma) }

// Rand draws from the density.
func (t *Table) Rand(dst sim.Batch, key sim.Key, first int) { t.Of.Rand(dst, key, first) }

// Score stores the interpolated ∇ log p_σ.
func (t *Table) Score(dst, x sim.Batch, sigma float32) {
	checkScore(dst, x, 2)
	t.prepare(sigma)
	t.nodes, t.late, t.outside = t.nodes[:0], t.late[:0], t.outside[:0]
	sx, sy := dst.Row(0), dst.Row(1)
	for i, x0 := range x.Row(0) {
		k, u, v, ok := t.cell(x0, x.Data[x.N+i])
		if !ok {
			t.outside = append(t.outside, int32(i))
			continue
		}
		sx[i], sy[i] = bilinear(t.sx, k, t.n, u, v), bilinear(t.sy, k, t.n, u, v)
		if sx[i] != sx[i] { // a node is missing
			t.late = append(t.late, int32(i))
			t.list(k)
		}
	}
	t.compute()
	for _, i := range t.late {
		k, u, v, _ := t.cell(x.At(0, int(i)), x.At(1, int(i)))
		sx[i], sy[i] = bilinear(t.sx, k, t.n, u, v), bilinear(t.sy, k, t.n, u, v)
	}
	t.beyond(dst, x)
}

// bilinear interpolates between the nodes k, k+1, k+n and k+n+1.
func bilinear(f []float32, k, n int, u, v float32) float32 {
	lo, hi := f[k:k+2:k+2], f[k+n:k+n+2:k+n+2]
	p := lo[0] + float32(u*(lo[1]-lo[0]))
	q := hi[0] + float32(u*(hi[1]-hi[0]))
	return p + float32(v*(q-p))
}

// cell returns the lower left node of the cell that (x, y) lies in and where in
// it; false off the grid.
func (t *Table) cell(x, y float32) (k int, u, v float32, ok bool) {
	u, v = float32((x-t.origin)*t.inv), float32((y-t.origin)*t.inv)
	if top := float32(t.n - 1); !(u >= 0 && v >= 0 && u < top && v < top) {
		return 0, 0, 0, false
	}
	i, j := int(u), int(v)
	return j*t.n + i, u - float32(i), v - float32(j), true
}

// prepare empties the grid for another σ.
func (t *Table) prepare(sigma float32) {
	if t.ready && sigma == t.sigma {
		return
	}
	if !t.ready {
		half, cells := t.Half, t.Cells
		if half == 0 {
			half = 8
		}
		if cells == 0 {
			cells = 512
		}
		t.n = cells + 1
		t.origin, t.a, t.inv = float32(-half), float32(2*half/float64(cells)), float32(float64(cells)/(2*half))
		t.sx, t.sy = make([]float32, t.n*t.n), make([]float32, t.n*t.n)
	}
	nan := float32(math.NaN())
	for k := range t.sx {
		t.sx[k], t.sy[k] = nan, 0
	}
	t.sigma, t.ready = sigma, true
}

// listed is the sy of a node whose sx is missing but listed already.
const listed = 1

// list lists those of the four nodes around the cell k that are missing.
func (t *Table) list(k int) {
	for _, k := range [...]int{k, k + 1, k + t.n, k + t.n + 1} {
		if t.sx[k] != t.sx[k] && t.sy[k] != listed {
			t.sy[k] = listed
			t.nodes = append(t.nodes, int32(k))
		}
	}
}

// compute fills the listed nodes.
func (t *Table) compute() {
	t.exact(t.nodes, func(k int32) (x, y float32) {
		return t.origin + float32(float32(int(k)%t.n)*t.a), t.origin + float32(float32(int(k)/t.n)*t.a)
	}, func(k int32, sx, sy float32) {
		t.sx[k], t.sy[k] = sx, sy
	})
}

// beyond stores the exact score of the points off the grid.
func (t *Table) beyond(dst, x sim.Batch) {
	t.exact(t.outside, func(i int32) (float32, float32) {
		return x.At(0, int(i)), x.At(1, int(i))
	}, func(i int32, sx, sy float32) {
		dst.Set(0, int(i), sx)
		dst.Set(1, int(i), sy)
	})
}

// exact asks the density for the scores at the listed places, a block at a time.
func (t *Table) exact(list []int32, place func(int32) (x, y float32), store func(k int32, sx, sy float32)) {
	if t.at.Data == nil {
		t.at, t.score = sim.NewBatch(2, block), sim.NewBatch(2, block)
	}
	for lo := 0; lo < len(list); lo += block {
		part := list[lo:min(lo+block, len(list))]
		at := sim.Batch{D: 2, N: len(part), Data: t.at.Data[:2*len(part)]}
		score := sim.Batch{D: 2, N: len(part), Data: t.score.Data[:2*len(part)]}
		for i, k := range part {
			x, y := place(k)
			at.Set(0, i, x)
			at.Set(1, i, y)
		}
		t.Of.Score(score, at, t.sigma)
		for i, k := range part {
			store(k, score.At(0, i), score.At(1, i))
		}
	}
}

// Deviation returns the root mean square and the maximum over x of the distance
// ‖s − exact s‖ at σ. It computes the exact scores of x.
func (t *Table) Deviation(x sim.Batch, sigma float32) (rms, most float64) {
	s, exact := sim.NewBatch(2, x.N), sim.NewBatch(2, x.N)
	t.Score(s, x, sigma)
	t.Of.Score(exact, x, sigma)
	sum := 0.0
	for i := range x.N {
		dx, dy := float64(s.At(0, i)-exact.At(0, i)), float64(s.At(1, i)-exact.At(1, i))
		e := float64(dx*dx) + float64(dy*dy)
		sum += e
		most = max(most, math.Sqrt(e))
	}
	return math.Sqrt(sum / float64(max(x.N, 1))), most
}
