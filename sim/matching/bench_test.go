package matching_test

import (
	"testing"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/density"
	"github.com/scorefield/scorefield/sim/matching"
	"github.com/scorefield/scorefield/sim/score"
)

func toy(t testing.TB) sim.Density {
	d, err := density.ByName("toy")
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// BenchmarkStep is one training step of the published toy's network with each
// objective, and of the noise-conditional one.
func BenchmarkStep(b *testing.B) {
	d := toy(b)
	objectives := []struct {
		name        string
		objective   matching.Objective
		levels      matching.Levels
		conditional bool
	}{
		{"explicit", &matching.Explicit{Target: d}, matching.Levels{}, false},
		{"implicit", &matching.Implicit{}, matching.Levels{}, false},
		{"sliced", &matching.Sliced{}, matching.Levels{}, false},
		{"sliced-vr", &matching.Sliced{VarianceReduced: true}, matching.Levels{}, false},
		{"denoising", &matching.Denoising{}, matching.Fixed(0.5), false},
		{"ladder-conditional", &matching.Denoising{Weight: matching.Variance}, matching.Levels{Min: 0.1, Max: 20}, true},
	}
	for _, o := range objectives {
		for _, batch := range []int{128, 512} {
			for _, energy := range []bool{false, true} {
				name := o.name + map[int]string{128: "-128", 512: "-512"}[batch]
				c := score.Config{Conditional: o.conditional, Features: -1}
				var m matching.Model = score.NewNet(c, 1)
				if energy {
					m, name = score.NewEnergy(c, 1), name+"-energy"
				}
				b.Run(name, func(b *testing.B) {
					tr := &matching.Trainer{Model: m, Objective: o.objective, Data: d.Rand, Batch: batch, Levels: o.levels}
					tr.Step(1)
					b.ReportAllocs()
					for b.Loop() {
						tr.Step(1)
					}
				})
			}
		}
	}
}
