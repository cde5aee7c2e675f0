package render

import (
	"image"
	"math"
	"testing"
)

// painted draws a mesh on nothing and returns the image.
func painted(w, h int, draw func(m *Mesh)) *image.RGBA {
	var l List
	l.reset(w, h, Color{})
	l.clip(image.Rect(0, 0, w, h))
	draw(&l.Mesh)
	l.seal()
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	Fill(img, &l, false)
	return img
}

// area is the sum of coverage in pixels.
func area(img *image.RGBA) float64 {
	sum := 0.0
	for i := 3; i < len(img.Pix); i += 4 {
		sum += float64(img.Pix[i]) / 255
	}
	return sum
}

var black = hex(0x000000)

// TestDiscArea: wherever a disc lies between pixels its ink is πr² (+ π/12 from
// the linear rim: ∫2πρ·coverage = π(r² + 1/12)). Sampling a rim of 2πr pixels
// with steps of at most ½ leaves about √(2πr)/6; rounding to 255 steps adds
// less than 0.002 a rim pixel.
func TestDiscArea(t *testing.T) {
	for _, ratio := range []float32{1, 1.5, 2, 3} {
		for _, r := range []float32{1.3, 2.1, 3} {
			r := r * ratio
			for _, d := range [][2]float32{{0, 0}, {0.5, 0.5}, {0.3, 0.8}, {0.25, 0}} {
				got := area(painted(40, 40, func(m *Mesh) { m.Disc(20+d[0], 20+d[1], r, black) }))
				want := math.Pi * (float64(r*r) + 1.0/12)
				if tol := math.Sqrt(2*math.Pi*float64(r))/6 + 0.002*2*math.Pi*float64(r); math.Abs(got-want) > tol {
					t.Errorf("r = %v at %v: area %.3f, want %.3f ± %.3f", r, d, got, want, tol)
				}
			}
		}
	}
}

// TestStrokeWidth: a long stroke of width w ≥ 1 inks w pixels a pixel of its
// length, at any slope; the two round ends add a disc. At 45° a profile one pixel
// to each side is sampled in steps of 0.7: 3 % for w = 1.
func TestStrokeWidth(t *testing.T) {
	for _, w := range []float32{1, 1.5, 2.6, 4} {
		for _, angle := range []float64{0, 0.3, math.Pi / 4, 1.2, math.Pi / 2} {
			sin, cos := math.Sincos(angle)
			const long = 60
			got := area(painted(90, 90, func(m *Mesh) {
				m.Line(12.3, 14.6, 12.3+float32(long*cos), 14.6+float32(long*sin), w, black)
			}))
			want := long*float64(w) + math.Pi*(float64(w*w)/4+1.0/12)
			if math.Abs(got-want) > 0.03*want+0.5 {
				t.Errorf("w = %v, angle %v: area %.2f, want %.2f", w, angle, got, want)
			}
		}
	}
}

// TestSharedEdges: triangles that share an edge cover every pixel once, so that
// a translucent polygon has no seams.
func TestSharedEdges(t *testing.T) {
	half := black.Alpha(0.5)
	r := &rand{}
	for range 50 {
		cx, cy := float32(20+10*r.uniform()), float32(20+10*r.uniform())
		img := painted(50, 50, func(m *Mesh) { // a square as a fan about a random point
			c := m.vertex(cx, cy, 0, 0, 1, noInner, half)
			a := m.vertex(5, 5, 0, 0, 1, noInner, half)
			m.vertex(45, 5, 0, 0, 1, noInner, half)
			m.vertex(45, 45, 0, 0, 1, noInner, half)
			m.vertex(5, 45, 0, 0, 1, noInner, half)
			for k := range uint32(4) {
				m.triangle(c, a+k, a+(k+1)%4)
			}
		})
		for y := range 50 {
			for x := range 50 {
				want := byte(0)
				if x >= 5 && x < 45 && y >= 5 && y < 45 {
					want = 128
				}
				if got := img.RGBAAt(x, y).A; got != want {
					t.Fatalf("centre (%v, %v): pixel (%d, %d) has alpha %d, want %d", cx, cy, x, y, got, want)
				}
			}
		}
	}
}

