package langevin_test

import (
	"strings"
	"testing"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/langevin"
)

// TestWhatIsMissingIsNamed: a kernel that lacks what it cannot do without, or
// has not been prepared, panics with a sentence of this package.
func TestWhatIsMissingIsNamed(t *testing.T) {
	scored := langevin.Process{Score: normal{1}}
	scheduled := langevin.Process{Schedule: sim.VE{}}
	for _, c := range []struct {
		kernel langevin.Kernel
		want   string
	}{
		{&langevin.ULA{}, "Score"},
		{&langevin.MALA{}, "Target"},
		{&langevin.Underdamped{}, "Score"},
		{&langevin.Hamiltonian{}, "Target"},
		{&langevin.Tempering{Levels: []float64{0, 1}}, "Target"},
		{&langevin.Tempering{Target: normal{1}}, "levels"},
		{&langevin.Annealed{Levels: []float64{1}}, "Score"},
		{&langevin.Annealed{Score: normal{1}}, "levels"},
		{&langevin.Karras{}, "Score"},
		{&langevin.Forward{}, "Schedule"},
		{&langevin.ReverseSDE{Process: scheduled}, "Score"},
		{&langevin.ReverseSDE{Process: scored}, "Schedule"},
		{&langevin.ReverseSDE{Process: langevin.Process{Score: normal{1}, Schedule: sim.VE{}}, Steps: -1}, "steps"},
		{&langevin.PredictorCorrector{ReverseSDE: langevin.ReverseSDE{Process: scored}}, "Schedule"},
		{&langevin.FlowODE{Process: scheduled}, "Score"},
		{&langevin.FlowODE{Process: scored}, "Schedule"},
		{&langevin.FlowODE{Process: scored, Order: 9}, "order"},
		{&langevin.Annealed{Score: normal{1}, Levels: []float64{1, 2}, Steps: -1}, "number of steps"},
		{&langevin.Annealed{Score: normal{1}, Levels: []float64{0, 1}}, "noise level"}, // by whose square ε is divided
		{&langevin.Hamiltonian{Target: normal{1}, Leaps: -1}, "number of steps"},
		{&langevin.Forward{Schedule: sim.VE{}, Steps: -1}, "number of steps"},
		{&langevin.PredictorCorrector{ReverseSDE: langevin.ReverseSDE{Process: langevin.Process{Score: normal{1}, Schedule: sim.VE{}}}, Corrections: -1}, "number of steps"},
		{&langevin.ReverseSDE{Process: langevin.Process{Score: normal{1}, Schedule: sim.VE{}, Start: 1}}, "Start"},
		{&langevin.FlowODE{Process: langevin.Process{Score: normal{1}, Schedule: sim.VE{}, Start: -0.1}}, "Start"},
	} {
		message := panicOf(func() { langevin.Run(c.kernel, start(0, 3), 1) })
		if !strings.HasPrefix(message, "langevin: ") || !strings.Contains(message, c.want) {
			t.Errorf("%T without %s: %q", c.kernel, c.want, message)
		}
	}
	for name, f := range map[string]func(){
		"Prior":                              func() { (&langevin.Process{}).Prior(sim.NewBatch(2, 1), 1, 0) },
		"Run without a kernel":               func() { langevin.Run(nil, start(0, 3), 1) },
		"Run without a state":                func() { langevin.Run(&langevin.ULA{Score: normal{1}}, nil, 1) },
		"Run to nowhere":                     func() { langevin.Run(nil, nil, 0) },
		"FiniteDifferences":                  func() { (&langevin.FiniteDifferences{}).Divergence(make([]float32, 1), sim.NewBatch(2, 1), 0) },
		"FiniteDifferences of another shape": func() { (&langevin.FiniteDifferences{Score: normal{1}}).Divergence(nil, sim.NewBatch(2, 1), 0) },
		"JacobianTrace":                      func() { (&langevin.JacobianTrace{}).Divergence(make([]float32, 1), sim.NewBatch(2, 1), 0) },
		"Hutchinson":                         func() { (&langevin.Hutchinson{}).Divergence(make([]float32, 1), sim.NewBatch(2, 1), 0) },
		"Normal":                             func() { langevin.Normal(sim.NewBatch(2, 1), []float64{0}, 1, 1, 0) },
	} {
		if message := panicOf(f); !strings.HasPrefix(message, "langevin: ") {
			t.Errorf("%s: %q", name, message)
		}
	}
	for name, k := range everyKernel(t) {
		if message := panicOf(func() { k.Step(start(0, 3)) }); !strings.Contains(message, "Init") {
			t.Errorf("%s: a step before Init panics with %q", name, message)
		}
	}
}

// panicOf returns the text that f panics with, or what else happened.
func panicOf(f func()) (message string) {
	defer func() {
		switch r := recover().(type) {
		case nil:
			message = "no panic"
		case string:
			message = r
		default:
			message = "a runtime error"
		}
	}()
	f()
	return
}
