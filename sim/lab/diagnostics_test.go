package lab

import (
	"math"
	"testing"
)

// TestDiagnosticsAreThoseOfStats, for samplers with and without a correction and replicas;
// what a sampler has not is NaN, and measuring leaves the run what it is.
func TestDiagnosticsAreThoseOfStats(t *testing.T) {
	for _, c := range []struct {
		sampler             string
		corrected, replicas bool
	}{{"ula", false, false}, {"mala", true, false}, {"hmc", true, false}, {"tempering", true, true}} {
		e := open(t, "particles=60\nlevels=3\nepsilon=0.5\nsampler="+c.sampler)
		e.Sample(40)
		d, s := e.Diagnostics(), e.Stats()
		if d.Step != 40 || d.KSD != s.KSD || d.KSDFloor != s.KSDFloor || d.ESS != s.ESS || d.RHat != s.RHat || !(d.ESS > 0) {
			t.Errorf("%s: %+v, statistics say %+v, ESS %v, R̂ %v", c.sampler, d, s.Quality, s.ESS, s.RHat)
		}
		if math.IsNaN(d.Accepted) == c.corrected || c.corrected && d.Accepted != s.Accepted || math.IsNaN(d.Exchanged) == c.replicas || c.replicas && !(d.Exchanged > 0 && d.Exchanged < 1) {
			t.Errorf("%s: accepted %v, exchanged %v", c.sampler, d.Accepted, d.Exchanged)
		}
		if again := e.Diagnostics(); again.KSD != d.KSD || again.ESS != d.ESS || again.RHat != d.RHat {
			t.Errorf("%s: measured again it is another", c.sampler)
		}
	}
	if d := open(t, "scene=sde\nparticles=20").Diagnostics(); !math.IsNaN(d.ESS) || !math.IsNaN(d.RHat) || !math.IsNaN(d.Accepted) {
		t.Errorf("a process has %+v", d)
	}
}
