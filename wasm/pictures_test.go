package main

import (
	"cmp"
	"image"
	"image/color"
	"image/draw"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/scorefield/scorefield/sim/lab/own"
	"github.com/scorefield/scorefield/wasm/article"
)

// pictures is the folder of the article's still pictures: what is printed, and
// shown where there are no scripts.
var pictures = filepath.Join("..", "public", "pictures")

// TestArticlePictures: every figure of the article has a picture of its own,
// which is what the program draws with the figure's settings.
//
// They are made anew by ./build.sh pictures, under the policy of the golden
// pictures; with -short they only have to be there, for it takes a minute.
func TestArticlePictures(t *testing.T) {
	outline, err := article.Outline()
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range outline {
		if b.Kind != "figure" {
			continue
		}
		f := b.Figure()
		t.Run(f.Key, func(t *testing.T) {
			name := filepath.Join(pictures, f.Key+".png")
			if !*update && testing.Short() {
				if _, err := os.Stat(name); err != nil {
					t.Fatal(err)
				}
				return
			}
			got := reduced(still(t, f))
			if *update {
				if err := write(name, got); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := read(name)
			if err != nil {
				t.Fatal(err)
			}
			straight := image.NewRGBA(got.Rect)
			draw.Draw(straight, got.Rect, got, image.Point{}, draw.Src)
			if share := differing(straight, want, 48); share > 0.01 {
				t.Errorf("%.2f%% of the pixels differ", 100*share)
			}
		})
	}
	if *update {
		if err := write(filepath.Join(pictures, "..", "og.png"), reduced(preview(t, outline))); err != nil {
			t.Fatal(err)
		}
	}
}

// still is a figure's picture, 720 wide as in the article.
func still(t *testing.T, f article.Figure) *image.RGBA {
	wide, _ := ratios(f.Scene())
	return drawAfter(opened(t, f), f.Pictured, Viewport{Width: 720, Height: math.Round(720 / wide), Seconds: 1. / 60}, 1)
}

// preview is what other sites show of the article: the first figure, twice as
// wide as high.
func preview(t *testing.T, outline []article.Block) *image.RGBA {
	for _, b := range outline {
		if b.Kind == "figure" {
			return drawAfter(opened(t, b.Figure()), b.Figure().Pictured, Viewport{Width: 800, Height: 420, Seconds: 1. / 60}, 1.5)
		}
	}
	t.Fatal("the article has no figure")
	return nil
}

// opened is a figure with its settings and data.
func opened(t *testing.T, f article.Figure) *Figure {
	t.Helper()
	text, data := "", ""
	for _, s := range append(f.Params(), article.Setting{Name: "seed", Value: "1"}) {
		text += s.Name + "=" + s.Value + "\n"
	}
	for _, s := range f.Settings {
		if s.Name == "data" {
			data = s.Value[1:] // below the site's folder
		}
	}
	app := newFigure(text, "en", func(string, any) {})
	if data == "" {
		return app
	}
	csv, err := os.ReadFile(filepath.Join("..", "public", data))
	if err != nil {
		t.Fatal(err)
	}
	points, err := own.Read(own.Data{Bytes: csv, Name: data}, nil)
	if err == nil {
		err = app.Controller.Exp.Use(points)
	}
	if err != nil {
		t.Fatal(err)
	}
	return app
}

// reduced is img in its 255 most frequent colours, of which five bits a channel
// are told apart: a small file that looks the same.
func reduced(img *image.RGBA) *image.Paletted {
	cell := func(c color.RGBA) [3]uint8 { return [3]uint8{c.R >> 3, c.G >> 3, c.B >> 3} }
	type sum struct{ r, g, b, n int }
	count := map[[3]uint8]sum{}
	for i := 0; i < len(img.Pix); i += 4 {
		c := color.RGBA{img.Pix[i], img.Pix[i+1], img.Pix[i+2], 255}
		s := count[cell(c)]
		count[cell(c)] = sum{s.r + int(c.R), s.g + int(c.G), s.b + int(c.B), s.n + 1}
	}
	cells := make([][3]uint8, 0, len(count))
	for c := range count {
		cells = append(cells, c)
	}
	slices.SortFunc(cells, func(a, b [3]uint8) int {
		return cmp.Or(cmp.Compare(count[b].n, count[a].n), slices.Compare(a[:], b[:]))
	})
	var colours color.Palette
	for _, c := range cells[:min(len(cells), 255)] {
		s := count[c]
		colours = append(colours, color.RGBA{uint8(s.r / s.n), uint8(s.g / s.n), uint8(s.b / s.n), 255})
	}
	nearest := map[[3]uint8]uint8{}
	out := image.NewPaletted(img.Rect, colours)
	for y := range img.Rect.Dy() {
		for x := range img.Rect.Dx() {
			c := img.RGBAAt(x, y)
			i, ok := nearest[cell(c)]
			if !ok {
				i = uint8(colours.Index(c))
				nearest[cell(c)] = i
			}
			out.SetColorIndex(x, y, i)
		}
	}
	return out
}

// TestReducedPictures keep a flat colour exactly.
func TestReducedPictures(t *testing.T) {
	img := image.NewRGBA(image.Rect(0, 0, 4, 4))
	want := color.RGBA{11, 98, 164, 255}
	draw.Draw(img, img.Rect, image.NewUniform(want), image.Point{}, draw.Src)
	if got := color.RGBAModel.Convert(reduced(img).At(2, 2)); got != want {
		t.Errorf("%v became %v", want, got)
	}
}
