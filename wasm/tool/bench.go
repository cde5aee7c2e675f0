package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"
)

// measure is one row of the report: a benchmark's median over interleaved
// runs, and how it compares to the same in another configuration. There is a
// row for each peer.
type measure struct {
	Name   string  `json:"name"`
	Value  float64 `json:"value"`
	Unit   string  `json:"unit"`
	Better string  `json:"better"`
	Peer   string  `json:"peer"`
	Ratio  float64 `json:"ratio"` // how many times better than the peer, 0 where there is none
}

// configuration is a way to run the benchmarks of the core: a program whose
// output has lines of results as Go prints them.
type configuration struct {
	name    string
	env     []string
	command []string
	rooms   []string // that go test is told of behind command; none for other programs
}

// goTest runs the benchmarks whose names match only.
func goTest(only string, flags ...string) []string {
	return slices.Concat([]string{"go", "test", "-run", "^$", "-bench", only}, flags)
}

// kernels are the rooms that have vector forms and the work that has a name,
// core those that use them too.
var (
	kernels = []string{"./sim/internal/vec", "./sim/matching", "./wasm/bench"}
	core    = append(kernels, "./sim/hist", "./sim/density", "./sim/langevin", "./sim/lab", "./sim/score")
)

// rivals are what a configuration is compared with, where both have a figure.
var rivals = map[string][]string{
	"native":   append([]string{"native, generic"}, peers["native"]...),
	"wasm":     {"wasm, generic"},
	"Chromium": peers["Chromium"],
}

const toolchain = "GOTOOLCHAIN=go1.27.4"

// order is what bench is asked for.
type order struct {
	out     string // a file for the report as JSON
	peers   bool   // compare with others' programs too
	only    string // a regular expression: benchmarks that it matches
	rounds  int    // how often everything is done, by turns
	minutes int    // watch the memory of a page for so long, once
}

func orderOf(args []string) (o order, err error) {
	f := flag.NewFlagSet("bench", flag.ContinueOnError)
	f.StringVar(&o.out, "out", "", "write the report to this file too, as JSON")
	f.BoolVar(&o.peers, "peers", false, "compare with TensorFlow.js, NumPy and PyTorch")
	f.StringVar(&o.only, "only", "", "run the benchmarks that this regular expression matches, as go test -bench does; without it all, and with --peers those that others have too")
	f.IntVar(&o.rounds, "rounds", 3, "do everything so often, by turns")
	f.IntVar(&o.minutes, "minutes", 0, "watch the memory of pages with a figure each for so many minutes, once")
	if err := f.Parse(args); err != nil {
		return o, err
	}
	if f.NArg() > 0 {
		return o, fmt.Errorf("bench takes --out FILE, --peers, --only REGEXP, --rounds N and --minutes N, not %q", f.Arg(0))
	}
	if o.only == "" && o.peers {
		o.only = compared
	} else if o.only == "" {
		o.only = "."
	}
	if o.rounds < 1 {
		return o, fmt.Errorf("--rounds is 1 or more, not %d", o.rounds)
	}
	return o, nil
}

// bench runs every benchmark in every configuration, interleaved, prints every
// figure as it comes and medians at the end, and writes these as JSON if asked.
func bench(args []string) error {
	o, err := orderOf(args)
	if err != nil {
		return err
	}
	values := map[string]map[string][]float64{}
	failed := errors.Join(repeat(configurations(o), o.rounds, values), repeat(watched(o), 1, values))
	report := measures(values)
	for _, m := range report {
		fmt.Printf("%-64s %14.4g %-8s %s\n", m.Name, m.Value, m.Unit, compare(m))
	}
	if list := standings(values); len(list) > 0 {
		fmt.Printf("\nAgainst others, medians of %d interleaved rounds (least … greatest); × says how many times better ours is:\n", o.rounds)
		for _, s := range list {
			fmt.Println(s)
		}
	}
	if rows := growths(values); len(rows) > 0 {
		fmt.Println("\nHow times grow, y ∝ nᵖ: p fitted, p of the operations' number, difference:")
		for _, row := range rows {
			fmt.Println(row)
		}
	}
	explain(o)
	if o.out == "" {
		return failed
	}
	b, err := json.MarshalIndent(report, "", "  ")
	if err != nil {
		return err
	}
	return errors.Join(failed, os.WriteFile(o.out, append(b, '\n'), 0o644))
}

