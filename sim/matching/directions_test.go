package matching_test

import (
	"strings"
	"testing"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/density"
	"github.com/scorefield/scorefield/sim/matching"
	"github.com/scorefield/scorefield/sim/score"
)

// TestDenoisingNeedsGaussianNoise: with other directions its minimiser is not the score, and a
// trainer refuses them; the sliced losses take all.
func TestDenoisingNeedsGaussianNoise(t *testing.T) {
	toy, err := density.ByName("toy")
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range []matching.Distribution{matching.Gaussian, matching.Rademacher, matching.Sphere} {
		for _, o := range []matching.Objective{&matching.Denoising{}, &matching.Sliced{}} {
			_, denoising := o.(*matching.Denoising)
			trainer := &matching.Trainer{Model: score.NewNet(score.Config{Hidden: []int{4}}, sim.NewKey(1)), Objective: o, Data: toy.Rand,
				Directions: d, Levels: matching.Fixed(1), PerturbData: !denoising, Batch: 16}
			func() {
				defer func() {
					message, _ := recover().(string)
					if want := denoising && d != matching.Gaussian; strings.Contains(message, "Gaussian") != want {
						t.Errorf("%T with %v: %q", o, d, message)
					}
				}()
				trainer.Step(1)
			}()
		}
	}
}
