package view

import (
	"math"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/lab/param"
	"github.com/scorefield/scorefield/sim/lab/stream"
	"github.com/scorefield/scorefield/sim/lab/target"
	"github.com/scorefield/scorefield/sim/langevin"
	"github.com/scorefield/scorefield/sim/metric"
)

// TrueScore stores the exact score at x.
func (v *View) TrueScore(dst, x sim.Batch) { v.ScoreOf(dst, x, v.Target.Density, v.Level()) }

// LearnedScore stores the first network's score at x; 0 where there is none.
func (v *View) LearnedScore(dst, x sim.Batch) {
	if len(v.Networks) == 0 {
		clear(dst.Data)
		return
	}
	v.ScoreOf(dst, x, v.Networks[0].Model, v.Level())
}

// TrueMean stores E[x₀|x] − x at the points x of the picture's level: where a draw of it was
// before its noise, on average, as seen from where it is.
func (v *View) TrueMean(dst, x sim.Batch) { v.backTo(dst, x, v.Target.Density) }

// LearnedMean is TrueMean by the first network's score, 0 where there is none.
func (v *View) LearnedMean(dst, x sim.Batch) {
	if len(v.Networks) == 0 {
		clear(dst.Data)
		return
	}
	v.backTo(dst, x, v.Networks[0].Model)
}

// backTo stores E[x₀|x] − x by a score. dst must not be x.
func (v *View) backTo(dst, x sim.Batch, score sim.Scorer) {
	l := v.Level()
	langevin.PosteriorMean(dst, v.unscaled(x, l), inPieces{v, score}, float32(l.ScoreSigma()))
	for i, c := range x.Data {
		dst.Data[i] -= c
	}
}

// inPieces is a score of p_σ that is evaluated in pieces.
type inPieces struct {
	v *View
	sim.Scorer
}

func (s inPieces) Score(dst, x sim.Batch, sigma float32) {
	s.v.ScoreOf(dst, x, s.Scorer, Level{1, float64(sigma)})
}

// LearnedLogDensity stores the log-density on a lattice of nx×ny points x, rows from the
// bottom up and dx and dy apart, whose gradient fits the first network's score there best, and
// returns what of the score no gradient has (see metric.Rotational): line integrals of
// the score give another log-density on every path by so much.
func (v *View) LearnedLogDensity(dst []float32, x sim.Batch, nx, ny int, dx, dy float64) (rotational float64) {
	s := like(&v.errors[1], x)
	v.LearnedScore(s, x)
	v.potential = resize(v.potential, x.N)
	metric.Potential(v.potential, s, nx, ny, dx, dy)
	for i, p := range v.potential {
		dst[i] = float32(p)
	}
	return metric.Rotational(v.potential, s, nx, ny, dx, dy)
}

// LearnedCurl stores ∂s_y/∂x − ∂s_x/∂y of the first network's score at the points x of the
// plane, 0 where there is none.
func (v *View) LearnedCurl(dst []float32, x sim.Batch) {
	clear(dst)
	if len(v.Networks) == 0 {
		return
	}
	l := v.Level()
	v.potential = resize(v.potential, x.N)
	metric.Curl(v.potential, levelled{v, v.Networks[0].Model, l}, x, 0, 0)
	for i, c := range v.potential {
		dst[i] = float32(c)
	}
}

// levelled is a score at a level, whatever the noise level that is asked for.
type levelled struct {
	v *View
	sim.Scorer
	at Level
}

func (s levelled) Score(dst, x sim.Batch, _ float32) { s.v.ScoreOf(dst, x, s.Scorer, s.at) }

// ScoreError stores ‖s_θ − s‖ at x.
func (v *View) ScoreError(dst []float32, x sim.Batch) {
	truth, learned := like(&v.errors[0], x), like(&v.errors[1], x)
	v.TrueScore(truth, x)
	v.LearnedScore(learned, x)
	for i := range dst {
		dst[i] = float32(norm(x.D, func(j int) float32 { return learned.At(j, i) - truth.At(j, i) }))
	}
}

// norm is ‖x‖ of point i, whose coordinate j is x(j), j < d.
func norm(d int, x func(j int) float32) (length float64) {
	for j := range d {
		length = math.Hypot(length, float64(x(j)))
	}
	return length
}

// Samples are the positions of the first run, planar, in the reader's units
// where the density is the reader's data: of these float32 would lose digits.
// They are a copy.
func (v *View) Samples() (d int, data []float64) {
	x := v.Runs[0].State.X
	if p := v.OwnPoints(); p != nil {
		return x.D, p.Out(x)
	}
	data = make([]float64, len(x.Data))
	for i, u := range x.Data {
		data[i] = float64(u)
	}
	return x.D, data
}

// OwnPoints are the reader's points where the density is their kernel estimate,
// else nil.
func (v *View) OwnPoints() *target.Points {
	if v.Target.Data == nil {
		return nil
	}
	return v.Target.Own
}