// explain says what stands behind names that do not say it themselves.
func explain(o order) {
	fmt.Print(`
quality-published, -best: seconds until ½E‖s_θ − s‖² ≤ 0.05 on 0.2 N((−5,−5), I) + 0.8 N((5,5), I), 2→128→128→2 softplus, by
sliced score matching with variance reduction; published: Gaussian directions, batches of 128, Adam at 1e-3;
best: directions of signs, Adam at 3e-3, batches of 32 (ours) and 64 (TensorFlow.js).
quality-digits: seconds until 500 samples are at a Fréchet distance of 6 from digits of 8×8 (real ones 2, noise hundreds), judged every
250 steps by one classifier: 73→256→256→256→64, residual, SiLU, denoising, batches of 128, Adam at 4e-3 falling to 0 over 3,000 steps.
`)
	for _, said := range versions {
		fmt.Println(said)
	}
	if o.peers {
		fmt.Print(`TensorFlow.js has one thread and vectors; tuned: the wasm backend with the transposes of all gradients written out, since
it multiplies transposed matrices ten times slower. dense-dX and -dW are against its tuned products.
`)
	}
}

// repeat runs all configurations in turn, several times over. One that fails does not
// take the others' figures with it. What had no figures in the first round is not asked again.
func repeat(list []configuration, times int, values map[string]map[string][]float64) (failed error) {
	begin := time.Now()
	for round := range times {
		for i := range list {
			c := &list[i]
			if c.command == nil {
				continue
			}
			fmt.Printf("%5.0f s  round %d of %d, %s\n", time.Since(begin).Seconds(), round+1, times, c.name)
			rooms, err := c.run(func(name, who, rest string) {
				record(values, name, who, rest)
				fmt.Printf("%5.0f s  %s, %s: %s\n", time.Since(begin).Seconds(), name, who, strings.Join(strings.Fields(rest), " "))
			})
			if err != nil {
				failed = errors.Join(failed, fmt.Errorf("%s: %w", c.name, err))
				continue
			}
			c.narrow(rooms)
		}
	}
	return failed
}

// narrow leaves out rooms that had no figures, or all where none had.
func (c *configuration) narrow(had []string) {
	c.rooms = slices.DeleteFunc(slices.Clone(c.rooms), func(room string) bool { return !slices.Contains(had, room) })
	if len(had) == 0 {
		c.command = nil
	}
}

func compare(m measure) string {
	if m.Ratio == 0 {
		return ""
	}
	return fmt.Sprintf("%.2f× against %s", m.Ratio, m.Peer)
}

// configurations are those that this machine can run; what is missing is said.
func configurations(o order) []configuration {
	quick := []string{"-benchtime", "50ms"}
	alike := append(slices.Clip(quick), "-skip", "^BenchmarkGrowth$") // growth is that of the page's programs
	plain := append(slices.Clip(quick), "-skip", "^BenchmarkGrowth$|"+learning)
	list := []configuration{
		{"native", []string{toolchain, "GOEXPERIMENT=simd", "GODEBUG=asyncpreemptoff=1"}, goTest(o.only, alike...), append(slices.Clip(core), "./render")},
		{"native, generic", []string{toolchain, "GOEXPERIMENT="}, goTest(o.only, plain...), kernels},
	}
	if o.peers {
		list = append(list, pythons(o.only)...)
	}
	return append(append(list, underNode(o.only, quick)...), inChromium(o)...)
}

