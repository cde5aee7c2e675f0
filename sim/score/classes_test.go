package score_test

import (
	"math"
	"slices"
	"testing"

	"gonum.org/v1/gonum/diff/fd"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/matching"
	"github.com/scorefield/scorefield/sim/score"
)

func ofClasses() *score.Net {
	return score.NewNet(score.Config{Dim: 3, Hidden: []int{9, 9, 9}, Residual: true, Conditional: true, Classes: 4}, 3)
}

// TestGuidedIsTheCombination (1 + w) s(x, σ, c) − w s(x, σ), point by point: w = −1 is the
// score without a class, a point of NoClass has it at any w, and the classes differ.
func TestGuidedIsTheCombination(t *testing.T) {
	const n, sigma = 300, 0.7 // more than a block
	net, x, labels := ofClasses(), points(3, n, 1, 2), labelsFor(n, 4)
	labels[7] = score.NoClass
	at := func(w float64) sim.Batch {
		s := sim.NewBatch(3, n)
		(&score.Guided{Net: net, Labels: labels, Weight: w}).Score(s, x, sigma)
		return s
	}
	none, own, more, less := sim.NewBatch(3, n), at(0), at(1.5), at(-1)
	net.Score(none, x, sigma)
	differ := 0
	for i, s := range none.Data {
		if want := s + 2.5*(own.Data[i]-s); math.Abs(float64(more.Data[i]-want)) > 1e-5*(1+math.Abs(float64(want))) {
			t.Fatalf("w = 1.5: %g, want %g", more.Data[i], want)
		}
		if math.Abs(float64(less.Data[i]-s)) > 1e-6*(1+math.Abs(float64(s))) {
			t.Fatalf("w = −1: %g, want %g", less.Data[i], s)
		}
		if own.Data[i] != s {
			differ++
		} else if i%n != 7 {
			t.Fatalf("point %d has a class and the score of none", i%n)
		}
	}
	if differ != 3*(n-1) {
		t.Errorf("%d coordinates differ from the score without a class, want %d", differ, 3*(n-1))
	}
	// What Guided says of a class is what Eval says of it.
	s, sigmas := sim.NewBatch(3, n), slices.Repeat([]float32{sigma}, n)
	net.SetLabels(labels)
	net.Eval(s, sim.Batch{}, x, sim.Batch{}, sigmas)
	if !slices.Equal(s.Data, own.Data) {
		t.Error("Eval with labels differs from Guided at w = 0")
	}
	net.Eval(s, sim.Batch{}, x, sim.Batch{}, sigmas)
	if !slices.Equal(s.Data, none.Data) {
		t.Error("Eval keeps the labels of the one before")
	}
}

// TestGradientWithClasses is TestGradIsTheDerivative for points of classes.
func TestGradientWithClasses(t *testing.T) {
	const n, d = 37, 3
	m, x, sigma, a, labels := ofClasses(), points(d, n, 1, 2), levels(n), points(d, n, 7, 1), labelsFor(n, 4)
	for i := range a.Data {
		a.Data[i] *= sigma[i%n]
	}
	s := sim.NewBatch(d, n)
	start := append([]float32{}, m.Params()...)
	along := points(1, len(start), 9, 1).Data
	loss := func(h float64) float64 {
		for i := range start {
			m.Params()[i] = start[i] + float32(h)*along[i]
		}
		m.SetLabels(labels)
		m.Eval(s, sim.Batch{}, x, sim.Batch{}, sigma)
		return dot(a, s)
	}
	want := fd.Derivative(loss, 0, &fd.Settings{Formula: fd.Central, Step: 2e-3})
	loss(0)
	grad := make([]float32, len(start))
	m.Grad(grad, a, sim.Batch{})
	got, size := 0.0, 0.0
	for i, g := range grad {
		got += float64(g) * float64(along[i])
		size += float64(g) * float64(g)
	}
	if math.Abs(got-want) > 2e-3*math.Sqrt(size)+2e-3 {
		t.Errorf("%g, want %g", got, want)
	}
}

func TestBadLabelsPanic(t *testing.T) {
	net, x, s := ofClasses(), points(3, 4, 1, 1), sim.NewBatch(3, 4)
	for name, labels := range map[string][]uint8{"too few": {0, 1, 2}, "too large": {0, 1, 2, 4}} {
		for way, f := range map[string]func(){
			"Eval":   func() { net.SetLabels(labels); net.Eval(s, sim.Batch{}, x, sim.Batch{}, []float32{1}) },
			"Guided": func() { (&score.Guided{Net: net, Labels: labels}).Score(s, x, 1) },
		} {
			func() {
				defer func() {
					if recover() == nil {
						t.Errorf("%s: labels that are %s pass", way, name)
					}
				}()
				f()
			}()
		}
	}
	if _, err := score.New(net.Config(), true, 1); err == nil {
		t.Error("an energy network of classes passes")
	}
}

// TestConditionalTellsTheLabels of the very batch that it draws, but of a tenth none; a
// draw and its label depend on their number alone.
func TestConditionalTellsTheLabels(t *testing.T) {
	const n = 4000
	var told []uint8
	c := &matching.Conditional{None: score.NoClass, Labels: func(l []uint8) { told = slices.Clone(l) },
		Data: func(dst sim.Batch, labels []uint8, key sim.Key, first int) {
			for i := range labels {
				labels[i] = uint8((first + i) % 10)
				dst.Set(0, i, float32(labels[i]))
			}
		}}
	x := sim.NewBatch(1, n)
	c.Rand(x, 5, 100)
	none := 0
	for i, l := range told {
		if l == score.NoClass {
			none++
		} else if float32(l) != x.At(0, i) {
			t.Fatalf("point %d is of class %g, told %d", i, x.At(0, i), l)
		}
	}
	if d := math.Abs(float64(none) - 0.1*n); d > 4*math.Sqrt(n*0.1*0.9) { // four standard deviations
		t.Errorf("%d of %d without a class", none, n)
	}
	all := told
	c.Rand(sim.NewBatch(1, 10), 5, 100+37)
	if !slices.Equal(told, all[37:47]) {
		t.Errorf("%v alone, %v among others", told, all[37:47])
	}
}

// TestClassedIsTheNetworkOfItsClasses: copies of points have the classes of these, in scores and
// derivatives, also when the labels are others than before.
func TestClassedIsTheNetworkOfItsClasses(t *testing.T) {
	const n, sigma = 12, 0.7
	net, x, v := ofClasses(), points(3, n, 1, 2), points(3, n, 5, 1)
	c := &score.Classed{Net: net}
	for _, labels := range [][]uint8{{0, 1, 2, 3}, {3, score.NoClass, 1}} {
		all := make([]uint8, n)
		for i := range all {
			all[i] = labels[i%len(labels)]
		}
		sigmas := slices.Repeat([]float32{sigma}, n)
		s, jv, got, gotJv := sim.NewBatch(3, n), sim.NewBatch(3, n), sim.NewBatch(3, n), sim.NewBatch(3, n)
		net.SetLabels(all)
		net.Eval(s, jv, x, v, sigmas)
		c.Labels = labels
		c.Eval(got, gotJv, x, v, sigmas)
		if !slices.Equal(got.Data, s.Data) || !slices.Equal(gotJv.Data, jv.Data) {
			t.Errorf("%v: Eval differs", labels)
		}
		if c.Score(got, x, sigma); !slices.Equal(got.Data, s.Data) {
			t.Errorf("%v: Score differs", labels)
		}
	}
}
