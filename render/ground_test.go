package render

import (
	"bytes"
	"image"
	"testing"
)

// movingPicture is a picture of a heat map with a grid of lines and something
// over them that is at x.
func movingPicture(l *List, heat *Texture, x float32) {
	l.reset(200, 100, Color{1, 1, 1, 1})
	l.clip(image.Rect(10, 10, 190, 90))
	l.texture(heat, Rect{10, 10, 190, 90}, Map(Light, DensityMap))
	l.Line(20, 20, 180, 80, 2, Color{0, 0, 0, 1})
	l.clip(image.Rect(0, 0, 200, 100))
	l.Disc(x, 50, 4, Color{1, 0, 0, 1})
	l.seal()
}

// TestGroundIsWhatStays: after three pictures it is the texture and the lines on
// it, not what moves; a change of any of them is noticed at once.
func TestGroundIsWhatStays(t *testing.T) {
	heat := &Texture{W: 4, H: 4, Pix: bytes.Repeat([]byte{128, 0, 0, 255}, 16), Stamp: 1}
	var g ground
	var l List
	x := float32(30)
	next := func() int { x++; movingPicture(&l, heat, x); return g.find(&l) }
	settle := func(what string, soonest int) {
		t.Helper()
		for i := range 6 {
			n := next()
			if n == 0 {
				continue
			}
			if n != 2 || l.Ops[0].Texture == nil || l.Ops[1].Texture != nil {
				t.Fatalf("%s: the ground has %d parts of %d", what, n, len(l.Ops))
			}
			if i < soonest {
				t.Errorf("%s: it is known after %d pictures", what, i+1)
			}
			return
		}
		t.Fatalf("%s: no ground was found", what)
	}
	settle("at first", groundFrames)
	for name, change := range map[string]func(){
		"another field": func() { heat.Stamp++ },
		"the camera":    func() { g.ops[1].vertices[0].DstX++ },
		"another clip":  func() { g.ops[0].Clip.Max.X-- },
		"another map":   func() { g.ops[0].Map = Map(Light, CloudMap) },
		"another size":  func() { g.size.X++ },
	} {
		change()
		if n := next(); n != 0 {
			t.Errorf("%s: %d parts are still the ground", name, n)
		}
		settle(name, groundFrames-1) // the picture above was the first
	}
}

// TestNoGroundWithoutATexture: a few lines cost less than a copy of the picture.
func TestNoGroundWithoutATexture(t *testing.T) {
	var g ground
	var l List
	for i := range 8 {
		l.reset(200, 100, Color{1, 1, 1, 1})
		l.clip(image.Rect(10, 10, 190, 90))
		l.Line(20, 20, 180, 80, 2, Color{0, 0, 0, 1})
		l.clip(image.Rect(0, 0, 200, 100))
		l.Disc(float32(30+i), 50, 4, Color{1, 0, 0, 1})
		l.seal()
		if n := g.find(&l); n != 0 {
			t.Fatalf("picture %d has a ground of %d parts", i, n)
		}
	}
}
