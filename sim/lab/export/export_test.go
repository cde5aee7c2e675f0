//go:build !js

package export_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"go/format"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/scorefield/scorefield/sim/lab"
	"github.com/scorefield/scorefield/sim/lab/export"
	"github.com/scorefield/scorefield/sim/lab/own"
	"github.com/scorefield/scorefield/sim/lab/param"
	"github.com/scorefield/scorefield/sim/lab/scene"
)

// experiment opens settings and goes to a step of the scene's clock, with a change
// of ε on the way where particles run.
func experiment(t *testing.T, text string, steps int) *lab.Experiment {
	t.Helper()
	e, errs := lab.Open(text)
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	if e.Scene().Clock == scene.Training {
		e.Train(steps)
		return e
	}
	e.Sample(steps / 2)
	if e.Scene().Clock == scene.Sampling {
		if err := e.Set("epsilon", "0.03"); err != nil {
			t.Fatal(err)
		}
	}
	e.Sample(steps - steps/2)
	return e
}

// built builds a program of one file with this module.
func built(t *testing.T, text string) string {
	t.Helper()
	folder := t.TempDir()
	file, made := filepath.Join(folder, "main.go"), filepath.Join(folder, "experiment")
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("go", "build", "-ldflags=-w", "-o", made, file).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s\n%s", err, out, text)
	}
	return made
}

// TestGoPrograms: every scene as a program that is formatted, builds, ends well
// and prints the same particles, to the last digit; one whose number is another
// does not end well.
func TestGoPrograms(t *testing.T) {
	for i, s := range scene.All {
		if testing.Short() && i%5 != 0 {
			continue
		}
		t.Run(s.Name, func(t *testing.T) {
			e := experiment(t, "scene="+s.Name+"\nunits=8\nparticles=60\nseed=3", 30)
			text := export.Go(e)
			if formatted, err := format.Source([]byte(text)); err != nil || string(formatted) != text {
				t.Errorf("gofmt: %v\n%s", err, text)
			}
			var out, said bytes.Buffer
			cmd := exec.Command(built(t, text))
			cmd.Stdout, cmd.Stderr = &out, &said
			if err := cmd.Run(); err != nil {
				t.Errorf("%v\n%s", err, said.String())
			}
			if out.String() != e.CSV() {
				t.Error("other particles")
			}
			if !strings.Contains(said.String(), "shown: ") {
				t.Errorf("no numbers: %q", said.String())
			}
		})
	}
	e := experiment(t, "scene=annealed\nparticles=60", 20)
	e.Sample(1)
	text := strings.Replace(export.Go(e), `"steps", float64(s.Step), 21}`, `"steps", float64(s.Step), 22}`, 1)
	if err := exec.Command(built(t, text)).Run(); err == nil {
		t.Error("a number that is not what was shown passes")
	}
}

// points are somebody's own.
func points(t *testing.T, e *lab.Experiment) *lab.Experiment {
	t.Helper()
	p, err := own.Read(own.Data{Name: "own.csv", Bytes: []byte("x,y\n1,2\n3,5\n4,4\n2,7\n6,1\n5,5\n")}, nil)
	if err == nil {
		err = e.Use(p)
	}
	if err != nil {
		t.Fatal(err)
	}
	e.Reset()
	e.Sample(12)
	return e
}

// TestOwnPointsAreInThePrograms, so that they need no file.
func TestOwnPointsAreInThePrograms(t *testing.T) {
	e := points(t, experiment(t, "scene=own-data\nparticles=50", 0))
	cmd := exec.Command(built(t, export.Go(e)))
	out, err := cmd.Output()
	if err != nil || string(out) != e.CSV() {
		t.Errorf("Go: %v", err)
	}
	script, err := export.NumPy(e)
	if err != nil {
		t.Fatal(err)
	}
	run(t, script)
}