// Sketch are n points that are spread as the reader's data are, x, y, x, y and so on in
// their units; nil without data. A drawing begins with them where the kernels of the
// data are no points or have weights.
func (v *View) Sketch(n int) []float64 {
	p := v.OwnPoints()
	if p == nil {
		return nil
	}
	out := p.Out(p.Unmerge(n, sim.NewKey(v.Config.Seed).Sub(stream.Sketch)))
	xy := make([]float64, 0, 2*n)
	for i := range n {
		xy = append(xy, out[i], out[n+i])
	}
	return xy
}

// Data are the points that the density is a kernel estimate of, D×N in the
// view's units, with their weights relative to the mean one; empty where it is
// none.
func (v *View) Data() (sim.Batch, []float32) {
	data := v.Target.Data
	if data == nil {
		return sim.Batch{}, nil
	}
	if v.relative.weights == nil || v.relative.of != v.Points {
		weights := make([]float32, len(data.Weights()))
		for i, w := range data.Weights() {
			weights[i] = float32(w * float64(len(weights)))
		}
		v.relative.of, v.relative.weights = v.Points, weights
	}
	return data.Points(), v.relative.weights
}

// Components are those of a mixture in the plane, nil for another density.
func (v *View) Components() []param.Component { return v.AppendComponents(nil) }

// AppendComponents appends to dst what Components returns.
func (v *View) AppendComponents(dst []param.Component) []param.Component {
	return v.Target.Components(dst)
}

// Modes stores in dst the component that each point most likely belongs to at
// the settings' σ, and reports whether the target has components.
func (v *View) Modes(dst []uint8, x sim.Batch) bool {
	if v.Target.Mixture == nil {
		return false
	}
	v.Target.Mixture.Modes(dst, x, float32(v.namedAt()))
	return true
}

// Speeds stores |s(x)|/(1+|s(x)|) for the particles of run k: how strongly
// each is pulled by the score that drives it, in [0, 1).
func (v *View) Speeds(dst []float32, k int) {
	x := v.Runs[k].State.X
	s := like(&v.pull, x)
	v.ScoreOf(s, x, v.Driver, v.RunLevel(k))
	for i := range dst {
		speed := norm(s.D, func(j int) float32 { return s.At(j, i) })
		dst[i] = float32(speed / (1 + speed))
	}
}

// Probe is what lies under the pointer, in the reader's units where the density
// is the reader's data. It has memory of its own.
type Probe struct {
	X, Y    float64    // the place
	P       float64    // p_σ there, σ of the level
	LogP    float64    // log p_σ
	Score   [2]float64 // exact
	Learned [2]float64 // of the first network, if Trained
	Mean    [2]float64 // E[x₀|x] of what a draw of the level at the place was noised from; the place itself without noise
	Noise   float64    // σ of the level
	Trained bool       // there is a network that has learned something

	at, s sim.Batch // 2×1, scratch
	logp  [1]float32
}

// Probe reads the density of a level and its scores at (x, y) of the view into p. Densities of more
// than two coordinates have no such place, and leave p with the place alone.
func (v *View) Probe(p *Probe, l Level, x, y float64) {
	if p.at.N == 0 {
		p.at, p.s = sim.NewBatch(2, 1), sim.NewBatch(2, 1)
	}
	p.X, p.Y = x, y
	if v.Target.Dim() != p.at.D {
		return
	}
	p.at.Data[0], p.at.Data[1] = float32(x), float32(y)
	v.LogDensityOf(p.logp[:], p.at, l)
	p.LogP = float64(p.logp[0])
	p.P = math.Exp(p.LogP)
	v.ScoreOf(p.s, p.at, v.Target.Density, l)
	p.Score = [2]float64{float64(p.s.Data[0]), float64(p.s.Data[1])}
	p.Noise = l.Sigma
	for j, c := range [2]float64{x, y} { // Tweedie's formula, see langevin.PosteriorMean
		p.Mean[j] = (c + float64(l.Sigma*l.Sigma*p.Score[j])) / l.Alpha
	}
	if p.Trained = len(v.Networks) > 0 && v.Version.Training > 0; p.Trained {
		v.ScoreOf(p.s, p.at, v.Networks[0].Model, l)
		p.Learned = [2]float64{float64(p.s.Data[0]), float64(p.s.Data[1])}
	}
	if own := v.OwnPoints(); own != nil {
		p.inUnits(own)
	}
}

// inUnits turns what was read in the view's units into the reader's.
func (p *Probe) inUnits(own *target.Points) {
	c := own.Centring
	at := c.Out([2]float64{p.X, p.Y})
	p.X, p.Y = at[0], at[1]
	p.Mean = c.Out(p.Mean)
	p.LogP += math.Log(c.Scale[0]) + math.Log(c.Scale[1])
	p.P = math.Exp(p.LogP)
	for j := range c.Scale {
		p.Score[j] *= c.Scale[j]
		p.Learned[j] *= c.Scale[j]
	}
}

// ScoreError is ‖s_θ − s‖ there.
func (p *Probe) ScoreError() float64 {
	return math.Hypot(p.Learned[0]-p.Score[0], p.Learned[1]-p.Score[1])
}
