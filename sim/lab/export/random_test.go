//go:build !js

package export_test

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"os/exec"
	"strings"
	"testing"

	"github.com/scorefield/scorefield/sim/internal/testsize"
	"github.com/scorefield/scorefield/sim/lab"
	"github.com/scorefield/scorefield/sim/lab/export"
	"github.com/scorefield/scorefield/sim/lab/own"
	"github.com/scorefield/scorefield/sim/lab/param"
	"github.com/scorefield/scorefield/sim/lab/scene"
)

// wander opens a scene with settings at random, small enough to be cheap, and goes through
// steps between which more of them change, or which it goes back.
func wander(t *testing.T, s scene.Scene, seed uint64) *lab.Experiment {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 13))
	choose := func(of ...string) string { return of[r.IntN(len(of))] }
	between := func(p *param.Param) float64 {
		if p.Min > 0 {
			return p.Min * math.Pow(p.Max/p.Min, r.Float64())
		}
		return p.Min + (p.Max-p.Min)*r.Float64()
	}
	setting := func() (name, text string) {
		p := &param.Table[r.IntN(len(param.Table))]
		switch {
		case p.Name == "particles":
			text = fmt.Sprint(20 + r.IntN(80))
		case p.Name == "units" || p.Name == "batch":
			text = choose("4", "8", "13")
		case p.Name == "hidden-layers":
			text = choose("1", "2", "3")
		case p.Name == "projections" || p.Name == "dataset":
			text = choose("1", "3", "50")
		case p.Name == "levels" || p.Name == "solver-steps" || p.Name == "steps-per-level" || p.Name == "train-first":
			text = choose("1", "2", "7", "30")
		case p.Name == "scene", p.Name == "side", p.Name == "target-steps":
			return "seed", fmt.Sprint(1 + r.IntN(1<<30))
		case p.Name == "mixture":
			text = choose("1,0,0,1,0,1", "0.5,-3,-4,1,0,1;0.5,5,5,1,0.5,2", "")
		case p.Name == "painted":
			text = choose("", strings.Repeat("xxou", 16))
		case p.Name == "class-set":
			text = choose("", "17", "0369")
		case p.Kind == param.Switch:
			text = choose("on", "off")
		case p.Kind == param.Choice:
			text = p.Options[r.IntN(len(p.Options))].Value
		case p.Kind == param.Int:
			text = fmt.Sprint(math.Round(between(p)))
		default:
			text = fmt.Sprintf("%.3g", between(p))
		}
		return p.Name, text
	}
	text := fmt.Sprintf("scene=%s\nunits=8\nhidden-layers=1\nbatch=8\ndataset=0\nseed=%d\nparticles=%d", s.Name, 1+r.IntN(1<<30), 20+r.IntN(80))
	if s.Pictures {
		text += "\nside=" + choose("8", "12", "16")
	}
	e, errs := lab.Open(text)
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	if r.IntN(4) == 0 { // what a scene is not about, it refuses
		d := own.Data{Name: "own.csv", Bytes: []byte(choose("x,y\n1,2\n3,5\n4,4\n2,7\n6,1\n5,5\n", "a (mm),b,w\n1,2,1\n3,5,4\n4,4,2\n2,7,1\n6,1,3\n5,5,1\n"))}
		if p, err := own.Read(d, nil); err == nil {
			refused(t, e.Use(p))
		}
	}
	for range 1 + r.IntN(6) {
		refused(t, e.Set(setting()))
	}
	for range 1 + r.IntN(3) {
		if s.Clock == scene.Training || e.Scene().Coupled || s.Pictures {
			e.Train(r.IntN(40))
		}
		if s.Pictures && r.IntN(2) == 0 {
			e.Reset()
		}
		if s.Clock == scene.Sampling {
			e.Sample(r.IntN(30))
		}
		switch r.IntN(5) {
		case 0, 1:
			refused(t, e.Set(setting()))
		case 2:
			e.Rewind(lab.Clock{Sampling: r.IntN(20), Training: r.IntN(40)})
		case 3:
			e.Undo()
		}
	}
	return e
}

// refused lets pass what the table does not allow.
func refused(t *testing.T, err error) {
	t.Helper()
	if why := (*param.Error)(nil); err != nil && !errors.As(err, &why) {
		t.Fatal(err)
	}
}

