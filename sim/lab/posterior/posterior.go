// Package posterior says how likely a picture is to be of each class, by the likelihoods that
// a network of classes gives: log p_σ(x | class) is that of the probability-flow equation with
// the network's score of the class (Song et al., ICLR 2021, equation 39), and every class is as
// likely as any other beforehand.
package posterior

import (
	"math"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/langevin"
	"github.com/scorefield/scorefield/sim/score"
)

const (
	// LeastRead is the noise level at which a picture is read at least. Nearer to the pictures
	// themselves the log-density of a class that a picture is not of falls by hundreds, and so
	// steeply that Steps are not enough for it, while the order of the classes is the same.
	LeastRead = 0.3
	// mostRead is the part of the largest level that has been learned at which it is read at most.
	mostRead = 0.95
	// Steps are those of the equation. With them and with probes signs by which the divergence is
	// estimated at each, differences between classes are some tenths off; see the test.
	Steps  = 40
	probes = 2
	signs  = sim.Key(0x72656164)
)

// Classes are what is known of the classes, and the network that has learned them.
type Classes struct {
	Net      *score.Net // trained with classes
	SigmaMax float64    // the largest noise level that it has learned, above LeastRead
	// Means are those of the classes, D×K: at SigmaMax pictures of a class are taken for a Gaussian
	// with its mean.
	Means  sim.Batch
	Within []float64 // D×D: the covariance of that Gaussian, of pictures about the mean of their class
}

// Posterior is that of one picture, on its way.
type Posterior struct {
	Sigma float64 // noise level at which the picture is read

	walk *langevin.Walk
	logp []float64
}

// New begins that of the picture x, D×1, at the noise level σ, or at the nearest that can be
// read.
func New(c Classes, x sim.Batch, sigma float64) *Posterior {
	k := c.Means.N
	points, labels := sim.NewBatch(x.D, k), make([]uint8, k)
	for i := range labels {
		labels[i] = uint8(i)
		sim.CopyPoints(points, i, x, 0, 1)
	}
	most := mostRead * c.SigmaMax
	p := &Posterior{Sigma: min(max(sigma, LeastRead), most), logp: make([]float64, k)}
	classed := &score.Classed{Net: c.Net, Labels: labels}
	l := &langevin.Likelihood{Process: langevin.Process{Score: classed, Schedule: sim.VE{Min: p.Sigma, Max: c.SigmaMax}, Cov: c.Within}, Means: c.Means, Steps: Steps,
		Divergence: &langevin.Hutchinson{Model: classed, Probes: probes, Key: signs}}
	p.walk = l.Walk(points)
	return p
}

// Step does the next of Steps, some milliseconds, and reports whether there are more. After the
// last one LogProb and Probability have values.
func (p *Posterior) Step() (more bool) {
	done := p.walk.Done()
	if more = p.walk.Step(); !more && done < Steps {
		p.walk.LogProb(p.logp)
	}
	return more
}

// Done is how many of Steps have been done.
func (p *Posterior) Done() int { return p.walk.Done() }

// LogProb is log p_σ(x | class) of each class; aliased.
func (p *Posterior) LogProb() []float64 { return p.logp }

// Probability is p(class | x) of each class.
func (p *Posterior) Probability() []float64 {
	top, sum := math.Inf(-1), 0.0
	for _, v := range p.logp {
		top = max(top, v)
	}
	q := make([]float64, len(p.logp))
	for i, v := range p.logp {
		q[i] = math.Exp(v - top)
		sum += q[i]
	}
	for i := range q {
		q[i] /= sum
	}
	return q
}
