package main

import (
	"slices"
	"testing"
)

func TestMeasuresAreMediansAndSayHowTheyCompare(t *testing.T) {
	values := map[string]map[string][]float64{}
	for _, run := range []struct{ configuration, rest string }{
		{"wasm", "10 ns/op  400 MB/s"}, {"wasm", "30 ns/op  100 MB/s"}, {"wasm", "20 ns/op  200 MB/s"},
		{"wasm, generic", "80 ns/op  50 MB/s"},
	} {
		record(values, "sim/x: Exp", run.configuration, run.rest)
	}
	want := []measure{
		{"sim/x: Exp [wasm, generic]", 50, "MB/s", "more", "", 0},
		{"sim/x: Exp [wasm, generic]", 80, "ns/op", "less", "", 0},
		{"sim/x: Exp [wasm]", 200, "MB/s", "more", "wasm, generic", 4},
		{"sim/x: Exp [wasm]", 20, "ns/op", "less", "wasm, generic", 4},
	}
	if got := measures(values); !slices.Equal(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestLinesOfBenchmarks(t *testing.T) {
	for text, want := range map[string]string{
		"BenchmarkStep/K=2-2  \t 1000\t 25.1 ns/op": "Step/K=2",
		"BenchmarkExp   1000  0.8 ns/op":            "Exp",
		"ok  \tpackage\t1.2s":                       "",
	} {
		got := ""
		if m := line.FindStringSubmatch(text); m != nil {
			got = m[1]
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
