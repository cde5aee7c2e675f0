//go:build !js

package main

import (
	"bytes"
	"image"
	"image/png"
	"slices"
	"testing"

	"github.com/scorefield/scorefield/sim/lab/scene"
)

// TestPosters: every scene has its four, each light enough, in the size of the figure,
// and its own picture: no more than 2 per cent of the pixels of the figure without
// words are off by more than 48 of 255, which is what the fewest colours make of
// antialiased edges, and another scene's picture is off in more.
func TestPosters(t *testing.T) {
	var last *image.RGBA
	for _, s := range scene.All {
		if testing.Short() && heavy(s) {
			continue
		}
		list := posters(s.Name, posed(s))
		for _, name := range []string{"-wide-light", "-wide-dark", "-narrow-light", "-narrow-dark"} {
			want := list[s.Name+name]
			if want == nil || len(list) != 4 {
				t.Fatalf("%s has %d posters, and none called %s", s.Name, len(list), name)
			}
			b, err := small(want, posterBytes)
			if err != nil {
				t.Fatal(err)
			}
			if len(b) > posterBytes {
				t.Errorf("%s%s has %d bytes", s.Name, name, len(b))
			}
			got, err := png.Decode(bytes.NewReader(b))
			if err != nil {
				t.Fatal(err)
			}
			if share := differing(want, got, 48); share > 0.02 {
				t.Errorf("%s%s: %.2f%% of the pixels differ", s.Name, name, 100*share)
			}
			if last != nil && last.Rect == want.Rect && differing(last, got, 48) < 0.02 {
				t.Errorf("%s%s is the picture of another scene", s.Name, name)
			}
			last = want
		}
	}
}

// TestPosterHasTheFiguresPlaces: taking the words away moves nothing.
func TestPosterHasTheFiguresPlaces(t *testing.T) {
	for _, s := range scene.All {
		f := newFigure("scene="+s.Name+"\nunits=4\nparticles=100", "en", func(string, any) {})
		frame := f.FrameBuilder.Frame(f.Controller, wide)
		before := frame.Layout()
		mute(frame)
		if after := frame.Layout(); after != before {
			t.Errorf("%s: %+v with words, %+v without", s.Name, before, after)
		}
	}
}

// TestPaletteKeepsRareColours: a few pixels of a colour like no other keep it, and a
// picture of few colours is exact.
func TestPaletteKeepsRareColours(t *testing.T) {
	img := image.NewRGBA(image.Rect(0, 0, 64, 64))
	for i := 0; i < len(img.Pix); i += 4 {
		copy(img.Pix[i:], []uint8{uint8(200 + i%50), 220, 240, 255})
	}
	red := []uint8{250, 0, 0, 255}
	copy(img.Pix[400:], red)
	got := paletted(img, 16)
	if r, g, b, _ := got.At(100%64, 100/64).RGBA(); r>>8 != 250 || g != 0 || b != 0 {
		t.Errorf("red has become %d, %d, %d", r>>8, g>>8, b>>8)
	}
	if n := len(got.Palette); n != 16 {
		t.Errorf("%d colours", n)
	}
	exact := paletted(img, 256)
	for i := range exact.Pix {
		r, g, b, _ := exact.Palette[exact.Pix[i]].RGBA()
		if !slices.Equal([]uint8{uint8(r >> 8), uint8(g >> 8), uint8(b >> 8)}, img.Pix[4*i:4*i+3]) {
			t.Fatalf("pixel %d has another colour though there are enough", i)
		}
	}
}
