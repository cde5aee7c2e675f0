package matching

import (
	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/internal/vec"
)

// The gradient of a step is summed along one binary tree over its batch. A leaf is a
// run of a few panels, summed one after the other; a node is the sum of its left half and its
// right half. So the sum of any node can be made somewhere else, by whoever has the weights,
// and the bits of the whole do not depend on who made which.

// A Span is a node of the tree of a step: the leaves Lo … Hi−1.
type Span struct {
	Lo int // its first leaf
	Hi int // the leaf after its last one
}

// halves are the children of a node with more than one leaf: the left one has as many leaves
// as the largest power of two below the node's.
func (s Span) halves() (left, right Span) {
	half := 1
	for 2*half < s.Hi-s.Lo {
		half *= 2
	}
	return Span{s.Lo, s.Lo + half}, Span{s.Lo + half, s.Hi}
}

// A Sum is what the points of a node contribute to the loss and the gradient of a step.
type Sum struct {
	Span           // the node
	Loss float64   // its part of the mean over the batch
	Grad []float32 // likewise, shaped as the model's Params
}

// mostLeaves bounds how far a step is divided, and small is how many weights a gradient has
// that stays in a processor's second cache: there adding two of them takes little, and leaves
// may be smaller.
const (
	mostLeaves = 16
	small      = 1 << 16
)

// leaf is how many points a leaf has: two panels in a batch of at least four
// leaves of a small network, else four, and more where there would be too many leaves.
func (t *Trainer) leaf() int {
	panels := (t.batch() + vec.Panel - 1) / vec.Panel
	n := 4
	if len(t.Model.Params()) <= small {
		n = min(4, max(2, panels/4))
	}
	return vec.Panel * max(n, (panels+mostLeaves-1)/mostLeaves)
}

// leaves is all of a step's tree.
func (t *Trainer) leaves() Span { return Span{0, (t.batch() + t.leaf() - 1) / t.leaf()} }

// Split shares a step among so many workers: nodes of its tree that together are all
// of it, in order, as even as nodes can be. There are fewer where the tree has
// fewer leaves.
func (t *Trainer) Split(workers int) []Span {
	return split(nil, t.leaves(), workers)
}

func split(list []Span, s Span, workers int) []Span {
	n := s.Hi - s.Lo
	if workers <= 1 || n == 1 {
		return append(list, s)
	}
	left, right := s.halves()
	// The slower side decides: as many to the left as keep most points of a worker fewest.
	first, most := 1, n
	for k := 1; k < workers; k++ {
		if m := max(share(left, k), share(right, workers-k)); m < most {
			first, most = k, m
		}
	}
	return split(split(list, left, first), right, workers-first)
}

// share is the most leaves that one of so many workers gets of a node.
func share(s Span, workers int) int {
	n := s.Hi - s.Lo
	if workers <= 1 || n == 1 {
		return n
	}
	left, right := s.halves()
	most := n
	for k := 1; k < workers; k++ {
		most = min(most, max(share(left, k), share(right, workers-k)))
	}
	return most
}

// Contains reports whether a span is a node of this trainer's tree.
func (t *Trainer) Contains(s Span) bool {
	for at := t.leaves(); ; {
		switch {
		case at == s:
			return true
		case s.Lo < at.Lo || s.Hi > at.Hi || s.Lo >= s.Hi || at.Hi-at.Lo == 1:
			return false
		}
		left, right := at.halves()
		if at = left; s.Lo >= right.Lo {
			at = right
		}
	}
}

// SumAt stores in dst what the points of a node contribute to the step that follows so
// many, from weights that the optimiser moves; dst's memory is reused. It is how
// another trainer with the same settings does a part of a step for
// [Trainer.StepWith]. It panics if the span is not a node or the weights have another shape.
// The model's weights are others afterwards where these are not the trainer's own.
func (t *Trainer) SumAt(dst *Sum, step int, weights []float32, s Span) {
	t.initialise()
	check(t.Contains(s) && len(weights) == len(t.Model.Params()))
	dst.Span, dst.Grad = s, resize(dst.Grad, len(weights))
	params := t.Model.Params()
	if t.mean != nil {
		defer copy(params, t.mean)
	}
	copy(params, weights)
	w := t.begin(t.Data, t.Key, step*t.batch())
	_, dst.Loss = w.sum(dst.Grad, s, 0)
	t.end()
}

// StepWith does one step and returns its loss. The sums are those of this step that others
// have made, of nodes that have no leaf in common; what is missing is summed here.
// The bits are those of Step whatever has come.
func (t *Trainer) StepWith(sums ...*Sum) float64 {
	t.initialise()
	if t.mean != nil {
		copy(t.Model.Params(), t.raw)
	}
	t.update(sums)
	if t.mean != nil {
		copy(t.raw, t.Model.Params())
		copy(t.Model.Params(), t.mean)
	}
	return t.loss
}

// Weights are those that the optimiser moves, aliased: what SumAt of another trainer needs.
func (t *Trainer) Weights() []float32 {
	t.initialise()
	return t.weights()
}

// work is the sum of one step: where its points come from, and what others have done of it.
type work struct {
	t     *Trainer
	data  Source
	key   sim.Key
	first int // number of the batch's first point
	known []*Sum
}

// begin is the work of a step with weights that stay as they are until end.
func (t *Trainer) begin(data Source, key sim.Key, first int) work {
	if f, ok := t.Model.(freezer); ok {
		f.Freeze(true)
	}
	return work{t: t, data: data, key: key, first: first}
}

func (t *Trainer) end() {
	if f, ok := t.Model.(freezer); ok {
		f.Freeze(false)
	}
}

// freezer is a model that computes something from its weights which it can keep while they
// stay as they are.
type freezer interface{ Freeze(on bool) }

// sum returns loss and gradient of a node, the latter in the memory into, or, of
// a known node, aliased. Without into there is no gradient. depth is that of the node.
func (w *work) sum(into []float32, s Span, depth int) (grad []float32, loss float64) {
	for _, k := range w.known {
		if k.Span == s {
			return k.Grad, k.Loss
		}
	}
	t := w.t
	if s.Hi-s.Lo == 1 {
		lo := s.Lo * t.leaf()
		t.fill(w.data, w.key, w.first+lo, min(t.leaf(), t.batch()-lo))
		clear(into)
		loss = t.Objective.Loss(into, t.Model, t.x, t.aux, t.sigma, t.batch())
		if t.Yield != nil {
			t.Yield()
		}
		return into, loss
	}
	left, right := s.halves()
	var spare []float32
	if into != nil {
		if depth == len(t.spare) {
			t.spare = append(t.spare, make([]float32, len(into)))
		}
		spare = t.spare[depth]
	}
	a, b := w.sum(into, left, depth+1)
	c, d := w.sum(spare, right, depth+1)
	if into != nil {
		vec.Add(into, a, c)
	}
	return into, b + d
}

func resize(s []float32, n int) []float32 {
	if cap(s) < n {
		return make([]float32, n)
	}
	return s[:n]
}
