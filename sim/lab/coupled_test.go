package lab

import (
	"fmt"
	"slices"
	"testing"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/internal/testsize"
	"github.com/scorefield/scorefield/sim/lab/scene"
	"github.com/scorefield/scorefield/sim/langevin"
)

// coupledText is the scene at one of its stages, small.
func coupledText(stage int, more string) string {
	s, _ := scene.Find("learn-and-sample")
	text := "scene=learn-and-sample\nunits=8\nbatch=16\nparticles=20\ndataset=50\n"
	for name, value := range s.Stages[stage].Set {
		text += name + "=" + value + "\n"
	}
	return text + more
}

// TestParticlesFollowTheScoreOfThatMoment: step k of particles that start at training step w is
// the Langevin step by the network as it is after ⌊(w+k)/16⌋·16 + 16 training steps, here
// computed from a second experiment that only learns.
func TestParticlesFollowTheScoreOfThatMoment(t *testing.T) {
	const steps = 50
	for _, w := range []int{0, 5} {
		e := open(t, coupledText(0, fmt.Sprint("train-first=", w)))
		learner := open(t, coupledText(0, "scene=matching\nunits=8\nbatch=16\ndataset=50\nactivation=silu\nrate=0.002\naveraging=0.99\nobjective=sliced-vr"))
		c := e.Config()
		e.Train(w)
		at := sim.NewBatch(2, c.Particles)
		copy(at.Data, e.Particles().Positions(0).Data)
		alone := langevin.State{X: at, Key: e.parts.cloud.Run(0).State.Key}
		var scores sim.Scorer = learner.parts.networks.Frozen(&c)
		k := langevin.ULA{Score: scores, Epsilon: c.Epsilon}
		k.Init(&alone)
		for n := range steps {
			learner.Train((w+n)/16*16 + 16 - learner.Clock().Training)
			learner.parts.networks.Copy(scores)
			k.Step(&alone)
			e.Sample(1)
			if !slices.Equal(e.Particles().Positions(0).Data, alone.X.Data) {
				t.Fatalf("w = %d: particles differ after step %d", w, n+1)
			}
			if at := e.Clock(); at.Sampling != n+1 || at.Training != (w+n)/16*16+16 {
				t.Fatalf("w = %d: step %d is at %+v", w, n+1, at)
			}
		}
	}
}

// TestTheGhostIsExact: the second run differs from the first in its score alone, which is exact.
func TestTheGhostIsExact(t *testing.T) {
	for stage, sampler := range map[int]string{0: "ula", 2: "annealed"} {
		e := open(t, coupledText(stage, "train-first=0\nsteps-per-level=3"))
		c := e.Config()
		plain := open(t, "scene=langevin\nscore=exact\nversus=none\nparticles=20\nstart-width=10\nsigma-min=0.5\nsteps-per-level=3\nepsilon="+c.Get("epsilon")+"\nsampler="+sampler)
		e.Sample(30)
		plain.Sample(30)
		if !slices.Equal(e.Particles().Positions(1).Data, plain.Particles().Positions(0).Data) {
			t.Errorf("%s: the ghost is not the exact run", sampler)
		}
		if slices.Equal(e.Particles().Positions(0).Data, e.Particles().Positions(1).Data) {
			t.Errorf("%s: particles have not followed the learned score", sampler)
		}
	}
}

// TestOneClockPullsTheOther: training and sampling in any pieces end in the same experiment.
func TestOneClockPullsTheOther(t *testing.T) {
	for stage := range 3 {
		text := coupledText(stage, "train-first=21\nsteps-per-level=20")
		whole := open(t, text)
		if whole.Sample(100); whole.Particles().Starts() != 21 {
			t.Errorf("stage %d: particles started at training step %d, not 21", stage, whole.Particles().Starts())
		}
		pieces := open(t, text)
		for i := 0; pieces.Clock().Sampling < 100; i++ {
			if i%2 == 0 {
				pieces.Train(min(7, whole.Clock().Training-pieces.Clock().Training))
			} else {
				pieces.Sample(min(5, 100-pieces.Clock().Sampling))
			}
		}
		if d := alike(whole, pieces); d != "" {
			t.Errorf("stage %d: %s", stage, d)
		}
	}
}

// TestCoupledTimeTravel: forwards, back and forth, restored and from a checkpoint are the same
// bits, with changes on the way, and wherever the particles started.
func TestCoupledTimeTravel(t *testing.T) {
	for stage := range 3 {
		for _, first := range []int{0, 21, 64} {
			e := open(t, coupledText(stage, fmt.Sprint("train-first=", first, "\nsteps-per-level=20")))
			e.Train(10)
			must(e.Set("mixture", "0.5,-4,-5,1,0,1;0.5,5,5,1,0,1"))
			e.Sample(37)
			must(e.Set("epsilon", "0.07"))
			e.Train(9)
			must(e.Set("mixture", "0.5,-3,-5,1,0,1;0.5,5,5,1,0,1"))
			e.Sample(40)
			now := e.Clock()
			for _, c := range []Clock{{}, {Sampling: 36, Training: now.Training}, {Sampling: now.Sampling, Training: first + 18}, {Sampling: 70, Training: now.Training}} {
				back := open(t, e.State())
				back.Advance(back.Ahead())
				if d := alike(e, back); d != "" {
					t.Fatalf("stage %d from %d, restored: %s", stage, first, d)
				}
				again, ok := OpenCheckpoint(back.Checkpoint())
				if !ok {
					t.Fatal("no checkpoint")
				}
				for name, x := range map[string]*Experiment{"back": back, "checkpoint": again} {
					x.Rewind(c)
					x.Advance(now)
					if d := alike(e, x); d != "" {
						t.Fatalf("stage %d from %d, %s over %+v: %s", stage, first, name, c, d)
					}
				}
			}
		}
	}
}

