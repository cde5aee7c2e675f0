package density

import "math"

// cholesky stores in l, row-major d×d, the lower triangle with L Lᵀ = a and
// reports whether a is positive definite. Its own small loop: gonum's gives
// other bits on other platforms.
func cholesky(l, a []float64, d int) bool {
	for i := range d {
		for j := range i + 1 {
			s := a[i*d+j]
			for k := range j {
				s -= float64(l[i*d+k] * l[j*d+k])
			}
			if i != j {
				l[i*d+j] = s / l[j*d+j]
				continue
			}
			if !(s > 0) || math.IsInf(s, 1) {
				return false
			}
			l[i*d+i] = math.Sqrt(s)
		}
	}
	return true
}

// invertLower stores the inverse of the lower triangle l in inv.
func invertLower(inv, l []float64, d int) {
	clear(inv)
	for j := range d {
		inv[j*d+j] = 1 / l[j*d+j]
		for i := j + 1; i < d; i++ {
			s := 0.0
			for k := j; k < i; k++ {
				s -= float64(l[i*d+k] * inv[k*d+j])
			}
			inv[i*d+j] = s / l[i*d+i]
		}
	}
}
