package score

import (
	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/internal/vec"
)

// ClassifierConfig is the shape of a [Classifier].
type ClassifierConfig struct {
	Dim        int        // D
	Classes    int        // K, 2 … 256
	Hidden     []int      // units of the hidden layers, at least one layer; nil is 128, 64
	Activation Activation // φ; 0 is SiLU
}

// maxClasses is the most classes that a label of eight bits tells apart.
const maxClasses = 256

// WithDefaults returns c with every default filled in.
func (c ClassifierConfig) WithDefaults() ClassifierConfig {
	if c.Hidden == nil {
		c.Hidden = []int{128, 64}
	}
	if c.Activation == DefaultActivation {
		c.Activation = SiLU
	}
	return c
}

// Check returns an *[Error] unless c is the shape of a classifier.
func (c ClassifierConfig) Check() error {
	c = c.WithDefaults()
	if err := checkInt("dim", c.Dim, 1, maxDim); err != nil {
		return err
	}
	if err := checkInt("classes", c.Classes, 2, maxClasses); err != nil {
		return err
	}
	if err := checkInt("hidden layers", len(c.Hidden), 1, maxLayers); err != nil {
		return err
	}
	return c.layers().Check()
}

// layers are c's layers but the last as those of a network of scores.
func (c ClassifierConfig) layers() Config {
	return Config{Dim: c.Dim, Hidden: c.Hidden, Activation: c.Activation}
}

// Classifier is a network that says which of K classes a point belongs to: softmax of
// its outputs, the logits, is p(class | x). What its last hidden layer holds, its
// features, is where metric.Frechet compares sets of pictures.
type Classifier struct {
	config  ClassifierConfig
	layers  Config
	mlp     mlp
	points  points
	tape    tape
	dout    []float32
	reading scratch
}

// NewClassifier returns a classifier of shape c, its weights drawn from key. It panics
// if c.Check has an error.
func NewClassifier(c ClassifierConfig, key sim.Key) *Classifier {
	if err := c.Check(); err != nil {
		panic(err.Error())
	}
	c = c.WithDefaults()
	n := &Classifier{config: c, layers: c.layers(), mlp: newMLP(c.layers().sizes(c.Classes), activationKernels[c.Activation], false)}
	n.mlp.init(key)
	return n
}

// Config is the classifier's shape, every default filled in.
func (n *Classifier) Config() ClassifierConfig { return n.config }

// Dim is D.
func (n *Classifier) Dim() int { return n.config.Dim }

// Classes is K.
func (n *Classifier) Classes() int { return n.config.Classes }

// FeatureDim is how many features a point has: the units of the last hidden layer.
func (n *Classifier) FeatureDim() int { return n.config.Hidden[len(n.config.Hidden)-1] }

// Params are the weights, aliased: per layer W (out×in, row-major), then b.
func (n *Classifier) Params() []float32 { return n.mlp.params }

// Logits stores the outputs at the points x in dst, K×N.
func (n *Classifier) Logits(dst, x sim.Batch) {
	n.checkRead(dst, x, n.Classes())
	n.points.load(&n.layers, nil, nil, 0, x.N)
	n.forward(&n.points, &n.tape, x, 0)
	store(dst, n.tape.out, 0)
}

// Grad adds to grad, shaped as Params, the gradient of a loss with the derivatives
// dlogits (K×N) by the logits at the points of the last Logits.
func (n *Classifier) Grad(grad []float32, dlogits sim.Batch) {
	if len(grad) != len(n.mlp.params) || dlogits.D != n.Classes() || dlogits.N != n.points.n {
		panic(badShape)
	}
	n.dout = grow(n.dout, len(n.tape.out))
	for p := range n.tape.panels {
		n.points.loadScaled(n.tape.part(n.dout, p, 0, dlogits.D), dlogits, 0, p, n.points.in)
	}
	n.mlp.prepare(1)
	n.mlp.backward(&n.tape, n.dout, grad, nil)
}

// Probabilities stores p(class | x) in dst, K×N.
func (n *Classifier) Probabilities(dst, x sim.Batch) {
	n.checkRead(dst, x, n.Classes())
	n.read(x, func(t *tape, lo int) { store(dst, t.out, lo) })
	softmax(dst)
}

// Features stores the features of x in dst, FeatureDim×N.
func (n *Classifier) Features(dst, x sim.Batch) {
	n.checkRead(dst, x, n.FeatureDim())
	n.read(x, func(t *tape, lo int) { store(dst, t.in[len(t.in)-1], lo) })
}

func (n *Classifier) checkRead(dst, x sim.Batch, rows int) {
	if x.D != n.Dim() || dst.D != rows || dst.N != x.N {
		panic(badShape)
	}
}

// read calls f with the tape of each block of points and the number of its first.
func (n *Classifier) read(x sim.Batch, f func(t *tape, lo int)) {
	a := &n.reading
	for lo := 0; lo < x.N; lo += block {
		a.points.load(&n.layers, nil, nil, lo, min(lo+block, x.N))
		n.forward(&a.points, &a.tape, x, lo)
		f(&a.tape, lo)
	}
}

func (n *Classifier) forward(q *points, t *tape, x sim.Batch, lo int) {
	t.fit(&n.mlp, 1, panels(q.n))
	for p := range t.panels {
		q.loadValues(t.part(t.in[0], p, 0, x.D), x, lo, p)
	}
	n.mlp.forward(t)
}

// store copies panels of dst.D rows each to the points of dst from lo on.
func store(dst sim.Batch, panels []float32, lo int) {
	n := min(len(panels)/max(dst.D, 1), dst.N-lo)
	for i := range n {
		at := i/vec.Panel*dst.D*vec.Panel + i%vec.Panel
		for j := range dst.D {
			dst.Set(j, lo+i, panels[at+j*vec.Panel])
		}
	}
}

// softmax turns the logits of each point into e^(z_k − max z) / Σ.
func softmax(z sim.Batch) {
	for i := range z.N {
		top := z.At(0, i)
		for k := range z.D {
			top = max(top, z.At(k, i))
		}
		sum := float32(0)
		for k := range z.D {
			e := vec.Exp1(z.At(k, i) - top)
			z.Set(k, i, e)
			sum += e
		}
		for k := range z.D {
			z.Set(k, i, z.At(k, i)/sum)
		}
	}
}
