package render

import (
	"math"

	"github.com/scorefield/scorefield/sim"
)

// newGrid returns a grid of zeros.
func newGrid(nx, ny int, bounds Rect) *Grid {
	return &Grid{NX: nx, NY: ny, Bounds: bounds, Values: make([]float32, nx*ny)}
}

// newField returns a field of zeros.
func newField(nx, ny int, bounds Rect) *Field {
	return &Field{NX: nx, NY: ny, Bounds: bounds, U: make([]float32, nx*ny), V: make([]float32, nx*ny)}
}

// mix is the toy mixture 0.2 N((−5,−5), I) + 0.8 N((5,5), I), smoothed by σ, in
// float64: what the tests draw.
type mix struct{ sigma float64 }

func (m mix) parts(x, y float64) (a, b float64) {
	v := 1 + m.sigma*m.sigma
	q := func(w, c float64) float64 {
		return w / (2 * math.Pi * v) * math.Exp(-((x-c)*(x-c)+(y-c)*(y-c))/(2*v))
	}
	return q(0.2, -5), q(0.8, 5)
}

func (m mix) logP(x, y float64) float64 {
	v := 1 + m.sigma*m.sigma
	l := func(w, c float64) float64 {
		return math.Log(w/(2*math.Pi*v)) - ((x-c)*(x-c)+(y-c)*(y-c))/(2*v)
	}
	a, b := l(0.2, -5), l(0.8, 5)
	t := max(a, b)
	return t + math.Log(math.Exp(a-t)+math.Exp(b-t))
}

func (m mix) score(x, y float64) (u, v float64) {
	s := 1 + m.sigma*m.sigma
	l := func(w, c float64) float64 { return math.Log(w) - ((x-c)*(x-c)+(y-c)*(y-c))/(2*s) }
	r := 1 / (1 + math.Exp(l(0.8, 5)-l(0.2, -5)))
	c := -5*r + 5*(1-r)
	return (c - x) / s, (c - y) / s
}

func (m mix) grid(n int, r Rect) *Grid {
	g := newGrid(n, n, r)
	for j := range n {
		for i := range n {
			x, y := g.Node(i, j)
			g.Values[j*n+i] = float32(m.logP(x, y))
		}
	}
	return g
}

func (m mix) field(n int, r Rect) *Field {
	inset := r.W() / float64(2*n)
	f := newField(n, n, Rect{r.X0 + inset, r.Y0 + inset, r.X1 - inset, r.Y1 - inset})
	for j := range n {
		for i := range n {
			x, y := f.Node(i, j)
			u, v := m.score(x, y)
			f.U[j*n+i], f.V[j*n+i] = float32(u), float32(v)
		}
	}
	return f
}

// learned is a field that is right where the data are and wrong elsewhere.
func (m mix) learned(n int, r Rect) *Field {
	f := m.field(n, r)
	for j := range n {
		for i := range n {
			x, y := f.Node(i, j)
			a, b := m.parts(x, y)
			wrong := 1 / (1 + 400*(a+b))
			at := j*n + i
			f.U[at] += float32(wrong * 5 * math.Sin(y/2.3+1))
			f.V[at] += float32(wrong * 5 * math.Cos(x/1.9))
		}
	}
	return f
}

func lengths(f, g *Field) *Grid {
	e := newGrid(f.NX, f.NY, f.Bounds)
	for i := range e.Values {
		e.Values[i] = float32(math.Hypot(float64(f.U[i]-g.U[i]), float64(f.V[i]-g.V[i])))
	}
	return e
}

// rand is SplitMix64 over a key: enough for pictures.
type rand struct{ k uint64 }

func (r *rand) uniform() float64 {
	r.k++
	return float64(uint64(sim.Key(7).Sub(r.k))>>11) / (1 << 53)
}

func (r *rand) normal() float64 {
	return math.Sqrt(-2*math.Log(1-r.uniform())) * math.Cos(2*math.Pi*r.uniform())
}

func (m mix) draws(n int, r *rand) (sim.Batch, []uint8) {
	b, class := sim.NewBatch(2, n), make([]uint8, n)
	for i := range n {
		c := 5.0
		if r.uniform() < 0.2 {
			c, class[i] = -5, 1
		}
		s := math.Sqrt(1 + m.sigma*m.sigma)
		b.Set(0, i, float32(c+s*r.normal()))
		b.Set(1, i, float32(c+s*r.normal()))
	}
	return b, class
}

// langevin takes a step in place.
func (m mix) langevin(b sim.Batch, eps float64, r *rand) {
	for i := range b.N {
		x, y := float64(b.At(0, i)), float64(b.At(1, i))
		u, v := m.score(x, y)
		k := math.Sqrt(2 * eps)
		b.Set(0, i, float32(x+eps*u+k*r.normal()))
		b.Set(1, i, float32(y+eps*v+k*r.normal()))
	}
}

var world8 = Rect{-10, -10, 10, 10}

