package render

import (
	"image"
	mathrand "math/rand/v2"
	"testing"
)

// TestPicturesDoNotOverlap: whatever their sizes, all lie on the screen and none
// on another; who has no room comes last, and the first is always drawn.
func TestPicturesDoNotOverlap(t *testing.T) {
	const most = 4096
	rng := mathrand.New(mathrand.NewPCG(1, 2))
	var a Atlas
	for range 2000 {
		a.Reserve(image.Pt(rng.IntN(1800), rng.IntN(1500)))
		sizes := make([]image.Point, rng.IntN(25))
		for i := range sizes {
			sizes[i] = image.Pt(1+rng.IntN(1800), 1+rng.IntN(1500))
		}
		places := a.Place(nil, sizes, most, rng.IntN(2) == 0)
		if len(sizes) > 0 && len(places) == 0 || len(places) > len(sizes) {
			t.Fatalf("%d of %d pictures have a place", len(places), len(sizes))
		}
		screen := image.Rectangle{Max: a.Size()}
		if screen.Dx() > most || screen.Dy() > most || screen.Dx()*screen.Dy() > atlasPixels {
			t.Fatalf("the screen is %v", screen.Max)
		}
		for i, at := range places {
			r := image.Rectangle{Min: at, Max: at.Add(sizes[i])}
			if !r.In(screen) {
				t.Fatalf("%v is not on the screen %v", r, screen.Max)
			}
			for k, other := range places[:i] {
				if r.Overlaps(image.Rectangle{Min: other, Max: other.Add(sizes[k])}) {
					t.Fatalf("%v overlaps %v", r, other)
				}
			}
		}
	}
}

// TestTheScreenKeepsItsSize: while the same figures move by turns, and after that until the
// graphics card has been at rest: a change would wait for what it still has to draw.
func TestTheScreenKeepsItsSize(t *testing.T) {
	var a Atlas
	two := []image.Point{{900, 600}, {800, 500}}
	a.Place(nil, two, 8192, false)
	size := a.Size()
	for k := range 200 {
		a.Place(nil, two[k%2:], 8192, false)
		if a.Size() != size {
			t.Fatalf("frame %d: %v, was %v", k, a.Size(), size)
		}
	}
	for range 2 * atlasFrames {
		if a.Place(nil, []image.Point{{300, 200}}, 8192, false); a.Size() != size {
			t.Fatalf("%v while something is drawn in every frame", a.Size())
		}
	}
	a.Place(nil, []image.Point{{300, 200}}, 8192, true)
	if s := a.Size(); s != image.Pt(300, 200) {
		t.Errorf("a small picture alone holds %v", s)
	}
}

// TestAPictureAlone has a screen of its size from the first, with what is
// reserved; after others it keeps theirs for a while and until there has been a rest, and
// then has its own.
func TestAPictureAlone(t *testing.T) {
	var a Atlas
	place, picture := image.Pt(901, 599), image.Pt(676, 450)
	a.Reserve(place)
	for range 5 {
		if a.Place(nil, []image.Point{place}, 8192, false); a.Size() != place {
			t.Fatalf("the first of %v is on %v", place, a.Size())
		}
		if a.Alone(picture, false); a.Size() != place {
			t.Fatalf("%v in a place of %v is on %v", picture, place, a.Size())
		}
	}
	a.Reserve(image.Point{})
	for k := range 3 * atlasFrames {
		if a.Alone(picture, k < atlasFrames-1); a.Size() != place {
			t.Fatal("it did not wait")
		}
	}
	if a.Alone(picture, true); a.Size() != picture {
		t.Errorf("alone for long it is on %v", a.Size())
	}
	if a.Alone(place, false); a.Size() != place {
		t.Errorf("a larger one is on %v", a.Size())
	}
}

// TestTheScreenDoesNotGrowForCompany: figures that begin to move beside others do not change
// it, for however long: a change waits for the graphics card. What has no room is
// drawn on a screen of its own in the same frame; where there is room for several from the
// start they share one.
func TestTheScreenDoesNotGrowForCompany(t *testing.T) {
	sizes := []image.Point{{900, 600}, {880, 590}, {900, 600}}
	for _, c := range []struct {
		reserved image.Point
		screens  int
	}{{image.Pt(900, 600), 3}, {image.Pt(900, 1200), 2}, {image.Pt(900, 1800), 1}} {
		var a Atlas
		a.Reserve(c.reserved)
		a.Place(nil, sizes[:1], 8192, false)
		a.Alone(sizes[0], false)
		for frame := range 2 * atlasFrames {
			screens := 0
			for rest := sizes; len(rest) > 0; screens++ {
				rest = rest[len(a.Place(nil, rest, 8192, false)):]
			}
			if a.Size() != c.reserved || screens != c.screens {
				t.Fatalf("frame %d: %d screens of %v, want %d of %v", frame, screens, a.Size(), c.screens, c.reserved)
			}
		}
	}
}

// TestAPictureMovesWhole: a list that is moved and moved again is drawn like the
// same list at its place.
func TestAPictureMovesWhole(t *testing.T) {
	f := langevinFrame(Light, 640, 480, 500, 6)
	want := image.NewRGBA(image.Rect(0, 0, 700, 600))
	var c Composer
	l := c.Compose(f, 1)
	at := image.Pt(37, 21)
	Fill(want, l, false)
	l.moveTo(image.Pt(500, 300))
	l.moveTo(at)
	got := image.NewRGBA(want.Rect)
	Fill(got, l, false)
	differing, lit := 0, 0
	for y := range l.H {
		for x := range l.W {
			if x+at.X >= 700 || y+at.Y >= 600 {
				continue
			}
			p, q := want.RGBAAt(x, y), got.RGBAAt(x+at.X, y+at.Y)
			if p.A > 0 {
				lit++
			}
			// Coordinates are float32: a moved edge may fall on the other side of a sample.
			if d := max(int(p.A)-int(q.A), int(q.A)-int(p.A)); d > 16 {
				differing++
			}
		}
	}
	if lit < 1000 || differing > lit/1000 {
		t.Errorf("%d of %d pixels differ", differing, lit)
	}
	for x := range at.X {
		if got.RGBAAt(x, 100).A != 0 {
			t.Fatal("something is left of the picture")
		}
	}
}

// TestRunsCanBeDrawnTwice: what a run of triangles refers to is the same
// whenever it is asked for.
func TestRunsCanBeDrawnTwice(t *testing.T) {
	var c Composer
	l := c.Compose(langevinFrame(Light, 640, 480, 500, 6), 1)
	runs := 0
	for i := range l.Ops {
		o := &l.Ops[i]
		if o.Texture != nil || o.Last == o.First {
			continue
		}
		runs++
		var want []Vertex
		for _, k := range l.Indices[o.First:o.Last] {
			want = append(want, l.Vertices[k])
		}
		for range 2 {
			vertices, indices := l.run(o)
			for k, index := range indices {
				if vertices[index] != want[k] {
					t.Fatalf("run %d: vertex %d is another", i, k)
				}
			}
		}
	}
	if runs < 2 {
		t.Errorf("only %d runs", runs)
	}
}
