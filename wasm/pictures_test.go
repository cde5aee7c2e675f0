//go:build !js

package main

import (
	"image"
	"image/draw"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

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
	figures, err := article.Figures()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range figures {
		t.Run(f.Key, func(t *testing.T) {
			name := filepath.Join(pictures, f.Key+".png")
			if !*update && testing.Short() {
				if _, err := os.Stat(name); err != nil {
					t.Fatal(err)
				}
				return
			}
			got := paletted(still(t, f), 256)
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
		if err := write(filepath.Join(pictures, "..", "og.png"), paletted(preview(t, figures[0]), 256)); err != nil {
			t.Fatal(err)
		}
	}
}

// still is a figure's picture, 720 wide as in the article.
func still(t *testing.T, f article.Figure) *image.RGBA {
	wide, _ := f.Scene().Ratios()
	app := opened(t, f)
	prepare(app)
	return drawAfter(app, f.Pictured, Viewport{Width: 720, Height: math.Round(720 / wide), Seconds: 1. / 60}, 1)
}

// preview is what other sites show of the article: the first figure, twice as
// wide as high.
func preview(t *testing.T, f article.Figure) *image.RGBA {
	return drawAfter(opened(t, f), f.Pictured, Viewport{Width: 800, Height: 420, Seconds: 1. / 60}, 1.5)
}

// opened is a figure with its settings and data.
func opened(t *testing.T, f article.Figure) *Figure {
	t.Helper()
	app, err := articleFigure(f, filepath.Join("..", "public"))
	if err != nil {
		t.Fatal(err)
	}
	return app
}

// drawAfter is the native raster of a figure after some steps.
func drawAfter(app *Figure, steps int, in Viewport, scale float64) *image.RGBA {
	animate(app, steps, in)
	return portrait(app, in, app.Controller.Dark, scale)
}

// TestFewClassesStandInSeveralColumns: every column of samples is of one class, all have as many, and
// the sheet is about square, also where there are few classes.
func TestFewClassesStandInSeveralColumns(t *testing.T) {
	for _, c := range []struct {
		set  string
		want int
	}{{"", 10}, {"class-set=01", 8}, {"class-set=012", 9}, {"class-set=0123", 8}, {"class-set=01234", 10}, {"class-set=012345", 6}, {"pictures=letters", 13}, {"class-set=01&particles=8", 2}, {"labels=off", 0}} {
		p := open(strings.ReplaceAll("scene=digits&units=8&hidden-layers=1&batch=8&"+c.set, "&", "\n"))
		p.ticks(2)
		v := p.app.Controller.Exp.View()
		if got := columns(v); got != c.want || c.want > 0 && c.want <= mostColumns && len(v.Config.Classes()) <= mostColumns && got%len(v.Config.Classes()) != 0 {
			t.Errorf("%q: %d columns, want %d", c.set, got, c.want)
		}
	}
}
