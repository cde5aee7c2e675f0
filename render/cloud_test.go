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
