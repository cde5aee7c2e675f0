package langevin_test

import (
	"encoding/binary"
	"hash/fnv"
	"testing"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/langevin"
)

// everyKernel is one of each, made anew.
func everyKernel(t testing.TB) map[string]langevin.Kernel {
	m := skewed(t)
	ve := langevin.Process{Score: m, Schedule: sim.VE{Min: 0.05, Max: 10}}
	vp := langevin.Process{Score: m, Schedule: sim.VP{}}
	sub := langevin.Process{Score: m, Schedule: sim.SubVP{}}
	return map[string]langevin.Kernel{
		"ula":         &langevin.ULA{Score: m},
		"mala":        &langevin.MALA{Target: m, Epsilon: 0.2},
		"underdamped": &langevin.Underdamped{Score: m, Epsilon: 0.1, Friction: 2},
		"hamiltonian": &langevin.Hamiltonian{Target: m, Epsilon: 0.1, Leaps: 4, Tune: 20},
		"tempering":   &langevin.Tempering{Target: m, Levels: []float64{0, 0.5, 1.5, 4}, Epsilon: 0.1},
		"annealed":    &langevin.Annealed{Score: m, Levels: sim.Ladder(0.2, 5, 4), Epsilon: 0.01, Steps: 8, Denoise: true},
		"inpaint": &langevin.Inpaint{Known: sim.FromPoints([]float64{3, 4}), Mask: []bool{false, true},
			Annealed: langevin.Annealed{Score: m, Levels: sim.Ladder(0.2, 5, 4), Epsilon: 0.01, Steps: 8, Denoise: true}},
		"karras":      &langevin.Karras{Score: m, Min: 0.05, Max: 10, Steps: 33, Churn: 10, ChurnMin: 0.1, ChurnMax: 5},
		"forward":     &langevin.Forward{Schedule: sim.VP{}, Steps: 33},
		"sde-ve":      &langevin.ReverseSDE{Process: ve, Steps: 33},
		"sde-vp":      &langevin.ReverseSDE{Process: vp, Steps: 32, Denoise: true},
		"reverse-ve":  &langevin.ReverseSDE{Process: ve, Steps: 33, Predictor: langevin.ReverseDiffusion},
		"reverse-sub": &langevin.ReverseSDE{Process: sub, Steps: 33, Predictor: langevin.ReverseDiffusion},
		"ancestral":   &langevin.ReverseSDE{Process: vp, Steps: 33, Predictor: langevin.Ancestral},
		"corrector":   &langevin.PredictorCorrector{ReverseSDE: langevin.ReverseSDE{Process: vp, Steps: 11}, Corrections: 2},
		"euler":       &langevin.FlowODE{Process: ve, Steps: 33, Order: 1},
		"heun":        &langevin.FlowODE{Process: vp, Steps: 33},
		"adaptive":    &langevin.FlowODE{Process: vp, Order: 3, Times: vp.Plan(2, 3e-3, sim.NewKey(1))},
	}
}

// start is n of the particles of one run, from number first on.
func start(first, n int) *langevin.State {
	s := &langevin.State{X: sim.NewBatch(2, n), Key: sim.NewKey(42), First: first}
	langevin.Uniform(s.X, -4, 4, s.Key.Sub(1<<50), first)
	return s
}

// hash is FNV-1a of the bits of the positions.
func hash(x sim.Batch) uint64 {
	h := fnv.New64a()
	_ = binary.Write(h, binary.LittleEndian, x.Data)
	return h.Sum64()
}

// golden are the positions of 1003 particles after 33 steps. Every platform and
// build must have them. They change only when an algorithm does, or a kernel of
// sim/internal/vec that says so.
var golden = map[string]uint64{
	"adaptive":    0x681a5d0e3f7acb54,
	"ancestral":   0x78dea7590c2aace1,
	"annealed":    0xc8f8a877663e31f8,
	"corrector":   0x5bc6019fd7905242,
	"euler":       0xc6d8b6f811a43a30,
	"forward":     0xc6298e63ca962e27,
	"hamiltonian": 0x6b5127b6a151fa9a,
	"heun":        0xc58df20ce19f5467,
	"inpaint":     0xe57fcbf694a060f6,
	"karras":      0x781737672299f2ee,
	"mala":        0x77d8fb3b414fb8df,
	"reverse-sub": 0xa97f0b24bd3c514c,
	"reverse-ve":  0xb637cc1254f75edd,
	"sde-ve":      0xc1f1304f61fc31b0,
	"sde-vp":      0xe2f567fcfe2f3535,
	"tempering":   0xeadc4d935da70ada,
	"ula":         0x6650946a33f410d0,
	"underdamped": 0x11dbe5d9c3e943eb,
}

func TestGolden(t *testing.T) {
	for name, k := range everyKernel(t) {
		s := start(7, 1003)
		langevin.Run(k, s, 33)
		if got := hash(s.X); got != golden[name] {
			t.Errorf("%q: %#x,", name, got)
		}
	}
}

// TestSplit: the same bits however the particles are split over states.
func TestSplit(t *testing.T) {
	const n = 1003
	whole := everyKernel(t)
	parts := [3]map[string]langevin.Kernel{everyKernel(t), everyKernel(t), everyKernel(t)}
	for name, k := range whole {
		s := start(0, n)
		langevin.Run(k, s, 33)
		got := sim.NewBatch(2, n)
		for i, cut := range [][2]int{{0, 5}, {5, 600}, {600, n}} {
			part := start(cut[0], cut[1]-cut[0])
			langevin.Run(parts[i][name], part, 33)
			sim.CopyPoints(got, cut[0], part.X, 0, cut[1]-cut[0])
		}
		if !equal(got, s.X) {
			t.Errorf("%s: particles depend on how they are split", name)
		}
	}
}

