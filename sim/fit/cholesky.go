package fit

import "math"

// square is an n×n matrix, row-major; of a symmetric one both halves are there.
type square struct {
	n    int
	data []float64 // n×n
}

func newSquare(n int) square { return square{n, make([]float64, n*n)} }

func (a square) row(i int) []float64 { return a.data[i*a.n : (i+1)*a.n] }

// trace is Σ a_ii.
func (a square) trace() float64 {
	sum := 0.0
	for i := range a.n {
		sum += a.data[i*a.n+i]
	}
	return sum
}

// add adds v to a_ij and, off the diagonal, to a_ji.
func (a square) add(i, j int, v float64) {
	a.data[i*a.n+j] += v
	if i != j {
		a.data[j*a.n+i] += v
	}
}

// cholesky is L, lower triangular, of A = LLᵀ.
type cholesky struct{ square }

// factorise returns L; ok is false where A is not positive definite.
func factorise(a square) (l cholesky, ok bool) {
	l = cholesky{newSquare(a.n)}
	for i := range a.n {
		li := l.row(i)
		for j := range i + 1 {
			lj := l.row(j)
			v := a.data[i*a.n+j] - dot(li[:j], lj[:j])
			if j < i {
				li[j] = v / lj[j]
				continue
			}
			if !(v > 0) {
				return l, false
			}
			li[i] = math.Sqrt(v)
		}
	}
	return l, true
}

// dot is Σ x_i y_i, in four sums that the processor can add at once.
func dot(x, y []float64) float64 {
	var s [4]float64
	y = y[:len(x)]
	i := 0
	for ; i+4 <= len(x); i += 4 {
		s[0] += x[i] * y[i]
		s[1] += x[i+1] * y[i+1]
		s[2] += x[i+2] * y[i+2]
		s[3] += x[i+3] * y[i+3]
	}
	for ; i < len(x); i++ {
		s[0] += x[i] * y[i]
	}
	return s[0] + s[1] + s[2] + s[3]
}

// solve replaces b by A⁻¹b: Ly = b, Lᵀx = y.
func (l cholesky) solve(b []float64) {
	for i := range b {
		row := l.row(i)
		b[i] = (b[i] - dot(row[:i], b[:i])) / row[i]
	}
	for i := l.n - 1; i >= 0; i-- {
		row := l.row(i)
		b[i] /= row[i]
		for j, v := range row[:i] {
			b[j] -= v * b[i]
		}
	}
}

// inverse is A⁻¹.
func (l cholesky) inverse() square {
	inv := newSquare(l.n)
	for i := range l.n {
		inv.data[i*l.n+i] = 1
		l.solve(inv.row(i)) // row i is column i
	}
	return inv
}

// logDet is log det A.
func (l cholesky) logDet() float64 {
	sum := 0.0
	for i := range l.n {
		sum += 2 * math.Log(l.data[i*l.n+i])
	}
	return sum
}

// condition estimates ‖A‖₁‖A⁻¹‖₁ from below (Hager, SIAM Journal on Scientific
// and Statistical Computing 1984): ‖A⁻¹x‖₁ is convex, so from x = 1/n the
// gradient z = A⁻¹ sign(A⁻¹x) leads from vertex to vertex of the ball ‖x‖₁ ≤ 1
// until none is better.
func (l cholesky) condition(a square) float64 {
	norm := 0.0
	for i := range a.n {
		norm = max(norm, absolute(a.row(i)))
	}
	x, z := make([]float64, a.n), make([]float64, a.n)
	for i := range x {
		x[i] = 1 / float64(a.n)
	}
	inverse := 0.0
	for range 5 { // two or three suffice
		y := append(z[:0], x...)
		l.solve(y)
		inverse = max(inverse, absolute(y))
		for i, v := range y {
			z[i] = math.Copysign(1, v)
		}
		l.solve(z)
		at := 0
		for i, v := range z {
			if math.Abs(v) > math.Abs(z[at]) {
				at = i
			}
		}
		if math.Abs(z[at]) <= dot(z, x) {
			break
		}
		clear(x)
		x[at] = 1
	}
	return norm * inverse
}

// absolute is ‖x‖₁.
func absolute(x []float64) float64 {
	sum := 0.0
	for _, v := range x {
		sum += math.Abs(v)
	}
	return sum
}