// TestJointsAreNotDoubled: a translucent polyline with gentle turns is nowhere
// darker than its colour. Sub-pixel rounding may let neighbouring strips touch
// on a pixel, so one pixel in a hundred may be off.
func TestJointsAreNotDoubled(t *testing.T) {
	var pts []Point
	for k := range 60 {
		sin, cos := math.Sincos(float64(k) * 2 * math.Pi / 60)
		pts = append(pts, Point{40 + 30*float32(cos), 40 + 30*float32(sin)})
	}
	img := painted(80, 80, func(m *Mesh) { m.Polyline(pts, 5, black.Alpha(0.5), true) })
	over, ink := 0, 0
	for i := 3; i < len(img.Pix); i += 4 {
		if img.Pix[i] > 0 {
			ink++
		}
		if img.Pix[i] > 130 {
			over++
		}
	}
	if over*100 > ink {
		t.Errorf("%d of %d pixels are doubled", over, ink)
	}
}

// TestClip: nothing is drawn outside an op's clip.
func TestClip(t *testing.T) {
	var l List
	l.reset(30, 30, Color{})
	l.clip(image.Rect(10, 10, 20, 20))
	l.Disc(15, 15, 14, black)
	l.clip(image.Rect(0, 0, 30, 30))
	l.seal()
	img := image.NewRGBA(image.Rect(0, 0, 30, 30))
	Fill(img, &l, false)
	if got := area(img); got != 100 {
		t.Errorf("area %v", got)
	}
	if img.RGBAAt(9, 15).A != 0 || img.RGBAAt(10, 10).A != 255 {
		t.Error("the clip is displaced")
	}
}

// TestTextureInterpolation: a texture of a linear ramp shows a linear ramp
// between its texel centres and is constant beyond; a hole is transparent and
// does not tint its neighbours.
func TestTextureInterpolation(t *testing.T) {
	linear := [2]float64{1, 1}
	var tex Texture
	tex.resize(3, 2)
	for i, v := range []float32{0, 0.5, 1, 0, 0.5, 1} {
		tex.set(i, v)
	}
	for _, c := range []struct{ u, value float64 }{{0, 0}, {0.5, 0}, {1, 0.25}, {1.5, 0.5}, {2.25, 0.875}, {3, 1}} {
		if got, solid := tex.sample(c.u, 1, linear); math.Abs(got-c.value) > 1e-4 || solid != 1 {
			t.Errorf("u = %v: %v (%v), want %v", c.u, got, solid, c.value)
		}
	}
	tex.set(1, float32(math.NaN()))
	tex.set(4, float32(math.NaN()))
	if got, solid := tex.sample(2, 1, linear); math.Abs(got-1) > 1e-4 || math.Abs(solid-0.5) > 1e-9 {
		t.Errorf("beside a hole: %v, solid %v", got, solid)
	}
}

// TestRasterScales: twice the scale is the same picture with twice the pixels.
// Averaged back, the light differs little: below 2 of 255 on average (rims and
// type fall on other pixels).
func TestRasterScales(t *testing.T) {
	f := pitfallFrame(Light, 300, 120)
	one, two := image.NewRGBA(image.Rect(0, 0, 300, 120)), image.NewRGBA(image.Rect(0, 0, 600, 240))
	Raster(one, f, 1)
	Raster(two, f, 2)
	sum, bias := 0.0, 0.0
	for y := range 120 {
		for x := range 300 {
			mean := 0.0
			for _, d := range [4][2]int{{0, 0}, {1, 0}, {0, 1}, {1, 1}} {
				mean += float64(two.RGBAAt(2*x+d[0], 2*y+d[1]).G) / 4
			}
			d := float64(one.RGBAAt(x, y).G) - mean
			sum, bias = sum+math.Abs(d), bias+d
		}
	}
	if n := 300.0 * 120; sum/n > 4 || math.Abs(bias/n) > 2 {
		t.Errorf("mean difference %.2f, bias %.2f", sum/n, bias/n)
	}
}
