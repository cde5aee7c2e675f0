package render

import (
	"math"
	"testing"
)

// TestDashesReachTheEnd: whatever the length, the place, the scale and the number
// of points, a dashed line has dashes and gaps of the asked lengths from its
// beginning to its end: from dash to dash it is a period, and no gap is longer
// than space. The ends of strokes are read from the mesh: four vertices a stroke
// and segment.
//
// Lengths are float32 at coordinates below 4096: off by 4096·2⁻²³ = 5e-4 at each
// end, and by as much again in the direction over a segment: 2e-3 in all.
func TestDashesReachTheEnd(t *testing.T) {
	const tolerance = 2e-3
	for _, scale := range []float64{0.37, 0.75, 1, 1.1, 1.25, 1.5, 2, 2.625, 3} {
		dash, space := float32(5*scale), float32(4*scale)
		for _, length := range []float64{3, 9, 100.5, 411.3, 800, 1234.56, 3000} {
			for _, points := range []int{2, 3, 50} {
				for _, at := range []float64{0, 0.1, 44.5, 1000.25} {
					var pts []Point
					for k := range points { // along a line that is not straight up or across
						s := at + length*float64(k)/float64(points-1)
						pts = append(pts, Point{float32(0.8 * s), float32(0.6 * s)})
					}
					var m Mesh
					m.dashes(pts, 1, dash, space, hex(0))
					end, inked := 0.0, 0.0
					for i := 0; i < len(m.Vertices); i += 4 {
						from := along(&m.Vertices[i], &m.Vertices[i+1]) - at
						to := along(&m.Vertices[i+2], &m.Vertices[i+3]) - at
						if gap := from - end; gap < -tolerance || gap > float64(space)+tolerance {
							t.Fatalf("scale %v, %v from %v by %d points: a gap of %v at %v", scale, length, at, points, gap, end)
						}
						end, inked = to, inked+to-from
					}
					if rest := length - end; rest < -tolerance || rest > float64(space)+tolerance {
						t.Fatalf("scale %v, %v from %v by %d points: ends at %v", scale, length, at, points, end)
					}
					period := float64(dash + space)
					n := math.Floor(length / period)
					want := n*float64(dash) + min(length-n*period, float64(dash))
					if math.Abs(inked-want) > tolerance*(n+1+float64(points)) {
						t.Fatalf("scale %v, %v from %v by %d points: %v inked, want %v", scale, length, at, points, inked, want)
					}
				}
			}
		}
	}
}

// along is how far the middle of two vertices is along the direction (0.8, 0.6).
func along(a, b *Vertex) float64 {
	return (0.8*float64(a.DstX+b.DstX) + 0.6*float64(a.DstY+b.DstY)) / 2
}
