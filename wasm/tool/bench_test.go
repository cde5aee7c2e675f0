package main

import (
	"runtime"
	"slices"
	"strconv"
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
	processors := ""
	if n := runtime.NumCPU(); n > 1 {
		processors = "-" + strconv.Itoa(n)
	}
	for _, c := range []struct{ configuration, text, want string }{
		{"native", "BenchmarkStep/K=2" + processors + "  \t 1000\t 25.1 ns/op", "Step/K=2"},
		{"native", "BenchmarkStep/batch-128" + processors + " 10 1 ns/op", "Step/batch-128"},
		{"wasm", "BenchmarkStep/batch-2 10 1 ns/op", "Step/batch-2"},
		{"wasm", "BenchmarkExp   1000  0.8 ns/op", "Exp"},
		{"wasm", "ok  \tpackage\t1.2s", ""},
	} {
		got := ""
		if m := line.FindStringSubmatch(c.text); m != nil {
			got = (configuration{name: c.configuration}).title(m[1])
		}
		if got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}
