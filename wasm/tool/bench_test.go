package main

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
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
	reports(t, values, want)
}

// reports holds the rows that values give.
func reports(t *testing.T, values map[string]map[string][]float64, want []measure) {
	t.Helper()
	if got := measures(values); !slices.Equal(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestEveryRivalHasItsRow(t *testing.T) {
	values := map[string]map[string][]float64{}
	for who, ms := range map[string]string{"Chromium": "2", "TensorFlow.js wasm": "18", "TensorFlow.js cpu": "80"} {
		record(values, "denoising-128", who, ms+" ms/step")
	}
	want := []measure{
		{"denoising-128 [Chromium]", 2, "ms/step", "less", "TensorFlow.js cpu", 40},
		{"denoising-128 [Chromium]", 2, "ms/step", "less", "TensorFlow.js wasm", 9},
		{"denoising-128 [TensorFlow.js cpu]", 80, "ms/step", "less", "", 0},
		{"denoising-128 [TensorFlow.js wasm]", 18, "ms/step", "less", "", 0},
	}
	reports(t, values, want)
}

func TestWorkHasOneNameWhereverItRuns(t *testing.T) {
	for _, c := range []struct{ room, title, name, who string }{
		{"wasm/bench", "Work/langevin-K2", "langevin-K2", "wasm"},
		{"wasm/browser", "Work/sliced-vr-128@TensorFlow.js_cpu", "sliced-vr-128", "TensorFlow.js cpu"},
		{"wasm/browser", "Quality/quality-best", "quality-best", "wasm"},
		{"sim/hist", "Splat1M", "sim/hist: Splat1M", "wasm"},
	} {
		if name, who := (configuration{name: "wasm"}).place(c.room, c.title); name != c.name || who != c.who {
			t.Errorf("%s %s: %q by %q", c.room, c.title, name, who)
		}
	}
}

func TestOrders(t *testing.T) {
	if o, err := orderOf([]string{"--peers", "--out", "f.json", "--only", "Growth", "--rounds", "1", "--minutes", "10"}); err != nil || o != (order{"f.json", true, "Growth", 1, 10}) {
		t.Errorf("%+v, %v", o, err)
	}
	if o, err := orderOf(nil); err != nil || o.rounds != 3 || o.only != "." {
		t.Errorf("without options %+v, %v", o, err)
	}
	if o, err := orderOf([]string{"--peers"}); err != nil || o.only != compared {
		t.Errorf("with peers alone %+v, %v", o, err)
	}
	for _, bad := range [][]string{{"everything"}, {"--rounds", "0"}} {
		if _, err := orderOf(bad); err == nil {
			t.Errorf("%q is taken", bad)
		}
	}
}

// TestWhichBenchmarksRun: patterns mean what they do to go test -bench.
func TestWhichBenchmarksRun(t *testing.T) {
	for _, c := range []struct {
		only, benchmark string
		runs            bool
	}{
		{".", "BenchmarkWork", true}, {compared, "BenchmarkWork", true}, {compared, "BenchmarkQuality/quality-digits", true}, {"Growth", "BenchmarkWork", false},
		{"Quality/best", "BenchmarkQuality/quality-digits", false}, {"Quality/(best|digits)", "BenchmarkQuality/quality-digits", true}, {"Work|Quality/best", "BenchmarkQuality/quality-digits", false},
		{"Work/digits", "BenchmarkWork", true}, {"Dense/x", "BenchmarkWork", false}, {"Dense/[/|]|Work", "BenchmarkWork", true},
	} {
		if got := runs(c.only, c.benchmark); got != c.runs {
			t.Errorf("%q runs %s: %v", c.only, c.benchmark, got)
		}
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
		{"NumPy", "BenchmarkWork/langevin-K2@NumPy 1035 24.17 ns/particle-step", "Work/langevin-K2@NumPy"},
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

// TestStandingsAreOfOneRound: ratios are of figures of the same round, whichever way is better,
// and say how far they spread; work that only one of the two has done is in no row.
func TestStandingsAreOfOneRound(t *testing.T) {
	values := map[string]map[string][]float64{
		"step-128\tms/step": {"native": {1, 2, 4}, "PyTorch": {3, 4, 16}, "native, generic": {9}},
		"dense\tGFLOP/s":    {"Chromium": {20, 30}, "TensorFlow.js wasm": {10, 60, 1}},
		"other\tms/step":    {"native": {1}},
	}
	list := standings(values)
	if len(list) != 2 {
		t.Fatalf("%v", list)
	}
	if s := list[0]; s.work != "dense" || !slices.Equal(s.ratios, []float64{0.5, 2}) {
		t.Errorf("%+v", s)
	}
	if s := list[1]; s.peer != "PyTorch" || !slices.Equal(s.ratios, []float64{2, 3, 4}) || !strings.Contains(s.String(), "3 × (2 … 4)") {
		t.Errorf("%+v: %s", s, s)
	}
}

// TestFiguresComeOneByOne: a program's figures are there as it prints them, not when it ends, with
// the room that each is of; and rooms and programs that had none in a round are left out of the next.
func TestFiguresComeOneByOne(t *testing.T) {
	gate := filepath.Join(t.TempDir(), "gate")
	const script = `echo "pkg: github.com/scorefield/scorefield/sim/x"
echo "BenchmarkFirst 1 2 ns/op"
for i in $(seq 1000); do [ -e "$1" ] && break; sleep 0.01; done
echo "pkg: github.com/scorefield/scorefield/sim/y"
[ -e "$1" ] && echo "BenchmarkSecond 1 3 ns/op"`
	c := configuration{"wasm", nil, []string{"sh", "-c", script, "sh", gate}, []string{"./sim/x", "./sim/y", "./sim/z"}}
	var seen []string
	rooms, err := c.run(func(name, who, rest string) {
		if seen = append(seen, name); len(seen) == 1 { // the program waits for this
			if err := os.WriteFile(gate, nil, 0o600); err != nil {
				t.Error(err)
			}
		}
	})
	if want := []string{"sim/x: First", "sim/y: Second"}; err != nil || !slices.Equal(seen, want) {
		t.Errorf("%q, %v", seen, err)
	}
	if c.narrow(rooms); !slices.Equal(c.rooms, []string{"./sim/x", "./sim/y"}) || c.command == nil {
		t.Errorf("rooms that are asked again: %q", c.rooms)
	}
	if c.narrow(nil); c.command != nil {
		t.Error("a program without figures is asked again")
	}
}
