package matching

import (
	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/internal/vec"
)

// Conditional is a Source for a network that is conditioned on classes: of every batch of
// Data it tells the network the labels, before the loss is taken, but of the part Drop of
// the points, chosen at random, that they have none. So one network learns the score of
// each class and that of all of them, for classifier-free guidance (Ho and Salimans, arXiv
// 2207.12598, algorithm 1).
type Conditional struct {
	Data   Labelled      // points with their classes
	Labels func([]uint8) // told the labels of the batch, such as SetLabels of score.Net
	None   uint8         // the label of a point without a class, such as score.NoClass
	Drop   float64       // p_uncond of the paper; 0 is 0.1, negative is none

	labels []uint8
	chance []float32
}

// forDrop is the stream below a batch's key that says whose label is left out. Sources
// number theirs from 0.
const forDrop = 1 << 40

// Rand is a Source.
func (c *Conditional) Rand(dst sim.Batch, key sim.Key, first int) {
	require(c.Data != nil && c.Labels != nil, "matching: Conditional without Data or Labels")
	if len(c.labels) != dst.N {
		c.labels, c.chance = make([]uint8, dst.N), make([]float32, dst.N)
	}
	c.Data(dst, c.labels, key, first)
	vec.Uniform(c.chance, uint64(key.Sub(forDrop)), uint32(first))
	drop := float32(orElse(c.Drop, 0.1))
	for i, u := range c.chance {
		if u < drop {
			c.labels[i] = c.None
		}
	}
	c.Labels(c.labels)
}
