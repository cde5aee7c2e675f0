package density

import (
	"math"

	"github.com/scorefield/scorefield/sim"
)

const badShape = "density: bad shape"

func checkDim(b sim.Batch, d int) {
	if b.D != d {
		panic(badShape)
	}
}

func checkScore(dst, x sim.Batch, d int) {
	if x.D != d || !dst.Like(x) {
		panic(badShape)
	}
}

// checkLogProb panics unless dst has an element for each of the points x of R^d.
func checkLogProb[T any](dst []T, x sim.Batch, d int) {
	if x.D != d || len(dst) != x.N {
		panic(badShape)
	}
}

// checkSigma panics on a noise level that is none.
func checkSigma(sigma float32) {
	if !(sigma >= 0 && sigma <= math.MaxFloat32) {
		panic("density: a noise level that is negative or not finite")
	}
}

func finite(x sim.Batch) bool {
	for _, v := range x.Data {
		if !(v >= -math.MaxFloat32 && v <= math.MaxFloat32) {
			return false
		}
	}
	return true
}

// spread returns √(h² + σ²), the deviation of a kernel h after smoothing by σ.
func spread(h float64, sigma float32) float64 {
	return math.Sqrt(float64(h*h) + float64(float64(sigma)*float64(sigma)))
}

// normalised returns weights divided by their sum. It panics on a negative
// weight and on a sum that is not positive and finite.
func normalised(weights []float64) []float64 {
	sum := 0.0
	for _, w := range weights {
		if !(w >= 0) {
			panic(badWeights)
		}
		sum += w
	}
	if !(sum > 0 && sum <= math.MaxFloat64) {
		panic(badWeights)
	}
	out := make([]float64, len(weights))
	for i, w := range weights {
		out[i] = w / sum
	}
	return out
}

const badWeights = "density: weights that are negative, not numbers, or 0 altogether"

// pointMoments returns the mean (d) and covariance (d×d) of n weighted points,
// each blurred by v I: cov = Σ w (x−μ)(x−μ)ᵀ + v I.
func pointMoments(n, d int, v float64, w func(int) float64, x func(i, j int) float64) (mean, cov []float64) {
	mean, cov = make([]float64, d), make([]float64, d*d)
	for i := range n {
		for j := range d {
			mean[j] += float64(w(i) * x(i, j))
		}
	}
	for i := range n {
		for j := range d {
			for k := range d {
				cov[j*d+k] += float64(w(i) * float64((x(i, j)-mean[j])*(x(i, k)-mean[k])))
			}
		}
	}
	for j := range d {
		cov[j*d+j] += v
	}
	return mean, cov
}
