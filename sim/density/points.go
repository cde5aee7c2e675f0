package density

// MaxPoints is the most points that a reader may bring.
const MaxPoints = 500_000

// maxCoordinate bounds what a reader's coordinates may be, so that squares
// stay far from overflow.
const maxCoordinate = 1e100

// Points are a reader's points in the plane, in the reader's own units. They
// are float64 because the reader's origin may be far away, as it is on a map;
// [Points.Fit] finds the way to the float32 of the core.
type Points struct {
	XY [][2]float64 // N points
	W  []float64    // N positive weights; nil is equal weights
}

// FromFloats takes interleaved coordinates x₀, y₀, x₁, y₁, … The error is an
// [*InputError] whose Line is the number of the point, from 1.
func FromFloats(xy []float32) (Points, error) {
	if len(xy)/2 > MaxPoints {
		return Points{}, &InputError{Kind: TooMany, Value: decimal(len(xy) / 2)}
	}
	if len(xy)%2 != 0 {
		return Points{}, &InputError{Kind: Ragged, Line: len(xy)/2 + 1, Value: "1", Want: 2}
	}
	p := Points{XY: make([][2]float64, len(xy)/2)}
	for i, v := range xy {
		if kind := checkCoordinate(float64(v)); kind != 0 {
			return Points{}, &InputError{Kind: kind, Line: i/2 + 1, Column: i%2 + 1, Value: number(float64(v))}
		}
		p.XY[i/2][i%2] = float64(v)
	}
	return p, p.check()
}

// Weight returns the weight of point i.
func (p Points) Weight(i int) float64 {
	if p.W == nil {
		return 1
	}
	return p.W[i]
}

// Distinct returns how many of the points differ, counting no further than
// limit.
func (p Points) Distinct(limit int) int {
	seen := make(map[[2]float64]struct{}, limit)
	for _, q := range p.XY {
		if len(seen) >= limit {
			break
		}
		seen[q] = struct{}{}
	}
	return len(seen)
}

// check returns an error unless at least two points differ.
func (p Points) check() error {
	if n := p.Distinct(2); n < 2 {
		return &InputError{Kind: TooFew, Value: decimal(n)}
	}
	return nil
}

// checkCoordinate returns what is wrong with v, or 0.
func checkCoordinate(v float64) Kind {
	switch {
	case v-v != 0: // NaN or ±Inf
		return NotFinite
	case v < -maxCoordinate || v > maxCoordinate:
		return TooLarge
	}
	return 0
}
