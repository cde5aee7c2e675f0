package render

import "image"

// Atlas places the pictures of one frame on the one screen. It keeps its size
// from frame to frame, for every change costs the browser a new buffer: it grows
// in coarse steps, and shrinks when most of it has not been needed for long. The
// zero value is ready.
type Atlas struct {
	size image.Point
	long int // frames in which a quarter of it was enough
}

const (
	atlasStep   = 256        // pixels by which it grows
	atlasPixels = 16_000_000 // that it has at most
	atlasFrames = 240        // with a quarter of its pixels until it shrinks
)

// Size is that of the screen.
func (a *Atlas) Size() image.Point { return a.size }

// Alone makes the screen as large as the one picture that it shows.
func (a *Atlas) Alone(size image.Point) { a.size, a.long = size, 0 }

// Place finds room for pictures of these sizes, in this order, on a screen that
// is no longer than most along any side, and appends where the first of them go
// to dst. It places at least one of them; those for which there is no room come
// last and have to wait.
func (a *Atlas) Place(dst []image.Point, sizes []image.Point, most int) []image.Point {
	if len(sizes) == 0 {
		return dst
	}
	widest := image.Point{}
	for _, s := range sizes {
		widest.X, widest.Y = max(widest.X, s.X), max(widest.Y, s.Y)
	}
	width := max(a.size.X, min(inSteps(widest.X), most))
	room := max(min(most, atlasPixels/width), a.size.Y) // of its height
	var rows []row
	n, bottom := len(dst), 0
	for _, s := range sizes {
		at, ok := fit(rows, s, width)
		if !ok {
			at = image.Pt(0, bottom)
			if bottom+s.Y > room && len(dst) > n {
				break
			}
			rows = append(rows, row{y: bottom, height: s.Y, used: s.X})
			bottom += s.Y
		}
		dst = append(dst, at)
	}
	a.hold(image.Pt(width, max(bottom, min(inSteps(bottom), room))))
	return dst
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

// hold makes the screen at least so large.
func (a *Atlas) hold(want image.Point) {
	if 4*want.X*want.Y <= a.size.X*a.size.Y {
		if a.long++; a.long < atlasFrames {
			return
		}
		a.size = image.Point{} // what has been placed stays where it is
	}
	a.long = 0
	a.size = image.Pt(max(a.size.X, want.X), max(a.size.Y, want.Y))
}

func inSteps(v int) int { return (v + atlasStep - 1) / atlasStep * atlasStep }
