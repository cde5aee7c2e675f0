package render

import (
	"image"
	"math"
	"testing"

	"github.com/scorefield/scorefield/sim"
)

// one is a frame of one panel, 220×150.
func one(p Panel) *Frame {
	return &Frame{Width: 220, Height: 150, View: View{0, 0, 8.6}, Panels: []Panel{p}}
}

func ring(n int) (b sim.Batch, class []uint8, value []float32) {
	b, class, value = sim.NewBatch(2, n), make([]uint8, n), make([]float32, n)
	for i := range n {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / float64(n))
		b.Set(0, i, float32(9*cos))
		b.Set(1, i, float32(6*sin))
		class[i], value[i] = uint8(i%8), float32(i)/float32(n-1)
	}
	return b, class, value
}

// layers are one small picture each.
var layers = map[string]func() *Frame{
	"heat": func() *Frame {
		return one(Panel{Title: "p", Heat: &Heat{Grid: mix{}.grid(65, Rect{-14, -14, 14, 14}), Logs: true, Bar: true}, Axes: &Axes{Ticks: true}})
	},
	"heat-log": func() *Frame {
		return one(Panel{Title: "log", Heat: &Heat{Grid: mix{1}.grid(49, Rect{-14, -14, 14, 14}), Logs: true, Scale: Log, Bar: true, Label: "p"}})
	},
	"class-bars": func() *Frame {
		return one(Panel{Title: "loss", Curves: &Curves{Series: []Series{{X: []float64{0, 1, 2}, Y: []float64{3, 1, 0.5}, Role: Learned}}, XLabel: "step"}, Bars: []*Bars{
			{Title: "share of each", Names: []string{"0", "1", "2"}, Shares: []float64{0.5, 0.1, 0.4}, Lines: []float64{1. / 3, 0.13}},
			{Title: "p(class | x)", Names: []string{"0", "1", "2"}, Shares: []float64{0.05, 0.9, 0.05}, Top: 1, Best: true, Role: Learned}}})
	},
	"error": func() *Frame {
		e := lengths(mix{}.learned(49, Rect{-14, -14, 14, 14}), mix{}.field(49, Rect{-14, -14, 14, 14}))
		return one(Panel{Heat: &Heat{Grid: e, Map: ErrorMap, Scale: Log, Lo: 0.01, Hi: 10, Bar: true, Label: "‖e‖"}})
	},
	"error-steps": func() *Frame {
		box := Rect{-14, -14, 14, 14}
		e, p := lengths(mix{}.learned(49, box), mix{}.field(49, box)), mix{}.grid(49, box)
		b, _ := mix{}.draws(40, &rand{})
		return one(Panel{Heat: &Heat{Grid: e, Map: ErrorMap, Scale: Log, Lo: 0.01, Hi: 10, Steps: 6, Bar: true, Label: "‖e‖"},
			Contours: &Contours{Grid: p, Logs: true, Mass: []float64{0.5, 0.9}}, Data: &Particles{At: b, Hollow: true, Name: "data"}})
	},
	"signed": func() *Frame {
		g := newGrid(33, 33, Rect{-14, -14, 14, 14})
		for i := range g.Values {
			x, y := g.Node(i%33, i/33)
			g.Values[i] = float32(math.Sin(x/3) * math.Cos(y/3))
			if math.Hypot(x-5, y) < 2 {
				g.Values[i] = float32(math.NaN())
			}
		}
		return one(Panel{Heat: &Heat{Grid: g, Map: SignedMap, Bar: true}})
	},
	"contours": func() *Frame {
		return one(Panel{Contours: &Contours{Grid: mix{1.2}.grid(65, Rect{-14, -14, 14, 14}), Logs: true, Mass: []float64{0.5, 0.9, 0.99}, Labels: true}})
	},
	"arrows": func() *Frame {
		return one(Panel{Arrows: []*Arrows{{Field: mix{1}.field(11, Rect{-12, -8.6, 12, 8.6}), Role: Truth, Name: "score", Legend: true}}})
	},
	"difference": func() *Frame {
		a, b := mix{1}.field(9, Rect{-12, -8.6, 12, 8.6}), mix{1}.learned(9, Rect{-12, -8.6, 12, 8.6})
		return one(Panel{Arrows: []*Arrows{{Field: a, Role: Truth, Weak: true}, {Field: b, From: a, Role: Alarm}}})
	},
	"displaced": func() *Frame { // from every node halfway to (5, −3)
		f := newField(7, 7, Rect{-12, -12, 12, 12})
		for i := range f.U {
			x, y := f.Node(i%7, i/7)
			f.U[i], f.V[i] = float32(5-x)/2, float32(-3-y)/2
		}
		f.U[3] = float32(math.NaN())
		return one(Panel{Arrows: []*Arrows{{Field: f, Displaced: true, Role: Truth, Name: "to the mean"}}})
	},
	"numbers": func() *Frame {
		return one(Panel{Numbers: []Number{
			{Name: "accepted", Value: 0.613, Beside: "best", Than: 0.574, Percent: true}, {Name: "R̂", Value: 3.2, Beside: "<", Than: 1.05, Bad: true},
			{Name: "ESS", Value: math.Inf(1)}, {Name: "KSD²", Value: math.NaN(), Beside: "exact draws ≤", Than: math.NaN()},
		}})
	},
	"flow": func() *Frame {
		f := flowFrame(Light, 220, 150)
		f.Panels[0].Heat, f.Panels[0].Paths = nil, nil
		f.Panels[0].Flow.Streaks.age = f.Panels[0].Flow.Streaks.age[:400]
		f.Panels[0].Flow.Streaks.x = f.Panels[0].Flow.Streaks.x[:400*26]
		return f
	},
	"paths": func() *Frame {
		f := flowFrame(Light, 220, 150)
		f.Panels[0].Heat, f.Panels[0].Flow = nil, nil
		return f
	},
	"discs": func() *Frame {
		b, _ := mix{}.draws(500, &rand{})
		return one(Panel{Particles: []*Particles{{At: b, Name: "particles"}}, Data: &Particles{At: sim.FromPoints([]float64{0, 0}, []float64{2, -3}), Hollow: true, Radius: 4, Name: "data"}})
	},
	"classes": func() *Frame {
		b, class, _ := ring(32)
		return one(Panel{Particles: []*Particles{{At: b, Color: ByClass, Class: class, Radius: 4}}})
	},
	"values": func() *Frame {
		b, _, value := ring(48)
		return one(Panel{Particles: []*Particles{{At: b, Color: ByValue, Value: value, Radius: 4}}})
	},
	"values-legend": func() *Frame {
		b, _, value := ring(48)
		return one(Panel{Particles: []*Particles{{At: b, Color: ByValue, Value: value, Radius: 4, Values: ValueScale{"age", 0, 120}, Name: "particles"}}})
	},
	"trails": func() *Frame {
		b, class, _ := ring(24)
		t := &Trail{Length: 10}
		for k := range 10 {
			for i := range b.N {
				a := 2*math.Pi*float64(i)/float64(b.N) + float64(k)/20
				b.Set(0, i, float32((9-float64(k)/3)*math.Cos(a)))
				b.Set(1, i, float32((7-float64(k)/3)*math.Sin(a)))
			}
			t.Push(b)
		}
		return one(Panel{Particles: []*Particles{{At: b, Trail: t, Color: ByClass, Class: class, Radius: 2.5}}})
	},
	"handles": func() *Frame {
		return one(Panel{Handles: []Handle{
			{X: -8, Y: 3, Cov: covariance(3, 1.2, 0.6), Weight: 0.7, Selected: true, Hot: MajorPart},
			{X: 6, Y: -3, Cov: covariance(2, 2, 0), Weight: 0.3, Focused: true, FocusPart: MeanPart},
			{X: 8, Y: 5, Cov: covariance(1.5, 1, 0)}, {X: 1, Y: 6, MarkerOnly: true}}})
	},
	"handles-hollow": func() *Frame {
		return one(Panel{Particles: []*Particles{gathered(500)}, Handles: []Handle{
			{X: 5, Y: 5, Cov: [3]float64{2, 0, 2}, Weight: 0.8, Hollow: true, Selected: true},
			{X: -5, Y: -5, Cov: [3]float64{1, 0, 2}, Weight: 0.2, Hollow: true, Hot: MeanPart}}})
	},
	"dissect": func() *Frame {
		f := one(Panel{Dissect: &Dissect{X: 2, Y: -3, Drift: [2]float64{5, 1}, Noise: [2]float64{-1, 6}, Epsilon: 0.05, Numbers: true}})
		return f
	},
	"clock": func() *Frame {
		return one(Panel{Clock: &Clock{T: 0.3, Sigma: 0.13}, Note: "two\nlines", Title: "a title that leaves no room for a colour bar",
			Heat: &Heat{Grid: mix{}.grid(65, Rect{-14, -14, 14, 14}), Logs: true, Bar: true, Label: "p"}})
	},
	"weak": func() *Frame {
		at, _, _ := ring(40)
		faint := at
		return one(Panel{Title: "half a bar", Particles: []*Particles{{At: faint, Role: Truth, Weak: true, Name: "exact", Radius: 5}, {At: at, Role: Learned, Name: "learned", Radius: 2}},
			Heat: &Heat{Grid: mix{}.grid(65, Rect{-14, -14, 14, 14}), Logs: true, Bar: true, Label: "p"}})
	},
	"probe": func() *Frame {
		f := one(Panel{Readout: readings, Note: "σ = 0.5"})
		f.Probe = &Probe{9, 3}
		return f
	},
	"marginals": func() *Frame {
		f := annealedFrame(Light, 220, 190)
		p := f.Panels[0]
		p.Gauges, p.Particles, p.Heat = nil, nil, nil
		f.Panels, f.Ladder = []Panel{p}, nil
		return f
	},
	"gauges": func() *Frame {
		return one(Panel{Gauges: []Gauge{{Name: "share", Share: 0.508, Truth: 0.8, Lo: 0.755, Hi: 0.845, Role: Learned}, {Share: 0.784, Truth: 0.8, Lo: 0.755, Hi: 0.845, Role: Cat0}}})
	},
	"meter": func() *Frame { return one(Panel{Meter: &Meter{Epsilon: 0.3, Limit: 2}}) },
	"meter-diverges": func() *Frame {
		return one(Panel{Meter: &Meter{Epsilon: 2.4, Limit: 2}})
	},
	"meter-numbers": func() *Frame {
		return one(Panel{Meter: &Meter{Epsilon: 0.05, Limit: 2, Numbers: true}})
	},
	"ladder": func() *Frame {
		f := annealedFrame(Light, 320, 90)
		f.Panels = nil
		return f
	},
	"ladder-scale": func() *Frame {
		f := annealedFrame(Light, 360, 90)
		f.Panels = nil
		f.Ladder.Scale, f.Ladder.Lo, f.Ladder.Hi, f.Ladder.Peaks, f.Ladder.Label = Log, 1e-5, 0.2, true, "σ = "
		return f
	},
	"curves": func() *Frame {
		f := matchingFrame(Light, 320, 200)
		f.Panels, f.Probe = f.Panels[1:], nil
		return f
	},
	"sheet": func() *Frame {
		return one(Panel{Title: "samples", Sheet: &Sheet{Pictures: rounds(22, 8, 8, 0.3), Picked: 10, Hot: 4, Caret: 29}})
	},
	"film": func() *Frame { return filmFrame(Light, 360, 130) },
	"axes": func() *Frame {
		return one(Panel{Title: "axes", Axes: &Axes{Ticks: true, XLabel: "x", YLabel: "y"},
			Legend: []LegendItem{{"line", Truth, LineMark}, {"ring", Ink, RingMark}}})
	},
}

