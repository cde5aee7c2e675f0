//go:build !js

package main

import (
	"errors"
	"image"
	"math"
	"os"
	"path/filepath"
	"sync"

	"github.com/scorefield/scorefield/render"
	"github.com/scorefield/scorefield/sim/lab/scene"
)

// posterBytes is the most that a poster may weigh.
const posterBytes = 20_000

// posters are the pictures that a page shows of a scene before its program runs, of a
// figure that poses: wide and narrow, on light and on dark pages, by name. They have no words, so that they
// fit pages in every language, and the place of everything is that of the figure.
func posters(s scene.Scene, f *Figure) map[string]*image.RGBA {
	list := map[string]*image.RGBA{}
	wide, narrow := sizes(s)
	_, ratio := s.Ratios()
	narrow.Height = math.Round(narrow.Width / ratio) // as high as the element has it
	for shape, in := range map[string]Viewport{"wide": wide, "narrow": narrow} {
		for theme, dark := range map[string]bool{"light": false, "dark": true} {
			list[s.Name+"-"+shape+"-"+theme] = poster(f, in, dark)
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
	f.Words = render.Words{True: blank, Frozen: blank, Diverges: blank, Variance: blank, Sum: blank}
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

// writePosters draws every scene's posters into a folder.
func writePosters(folder string) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	errs := make([]error, len(scene.All))
	var all sync.WaitGroup
	for i, s := range scene.All {
		all.Go(func() { errs[i] = writeScene(folder, s) })
	}
	all.Wait()
	return errors.Join(errs...)
}

func writeScene(folder string, s scene.Scene) error {
	wide, _ := sizes(s)
	for name, img := range posters(s, pose(s, wide)) {
		b, err := small(img, posterBytes)
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(folder, name+".png"), b, 0o644); err != nil {
			return err
		}
	}
	return nil
}
