package render

import (
	"image"
	"math"
	"testing"

	"github.com/scorefield/scorefield/sim"
)

// rounds are n pictures of rings, each of another size, under so much noise.
func rounds(n, h, w int, sigma float64) *Pictures {
	p, r := &Pictures{At: sim.NewBatch(h*w, n), H: h, W: w}, &rand{}
	for i := range n {
		radius := (0.2 + 0.25*float64(i%5)/4) * float64(min(h, w))
		for y := range h {
			for x := range w {
				d := math.Abs(math.Hypot(float64(x)+0.5-float64(w)/2, float64(y)+0.5-float64(h)/2) - radius)
				p.At.Set(y*w+x, i, float32(2*clamp(1.3-d, 0, 1)-1+sigma*r.normal()))
			}
		}
	}
	return p
}

// filmFrame is a film of two rows, the lower of which has not come to its end.
func filmFrame(theme Theme, w, h float64) *Frame {
	sigmas := []float64{10, 4, 1.6, 0.64, 0.25, 0.1}
	upper := &Pictures{At: sim.NewBatch(64, len(sigmas)), H: 8, W: 8}
	for k, sigma := range sigmas { // one picture under ever less noise
		for j, v := range rounds(1, 8, 8, sigma).At.Data {
			upper.At.Set(j, k, v)
		}
	}
	return &Frame{Width: w, Height: h, Theme: theme, Ladder: &Ladder{Sigmas: sigmas, Label: "σ = ", Now: 3.5, Hot: 2,
		Film: []*Pictures{upper, rounds(4, 8, 8, 0.1)}, Names: []string{"x", "E[x₀|x]"}}}
}

// TestSheetFits: pictures are squares of their pixels, inside the plot, in reading
// order and apart from one another; no other number of columns makes them larger.
func TestSheetFits(t *testing.T) {
	for _, plot := range []Rect{{10, 20, 410, 320}, {0, 0, 90, 700}, {0, 0, 700, 60}} {
		for _, n := range []int{1, 2, 7, 64, 500} {
			s := &Sheet{Pictures: rounds(n, 8, 6, 0)}
			a := s.arrange(plot)
			for i := range n {
				r := a.place(i)
				if r.X0 < plot.X0-1e-9 || r.X1 > plot.X1+1e-9 || r.Y0 < plot.Y0-1e-9 || r.Y1 > plot.Y1+1e-9 || math.Abs(r.W()/6-r.H()/8) > 1e-9 {
					t.Fatalf("%d in %v: picture %d is at %v", n, plot, i, r)
				}
				if i > 0 {
					if q := a.place(i - 1); q.X1+a.pixel > r.X0+1e-9 && q.Y1+a.pixel > r.Y0+1e-9 {
						t.Fatalf("%d in %v: pictures %d and %d are at %v and %v", n, plot, i-1, i, q, r)
					}
				}
			}
			for cols := 1; cols <= n; cols++ {
				o := *s
				o.Cols = cols
				if other := o.arrange(plot); other.cols != cols || other.pixel > a.pixel*(1+1e-6) {
					t.Errorf("%d in %v: %d columns have pixels of %g, %d were asked for; chosen were %d, of %g", n, plot, other.cols, other.pixel, cols, a.cols, a.pixel)
				}
			}
		}
	}
}

