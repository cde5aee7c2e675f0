package render

import (
	"image"
	"image/color"
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

// TestColoursAreTheMap: where every bin is a pixel the cloud is drawn in colours, which
// are those that its values have by the map, but for rounding; where it is not,
// values are interpolated first. A change of sharpness or theme is noticed.
func TestColoursAreTheMap(t *testing.T) {
	f := cloudFrame(12000)
	f.Ratio = 1
	var c Composer
	for _, step := range []struct {
		scale float64
		theme Theme
		exact bool
	}{{1, Light, true}, {1, Dark, true}, {0.75, Dark, false}, {0.75, Light, false}, {1, Light, true}} {
		f.Theme = step.theme
		l := c.Compose(f, step.scale)
		q := &c.panels[0].clouds[0]
		i := slices.IndexFunc(l.Ops, func(o Op) bool { return o.Texture == &q.texture })
		if i < 0 || (l.Ops[i].Map == nil) != step.exact {
			t.Fatalf("scale %v: not the drawing that was expected", step.scale)
		}
		if !step.exact {
			continue
		}
		values := *q
		values.texture, values.stale = Texture{}, true
		values.paint(&q.counts, nil)
		one, other := image.NewRGBA(image.Rect(0, 0, l.W, l.H)), image.NewRGBA(image.Rect(0, 0, l.W, l.H))
		o := l.Ops[i]
		fillTexture(one, &o)
		o.Texture, o.Map = &values.texture, Map(step.theme, CloudMap)
		fillTexture(other, &o)
		if !slices.ContainsFunc(one.Pix, func(v byte) bool { return v > 0 }) {
			t.Fatal("nothing is drawn")
		}
		for k := range one.Pix {
			if d := int(one.Pix[k]) - int(other.Pix[k]); d < -1 || d > 1 {
				t.Fatalf("theme %v: pixel %d is %d in colours, %d by the map", step.theme, k/4, one.Pix[k], other.Pix[k])
			}
		}
	}
}

// TestNothingIsOutsideOfParts: a cloud in colours is clear but for its parts, which leave some of it out, as it moves,
// grows and goes away; one in values has no parts.
func TestNothingIsOutsideOfParts(t *testing.T) {
	f := cloudFrame(12000)
	f.Ratio = 1
	p := f.Panels[0].Particles[0]
	var c Composer
	for step, scale := range []float64{1, 1, 0.75, 1, 1, 1} {
		p.Stamp++
		if step == 4 { // far away
			for i := range p.At.Row(0) {
				p.At.Row(0)[i] += 1e6
			}
			p.Fade = -1
		}
		c.Compose(f, scale)
		q := &c.panels[0].clouds[0].texture
		if scale != 1 {
			if q.Parts != nil {
				t.Errorf("step %d: values have parts", step)
			}
			continue
		}
		drawn := image.NewAlpha(image.Rect(0, 0, q.W, q.H))
		pixels := 0
		for _, r := range q.Parts {
			if r.Empty() || !r.In(drawn.Bounds()) {
				t.Fatalf("step %d: a part %v of %d×%d", step, r, q.W, q.H)
			}
			for y := r.Min.Y; y < r.Max.Y; y++ {
				for x := r.Min.X; x < r.Max.X; x++ {
					if drawn.AlphaAt(x, y).A > 0 {
						t.Fatalf("step %d: (%d, %d) is drawn twice", step, x, y)
					}
					drawn.SetAlpha(x, y, color.Alpha{A: 1})
					pixels++
				}
			}
		}
		for i, v := range q.Pix {
			if v > 0 && drawn.Pix[i/4] == 0 {
				t.Fatalf("step %d: texel %d is outside of all parts", step, i/4)
			}
		}
		if q.Parts == nil || pixels > len(q.Pix)/4*95/100 || (pixels == 0) != (step >= 4) {
			t.Errorf("step %d: %d of %d pixels are drawn", step, pixels, len(q.Pix)/4)
		}
	}
}