func underNode(only string, flags []string) []configuration {
	root, err := goRoot()
	if err != nil || !present("node") {
		fmt.Println("node is missing: no figures for WebAssembly under Node")
		return nil
	}
	js := []string{toolchain, "GOOS=js", "GOARCH=wasm"}
	run := append(slices.Clip(flags), "-exec", fmt.Sprintf("env -i 'PATH=%s' 'HOME=%s' '%s/lib/wasm/go_js_wasm_exec'", os.Getenv("PATH"), os.Getenv("HOME"), root))
	return []configuration{
		{"wasm", append(slices.Clip(js), "GOEXPERIMENT=simd"), goTest(only, run...), core},
		{"wasm, generic", append(slices.Clip(js), "GOEXPERIMENT="), goTest(only, append(slices.Clip(run), "-skip", "^BenchmarkGrowth$|"+learning)...), kernels},
	}
}

// learning is what takes minutes without vectors.
const learning = "^BenchmarkQuality$/^quality-digits$"

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

// versions are what others' programs have said of themselves, after "# ".
var versions []string

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

// run runs one configuration once: figure is called with every result line, its name, whose it
// is and its values, as it comes. It returns the rooms that had some, "" for that of a program
// that has none.
func (c configuration) run(figure func(name, who, rest string)) (rooms []string, err error) {
	cmd := exec.Command(c.command[0], slices.Concat(c.command[1:], c.rooms)...)
	cmd.Env = append(os.Environ(), c.env...)
	cmd.Stderr = os.Stderr
	pipe, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	lines := bufio.NewScanner(pipe)
	room, at := "", ""
	for lines.Scan() {
		if p, ok := strings.CutPrefix(lines.Text(), "pkg: github.com/scorefield/scorefield/"); ok {
			room, at = p, "./"+p
		}
		if said, ok := strings.CutPrefix(lines.Text(), "# "); ok && !slices.Contains(versions, said) {
			versions = append(versions, said)
		}
		if m := line.FindStringSubmatch(lines.Text()); m != nil {
			name, who := c.place(room, c.title(m[1]))
			figure(name, who, m[2])
			if !slices.Contains(rooms, at) {
				rooms = append(rooms, at)
			}
		}
	}
	return rooms, cmd.Wait()
}

// place is the name of a row, and whose figure it is. Work that has a name is
// called by it wherever it runs, and "@" says who else did it.
func (c configuration) place(room, title string) (name, who string) {
	for _, prefix := range []string{"Work/", "Quality/"} {
		if work, ok := strings.CutPrefix(title, prefix); ok {
			if work, other, ok := strings.Cut(work, "@"); ok {
				return work, strings.ReplaceAll(other, "_", " ")
			}
			return work, c.name
		}
	}
	return room + ": " + title, c.name
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

// measures are the medians, each with its ratio to every rival.
func measures(values map[string]map[string][]float64) []measure {
	var list []measure
	for id, byConfiguration := range values {
		name, unit, _ := strings.Cut(id, "\t")
		for c, v := range byConfiguration {
			m := measure{Name: name + " [" + c + "]", Value: median(v), Unit: unit, Better: better(unit)}
			others := rivals[c]
			if grows(unit) {
				others = nil
			}
			list = append(list, against(m, others, byConfiguration)...)
		}
	}
	slices.SortFunc(list, func(a, b measure) int { return strings.Compare(a.Name+a.Unit+a.Peer, b.Name+b.Unit+b.Peer) })
	return list
}

// against is m once for each of the rivals that has a figure, or once.
func against(m measure, rivals []string, byConfiguration map[string][]float64) (list []measure) {
	for _, r := range rivals {
		if v := byConfiguration[r]; len(v) > 0 && m.Value > 0 && median(v) > 0 {
			m.Peer, m.Ratio = r, gain(m, median(v))
			list = append(list, m)
		}
	}
	if list == nil {
		list = []measure{m}
	}
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
	if grows(unit) {
		return ""
	}
	if strings.HasSuffix(unit, "/s") {
		return "more"
	}
	return "less"
}

func median(v []float64) float64 {
	v = slices.Sorted(slices.Values(v))
	return v[len(v)/2]
}