// TestEveryPixelIsFound under the pointer, and nothing between the pictures or
// where the last row ends.
func TestEveryPixelIsFound(t *testing.T) {
	f := one(Panel{})
	f.Panels = append(f.Panels, Panel{Title: "t", Sheet: &Sheet{Pictures: rounds(7, 3, 5, 0), Cols: 3}})
	f.Width = 500
	l := f.Layout()
	s := f.Panels[1].Sheet
	a := s.arrange(l.Cells[1].Plot)
	for i := range 7 {
		r := a.place(i)
		for k := range 15 {
			x, y := r.X0+(float64(k%5)+0.5)*a.pixel, r.Y0+(float64(k/5)+0.5)*a.pixel
			if hit := Pick(f, x, y, false); hit.Panel != 1 || hit.Picture != i || hit.Pixel != k || hit.World {
				t.Errorf("pixel %d of picture %d: %+v", k, i, hit)
			}
		}
		for _, p := range [][2]float64{{r.X1 + a.pixel/2, r.Y0 + 1}, {r.X0 + 1, r.Y1 + a.pixel/2}, {r.X0 - a.pixel/2, r.Y0 + 1}, {r.X0 + 1, r.Y0 - a.pixel/2}} {
			if hit := Pick(f, p[0], p[1], false); hit.Picture != -1 || hit.Pixel != -1 {
				t.Errorf("beside picture %d: %+v", i, hit)
			}
		}
	}
	last := a.place(6)
	if hit := Pick(f, last.X1+2*a.pixel, last.Y0+1, false); hit.Picture != -1 {
		t.Errorf("after the last picture: %+v", hit)
	}
	if hit := Pick(f, 60, 60, false); hit.Picture != -1 || !hit.World || hit.Panel != 0 {
		t.Errorf("in the world: %+v", hit)
	}
}

// TestPixelsAreSquares: what a picture has at a pixel is there from one edge to the
// other, but for a device pixel, ink and paper in their colours; a hole shows the
// ground, and other values are cut.
func TestPixelsAreSquares(t *testing.T) {
	p := &Pictures{At: sim.NewBatch(4, 1), H: 2, W: 2}
	for j, v := range []float32{-3, 1, float32(math.NaN()), 9} {
		p.At.Set(j, 0, v)
	}
	f := &Frame{Width: 124, Height: 124, Panels: []Panel{{Sheet: &Sheet{Pictures: p}}}}
	img := image.NewRGBA(image.Rect(0, 0, 124, 124))
	Raster(img, f, 1)
	l := f.Layout()
	r := f.Panels[0].Sheet
	a := r.arrange(l.Cells[0].Plot)
	ink := Light.Color(Ink)
	for k, want := range []float32{0, 1, 0, 1} { // how much ink
		x0, y0 := a.x+float64(k%2)*a.pixel, a.y+float64(k/2)*a.pixel
		for _, at := range [][2]float64{{2, 2}, {a.pixel - 2, 2}, {2, a.pixel - 2}, {a.pixel / 2, a.pixel / 2}} {
			c := img.RGBAAt(int(x0+at[0]), int(y0+at[1]))
			ground := Light.Color(Faint).Alpha(0.55).over(Light.Paper())
			full := ink[0]*want + ground[0]*(1-want)
			if got := float32(c.R) / 255; math.Abs(float64(got-full)) > 0.02 {
				t.Errorf("pixel %d at %v: %v, want %v", k, at, got, full)
			}
		}
	}
}

// TestFilm: a picture stands above its σ, the two rows one below the other, all
// inside the strip, and its level is found under the pointer in either row.
func TestFilm(t *testing.T) {
	for _, size := range [][2]float64{{360, 300}, {800, 500}, {1400, 160}} {
		f := filmFrame(Light, size[0], size[1])
		l := f.Layout()
		for k := range f.Ladder.Sigmas {
			upper, lower, level := l.frame(0, k), l.frame(1, k), l.level(k)
			if upper.Y1+filmGap > lower.Y0+1e-9 || math.Abs(lower.Y1-level.Y1) > 1e-9 || upper.Y0 < l.Strip.Y0-1e-9 || upper.W() < 8 {
				t.Errorf("%v: level %d at %v has %v and %v in %v", size, k, level, upper, lower, l.Strip)
			}
			for _, r := range []Rect{upper, lower} {
				if got, ok := l.LevelAt((r.X0+r.X1)/2, (r.Y0+r.Y1)/2); !ok || got != k {
					t.Errorf("%v: %v of level %d: %d, %v", size, r, k, got, ok)
				}
			}
		}
		if x := filmNames(f.Ladder.Names); l.Strip.X0 < x || l.level(0).X0 < x {
			t.Errorf("%v: the strip begins at %g, names need %g", size, l.Strip.X0, x)
		}
	}
}
