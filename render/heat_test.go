package render

import (
	"math"
	"testing"
)

// TestLogColoursAreInterpolatedAsLogs: on a Log scale it makes no difference
// whether a grid holds values or their logarithms. Values that were interpolated
// as such would swing below zero beside a narrow valley, and show it as a row of
// holes along a diagonal.
//
// quickLog10 is right to 1e-6, of 3 decades; the cubic's weights sum to at most
// 1.25 in absolute value; 16 bits are half a step off: 1e-6/3 + ½/65535 < 1e-5
// each, in units of the range.
func TestLogColoursAreInterpolatedAsLogs(t *testing.T) {
	box := Rect{-1, -1, 1, 1}
	values, logs := newGrid(25, 25, box), newGrid(25, 25, box)
	for i := range values.Values {
		x, y := values.Node(i%25, i/25)
		v := 0.011 + 3*math.Abs(x-y-0.02)
		values.Values[i], logs.Values[i] = float32(v), float32(math.Log(float64(float32(v))))
	}
	var a, b heatCache
	a.update(&Heat{Grid: values, Map: ErrorMap, Scale: Log, Lo: 0.01, Hi: 10}, 6)
	b.update(&Heat{Grid: logs, Map: ErrorMap, Logs: true, Scale: Log, Lo: 0.01, Hi: 10}, 6)
	worst := 0.0
	for i := 0; i < len(a.texture.Pix); i += 4 {
		p, q := a.texture.Pix[i:], b.texture.Pix[i:]
		if p[3] != q[3] {
			t.Fatal("a hole in one of them")
		}
		worst = max(worst, math.Abs(float64(int(p[0])<<8+int(p[1])-int(q[0])<<8-int(q[1])))/65535)
	}
	if worst > 2*1e-5 {
		t.Errorf("colours differ by %v of the range", worst)
	}
}
