package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// workshop is what the page of the benchmarks loads: our program, the test
// program of our vector kernels, and Go's support script, made as a reader's
// program is.
func workshop() error {
	root, err := goRoot()
	if err != nil {
		return err
	}
	script, err := os.ReadFile(filepath.Join(root, "lib", "wasm", "wasm_exec.js"))
	if err != nil {
		return err
	}
	if err := os.WriteFile(".build/wasm_exec.js", script, 0o644); err != nil {
		return err
	}
	for _, args := range [][]string{
		{"build", "-ldflags=-s -w", "-o", ".build/ours.wasm", "./wasm/bench/ours"},
		{"test", "-c", "-o", ".build/vec.test.wasm", "./sim/internal/vec"},
	} {
		c := exec.Command("go", args...)
		c.Env = append(os.Environ(), toolchain, "GOOS=js", "GOARCH=wasm", "GOEXPERIMENT=simd")
		c.Stderr = os.Stderr
		if err := c.Run(); err != nil {
			return fmt.Errorf("go %s: %w", args[0], err)
		}
	}
	return nil
}

// inChromium is the page, and the work that has a name in one page with
// TensorFlow.js if that is asked for and there.
func inChromium(o order) []configuration {
	if !chromium() {
		fmt.Println("Chromium is missing: no figures for the page and for WebAssembly in it")
		return nil
	}
	if err := workshop(); err != nil {
		fmt.Println("No figures for WebAssembly in Chromium:", err)
	}
	var env []string
	if o.peers && tensorflow() {
		env = append(env, "SCOREFIELD_PEERS=1")
	}
	return []configuration{{"Chromium", env, goTest(o.only, "-benchtime", "1x", "-timeout", "1h"), []string{"./wasm/browser"}}}
}

// watched is the page's memory over the minutes asked for.
func watched(o order) []configuration {
	if o.minutes <= 0 || !chromium() {
		return nil
	}
	env := []string{fmt.Sprintf("SCOREFIELD_MINUTES=%d", o.minutes)}
	return []configuration{{"Chromium", env, goTest("^BenchmarkMemory$", "-benchtime", "1x", "-timeout", "0"), []string{"./wasm/browser"}}}
}

func chromium() bool { return present("chromium", "chromium-browser", "google-chrome") }

// tensorflow fetches TensorFlow.js by the lock file of wasm/bench, and reports
// whether it is there.
func tensorflow() bool {
	if !present("npm") {
		fmt.Println("npm is missing: no figures for TensorFlow.js")
		return false
	}
	c := exec.Command("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent")
	c.Dir, c.Stderr = "wasm/bench", os.Stderr
	if err := c.Run(); err != nil {
		fmt.Println("No figures for TensorFlow.js: npm ci:", err)
		return false
	}
	return true
}

// compared is what others' programs do too, as a pattern of go test -bench.
const compared = "^Benchmark(Work|Quality)$|^BenchmarkDense$/^(forward|gradient)$"

// pythons run the scripts of wasm/bench of which only matches a benchmark, each with the first Python that has
// what the script needs.
func pythons(only string) (list []configuration) {
	for _, peer := range []struct{ name, needs, script, benchmark string }{
		{"NumPy", "numpy", "wasm/bench/langevin.py", "BenchmarkWork"},
		{"PyTorch", "torch", "wasm/bench/training.py", "BenchmarkWork"},
		{"PyTorch", "torch", "wasm/bench/digits.py", "BenchmarkQuality/quality-digits"},
	} {
		if !runs(only, peer.benchmark) {
			continue
		}
		tried := interpreters()
		i := slices.IndexFunc(tried, func(python string) bool {
			return exec.Command(python, "-c", "import "+peer.needs).Run() == nil
		})
		if i < 0 {
			fmt.Printf("No python3 here has %s, of %d tried: no figures for it\n", peer.needs, len(tried))
			continue
		}
		one := []string{"PYTHONDONTWRITEBYTECODE=1", "OMP_NUM_THREADS=1", "OPENBLAS_NUM_THREADS=1", "MKL_NUM_THREADS=1", toolchain, "GOEXPERIMENT=simd"} // the last for wasm/bench/judge
		list = append(list, configuration{peer.name, one, []string{tried[i], peer.script}, nil})
	}
	return list
}

// runs reports whether go test -bench only runs a benchmark: alternatives are parted by |, and what is asked of
// the names at each level by /, neither of them in brackets.
func runs(only, benchmark string) bool {
	split := func(s string, at rune) []string {
		depth := 0
		return strings.FieldsFunc(s, func(r rune) bool {
			switch r {
			case '(', '[':
				depth++
			case ')', ']':
				depth--
			}
			return r == at && depth == 0
		})
	}
	return slices.ContainsFunc(split(only, '|'), func(one string) bool {
		names := strings.Split(benchmark, "/")
		for i, pattern := range split(one, '/') {
			if match, err := regexp.MatchString(pattern, names[min(i, len(names)-1)]); i < len(names) && (err != nil || !match) {
				return false
			}
		}
		return true
	})
}

// interpreters are every python3 on the path and in the usual places, each
// program once.
func interpreters() (list []string) {
	places := append(filepath.SplitList(os.Getenv("PATH")), "/usr/bin", "/usr/local/bin", "/opt/homebrew/bin")
	for _, pattern := range []string{"~/.pyenv/versions/*/bin", "~/*conda*/bin", "~/*conda*/envs/*/bin", "/opt/*conda*/bin", "/opt/*/bin", "~/.venv/bin", "~/venv/bin", ".venv/bin"} {
		found, err := filepath.Glob(strings.Replace(pattern, "~", os.Getenv("HOME"), 1))
		if err == nil {
			places = append(places, found...)
		}
	}
	for _, place := range places {
		python := filepath.Join(place, "python3")
		if info, err := os.Stat(python); err == nil && !info.IsDir() && !slices.Contains(list, python) {
			list = append(list, python)
		}
	}
	return list
}
