package score

import (
	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/internal/vec"
)

// Energy is a scalar network f, with s = −∇f: a conservative field, and log p
// up to a constant. With noise conditioning (see Config and its
// conditioning) f(x, σ) = −½ skip |x|² + out/in g(in x, log σ), g the network.
type Energy struct {
	config  Config
	mlp     mlp
	x, v    sim.Batch // of the last Eval
	sigma   []float32
	work    energyWork
	scoring energyWork // of Score
	one     [1]float32
}

// energyWork is the memory of one block of points.
type energyWork struct {
	points    points
	tape      tape
	dout, din []float32
}

// NewEnergy returns an energy network of shape c, its weights drawn from key.
// It panics if c.Check has an error.
func NewEnergy(c Config, key sim.Key) *Energy {
	e := newEnergy(c)
	e.mlp.init(key)
	return e
}

func newEnergy(c Config) *Energy {
	mustCheck(c)
	c = c.WithDefaults()
	if c.Classes > 0 {
		panic(noEnergyOfClasses)
	}
	return &Energy{config: c, mlp: newMLP(c.sizes(1), activationKernels[c.Activation], c.Residual)}
}

// Config is the network's shape, every default filled in.
func (e *Energy) Config() Config { return e.config }

// Dim is D.
func (e *Energy) Dim() int { return e.config.Dim }

// Params are the weights, aliased: per layer W (out×in, row-major), then b.
// The last bias moves f but not the score.
func (e *Energy) Params() []float32 { return e.mlp.params }

// Freeze is as Net's.
func (e *Energy) Freeze(on bool) { e.mlp.freeze(on) }

// Eval is as Net's: with g's tangent along v in hand, one pass back to the
// inputs gives ∇g, and the Hessian times v beside it.
func (e *Energy) Eval(s, jv, x, v sim.Batch, sigma []float32) {
	checkEval(&e.config, s, jv, x, v, sigma)
	copyBatch(&e.x, x)
	copyBatch(&e.v, v)
	e.sigma = append(e.sigma[:0], sigma...)
	e.mlp.prepare(0)
	for lo := 0; lo < x.N; lo += block {
		e.eval(&e.work, s, jv, x, v, sigma, lo)
	}
}

// copyBatch makes dst a copy of b, reusing its memory.
func copyBatch(dst *sim.Batch, b sim.Batch) {
	dst.D, dst.N, dst.Data = b.D, b.N, append(dst.Data[:0], b.Data...)
}

// eval is Eval for the block of points from lo on.
func (e *Energy) eval(w *energyWork, s, jv, x, v sim.Batch, sigma []float32, lo int) {
	n := e.config.inputs()
	e.loadInputs(w, x, sigma, lo, streams(v))
	for p := range w.tape.panels {
		if !v.Empty() {
			w.points.loadTangents(w.tape.part(w.tape.in[0], p, 1, n), v, lo, p, w.points.in)
		}
	}
	e.mlp.forward(&w.tape)
	last := w.tape.streams - 1
	w.setAdjoint(last, 1)
	w.din = grow(w.din, len(w.tape.in[0]))
	e.mlp.backward(&w.tape, w.dout, nil, w.din)
	for p := range w.tape.panels {
		w.points.storeOutputs(s, w.tape.part(w.din, p, last, n), x, lo, p, true)
		if !v.Empty() {
			w.points.storeOutputs(jv, w.tape.part(w.din, p, 0, n), v, lo, p, true)
		}
	}
}

// loadInputs loads the values of the block of points from lo on.
func (e *Energy) loadInputs(w *energyWork, x sim.Batch, sigma []float32, lo, streams int) {
	w.points.load(&e.config, sigma, nil, lo, min(lo+block, x.N))
	w.tape.fit(&e.mlp, streams, panels(w.points.n))
	for p := range w.tape.panels {
		w.points.loadValues(w.tape.part(w.tape.in[0], p, 0, e.config.inputs()), x, lo, p)
	}
}

// setAdjoint sets the adjoint of the outputs: c for stream s of every point, else 0.
func (w *energyWork) setAdjoint(s int, c float32) {
	w.dout = grow(w.dout, len(w.tape.out))
	clear(w.dout)
	for i := range w.points.n {
		w.tape.part(w.dout, i/vec.Panel, s, 1)[i%vec.Panel] = c
	}
}

// Grad is as Net's. A loss with derivatives a = ds and w = djv depends on the
// weights as −(D_a g + D_v D_w g), both scaled: one jet carries v, w and the
// sum m of both terms forward, and one pass takes −m back.
func (e *Energy) Grad(grad []float32, ds, djv sim.Batch) {
	checkGrad(e.mlp.params, grad, ds, djv, e.config.Dim, e.x.N, !e.v.Empty())
	for lo := 0; lo < e.x.N; lo += block {
		e.grad(grad, ds, djv, lo)
	}
}

// grad is Grad for the block of points from lo on.
func (e *Energy) grad(grad []float32, ds, djv sim.Batch, lo int) {
	w := &e.work
	streams := 2
	if !djv.Empty() {
		streams = 4
	}
	e.loadInputs(w, e.x, e.sigma, lo, streams)
	for p := range w.tape.panels {
		in := func(s int) []float32 { return w.tape.part(w.tape.in[0], p, s, e.config.inputs()) }
		w.points.loadTangents(in(streams-1), ds, lo, p, w.points.out)
		if streams == 4 {
			w.points.loadTangents(in(1), e.v, lo, p, w.points.in)
			w.points.loadTangents(in(2), djv, lo, p, w.points.out)
		}
	}
	e.mlp.forward(&w.tape)
	w.setAdjoint(streams-1, -1)
	e.mlp.backward(&w.tape, w.dout, grad, nil)
}

// Score stores the score at σ in dst.
func (e *Energy) Score(dst, x sim.Batch, sigma float32) {
	e.one[0] = sigma
	checkEval(&e.config, dst, sim.Batch{}, x, sim.Batch{}, e.one[:])
	e.mlp.prepare(0)
	for lo := 0; lo < x.N; lo += block {
		e.eval(&e.scoring, dst, sim.Batch{}, x, sim.Batch{}, e.one[:], lo)
	}
}

// UnnormalisedLogProb stores −f(x_i, σ) in dst[i]: log p_σ up to a constant that
// depends on σ alone. dst has length x.N.
func (e *Energy) UnnormalisedLogProb(dst []float32, x sim.Batch, sigma float32) {
	e.one[0] = sigma
	if len(dst) != x.N || x.D != e.config.Dim {
		panic(badShape)
	}
	w := &e.scoring
	for lo := 0; lo < x.N; lo += block {
		e.loadInputs(w, x, e.one[:], lo, 1)
		e.mlp.forward(&w.tape)
		for i := range w.points.n {
			g := w.tape.part(w.tape.out, i/vec.Panel, 0, 1)[i%vec.Panel]
			k := conditioning{w.points.in[i], w.points.out[i], w.points.skip[i]}
			dst[lo+i] = float32(k.skip/2*square(x, lo+i)) - float32(k.out/k.in*g)
		}
	}
}

// square is |x_i|².
func square(x sim.Batch, i int) float32 {
	var q float32
	for j := range x.D {
		v := x.At(j, i)
		q += float32(v * v)
	}
	return q
}
