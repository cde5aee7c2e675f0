package lab

import "github.com/scorefield/scorefield/sim"

type fit struct{}

func newFits(c Config, key sim.Key, t target) []*fit { return nil }
func (f *fit) trainTo(int)                           {}
func (f *fit) follow(target)                         {}
func (f *fit) rewind(step int) int                   { return step }
func (f *fit) scorer() sim.Scorer                    { return nil }
func (f *fit) stats() *TrainingStats                 { return nil }

type Trace struct {
	Objective          string
	Step, Loss, Fisher []float64
	Optimum            float64
}

func (e *Experiment) Traces() []Trace { return nil }

type Parts struct {
	Step, Explicit, Implicit, Difference []float64
	Constant                             float64
}

func (e *Experiment) Parts() Parts { return Parts{} }

type Law struct {
	Name        string
	Count, Mean []float64
	Trace       float64
}

func (e *Experiment) Pick() (x, y float64)      { return 0, 0 }
func (e *Experiment) Slices(x, y float64) []Law { return nil }
