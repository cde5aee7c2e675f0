package score

import (
	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/internal/vec"
)

// Net is a network whose output is the score itself.
type Net struct {
	config  Config
	mlp     mlp
	points  points
	tape    tape
	dout    []float32
	scoring scratch
	labels  []uint8 // of the next Eval; nil is none
}

// scratch is what Score works with, so that it may be called between Eval and
// Grad.
type scratch struct {
	points points
	tape   tape
	sigma  [1]float32
}

// NewNet returns a network of shape c, its weights drawn from key. It panics
// if c.Check has an error.
func NewNet(c Config, key sim.Key) *Net {
	n := newNet(c)
	n.mlp.init(key)
	return n
}

func newNet(c Config) *Net {
	mustCheck(c)
	c = c.WithDefaults()
	return &Net{config: c, mlp: newMLP(c.sizes(c.Dim), activationKernels[c.Activation], c.Residual)}
}

func mustCheck(c Config) {
	if err := c.Check(); err != nil {
		panic(err.Error())
	}
}

// Config is the network's shape, every default filled in.
func (n *Net) Config() Config { return n.config }

// Dim is D.
func (n *Net) Dim() int { return n.config.Dim }

// Params are the weights, aliased: per layer W (out×in, row-major), then b.
func (n *Net) Params() []float32 { return n.mlp.params }

// Freeze says that the weights stay as they are until Freeze(false): what Grad computes
// from them alone it computes once.
func (n *Net) Freeze(on bool) { n.mlp.freeze(on) }

// Eval stores the score at the points x in s and, unless v is empty, its
// derivative along v, the Jacobian ∂s/∂x times v, in jv. sigma has one noise
// level for each point, or one for all; a network without conditioning ignores
// it. All batches have x's shape.
func (n *Net) Eval(s, jv, x, v sim.Batch, sigma []float32) {
	checkEval(&n.config, s, jv, x, v, sigma)
	labels := n.takeLabels(x.N)
	n.points.load(&n.config, sigma, labels, 0, x.N)
	n.tape.fit(&n.mlp, streams(v), panels(x.N))
	for p := range n.tape.panels {
		n.points.loadValues(n.tape.part(n.tape.in[0], p, 0, n.config.inputs()), x, 0, p)
		if !v.Empty() {
			n.points.loadTangents(n.tape.part(n.tape.in[0], p, 1, n.config.inputs()), v, 0, p, n.points.in)
		}
	}
	n.mlp.forward(&n.tape)
	for p := range n.tape.panels {
		n.points.storeOutputs(s, n.tape.part(n.tape.out, p, 0, x.D), x, 0, p, false)
		if !v.Empty() {
			n.points.storeOutputs(jv, n.tape.part(n.tape.out, p, 1, x.D), v, 0, p, false)
		}
	}
}

func streams(v sim.Batch) int {
	if v.Empty() {
		return 1
	}
	return 2
}

func checkEval(c *Config, s, jv, x, v sim.Batch, sigma []float32) {
	if x.D != c.Dim || !s.Like(x) || !v.Empty() && !(v.Like(x) && jv.Like(x)) {
		panic(badShape)
	}
	checkSigma(c, sigma, x.N)
}

// Grad adds to grad, shaped as Params, the gradient of a loss with the
// derivatives ds by s and djv by jv at the points of the last Eval. djv may be
// empty.
func (n *Net) Grad(grad []float32, ds, djv sim.Batch) {
	checkGrad(n.mlp.params, grad, ds, djv, n.config.Dim, n.points.n, n.tape.streams == 2)
	n.dout = grow(n.dout, len(n.tape.out))
	for p := range n.tape.panels {
		n.points.loadScaled(n.tape.part(n.dout, p, 0, ds.D), ds, 0, p, n.points.out)
		if n.tape.streams == 2 {
			n.loadTangentAdjoint(p, djv)
		}
	}
	n.mlp.prepare(1)
	n.mlp.backward(&n.tape, n.dout, grad, nil)
}

func (n *Net) loadTangentAdjoint(p int, djv sim.Batch) {
	part := n.tape.part(n.dout, p, 1, n.config.Dim)
	if djv.Empty() {
		clear(part)
		return
	}
	n.points.loadScaled(part, djv, 0, p, n.points.out)
}

func checkGrad(params, grad []float32, ds, djv sim.Batch, d, n int, tangent bool) {
	if len(grad) != len(params) || ds.D != d || ds.N != n || !djv.Empty() && !(tangent && djv.Like(ds)) {
		panic(badShape)
	}
}

// block is how many points Score treats at once, so that what it keeps stays
// near the processor.
const block = 8 * vec.Panel

// Score stores the score at σ in dst.
func (n *Net) Score(dst, x sim.Batch, sigma float32) { n.score(dst, x, sigma, nil) }

// score is Score of points of the classes that labels say, or of none.
func (n *Net) score(dst, x sim.Batch, sigma float32, labels []uint8) {
	a := &n.scoring
	a.sigma[0] = sigma
	checkEval(&n.config, dst, sim.Batch{}, x, sim.Batch{}, a.sigma[:])
	for lo := 0; lo < x.N; lo += block {
		a.points.load(&n.config, a.sigma[:], labels, lo, min(lo+block, x.N))
		a.tape.fit(&n.mlp, 1, panels(a.points.n))
		for p := range a.tape.panels {
			a.points.loadValues(a.tape.part(a.tape.in[0], p, 0, n.config.inputs()), x, lo, p)
		}
		n.mlp.forward(&a.tape)
		for p := range a.tape.panels {
			a.points.storeOutputs(dst, a.tape.part(a.tape.out, p, 0, x.D), x, lo, p, false)
		}
	}
}
