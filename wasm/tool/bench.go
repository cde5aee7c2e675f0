package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
)

// measure is one row of the report: a benchmark's median over interleaved
// runs, and how it compares to the same in another configuration.
type measure struct {
	Name   string  `json:"name"`
	Value  float64 `json:"value"`
	Unit   string  `json:"unit"`
	Better string  `json:"better"`
	Peer   string  `json:"peer"`
	Ratio  float64 `json:"ratio"` // how many times better than the peer, 0 where there is none
}

// configuration is a way to run the benchmarks of the core.
type configuration struct {
	name  string
	env   []string
	flags []string
	rooms []string
}

// kernels are the rooms that have vector forms, core those that use them too.
var (
	kernels = []string{"./sim/internal/vec", "./sim/matching"}
	core    = append(kernels, "./sim/hist", "./sim/density", "./sim/langevin")
)

const (
	rounds    = 3
	toolchain = "GOTOOLCHAIN=go1.27.4"
)

// bench runs every benchmark in every configuration, interleaved, and prints
// medians. With --out FILE it also writes them as JSON.
func bench(args []string) error {
	out := ""
	if len(args) == 2 && args[0] == "--out" {
		out = args[1]
	} else if len(args) != 0 {
		return fmt.Errorf("bench takes --out FILE")
	}
	values := map[string]map[string][]float64{}
	var failed error // one configuration that fails does not take the others' figures with it
	list := configurations()
	for range rounds {
		for _, c := range list {
			if err := c.run(values); err != nil {
				failed = errors.Join(failed, fmt.Errorf("%s: %w", c.name, err))
			}
		}
	}
	report := measures(values)
	for _, m := range report {
		fmt.Printf("%-64s %14.4g %-8s %s\n", m.Name, m.Value, m.Unit, compare(m))
	}
	if out == "" {
		return failed
	}
	b, err := json.MarshalIndent(report, "", "  ")
	if err != nil {
		return err
	}
	return errors.Join(failed, os.WriteFile(out, append(b, '\n'), 0o644))
}

func compare(m measure) string {
	if m.Ratio == 0 {
		return ""
	}
	return fmt.Sprintf("%.2f× against %s", m.Ratio, m.Peer)
}

// configurations are those that this machine can run; what is missing is said.
func configurations() []configuration {
	quick := []string{"-benchtime", "50ms"}
	list := []configuration{
		{"native", []string{toolchain, "GOEXPERIMENT=simd"}, quick, append(core, "./render")},
		{"native, generic", []string{toolchain, "GOEXPERIMENT="}, quick, kernels},
	}
	if root, err := goRoot(); err != nil || !present("node") {
		fmt.Println("node is missing: no figures for WebAssembly under Node")
	} else {
		js := []string{toolchain, "GOOS=js", "GOARCH=wasm"}
		run := append(quick, "-exec", fmt.Sprintf("env -i 'PATH=%s' 'HOME=%s' '%s/lib/wasm/go_js_wasm_exec'", os.Getenv("PATH"), os.Getenv("HOME"), root))
		list = append(list, configuration{"wasm", append(js, "GOEXPERIMENT=simd"), run, core},
			configuration{"wasm, generic", append(js, "GOEXPERIMENT="), run, kernels})
	}
	if !present("chromium", "chromium-browser", "google-chrome") {
		fmt.Println("Chromium is missing: no figures for the page")
		return list
	}
	return append(list, configuration{"Chromium", nil, []string{"-benchtime", "1x"}, []string{"./wasm/browser"}})
}

func present(programs ...string) bool {
	return slices.ContainsFunc(programs, func(p string) bool {
		_, err := exec.LookPath(p)
		return err == nil
	})
}

func goRoot() (string, error) {
	c := exec.Command("go", "env", "GOROOT")
	c.Env = append(os.Environ(), toolchain)
	b, err := c.Output()
	return strings.TrimSpace(string(b)), err
}

// line is a benchmark's result.
var line = regexp.MustCompile(`^Benchmark(\S+)\s+\d+\s+(.*)$`)

// title is a benchmark's name without the number of processors, which go test
// adds where there are several; a program in WebAssembly has one, and there a
// number at the end is the benchmark's own.
func (c configuration) title(name string) string {
	if n := runtime.NumCPU(); n > 1 && !strings.HasPrefix(c.name, "wasm") {
		return strings.TrimSuffix(name, "-"+strconv.Itoa(n))
	}
	return name
}

// run runs one configuration once.
func (c configuration) run(values map[string]map[string][]float64) error {
	args := append([]string{"test", "-run", "^$", "-bench", "."}, c.flags...)
	cmd := exec.Command("go", append(args, c.rooms...)...)
	cmd.Env = append(os.Environ(), c.env...)
	cmd.Stderr = os.Stderr
	pipe, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	lines := bufio.NewScanner(pipe)
	room := ""
	for lines.Scan() {
		if p, ok := strings.CutPrefix(lines.Text(), "pkg: github.com/scorefield/scorefield/"); ok {
			room = p
		}
		if m := line.FindStringSubmatch(lines.Text()); m != nil {
			record(values, room+": "+c.title(m[1]), c.name, m[2])
		}
	}
	return cmd.Wait()
}

// record keeps every value of a result line such as "12 ns/op  3 MB/s".
func record(values map[string]map[string][]float64, name, configuration, rest string) {
	f := strings.Fields(rest)
	for i := 0; i+1 < len(f); i += 2 {
		v, err := strconv.ParseFloat(f[i], 64)
		if err != nil {
			continue
		}
		id := name + "\t" + f[i+1]
		if values[id] == nil {
			values[id] = map[string][]float64{}
		}
		values[id][configuration] = append(values[id][configuration], v)
	}
}

// measures are the medians, with the ratio of plain Go to vectors.
func measures(values map[string]map[string][]float64) []measure {
	var list []measure
	for id, byConfiguration := range values {
		name, unit, _ := strings.Cut(id, "\t")
		for c, v := range byConfiguration {
			m := measure{Name: name + " [" + c + "]", Value: median(v), Unit: unit, Better: better(unit)}
			if plain := byConfiguration[c+", generic"]; len(plain) > 0 && m.Value > 0 && median(plain) > 0 {
				m.Peer, m.Ratio = c+", generic", gain(m, median(plain))
			}
			list = append(list, m)
		}
	}
	slices.SortFunc(list, func(a, b measure) int { return strings.Compare(a.Name+a.Unit, b.Name+b.Unit) })
	return list
}

// gain is how many times better m is than its peer.
func gain(m measure, peer float64) float64 {
	if m.Better == "more" {
		return m.Value / peer
	}
	return peer / m.Value
}

func better(unit string) string {
	if strings.HasSuffix(unit, "/s") {
		return "more"
	}
	return "less"
}

func median(v []float64) float64 {
	v = slices.Sorted(slices.Values(v))
	return v[len(v)/2]
}
