package main

import (
	"flag"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"github.com/scorefield/scorefield/render"
	"github.com/scorefield/scorefield/sim/lab/param"
	"github.com/scorefield/scorefield/sim/lab/scene"
)

var update = flag.Bool("update", false, "write the golden pictures and the contact sheet anew")

// heavy reports whether a scene takes some seconds without SIMD.
func heavy(s scene.Scene) bool {
	return s.Clock == scene.Training || s.Rounds || s.Name == "own-data"
}

var poses = map[string]*Figure{}

// posed is a scene's figure at its telling step, for all tests that draw it.
func posed(s scene.Scene) *Figure {
	if poses[s.Name] == nil {
		wide, _ := sizes(s)
		poses[s.Name] = pose(s, wide)
	}
	return poses[s.Name]
}

// portrait is the native raster of a figure as it is.
func portrait(f *Figure, in Viewport, dark bool, scale float64) *image.RGBA {
	f.Controller.Dark = dark
	in.Ratio = scale
	img := image.NewRGBA(image.Rect(0, 0, int(in.Width*scale), int(in.Height*scale)))
	render.Raster(img, f.FrameBuilder.Frame(f.Controller, in), scale)
	return img
}

// TestSceneGoldens holds the picture of every scene to a golden one.
//
// Policy: pictures may differ in antialiasing but not in what they show: no
// more than 1 per cent of the pixels by more than 32 of 255. After a change of
// looks that is wanted, run ./build.sh sheet and look at the new ones.
func TestSceneGoldens(t *testing.T) {
	for _, o := range param.Scenes {
		s, _ := scene.Find(o.Value)
		if testing.Short() && heavy(s) {
			continue
		}
		name := filepath.Join("testdata", s.Name+".png")
		wide, _ := sizes(s)
		f := posed(s)
		got := portrait(f, wide, false, 0.5)
		if *update {
			if err := write(name, got); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := read(name)
		if err != nil {
			t.Fatal(err)
		}
		if share := differing(got, want, 32); share > 0.01 {
			t.Errorf("%s: %.2f%% of the pixels differ", s.Name, 100*share)
		}
	}
	if *update {
		if err := writeSheet(); err != nil {
			t.Fatal(err)
		}
	}
}

// differing is the share of pixels that differ by more than limit in a channel;
// 1 for pictures of different sizes.
func differing(a *image.RGBA, b image.Image, limit uint8) float64 {
	if a.Rect != b.Bounds() {
		return 1
	}
	n := 0
	for y := range a.Rect.Dy() {
		for x := range a.Rect.Dx() {
			p := color.RGBAModel.Convert(b.At(x, y)).(color.RGBA)
			q := a.RGBAAt(x, y)
			if max(apart(p.R, q.R), apart(p.G, q.G), apart(p.B, q.B)) > limit {
				n++
			}
		}
	}
	return float64(n) / float64(a.Rect.Dx()*a.Rect.Dy())
}

func apart(a, b uint8) uint8 { return max(a, b) - min(a, b) }

// writeSheet draws the contact sheet that the README shows: every scene, light
// and dark, wide and narrow.
func writeSheet() error {
	const gap, scale, width, phone = 12, 0.625, 720, 328
	column := [...]int{0, width * scale, 2 * width * scale, (2*width + phone) * scale}
	tops := []int{gap} // of the rows, and where the last one ends
	for _, o := range param.Scenes {
		s, _ := scene.Find(o.Value)
		wide, narrow := sizes(s)
		tops = append(tops, tops[len(tops)-1]+int(max(wide.Height, narrow.Height)*scale)+gap)
	}
	sheet := image.NewRGBA(image.Rect(0, 0, column[3]+phone*scale+5*gap, tops[len(param.Scenes)]))
	draw.Draw(sheet, sheet.Rect, image.NewUniform(color.RGBA{0x8a, 0x90, 0x9a, 0xff}), image.Point{}, draw.Src)
	for i, o := range param.Scenes {
		s, _ := scene.Find(o.Value)
		wide, narrow := sizes(s)
		for k, x := range column {
			in := wide
			if k > 1 {
				in = narrow
			}
			img := portrait(posed(s), in, k%2 == 1, scale)
			at := image.Pt(x+(k+1)*gap, tops[i])
			draw.Draw(sheet, image.Rectangle{at, at.Add(img.Rect.Size())}, img, image.Point{}, draw.Src)
		}
	}
	return write(filepath.Join("testdata", "sheet.png"), sheet)
}

func write(name string, img image.Image) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	defer f.Close()
	enc := png.Encoder{CompressionLevel: png.BestCompression}
	return enc.Encode(f, img)
}

func read(name string) (image.Image, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return png.Decode(f)
}
