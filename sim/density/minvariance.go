package density

import "math"

// MinVariance of a density is 1/L for the least L known with −∇² log p_σ ≤ L I
// everywhere: the variance of the narrowest Gaussian that it bends like anywhere.
// L limits the step sizes of samplers.

// MinVariance is min_k λ_min(Σ_k) + σ²: with responsibilities r_k, −∇² log p_σ is
// Σ r_k P_k less a covariance, and the largest eigenvalue of a precision P_k bounds
// it.
func (m *Mixture) MinVariance(sigma float64) float64 {
	least := math.Inf(1)
	for k := range m.k {
		least = min(least, smallestEigenvalue(m.Cov(k), m.d))
	}
	return least + float64(sigma*sigma)
}

// MinVariance is h² + σ², not below LeastBandwidth², as the kernels are not.
func (d *Data) MinVariance(sigma float64) float64 {
	return max(float64(d.h*d.h)+float64(sigma*sigma), LeastBandwidth*LeastBandwidth)
}

// MinVariance is h² + σ², which the density bends like beyond its edges.
func (r *Raster) MinVariance(sigma float64) float64 {
	return float64(r.soft*r.soft) + float64(sigma*sigma)
}

// MinVariance is s² at σ = 0, where the score is the uncut Gaussian's, and σ² else:
// beyond the edge p_σ falls off like N(cut, σ²).
func (t *Truncated) MinVariance(sigma float64) float64 {
	if sigma == 0 {
		return t.s * t.s
	}
	return sigma * sigma
}

// smallestEigenvalue is that of the symmetric positive definite a, d×d row-major,
// by Jacobi's rotations.
func smallestEigenvalue(a []float64, d int) float64 {
	if d == 2 { // the product of both over the larger
		half := (a[0] - a[3]) / 2
		larger := (a[0]+a[3])/2 + math.Sqrt(float64(half*half)+float64(a[1]*a[1]))
		return (float64(a[0]*a[3]) - float64(a[1]*a[1])) / larger
	}
	b := append([]float64(nil), a...)
	for range 30 { // converges quadratically: some six sweeps suffice
		if offDiagonal(b, d) == 0 {
			break
		}
		for i := range d {
			for j := range i {
				rotate(b, d, i, j)
			}
		}
	}
	least := b[0]
	for i := range d {
		least = min(least, b[i*d+i])
	}
	return least
}

func offDiagonal(a []float64, d int) float64 {
	sum := 0.0
	for i := range d {
		for j := range i {
			sum += float64(a[i*d+j] * a[i*d+j])
		}
	}
	return sum
}

// rotate makes the elements (i, j) and (j, i) of the symmetric a zero by a
// rotation of the plane of both axes: with θ = (a_jj − a_ii)/2a_ij its tangent is
// sgn θ/(|θ| + √(θ² + 1)).
func rotate(a []float64, d, i, j int) {
	if a[i*d+j] == 0 {
		return
	}
	theta := (a[j*d+j] - a[i*d+i]) / (2 * a[i*d+j])
	t := math.Copysign(1/(math.Abs(theta)+math.Sqrt(float64(theta*theta)+1)), theta)
	c := 1 / math.Sqrt(float64(t*t)+1)
	s := float64(t * c)
	for k := range d {
		x, y := a[k*d+i], a[k*d+j]
		a[k*d+i], a[k*d+j] = float64(c*x)-float64(s*y), float64(s*x)+float64(c*y)
	}
	for k := range d {
		x, y := a[i*d+k], a[j*d+k]
		a[i*d+k], a[j*d+k] = float64(c*x)-float64(s*y), float64(s*x)+float64(c*y)
	}
	a[i*d+j], a[j*d+i] = 0, 0
}
