package metric

import "github.com/scorefield/scorefield/sim"

// A Reader reads pictures: a classifier with features.
type Reader interface {
	Classes() int // K
	// Probabilities stores p(class | x) in dst, K×N.
	Probabilities(dst, x sim.Batch)
	FeatureDim() int // how many features a picture has
	// Features stores what the classifier sees in x in dst, FeatureDim×N.
	Features(dst, x sim.Batch)
}

// Reading is what a [Reader] says about a set of pictures.
type Reading struct {
	Confidence float64   // mean over pictures of the largest p(class | x)
	Shares     []float64 // K: the part of the pictures for which a class is the likeliest
	Labels     []uint8   // N: that class
	Features   sim.Batch // FeatureDim×N, for Frechet
}

// Read has r read the pictures x. It panics without any.
func Read(r Reader, x sim.Batch) Reading {
	checkNotEmpty(x)
	p := sim.NewBatch(r.Classes(), x.N)
	r.Probabilities(p, x)
	out := Reading{Shares: make([]float64, p.D), Labels: make([]uint8, x.N), Features: sim.NewBatch(r.FeatureDim(), x.N)}
	for i := range x.N {
		best := 0
		for k := range p.D {
			if p.At(k, i) > p.At(best, i) {
				best = k
			}
		}
		out.Labels[i] = uint8(best)
		out.Confidence += float64(p.At(best, i)) / float64(x.N)
		out.Shares[best] += 1 / float64(x.N)
	}
	r.Features(out.Features, x)
	return out
}

// Accuracy is the part of the pictures whose label is the given one.
func (r Reading) Accuracy(labels []uint8) float64 {
	if len(labels) != len(r.Labels) {
		panic(badShape)
	}
	right := 0
	for i, l := range labels {
		if l == r.Labels[i] {
			right++
		}
	}
	return float64(right) / float64(max(len(labels), 1))
}

// LeastShare is the smallest of the shares.
func (r Reading) LeastShare() float64 {
	least := 1.0
	for _, s := range r.Shares {
		least = min(least, s)
	}
	return least
}
