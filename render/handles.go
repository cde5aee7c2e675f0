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

func (h *Handle) shaped() bool { return h.Cov != [3]float64{} && !h.NoEllipse }

// grips are the places of the handle's parts on the screen: the mean, the ends
// of the axes, the weight's knob.
func (h *Handle) grips(l *Layout, panel int) (g [4]worldPoint) {
	x, y := l.ToScreen(panel, h.X, h.Y)
	k := l.Scale(panel)
	major, minor, cos, sin := h.ellipse()
	a, b := max(major*k, minAxis), max(minor*k, minAxis)
	turn := 2 * math.Pi * clamp(h.Weight, 0, 1)
	g[0] = worldPoint{x, y}
	g[1] = worldPoint{x + a*cos, y - a*sin}
	g[2] = worldPoint{x - b*sin, y - b*cos}
	g[3] = worldPoint{x + weightRadius*math.Sin(turn), y - weightRadius*math.Cos(turn)}
	return g
}

func (c *Composer) handle(i int, h *Handle) {
	g := h.grips(&c.layout, i)
	mean := Point{c.px(g[0].X), c.px(g[0].Y)}
	ink, paper := c.color(Ink), c.style.paper
	if c.theme.dark() {
		ink = hex(0xffffff)
	}
	if h.Fixed {
		ink = c.color(Muted)
	}
	if h.MarkerOnly {
		c.cross(mean, ink, paper)
		return
	}
	active := h.Selected || h.Hot != NoPart || h.Focused
	if h.shaped() {
		c.ellipseLine(i, h, active, ink)
	}
	if active && !h.Fixed && !h.MeanOnly && h.shaped() {
		for k, part := range [...]Part{MajorPart, MinorPart} {
			q := Point{c.px(g[k+1].X), c.px(g[k+1].Y)}
			c.list.Line(mean.X, mean.Y, q.X, q.Y, c.stroke(1), ink.Alpha(0.45))
			c.knob(q, h, part, gripRadius, ink, paper)
		}
	}
	if h.Weight > 0 {
		c.weightRing(mean, h, active, ink, paper, g[3])
	}
	c.knob(mean, h, MeanPart, meanRadius, ink, paper)
	if h.Focused {
		c.focusRing(mean, c.px(weightRadius+6), ink)
	}
	if h.Label != "" {
		c.halo(c.say(h.Label), g[0].X+weightRadius+12, g[0].Y+labelType*c.typeScale/2, labelType, 0, ink)
	}
}

// knob is a disc with a rim of paper; larger when it is hot or has the
// keyboard, filled with paper unless it is the mean.
func (c *Composer) knob(p Point, h *Handle, part Part, radius float64, ink, paper Color) {
	hot := h.Hot == part || h.Focused && h.FocusPart == part
	if hot {
		radius *= 1.35
	}
	r := c.px(radius)
	c.list.Disc(p.X, p.Y, r+c.px(1.6), paper.Alpha(0.9))
	c.list.Disc(p.X, p.Y, r, ink)
	if part != MeanPart {
		c.list.Disc(p.X, p.Y, r-c.px(1.7), paper)
	}
	if hot {
		c.list.Ring(p.X, p.Y, r+c.px(3), c.stroke(1.2), ink.Alpha(0.5))
	}
}

func (c *Composer) weightRing(mean Point, h *Handle, active bool, ink, paper Color, knob worldPoint) {
	r := c.px(weightRadius)
	c.list.Ring(mean.X, mean.Y, r, c.px(4.6), paper.Alpha(0.75))
	c.list.Ring(mean.X, mean.Y, r, c.stroke(1.6), ink.Alpha(0.25))
	c.points = c.points[:0]
	n := max(2, int(48*clamp(h.Weight, 0, 1)))
	for k := range n + 1 {
		sin, cos := math.Sincos(2 * math.Pi * clamp(h.Weight, 0, 1) * float64(k) / float64(n))
		c.points = append(c.points, Point{mean.X + r*float32(sin), mean.Y - r*float32(cos)})
	}
	c.list.Polyline(c.points, c.stroke(2.6), ink, false)
	if active && !h.Fixed && !h.MeanOnly {
		c.knob(Point{c.px(knob.X), c.px(knob.Y)}, h, WeightPart, gripRadius*0.8, ink, paper)
	}
}

func (c *Composer) ellipseLine(i int, h *Handle, active bool, ink Color) {
	major, minor, cos, sin := h.ellipse()
	c.points = c.points[:0]
	for k := range 65 {
		s, t := math.Sincos(2 * math.Pi * float64(k) / 64)
		a, b := major*t, minor*s
		c.points = append(c.points, c.at(i, h.X+a*cos-b*sin, h.Y+a*sin+b*cos))
	}
	alpha, w := 0.5, 1.1
	if active {
		alpha, w = 0.9, 1.6
	}
	c.list.Polyline(c.points, c.stroke(w+2), c.style.paper.Alpha(0.35), true)
	c.list.Polyline(c.points, c.stroke(w), ink.Alpha(alpha), true)
}

// focusRing is dashed, so that it differs from every other ring.
func (c *Composer) focusRing(p Point, r float32, ink Color) {
	c.points = c.points[:0]
	for k := range 49 {
		sin, cos := math.Sincos(2 * math.Pi * float64(k) / 48)
		c.points = append(c.points, Point{p.X + r*float32(cos), p.Y + r*float32(sin)})
	}
	c.list.dashes(c.points, c.stroke(1.8), c.px(4.2), c.px(3), ink)
}

func (c *Composer) cross(p Point, ink, paper Color) {
	r := c.px(6)
	for _, pass := range [...]struct {
		w float32
		c Color
	}{{c.stroke(4.2), paper.Alpha(0.85)}, {c.stroke(1.8), ink}} {
		c.list.Line(p.X-r, p.Y, p.X+r, p.Y, pass.w, pass.c)
		c.list.Line(p.X, p.Y-r, p.X, p.Y+r, pass.w, pass.c)
	}
}
