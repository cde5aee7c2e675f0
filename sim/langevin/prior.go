package langevin

import (
	"math"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/internal/vec"
)

// Prior fills dst with the draws number first, first+1, … of the stream key
// from the Gaussian with the mean and covariance of the forward process at its
// end, N(α Mean, α² Cov + σ² I) at t = 1. It panics if α² Cov + σ² I is not positive definite.
func (p *Process) Prior(dst sim.Batch, key sim.Key, first int) {
	require(p.Schedule != nil, noSchedule)
	mean, root := p.terminal(dst.D)
	z := sim.NewBatch(dst.D, dst.N)
	normals(z, key, first)
	for j := range dst.D {
		row := dst.Row(j)
		for i := range row {
			row[i] = float32(mean[j])
		}
		for l := range j + 1 {
			vec.Axpy(row, float32(root[j*dst.D+l]), z.Row(l))
		}
	}
}

// terminal is the mean and the Cholesky factor L, D×D, of the process at t = 1.
func (p *Process) terminal(d int) (mean, root []float64) {
	if (p.Mean != nil && len(p.Mean) != d) || (p.Cov != nil && len(p.Cov) != d*d) {
		panic(badShape)
	}
	alpha, sigma := p.Schedule.Alpha(1), p.Schedule.Sigma(1)
	mean, root = make([]float64, d), make([]float64, d*d)
	for j, m := range p.Mean {
		mean[j] = alpha * m
	}
	for i, c := range p.Cov {
		root[i] = alpha * alpha * c
	}
	for j := range d {
		root[j*d+j] += float64(sigma * sigma)
	}
	cholesky(root, d)
	return mean, root
}

// cholesky replaces the symmetric positive definite a, D×D, by the lower
// triangular L with L Lᵀ = a, leaving what is above the diagonal: for l ≤ j
// L_jl = (a_jl − Σ_{m<l} L_jm L_lm)/L_ll, and the root of that for l = j. The
// order is fixed and nothing is fused, unlike in libraries.
func cholesky(a []float64, d int) {
	for j := range d {
		for l := range j + 1 {
			v := a[j*d+l]
			for m := range l {
				v -= float64(a[j*d+m] * a[l*d+m])
			}
			switch {
			case l < j:
				a[j*d+l] = v / a[l*d+l]
			case v > 0:
				a[j*d+j] = math.Sqrt(v)
			default:
				panic("langevin: a covariance that is not positive definite")
			}
		}
	}
}

// logPrior is the log-density of Prior at the point x, given terminal's mean and
// root: with L z = x − mean it is −½‖z‖² − log det L − (D/2) log 2π. z is
// scratch of length D.
func logPrior(x, mean, root, z []float64) float64 {
	d := len(mean)
	logp := -float64(d) / 2 * math.Log(2*math.Pi)
	for j := range d {
		v := x[j] - mean[j]
		for l := range j {
			v -= root[j*d+l] * z[l]
		}
		z[j] = v / root[j*d+j]
		logp -= z[j]*z[j]/2 + math.Log(root[j*d+j])
	}
	return logp
}

// Match sets Mean and Cov to those of the points x. It calls yield, unless that is nil, after each
// row of Cov, which takes N·D multiplications.
func (p *Process) Match(x sim.Batch, yield func()) {
	n := float64(max(x.N, 1))
	p.Mean, p.Cov = make([]float64, x.D), make([]float64, x.D*x.D)
	for j := range x.D {
		p.Mean[j] = vec.Sum(x.Row(j)) / n
	}
	for j := range x.D {
		for l := range x.D {
			p.Cov[j*x.D+l] = vec.Dot(x.Row(j), x.Row(l))/n - float64(p.Mean[j]*p.Mean[l])
		}
		if yield != nil {
			yield()
		}
	}
}
