package render

import "image"

// Atlas places the pictures of one frame on the one screen. It keeps its size
// from frame to frame, for a change waits for all that the graphics card still
// has to do: what is reserved is there from the start, it grows, in coarse steps,
// only for a picture that is larger than it, and shrinks when most of it has not
// been needed for long, once there was nothing to draw for a while. Pictures for which there is no room take screens of their
// own, one after the other. The zero value is ready.
type Atlas struct {
	size   image.Point
	least  image.Point   // see Reserve
	long   int           // pictures in a row for which it was too large
	rows   []row         // memory of pack
	places []image.Point // memory of enough
}

const (
	atlasStep   = 256        // pixels by which it grows
	atlasPixels = 16_000_000 // that it has at most
	atlasFrames = 240        // in which it was too large until it shrinks
)

// Size is that of the screen.
func (a *Atlas) Size() image.Point { return a.size }

// Reserve makes the screen at least so large when it changes next: so that a
// picture of any place finds room as soon as it comes.
func (a *Atlas) Reserve(least image.Point) { a.least = least }

// Alone is for a picture that has the screen's upper left corner for itself. The
// screen is no larger than the picture, or what is reserved, once that has been so
// for a while and the graphics card is at rest.
func (a *Atlas) Alone(size image.Point, rested bool) {
	want := larger(size, a.least)
	if size.X > a.size.X || size.Y > a.size.Y {
		a.size = larger(a.size, want)
	}
	if a.tooLarge(a.size != want, rested) {
		a.size = want
	}
}

// tooLarge reports whether it has been so for a while, and a change waits for nothing.
func (a *Atlas) tooLarge(now, rested bool) bool {
	if a.long++; !now {
		a.long = 0
	}
	if a.long < atlasFrames || !rested {
		return false
	}
	a.long = 0
	return true
}

// Place finds room for pictures of these sizes, in this order, on a screen that
// is no longer than most along any side, and appends where the first of them go
// to dst. It places at least one of them; those for which there is no room come
// last, and need a screen of their own. The screen shrinks where the graphics card
// is at rest.
func (a *Atlas) Place(dst []image.Point, sizes []image.Point, most int, rested bool) []image.Point {
	if len(sizes) == 0 {
		return dst
	}
	n := len(dst)
	places, _ := a.pack(dst, sizes, a.size.X, a.size.Y)
	switch {
	case sizes[0].X > a.size.X || sizes[0].Y > a.size.Y:
		a.long = 0
		a.size = a.enough(a.size, sizes, most)
	case len(places)-n < len(sizes):
		return places
	default:
		want := a.enough(image.Point{}, sizes, most)
		if !a.tooLarge(4*want.X*want.Y <= a.size.X*a.size.Y, rested) {
			return places
		}
		a.size = want
	}
	places, _ = a.pack(places[:n], sizes, a.size.X, a.size.Y)
	return places
}

// enough is the size of a screen with room for pictures of these sizes, as far as it
// may be, that is no smaller than least: of one picture without more.
func (a *Atlas) enough(least image.Point, sizes []image.Point, most int) image.Point {
	step := atlasStep
	if len(sizes) == 1 {
		step = 1
	}
	widest := a.least.X
	for _, s := range sizes {
		widest = max(widest, s.X)
	}
	width := max(least.X, min(inSteps(widest, step), most))
	room := max(min(most, atlasPixels/width), least.Y) // of its height
	places, bottom := a.pack(a.places[:0], sizes, width, room)
	a.places = places
	return image.Pt(width, max(least.Y, bottom, min(inSteps(max(bottom, a.least.Y), step), room)))
}

// pack appends to dst where as many of the pictures as find room go, but the first in
// any case, and returns how far down they reach.
func (a *Atlas) pack(dst, sizes []image.Point, width, room int) (places []image.Point, bottom int) {
	a.rows = a.rows[:0]
	for i, s := range sizes {
		at, ok := fit(a.rows, s, width)
		if !ok {
			if i > 0 && (s.X > width || bottom+s.Y > room) {
				break
			}
			at = image.Pt(0, bottom)
			a.rows = append(a.rows, row{y: bottom, height: s.Y, used: s.X})
			bottom += s.Y
		}
		dst = append(dst, at)
	}
	return dst, bottom
}

// row is a row of pictures that are no higher than its first.
type row struct{ y, height, used int }

// fit finds room in one of the rows.
func fit(rows []row, s image.Point, width int) (at image.Point, ok bool) {
	for i := range rows {
		if r := &rows[i]; s.Y <= r.height && r.used+s.X <= width {
			at = image.Pt(r.used, r.y)
			r.used += s.X
			return at, true
		}
	}
	return image.Point{}, false
}

func larger(p, q image.Point) image.Point { return image.Pt(max(p.X, q.X), max(p.Y, q.Y)) }

func inSteps(v, step int) int { return (v + step - 1) / step * step }
