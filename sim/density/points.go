package density

// Points are a reader's points in the plane, in the reader's own units. They
// are float64 because the reader's origin may be far away, as it is on a map;
// [Points.Centre] finds the way to the float32 of the core.
type Points struct {
	XY [][2]float64 // finite, within ±1e100
	W  []float64    // positive weights, one a point; nil is equal weights
}

// Weight returns the weight of point i.
func (p Points) Weight(i int) float64 {
	if p.W == nil {
		return 1
	}
	if len(p.W) != len(p.XY) {
		panic(oneWeight)
	}
	return p.W[i]
}
