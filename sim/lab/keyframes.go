package lab

import "slices"

// keyframes are states kept along a run, so that any step can be reached by
// going on from the nearest one before it. When the budget is full every
// second one is dropped and the stride doubles.
type keyframes[T any] struct {
	stride int // steps between frames; 0 is firstStride
	most   int // frames kept; 0 is mostFrames
	steps  []int
	frames []T
}

const (
	firstStride = 16
	mostFrames  = 48
)

// frameBudget is the memory that a run's keyframes may take, in bytes: a
// million particles get eight of them, and any step is still reached.
const frameBudget = 64 << 20

// affordable is how many frames of a size in bytes are kept.
func affordable(size int) int { return min(max(frameBudget/size, 4), mostFrames) }

// due reports whether step should be kept.
func (k *keyframes[T]) due(step int) bool {
	return step%max(k.stride, firstStride) == 0 && !slices.Contains(k.steps, step)
}

// put keeps frame for step; frames come in rising order of steps.
func (k *keyframes[T]) put(step int, frame T) {
	k.steps, k.frames = append(k.steps, step), append(k.frames, frame)
	limit := k.most
	if limit == 0 {
		limit = mostFrames
	}
	if len(k.steps) > limit {
		k.thin()
	}
}

// thin doubles the stride and drops the frames that no longer lie on it, but
// for the first: there is nothing before it to go on from.
func (k *keyframes[T]) thin() {
	k.stride = 2 * max(k.stride, firstStride)
	n := 0
	for i, step := range k.steps {
		if i == 0 || step%k.stride == 0 {
			k.steps[n], k.frames[n] = step, k.frames[i]
			n++
		}
	}
	clear(k.frames[n:])
	k.steps, k.frames = k.steps[:n], k.frames[:n]
}

// before returns the last frame at or before step.
func (k *keyframes[T]) before(step int) (frame T, at int, ok bool) {
	for i := len(k.steps) - 1; i >= 0; i-- {
		if k.steps[i] <= step {
			return k.frames[i], k.steps[i], true
		}
	}
	return frame, 0, false
}

// cut forgets the frames after step.
func (k *keyframes[T]) cut(step int) {
	for n := len(k.steps); n > 0 && k.steps[n-1] > step; n-- {
		clear(k.frames[n-1:])
		k.steps, k.frames = k.steps[:n-1], k.frames[:n-1]
	}
}
