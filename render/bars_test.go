package render

import "testing"

// TestBarsHaveTheirPlace: rows of bars lie below the curves of a chart, none over another and all
// within the panel, and the curves keep a part of it, whatever its size.
func TestBarsHaveTheirPlace(t *testing.T) {
	for _, size := range [][2]float64{{220, 150}, {760, 507}, {390, 300}, {1280, 800}} {
		for n := range 3 {
			f := one(Panel{Title: "loss", Curves: &Curves{XLabel: "step"}})
			f.Width, f.Height = size[0], size[1]
			for range n {
				f.Panels[0].Bars = append(f.Panels[0].Bars, &Bars{Title: "classes", Names: []string{"0", "1"}, Shares: []float64{0.3, 0.7}, Lines: []float64{0.5, 0.2}})
			}
			l := f.Layout()
			cell := l.Cells[0]
			if n > 0 && (cell.Bars.H() < barsLeast*float64(n) || cell.Bars.Y1 > cell.Box.Y1 || cell.Bars.Y0 < cell.Plot.Y1+20) || cell.Plot.H() < 15 {
				t.Errorf("%v, %d rows: plot %v, bars %v of %v", size, n, cell.Plot, cell.Bars, cell.Box)
			}
		}
	}
}