// TestResume: a kernel made anew goes on with a copied state as if nothing had
// happened.
func TestResume(t *testing.T) {
	again := everyKernel(t)
	for name, k := range everyKernel(t) {
		s := start(3, 65)
		langevin.Run(k, s, 14)
		var kept langevin.State
		kept.CopyFrom(s)
		for range 19 {
			k.Step(s)
		}
		langevin.Run(again[name], &kept, 19)
		if !equal(kept.X, s.X) || kept.N != s.N {
			t.Errorf("%s: a resumed run differs", name)
		}
	}
}

// TestUndo: the last step can be taken back, and done again.
func TestUndo(t *testing.T) {
	for name, k := range everyKernel(t) {
		s := start(3, 65)
		langevin.Run(k, s, 5)
		before := s.X.Clone()
		k.Step(s)
		after := s.X.Clone()
		if equal(before, after) {
			t.Errorf("%s does not move", name)
		}
		if !equal(s.Previous(), before) {
			t.Errorf("%s: Previous is not what was", name)
		}
		s.Undo()
		if !equal(s.X, before) || s.N != 5 {
			t.Errorf("%s: Undo does not restore", name)
		}
		if k.Step(s); !equal(s.X, after) {
			t.Errorf("%s: the step done again differs", name)
		}
	}
}

// TestOver: beyond its end a kernel counts and moves nothing.
func TestOver(t *testing.T) {
	for name, k := range everyKernel(t) {
		if k.Total() == 0 {
			continue
		}
		s := start(0, 20)
		langevin.Run(k, s, k.Total())
		end := s.X.Clone()
		if k.Step(s); !equal(s.X, end) || !equal(s.Previous(), end) || s.N != uint64(k.Total())+1 {
			t.Errorf("%s moves beyond its end", name)
		}
	}
}

func TestNothingIsAllocated(t *testing.T) {
	for name, k := range everyKernel(t) {
		s := start(0, 700)
		k.Init(s)
		if n := testing.AllocsPerRun(5, func() { k.Step(s) }); n != 0 {
			t.Errorf("%s allocates %v times a step", name, n)
		}
	}
}

// TestOddDimensions: in R³ and R¹ every coordinate has its noise, and a
// particle's bits do not depend on the split.
func TestOddDimensions(t *testing.T) {
	for _, d := range []int{1, 3, 5} {
		for name, k := range map[string]langevin.Kernel{
			"ula":         &langevin.ULA{Score: normal{1}, Epsilon: 0.2},
			"underdamped": &langevin.Underdamped{Score: normal{1}, Epsilon: 0.2},
			"mala":        &langevin.MALA{Target: normal{1}, Epsilon: 0.2},
			"hamiltonian": &langevin.Hamiltonian{Target: normal{1}, Epsilon: 0.05, Leaps: 3, Tune: -1},
		} {
			s := cloud(d, 20_000, 1, 3)
			langevin.Run(k, s, 10)
			for j := range d {
				// 4√(2/20000) = 0.04, and ULA's variance is at most 1.11
				if v, _ := variance(sim.Batch{D: 1, N: s.X.N, Data: s.X.Row(j)}); v < 0.96 || v > 1.16 {
					t.Errorf("%s in R^%d: variance %v of coordinate %d", name, d, v, j)
				}
			}
		}
	}
}

// TestRunContinues: runs of a and b steps are one of a + b, and report what the
// steps report one by one: the last, with the mean of what was accepted.
func TestRunContinues(t *testing.T) {
	once, twice, stepped := everyKernel(t), everyKernel(t), everyKernel(t)
	for name := range once {
		s, r, q := start(3, 65), start(3, 65), start(3, 65)
		whole := langevin.Run(once[name], s, 21)
		langevin.Run(twice[name], r, 13)
		rest := langevin.Run(twice[name], r, 8)
		if !equal(s.X, r.X) || s.N != r.N {
			t.Errorf("%s: 13 and 8 steps are not 21", name)
		}
		stepped[name].Init(q)
		var last langevin.Info
		accepted := [21]float64{}
		for i := range accepted {
			last = stepped[name].Step(q)
			accepted[i] = last.Accepted
		}
		mean := func(a []float64) (m float64) {
			for _, v := range a {
				m += v
			}
			return m / float64(len(a))
		}
		last.Accepted = mean(accepted[:])
		if whole != last {
			t.Errorf("%s: reports %+v, step by step %+v", name, whole, last)
		}
		if last.Accepted = mean(accepted[13:]); rest != last {
			t.Errorf("%s: the second run reports %+v, step by step %+v", name, rest, last)
		}
	}
}

// TestRunOfNoSteps: nothing moves, and what has diverged is counted.
func TestRunOfNoSteps(t *testing.T) {
	s := start(0, 5)
	s.X.Set(1, 3, 2e6)
	before := s.X.Clone()
	for _, n := range []int{0, -1} {
		info := langevin.Run(&langevin.ULA{Score: normal{1}}, s, n)
		if want := (langevin.Info{Accepted: 1, Diverged: 1, FirstDiverged: 3}); info != want || s.N != 0 || !equal(s.X, before) {
			t.Errorf("%d steps: %+v at step %d", n, info, s.N)
		}
	}
}
