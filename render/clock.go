package render

import "math"

// Clock is the time of a process that runs from t = 1 to t = 0, in the lower right
// corner of a plot: a dial that fills up, t and the noise level in numbers.
type Clock struct {
	T     float64 // in [0, 1]
	Sigma float64 // standard deviation of the noise at t
}

const (
	dialRadius = 9.0
	clockInset = 8.0
)

// height is that of the clock's card, 0 where there is no clock.
func (k *Clock) height() float64 {
	if k == nil {
		return 0
	}
	return clockInset + 2*dialRadius + 4
}

// draw draws the dial and writes the numbers to its left.
func (k *Clock) draw(c *plot) {
	if k == nil {
		return
	}
	p := c.cell.Plot
	c.text = append(appendFixed(append(c.text[:0], "t = "...), clamp(k.T, 0, 1), 2), ",  σ = "...)
	c.text = appendShort(c.text, k.Sigma, 2)
	wide := c.textWidth(c.text, labelType)
	card := Rect{p.X1 - clockInset - 2*dialRadius - 14 - wide, p.Y1 - clockInset - 2*dialRadius - 4, p.X1 - clockInset + 4, p.Y1 - clockInset + 4}
	c.sheet(card, 0.86)
	x, y := p.X1-clockInset-dialRadius, p.Y1-clockInset-dialRadius
	c.write(LabelText, c.text, x-dialRadius-6, y+labelType*c.typeScale*0.36, labelType, 1, c.color(Ink))
	// What is past, as an arc within the dial, from the top and clockwise.
	const parts, radius, width = 48, 0.66 * dialRadius, 0.4 * dialRadius
	c.points = c.points[:0]
	for n := 0; n <= parts; n++ {
		turn := 2 * math.Pi * (1 - clamp(k.T, 0, 1)) * float64(n) / parts
		c.points = append(c.points, Point{c.px(x + radius*math.Sin(turn)), c.px(y - radius*math.Cos(turn))})
	}
	if k.T < 1 {
		c.list.Polyline(c.points, c.px(width), c.color(Truth).Alpha(0.5), false)
	}
	c.list.Ring(c.px(x), c.px(y), c.px(dialRadius), c.lineWidth(1.4), c.color(Ink))
	turn := 2 * math.Pi * (1 - clamp(k.T, 0, 1))
	c.list.Line(c.px(x), c.px(y), c.px(x+dialRadius*math.Sin(turn)), c.px(y-dialRadius*math.Cos(turn)), c.lineWidth(1.6), c.color(Ink))
}
