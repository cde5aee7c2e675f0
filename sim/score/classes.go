package score

import (
	"strconv"

	"github.com/scorefield/scorefield/sim"
)

// NoClass is the label of a point without a class.
const NoClass = 255

const (
	badLabels         = "score: labels need one below Classes, or NoClass, for each point"
	noEnergyOfClasses = "score: an energy network has no classes"
)

// checkEnergy returns an *[Error] if c is the shape of a Net alone.
func checkEnergy(c Config) error {
	if c.WithDefaults().Classes > 0 {
		return &Error{"classes", strconv.Itoa(c.Classes), "0 in an energy network"}
	}
	return nil
}

// SetLabels says of which classes the points of the next Eval are, one label for each,
// below Config.Classes or NoClass. It keeps labels until then, and that Eval alone uses
// them: any other call is of points without a class. See matching.Conditional.
func (n *Net) SetLabels(labels []uint8) { n.labels = labels }

// takeLabels returns the labels of n points, once.
func (n *Net) takeLabels(points int) []uint8 {
	labels := n.labels
	n.labels = nil
	n.checkLabels(labels, points)
	return labels
}

func (n *Net) checkLabels(labels []uint8, points int) {
	if labels == nil {
		return
	}
	ok := len(labels) == points
	for _, l := range labels {
		ok = ok && (l == NoClass || int(l) < n.config.Classes)
	}
	if !ok {
		panic(badLabels)
	}
}

// Guided is the score of points of given classes by classifier-free guidance (Ho and
// Salimans, arXiv 2207.12598, equation 6, there of the noise −σ s):
//
//	s_w(x, σ, c) = (1 + w) s(x, σ, c) − w s(x, σ)
//
// With w = 0 it is the score of the class, and w > 0 trades variety for pictures that
// show their class more clearly; −1 leaves the class out. The network has been trained
// with and without classes: see matching.Conditional.
type Guided struct {
	Net    *Net    // trained with and without classes
	Labels []uint8 // N: of each point that is scored, below Classes or NoClass
	Weight float64 // w

	without sim.Batch
}

// Score stores s_w(x_i, σ, Labels[i]) in point i of dst. It panics unless there is a label
// for each point.
func (g *Guided) Score(dst, x sim.Batch, sigma float32) {
	if len(g.Labels) != x.N {
		panic(badLabels)
	}
	g.Net.checkLabels(g.Labels, x.N)
	g.Net.score(dst, x, sigma, g.Labels)
	if g.Weight == 0 {
		return
	}
	if !g.without.Like(x) {
		g.without = sim.NewBatch(x.D, x.N)
	}
	g.Net.score(g.without, x, sigma, nil)
	w := float32(g.Weight)
	for i, s := range dst.Data {
		dst.Data[i] = s + float32(w*(s-g.without.Data[i]))
	}
}

// Classed is a network as a model of points of given classes: point i is of the class
// Labels[i mod len(Labels)], so that many copies of a few points have the classes of these.
type Classed struct {
	Net    *Net    // trained with classes
	Labels []uint8 // below Classes, or NoClass; at least one

	all []uint8
}

// Score stores s(x_i, σ, class) in point i of dst.
func (c *Classed) Score(dst, x sim.Batch, sigma float32) { c.Net.score(dst, x, sigma, c.labels(x.N)) }

// Eval is that of the network, given the classes.
func (c *Classed) Eval(s, jv, x, v sim.Batch, sigma []float32) {
	c.Net.SetLabels(c.labels(x.N))
	c.Net.Eval(s, jv, x, v, sigma)
}

// labels are those of n points.
func (c *Classed) labels(n int) []uint8 {
	if len(c.Labels) == 0 {
		panic(badLabels)
	}
	c.all = c.all[:0]
	for len(c.all) < n {
		c.all = append(c.all, c.Labels[len(c.all)%len(c.Labels)])
	}
	c.Net.checkLabels(c.all, n)
	return c.all
}
