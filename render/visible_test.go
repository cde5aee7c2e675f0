package render

import (
	"image"
	"math"
	"testing"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/hist"
)

// gathered are n particles at one place, as a run without noise ends.
func gathered(n int) *Particles {
	b := sim.NewBatch(2, n)
	for i := range n {
		b.Set(0, i, 5)
		b.Set(1, i, 5)
	}
	return &Particles{At: b}
}

// TestGatheredParticlesAreSeen under the hollow handle of the component that
// they have come to, whether they are discs, counted here or counted elsewhere:
// at least as many pixels as a disc of radius 1.5 has say that they are there.
func TestGatheredParticlesAreSeen(t *testing.T) {
	counted := func() *Particles {
		p := &Particles{Counts: &Counts{Grid: &hist.Grid{}, N: 300_000}}
		f := one(Panel{})
		w, h, world := f.CountingGrid(0)
		p.Counts.World = world
		p.Counts.Grid.Resize(w, h)
		x := int((5 - world.X0) / (world.X1 - world.X0) * float64(w))
		y := int((world.Y1 - 5) / (world.Y1 - world.Y0) * float64(h))
		p.Counts.Grid.Bins[y*w+x] = math.MaxUint16
		return p
	}
	for name, make := range map[string]func() *Particles{
		"one": func() *Particles { return gathered(1) }, "discs": func() *Particles { return gathered(5000) },
		"cloud": func() *Particles { return gathered(20_000) }, "trail": func() *Particles { p := gathered(20_000); p.Fade = -1; return p }, "counts": counted,
	} {
		for theme := range Theme(numberThemes) {
			picture := func(p ...*Particles) *image.RGBA {
				f := one(Panel{Handles: []Handle{{X: 5, Y: 5, Cov: [3]float64{1, 0, 1}, Weight: 0.8, Hollow: true}}, Particles: p})
				f.Theme = theme
				img := image.NewRGBA(image.Rect(0, 0, 220, 150))
				Raster(img, f, 1)
				return img
			}
			with, without := picture(make()), picture()
			seen := 0
			for i := 0; i < len(with.Pix); i += 4 {
				far := 0
				for k := range 3 {
					far = max(far, int(math.Abs(float64(with.Pix[i+k])-float64(without.Pix[i+k]))))
				}
				if far > 80 {
					seen++
				}
			}
			if seen < 7 { // π 1.5²
				t.Errorf("%s, theme %d: %d pixels show the particles", name, theme, seen)
			}
		}
	}
}

// TestDenseCloudsHaveNoHeaps: discs are for what gathers, not for what is dense.
func TestDenseCloudsHaveNoHeaps(t *testing.T) {
	var c Composer
	f := cloudFrame(200_000)
	f.Width, f.Height = 800, 600
	for range 20 { // until the trail is as full as it gets
		f.Panels[0].Particles[0].Stamp++
		c.Compose(f, 1)
	}
	if n := len(c.panels[0].clouds[0].heaps); n != 0 {
		t.Errorf("%d heaps in a cloud of two normals", n)
	}
}

// TestOneScaleForTheLadder: with a common range equal densities are equal
// colours in all multiples; without it each has its own, and the written peaks
// tell them apart.
func TestOneScaleForTheLadder(t *testing.T) {
	level := func(peak float64) *Grid { // of a constant density but for its peak
		g := newGrid(9, 9, world8)
		for i := range g.Values {
			g.Values[i] = float32(math.Log(1e-3))
		}
		g.Values[40] = float32(math.Log(peak))
		return g
	}
	f := &Frame{Width: 400, Height: 120, View: View{0, 0, 9}, Ladder: &Ladder{
		Sigmas: []float64{10, 1}, Grids: []*Grid{level(2e-3), level(0.13)}, Logs: true, Peaks: true}}
	var c Composer
	corner := func(k int) byte { return c.ladder.heats[k].texture.Pix[0] }
	l := c.Compose(f, 1)
	if corner(0) == corner(1) {
		t.Error("ranges of their own, and yet one colour")
	}
	var peaks []string
	for i := range l.Texts {
		if q := &l.Texts[i]; q.Role == LabelText {
			peaks = append(peaks, l.StringOf(q))
		}
	}
	if len(peaks) != 2 || peaks[0] != "0.002" || peaks[1] != "0.13" {
		t.Errorf("peaks are %q", peaks)
	}
	f.Ladder.Scale, f.Ladder.Lo, f.Ladder.Hi = Log, 1e-4, 1
	c.Compose(f, 1)
	if corner(0) != corner(1) {
		t.Errorf("one range, and colours %d and %d for one density", corner(0), corner(1))
	}
	// log₁₀ 1e-3 is a quarter of the way from 1e-4 to 1.
	if got := float64(corner(0)) / 255; math.Abs(got-0.25) > 0.5/255 {
		t.Errorf("1e-3 of 1e-4 … 1 is at %v", got)
	}
}

// TestSteps: a stepped scale has as many colours as steps, the ends those of the
// whole map, and colours change where the colour bar has its ticks.
func TestSteps(t *testing.T) {
	for n := 1; n <= MaxSteps; n++ {
		m := (&Heat{Map: ErrorMap, Steps: n}).colors(Dark)
		if again := (&Heat{Map: ErrorMap, Steps: n}).colors(Dark); again != m {
			t.Fatal("a stepped map has another address the next time")
		}
		distinct := map[Color]bool{}
		for _, c := range m {
			distinct[c] = true
		}
		if len(distinct) != n {
			t.Errorf("%d steps have %d colours", n, len(distinct))
		}
		for k := range n { // the middle of each step is of one colour
			if at := (float64(k) + 0.5) / float64(n); m.At(at-0.2/float64(n)) != m.At(at+0.2/float64(n)) {
				t.Errorf("step %d of %d has two colours", k, n)
			}
		}
		if n > 1 && (m.At(0) != Map(Dark, ErrorMap).At(0) || m.At(1) != Map(Dark, ErrorMap).At(1)) {
			t.Errorf("%d steps do not span the map", n)
		}
	}
	if many := (&Heat{Steps: 1000}).colors(Light); many != (&Heat{Steps: MaxSteps}).colors(Light) {
		t.Error("more than MaxSteps")
	}
}

// TestDecades: a Log scale without a range of its own spans four decades, from the
// greatest value down.
func TestDecades(t *testing.T) {
	g := newGrid(3, 3, world8)
	for i := range g.Values {
		g.Values[i] = float32(i+1) * 10
	}
	lo, hi := (&Heat{Grid: g, Scale: Log}).span()
	if math.Abs(hi-math.Log10(90)) > 1e-9 || math.Abs(hi-lo-4) > 1e-9 {
		t.Errorf("%v … %v", lo, hi)
	}
}
