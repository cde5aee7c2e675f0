package lab_test

import (
	"fmt"

	"github.com/scorefield/scorefield/sim/lab"
)

// The published toy of arXiv 1907.05600, appendix B.1: annealed Langevin
// dynamics finds the weights 0.2 and 0.8, plain Langevin does not.
func Example() {
	e, err := lab.New(lab.Config{Scene: "ncsn-fig3"})
	if err != nil {
		fmt.Println(err)
		return
	}
	e.Sample(1000)
	s := e.Stats()
	fmt.Printf("annealed %.1f, plain %.1f, verdict held: %v\n", s.Share, s.Versus.Share, s.Verdict.Held)
	// Output: annealed 0.8, plain 0.5, verdict held: true
}

// Train a network by sliced score matching; the loss nears its optimum.
func ExampleExperiment_Train() {
	e, _ := lab.New(lab.Config{Scene: "matching", Units: 32})
	e.Train(300)
	t := e.Stats().Training
	fmt.Printf("%s after %d steps: optimum %.1f, error below 0.3: %v\n", t.Objective, t.Step, t.Optimum, t.Fisher < 0.3)
	// Output: sliced-vr after 300 steps: optimum -1.0, error below 0.3: true
}

// A mistake names the field, the value and what is allowed.
func ExampleExperiment_Set() {
	e, _ := lab.New(lab.Config{})
	fmt.Println(e.Set("epsilon", "-1"))
	fmt.Println(e.Set("epsilom", "0.1"))
	// Output:
	// epsilon: “-1” is not allowed; allowed: 0.0000001 … 10.
	// There is no setting called “epsilom” (given as “0.1”); did you mean epsilon?
}

// Networks can be trained somewhere else, with the same bits: what training
// starts from and what it brings are bytes.
func ExampleTrainingJob() {
	here, _ := lab.New(lab.Config{Scene: "matching", Units: 16})
	alone, _ := lab.New(lab.Config{Scene: "matching", Units: 16})
	there, _ := lab.OpenTrainingJob(here.Training().Job())
	there.Train(100, here.Training().KeyframeStride())
	fmt.Println(here.Training().Apply(there.Report(), 100), here.Clock().Training)
	alone.Train(100)
	fmt.Println(here.Stats().Training.Fisher == alone.Stats().Training.Fisher)
	// Output:
	// true 100
	// true
}

// Particles can be moved somewhere else, each some of them: here in two shards,
// which count them on a grid.
func ExampleShard() {
	e, _ := lab.New(lab.Config{Particles: 1000})
	starts := e.Particles().ShardJobs(2)
	e.Sample(20)
	command := e.Particles().Command(lab.Window{W: 80, H: 60, X0: -8, Y0: -6, X1: 8, Y1: 6, Shares: true})
	for k, start := range starts {
		shard, _ := lab.OpenShard(start)
		shard.Execute(command)
		for !shard.Step() {
		}
		e.Particles().Merge(k, shard.Report())
	}
	counts, _, _ := e.Particles().Counts(0)
	fmt.Println(e.Particles().Settled(), e.View().Step, counts.W, counts.H)
	// Output: true 20 80 60
}
