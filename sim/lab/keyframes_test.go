package lab

import "testing"

func TestKeyframesFitTheirMemory(t *testing.T) {
	for _, c := range []struct{ size, want int }{{8, mostFrames}, {8 * 20_000, mostFrames}, {8 << 20, 8}, {1 << 30, 4}} {
		if got := affordable(c.size); got != c.want {
			t.Errorf("%d frames of %d bytes, want %d", got, c.size, c.want)
		}
	}
}

func TestKeyframesReachEveryStepWithinBudget(t *testing.T) {
	var k keyframes[int]
	for step := range 10_000 {
		if k.due(step) {
			k.put(step, step)
		}
	}
	if len(k.frames) > mostFrames {
		t.Errorf("%d frames are kept, want at most %d", len(k.frames), mostFrames)
	}
	for step := range 10_000 {
		frame, at, ok := k.before(step)
		if !ok || frame != at || at > step || step-at > 2*k.stride {
			t.Fatalf("step %d is reached from %d", step, at)
		}
	}
	k.cut(5000)
	if _, at, _ := k.before(9999); at > 5000 {
		t.Errorf("frame %d survived the cut at 5000", at)
	}
}
