package hist

// CountAxis adds to counts how many of the values lie in each of as many equal
// bins from lo to hi, lo < hi. Values outside, and those that are not numbers,
// are skipped.
func CountAxis(counts []int, values []float32, lo, hi float64) {
	perUnit := float64(len(counts)) / (hi - lo)
	for _, v := range values {
		if b := (float64(v) - lo) * perUnit; b >= 0 && b < float64(len(counts)) {
			counts[int(b)]++
		}
	}
}
