package render

import (
	"bytes"
	"image"
	"testing"
)

// TestDensitiesAreMadeInPieces: of what a picture needs of its densities at most so many texels, and
// the lines of one level, are made between two pauses; meanwhile the picture before stays as it is,
// and afterwards there is nothing of it left to make: the picture is the same, bit for bit.
func TestDensitiesAreMadeInPieces(t *testing.T) {
	filled := func(l *List) []byte {
		dst := image.NewRGBA(image.Rect(0, 0, l.W, l.H))
		Fill(dst, l, true)
		return dst.Pix
	}
	for name, frame := range frames {
		f := frame(Light)
		var c Composer
		before := c.Compose(f, 2)
		if shown := filled(before); c.panels[0].heat.key.grid != nil {
			for i := range f.Panels {
				if h := f.Panels[i].Heat; h != nil {
					for k, v := range h.Grid.Values {
						h.Grid.Values[k] = 0.9*v - 0.01*float32(k%7)
					}
					h.Grid.Stamp++
				}
			}
			pauses := 0
			c.warm(f, 2, func() {
				if pauses++; pauses == 3 && !bytes.Equal(filled(before), shown) {
					t.Errorf("%s: the picture before changed while the next was made", name)
				}
			})
			want := 0
			for i := range f.Panels {
				p, cache := &f.Panels[i], &c.panels[i]
				if p.Heat != nil {
					q := &cache.heat.next.texture
					want += (q.W*q.H - 1) / pieceTexels
				}
				if p.Contours != nil {
					want += len(p.Contours.Mass)
				}
			}
			if pauses < want || name == "langevin" && want < 4 {
				t.Errorf("%s: %d pauses, want at least %d", name, pauses, want)
			}
		} else {
			c.warm(f, 2, func() { t.Errorf("%s: a pause where there is no density", name) })
		}
		c.warm(f, 2, func() { t.Errorf("%s: made twice", name) })
		made := c.panels[0].heat.next.texture.Pix
		after := c.Compose(f, 2)
		if n := len(made); n > 0 && &made[0] != &c.panels[0].heat.texture.Pix[0] {
			t.Errorf("%s: the map was made again", name)
		}
		var fresh Composer
		if !bytes.Equal(filled(after), filled(fresh.Compose(f, 2))) {
			t.Errorf("%s: the picture is another", name)
		}
	}
}
