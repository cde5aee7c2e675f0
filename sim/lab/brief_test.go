package lab

import (
	"math"
	"testing"

	"github.com/scorefield/scorefield/sim/lab/scene"
)

// TestSlowNumbersAreUnknownInBrief: what Brief does not measure is NaN there, never a
// number, in every scene; Stats measures it.
func TestSlowNumbersAreUnknownInBrief(t *testing.T) {
	for _, s := range scene.All {
		e := open(t, "scene="+s.Name+"&"+small)
		e.Train(2)
		e.Sample(2)
		brief, all := e.View().Brief(), e.Stats()
		for name, v := range map[string]float64{"SWD": brief.SWD, "SWDFloor": brief.SWDFloor, "W2": brief.W2, "W2Floor": brief.W2Floor, "MMD": brief.MMD, "MMDFloor": brief.MMDFloor,
			"KSD": brief.KSD, "KSDFloor": brief.KSDFloor, "LogLikelihood": brief.LogLikelihood, "ExactLogLikelihood": brief.ExactLogLikelihood, "ESS": brief.ESS, "RHat": brief.RHat} {
			if !math.IsNaN(v) {
				t.Errorf("%s: %s is %v in brief", s.Name, name, v)
			}
		}
		if b := brief.Training; b != nil && (!math.IsNaN(b.Curl) || !math.IsNaN(b.Nearness)) {
			t.Errorf("%s: curl %v, nearness %v in brief", s.Name, b.Curl, b.Nearness)
		}
		if a := all.Training; a != nil && math.IsNaN(a.Curl) && !s.Pictures { // a curl is one of the plane
			t.Errorf("%s: no curl", s.Name)
		}
	}
}
