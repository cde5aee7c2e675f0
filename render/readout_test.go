package render

import (
	"image"
	"math"
	"testing"
)

// readings are everything that a panel can say of a point.
var readings = []Reading{
	{Name: "p", X: 0.00314}, {Name: "s", X: 1.23, Y: -0.4, Vector: true, Role: Truth},
	{Name: "sθ", X: 1.1, Y: -12.25, Vector: true, Role: Learned}, {Name: "‖sθ − s‖", X: 11.85, Role: Alarm},
}

// TestReadoutInThemes draws the readings over the lines of a density, in the
// four themes: at the right of the pointer and, near the edge, at its left.
func TestReadoutInThemes(t *testing.T) {
	const w, h = 168, 100
	for theme, name := range [numberThemes]string{"light", "dark", "light-strong", "dark-strong"} {
		side := float64(theme%2)*2 - 1
		f := one(Panel{Readout: readings, Contours: &Contours{Grid: mix{1.2}.grid(65, Rect{-14, -14, 14, 14}), Logs: true, Mass: []float64{0.5, 0.9, 0.99}}})
		f.Width, f.Height, f.Theme, f.Probe = w, h, Theme(theme), &Probe{9 * side, 3 * side}
		img := image.NewRGBA(image.Rect(0, 0, w, h))
		Raster(img, f, 1)
		golden(t, "readout-"+name, img)
	}
}

// TestBeside: wherever the pointer is, the readings lie inside the plot and do
// not cover it; where they are missing there was no room on any side.
func TestBeside(t *testing.T) {
	for _, plot := range []Rect{{0, 0, 300, 200}, {10, 20, 130, 150}, {0, 0, 90, 200}, {0, 0, 60, 60}} {
		for _, size := range [][2]float64{{100, 62}, {70, 34}, {48, 20}} {
			w, h := size[0], size[1]
			for x := plot.X0; x <= plot.X1; x += 3 {
				for y := plot.Y0; y <= plot.Y1; y += 3 {
					box, ok := beside(plot, x, y, w, h)
					if !ok {
						room := max(x-plot.X0, plot.X1-x) >= w+pointerRoom+4 || max(y-plot.Y0, plot.Y1-y) >= h+pointerRoom+4
						if room && w+8 <= plot.W() && h+8 <= plot.H() {
							t.Fatalf("%v at (%v, %v) in %v: there is room", size, x, y, plot)
						}
						continue
					}
					if box.X0 < plot.X0+4 || box.Y0 < plot.Y0+4 || box.X1 > plot.X1-4 || box.Y1 > plot.Y1-4 {
						t.Fatalf("%v at (%v, %v): %v is not in %v", size, x, y, box, plot)
					}
					if near := (Rect{box.X0 - 8, box.Y0 - 8, box.X1 + 8, box.Y1 + 8}); near.Has(x, y) {
						t.Fatalf("%v covers (%v, %v)", box, x, y)
					}
				}
			}
		}
	}
}

// TestReadings: what numbers and vectors look like.
func TestReadings(t *testing.T) {
	var c canvas
	for want, r := range map[string]Reading{
		"p = 1.4×10⁻⁸":    {Name: "p", X: 1.42e-8},
		"s = (1.2, −0.4)": {Name: "s", X: 1.2, Y: -0.4, Vector: true},
		"s = (0, 3)":      {Name: "s", X: -9.9e-31, Y: 3, Vector: true},
		"s = (0, 0)":      {Name: "s", Vector: true},
		"s = (–, ∞)":      {Name: "s", X: math.NaN(), Y: math.Inf(1), Vector: true},
	} {
		if got := string(r.text(&c)); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
