// Package keyframe keeps states along a run, so that any step can be reached
// again by going on from the nearest one before it.
package keyframe

import "slices"

// Frames are states of one run in rising order of their steps. When the budget
// is full, every second one is dropped and the stride doubles, so that memory is
// bounded and the way to any step stays short. The zero value is ready.
type Frames[T any] struct {
	First  int // steps between the frames of a run that has just begun; 0 is FirstStride
	Stride int // steps between frames now; 0 is First
	Most   int // frames kept; 0 is MostFrames

	steps  []int
	frames []T
}

const (
	// FirstStride is the distance of the frames of a run that has just begun, where nothing
	// else is said.
	FirstStride = 16
	// MostFrames is how many frames are kept where nothing else is said.
	MostFrames = 48
)

// budget is the memory that the frames of a run may take, in bytes: a million
// particles in the plane get eight frames, and any step is still reached.
const budget = 64 << 20

// Affordable is how many frames of size bytes are kept.
func Affordable(size int) int { return min(max(budget/max(size, 1), 4), MostFrames) }

// Due reports whether step should be kept.
func (f *Frames[T]) Due(step int) bool {
	return step%f.stride() == 0 && !slices.Contains(f.steps, step)
}

// Put keeps frame for step. Steps rise: frames at or after step are forgotten.
func (f *Frames[T]) Put(step int, frame T) {
	f.Cut(step - 1)
	f.steps, f.frames = append(f.steps, step), append(f.frames, frame)
	most := f.Most
	if most == 0 {
		most = MostFrames
	}
	if len(f.steps) > most {
		f.thin()
	}
}

// stride is the distance of frames now.
func (f *Frames[T]) stride() int {
	first := f.First
	if first == 0 {
		first = FirstStride
	}
	return max(f.Stride, first)
}

// thin doubles the stride and drops the frames that no longer lie on it, but
// for the first: there is nothing before it to go on from.
func (f *Frames[T]) thin() {
	f.Stride = 2 * f.stride()
	n := 0
	for i, step := range f.steps {
		if i == 0 || step%f.Stride == 0 {
			f.steps[n], f.frames[n] = step, f.frames[i]
			n++
		}
	}
	clear(f.frames[n:])
	f.steps, f.frames = f.steps[:n], f.frames[:n]
}

// Thin gives up frames, the densest ones first, but for the one at step but, and
// reports whether there were any. The stride grows as when the budget is full.
func (f *Frames[T]) Thin(but int) bool {
	n := len(f.steps)
	if n == 0 || n == 1 && f.steps[0] == but {
		return false
	}
	last, frame := f.steps[n-1], f.frames[n-1]
	if last == but {
		f.Cut(last - 1)
		n--
	}
	if n == 1 {
		f.Cut(f.steps[0] - 1)
	}
	for n > 1 && len(f.steps) == n {
		f.thin()
	}
	if last == but {
		f.steps, f.frames = append(f.steps, last), append(f.frames, frame)
	}
	return true
}

// Before returns the last frame at or before step.
func (f *Frames[T]) Before(step int) (frame T, at int, ok bool) {
	for i := len(f.steps) - 1; i >= 0; i-- {
		if f.steps[i] <= step {
			return f.frames[i], f.steps[i], true
		}
	}
	return frame, 0, false
}

// Cut forgets the frames after step.
func (f *Frames[T]) Cut(step int) {
	n := len(f.steps)
	for n > 0 && f.steps[n-1] > step {
		n--
	}
	clear(f.frames[n:])
	f.steps, f.frames = f.steps[:n], f.frames[:n]
}

// Steps are the steps of the frames, aliasing f.
func (f *Frames[T]) Steps() []int { return f.steps }

// All are the frames, aliasing f.
func (f *Frames[T]) All() []T { return f.frames }

// Clear forgets all frames and keeps the stride. Memory that All has returned
// stays with the caller.
func (f *Frames[T]) Clear() { f.steps, f.frames = nil, nil }

// Common is the last step at or before step at which all of n runs have a frame;
// last gives that of run k at or before a step.
func Common(n, step int, last func(k, step int) int) int {
	for {
		at := step
		for k := range n {
			at = min(at, last(k, at))
		}
		if at == step {
			return at
		}
		step = at
	}
}
