package matching

import (
	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/internal/vec"
)

// Classifier is a model of p(class | x) with parameters: softmax of its logits.
type Classifier interface {
	Params() []float32 // θ, aliased
	Dim() int          // D
	Classes() int      // K
	// Logits stores the logits at x in dst, K×N.
	Logits(dst, x sim.Batch)
	// Grad adds ∂L/∂θ to grad, given ∂L/∂logits at the points of the last Logits.
	Grad(grad []float32, dlogits sim.Batch)
}

// Labelled fills dst and labels with the points number first … first+dst.N−1 of the
// stream key and their classes.
type Labelled func(dst sim.Batch, labels []uint8, key sim.Key, first int)

// ClassifierTrainer minimises the cross-entropy of a classifier by Adam. The weights
// after step n are a function of the fields, the first weights and n alone. The fields
// are settings and must not change after the first step.
type ClassifierTrainer struct {
	Model Classifier // what learns
	Data  Labelled   // where the points come from
	Key   sim.Key    // what they are drawn from
	Batch int        // points a step; 0 is 128
	Rate  Rate       // learning rate over the steps; the zero value is 1e-3
	Adam  Adam       // the zero value has the published constants

	step      int
	x, logits sim.Batch
	labels    []uint8
	grad      []float32
}

// Steps is the number of steps done.
func (t *ClassifierTrainer) Steps() int { return t.step }

// Step does n steps and returns the loss of the last one's batch.
func (t *ClassifierTrainer) Step(n int) (loss float64) {
	t.initialise()
	for range n {
		t.Data(t.x, t.labels, t.Key, t.step*t.x.N)
		t.Model.Logits(t.logits, t.x)
		loss = CrossEntropy(t.logits, t.logits, t.labels)
		clear(t.grad)
		t.Model.Grad(t.grad, t.logits)
		t.Adam.Step(t.Model.Params(), t.grad, t.Rate.At(t.step))
		t.step++
	}
	return loss
}

// initialise makes room, once.
func (t *ClassifierTrainer) initialise() {
	if t.grad != nil {
		return
	}
	require(t.Model != nil && t.Data != nil, "matching: a ClassifierTrainer without Model or Data")
	require(t.Batch >= 0, "matching: negative Batch")
	n := int(orElse(float64(t.Batch), 128))
	reshape(&t.x, t.Model.Dim(), n)
	reshape(&t.logits, t.Model.Classes(), n)
	t.labels, t.grad = make([]uint8, n), make([]float32, len(t.Model.Params()))
}

// CrossEntropy returns the mean over points of −log softmax(z)_label, z the logits
// (K×N), and stores its derivative by them, (softmax(z) − onehot)/N, in dz, which may
// be z. It panics if a label is not below K.
func CrossEntropy(dz, z sim.Batch, labels []uint8) float64 {
	check(dz.Like(z) && len(labels) == z.N && z.D > 0)
	each, loss := 1/float32(z.N), 0.0
	for i, label := range labels {
		check(int(label) < z.D)
		top := z.At(0, i)
		for k := range z.D {
			top = max(top, z.At(k, i))
		}
		own, sum := z.At(int(label), i)-top, float32(0)
		for k := range z.D {
			e := vec.Exp1(z.At(k, i) - top)
			dz.Set(k, i, e)
			sum += e
		}
		loss += float64(vec.Log1(sum) - own)
		for k := range z.D {
			dz.Set(k, i, dz.At(k, i)/sum*each)
		}
		dz.Set(int(label), i, dz.At(int(label), i)-each)
	}
	return loss / float64(z.N)
}
