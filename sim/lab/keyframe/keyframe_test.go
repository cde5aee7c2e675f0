package keyframe

import "testing"

func TestKeyframesFitTheirMemory(t *testing.T) {
	for _, c := range []struct{ size, want int }{{8, MostFrames}, {8 * 20_000, MostFrames}, {8 << 20, 8}, {1 << 30, 4}} {
		if got := Affordable(c.size); got != c.want {
			t.Errorf("%d frames of %d bytes, want %d", got, c.size, c.want)
		}
	}
}

func TestKeyframesReachEveryStepWithinBudget(t *testing.T) {
	var k Frames[int]
	for step := range 10_000 {
		if k.Due(step) {
			k.Put(step, step)
		}
	}
	if len(k.frames) > MostFrames {
		t.Errorf("%d frames are kept, want at most %d", len(k.frames), MostFrames)
	}
	for step := range 10_000 {
		frame, at, ok := k.Before(step)
		if !ok || frame != at || at > step || step-at > 2*k.Stride {
			t.Fatalf("step %d is reached from %d", step, at)
		}
	}
	k.Cut(5000)
	if _, at, _ := k.Before(9999); at > 5000 {
		t.Errorf("frame %d survived the cut at 5000", at)
	}
}

// TestThinFramesReachEveryStepAfterTheFirst: few frames are left or none, but for
// the one that stays.
func TestThinFramesReachEveryStepAfterTheFirst(t *testing.T) {
	for _, but := range []int{-1, 0, 777} {
		var k Frames[int]
		for step := range 777 {
			if k.Due(step) {
				k.Put(step, step)
			}
		}
		if but > 0 {
			k.Put(but, but)
		}
		for n := len(k.Steps()); k.Thin(but); n = len(k.Steps()) {
			if len(k.Steps()) >= n {
				t.Fatalf("but %d: %d frames became %d", but, n, len(k.Steps()))
			}
			for _, step := range k.Steps() {
				if frame, at, ok := k.Before(step); !ok || at != step || frame != step || step != but && step%k.Stride != 0 {
					t.Fatalf("but %d: frame %d of step %d at %d, stride %d", but, frame, at, step, k.Stride)
				}
			}
		}
		if n := len(k.Steps()); but < 0 && n != 0 || but >= 0 && (n != 1 || k.Steps()[0] != but) {
			t.Errorf("but %d: %v is left", but, k.Steps())
		}
	}
}
