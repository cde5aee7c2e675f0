package particles

import (
	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/lab/param"
	"github.com/scorefield/scorefield/sim/lab/piece"
	"github.com/scorefield/scorefield/sim/lab/posterior"
	"github.com/scorefield/scorefield/sim/lab/target"
	"github.com/scorefield/scorefield/sim/langevin"
	"github.com/scorefield/scorefield/sim/score"
)

// asked is the score of particles that have been asked to be of classes, particle i of
// param.Config.ClassOf(i): bounded, and by classifier-free guidance, see score.Guided. What it
// says of a point depends on the point's number, so that it goes through pieces by itself.
type asked struct {
	config param.Config
	at     *target.Pictures
	net    *score.Net
	yield  func() // nil where nobody waits

	labels  []uint8
	guided  score.Guided
	bounded langevin.Bounded
	x, s    sim.Batch // a piece
}

func newAsked(s *Setting) *asked {
	return &asked{config: s.Config, at: s.Target.Pictures, net: s.Driver.(*score.Net), yield: s.Yield}
}

// Score stores the score of particles 0 … x.N−1 in dst.
func (a *asked) Score(dst, x sim.Batch, sigma float32) {
	times := 1 // that the network is asked about a point
	if a.weight() != 0 {
		times = 2
	}
	piece.Each(x.N, piece.Times(a.net, times), a.yield, func(first, n int) {
		part, score := x, dst
		if n < x.N {
			piece.Fit(&a.x, x.D, n)
			piece.Fit(&a.s, x.D, n)
			sim.CopyPoints(a.x, 0, x, first, n)
			part, score = a.x, a.s
		}
		a.ask(first, n)
		a.bounded.Score(score, part, sigma)
		if n < x.N {
			sim.CopyPoints(dst, first, score, 0, n)
		}
	})
}

// ask makes bounded the score of n particles, from number first on.
func (a *asked) ask(first, n int) {
	a.labels = a.labels[:0]
	for i := range n {
		label := uint8(score.NoClass)
		if class := a.config.ClassOf(first + i); class >= 0 {
			label = uint8(class)
		}
		a.labels = append(a.labels, label)
	}
	a.guided.Net, a.guided.Labels, a.guided.Weight = a.net, a.labels, a.weight()
	a.bounded = langevin.Bounded{Of: &a.guided, Low: a.at.Low, High: a.at.High}
}

// weight is that of the guidance, of which param.Never is none.
func (a *asked) weight() float64 { return max(a.config.Guidance, 0) }

// Of is the score of particle i alone.
func (a *asked) Of(i int) sim.Scorer {
	b := &asked{config: a.config, at: a.at, net: a.net}
	b.ask(i, 1)
	return &b.bounded
}

// Posterior begins how likely the picture x, D×1, is to be of each class at the noise level σ,
// by the network that drives the particles, without guidance.
func (a *asked) Posterior(x sim.Batch, sigma float64) *posterior.Posterior {
	means, within := a.at.ClassMoments(len(a.config.Classes()), a.yield)
	return posterior.New(posterior.Classes{Net: a.net, SigmaMax: a.config.SigmaMax, Means: means, Within: within}, x, sigma)
}
