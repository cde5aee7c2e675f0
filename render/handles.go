package render

import "math"

// Grips of a handle, in device-independent pixels.
const (
	meanRadius   = 5.5
	gripRadius   = 4
	weightRadius = 13 // of the ring around the mean
	minAxis      = 20 // an ellipse's grips are never nearer to the mean
)

// ellipse are the half axes of one standard deviation, with the direction of
// the longer one: the eigenvalues and -vectors of the covariance.
func (h *Handle) ellipse() (major, minor, cos, sin float64) {
	xx, xy, yy := h.Cov[0], h.Cov[1], h.Cov[2]
	mid, d := (xx+yy)/2, math.Hypot((xx-yy)/2, xy)
	sin, cos = math.Sincos(math.Atan2(2*xy, xx-yy) / 2)
	return math.Sqrt(max(mid+d, 0)), math.Sqrt(max(mid-d, 0)), cos, sin
}

// shaped reports whether the handle has an ellipse.
func (h *Handle) shaped() bool { return h.Cov != [3]float64{} }

// grips are the places of the handle's parts on the screen: the mean, the ends
// of the axes, the weight's knob.
func (h *Handle) grips(l *Layout, panel int) (g [4]worldPoint) {
	x, y := l.ToScreen(panel, h.X, h.Y)
	k := l.Scale(panel)
	major, minor, cos, sin := h.ellipse()
	a, b := max(major*k, minAxis), max(minor*k, minAxis)
	turn := 2 * math.Pi * clamp(h.Weight, 0, 1) // clockwise from the top
	g[0] = worldPoint{x, y}
	g[1] = worldPoint{x + a*cos, y - a*sin}
	g[2] = worldPoint{x - b*sin, y - b*cos}
	g[3] = worldPoint{x + weightRadius*math.Sin(turn), y - weightRadius*math.Cos(turn)}
	return g
}

// draw draws the handle, its parts from the ellipse inwards.
func (h *Handle) draw(c *plot) {
	g := h.grips(c.layout, c.panel)
	mean := Point{c.px(g[0].X), c.px(g[0].Y)}
	ink, paper := c.color(Ink), c.style.paper
	if c.theme.dark() {
		ink = hex(0xffffff)
	}
	if h.MarkerOnly {
		c.drawCross(mean, ink, paper)
		if h.Focused {
			c.drawFocusRing(mean, c.px(weightRadius), ink)
		}
		return
	}
	active := h.Selected || h.Hot != NoPart || h.Focused
	if h.shaped() {
		h.drawEllipse(c, active, ink)
	}
	if active && h.shaped() {
		for k, part := range [...]Part{MajorPart, MinorPart} {
			q := Point{c.px(g[k+1].X), c.px(g[k+1].Y)}
			from := mean
			if h.Hollow { // from the ring: its middle stays empty
				dx, dy, _ := unit(q.X-mean.X, q.Y-mean.Y)
				from = Point{mean.X + dx*c.px(meanRadius), mean.Y + dy*c.px(meanRadius)}
			}
			c.list.Line(from.X, from.Y, q.X, q.Y, c.lineWidth(1), ink.Alpha(0.45))
			h.drawGrip(c, q, part, gripRadius, ink, paper)
		}
	}
	if h.Weight > 0 {
		h.drawWeight(c, mean, g[3], active, ink, paper)
	}
	h.drawGrip(c, mean, MeanPart, meanRadius, ink, paper)
	if h.Focused {
		c.drawFocusRing(mean, c.px(weightRadius+6), ink)
	}
}

