package param

import (
	"errors"
	"strconv"
	"strings"
	"testing"

	"github.com/scorefield/scorefield/sim/lab/scene"
)

// TestTooMuchMemoryIsRefused: the maxima that are too much together are refused in both languages,
// by field, value and, of particles, range, whose end is allowed and what is beyond it not; nothing
// changes. A million particles of the plane with all that is drawn of them are not too much.
func TestTooMuchMemoryIsRefused(t *testing.T) {
	for _, c := range []struct{ from, set, field string }{
		{"scene=digits", "particles=1000000", "particles"},
		{"scene=digits&side=16", "particles=1000000", "particles"},
		{"scene=digits&particles=400000", "side=16", "side"},
		{"sampler=tempering&particles=20000", "levels=1000", "levels"},
		{"particles=1000000&levels=1000", "versus=tempering", "versus"},
		{"particles=1000000&levels=1000", "sampler=tempering", "sampler"},
		{"sampler=tempering&levels=1000&particles=1", "particles=1000000", "particles"},
	} {
		config, errs := ParseConfig(c.from)
		if len(errs) > 0 || config.Check() != nil {
			t.Fatalf("%s: %v, %v", c.from, errs, config.Check())
		}
		before := config.WithDefaults()
		after, errs := before.Changed(c.set)
		var e *Error
		if len(errs) != 1 || !errors.As(errs[0], &e) || after != before {
			t.Errorf("%s, %s: %v", c.from, c.set, errs)
			continue
		}
		name, value, _ := strings.Cut(c.set, "=")
		if e.Field != c.field || e.Field != name || e.Value != value {
			t.Errorf("%s, %s: %s = %s", c.from, c.set, e.Field, e.Value)
		}
		for _, lang := range []string{"en", "zh"} {
			if text := e.In(lang); !strings.Contains(text, " MB") || !strings.Contains(text, "1074 MB") {
				t.Errorf("%s, %s: %q", c.from, c.set, text)
			}
		}
		if name != "particles" {
			continue
		}
		_, most, ok := strings.Cut(e.Range, "1 … ")
		n, err := strconv.Atoi(most)
		if !ok || err != nil {
			t.Errorf("%s, %s: the range is %q", c.from, c.set, e.Range)
			continue
		}
		if _, errs := before.Changed("particles=" + most); len(errs) > 0 {
			t.Errorf("%s: %s particles are said to be allowed: %v", c.from, most, errs)
		}
		if _, errs := before.Changed("particles=" + strconv.Itoa(n+1)); len(errs) == 0 {
			t.Errorf("%s: %d particles are too many", c.from, n+1)
		}
	}
	for _, s := range scene.All {
		most := []string{"particles=1000000", "particles=1000000&versus=ula", "particles=1000000&dataset=1000000"}
		if s.Pictures {
			most = []string{"dataset=1000000", "side=16&dataset=1000000"} // of which none is kept
		}
		for _, set := range most {
			if _, errs := (Config{}).WithDefaults().Changed("scene=" + s.Name + "&" + set); len(errs) > 0 {
				t.Errorf("%s, %s: %v", s.Name, set, errs)
			}
		}
	}
}
