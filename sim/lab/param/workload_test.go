package param

import (
	"errors"
	"strings"
	"testing"

	"github.com/scorefield/scorefield/sim/lab/scene"
)

// TestTooMuchTrainingIsRefused: the maxima of training together are refused in every scene that
// learns, with a sentence that names the values, and change nothing; each alone is allowed,
// but where the scene trains before its first picture or has a network of pictures.
func TestTooMuchTrainingIsRefused(t *testing.T) {
	const most = "units=256\nhidden-layers=6\nbatch=8192\nprojections=64\n"
	for _, s := range scene.All {
		c, errs := Config{}.WithDefaults().Changed("scene=" + s.Name)
		if len(errs) > 0 {
			t.Fatal(errs)
		}
		before := c
		after, errs := c.Changed(most)
		if !c.Learns() {
			if len(errs) > 0 {
				t.Errorf("%s, which trains nothing: %v", s.Name, errs)
			}
			continue
		}
		var e *Error
		if len(errs) != 1 || !errors.As(errs[0], &e) || after != before {
			t.Errorf("%s: %v", s.Name, errs)
			continue
		}
		for _, lang := range []string{"en", "zh"} {
			for _, value := range []string{"256", "6", "8192", "64"} {
				if !strings.Contains(e.In(lang), value) {
					t.Errorf("%s: %q does not name %s", s.Name, e.In(lang), value)
				}
			}
		}
		if e.Field != "units" || e.Value != "256" {
			t.Errorf("%s: names %s = %s", s.Name, e.Field, e.Value)
		}
		for _, pair := range strings.Fields(most) { // each alone
			c, errs := before.Changed(pair)
			if s.Train == 0 && !s.Pictures && len(errs) > 0 { // a network of pictures is large by itself
				t.Errorf("%s, %s: %v", s.Name, pair, errs)
			}
			if len(errs) == 0 && c.StepWork() > mostWork {
				t.Errorf("%s, %s: %d", s.Name, pair, c.StepWork())
			}
		}
	}
}

// TestTheLastChoiceIsNamed: whichever setting makes it too much.
func TestTheLastChoiceIsNamed(t *testing.T) {
	for _, c := range []struct{ text, name, value string }{
		{"scene=race\nunits=256\nhidden-layers=2", "hidden-layers", "3"},
		{"scene=matching\nprojections=8", "batch", "8192"},
		{"scene=matching\nunits=256\nhidden-layers=6", "model", "energy"},
		{"scene=matching\nunits=256\nhidden-layers=6", "race", "on"},
		{"scene=projections", "batch", "8192"},
		{"scene=annealed\nobjective=ladder\nunits=256\nhidden-layers=6\nmodel=energy", "score", "learned"},
	} {
		before, errs := Config{}.WithDefaults().Changed(c.text)
		if len(errs) > 0 {
			t.Errorf("%q: %v", c.text, errs)
			continue
		}
		after := before
		err, ok := after.Change(c.name, c.value).(*Error)
		if !ok || err.Field != c.name || err.Value != c.value || after != before {
			t.Errorf("%q, %s = %s: %v", c.text, c.name, c.value, err)
		}
	}
}
