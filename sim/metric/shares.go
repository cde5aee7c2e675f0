package metric

import (
	"math"
)

// Count stores in dst how many labels are k = 0, 1, …; labels of len(dst) and
// more are not counted.
func Count[T int | float64](dst []T, labels []uint8) {
	clear(dst)
	for _, k := range labels {
		if int(k) < len(dst) {
			dst[k]++
		}
	}
}

// Shares stores in dst the share of the labels that are k = 0, 1, …; labels of
// len(dst) and more count in none. Without labels all shares are 0.
func Shares(dst []float64, labels []uint8) {
	Count(dst, labels)
	for k := range dst {
		dst[k] /= float64(max(len(labels), 1))
	}
}

// Band is the range in which the share of an event of probability p among n
// independent draws is to be expected: z standard deviations to either side of p, √(p(1−p)/n) each, cut to [0, 1].
func Band(p float64, n int, z float64) (lo, hi float64) {
	w := z * math.Sqrt(p*(1-p)/float64(max(n, 1)))
	return max(p-w, 0), min(p+w, 1)
}

// Wilson is the confidence interval for a probability of which n independent
// draws gave hits: the p with |hits/n − p| ≤ z √(p(1−p)/n) (E. B. Wilson, JASA 1927).
// It is [0, 1] for n = 0.
func Wilson(hits, n int, z float64) (lo, hi float64) {
	if hits < 0 || hits > n {
		panic("metric: hits that are not 0 … n")
	}
	if n == 0 {
		return 0, 1
	}
	p, m := float64(hits)/float64(n), float64(n)
	z2 := z * z
	centre := p + z2/(2*m)
	w := z * math.Sqrt(p*(1-p)/m+z2/(4*m*m))
	return max((centre-w)/(1+z2/m), 0), min((centre+w)/(1+z2/m), 1)
}
