package lab

import (
	"runtime"
	"runtime/debug"
	"testing"

	"github.com/scorefield/scorefield/sim/lab/param"
)

// TestStepsLeaveNoGarbage: between two keyframes no sampler allocates, driven
// by the exact score, by that of data, or by a network.
func TestStepsLeaveNoGarbage(t *testing.T) {
	alone(t)
	samplers, _ := param.Find("sampler")
	for _, drive := range []string{"density=toy", "density=data", "score=learned\nunits=8"} {
		for _, o := range samplers.Options {
			e, errs := Open("scene=langevin\nparticles=300\nseed=1\nsampler=" + o.Value + "\n" + drive)
			if len(errs) > 0 {
				t.Fatal(errs)
			}
			e.Sample(firstStride + 1)
			for range firstStride - 1 {
				if n := mallocs(func() { e.Sample(1) }); n != 0 {
					t.Errorf("%s, %s: %d allocations in the step to %d", o.Value, drive, n, e.Clock().Sampling)
					break
				}
			}
		}
	}
}

// TestLearningLeavesNoGarbage: between two keyframes and measurements no
// objective allocates.
func TestLearningLeavesNoGarbage(t *testing.T) {
	alone(t)
	for _, o := range param.Objectives {
		e, errs := Open("scene=matching\nunits=8\nobjective=" + o.Value)
		if len(errs) > 0 {
			t.Fatal(errs)
		}
		e.Train(measureEvery + 1)
		for range 2*firstStride - measureEvery - 1 {
			if n := mallocs(func() { e.Train(1) }); n != 0 {
				t.Errorf("%s: %d allocations in the step to %d", o.Value, n, e.Clock().Training)
				break
			}
		}
	}
}

// alone keeps the test's own goroutine the only one that allocates: there is
// one processor and no collector.
func alone(t *testing.T) {
	processors, percent := runtime.GOMAXPROCS(1), debug.SetGCPercent(-1)
	t.Cleanup(func() {
		runtime.GOMAXPROCS(processors)
		debug.SetGCPercent(percent)
	})
}

// mallocs is how many objects f allocates.
func mallocs(f func()) uint64 {
	var a, b runtime.MemStats
	runtime.ReadMemStats(&a)
	f()
	runtime.ReadMemStats(&b)
	return b.Mallocs - a.Mallocs
}