// TestLayers holds every layer to its golden picture.
func TestLayers(t *testing.T) {
	for name, make := range layers {
		f := make()
		img := image.NewRGBA(image.Rect(0, 0, int(f.Width), int(f.Height)))
		Raster(img, f, 1)
		golden(t, "layer-"+name, img)
	}
}

// TestThemes holds a small picture in every theme.
func TestThemes(t *testing.T) {
	for theme, name := range [...]string{Light: "light", Dark: "dark", LightStrong: "light-strong", DarkStrong: "dark-strong"} {
		f := langevinFrame(Theme(theme), 200, 130, 70, 6)
		f.Panels[0].Contours.Mass = []float64{0.9}
		img := image.NewRGBA(image.Rect(0, 0, 200, 130))
		Raster(img, f, 1)
		golden(t, "theme-"+name, img)
	}
}

// TestRatios: 500 particles are clean discs at any device pixel ratio.
func TestRatios(t *testing.T) {
	b, _ := mix{}.draws(40, &rand{})
	for ratio, name := range map[float64]string{1: "1", 1.5: "1.5", 2: "2", 3: "3"} {
		f := &Frame{Width: 80, Height: 60, View: View{5, 5, 3}, Panels: []Panel{{Particles: []*Particles{{At: b, Radius: 3}}}}}
		img := image.NewRGBA(image.Rect(0, 0, int(80*ratio), int(60*ratio)))
		Raster(img, f, ratio)
		golden(t, "ratio-"+name, img)
	}
}

// TestCloud holds a splatted cloud with its trail to its golden picture.
func TestCloud(t *testing.T) {
	for _, theme := range []Theme{Light, Dark} {
		b, _ := mix{}.draws(30000, &rand{})
		f := &Frame{Width: 160, Height: 120, Theme: theme, View: View{0, 0, 8.6}, Panels: []Panel{{Particles: []*Particles{{At: b}}}}}
		var c Composer
		var l *List
		for k := range 8 {
			for i := range b.Row(0) {
				b.Row(0)[i] += 0.15
			}
			f.Panels[0].Particles[0].Stamp = uint64(k)
			l = c.Compose(f, 1)
		}
		img := image.NewRGBA(image.Rect(0, 0, l.W, l.H))
		Fill(img, l, true)
		golden(t, [...]string{"cloud-light", "cloud-dark"}[theme], img)
	}
}
