package lab

import (
	"runtime"
	"testing"

	"github.com/scorefield/scorefield/sim/internal/testsize"
)

// held is the memory of what can be reached.
func held() int {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int(m.HeapAlloc)
}

// TestMemoryIsWhatIsCounted: an experiment holds no more than param.Config.Memory says, and not
// less than an eighth of it, when it has taken steps and all has been asked of it that can be. What
// it keeps to go back to has a bound of its own and is left out.
func TestMemoryIsWhatIsCounted(t *testing.T) {
	cases := []string{
		"particles=200000&density=gaussian",
		"sampler=tempering&levels=20&particles=10000&density=gaussian&sigma-min=0.1&sigma-max=5",
		"scene=digits&particles=3000&units=8",
		"scene=digits&dataset=20000&units=8&particles=1",
		"scene=matching&units=256&hidden-layers=6&particles=1",
	}
	if testsize.Full() {
		cases = append(cases,
			"particles=200000&sampler=mala&versus=hmc&density=gaussian",
			"particles=200000&sampler=underdamped&density=gaussian&diagnostics=on",
			"scene=sde&particles=100000&density=gaussian",
			"scene=annealed&particles=100000&density=gaussian",
			"scene=digits&side=16&particles=1000&units=8&sampler=annealed",
			"scene=matching&batch=8192&objective=denoising&particles=1",
			"scene=race&particles=1")
	}
	for _, text := range cases {
		before := held()
		e, errs := Open(text)
		if len(errs) > 0 {
			t.Fatal(text, errs)
		}
		for range 3 {
			at := e.Clock()
			e.Advance(e.Next(Clock{Sampling: at.Sampling + 1, Training: at.Training + 1}))
		}
		e.View().Stats()
		config := e.Config()
		counted := config.Memory()
		if got := held() - before - e.KeyframeBytes(); got > counted || got < counted/8 {
			t.Errorf("%s: holds %.1f MB, counted are %.1f", text, float64(got)/1e6, float64(counted)/1e6)
		}
		runtime.KeepAlive(e)
	}
}

// TestWorkersHoldWhatStepsNeed: while they move a cloud, its experiment holds the positions that it
// may be asked for and, if there have been steps, those from which it would go on; the jobs of
// workers take the bytes of their particles and no more, and a figure that has been given back goes on.
func TestWorkersHoldWhatStepsNeed(t *testing.T) {
	const n, positions = 200_000, 8 * 200_000
	for _, text := range []string{"scene=langevin", "scene=langevin&versus=mala", "scene=annealed", "scene=sde", "scene=sde&sampler=ode-heun"} {
		for _, steps := range []int{0, 1} {
			before := held()
			e := open(t, text+"&particles=200000")
			e.Sample(steps)
			e.LimitKeyframes(0)
			runs := e.parts.cloud.Len()
			if made := spent(func() { e.Particles().ShardJobs(1) }); int(made) > runs*positions*(1+steps)*9/8 {
				t.Errorf("%s after %d steps: %.1f MB for a job of %.1f", text, steps, float64(made)/1e6, float64(runs*positions)/1e6)
			}
			if got, most := held()-before, runs*positions*(1+steps)+2_000_000; got > most {
				t.Errorf("%s after %d steps: holds %.1f MB of %d runs of %d particles, and needs %.1f", text, steps, float64(got)/1e6, runs, n, float64(most)/1e6)
			}
			e.Particles().Recall()
			alone := open(t, text+"&particles=200000")
			alone.Sample(steps + 1)
			if e.Sample(steps + 1 - e.Clock().Sampling); alike(e, alone) != "" {
				t.Errorf("%s after %d steps: is not where it would be", text, steps)
			}
		}
	}
}