// drawGrip draws a disc with a rim of paper; larger when it is hot or has the
// keyboard, filled with paper unless it is the mean. A hollow mean is a ring that
// has nothing in its middle, also no paper.
func (h *Handle) drawGrip(c *plot, p Point, part Part, radius float64, ink, paper Color) {
	hot := h.Hot == part || h.Focused && h.FocusPart == part
	if hot {
		radius *= 1.35
	}
	r := c.px(radius)
	if part == MeanPart && h.Hollow {
		c.list.Ring(p.X, p.Y, r+c.px(0.9), c.px(2.2), paper.Alpha(0.9))
		c.list.Ring(p.X, p.Y, r-c.px(0.8), c.px(1.8), ink)
		if hot {
			c.list.Ring(p.X, p.Y, r+c.px(3), c.lineWidth(1.2), ink.Alpha(0.5))
		}
		return
	}
	c.list.Disc(p.X, p.Y, r+c.px(1.6), paper.Alpha(0.9))
	c.list.Disc(p.X, p.Y, r, ink)
	if part != MeanPart {
		c.list.Disc(p.X, p.Y, r-c.px(1.7), paper)
	}
	if hot {
		c.list.Ring(p.X, p.Y, r+c.px(3), c.lineWidth(1.2), ink.Alpha(0.5))
	}
}

// drawWeight draws the weight as an arc around the mean, clockwise from the top,
// with a grip at its end.
func (h *Handle) drawWeight(c *plot, mean Point, end worldPoint, active bool, ink, paper Color) {
	r := c.px(weightRadius)
	c.list.Ring(mean.X, mean.Y, r, c.px(4.6), paper.Alpha(0.75))
	c.list.Ring(mean.X, mean.Y, r, c.lineWidth(1.6), ink.Alpha(0.25))
	c.points = c.points[:0]
	n := max(2, int(48*clamp(h.Weight, 0, 1)))
	for k := range n + 1 {
		sin, cos := math.Sincos(2 * math.Pi * clamp(h.Weight, 0, 1) * float64(k) / float64(n))
		c.points = append(c.points, Point{mean.X + r*float32(sin), mean.Y - r*float32(cos)})
	}
	c.list.Polyline(c.points, c.lineWidth(2.6), ink, false)
	if active {
		h.drawGrip(c, Point{c.px(end.X), c.px(end.Y)}, WeightPart, gripRadius*0.8, ink, paper)
	}
}

// drawEllipse draws the line of one standard deviation.
func (h *Handle) drawEllipse(c *plot, active bool, ink Color) {
	major, minor, cos, sin := h.ellipse()
	c.points = c.points[:0]
	for k := range 65 {
		s, t := math.Sincos(2 * math.Pi * float64(k) / 64)
		a, b := major*t, minor*s
		c.points = append(c.points, c.at(h.X+a*cos-b*sin, h.Y+a*sin+b*cos))
	}
	alpha, w := 0.5, 1.1 // quiet, so that it does not compete with the contours
	if active {
		alpha, w = 0.9, 1.6
	}
	c.list.Polyline(c.points, c.lineWidth(w+2), c.style.paper.Alpha(0.35), true)
	c.list.Polyline(c.points, c.lineWidth(w), ink.Alpha(alpha), true)
}

// drawFocusRing draws a dashed ring: it differs from every other ring.
func (c *plot) drawFocusRing(p Point, r float32, ink Color) {
	c.points = c.points[:0]
	for k := range 49 {
		sin, cos := math.Sincos(2 * math.Pi * float64(k) / 48)
		c.points = append(c.points, Point{p.X + r*float32(cos), p.Y + r*float32(sin)})
	}
	c.list.dashes(c.points, c.lineWidth(1.8), c.px(4.2), c.px(3), ink)
}

// drawCross draws a cross on a rim of paper.
func (c *plot) drawCross(p Point, ink, paper Color) {
	r := c.px(6)
	for _, pass := range [...]struct {
		w float32
		c Color
	}{{c.lineWidth(4.2), paper.Alpha(0.85)}, {c.lineWidth(1.8), ink}} {
		c.list.Line(p.X-r, p.Y, p.X+r, p.Y, pass.w, pass.c)
		c.list.Line(p.X, p.Y-r, p.X, p.Y+r, pass.w, pass.c)
	}
}
