package lab

import (
	"slices"
	"strings"
	"testing"

	"github.com/scorefield/scorefield/sim/lab/keyframe"
	"github.com/scorefield/scorefield/sim/lab/param"
)

// measured is how many training steps lie between two measurements.
const measured = 25

// TestStepsLeaveNoGarbage: between two keyframes no sampler allocates, driven
// by the exact score, by that of data, or by a network.
func TestStepsLeaveNoGarbage(t *testing.T) {
	samplers, _ := param.Find("sampler")
	for _, drive := range []string{"density=toy", "density=data", "score=learned\nobjective=ladder\nunits=8"} {
		for _, o := range samplers.Options {
			if slices.Contains([]string{"mala", "hmc", "tempering"}, o.Value) && strings.HasPrefix(drive, "score=learned") {
				continue // refused: a learned score has no log p
			}
			e, errs := Open("scene=langevin\nparticles=300\nseed=1\nsampler=" + o.Value + "\n" + drive)
			if len(errs) > 0 {
				t.Fatal(errs)
			}
			e.Sample(keyframe.FirstStride + 1)
			if n := testing.AllocsPerRun(keyframe.FirstStride-2, func() { e.Sample(1) }); n != 0 {
				t.Errorf("%s, %s: %v allocations a step", o.Value, drive, n)
			}
		}
	}
}

// TestLearningLeavesNoGarbage: between two keyframes and measurements no
// objective allocates.
func TestLearningLeavesNoGarbage(t *testing.T) {
	for _, o := range param.Objectives {
		e, errs := Open("scene=matching\nunits=8\nobjective=" + o.Value)
		if len(errs) > 0 {
			t.Fatal(errs)
		}
		e.Train(measured + 1)
		if n := testing.AllocsPerRun(2*keyframe.FirstStride-measured-2, func() { e.Train(1) }); n != 0 {
			t.Errorf("%s: %v allocations a step", o.Value, n)
		}
	}
}
