package render

import "math"

// Hit is what lies under the pointer.
type Hit struct {
	Panel  int     // index of the panel under the pointer, if World or Picture ≥ 0
	X, Y   float64 // place in the panel's world
	World  bool    // X, Y mean something: the pointer is over a world plot
	Handle int     // index in the panel's Handles, −1: none
	Part   Part    // of the handle; NoPart: none
	Level  int     // of the ladder, −1: none
	// Picture is the one of the panel's sheet under the pointer and Pixel where in
	// it, row by row from the top left; −1: none.
	Picture, Pixel int
}

// Miss is the Hit where nothing lies under the pointer.
var Miss = Hit{Handle: -1, Level: -1, Picture: -1, Pixel: -1}

// Pick finds what lies under a point of the screen. A finger reaches farther
// than a pointer. Of several grips the nearest is taken; the mean wins where
// they overlap.
func Pick(f *Frame, sx, sy float64, touch bool) Hit {
	l := f.Layout()
	hit := Miss
	if k, ok := l.LevelAt(sx, sy); ok {
		hit.Level = k
	}
	for i := range l.N {
		if picture, pixel, ok := f.Panels[i].Sheet.at(l.Cells[i].Plot, sx, sy); ok {
			hit.Panel, hit.Picture, hit.Pixel = i, picture, pixel
		}
	}
	panel, x, y, ok := l.At(sx, sy)
	if !ok {
		return hit
	}
	hit.Panel, hit.X, hit.Y, hit.World = panel, x, y, true
	reach := 11.0
	if touch {
		reach = 24
	}
	best := reach
	for k := range f.Panels[panel].Handles {
		h := &f.Panels[panel].Handles[k]
		if part, d := h.nearest(&l, panel, sx, sy); d < best {
			best, hit.Handle, hit.Part = d, k, part
		}
	}
	return hit
}

// nearest is the handle's part nearest to a point, and its distance. Parts that
// are not drawn do not count; the mean is favoured by four pixels.
func (h *Handle) nearest(l *Layout, panel int, sx, sy float64) (part Part, d float64) {
	g := h.grips(l, panel)
	dist := func(k int) float64 { return math.Hypot(g[k].X-sx, g[k].Y-sy) }
	part, d = MeanPart, max(dist(0)-4, 0)
	if h.MarkerOnly || !(h.Selected || h.Focused || h.Hot != NoPart) {
		return part, d
	}
	if h.shaped() {
		for k, p := range [...]Part{MajorPart, MinorPart} {
			if e := dist(k + 1); e < d {
				part, d = p, e
			}
		}
	}
	if e := dist(3); h.Weight > 0 && e < d {
		part, d = WeightPart, e
	}
	return part, d
}

// Drag is the handle after its part has been moved to the point (x, y) of the
// world: the mean goes there, an axis is stretched and turned, the
// weight follows the angle about the mean.
func (h Handle) Drag(part Part, x, y float64) Handle {
	dx, dy := x-h.X, y-h.Y
	switch part {
	case MeanPart:
		h.X, h.Y = x, y
	case MajorPart:
		_, minor, _, _ := h.ellipse()
		major := max(math.Hypot(dx, dy), minor, 1e-6)
		h.Cov = covariance(major, minor, math.Atan2(dy, dx))
	case MinorPart:
		major, _, cos, sin := h.ellipse()
		minor := clamp(math.Abs(-dx*sin+dy*cos), 0.05*major, major)
		h.Cov = covariance(major, minor, math.Atan2(sin, cos))
	case WeightPart:
		turn := math.Atan2(dx, dy) / (2 * math.Pi)
		h.Weight = clamp(turn-math.Floor(turn), 0.01, 0.99)
	}
	return h
}

// covariance has the given standard deviations along an axis at an angle and
// across it.
func covariance(along, across, angle float64) [3]float64 {
	sin, cos := math.Sincos(angle)
	a, b := along*along, across*across
	return [3]float64{a*cos*cos + b*sin*sin, (a - b) * sin * cos, a*sin*sin + b*cos*cos}
}

// Nearest is the particle nearest to the point (x, y) of the world, −1 if none
// is within reach.
func (p *Particles) Nearest(x, y, reach float64) int {
	best, at := float32(reach*reach), -1
	if p.At.D < 2 {
		return at
	}
	ys := p.At.Row(1)
	for i, px := range p.At.Row(0) {
		dx, dy := px-float32(x), ys[i]-float32(y)
		if d := dx*dx + dy*dy; d < best {
			best, at = d, i
		}
	}
	return at
}
