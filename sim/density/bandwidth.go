package density

import (
	"math"

	"github.com/scorefield/scorefield/sim"
)

// Silverman returns Silverman's bandwidth for the points x with weights w (nil
// is equal weights), exact for Gaussian data (Silverman, Density Estimation,
// 1986, equation 4.14):
//
//	h = s (4/(D+2))^(1/(D+4)) n^(−1/(D+4)),
//
// with s² the mean variance of a coordinate and n = (Σw)²/Σw² the effective
// number of points. It is too wide for data in several clumps. The result is at
// least [LeastBandwidth].
func Silverman(x sim.Batch, w []float64) float64 {
	d := float64(x.D)
	return max(Scott(x, w)*power(4/(d+2), 1/(d+4)), LeastBandwidth)
}

// Scott returns Scott's bandwidth, h = s n^(−1/(D+4)) (Multivariate Density
// Estimation, 1992, equation 6.42), in the terms of [Silverman]; in two
// dimensions they agree.
func Scott(x sim.Batch, w []float64) float64 {
	s, n := scale(x, w)
	return max(s*power(n, -1/float64(x.D+4)), LeastBandwidth)
}

// scale returns the root of the mean variance of a coordinate, and the
// effective number of points.
func scale(x sim.Batch, w []float64) (s, n float64) {
	if w == nil {
		w = equal(x.N)
	}
	if len(w) != x.N {
		panic(oneWeight)
	}
	w = normalised(w)
	_, cov := pointMoments(x.N, x.D, 0, func(i int) float64 { return w[i] },
		func(i, j int) float64 { return float64(x.At(j, i)) })
	trace := 0.0
	for j := range x.D {
		trace += cov[j*x.D+j]
	}
	return math.Sqrt(trace / float64(x.D)), effective(w)
}

// effective is the effective number of points with these weights, (Σw)²/Σw².
func effective(w []float64) float64 {
	sq := 0.0
	for _, v := range normalised(w) {
		sq += float64(v * v)
	}
	return 1 / sq
}

// power is xʸ for x > 0, the same on every platform.
func power(x, y float64) float64 { return math.Exp2(float64(y*math.Log(x)) / math.Ln2) }
