package render

import (
	"math"
	"testing"

	"github.com/scorefield/scorefield/sim"
)

func handleFrame() *Frame {
	return &Frame{Width: 600, Height: 500, View: View{0, 0, 8}, Panels: []Panel{{Handles: []Handle{
		{X: -3, Y: -2, Cov: covariance(2, 0.8, 0.5), Weight: 0.3, Selected: true},
		{X: 4, Y: 3, Cov: covariance(1, 1, 0), Weight: 0.7},
	}}}}
}

// TestEveryGripIsFound where it is drawn; unselected handles show only their
// mean.
func TestEveryGripIsFound(t *testing.T) {
	f := handleFrame()
	l := f.Layout()
	h := &f.Panels[0].Handles[0]
	g := h.grips(&l, 0)
	for k, part := range []Part{MeanPart, MajorPart, MinorPart, WeightPart} {
		if hit := Pick(f, g[k].X, g[k].Y, false); hit.Handle != 0 || hit.Part != part {
			t.Errorf("part %d: %+v", part, hit)
		}
	}
	h = &f.Panels[0].Handles[1]
	g = h.grips(&l, 0)
	if hit := Pick(f, g[1].X, g[1].Y, false); hit.Handle != -1 {
		t.Errorf("a grip that is not drawn: %+v", hit)
	}
	x, y := l.ToScreen(0, 4, 3)
	if hit := Pick(f, x+20, y, false); hit.Handle != -1 {
		t.Errorf("a pointer 20 pixels away: %+v", hit)
	}
	if hit := Pick(f, x+20, y, true); hit.Handle != 1 {
		t.Errorf("a finger 20 pixels away: %+v", hit)
	}
}

// TestDrag: the dragged part is under the pointer afterwards, and the others
// are where they were (as far as they can be).
func TestDrag(t *testing.T) {
	f := handleFrame()
	h := f.Panels[0].Handles[0]
	if d := h.Drag(MeanPart, 1, 2); d.X != 1 || d.Y != 2 || d.Cov != h.Cov {
		t.Errorf("mean: %+v", d)
	}
	d := h.Drag(MajorPart, h.X+1, h.Y+3)
	major, minor, cos, sin := d.ellipse()
	if math.Abs(major-math.Sqrt(10)) > 1e-9 || math.Abs(minor-0.8) > 1e-9 || math.Abs(sin/cos-3) > 1e-9 {
		t.Errorf("major: %v %v %v", major, minor, sin/cos)
	}
	_, _, cos, sin = h.ellipse()
	d = h.Drag(MinorPart, h.X-1.2*sin+0.3*cos, h.Y+1.2*cos+0.3*sin) // 1.2 across, 0.3 along
	major, minor, _, _ = d.ellipse()
	if math.Abs(major-2) > 1e-9 || math.Abs(minor-1.2) > 1e-9 {
		t.Errorf("minor: %v %v", major, minor)
	}
	if d = h.Drag(WeightPart, h.X+1, h.Y); math.Abs(d.Weight-0.25) > 1e-9 { // a quarter turn, clockwise from the top
		t.Errorf("weight: %v", d.Weight)
	}
	if d = h.Drag(MinorPart, h.X, h.Y); !(d.Cov[0]*d.Cov[2]-d.Cov[1]*d.Cov[1] > 0) {
		t.Errorf("a flat ellipse: %v", d.Cov)
	}
}

func TestNearestParticle(t *testing.T) {
	p := &Particles{At: sim.FromPoints([]float64{0, 0}, []float64{1, 1}, []float64{-2, 3})}
	if got := p.Nearest(0.9, 0.8, 0.5); got != 1 {
		t.Errorf("got %d", got)
	}
	if got := p.Nearest(5, 5, 0.5); got != -1 {
		t.Errorf("out of reach: %d", got)
	}
}
