package lab

import (
	"runtime"
	"testing"

	"github.com/scorefield/scorefield/sim/internal/testsize"
)

// TestMemoryIsWhatIsCounted: an experiment holds no more than param.Config.Memory says, and not
// less than an eighth of it, when it has taken steps and all has been asked of it that can be. What
// it keeps to go back to has a bound of its own and is left out.
func TestMemoryIsWhatIsCounted(t *testing.T) {
	held := func() int {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return int(m.HeapAlloc)
	}
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
