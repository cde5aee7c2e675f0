//go:build !js

package main

import (
	"errors"
	"image"
	"math"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/scorefield/scorefield/render"
	"github.com/scorefield/scorefield/sim/lab/scene"
)

// posterBytes is the most that a poster may weigh.
const posterBytes = 20_000

// posters are the pictures that a page shows of a figure before its program runs: wide
// and narrow, on light and on dark pages, by name. They have no words, so that they
// fit pages in every language, and the place of everything is that of the figure.
func posters(name string, f *Figure) map[string]*image.RGBA {
	list := map[string]*image.RGBA{}
	s := f.Controller.Exp.Scene()
	wide, narrow := sizes(s)
	_, ratio := s.Ratios()
	narrow.Height = math.Round(narrow.Width / ratio) // as high as the element has it
	for shape, in := range map[string]Viewport{"wide": wide, "narrow": narrow} {
		for theme, dark := range map[string]bool{"light": false, "dark": true} {
			list[name+"-"+shape+"-"+theme] = poster(f, in, dark)
		}
	}
	return list
}

// poster is the picture of a figure without its words.
func poster(f *Figure, in Viewport, dark bool) *image.RGBA {
	f.Controller.Dark = dark
	in.Ratio = 1
	frame := f.FrameBuilder.Frame(f.Controller, in)
	mute(frame)
	img := image.NewRGBA(image.Rect(0, 0, int(in.Width), int(in.Height)))
	render.Raster(img, frame, 1)
	return img
}

// mute takes the words from a frame; numbers and letters of formulas stay. A blank
// in the place of a word keeps its room.
func mute(f *render.Frame) {
	const blank = " "
	f.Words = render.Words{True: blank, Diverges: blank, Variance: blank, Sum: blank}
	if f.Ladder != nil {
		f.Ladder.Title = blank
	}
	for i := range f.Panels {
		p := &f.Panels[i]
		if p.Title != "" {
			p.Title = blank
		}
		p.Note, p.Legend = "", nil
		for _, a := range p.Arrows {
			a.Name = ""
		}
		for _, c := range append(p.Particles, p.Data) {
			if c != nil {
				c.Name, c.Values.Name = "", ""
			}
		}
		for k := range p.Gauges {
			p.Gauges[k].Name = ""
		}
		for _, b := range p.Bars {
			b.Title, b.Names = "", nil
		}
		if c := p.Curves; c != nil {
			c.XLabel, c.YLabel = "", ""
			for k := range c.Series {
				c.Series[k].Name = ""
			}
			for k := range c.Levels {
				c.Levels[k].Name = ""
			}
		}
	}
}

// thumbnailBytes is the most that a thumbnail may weigh.
const thumbnailBytes = 4_000

// shrunk is an image at one k-th of its size: every pixel the mean of k×k, and of what
// is left of them at the lower and the right edge.
func shrunk(img *image.RGBA, k int) *image.RGBA {
	w, h := (img.Rect.Dx()+k-1)/k, (img.Rect.Dy()+k-1)/k
	small := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			part := img.SubImage(image.Rect(x*k, y*k, (x+1)*k, (y+1)*k)).(*image.RGBA)
			var sum [4]int
			n := part.Rect.Dx() * part.Rect.Dy()
			for j := range part.Rect.Dy() {
				for i := range 4 * part.Rect.Dx() {
					sum[i%4] += int(part.Pix[j*part.Stride+i])
				}
			}
			for c, v := range sum {
				small.Pix[small.PixOffset(x, y)+c] = uint8((v + n/2) / n)
			}
		}
	}
	return small
}

// drawPosters draws into a site's folder all that its pages show before the program runs.
func drawPosters(site string) error {
	if err := writePosters(filepath.Join(site, "posters"), filepath.Join(site, "thumbnails")); err != nil {
		return err
	}
	return writeArticlePosters(filepath.Join(site, "pictures", "posters"), site)
}

// writePosters draws every scene's posters into a folder, and the wide ones in small into
// another.
func writePosters(folder, thumbnails string) error {
	for _, name := range []string{folder, thumbnails} {
		if err := os.MkdirAll(name, 0o755); err != nil {
			return err
		}
	}
	errs := make([]error, len(scene.All))
	var all sync.WaitGroup
	for i, s := range scene.All {
		all.Go(func() { errs[i] = writeScene(folder, thumbnails, s) })
	}
	all.Wait()
	return errors.Join(errs...)
}

func writeScene(folder, thumbnails string, s scene.Scene) error {
	wide, _ := sizes(s)
	for name, img := range posters(s.Name, pose(s, wide)) {
		if err := writeSmall(filepath.Join(folder, name+".png"), img, posterBytes); err != nil {
			return err
		}
		if !strings.Contains(name, "-wide-") {
			continue
		}
		name = strings.Replace(name, "-wide-", "-", 1)
		if err := writeSmall(filepath.Join(thumbnails, name+".png"), shrunk(img, 6), thumbnailBytes); err != nil {
			return err
		}
	}
	return nil
}

func writeSmall(name string, img *image.RGBA, most int) error {
	b, err := small(img, most)
	if err != nil {
		return err
	}
	return os.WriteFile(name, b, 0o644)
}
