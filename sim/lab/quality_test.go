package lab

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/scorefield/scorefield/sim/langevin"
)

// TestDiscrepanciesOfExactDraws stay below their floors of two deviations, but for three
// seeds of ten at most: at one of 20 beyond them that happens to four or more once in a
// thousand. Particles from elsewhere are above all of them, and those with the wrong
// weights of the modes above the distances.
func TestDiscrepanciesOfExactDraws(t *testing.T) {
	for _, density := range []string{"toy", "ring"} {
		var above [3]int
		for seed := range 10 {
			s := open(t, fmt.Sprint("start-law=data\nparticles=300\nversus=none\nseed=", seed+1, "\ndensity=", density)).Stats()
			for i, over := range []bool{s.W2 > s.W2Floor, s.MMD > s.MMDFloor, s.KSD > s.KSDFloor} {
				if over {
					above[i]++
				}
			}
		}
		if slices.Max(above[:]) > 3 {
			t.Errorf("%s: of ten sets of exact draws %v exceed the floors", density, above)
		}
	}
	if s := open(t, "particles=300").Stats(); !(s.W2 > s.W2Floor && s.MMD > s.MMDFloor && s.KSD > s.KSDFloor) {
		t.Errorf("the square: %+v", s.Quality)
	}
	e := open(t, "particles=300")
	e.Sample(1000)
	if s := e.Stats(); !(s.W2 > s.W2Floor && s.MMD > s.MMDFloor) {
		t.Errorf("half of the particles in each mode: %+v", s.Quality)
	}
	if s := e.View().Brief(); !math.IsNaN(s.W2) || !math.IsNaN(s.KSD) || !math.IsNaN(s.ESS) {
		t.Errorf("a brief report has %+v", s.Quality)
	}
}

// TestMixing: on N(0, v) Langevin steps are an autoregression with ρ = 1 − ε/v, of which
// (1 − ρ)/(1 + ρ) of the values are effective. Of 16 chains of 512 values the estimate has
// a relative error of some √(4·5τ/8192), τ = (1 + ρ)/(1 − ρ) = 19, or 0.21: three of these
// are allowed. Chains in modes that they do not leave disagree, by their means 10 apart in
// each coordinate beside the deviation 1 by more than 3; with replicas they agree.
// Measuring leaves the run what it is.
func TestMixing(t *testing.T) {
	e := open(t, "density=gaussian\nepsilon=0.4\nstart-law=data\nparticles=50")
	if s, want := e.Stats(), 1000*0.1/1.9; !(math.Abs(s.ESS/want-1) < 0.63) || !(s.RHat < 1.1) {
		t.Errorf("%v effective draws in 1,000 steps, want %v, R̂ %v", s.ESS, want, s.RHat)
	}
	stuck, free := open(t, "start-law=data\nparticles=50"), open(t, "start-law=data\nparticles=50\nsampler=tempering")
	if a, b := stuck.Stats(), free.Stats(); !(a.RHat > 3 && b.RHat < 1.2 && b.ESS > 20*a.ESS) {
		t.Errorf("R̂ is %v by Langevin and %v by tempering, effective draws %v and %v", a.RHat, b.RHat, a.ESS, b.ESS)
	}
	for _, sampler := range []string{"ula", "mala", "hmc", "tempering", "underdamped"} {
		text := "particles=40\nlevels=3\nsampler=" + sampler
		e, alone := open(t, text), open(t, text)
		for range 3 {
			e.Sample(5)
			alone.Sample(5)
			if a, b := e.Stats(), e.Stats(); a.ESS != b.ESS || a.RHat != b.RHat || a.W2 != b.W2 || a.KSD != b.KSD {
				t.Errorf("%s: measured again it is another", sampler)
			}
		}
		if !slices.Equal(e.Particles().Positions(0).Data, alone.Particles().Positions(0).Data) {
			t.Errorf("%s: measuring changed the run", sampler)
		}
	}
	if s := open(t, "scene=sde\nparticles=20").Stats(); !math.IsNaN(s.ESS) || !math.IsNaN(s.RHat) {
		t.Errorf("a process has %v effective draws", s.ESS)
	}
}

// TestBestAcceptance belongs to the sampler, and MALA that adapts comes to it: each of 500
// chains within the noise of 200 steps of tuning, so their mean within 0.05.
func TestBestAcceptance(t *testing.T) {
	for sampler, want := range map[string]float64{"mala": 0.574, "mala\nadapt=on": 0.574, "hmc": 0.651, "ula": math.NaN(), "tempering": math.NaN()} {
		e := open(t, "density=gaussian\nparticles=500\nsampler="+sampler)
		if got := e.Stats().BestAcceptance; got != want && !(math.IsNaN(got) && math.IsNaN(want)) {
			t.Errorf("%q: the best acceptance is %v, want %v", sampler, got, want)
		}
		if sampler != "mala\nadapt=on" {
			continue
		}
		e.Sample(200)
		sum := 0.0
		for range 50 {
			e.Sample(1)
			sum += e.Stats().Accepted / 50
		}
		if _, adapts := e.View().Runs[0].Kernel.(*langevin.Hamiltonian); !adapts || math.Abs(sum-want) > 0.05 {
			t.Errorf("MALA that adapts accepts %v", sum)
		}
	}
}

// TestFlowLikelihood: the probability flow gives the density's own logarithm. The solver
// may err by 1e-4 (1 + |log p|) a step, |log p| being some 5 and steps some 60 at most.
func TestFlowLikelihood(t *testing.T) {
	for _, text := range []string{"scene=sde", "scene=sde&schedule=vp", "scene=sde&schedule=sub-vp&density=ring", "scene=sde&sampler=ode-heun&density=three-modes"} {
		s := open(t, text+"&particles=10").Stats()
		if !(math.Abs(s.LogLikelihood-s.ExactLogLikelihood) < 60*6e-4) || !(s.ExactLogLikelihood < 0) {
			t.Errorf("%s: log-likelihood %v by the flow, %v exactly", text, s.LogLikelihood, s.ExactLogLikelihood)
		}
	}
	if s := open(t, "particles=10").Stats(); !math.IsNaN(s.LogLikelihood) {
		t.Errorf("Langevin dynamics has the likelihood %v", s.LogLikelihood)
	}
}

// TestCurl: a network that is a gradient has none but for rounding, 2⁻²⁴ |s| over the step
// of 1/32, |s| being 30 at most; a vector field that is being learned has some.
func TestCurl(t *testing.T) {
	for model, has := range map[string]bool{"energy": false, "vector": true} {
		e := open(t, "scene=matching&objective=explicit&units=16&model="+model)
		e.Train(50)
		if got := e.Stats().Training.Curl; (got > 1e-2) != has || !has && !(got < 32*30./(1<<24)*4) {
			t.Errorf("%s: curl %v", model, got)
		}
	}
}

// TestThePointerReadsTheMean: of x = x₀ + σ z with x₀ from N(m, v I) the mean of x₀ is
// m + v/(v + σ²) (x − m).
func TestThePointerReadsTheMean(t *testing.T) {
	e := open(t, "scene=score-field\nmixture=1,1,2,4,0,4\nsigma=2")
	var p Probe
	e.View().Probe(&p, e.View().Level(), 5, -2)
	if want := [2]float64{1 + 0.5*4, 2 + 0.5*-4}; math.Abs(p.Mean[0]-want[0]) > 1e-5 || math.Abs(p.Mean[1]-want[1]) > 1e-5 || p.Noise != 2 {
		t.Errorf("E[x₀|x] = %v, want %v", p.Mean, want)
	}
}
