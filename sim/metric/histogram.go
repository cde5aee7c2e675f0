package metric

// Histogram stores in dst the density of the values in equal bins from lo to
// hi: count over n and the width of a bin. outside is the share of values that
// lie in no bin, which those that are not finite do; it and the bins' mass,
// Σ dst times the width, add up to 1. With no values all is 0.
func Histogram(dst []float64, values []float32, lo, hi float64) (outside float64) {
	if len(dst) == 0 || !(lo < hi) {
		panic("metric: a histogram needs bins, and lo < hi")
	}
	clear(dst)
	if len(values) == 0 {
		return 0
	}
	per := float64(len(dst)) / (hi - lo)
	n := float64(len(values))
	for _, v := range values {
		if f := (float64(v) - lo) * per; f >= 0 && f < float64(len(dst)) {
			dst[int(f)]++
		} else {
			outside++
		}
	}
	for i := range dst {
		dst[i] *= per / n
	}
	return outside / n
}
