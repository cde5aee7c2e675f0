package render

import "testing"

// TestBarsHaveTheirPlace: rows of bars lie below the curves of a chart, none over another and all
// within the panel, and the curves keep a part of it, whatever its size: where there is no room for
// all rows there are fewer.
func TestBarsHaveTheirPlace(t *testing.T) {
	for _, size := range []struct {
		width, height float64
		rows          int // that have room
	}{{220, 40, 0}, {130, 60, 0}, {220, 112, 1}, {220, 150, 2}, {760, 507, 2}, {390, 300, 2}, {1280, 800, 2}} {
		for n := range 3 {
			f := one(Panel{Title: "loss", Curves: &Curves{XLabel: "step"}})
			f.Width, f.Height = size.width, size.height
			for range n {
				f.Panels[0].Bars = append(f.Panels[0].Bars, &Bars{Title: "classes", Names: []string{"0", "1"}, Shares: []float64{0.3, 0.7}, Lines: []float64{0.5, 0.2}})
			}
			l := f.Layout()
			cell := l.Cells[0]
			if cell.Rows != min(n, size.rows) || cell.Rows > 0 && (cell.Bars.H() < barsLeast*float64(cell.Rows) || cell.Bars.Y1 > cell.Box.Y1 || cell.Bars.Y0 < cell.Plot.Y1+20) || size.height > 100 && cell.Plot.H() < chartLeast {
				t.Errorf("%v, %d rows: plot %v, %d bars %v of %v", size, n, cell.Plot, cell.Rows, cell.Bars, cell.Box)
			}
		}
	}
}