// TestPicturesAreInThePrograms: what a figure of pictures shows, training and the classifier's
// verdict among it, and the reader's own pictures, which need no file; NumPy refuses them with
// the sentence that says why.
func TestPicturesAreInThePrograms(t *testing.T) {
	drawn := experiment(t, "scene=digits\nunits=4\nbatch=4\nparticles=6\nsolver-steps=3\nseed=5", 0)
	drawn.Train(25)
	drawn.Reset()
	drawn.Sample(3)
	for !drawn.LearnToRead(50) {
	}
	rows := strings.Builder{}
	for i := range 30 {
		for j := range 64 {
			fmt.Fprint(&rows, (i*j+i)%17, ",")
		}
		fmt.Fprintln(&rows, i%3)
	}
	p, err := own.ReadPictures(own.Data{Name: "own.csv", Bytes: []byte(rows.String())}, nil)
	if err != nil {
		t.Fatal(err)
	}
	mine := experiment(t, "scene=digits\nunits=4\nbatch=4\nparticles=6\nsolver-steps=3\nseed=5", 0)
	if err := mine.Use(p); err != nil {
		t.Fatal(err)
	}
	mine.Train(25)
	mine.Reset()
	mine.Sample(3)
	for _, tc := range []struct {
		e    *lab.Experiment
		says []string
	}{
		{drawn, []string{"training steps: 25 ", "loss: ", "confidence of the classifier: ", "Fréchet distance: "}},
		{mine, []string{"training steps: 25 ", "loss: "}},
	} {
		var out, said bytes.Buffer
		cmd := exec.Command(built(t, export.Go(tc.e)))
		cmd.Stdout, cmd.Stderr = &out, &said
		if err := cmd.Run(); err != nil || out.String() != tc.e.CSV() {
			t.Errorf("%v\n%s", err, said.String())
		}
		for _, number := range tc.says {
			if !strings.Contains(said.String(), number) {
				t.Errorf("no %q in %q", number, said.String())
			}
		}
		if _, err := export.NumPy(tc.e); err == nil || !strings.Contains(err.Error(), "pictures") {
			t.Errorf("NumPy: %v", err)
		}
	}
}

// found is a Python that has NumPy, "" where there is none.
var found = sync.OnceValue(func() string {
	for _, name := range []string{"python3", "/usr/bin/python3"} {
		if exec.Command(name, "-c", "import numpy").Run() == nil {
			return name
		}
	}
	return ""
})

// python runs a script that reads a text and prints one; the test is skipped where no Python has NumPy.
func python(t *testing.T, script, in string) (out []byte, err error) {
	t.Helper()
	if found() == "" {
		t.Skip("no python3 with NumPy: on Debian, apt-get install python3-numpy")
	}
	cmd := exec.Command(found(), "-c", script)
	cmd.Stdin = strings.NewReader(in)
	return cmd.CombinedOutput()
}

