package langevin_test

import (
	"math"
	"testing"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/density"
	"github.com/scorefield/scorefield/sim/langevin"
)

// corrections are the step sizes of all corrections of a run, by time.
func corrections(p langevin.Process, steps int) map[float64]float64 {
	return correctionsOf(&langevin.PredictorCorrector{ReverseSDE: langevin.ReverseSDE{Process: p, Steps: steps}})
}

func correctionsOf(k *langevin.PredictorCorrector) map[float64]float64 {
	s := &langevin.State{X: sim.NewBatch(2, 1), Key: sim.NewKey(3)}
	k.Init(s)
	sizes := map[float64]float64{}
	for n := range k.Total() {
		if info := k.Step(s); n%2 == 1 {
			sizes[info.Time] = info.Epsilon
		}
	}
	return sizes
}

// TestCorrectionsHaveTheirSignalToNoise: at every t the size of a correction is
// 2 r² D/E‖s(x, t)‖², here of 20,000 draws of p_t: algorithm 4 of Song et al. (2021) with
// root mean squares in the place of mean norms. The kernel's own 256 pilots know
// E‖s‖² to the standard error √(Var ‖s‖²/256)/E‖s‖², four of which are allowed.
// With D/σ² in the place of E‖s‖² the ratio was 0.016 at t = 0.3 on the toy and 1.2e-4
// at t = 0.01.
func TestCorrectionsHaveTheirSignalToNoise(t *testing.T) {
	const r = 0.16
	for target, m := range map[string]interface {
		sim.Density
		Moments(float64) (mean, cov []float64)
	}{"toy": twoModes(t), "skewed": skewed(t)} {
		mean, cov := m.Moments(0)
		data, at, s := sim.NewBatch(2, 20_000), sim.NewBatch(2, 20_000), sim.NewBatch(2, 20_000)
		m.Rand(data, sim.NewKey(1), 0)
		for name, schedule := range processes {
			p := langevin.Process{Score: m, Schedule: schedule, Mean: mean, Cov: cov, Start: 0.01}
			for time, got := range corrections(p, 12) {
				langevin.Perturb(at, data, schedule, time, sim.NewKey(2), 0)
				p.At(s, at, time)
				square, fourth := 0.0, 0.0
				for i := range s.N {
					q := float64(s.At(0, i))*float64(s.At(0, i)) + float64(s.At(1, i))*float64(s.At(1, i))
					square += q / float64(s.N)
					fourth += q * q / float64(s.N)
				}
				tol := 4 * math.Sqrt(fourth/(square*square)-1) / math.Sqrt(256)
				if want := 2 * r * r * 2 / square; !(math.Abs(want/got-1) <= tol) {
					t.Errorf("%s, %s, t = %.2f: ε is %.3g of the rule's", target, name, time, got/want)
				}
			}
		}
	}
}

// TestCorrectionsAreStable: on the square, whose score is 0 but at its edges, the rule
// asks for several times the stability limit and a run diverged; no correction
// is larger than half of it.
func TestCorrectionsAreStable(t *testing.T) {
	for _, name := range []string{"square", "checkerboard", "pinwheel"} {
		d, err := density.ByName(name)
		if err != nil {
			t.Fatal(err)
		}
		schedule := sim.VE{Min: 0.01, Max: 50}
		for time, eps := range corrections(langevin.Process{Score: d, Schedule: schedule}, 100) {
			if v := d.(langevin.MinVariancer).MinVariance(schedule.Sigma(time)); eps > v*(1+1e-12) {
				t.Errorf("%s, t = %.2f: ε = %v with the limit %v", name, time, eps, 2*v)
			}
		}
	}
}

// mute is a score that does not know how much it bends, as a learned one.
type mute struct{ sim.Scorer }

// TestCorrectionsOfALearnedScoreAreStable, too, where what it was learned from is known: they
// are the corrections of the exact score. Without that they are several times as large.
func TestCorrectionsOfALearnedScoreAreStable(t *testing.T) {
	d, err := density.ByName("square")
	if err != nil {
		t.Fatal(err)
	}
	known := d.(langevin.MinVariancer)
	process := func(s sim.Scorer) langevin.ReverseSDE {
		return langevin.ReverseSDE{Process: langevin.Process{Score: s, Schedule: sim.VE{Min: 0.01, Max: 50}}, Steps: 100}
	}
	exact := correctionsOf(&langevin.PredictorCorrector{ReverseSDE: process(d)})
	learned := correctionsOf(&langevin.PredictorCorrector{ReverseSDE: process(mute{d}), Bends: known})
	free := correctionsOf(&langevin.PredictorCorrector{ReverseSDE: process(mute{d})})
	most := 0.0
	for time, eps := range exact {
		if learned[time] != eps {
			t.Errorf("t = %.2f: ε = %v, %v of the exact score", time, learned[time], eps)
		}
		most = max(most, free[time]/eps)
	}
	if len(learned) != 100 || most < 2 {
		t.Errorf("%d corrections; without a bound they are at most %v times as large", len(learned), most)
	}
}
