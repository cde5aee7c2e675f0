package render

import "math"

// plot is the part of a canvas that shows the world: a panel's place in the
// layout. Every layer of the world draws on one.
type plot struct {
	*canvas
	layout *Layout
	panel  int
	cell   *Cell
	axes   *Axes    // of the panel, nil where it has none
	grips  []Handle // of the panel, which lie over everything else
}

// toScreen is where a point of the world is, in device-independent pixels.
func (c *plot) toScreen(x, y float64) (sx, sy float64) { return c.layout.ToScreen(c.panel, x, y) }

// scale is the number of device-independent pixels in a unit of the world.
func (c *plot) scale() float64 { return c.layout.Scale(c.panel) }

// at is where a point of the world is, in device pixels.
func (c *plot) at(x, y float64) Point {
	sx, sy := c.toScreen(x, y)
	return Point{float32(sx) * c.k, float32(sy) * c.k}
}

// affine gives device pixels as x·sx + ox, y·sy + oy: for the layers of many
// points.
func (c *plot) affine() (sx, ox, sy, oy float32) {
	k := c.scale() * float64(c.k)
	o := c.at(0, 0)
	return float32(k), o.X, float32(-k), o.Y
}

// ticks are the same along both axes of the world, so that the eye can compare
// lengths, unless each axis has units of its own.
func (c *plot) ticks() (x, y ticks) {
	w, p := c.layout.World(c.panel), c.cell.Plot
	if u := c.units(); u != nil {
		x, y = u.ticks(0, w.X0, w.X1, tickCount(p.W())), u.ticks(1, w.Y0, w.Y1, tickCount(p.H()))
		if u.Scale[0] == u.Scale[1] {
			step := max(x.Step, y.Step)
			x, y = u.ticksBy(0, w.X0, w.X1, step), u.ticksBy(1, w.Y0, w.Y1, step)
		}
		return x, y
	}
	step := max(niceTicks(w.X0, w.X1, tickCount(p.W())).Step, niceTicks(w.Y0, w.Y1, tickCount(p.H())).Step)
	return ticksBy(w.X0, w.X1, step), ticksBy(w.Y0, w.Y1, step)
}

// units are those of the axes; nil where they are the world's.
func (c *plot) units() *Units {
	if a := c.axes; a != nil && a.Units.Scale[0] > 0 && a.Units.Scale[1] > 0 {
		return &a.Units
	}
	return nil
}

// inWorld is where tick value v of axis j stands in the world.
func (c *plot) inWorld(j int, t ticks, v float64) float64 {
	if u := c.units(); u != nil {
		return (v - (u.Mid[j] - t.offset)) * u.Scale[j]
	}
	return v
}

// ticks are the ticks of axis j between two places of the world.
func (u *Units) ticks(j int, lo, hi float64, most int) ticks {
	return u.ticksBy(j, lo, hi, niceTicks(lo/u.Scale[j], hi/u.Scale[j], most).Step)
}

// A number along an axis may be so many steps from 0, written in full or with a
// power of ten: there is room for five digits or three. Others are written as
// differences from a round one.
const (
	mostSteps      = 2e4
	mostPowerSteps = 200
)

func (u *Units) ticksBy(j int, lo, hi, step float64) ticks {
	offset, most := 0.0, mostSteps
	far := math.Abs(u.Mid[j]) + max(math.Abs(lo), math.Abs(hi))/u.Scale[j]
	if t := ticksBy(0, far, step); t.powers(far) {
		most = mostPowerSteps
	}
	if far > most*step {
		round := 10 * step
		for round*u.Scale[j] < hi-lo {
			round *= 10
		}
		offset = math.Floor((u.Mid[j]+lo/u.Scale[j])/round) * round
	}
	t := ticksBy(u.Mid[j]-offset+lo/u.Scale[j], u.Mid[j]-offset+hi/u.Scale[j], step)
	t.offset = offset
	return t
}

// tickCount is how many numbers fit along a length.
func tickCount(length float64) int { return max(2, int(length/46)) }