// run runs a script alone, as a reader does; it must end well.
func run(t *testing.T, script string) {
	t.Helper()
	if out, err := python(t, script, ""); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// end is how a script ended, and what it printed.
type end struct {
	Status int // 0: every number is within its tolerance, 1: one is not, 2: Python has an error
	Said   string
}

// runs runs scripts in one Python, each in a space of names of its own: it is NumPy’s coming that takes long.
func runs(t *testing.T, scripts []string) (ends []end) {
	t.Helper()
	in, err := json.Marshal(scripts)
	if err != nil {
		t.Fatal(err)
	}
	out, err := python(t, `
import contextlib, io, json, sys, traceback
ends = []
for text in json.load(sys.stdin):
    said, status = io.StringIO(), 0
    with contextlib.redirect_stdout(said):
        try:
            exec(text, {"__name__": "__main__"})
        except SystemExit as end:
            status = end.code
        except BaseException:
            status = 2
            traceback.print_exc(file=said)
    ends.append({"status": status, "said": said.getvalue()})
json.dump(ends, sys.stdout)
`, string(in))
	if err == nil {
		err = json.Unmarshal(out[bytes.LastIndex(out, []byte("\n"))+1:], &ends) // after warnings, if there are
	}
	if err != nil || len(ends) != len(scripts) {
		t.Fatalf("%v\n%s", err, out)
	}
	return ends
}

// scripted are experiments with a NumPy script: every sampler, objective, start,
// schedule and activation, from mixtures and kernels.
var scripted = []struct {
	name, text string
	steps      int
	long       bool
}{
	{"annealed and plain", "scene=ncsn-fig3\nparticles=640", 1000, true},
	{"annealed, to its end", "scene=annealed\nparticles=200\nsteps-per-level=5\ndenoise=on", 52, false},
	{"langevin", "scene=langevin\nparticles=400\ndensity=three-modes\nstart-law=normal\nstart-width=4", 60, false},
	{"metropolis", "scene=langevin\nparticles=400\nsampler=mala\nversus=underdamped\nsigma=0.3\nstart-law=data", 60, false},
	{"no noise", "scene=langevin\nparticles=100\nnoise=off\ndensity=spirals", 30, false},
	{"diffusion", "scene=sde\nparticles=400\nsolver-steps=60", 45, false},
	{"diffusion, preserving", "scene=sde\nparticles=400\nsolver-steps=40\nschedule=vp\nversus=ode-euler\ndenoise=on", 41, false},
	{"kernels", "scene=own-data\nparticles=200", 40, false},
	{"explicit", "scene=matching\nobjective=explicit\nunits=16", 200, false},
	{"implicit", "scene=integration-by-parts\nunits=16\nactivation=tanh", 100, false},
	{"sliced", "scene=projections\nunits=16\nprojection=sphere\nprojections=2", 60, false},
	{"sliced, variance-reduced", "scene=ncsn-fig2\nunits=32", 500, true},
	{"sliced, signs", "scene=matching\nunits=16\nprojection=rademacher\naveraging=0.9\nactivation=silu\nhidden-layers=3", 75, false},
	{"denoising", "scene=matching\nobjective=denoising\nunits=16\ntraining-sigma=1", 130, false},
	{"ladder", "scene=matching\nobjective=ladder\nunits=16", 100, false},
	{"race", "scene=race\nunits=16", 75, false},
	{"a rate that falls", "scene=matching\nunits=16\nrate-steps=90", 100, false},
}

// TestNumPyScripts give the numbers that were shown, within what they state; with
// another seed they do not.
func TestNumPyScripts(t *testing.T) {
	var names, scripts []string
	var statuses []int
	add := func(name, script string, status int) {
		names, scripts, statuses = append(names, name), append(scripts, script), append(statuses, status)
	}
	for i, tc := range scripted {
		if testing.Short() && i%6 != 2 {
			continue
		}
		script, err := export.NumPy(experiment(t, tc.text+"\nseed=7", tc.steps))
		if err != nil {
			t.Fatalf("%s: %v", tc.name, err)
		}
		add(tc.name, script, 0)
		if !tc.long {
			add(tc.name+", another seed", strings.Replace(script, "\nseed = 7\n", "\nseed = 8\n", 1), 1)
		}
	}
	for i, end := range runs(t, scripts) {
		t.Run(names[i], func(t *testing.T) {
			if t.Log(end.Said); end.Status != statuses[i] {
				t.Errorf("ends with %d, not %d", end.Status, statuses[i])
			}
		})
	}
}

// TestNumPyRefuses what it has no formulas of, with a sentence in both languages.
func TestNumPyRefuses(t *testing.T) {
	for _, tc := range []struct{ text, names string }{
		{"scene=langevin\ndensity=truncated\nparticles=9", "boundary"},
		{"scene=digits\nunits=4\nparticles=9", "about pictures"},
		{"scene=matching\nmodel=energy\nunits=4", "energy"},
		{"scene=matching\nmodel=residual\nunits=4", "residual"},
		{"scene=matching\ndataset=50\nunits=4", "data set"},
		{"scene=sde\nsampler=corrector\nparticles=9", "corrector"},
		{"scene=langevin\nversus=hmc\nparticles=9", "Hamiltonian"},
		{"scene=langevin\nsampler=mala\nadapt=on\nparticles=9", "Adapt"},
		{"scene=sde\nschedule=sub-vp\nparticles=9", "sub-variance"},
		{"scene=matching\nobjective=ladder\nweighting=edm\nunits=4", "EDM"},
	} {
		_, err := export.NumPy(experiment(t, tc.text, 2))
		var e *param.Error
		if !errors.As(err, &e) || !strings.Contains(e.In("en"), tc.names) || e.In("zh") == e.In("en") {
			t.Errorf("%q: %v", tc.text, err)
		}
	}
	if _, err := export.NumPy(points(t, experiment(t, "scene=matching\nunits=4", 0))); err == nil || !strings.Contains(err.Error(), "held out") {
		t.Errorf("learning from own points: %v", err)
	}
	e := experiment(t, "scene=langevin\nparticles=9", 4)
	if err := e.Set("mixture", "1,0,0,1,0,1"); err != nil {
		t.Fatal(err)
	}
	e.Sample(2)
	if _, err := export.NumPy(e); err == nil && e.Clock().Sampling > 2 {
		t.Error("a density that was changed on the way passes")
	}
}