// langevinFrame: particles flowing into the mixture.
func langevinFrame(theme Theme, w, h float64, n, steps int) *Frame {
	r := &rand{}
	m := mix{}
	box := Rect{-16, -12, 16, 12}
	g := newGrid(129, 97, box)
	for j := range g.NY {
		for i := range g.NX {
			x, y := g.Node(i, j)
			g.Values[j*g.NX+i] = float32(m.logP(x, y))
		}
	}
	b := sim.NewBatch(2, n)
	for i := range n {
		b.Set(0, i, float32(16*r.uniform()-8))
		b.Set(1, i, float32(16*r.uniform()-8))
	}
	t := &Trail{}
	for range steps {
		m.langevin(b, 0.02, r)
		t.Push(b)
	}
	f := newField(19, 15, Rect{-15, -11.6, 15, 11.6})
	for i := range f.U {
		x, y := f.Node(i%f.NX, i/f.NX)
		u, v := m.score(x, y)
		f.U[i], f.V[i] = float32(u), float32(v)
	}
	return &Frame{
		Width: w, Height: h, Theme: theme, View: View{0, 0, 8.6},
		Panels: []Panel{{
			Heat:      &Heat{Grid: g, Logs: true},
			Contours:  &Contours{Grid: g, Logs: true, Mass: []float64{0.5, 0.9, 0.99}, Labels: true},
			Arrows:    []*Arrows{{Field: f, Role: Truth, Weak: true}},
			Particles: []*Particles{{At: b, Trail: t, Stamp: uint64(steps)}},
			Axes:      &Axes{Ticks: true},
			Handles: []Handle{
				{X: -5, Y: -5, Cov: [3]float64{1, 0, 1}, Weight: 0.2},
				{X: 5, Y: 5, Cov: [3]float64{1.6, 0.7, 1}, Weight: 0.8, Selected: true},
			},
		}},
	}
}

// pitfallFrame: density and draws, true score, learned score, error.
func pitfallFrame(theme Theme, w, h float64) *Frame {
	m := mix{}
	g := m.grid(97, world8)
	fine := m.field(49, world8)
	truth, learned := m.field(15, world8), m.learned(15, world8)
	e := lengths(m.learned(81, world8), m.field(81, world8))
	e.Bounds = world8
	_ = fine
	b, _ := m.draws(600, &rand{})
	axes := &Axes{Ticks: true}
	return &Frame{
		Width: w, Height: h, Theme: theme, View: View{0, 0, 8.6},
		Panels: []Panel{
			{Title: "data", Heat: &Heat{Grid: g, Logs: true}, Contours: &Contours{Grid: g, Logs: true, Mass: []float64{0.5, 0.9}, Labels: true}, Axes: axes,
				Particles: []*Particles{{At: b}}},
			{Title: "learned score", Heat: &Heat{Grid: g, Logs: true}, Arrows: []*Arrows{
				{Field: truth, Role: Muted, Weak: true, Name: "true"}, {Field: learned, Role: Learned, Name: "learned", Legend: true}}, Axes: axes},
			{Title: "error", Heat: &Heat{Grid: e, Map: ErrorMap, Scale: Log, Lo: 0.01, Hi: 10, Bar: true, Label: "‖e‖"}, Axes: axes,
				Contours: &Contours{Grid: g, Logs: true, Mass: []float64{0.9}}},
		},
	}
}

// annealedFrame: two clouds, gauges, the ladder as a clock, marginals.
func annealedFrame(theme Theme, w, h float64) *Frame {
	r := &rand{}
	m := mix{}
	g := m.grid(97, world8)
	plain := sim.NewBatch(2, 1280)
	class := make([]uint8, 1280)
	for i := range plain.N {
		plain.Set(0, i, float32(16*r.uniform()-8))
		plain.Set(1, i, float32(16*r.uniform()-8))
	}
	for range 200 {
		m.langevin(plain, 0.05, r)
	}
	for i := range plain.N {
		if plain.At(0, i)+plain.At(1, i) < 0 {
			class[i] = 1
		}
	}
	annealed, classes := m.draws(1280, r)
	marginal := func(b sim.Batch) Marginal {
		q := Marginal{Lo: -9, Hi: 9, Bins: make([]float32, 36), Curve: make([]float32, 145)}
		for _, x := range b.Row(0) {
			if k := int((x + 9) * 2); k >= 0 && k < 36 {
				q.Bins[k] += 2 / float32(b.N)
			}
		}
		for k := range q.Curve {
			x := -9 + float64(k)/8
			n := func(c float64) float64 { return math.Exp(-(x-c)*(x-c)/2) / math.Sqrt(2*math.Pi) }
			q.Curve[k] = float32(0.2*n(-5) + 0.8*n(5))
		}
		return q
	}
	sigmas := []float64{20, 14.3, 10.3, 7.37, 5.28, 3.79, 2.71, 1.95, 1.39, 1}
	grids := make([]*Grid, len(sigmas))
	for k, s := range sigmas {
		grids[k] = mix{s}.grid(33, world8)
	}
	axes := &Axes{Ticks: true}
	panel := func(title string, b sim.Batch, class []uint8, share float64) Panel {
		return Panel{
			Title: title, Axes: axes, Heat: &Heat{Grid: g, Logs: true},
			Particles: []*Particles{{At: b, Color: ByClass, Class: class}},
			Marginals: &Marginals{X: marginal(b), Y: marginal(b)},
			Gauges:    []Gauge{{Name: "share", Share: share, Truth: 0.8, Lo: 0.755, Hi: 0.845, Role: Cat0}},
		}
	}
	return &Frame{
		Width: w, Height: h, Theme: theme, View: View{0, 0, 9},
		Panels: []Panel{panel("plain", plain, class, 0.508), panel("annealed", annealed, classes, 0.784)},
		Ladder: &Ladder{Sigmas: sigmas, Grids: grids, Logs: true, Now: 6.4, Hot: 3},
	}
}