// TestProgramsOfRandomSettings: of a dozen settings at random of every scene, changed on the way
// and with own data among them, the Go program ends well with the same particles, to the last
// bit; so does the NumPy script, within its tolerance, where it has the formulas, and else it
// says which it has not. One of each scene without --all.
func TestProgramsOfRandomSettings(t *testing.T) {
	each := uint64(1)
	if testsize.All() {
		each = 12
	}
	scripts, programs := 0, 0
	for i, s := range scene.All {
		if testing.Short() && i%5 != 1 {
			continue
		}
		for n := range each {
			t.Run(fmt.Sprint(s.Name, n), func(t *testing.T) {
				e := wander(t, s, uint64(i)+n*uint64(len(scene.All)))
				programs++
				var out, said bytes.Buffer
				cmd := exec.Command(built(t, export.Go(e)))
				cmd.Stdout, cmd.Stderr = &out, &said
				if err := cmd.Run(); err != nil || out.String() != e.CSV() {
					t.Errorf("Go: %v\n%sof\n%s", err, said.String(), e.State())
				}
				script, err := export.NumPy(e)
				if why := (*param.Error)(nil); errors.As(err, &why) {
					return
				} else if err != nil {
					t.Fatal(err)
				}
				scripts++
				if run(t, script); t.Failed() {
					t.Logf("of\n%s", e.State())
				}
			})
		}
	}
	t.Logf("%d programs in Go, %d scripts", programs, scripts)
}

// TestNumPyKnowsEverySetting: with any setting of the table alone at another value, in a scene of
// each kind, the script holds or there is none: no setting changes what is shown and is unknown
// to it.
//
// Half of the settings are none of a scene's: they stand in the script's first lines, which say what it is, and what is
// below these is run once. What the library shows is in it, so whatever a setting changes makes another program.
func TestNumPyKnowsEverySetting(t *testing.T) {
	if testing.Short() {
		t.Skip("some hundred scripts")
	}
	var texts, scripts []string
	programs := map[string]bool{}
	written, refusals := 0, 0
	for _, at := range []struct {
		text  string
		steps int
	}{
		{"scene=matching\nunits=4\nbatch=8", 30},
		{"scene=race\nunits=4\nbatch=8\nlevels=3", 30},
		{"scene=langevin\nparticles=100\nversus=underdamped", 12}, // whose settings are the most
		{"scene=annealed\nparticles=100\nlevels=3\nsteps-per-level=5", 12},
		{"scene=sde\nparticles=100\nsolver-steps=20", 20},
	} {
		for i := range param.Table {
			p := &param.Table[i]
			if p.Scope == param.View || p.Name == "scene" {
				continue
			}
			for _, value := range others(p) {
				text := at.text + "\n" + p.Name + "=" + value
				e, errs := lab.Open(text)
				if len(errs) > 0 {
					continue // the table refuses it here
				}
				if e.Scene().Clock == scene.Training {
					e.Train(at.steps)
				} else {
					e.Sample(at.steps)
				}
				script, err := export.NumPy(e)
				if err != nil {
					refused(t, err)
					refusals++
					continue
				}
				written++
				_, program, headed := strings.Cut(script, "\n\"\"\"\n")
				if !headed || !programs[program] {
					programs[program] = true
					texts, scripts = append(texts, text), append(scripts, script)
				}
			}
		}
	}
	for i, end := range runs(t, scripts) {
		if end.Status != 0 {
			t.Errorf("%s\nof\n%s", end.Said, texts[i])
		}
	}
	t.Logf("%d scripts of %d programs, %d refusals", written, len(scripts), refusals)
}

// others are values of a parameter that are not its default, few enough to try.
func others(p *param.Param) (list []string) {
	switch {
	case p.Name == "mixture":
		return []string{"0.5,-3,-4,1,0,1;0.5,5,5,1,0.5,2"}
	case p.Name == "class-label" || p.Kind == param.Text: // of pictures
		return nil
	case p.Name == "particles", p.Name == "units", p.Name == "batch", p.Name == "dataset", p.Name == "projections":
		return []string{"5"}
	case p.Kind == param.Switch:
		return []string{"on", "off"}
	case p.Kind == param.Choice:
		for _, o := range p.Options {
			list = append(list, o.Value)
		}
		return list
	case p.Kind == param.Int:
		return []string{fmt.Sprint(int(max(p.Min, 1)) + 1), fmt.Sprint(int(min(p.Max, 17)))}
	}
	return []string{fmt.Sprintf("%.3g", p.Min+(p.Max-p.Min)/1000), fmt.Sprintf("%.3g", p.Min+(p.Max-p.Min)/30)}
}
