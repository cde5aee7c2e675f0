package main

import (
	"fmt"
	"image"
	"image/draw"
	"math"
	"path/filepath"
	"testing"

	"github.com/scorefield/scorefield/render"
	"github.com/scorefield/scorefield/sim/lab/scene"
)

// ratios that screens have, in device pixels per device-independent pixel.
var deviceRatios = []float64{1, 1.5, 2, 3}

// window is the part of the picture that the goldens of edges keep, 64×48
// device-independent pixels: the rim of a mode, where discs lie apart and in
// heaps, touch, and cross contours.
func window(f *render.Frame) render.Rect {
	l := f.Layout()
	x, y := l.ToScreen(0, -6.5, -4)
	x, y = math.Round(x/2)*2, math.Round(y/2)*2 // whole pixels at every ratio
	return render.Rect{X0: x - 32, Y0: y - 24, X1: x + 32, Y1: y + 24}
}

// TestSceneGoldensAtEveryRatio holds 500 particles to a golden picture at every ratio,
// in which every edge can be looked at.
//
// Policy: that of TestSceneGoldens, but stricter, for nothing but antialiasing
// is in question here: no more than 1 in 200 pixels by more than 16 of 255.
func TestSceneGoldensAtEveryRatio(t *testing.T) {
	var light []float64 // what the discs and lines take of the paper's light
	for _, ratio := range deviceRatios {
		got := discs(ratio)
		name := filepath.Join("testdata", fmt.Sprintf("discs-%g.png", ratio))
		if *update {
			if err := write(name, got); err != nil {
				t.Fatal(err)
			}
		}
		want, err := read(name)
		if err != nil {
			t.Fatal(err)
		}
		if share := differing(got, want, 16); share > 0.005 {
			t.Errorf("ratio %g: %.2f%% of the pixels differ", ratio, 100*share)
		}
		light = append(light, darkness(got))
	}
	// With edges half a pixel too far out, discs of radius 2.4 would cover
	// (2.9/2.4)² = 1.46 times as much at ratio 1 and 1.14 times at ratio 3.
	for i, ratio := range deviceRatios {
		if d := light[i]/light[len(light)-1] - 1; !(math.Abs(d) < 0.02) {
			t.Errorf("ratio %g: %+.1f%% of the ink at ratio 3", ratio, 100*d)
		}
	}
}

// discs is the window of the Langevin scene with 500 particles, without what has
// soft edges by intent.
func discs(ratio float64) *image.RGBA {
	s, _ := scene.Find("langevin")
	wide, _ := sizes(s)
	app := newFigure("scene=langevin\nseed=1\nparticles=500\ntrails=off\nheat=off", "en", func(string, any) {})
	app.Controller.Exp.Sample(tellingSteps(s))
	f := app.FrameBuilder.Frame(app.Controller, wide)
	img := image.NewRGBA(image.Rect(0, 0, int(wide.Width*ratio), int(wide.Height*ratio)))
	render.Raster(img, f, ratio)
	w := window(f)
	part := image.NewRGBA(image.Rect(0, 0, int(w.W()*ratio), int(w.H()*ratio)))
	draw.Draw(part, part.Rect, img, image.Pt(int(w.X0*ratio), int(w.Y0*ratio)), draw.Src)
	return part
}

// darkness is the mean of what is missing to white, in [0, 1].
func darkness(img *image.RGBA) float64 {
	sum := 0
	for i := 0; i < len(img.Pix); i += 4 {
		sum += 255 - int(img.Pix[i+1])
	}
	return float64(sum) / 255 / float64(len(img.Pix)/4)
}