// matchingFrame: difference arrows, dissected step, probe, and a loss chart.
func matchingFrame(theme Theme, w, h float64) *Frame {
	m := mix{}
	g := m.grid(97, world8)
	truth, learned := m.field(13, world8), m.learned(13, world8)
	r := &rand{}
	n := 400
	steps, raw, smoothed, other := make([]float64, n), make([]float64, n), make([]float64, n), make([]float64, n)
	ema := 3.0
	for i := range n {
		steps[i] = float64(i*25 + 1)
		base := -0.98 + 4*math.Exp(-float64(i)/18)
		raw[i] = base + 0.25*r.normal()
		ema += 0.06 * (raw[i] - ema)
		smoothed[i] = ema
		other[i] = -0.9 + 3.2*math.Exp(-float64(i)/60)
	}
	return &Frame{
		Width: w, Height: h, Theme: theme, View: View{0, 0, 8.6}, Probe: &Probe{1.4, 2.2},
		Panels: []Panel{
			{Title: "learned − true", Axes: &Axes{Ticks: true, XLabel: "x", YLabel: "y"},
				Contours: &Contours{Grid: g, Logs: true, Mass: []float64{0.5, 0.9}},
				Arrows: []*Arrows{
					{Field: truth, Role: Truth, Name: "true"}, {Field: learned, Role: Learned, Name: "learned"},
					{Field: learned, From: truth, Role: Alarm}},
				Dissect: &Dissect{X: -3, Y: 1.5, Drift: [2]float64{1.4, -2.6}, Noise: [2]float64{2.2, 1.1}, Epsilon: 0.05, Numbers: true},
				Readout: readings[:3],
				Handles: []Handle{{X: 5, Y: 5, Cov: [3]float64{1.6, 0.7, 1}, Weight: 0.8, Focused: true, FocusPart: MajorPart}},
				Meter:   &Meter{Epsilon: 0.05, Limit: 2}},
			{Title: "loss", Curves: &Curves{XLabel: "step", YLabel: "L", XLog: true, Series: []Series{
				{X: steps, Y: raw, Role: Learned, Weak: true}, {X: steps, Y: smoothed, Role: Learned, Name: "sliced"}, {X: steps, Y: other, Role: Cat0, Name: "denoising"}},
				Levels: []Level{{"optimum −1.000", -1, Truth}}}},
		},
	}
}

// flowFrame: streaks, ODE paths and marks by value.
func flowFrame(theme Theme, w, h float64) *Frame {
	m := mix{2}
	box := Rect{-16, -10, 16, 10}
	f := newField(65, 41, box)
	for i := range f.U {
		x, y := f.Node(i%f.NX, i/f.NX)
		u, v := m.score(x, y)
		f.U[i], f.V[i] = float32(u), float32(v)
	}
	s := &Streaks{N: 700}
	for range 90 {
		s.Advance(f, box, 8.6, 1.0/60)
	}
	const n, k = 24, 40
	p := &Paths{N: n, K: k, X: make([]float32, n*k), Y: make([]float32, n*k), Role: Learned, Ends: true, Width: 1.4}
	for i := range n {
		x, y := 7.6*math.Cos(float64(i)*2*math.Pi/n), 7.6*math.Sin(float64(i)*2*math.Pi/n)
		for t := range k {
			p.X[t*n+i], p.Y[t*n+i] = float32(x), float32(y)
			u, v := m.score(x, y)
			x, y = x+0.12*u, y+0.12*v
		}
	}
	return &Frame{Width: w, Height: h, Theme: theme, View: View{0, 0, 8.6}, Panels: []Panel{{
		Heat: &Heat{Grid: m.grid(97, Rect{-16, -16, 16, 16}), Logs: true, Bar: true, Label: "p"}, Flow: &Flow{Streaks: s, Role: Truth}, Paths: []*Paths{p},
		Note: "σ = 2",
	}}}
}