// TestStagesKeepWhatWasLearned: the third stage goes on with the network of the second, and from
// the start it learns first; the first stage learns anew.
func TestStagesKeepWhatWasLearned(t *testing.T) {
	stage := func(e *Experiment, k int) {
		text := ""
		for name, value := range e.Scene().Stages[k].Set {
			text += name + "=" + value + "\n"
		}
		if errs := e.Apply(text + "train-first=40"); len(errs) > 0 {
			t.Fatal(errs)
		}
	}
	e := open(t, coupledText(1, ""))
	e.Sample(50)
	weights := slices.Clone(e.parts.networks.At(0).Model.Params())
	at := e.Clock().Training
	stage(e, 2)
	if e.Clock() != (Clock{Training: at}) || !slices.Equal(weights, e.parts.networks.At(0).Model.Params()) {
		t.Errorf("the third stage begins at %+v", e.Clock())
	}
	if e.Sample(1); e.Particles().Starts() != at {
		t.Errorf("particles started at %d, the network was at %d", e.Particles().Starts(), at)
	}
	stage(e, 0)
	if e.Clock() != (Clock{}) {
		t.Errorf("the first stage begins at %+v", e.Clock())
	}
	stage(e, 2)
	if e.Sample(1); e.Particles().Starts() != 40 || e.Clock() != (Clock{Sampling: 1, Training: 48}) {
		t.Errorf("particles started at %d, now %+v", e.Particles().Starts(), e.Clock())
	}
}

// TestTheMinibatchIsOfTheDataSet: each point that is lit is one of those that are drawn, and in
// another step it is another batch.
func TestTheMinibatchIsOfTheDataSet(t *testing.T) {
	e := open(t, coupledText(1, ""))
	if !e.Training().Minibatch().Empty() {
		t.Error("a batch before the first step")
	}
	e.Train(1)
	first := slices.Clone(e.Training().Minibatch().Data)
	e.Train(1)
	batch, all := e.Training().Minibatch(), e.Training().Draws()
	if batch.N != 16 || all.N != 50 || slices.Equal(first, batch.Data) {
		t.Fatalf("a batch of %d, %d draws", batch.N, all.N)
	}
	for i := range batch.N {
		found := false
		for j := range all.N {
			found = found || batch.At(0, i) == all.At(0, j) && batch.At(1, i) == all.At(1, j)
		}
		if !found {
			t.Errorf("point %d of the batch is not of the data set", i)
		}
	}
}

// TestCoupledTrainingInAWorker: reports of a job that goes no further than it may lead to the same
// experiment as training here.
func TestCoupledTrainingInAWorker(t *testing.T) {
	text := coupledText(0, "train-first=5")
	alone, e := open(t, text), open(t, text)
	alone.Sample(60)
	job, ok := OpenTrainingJob(e.Training().Job())
	if !ok {
		t.Fatal("no job")
	}
	for e.Clock().Sampling < 60 {
		if to := e.Training().Next(1000); to > e.Clock().Training {
			job.Train(to, e.Training().KeyframeStride())
			if !e.Training().Apply(job.Report(), 1000) {
				t.Fatalf("refused at %+v", e.Clock())
			}
			continue
		}
		e.Sample(1)
	}
	if d := alike(alone, e); d != "" {
		t.Error(d)
	}
}

// TestTheMethodWorks: at the settings of the scene the first stage does not sample the density
// and the third does. All three take 2,600 steps, at 8 a frame 325 frames: within the 20 s
// that a reader waits where there are 17 frames a second or more.
//
// The share of the learned run can lie outside the band of exact draws, four standard
// deviations or 0.05 to either side, for three things add to the particles' own 0.013: the
// data set's share (0.006), annealing, which ends near 0.78 (article, chapter 6), and the
// network. Of ten seeds with 2,000 data points and batches of 128 three missed band or
// floor; 9, 6 and 10 are these, and hold with 5,000 and 256. The first stage's share is
// decided by where the border between two valleys runs that nobody has taught, so it is
// only held to be out of the band, as the distance is to be above the floor: so it was for
// all ten.
func TestTheMethodWorks(t *testing.T) {
	s, _ := scene.Find("learn-and-sample")
	seeds := []int{9, 6, 10}
	if !testsize.Full() {
		seeds = seeds[:1]
	}
	for _, seed := range seeds {
		for stage, works := range map[int]bool{0: false, 2: true} {
			if !testsize.Full() && works { // trains for some seconds without vectors
				continue
			}
			text := fmt.Sprint("scene=learn-and-sample\nseed=", seed)
			for name, value := range s.Stages[stage].Set {
				text += "\n" + name + "=" + value
			}
			e := open(t, text)
			steps := e.Config().TargetSteps
			if steps <= 0 {
				steps = e.Particles().Total()
			}
			e.Sample(steps)
			st := e.Stats()
			held := st.ShareLow <= st.Share && st.Share <= st.ShareHigh
			if held != works || (st.SWD <= st.SWDFloor) != works {
				t.Errorf("seed %d, stage %d: share %.3f of %.3f … %.3f, W₂ %.2f of at most %.2f", seed, stage, st.Share, st.ShareLow, st.ShareHigh, st.SWD, st.SWDFloor)
			}
			if total := e.Clock().Training; total > 2100 {
				t.Errorf("stage %d takes %d steps", stage, total)
			}
		}
	}
}
