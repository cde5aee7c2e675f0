package sim_test

import (
	"math"
	"testing"

	"github.com/scorefield/scorefield/sim"
)

// TestSchedulesAreOfOneEquation: dx = f x dt + g dw has the marginals α x + σ z if
// α' = f α and (σ²)' = 2 f σ² + g², here by central differences, whose error is δ²/6 of
// the third derivative: less than 1e-5 of the value.
func TestSchedulesAreOfOneEquation(t *testing.T) {
	const delta = 1e-5
	for name, s := range map[string]sim.Schedule{"VE": sim.VE{Min: 0.01, Max: 50}, "VP": sim.VP{}, "VP 1 to 3": sim.VP{Min: 1, Max: 3},
		"sub-VP": sim.SubVP{}, "sub-VP 1 to 3": sim.SubVP{Min: 1, Max: 3}} {
		for _, at := range []float64{0.01, 0.1, 0.5, 0.9, 0.99} {
			slope := func(f func(float64) float64) float64 { return (f(at+delta) - f(at-delta)) / (2 * delta) }
			square := func(t float64) float64 { return s.Sigma(t) * s.Sigma(t) }
			f, g := s.Drift(at), s.Diffusion(at)
			if got, want := slope(s.Alpha), f*s.Alpha(at); math.Abs(got-want) > 1e-5*(math.Abs(want)+s.Alpha(at)) {
				t.Errorf("%s at %v: α' = %v, f α = %v", name, at, got, want)
			}
			if got, want := slope(square), 2*f*square(at)+g*g; math.Abs(got-want) > 1e-5*(math.Abs(want)+square(at)) {
				t.Errorf("%s at %v: (σ²)' = %v, 2 f σ² + g² = %v", name, at, got, want)
			}
		}
	}
}

// TestSubVPStaysBelowVP: its variance is VP's squared.
func TestSubVPStaysBelowVP(t *testing.T) {
	for _, at := range []float64{0, 1e-3, 0.2, 1} {
		v := sim.VP{}.Sigma(at)
		if got := (sim.SubVP{}).Sigma(at); math.Abs(got-v*v) > 1e-12 {
			t.Errorf("σ(%v) = %v, want %v", at, got, v*v)
		}
	}
}

// TestScheduleDefaults: zero values are the schedules that their comments name.
func TestScheduleDefaults(t *testing.T) {
	for _, pair := range [][2]sim.Schedule{{sim.VE{}, sim.VE{Min: 0.01, Max: 50}}, {sim.VP{}, sim.VP{Min: 0.1, Max: 20}}, {sim.SubVP{}, sim.SubVP{Min: 0.1, Max: 20}}} {
		zero, named := pair[0], pair[1]
		for _, at := range []float64{0, 0.3, 1} {
			if zero.Alpha(at) != named.Alpha(at) || zero.Sigma(at) != named.Sigma(at) || zero.Drift(at) != named.Drift(at) || zero.Diffusion(at) != named.Diffusion(at) {
				t.Errorf("%T: the zero value is not %+v at t = %v", zero, named, at)
			}
		}
	}
}
