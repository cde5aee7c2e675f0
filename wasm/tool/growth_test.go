package main

import (
	"slices"
	"strings"
	"testing"
)

// TestGrowthsSayWhatIsOff: within a tenth of theory there is nothing to say; beyond it there is the
// reason, or that none is known. Neither is better for being less.
func TestGrowthsSayWhatIsOff(t *testing.T) {
	values := map[string]map[string][]float64{}
	for _, r := range []struct{ name, rest string }{
		{"wasm/bench: Growth/kernels/score", "1.09 exponent 1 theory-exponent"},
		{"wasm/bench: Growth/dimension/denoising-128", "0.43 exponent 0.38 theory-exponent 2.1 times-single 0.425 explained-exponent"},
		{"wasm/browser: SharedTraining/x", "-0.5 exponent -1 theory-exponent"},
		{"wasm/bench: Work", "3 ms/step"},
	} {
		record(values, r.name, "wasm", r.rest)
	}
	rows := growths(values)
	if len(rows) != 3 {
		t.Fatalf("%q", rows)
	}
	for i, want := range []string{"2.1 times their operations, by which p is 0.425", "+9.0 %", "no reason is known"} {
		if !strings.Contains(rows[i], want) {
			t.Errorf("%q, want %q", rows[i], want)
		}
	}
	if !strings.HasSuffix(rows[1], "%") {
		t.Errorf("a reason for what is within the tolerance: %q", rows[1])
	}
	if list := measures(values); slices.ContainsFunc(list, func(m measure) bool { return grows(m.Unit) && m.Better != "" }) {
		t.Errorf("%+v", list)
	}
}
