package fit

// Polynomial is the features ∏ x_j^{e_j} of all degrees from 1 to a highest
// one. Degree 2 is the Gaussian family; an even degree above has densities with
// several modes.
type Polynomial struct {
	exponents [][]int // K×D
}

// mostMonomials bounds their number: B of an [Exponential] is its square.
const mostMonomials = 4096

// NewPolynomial returns the monomials of R^d of degree 1 … degree. It panics unless d is
// positive, degree is not negative and there are at most 4096 of them.
func NewPolynomial(d, degree int) *Polynomial {
	if d < 1 || degree < 0 || monomials(d, degree) > mostMonomials {
		panic("fit: a polynomial needs at most 4096 monomials")
	}
	p := &Polynomial{}
	for n := 1; n <= degree; n++ {
		p.add(make([]int, d), 0, n)
	}
	return p
}

// monomials is how many there are, binomial(d + degree, d) − 1, or more than mostMonomials.
func monomials(d, degree int) int {
	if max(d, degree) > mostMonomials {
		return mostMonomials + 1
	}
	n := 1
	for i := 1; i <= min(d, degree) && n <= mostMonomials+1; i++ {
		n = n * (max(d, degree) + i) / i
	}
	return n - 1
}

// add appends every way to spread degree n over the coordinates from j on.
func (p *Polynomial) add(e []int, j, n int) {
	if j == len(e)-1 {
		e[j] = n
		p.exponents = append(p.exponents, append([]int(nil), e...))
		return
	}
	for e[j] = n; e[j] >= 0; e[j]-- {
		p.add(e, j+1, n-e[j])
	}
	e[j] = 0
}

// Exponents are those of monomial k, one a coordinate.
func (p *Polynomial) Exponents(k int) []int { return p.exponents[k] }

// Len is the number of monomials.
func (p *Polynomial) Len() int { return len(p.exponents) }

// At implements Features.
func (p *Polynomial) At(f, grad, laplace, x []float64) {
	d := len(x)
	for k, e := range p.exponents {
		f[k], laplace[k] = monomial(x, e, -1, 0), 0
		for j := range d {
			grad[k*d+j] = monomial(x, e, j, 1)
			laplace[k] += monomial(x, e, j, 2)
		}
	}
}

// monomial is ∏ x^e, differentiated n times by x_j.
func monomial(x []float64, e []int, j, n int) float64 {
	v := 1.0
	for i, m := range e {
		if i == j {
			for range n {
				v *= float64(m)
				m--
			}
		}
		for ; m > 0; m-- {
			v *= x[i]
		}
	}
	return v
}
