package score_test

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/diff/fd"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/matching"
	"github.com/scorefield/scorefield/sim/score"
)

func classifier() *score.Classifier {
	return score.NewClassifier(score.ClassifierConfig{Dim: 5, Classes: 7, Hidden: []int{9, 6}}, 3)
}

func labelsFor(n, classes int) []uint8 {
	labels := make([]uint8, n)
	for i := range labels {
		labels[i] = uint8((i*i + i/3) % classes)
	}
	return labels
}

// TestCrossEntropyGradient: the derivative of the loss along a direction of parameter
// space against gonum's central differences. The loss is of order one and float32
// leaves 2e-7 of it, over 2·2e-3 that is 5e-5; the direction has 160 components.
func TestCrossEntropyGradient(t *testing.T) {
	c, x, labels := classifier(), points(5, 37, 1, 1.5), labelsFor(37, 7)
	z := sim.NewBatch(7, 37)
	start := append([]float32{}, c.Params()...)
	along := points(1, len(start), 9, 1).Data
	loss := func(h float64) float64 {
		for i := range start {
			c.Params()[i] = start[i] + float32(h)*along[i]
		}
		c.Logits(z, x)
		return matching.CrossEntropy(z, z, labels)
	}
	want := fd.Derivative(loss, 0, &fd.Settings{Formula: fd.Central, Step: 2e-3})
	loss(0)
	grad := make([]float32, len(start))
	c.Grad(grad, z)
	got := 0.0
	for i, g := range grad {
		got += float64(g) * float64(along[i])
	}
	if math.Abs(got-want) > 5e-4*(1+math.Abs(want)) || math.Abs(want) < 0.01 {
		t.Errorf("%g, want %g", got, want)
	}
}

// TestProbabilitiesAreSoftmax of the logits, in float64, and the loss is the mean of
// minus their logarithms. Errors of float32's exponential and logarithm are below 1e-6.
func TestProbabilitiesAreSoftmax(t *testing.T) {
	const n = 300 // more than a block
	c, x, labels := classifier(), points(5, n, 1, 4), labelsFor(n, 7)
	z, p := sim.NewBatch(7, n), sim.NewBatch(7, n)
	c.Logits(z, x)
	c.Probabilities(p, x)
	want := 0.0
	for i := range n {
		sum := 0.0
		for k := range 7 {
			sum += math.Exp(float64(z.At(k, i)))
		}
		for k := range 7 {
			q := math.Exp(float64(z.At(k, i))) / sum
			if math.Abs(q-float64(p.At(k, i))) > 1e-6 {
				t.Fatalf("p(%d | point %d) = %g, want %g", k, i, p.At(k, i), q)
			}
			if k == int(labels[i]) {
				want -= math.Log(q) / n
			}
		}
	}
	if got := matching.CrossEntropy(z, z, labels); math.Abs(got-want) > 2e-6 {
		t.Errorf("cross-entropy %g, want %g", got, want)
	}
}

// TestFeaturesMakeTheLogits: the last layer, W h + b, on the features.
func TestFeaturesMakeTheLogits(t *testing.T) {
	const n = 150
	c, x := classifier(), points(5, n, 1, 2)
	z, h := sim.NewBatch(7, n), sim.NewBatch(c.FeatureDim(), n)
	c.Logits(z, x)
	c.Features(h, x)
	last := c.Params()[len(c.Params())-7*(c.FeatureDim()+1):]
	for i := range n {
		for k := range 7 {
			want := float64(last[7*h.D+k])
			for j := range h.D {
				want += float64(last[k*h.D+j]) * float64(h.At(j, i))
			}
			if math.Abs(want-float64(z.At(k, i))) > 1e-5 {
				t.Fatalf("logit %d of point %d is %g, want %g", k, i, z.At(k, i), want)
			}
		}
	}
}

func TestClassifierConfig(t *testing.T) {
	for _, c := range []struct {
		config score.ClassifierConfig
		field  string
	}{
		{score.ClassifierConfig{Classes: 2}, "dim"},
		{score.ClassifierConfig{Dim: 2, Classes: 1}, "classes"},
		{score.ClassifierConfig{Dim: 2, Classes: 257}, "classes"},
		{score.ClassifierConfig{Dim: 2, Classes: 2, Hidden: []int{}}, "hidden layers"},
		{score.ClassifierConfig{Dim: 2, Classes: 2, Hidden: []int{0}}, "hidden"},
		{score.ClassifierConfig{Dim: 2, Classes: 2, Activation: 99}, "activation"},
	} {
		if e, ok := c.config.Check().(*score.Error); !ok || e.Field != c.field {
			t.Errorf("%+v: %v", c.config, e)
		}
	}
}
