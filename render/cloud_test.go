package render

import (
	"slices"
	"testing"
)

// TestTrailsOutliveSharpness: a picture drawn with fewer pixels than the
// screen's, and then with all again, keeps its bins and their trails.
func TestTrailsOutliveSharpness(t *testing.T) {
	for _, ratio := range []float64{1, 1.5, 2} {
		f := cloudFrame(12000)
		f.Ratio = ratio
		p := f.Panels[0].Particles[0]
		var c, sharp Composer
		for _, share := range []float64{1, 0.75, 0.5, 1} {
			p.Stamp++
			c.Compose(f, ratio*share)
			sharp.Compose(f, ratio)
		}
		got, want := &c.panels[0].clouds[0].counts, &sharp.panels[0].clouds[0].counts
		if got.W != want.W || got.H != want.H || !slices.Equal(got.Bins, want.Bins) || !anything(got.Bins) {
			t.Errorf("ratio %v: the trail began anew", ratio)
		}
	}
}

// TestARestChangesNothing: what a picture gives up while nobody sees it is made
// anew, and its trails go on.
func TestARestChangesNothing(t *testing.T) {
	f := cloudFrame(12000)
	p := f.Panels[0].Particles[0]
	var c, other Composer
	for _, moved := range []uint64{1, 1, 0, 1} {
		p.Stamp += moved
		c.Compose(f, 1)
		other.Compose(f, 1)
		got, want := &c.panels[0].clouds[0], &other.panels[0].clouds[0]
		if !slices.Equal(got.texture.Pix, want.texture.Pix) || len(got.texture.Pix) == 0 {
			t.Fatal("another picture")
		}
		if c.Rest(); got.texture.Pix != nil || got.palette != nil {
			t.Error("it has given nothing up")
		}
	}
}
