package fit

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/scorefield/scorefield/sim"
	"gonum.org/v1/gonum/mat"
)

// gram is XXᵀ/m + δI of n rows of m normals.
func gram(n, m int, delta float64, seed uint64) square {
	r := rand.New(rand.NewPCG(seed, 1))
	x := sim.NewBatch(n, m)
	for i := range x.Data {
		x.Data[i] = float32(r.NormFloat64())
	}
	a := newSquare(n)
	for i := range n {
		for j := range i + 1 {
			sum := 0.0
			for k := range m {
				sum += float64(x.At(i, k)) * float64(x.At(j, k))
			}
			a.add(i, j, sum/float64(m))
		}
		a.add(i, i, delta)
	}
	return a
}

// TestCholeskyIsGonums: factor, solution, inverse and determinant of matrices of
// every small size and some larger ones. Both are backward stable, so that they
// differ by κ n ε at most (Higham, Accuracy and Stability of Numerical
// Algorithms, theorem 10.4, up to its constant).
func TestCholeskyIsGonums(t *testing.T) {
	for _, n := range []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 34, 100} {
		a := gram(n, n+3, 1e-3, uint64(n))
		l, ok := factorise(a)
		var c mat.Cholesky
		if !ok || !c.Factorize(mat.NewSymDense(n, a.data)) {
			t.Fatalf("n = %d: not positive definite", n)
		}
		tol := 10 * c.Cond() * float64(n) * 0x1p-53
		var lower mat.TriDense
		c.LTo(&lower)
		var inverse mat.SymDense
		if err := c.InverseTo(&inverse); err != nil {
			t.Fatal(err)
		}
		inv := l.inverse()
		b := make([]float64, n)
		for i := range b {
			b[i] = math.Cos(float64(i))
		}
		var x mat.VecDense
		if err := c.SolveVecTo(&x, mat.NewVecDense(n, append([]float64(nil), b...))); err != nil {
			t.Fatal(err)
		}
		l.solve(b)
		scale := mat.Norm(&inverse, 1)
		for i := range n {
			if math.Abs(b[i]-x.AtVec(i)) > tol*scale*math.Sqrt(float64(n)) {
				t.Errorf("n = %d: x[%d] = %v, gonum's %v", n, i, b[i], x.AtVec(i))
			}
			for j := range n {
				if math.Abs(inv.data[i*n+j]-inverse.At(i, j)) > tol*scale {
					t.Errorf("n = %d: inverse %v at %d, %d, gonum's %v", n, inv.data[i*n+j], i, j, inverse.At(i, j))
				}
				if math.Abs(l.data[i*n+j]-lower.At(i, j)) > tol {
					t.Errorf("n = %d: L = %v at %d, %d, gonum's %v", n, l.data[i*n+j], i, j, lower.At(i, j))
				}
			}
		}
		if math.Abs(l.logDet()-c.LogDet()) > tol*float64(n) {
			t.Errorf("n = %d: log det %v, gonum's %v", n, l.logDet(), c.LogDet())
		}
	}
}

// TestConditionIsAnEstimateFromBelow: never above the true ‖A‖₁‖A⁻¹‖₁, and not
// below a third of it, over 200 random matrices; Hilbert's are found singular
// from n = 9 on, whose condition is 1.1e12.
func TestConditionIsAnEstimateFromBelow(t *testing.T) {
	for seed := range uint64(200) {
		n := 1 + int(seed%20)
		a := gram(n, n, 1e-6, seed+1)
		l, ok := factorise(a)
		if !ok {
			t.Fatal("not positive definite")
		}
		norm := func(a square) float64 { return mat.Norm(mat.NewSymDense(a.n, a.data), 1) }
		exact := norm(a) * norm(l.inverse())
		if got := l.condition(a); got > exact*(1+1e-6) || got < exact/3 {
			t.Errorf("seed %d, n = %d: %v of %v", seed, n, got, exact)
		}
	}
	for n := 2; n <= 12; n++ {
		a := newSquare(n)
		for i := range n {
			for j := range n {
				a.data[i*n+j] = 1 / float64(i+j+1)
			}
		}
		if _, err := invertible(a, "points", "better ones"); (err == nil) != (n < 9) {
			t.Errorf("Hilbert's matrix of %d rows: %v", n, err)
		}
	}
}

func TestWhatIsNotPositiveDefinite(t *testing.T) {
	for _, a := range []square{
		{1, []float64{0}}, {1, []float64{-1}}, {1, []float64{math.NaN()}},
		{2, []float64{1, 2, 2, 1}}, {2, []float64{1, 1, 1, 1}}, {3, []float64{1, 0, 0, 0, 1, math.NaN(), 0, math.NaN(), 1}},
	} {
		if _, err := invertible(a, "points", "better ones"); err == nil {
			t.Errorf("%v is invertible", a.data)
		}
	}
}
