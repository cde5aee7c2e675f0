package particles

import (
	"math"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/langevin"
	"github.com/scorefield/scorefield/sim/metric"
)

const (
	mixingChains = 16
	mixingSteps  = 512
	mixingPoints = 300 // kernels of data up to which so many steps are done: of more a quarter
)

// Mixing lets copies of the first 16 particles of run k go on for 512 steps, on data of more
// than 300 kernels for 128, and returns the
// effective draws that a chain makes in 1,000 steps and R̂ (see metric.ESS and
// metric.RHat), of the coordinate in which each is worse. It is a function of where the
// particles are: chains that stay in the modes in which they are do not agree. Both are
// NaN for samplers that come to an end, for a frozen run, with fewer than two particles
// and while workers move them. It calls yield, unless that is nil, after every step and
// coordinate.
func (c *Cloud) Mixing(k int, yield func()) (draws, rhat float64) {
	r := c.runs[k]
	n := min(r.State.X.N, mixingChains)
	if r.Kernel.Total() > 0 || r.Frozen || n < 2 || c.remote != nil {
		return math.NaN(), math.NaN()
	}
	state := langevin.State{X: copyPoints(r.State.X, 0, n), V: copyPoints(r.State.V, 0, n), Aux: copyPoints(r.State.Aux, 0, n),
		Key: r.State.Key, First: r.State.First, N: r.State.N}
	kernel := c.setting.kernel(k)
	kernel.Init(&state)
	series := make([][][]float64, state.X.D) // of each coordinate a chain for each particle
	for j := range series {
		series[j] = make([][]float64, n)
	}
	steps := mixingSteps
	if d := c.setting.Target.Data; d != nil && d.Points().N > mixingPoints {
		steps /= 4
	}
	for range steps {
		kernel.Step(&state)
		record(series, state.X)
		if yield != nil {
			yield()
		}
	}
	draws, rhat = math.Inf(1), 0
	for _, chains := range series {
		if yield != nil {
			yield()
		}
		draws = min(draws, metric.ESS(chains)/float64(n*steps)*1000)
		rhat = max(rhat, metric.RHat(chains))
	}
	return draws, rhat
}

func record(series [][][]float64, x sim.Batch) {
	for j := range x.D {
		for i, v := range x.Row(j) {
			series[j][i] = append(series[j][i], float64(v))
		}
	}
}
