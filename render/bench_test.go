package render

import (
	"image"
	"slices"
	"testing"
)

// BenchmarkLayer is the time to lay out a picture of 800×600 with one layer
// whose values have just changed: what a frame costs before the graphics card.
func BenchmarkLayer(b *testing.B) {
	names := make([]string, 0, len(layers))
	for name := range layers {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		b.Run(name, func(b *testing.B) { compose(b, layers[name]()) })
	}
	for _, n := range []int{500, 10_000} {
		b.Run(map[int]string{500: "discs-500", 10_000: "discs-10k"}[n], func(b *testing.B) {
			f := langevinFrame(Light, 800, 600, n, 1)
			compose(b, one(Panel{Particles: f.Panels[0].Particles[:1]}))
		})
		b.Run(map[int]string{500: "discs-trails-500", 10_000: "discs-trails-10k"}[n], func(b *testing.B) {
			f := langevinFrame(Light, 800, 600, n, 8)
			compose(b, one(Panel{Particles: f.Panels[0].Particles}))
		})
	}
	for _, n := range []int{20_000, 1_000_000} {
		b.Run(map[int]string{20_000: "cloud-20k", 1_000_000: "cloud-1M"}[n], func(b *testing.B) {
			compose(b, cloudFrame(n))
		})
	}
}

func compose(b *testing.B, f *Frame) {
	f.Width, f.Height = 800, 600
	var c Composer
	c.Compose(f, 1)
	b.ReportAllocs()
	for b.Loop() {
		f.change()
		c.Compose(f, 1)
	}
}

// BenchmarkRaster fills the pixels in software: exports and posters.
func BenchmarkRaster(b *testing.B) {
	for name, make := range frames {
		b.Run(name, func(b *testing.B) {
			f := make(Light)
			img := image.NewRGBA(image.Rect(0, 0, 800, 600))
			var c Composer
			l := c.Compose(f, 1)
			for b.Loop() {
				Fill(img, l, true)
			}
		})
	}
}
